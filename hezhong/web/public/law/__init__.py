"""法律条目: every law id of the product with its sentence, versions, examples, where it is used, and what holds where on a day."""
