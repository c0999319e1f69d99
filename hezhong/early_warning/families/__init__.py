"""Families of warning rules: each asks the ledger one question, written once; rules give it bands, colours and scope."""
