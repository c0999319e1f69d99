"""Graded early warning (分级预警): rules over the ledger, run each day, each finding dispatched as a case and closed."""
