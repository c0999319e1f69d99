"""A subsystem as one folder, written for a test; nothing else in the product names it."""
