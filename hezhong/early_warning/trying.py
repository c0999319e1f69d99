"""What a proposed change of a rule would do: how many subjects of the place in which colour, as it stands and as proposed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, rule_book, rules
from hezhong.early_warning.detection import Found, Frame, ask
from hezhong.early_warning.editions import Mode, Standing, declared
from hezhong.early_warning.models import RuleChange
from hezhong.early_warning.subjects import known
from hezhong.early_warning.vocabulary import Grade, Subject, Tables
from hezhong.kernel.dates import add_months
from hezhong.kernel.places import Place

Opened = Callable[[date, Place], AbstractContextManager[Tables]]
"""A day and a place -> the tables of its cities as they stood then, open as long as they are asked."""


A_YEAR = (0, -12)


def tried(change: RuleChange, opened: Opened, frame: Frame, months: Sequence[int] = A_YEAR) -> dict[str, Any]:
    """Return the numbers for the day of the frame and the same day of other months. months: how far from that of the frame."""
    days, region = [], regions.place(change.region)
    for day in (add_months(frame.on, each) for each in months):
        with opened(day, region) as tables:
            days.append(_on(day, change, tables, replace(frame, on=day, excluded=exclusion_rows.excluded(day))))
    return {"days": days}


def _on(day: date, change: RuleChange, tables: Tables, frame: Frame) -> dict[str, Any]:
    rule = rules.declared()[change.rule]
    # Both days under the same rules, those of the day the change begins: only the facts differ.
    before = rule_book.in_force(max(day, change.since)).get(rule.code) or Standing(rule, (declared(rule),))
    proposed = rule_book.edition(rule, change)
    others = tuple(each for each in before.editions if each.place != proposed.place or not each.change)
    after = Standing(rule, (*others, proposed))
    return {
        "on": day.isoformat(),
        "now": _counted(before, proposed.place, tables, frame),
        "then": _counted(after, proposed.place, tables, frame),
    }


def _counted(standing: Standing, region: Place, tables: Tables, frame: Frame) -> dict[str, int]:
    """Return colour -> how many subjects of the region are in it."""
    found = ask(standing, tables, frame)
    return dict(Counter(grade.code for grade in _grades(standing, region, found)))


def _grades(standing: Standing, region: Place, found: Iterable[Found]) -> Iterable[Grade]:
    """Yield the colour of every subject of the region, each under the edition of its own place."""
    kind: Subject = standing.rule.family.subject
    rows = list(found)
    places = known(kind, {each.finding.subject: each.finding.city for each in rows})
    for each in rows:
        place = places[each.finding.subject].place
        edition = standing.at(place)
        if edition is None or edition.mode is Mode.OFF or not region.covers(place) or dict(edition.parameters) != dict(each.parameters):
            continue
        if grade := edition.grade(each.finding.measure, each.finding.among):
            yield grade
