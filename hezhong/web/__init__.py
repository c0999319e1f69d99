"""Pages, forms and the API, generated from declarations; nothing is decided here."""
