"""A worker's month as it was kept, with the swipes and payments that were added since: the same rows as made anew.

So that a day costs what a day brings: nothing that stands is written again. It holds only for what adds: when a batch
corrects swipes or payments or takes them back, the month is made again (``refreshing``). Of whom a payroll, roster or contract
says something the rows are made again beside (``restating``), and are then what is kept.
"""

from collections.abc import Mapping

import ibis

from hezhong.ledger.contracts_in_force import with_contract
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.joining import bit_count, empty, joined, key_of, place
from hezhong.ledger.months import Scope
from hezhong.ledger.worker_months import GATE, SUMS, paid, together

Tables = Mapping[str, ibis.Table]
PAID = ("paid_fen", "paid_late_fen", "other_fen", "returned_fen", "first_paid_on", "last_paid_on", "card_low", "card_high")
ADDED = {"swipes", "paid_fen", "paid_late_fen", "other_fen", "returned_fen"}
LEAST = ("come_first", "gate_employer", "first_paid_on", "card_low")
GREATEST = ("come_last", "last_paid_on", "card_high")
ANEW = "anew"


def folded(kept: ibis.Table, gates: ibis.Table, tables: Tables, scope: Scope, *, once: bool = False) -> ibis.Table:
    """Return the rows of WORKER_MONTH, and ANEW: whether the contract has still to be looked up (``contracts_anew``).

    gates: later swipes, as of ``gate``. tables: later bank_lines. once: each key stands in gates once, as it does where
    they came in one go.
    """
    key = key_of(scope)
    kept = kept.mutate(place=place(_known(kept.site), _known(kept.employer)))
    swipes = _later(gates if once else together([gates], scope), key, GATE)
    payments = _later(paid(tables["bank_lines"], kept.select(*key, "due_on"), scope), key, PAID)
    # What is kept is wide, and goes through one join only: with what came, which is narrow.
    rows = joined([kept.drop("site", "employer"), joined([swipes, payments], key)], key)
    return _merged(rows.mutate(anew=_changed(rows)), scope).select(*WORKER_MONTH.all_columns, ANEW)


def contracts_anew(months: ibis.Table, contracts: ibis.Table, scope: Scope) -> ibis.Table:
    """Return the key of rows that are ANEW with their contract and contract_since. No roster names one of theirs."""
    months = months.select("city", *WORKER_MONTH.key, "hired_by", roster_contract=empty("int64"), named_since=empty("date"))
    return with_contract(months, contracts, scope).select("city", *WORKER_MONTH.key, "contract", "contract_since")


def _changed(rows: ibis.Table) -> ibis.Value:
    """Return who was not there before, or has another employer than before, by the gate: the contracts of all others stand."""
    earlier = rows.gate_employer.isnull() | (rows.later_gate_employer < rows.gate_employer)
    return rows.month.isnull() | (~_stands(rows) & earlier.fill_null(False) & rows.later_swipes.notnull())


def _merged(rows: ibis.Table, scope: Scope) -> ibis.Table:
    merged = {name: ibis.coalesce(rows[name], 0) + (ibis.coalesce(rows[f"later_{name}"], 0) if name in ADDED else 0) for name in SUMS}
    merged["come_bits"] = ibis.coalesce(rows.come_bits, 0) | ibis.coalesce(rows.later_come_bits, 0)
    merged |= {name: ibis.least(rows[name], rows[f"later_{name}"]) for name in LEAST}
    merged |= {name: ibis.greatest(rows[name], rows[f"later_{name}"]) for name in GREATEST}
    bits, later = rows.gate_bits, rows.later_gate_bits
    merged["gate_bits"] = ibis.ifelse(bits.isnull(), later, bits | ibis.coalesce(later, 0))
    merged["day_bits"] = ibis.coalesce(rows.day_bits, 0) | ibis.coalesce(later, 0)
    rows = rows.mutate(**merged, on_roster=ibis.coalesce(rows.on_roster, False), month=ibis.literal(scope.month, "int32"))
    # Who hires is known from the roster or the payroll, which stand as they stood; else from the gate.
    hired_by = ibis.ifelse(_stands(rows), rows.hired_by, rows.gate_employer)
    return rows.mutate(days=bit_count(rows.day_bits).cast("int32"), **_of_place(rows), hired_by=hired_by)


def _stands(rows: ibis.Table) -> ibis.Value:
    return rows.on_roster | (rows.lines > 0)


def _of_place(rows: ibis.Table) -> dict[str, ibis.Value]:
    zero = ibis.literal(0, "int64")
    return {"site": ibis.ifelse(rows.place > 0, rows.place, zero), "employer": ibis.ifelse(rows.place < 0, -rows.place, zero)}


def _later(rows: ibis.Table, key: list[str], names: tuple[str, ...]) -> ibis.Table:
    return rows.select(*key, **{f"later_{name}": rows[name] for name in names})


def _known(token: ibis.Value) -> ibis.Value:
    return ibis.ifelse(token == 0, empty("int64"), token)
