"""The desk: what officers see and do, by the test client and in a browser."""
