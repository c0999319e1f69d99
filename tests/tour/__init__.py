"""What the tour is made of."""
