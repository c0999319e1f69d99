"""The ways in which something is wrong in a synthetic province, or only looks wrong: a module for each subject."""
