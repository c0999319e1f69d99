"""Whose card the wages went to: another than the registered one, two for one worker, one for several."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, of_months, of_sites
from hezhong.early_warning.vocabulary import Family, Measure, Subject, Tables

BACK = 2
"""The months of wages looked at, counted back from that of the day."""


def wrong_card(tables: Tables, asked: Asked) -> ibis.Table:
    """Return paid workers with a registered card: one counts when any payment went to another."""
    months = _paid(tables, asked)
    months = months.filter(months.card.notnull())
    return as_facts(months, hit=(months.card_low != months.card) | (months.card_high != months.card), fen=months.paid_fen)


def two_cards(tables: Tables, asked: Asked) -> ibis.Table:
    """Return paid workers: one counts when the wages of one month went to more than one card."""
    months = _paid(tables, asked)
    return as_facts(months, hit=months.card_low != months.card_high, fen=months.paid_fen)


def shared_card(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the payments on a site since the first of last month: one counts when others of the city were paid on its card too."""
    lines = tables["bank_lines"]
    lines = lines.filter(lines.booked_on.between(asked.first_day(1), asked.on), stayed(lines, asked))
    # Telling workers apart is dear: only those of the few cards that more than one was paid on are counted. Sorted, because a
    # group for every card costs half as much again: on a card of several some two neighbours differ, however they lie. Money
    # that came back is left in here, so that fewer columns are read; it only makes more cards be looked at.
    every = tables["bank_lines"]
    every = every.filter(every.booked_on.between(asked.first_day(1), asked.on))
    sorted_by = ibis.window(group_by="city", order_by="card")
    every = every.select("city", "card", "worker", card_before=every.card.lag().over(sorted_by), worker_before=every.worker.lag().over(sorted_by))
    several = every.filter(every.card == every.card_before, every.worker != every.worker_before).select("city", "card").distinct()
    by_card = lines.semi_join(several, ["city", "card"]).group_by("city", "card").aggregate(owners=lambda rows: rows.worker.nunique())
    rows = lines.filter(lines.site.notnull())
    rows = rows.left_join(by_card, ["city", "card"]).select(rows, owners=by_card.owners.fill_null(1))
    return as_facts(rows, subject=rows.site, hit=rows.owners > 1, fen=rows.paid_fen, value=rows.owners)


def stayed(lines: ibis.Table, asked: Asked) -> ibis.Value:
    """Return whether the money of a bank line had not come back by the day asked for."""
    return (lines.state != "returned") | (lines.returned_on > asked.on).fill_null(False)


def _paid(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_months(of_sites(tables["worker_month"]), asked, BACK)
    return months.filter(months.card_low.notnull())


SITE_WRONG_CARD = Family(
    "site_wrong_card", "项目工资付到非登记的卡", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, wrong_card,
    closes="核实收款人，工资付到本人登记的卡",
)  # fmt: skip
SITE_TWO_CARDS = Family(
    "site_two_cards", "项目同一工人一个月付到两张卡", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, two_cards,
    closes="核实收款人，一人一卡",
)  # fmt: skip
SITE_SHARED_CARD = Family(
    "site_shared_card", "项目多名工人的工资付到一张卡", Subject.SITE, Measure.PEOPLE, ("bank_lines",), 2, shared_card,
    closes="查清代领人，工资付到每名工人本人的卡",
)  # fmt: skip
