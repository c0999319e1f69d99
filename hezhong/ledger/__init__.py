"""Bulk facts in Parquet: tables, batches taken in exactly once, readers over a manifest (台账)."""
