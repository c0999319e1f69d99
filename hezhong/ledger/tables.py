"""All tables of the ledger, by name."""

from collections.abc import Mapping

from hezhong.ledger import office_tables, pay_tables, site_tables
from hezhong.ledger.vocabulary import Table

TABLES: Mapping[str, Table] = {table.name: table for table in (*site_tables.TABLES, *pay_tables.TABLES, *office_tables.TABLES)}


def named(name: str) -> Table:
    """Return the table of this name. Raises: KeyError with the names there are."""
    if name not in TABLES:
        raise KeyError(f"没有名为 {name} 的台账，可用的有：{'、'.join(TABLES)}。")
    return TABLES[name]
