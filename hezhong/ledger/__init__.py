"""Bulk facts (台账): what sites, payrolls, banks and gates report, by the million."""
