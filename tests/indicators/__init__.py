"""Indicators against a plain recount, and each number against its list."""
