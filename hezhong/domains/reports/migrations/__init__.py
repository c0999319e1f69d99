"""Migrations of what reports keep sealed."""
