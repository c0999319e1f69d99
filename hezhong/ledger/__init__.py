"""Bulk facts in Parquet: tables, batches taken in exactly once, readers over a manifest, and the ways in (台账)."""
