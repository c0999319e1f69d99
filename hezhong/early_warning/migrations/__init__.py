"""Migrations of early warning."""
