"""Back-testing: every warning rule against a slow reference written from its sentence."""
