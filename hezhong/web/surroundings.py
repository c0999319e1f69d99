"""What widgets may ask, for the pages: registers of the directory, files handed in, the day."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from hezhong.directory import employers, offices, regions
from hezhong.engine import confirmations
from hezhong.engine.answers import Reckoned, Sums
from hezhong.engine.dossier import Destination
from hezhong.kernel.understand import Unclear
from hezhong.law.book import LawBook
from hezhong.law.entitlement import by_id
from hezhong.web.widgets.model import Choice, Surroundings

NOTHING: Mapping[str, tuple[Choice, ...]] = {}


def around(
    today: date, files: Iterable[Any] = (), business: str = "", choices: Mapping[str, tuple[Choice, ...]] = NOTHING
) -> Surroundings:
    """Return the surroundings of a form. ``files``: stored files this person may hand in with it.

    choices: field -> what may be chosen there, where the page knows better than the type.
    """
    top = regions.root()
    return Surroundings(
        today=today,
        employers=cache(employers.search),  # a page reads and shows what was typed: asked once
        employer=_employer,
        below=regions.children,
        place=regions.place,
        root=top.path[-1] if top.path else "",
        offices=_offices(business, today),
        destination=_destination,
        files={str(file.id): (file.title, file.size) for file in files},
        choices=choices,
        reckoned=reckoned,
    )


def reckoned(text: str) -> Sums:
    """Return claims brought from the calculator, reckoned anew by the law of today. Raises Unclear: they were not ours."""
    book = confirmations.book()
    try:
        return Sums(tuple(_reckoned(each, book) for each in json.loads(text)))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unclear("算好的项目读不出来了。请回到“我能主张什么”重新算一次") from None


def _reckoned(each: Any, book: LawBook) -> Reckoned:
    """Return one claim. Raises ValueError, KeyError or TypeError where it is not one of ours."""
    entitlement = by_id()[each["id"]]
    result = entitlement.from_plain({**each["facts"], "city": each["city"]}, book)
    told = json.dumps(each["facts"], ensure_ascii=False, sort_keys=True)
    kind = entitlement.kind.name if entitlement.kind else ""
    return Reckoned(
        entitlement.id, entitlement.title, kind, each["city"], told, result.amount, result.since, result.until
    )


def _employer(token: str) -> Any:
    return employers.cards([int(token)]).get(int(token)) if token.isdecimal() else None


def _offices(business: str, on: date) -> Callable[[], tuple[Choice, ...]]:
    return lambda: tuple((str(office.id), office.name) for office in offices.takers(business, on))


def _destination(office: str) -> Destination | None:
    try:
        return Destination(int(office), offices.place_of(int(office)))
    except KeyError:
        return None
