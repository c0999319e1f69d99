"""The demonstration province: invented people and employers in a real region tree, with a life of ten months and a ledger of three."""
