"""Each module does one thing in the database of a platform under test."""
