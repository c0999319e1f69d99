"""The worklist narrowed to exactly the cases of one number of a dashboard: what stands in the address, and in words."""

from dataclasses import replace
from datetime import date

from hezhong.directory import offices
from hezhong.engine import risks
from hezhong.engine.conditions import ALWAYS, Between, Condition, Has, both
from hezhong.engine.dossier import Moment
from hezhong.engine.worklist import Filters
from hezhong.indicators import reckoning
from hezhong.indicators.vocabulary import PARTS, Indicator, Today
from hezhong.kernel.dates import spoken
from hezhong.web.asking import Officer

NAMES = {"figure": "指标", "part": "其中", "own": "地区", "office": "办理机关", "due": "到期日", "risk": "提醒"}
RISK = "可能逾期"


def narrowed(filters: Filters, on: dict[str, str], who: Officer, moment: Moment) -> Filters:
    """Return the filters with what a dashboard's number adds to them; what an address cannot mean is left out."""
    today = Today(moment.happened_on, moment.calendar)
    figure = indicator_of(on)
    among = None
    if "risk" in on:
        office = _number(on.get("office", "")) or who.office
        found = risks.of_office(who.asker, office, today.on, today.calendar)
        among = tuple(risk.case_id for risk in found)
    return replace(
        filters,
        office=_number(on.get("office", "")),
        cases=both(figure.part(on.get("part", ""), today) if figure else ALWAYS, _own(on), _due(on)),
        closed=bool(figure and figure.closed),
        among=among,
    )


def indicator_of(on: dict[str, str]) -> Indicator | None:
    """Return the indicator whose cases are listed, or None."""
    return reckoning.known(on["figure"]) if "figure" in on else None


def said(name: str, value: str) -> str:
    """Return what an address says, in words."""
    match name:
        case "figure":
            indicator = reckoning.known(value)
            return indicator.title if indicator else value
        case "part":
            return PARTS.get(value, value)
        case "own":
            return "只看本级，不含下级"
        case "risk":
            return RISK
        case "office":
            return _office(value)
        case _:
            day = _day(value)
            return spoken(day) if day else value


def _own(on: dict[str, str]) -> Condition:
    """Return that a case lies in no region below the one chosen."""
    level = reckoning.level_below(on["place"]) if "own" in on and "place" in on else ""
    return Has(level, "") if level else ALWAYS


def _due(on: dict[str, str]) -> Condition:
    day = _day(on.get("due", ""))
    return Between("next_due", day, day) if day else ALWAYS


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _office(text: str) -> str:
    try:
        return offices.office(_number(text)).name
    except offices.NoSuchOffice:
        return text
