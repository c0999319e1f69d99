"""The directory with its tables, on a real PostgreSQL."""
