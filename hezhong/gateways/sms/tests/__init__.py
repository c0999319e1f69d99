"""Tests of the gateways for short messages."""
