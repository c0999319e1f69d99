"""Service of papers and the desk's paper work, on a real database."""
