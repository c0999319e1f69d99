"""The engine with its tables, on a real PostgreSQL."""
