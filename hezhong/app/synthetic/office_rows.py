"""The rows of offices: people insured, few and small complaints, their cases, and what scenarios report."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic.plan import Plan
from hezhong.app.synthetic.rows import coded, known, table_of
from hezhong.app.synthetic.tokens import Thing, chance
from hezhong.kernel.dates import add_months
from hezhong.ledger.office_tables import CASE_EVENTS, COMPLAINTS, INSURED_HEADS, LAYOFF_REPORTS, SIGNALS
from hezhong.ledger.shapes import rows_of

INSURANCES = ("pension", "medical", "unemployment", "injury")
KINDS = ("water", "power", "tax", "rent")
BEFORE = 6
"""Months before the first of which signals are told: what falls has to be compared."""
ONE_IN = 40
"""One in so many employers has a complaint in the time, about anything but wages, of one to three people."""
STEPS = (("opened", 2), ("moved", 5), ("decided", 20), ("closed", 24))
"""The steps of a case and how many days after the complaint they come."""


def insured_heads(plan: Plan) -> pa.Table:
    """Return the people insured with each employer without a site, in each month and the one before the first."""
    firms = np.nonzero(plan.places.site == 0)[0]
    starts = [add_months(plan.span.first, month - 1) for month in range(plan.span.months + 1)]
    months = np.array([day.year * 100 + day.month for day in starts], np.int32)
    each = len(months) * len(INSURANCES)
    return table_of(INSURED_HEADS, plan.city.code, {
        "employer": np.repeat(plan.places.employer[firms], each),
        "month": np.tile(np.repeat(months, len(INSURANCES)), len(firms)),
        "insurance": coded(np.tile(np.arange(len(INSURANCES)), len(firms) * len(months)), INSURANCES),
        "heads": np.repeat(plan.places.heads[firms].ravel(), len(INSURANCES)),
        "owed_fen": known(np.repeat(plan.places.owed_fen[firms].ravel(), len(INSURANCES))),
    })  # fmt: skip


def months_told(plan: Plan) -> list[int]:
    """Return the months of the signals, YYYYMM."""
    days = [add_months(plan.span.first, month) for month in range(-BEFORE, plan.span.months)]
    return [day.year * 100 + day.month for day in days]


def signals(plan: Plan) -> pa.Table:
    """Return what employers without a site use and are charged: about as much each month, and paid."""
    told = {row["employer"] for row in plan.extra[SIGNALS.name]}
    firms = np.nonzero((plan.places.site == 0) & ~np.isin(plan.places.employer, list(told)))[0]
    months, shape = months_told(plan), (len(firms), BEFORE + plan.span.months, len(KINDS))
    dice = chance(plan.seed, plan.city.code, "signals")
    much = (dice.integers(200, 5000, len(firms))[:, None, None] * dice.uniform(0.9, 1.1, shape)).astype(np.int64).ravel()
    kind = np.tile(np.arange(len(KINDS)), len(firms) * len(months))
    by_firm = table_of(SIGNALS, plan.city.code, {
        "employer": np.repeat(plan.places.employer[firms], len(months) * len(KINDS)),
        "month": np.tile(np.repeat(np.array(months, np.int32), len(KINDS)), len(firms)),
        "kind": coded(kind, KINDS),
        "used": pa.array(much, mask=kind > 1),
        "billed_fen": much * 100,
        "owed_fen": np.zeros(len(much), np.int64),
    })  # fmt: skip
    return pa.concat_tables([by_firm, rows_of(SIGNALS, plan.extra[SIGNALS.name])])


def layoff_reports(plan: Plan) -> pa.Table:
    """Return the reports of layoffs: lawful employers lay nobody off."""
    return rows_of(LAYOFF_REPORTS, plan.extra[LAYOFF_REPORTS.name])


def complaint(plan: Plan, place: int, number: int, on: date, people: int) -> dict[str, Any]:
    """Return a complaint about the employer of a workplace. number: below 16, of the complaints about it."""
    places = plan.places
    return {
        "city": plan.city.code, "received_on": on, "complaint": plan.tokens.one(Thing.COMPLAINT, place * 16 + number),
        "employer": int(places.employer[place]), "site": int(places.site[place]) or None, "channel": "window", "subject": "wages",
        "people": people, "claimed_fen": None, "closed_on": None,
    }  # fmt: skip


def complaints_and_cases(plan: Plan, background: np.ndarray) -> tuple[pa.Table, pa.Table]:
    """Return complaints, and the events of the cases they became. background: the workplaces that no scenario uses."""
    dice = chance(plan.seed, plan.city.code, "complaints")
    days = plan.span.every_day
    some = background[dice.random(len(background)) < 1 / ONE_IN]
    rows, events = list(plan.extra[COMPLAINTS.name]), list[dict[str, Any]]()
    for place in some.tolist():
        on = days[int(dice.integers(0, len(days) - 1))].item()
        closed = on + timedelta(STEPS[-1][1])
        subject = ("hours", "insurance", "other")[int(dice.integers(0, 3))]
        row = complaint(plan, place, 0, on, int(dice.integers(1, 4)))
        rows.append({**row, "subject": subject, "closed_on": closed if closed <= plan.span.as_of else None})
        events.extend(_events(plan, place, row))
    return rows_of(COMPLAINTS, rows), rows_of(CASE_EVENTS, events)


def _events(plan: Plan, place: int, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    case, office = plan.tokens.one(Thing.CASE, place), plan.tokens.one(Thing.OFFICE, place % 3)
    for number, (step, after) in enumerate(STEPS):
        day = row["received_on"] + timedelta(after)
        if day <= plan.span.as_of:
            yield {
                "city": plan.city.code, "day": day, "event": plan.tokens.one(Thing.EVENT, place * 16 + number),
                "happened_at": datetime.combine(day, time(10, 15)), "case": case, "matter": None, "employer": row["employer"],
                "site": row["site"], "office": office, "step": step, "people": row["people"], "recovered_fen": None,
            }  # fmt: skip
