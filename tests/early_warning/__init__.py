"""Early warning on a real PostgreSQL: runs, dispatch, closure."""
