"""The worker's month, as one expression over the tables: DuckDB and Spark give the same rows. Nothing is read here."""

from collections.abc import Mapping
from datetime import date

import ibis

from hezhong.ledger.contracts_in_force import began, with_contract
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.joining import bit_count, bit_or, empty, joined, key_of, place
from hezhong.ledger.months import Scope

Tables = Mapping[str, ibis.Table]
SOURCES = ("attendance", "labour_days", "payroll_lines", "bank_lines", "roster", "contracts")
KEPT_BESIDE = ("gate_bits", "gate_employer")
"""What files hold beside the declared columns: with them the swipes need not be summed up again when others change."""
MONTH_DAYS = 31
"""How far the bits of odd minutes lie above those of even ones in ``come_bits``."""
GATE = ("gate_bits", "swipes", "come_first", "come_last", "come_bits", "gate_employer")
SUMS = ("swipes", "come_bits", "lines", "due_fen", "deducted_fen", "net_fen", "unconfirmed", "refused", "paid_fen", "paid_late_fen", "other_fen", "returned_fen")


def worker_month(tables: Tables, scope: Scope) -> ibis.Table:
    """Return the rows of WORKER_MONTH, and KEPT_BESIDE. tables: SOURCES, by name."""
    return worker_month_of(gate(tables["attendance"], scope), tables, scope)


def worker_month_of(swipes: ibis.Table, tables: Tables, scope: Scope) -> ibis.Table:
    """Return the same with the swipes summed up already: of ``gate``, or of several ``together``."""
    payroll = stated(tables["payroll_lines"], scope)
    sources = (
        listed(tables["roster"], tables["contracts"], scope),
        payroll,
        paid(tables["bank_lines"], payroll, scope),
        swipes,
        written(tables["labour_days"], scope),
    )
    found = with_contract(_finished(joined(sources, key_of(scope)), scope), tables["contracts"], scope)
    return finished_columns(found)


def finished_columns(rows: ibis.Table) -> ibis.Table:
    """Return the columns of WORKER_MONTH and KEPT_BESIDE, the city where it is known."""
    return rows.select(*(name for name in (*WORKER_MONTH.all_columns, *KEPT_BESIDE) if name in rows.columns))


def gate(attendance: ibis.Table, scope: Scope) -> ibis.Table:
    """Return what the swipes say of a worker on a site, columns GATE. Minutes are of swipes that come in, by the gate's clock."""
    swipes = attendance.filter(attendance.day.between(scope.first, scope.last))
    # The clock is read of who comes only: taking times of day apart is half of what this costs.
    at = ibis.ifelse(swipes.direction == "come", swipes.swiped_at.hour() * 60 + swipes.swiped_at.minute(), ibis.null())
    swipes = swipes.mutate(place=swipes.site, bit=_bit(swipes.day), at=at.cast("int32"))
    minute_bit = ibis.cases((swipes.at.isnull(), ibis.literal(0, "int64")), (swipes.at % 2 == 1, swipes.bit << MONTH_DAYS), else_=swipes.bit)
    return swipes.group_by(key_of(scope)).agg(
        gate_bits=bit_or(swipes.bit), swipes=swipes.count().cast("int32"), come_first=swipes.at.min(), come_last=swipes.at.max(),
        come_bits=bit_or(minute_bit), gate_employer=swipes.employer.min(),
    )  # fmt: skip


def gate_again(kept: ibis.Table, scope: Scope) -> ibis.Table:
    """Return the same from rows of this month that were kept."""
    kept = kept.filter(kept.swipes > 0)
    return kept.mutate(place=kept.site).select(*key_of(scope), *GATE)


def written(labour_days: ibis.Table, scope: Scope) -> ibis.Table:
    """Return what teams wrote down of a worker on a site."""
    days = labour_days.filter(labour_days.day.between(scope.first, scope.last))
    days = days.mutate(place=days.site, bit=_bit(days.day))
    return days.group_by(key_of(scope)).agg(
        written_bits=bit_or(days.bit), written_minutes=days.minutes.sum().cast("int32"), written_most=days.minutes.max()
    )


def stated(payroll_lines: ibis.Table, scope: Scope) -> ibis.Table:
    """Return what payrolls of the month say. What a worker said of a line after ``until`` he had not said yet."""
    lines = payroll_lines.filter(payroll_lines.month == scope.month)
    said = ibis.literal(True) if scope.until is None else lines.confirmed_on.isnull() | (lines.confirmed_on <= scope.until)
    lines = lines.mutate(place=place(lines.site, lines.employer), not_yet=(lines.confirmed == "no") | ~said, no=(lines.confirmed == "refused") & said)
    return lines.group_by(key_of(scope)).agg(
        lines=lines.count(), stated_days=lines.days.sum(), due_fen=lines.due_fen.sum(), deducted_fen=lines.deducted_fen.sum(), net_fen=lines.net_fen.sum(),
        due_on=lines.due_on.min(), stated_by=lines.employer.min(), unconfirmed=lines.count(where=lines.not_yet), refused=lines.count(where=lines.no),
    )  # fmt: skip


