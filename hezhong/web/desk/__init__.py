"""Pages for officers: the worklist, the case, its actions."""
