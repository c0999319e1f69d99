"""The employer's side: who gets in, what is seen, what is done."""
