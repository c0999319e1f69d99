"""Tests of answering warnings."""
