"""Official papers: hand-written expectations in TOML, read against what the engine prints."""
