"""Tests of the adapters, each against a small server or store of its own."""
