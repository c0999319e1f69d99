"""The API for officers' own programs: the desk as JSON, through the same rights, forms and writer."""
