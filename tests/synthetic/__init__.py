"""The synthetic province: what is said to be true of it is true of its rows, and nothing else is wrong."""
