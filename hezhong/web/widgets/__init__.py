"""How people type answers of each type: one class a type, one small template each."""
