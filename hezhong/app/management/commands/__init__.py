"""The commands of an installation that need Django."""
