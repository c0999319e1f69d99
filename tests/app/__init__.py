"""Tests of the start of an installation and of its processes."""
