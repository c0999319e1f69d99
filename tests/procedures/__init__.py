"""Procedures of the design sketch: declarations that exercise the engine until their own subsystem is built."""
