"""计工单 of a small site without a gate: who of a team worked how long on a day, written down on a phone, straight to the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pyarrow as pa

from hezhong.directory import people, site_parties
from hezhong.engine import ledger_place
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.ledger_people import Standing
from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import NumberTaken, Receipt, ingest
from hezhong.ledger.months import month_of
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import key_schema, rows_of
from hezhong.ledger.site_tables import LABOUR_DAYS
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.faults import WrongCell

MOST_HOURS = 24
NO_ROSTER = "这个项目还没有花名册。请先交花名册，再记工"


@dataclass(frozen=True)
class Member:
    """One worker of the sheet. hours: as written before on that day, '' where nothing was; wrong: what is wrong with what was typed now."""

    worker: int
    name: str
    team: str
    hours: str
    wrong: str = ""


class WrongHours(Exception):
    """Hours that cannot be right, by worker."""

    def __init__(self, wrong: Mapping[int, str]) -> None:
        super().__init__("有几个人的工时要改")
        self.wrong = wrong


@dataclass(frozen=True)
class Sheet:
    """A day's sheet of a site. team: token of the one that is shown, 0 for all."""

    site: int
    day: date
    team: int
    teams: Mapping[int, str]
    members: tuple[Member, ...]


def sheet(hander: Hander, site: int, day: date, team: int = 0) -> Sheet:
    """Return the sheet of a day with what stands there already. Raises Refused."""
    rows = _roster(hander, site, day)
    teams = site_parties.teams_of(site)
    names = people.names_of(row["worker"] for row in rows)
    there = _standing(hander, site, day)
    members = {
        row["worker"]: Member(row["worker"], names.get(row["worker"], ""), teams.get(row["team"], ""), _hours(there.get(row["worker"])))
        for row in rows
        if team in (0, row["team"])
    }
    ordered = sorted(members.values(), key=lambda each: (each.team, each.name, each.worker))
    return Sheet(site, day, team, {token: name for token, name in teams.items() if any(row["team"] == token for row in rows)}, tuple(ordered))


def write(hander: Hander, site: int, day: date, typed: Mapping[int, str], key: str) -> Receipt:
    """Write a day down and return the receipt. typed: worker -> hours; '' says nothing, 0 takes back. key: of this writing.

    Raises Refused, WrongHours.
    """
    if day > hander.on:
        raise Refused("这一天还没有到。请选今天或者以前的日子")
    known = {row["worker"] for row in _roster(hander, site, day)}
    minutes = _minutes({worker: hours for worker, hours in typed.items() if hours.strip() and worker in known})
    if not minutes:
        raise Refused("还没有填工时。请在名字后面填几个小时")
    said: dict[str, Any] = {"city": hander.site(site).city, "site": site, "day": day}
    size = sum(1 for each in minutes.values() if each)
    rows = [{**said, "worker": worker, "minutes": each, "team_size": size} for worker, each in sorted(minutes.items()) if each]
    gone = [{**said, "worker": worker} for worker, each in sorted(minutes.items()) if not each]
    withdrawn = pa.Table.from_pylist(gone, key_schema(LABOUR_DAYS)) if gone else None
    # The key, not the content, makes the number: hours written back to what they once were are a new statement.
    batch = Batch(LABOUR_DAYS, hander.sender, rows_of(LABOUR_DAYS, rows), withdrawn, f"days/{site}/{key}")
    try:
        return ingest(ledger_place.current(), batch)
    except NumberTaken:
        raise Refused("这张单子已经交过了。请重新打开这一页再改") from None


def _minutes(typed: Mapping[int, str]) -> dict[int, int]:
    found, wrong = {}, {}
    for worker, hours in typed.items():
        try:
            number = cells.number(hours)
        except WrongCell as unclear:
            wrong[worker] = str(unclear)
            continue
        if number > MOST_HOURS:
            wrong[worker] = f"一天最多 {MOST_HOURS} 小时"
        found[worker] = int((number * 60).quantize(Decimal(1), ROUND_HALF_UP))
    if wrong:
        raise WrongHours(wrong)
    return found


def _roster(hander: Hander, site: int, day: date) -> list[Mapping[str, Any]]:
    """Return who is on the site's roster that day, of a subcontractor only its own people. Raises Refused."""
    card = hander.site(site)
    rows = Standing(ledger_place.current(), card.city, hander.employer, site).rows
    all_of_it = not hander.employer or site_parties.employers_on(site, hander.on)[:1] == (hander.employer,)
    mine = [row for row in rows if all_of_it or row["employer"] == hander.employer]
    there = [row for row in mine if row["entered_on"] <= day and (row["left_on"] is None or row["left_on"] >= day)]
    if not mine:
        raise Refused(NO_ROSTER)
    return there


def _standing(hander: Hander, site: int, day: date) -> dict[int, int]:
    """Return worker -> minutes that stand in the ledger on a day."""
    ledger, city, month = ledger_place.current(), hander.site(site).city, month_of(day)
    reader = Reader(ledger.root, ledger.manifest.state(), ledger_place.LOOKING)
    rows = reader.sql(LABOUR_DAYS, lambda part: part.city == city and part.month == month)
    found = reader.connection.execute(f"SELECT worker, minutes FROM ({rows}) WHERE site = ? AND day = ?", [site, day]).fetchall()
    return dict(found)


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else f"{(Decimal(minutes) / 60).quantize(Decimal('0.01')).normalize():f}"
