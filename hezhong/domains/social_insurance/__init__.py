"""Social insurance (社会保险): warnings from the heads that are insured and the contributions owed."""
