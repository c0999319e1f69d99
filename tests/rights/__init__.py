"""Who may open what: a table written by hand, against the whole product through real sessions."""
