"""Pages: public and desk."""
