"""The slow references of the warning rules: each written from the rule's sentence alone, row by row, without its query."""
