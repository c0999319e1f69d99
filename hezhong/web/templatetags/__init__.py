"""Template filters: words for values, nothing else."""
