"""The worker's month, as one expression over the tables: DuckDB and Spark give the same rows. Nothing is read here.

``until``: nothing that is dated after it counts, so that any past day can be asked about. A month sees of the registers
what stood by its end: who leaves later has not left yet.
"""

from collections.abc import Mapping
from datetime import date

import ibis

from hezhong.ledger.contracts_in_force import with_contract
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.months import first_day, seen_until
from hezhong.ledger.stacking import KEY, bit_count, bit_or, empty, keyed, stacked

Tables = Mapping[str, ibis.Table]
SOURCES = ("attendance", "labour_days", "payroll_lines", "bank_lines", "roster", "contracts")
KEPT_BESIDE = ("gate_bits", "gate_employer")
"""What files hold beside the declared columns: with them the swipes need not be summed up again when others change."""
GATE = (*KEY, "gate_bits", "swipes", "come_first", "come_last", "gate_employer")


def worker_month(tables: Tables, month: int, until: date | None = None) -> ibis.Table:
    """Return the rows of WORKER_MONTH for a month. tables: SOURCES, by name, of one city or of many."""
    return worker_month_of([gate(tables["attendance"], month, until)], tables, month, until)


def worker_month_of(gates: list[ibis.Table], tables: Tables, month: int, until: date | None = None) -> ibis.Table:
    """Return the same with the swipes summed up already. gates: with the columns GATE; the same key may stand in several.

    The columns of the declaration, then KEPT_BESIDE.
    """
    payroll = stated(tables["payroll_lines"], month, until)
    sources = [
        *gates,
        written(tables["labour_days"], month, until),
        payroll,
        paid(tables["bank_lines"], payroll, month, until),
        listed(tables["roster"], month, until),
    ]
    found = with_contract(_finished(stacked(sources), month), tables["contracts"], month, until)
    return found.select(*WORKER_MONTH.all_columns, *KEPT_BESIDE)


