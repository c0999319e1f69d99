"""Which months the ledger knows of a city: those in which rows are dated or for which money was paid, and that of the day.

Of a month from before a city sent anything only registers would speak; read as a month in which nobody came and nobody was
paid, it would accuse everybody. The month of the day is known from its first day, before anything of it has come: otherwise
what stood on the 31st would be gone on the 1st.
"""

from collections.abc import Iterable, Mapping

from hezhong.ledger.commits import Part
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, PAYROLL_LINES
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_DAYS, LABOUR_FEES

DATED = (ATTENDANCE, LABOUR_DAYS, PAYROLL_LINES, LABOUR_FEES, ACCOUNT_BALANCES)
"""The tables whose rows make a month be known."""
_DATED = frozenset(table.name for table in DATED)


def known(parts: Iterable[Part], now: int | None, paid: Iterable[tuple[int, int]] = ()) -> Mapping[int, set[int]]:
    """Return month -> the cities that know something of it.

    parts: those of the ledger. now: the month of the day, YYYYMM, None where no day is asked for. paid: month and city of payments.
    """
    parts = tuple(parts)
    found: dict[int, set[int]] = {}
    if now and parts:
        found[now] = {part.city for part in parts}
    for month, city in (*((part.month, part.city) for part in parts if part.table in _DATED), *paid):
        found.setdefault(month, set()).add(city)
    return found
