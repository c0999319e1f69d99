"""Tests of the ledger: real files, real processes."""
