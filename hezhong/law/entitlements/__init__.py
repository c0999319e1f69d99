"""One module per entitlement: its facts, and the pure function that reckons it. Source: the article each step names."""
