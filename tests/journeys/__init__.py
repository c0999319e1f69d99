"""Whole stories through browser, pages, engine and database."""
