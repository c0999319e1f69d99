"""The bank's side, through its own door."""