def gate(attendance: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return what the swipes say of a worker on a site, columns GATE. Minutes are of swipes that come in, by the gate's clock."""
    swipes = attendance.filter(_in_month(attendance.day, month, until))
    at = ibis.ifelse(swipes.direction == "come", swipes.swiped_at.hour() * 60 + swipes.swiped_at.minute(), empty("int32"))
    swipes = swipes.select("city", "site", "worker", "employer", bit=_bit(swipes.day), at=at)
    summed = swipes.group_by("city", "site", "worker").agg(
        gate_bits=bit_or(swipes.bit), swipes=swipes.count(), come_first=swipes.at.min(), come_last=swipes.at.max(), gate_employer=swipes.employer.min(),
    )  # fmt: skip
    return summed.mutate(employer=ibis.literal(0, "int64"))


def written(labour_days: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return what teams wrote down, a row a day."""
    days = labour_days.filter(_in_month(labour_days.day, month, until))
    return days.select(**keyed(days, days.site), written_bits=_bit(days.day), written_minutes=days.minutes, written_most=days.minutes)


def stated(payroll_lines: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return the payroll lines of the month. What a worker said after ``until`` he had not said yet."""
    lines = payroll_lines.filter(payroll_lines.month == month)
    said = ibis.literal(True) if until is None else lines.confirmed_on.isnull() | (lines.confirmed_on <= until)
    return lines.select(
        **keyed(lines, lines.employer), lines=ibis.literal(1, "int32"), stated_days=lines.days, due_fen=lines.due_fen,
        deducted_fen=lines.deducted_fen, net_fen=lines.net_fen, due_on=lines.due_on, stated_by=lines.employer,
        unconfirmed=((lines.confirmed == "no") | ~said).cast("int32"), refused=((lines.confirmed == "refused") & said).cast("int32"),
    )  # fmt: skip


def paid(bank_lines: ibis.Table, payroll: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return the payments for wages of the month, whenever booked. payroll: of ``stated``, for the day they were due on.

    A payment that came back after ``until`` had not come back yet. Cards and days are those of money that stayed.
    """
    lines = bank_lines.filter(wages_month(bank_lines) == month)
    lines = lines if until is None else lines.filter(lines.booked_on <= until)
    back = lines.state == "returned"
    back = back if until is None else back & (lines.returned_on.isnull() | (lines.returned_on <= until))
    lines = lines.select(
        **keyed(lines, lines.employer), booked_on=lines.booked_on, card_used=lines.card, returned_fen=ibis.ifelse(back, lines.paid_fen, 0),
        paid_fen=ibis.ifelse(back, 0, lines.paid_fen), elsewhere=lines.channel != "wage_account", stayed=~back,
    )  # fmt: skip
    due = payroll.filter(payroll.due_on.notnull()).group_by(list(KEY)).agg(owed_on=payroll.due_on.min())
    lines = lines.left_join(due, list(KEY)).select(*lines.columns, "owed_on")
    on, card = ibis.ifelse(lines.stayed, lines.booked_on, empty("date")), ibis.ifelse(lines.stayed, lines.card_used, empty("int64"))
    return lines.select(
        *KEY, "paid_fen", "returned_fen", first_paid_on=on, last_paid_on=on, card_low=card, card_high=card,
        paid_late_fen=ibis.ifelse(lines.booked_on > lines.owed_on, lines.paid_fen, 0), other_fen=ibis.ifelse(lines.elsewhere, lines.paid_fen, 0),
    )  # fmt: skip


def wages_month(bank_lines: ibis.Table) -> ibis.Value:
    """Return the month that a payment is for: as the bank was told, else the one before it was booked."""
    year, number = bank_lines.booked_on.year().cast("int32"), bank_lines.booked_on.month().cast("int32")
    before = ibis.ifelse(number == 1, year * 100 - 88, year * 100 + number - 1)
    return ibis.coalesce(bank_lines.month, before).cast("int32")


def listed(roster: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return who is on the roster in the month, each worker on a site once: the line of the employer he came to last."""
    last = seen_until(month, until)
    there = roster.filter((roster.entered_on <= last) & (roster.left_on.isnull() | (roster.left_on >= first_day(month))))
    window = ibis.window(group_by=["city", "site", "worker"], order_by=[there.entered_on.desc(), there.employer.desc()])
    there = there.mutate(place=ibis.row_number().over(window))
    there = there.filter(there.place == 0)
    return there.select(
        **keyed(there, there.employer), listed=ibis.literal(1, "int32"), roster_employer=there.employer, entered_on=there.entered_on,
        left_on=ibis.ifelse(there.left_on <= last, there.left_on, empty("date")), agreed_fen=there.agreed_fen, per=there.per, card=there.card,
        roster_contract=there.contract,
    )  # fmt: skip


def _finished(keys: ibis.Table, month: int) -> ibis.Table:
    bits = ibis.coalesce(keys.gate_bits, 0) | ibis.coalesce(keys.written_bits, 0)
    sums = ("swipes", "lines", "due_fen", "deducted_fen", "net_fen", "unconfirmed", "refused", "paid_fen", "paid_late_fen", "other_fen", "returned_fen")
    keys = keys.mutate(day_bits=bits, **{name: ibis.coalesce(keys[name], 0) for name in sums})
    return keys.mutate(
        month=ibis.literal(month, "int32"), days=bit_count(keys.day_bits).cast("int32"), on_roster=keys.listed.notnull(),
        hired_by=ibis.coalesce(keys.roster_employer, keys.stated_by, keys.gate_employer),
    )  # fmt: skip


def _in_month(day: ibis.Column, month: int, until: date | None) -> ibis.Value:
    return day.between(first_day(month), seen_until(month, until))


def _bit(day: ibis.Column) -> ibis.Value:
    # From text, because a bare 1 is 32 bits wide to Spark and the 31st would be its sign.
    return ibis.literal("1").cast("int64") << day.day().cast("int32")
