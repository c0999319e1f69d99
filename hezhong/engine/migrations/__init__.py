"""Migrations of the engine."""
