"""What widgets may ask, for the pages: registers of the directory, files handed in, the day."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from hezhong.directory import employers, offices, regions
from hezhong.engine.dossier import Destination
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
