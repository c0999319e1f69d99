"""Working copies of papers for Word: the words of a typeset paper in an office's own editor."""
