"""Anonymous reports with a real database and a real browser."""
