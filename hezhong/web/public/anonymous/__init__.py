"""The public side of anonymous reports: three pages to report, one to come back. No cookie, no address, no script needed."""
