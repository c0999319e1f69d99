"""The API, over a real PostgreSQL."""
