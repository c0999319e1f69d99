"""A permit, made up for a test: 试验许可."""
