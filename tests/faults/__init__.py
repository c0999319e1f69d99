"""What must hold when processes die, and that the copies of the benchmark are true."""
