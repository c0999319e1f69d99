"""Stories of inspections without a database."""
