"""Speed as ratios to a floor, on a million cases. Run with ``make bench``; no part of the product."""
