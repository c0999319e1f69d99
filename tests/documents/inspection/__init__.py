"""Papers of inspection: what is written by hand for each of them, and the cases that issue them."""
