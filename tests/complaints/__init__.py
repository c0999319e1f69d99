"""Complaints that many bring together, and what comes after closing."""