def paid(bank_lines: ibis.Table, payroll: ibis.Table, scope: Scope) -> ibis.Table:
    """Return the payments for wages of the month, whenever booked. payroll: of ``stated``, for the day they were due on.

    A payment that came back after ``until`` had not come back yet. Cards and days are those of money that stayed.
    """
    key, until = key_of(scope), scope.until
    lines = bank_lines.filter(wages_month(bank_lines) == scope.month)
    lines = lines if until is None else lines.filter(lines.booked_on <= until)
    back = lines.state == "returned"
    back = back if until is None else back & (lines.returned_on.isnull() | (lines.returned_on <= until))
    lines = lines.mutate(place=place(lines.site, lines.employer), stayed=~back, elsewhere=lines.channel != "wage_account")
    lines = lines.select(*key, "stayed", "elsewhere", on="booked_on", card_used="card", fen="paid_fen")
    lines = lines.left_join(payroll.select(*key, owed_on="due_on"), key).select(*lines.columns, "owed_on")
    stayed, late = lines.stayed, lines.stayed & (lines.on > lines.owed_on)
    return lines.group_by(key).agg(
        paid_fen=lines.fen.sum(where=stayed), paid_late_fen=lines.fen.sum(where=late), other_fen=lines.fen.sum(where=stayed & lines.elsewhere),
        returned_fen=lines.fen.sum(where=~stayed), first_paid_on=lines.on.min(where=stayed), last_paid_on=lines.on.max(where=stayed),
        card_low=lines.card_used.min(where=stayed), card_high=lines.card_used.max(where=stayed),
    )  # fmt: skip


def wages_month(bank_lines: ibis.Table) -> ibis.Value:
    """Return the month that a payment is for: as the bank was told, else the one before it was booked."""
    year, number = bank_lines.booked_on.year().cast("int32"), bank_lines.booked_on.month().cast("int32")
    before = ibis.ifelse(number == 1, year * 100 - 88, year * 100 + number - 1)
    return ibis.coalesce(bank_lines.month, before).cast("int32")


def paid_months(bank_lines: ibis.Table, until: date | None) -> ibis.Table:
    """Return each month and city for which something was paid. until: nothing booked later counts."""
    lines = bank_lines if until is None else bank_lines.filter(bank_lines.booked_on <= until)
    return lines.select(month=wages_month(lines), city="city").distinct()


def listed(roster: ibis.Table, contracts: ibis.Table, scope: Scope) -> ibis.Table:
    """Return who is on the roster in the month, each worker on a site once: the line of the employer he came to last.

    Of registers a month sees what stood by its last day: who leaves later has not left yet.
    """
    there = roster.filter(roster.entered_on <= scope.last, roster.left_on.isnull() | (roster.left_on >= scope.first))
    there = there.mutate(place=there.site)
    window = ibis.window(group_by=key_of(scope), order_by=[there.entered_on.desc(), there.employer.desc()])
    there = there.mutate(turn=ibis.row_number().over(window))
    there = there.filter(there.turn == 0)
    there = there.select(
        *key_of(scope), "entered_on", "agreed_fen", "per", "card", on_roster=ibis.literal(True), roster_employer="employer",
        left_on=ibis.ifelse(there.left_on <= scope.last, there.left_on, empty("date")), roster_contract="contract",
    )  # fmt: skip
    return began(there, contracts, scope)


def together(gates: list[ibis.Table], scope: Scope) -> ibis.Table:
    """Return each key once, of sums of swipes in which it may stand several times."""
    sums = ibis.union(*gates) if len(gates) > 1 else gates[0]
    return sums.group_by(key_of(scope)).agg(
        gate_bits=bit_or(sums.gate_bits), swipes=sums.swipes.sum().cast("int32"), come_first=sums.come_first.min(), come_last=sums.come_last.max(),
        come_bits=bit_or(sums.come_bits), gate_employer=sums.gate_employer.min(),
    )  # fmt: skip


def _finished(keys: ibis.Table, scope: Scope) -> ibis.Table:
    bits, zero = ibis.coalesce(keys.gate_bits, 0) | ibis.coalesce(keys.written_bits, 0), ibis.literal(0, "int64")
    keys = keys.mutate(day_bits=bits, **{name: ibis.coalesce(keys[name], 0) for name in SUMS})
    return keys.mutate(
        month=ibis.literal(scope.month, "int32"),
        site=ibis.ifelse(keys.place > 0, keys.place, zero), employer=ibis.ifelse(keys.place < 0, -keys.place, zero),
        days=bit_count(keys.day_bits).cast("int32"), on_roster=ibis.coalesce(keys.on_roster, False),
        hired_by=ibis.coalesce(keys.roster_employer, keys.stated_by, keys.gate_employer),
    )  # fmt: skip


def _bit(day: ibis.Column) -> ibis.Value:
    # From text, because a bare 1 is 32 bits wide to Spark and the 31st would be its sign.
    return ibis.literal("1").cast("int64") << day.day().cast("int32")
