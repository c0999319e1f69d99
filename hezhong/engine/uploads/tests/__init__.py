"""Tests of uploads: honest files, hostile files, and the cell they are opened in."""
