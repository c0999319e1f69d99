"""One decided event in its case, with what stood before and stands after it: what every writer of rows is given.

A writer takes all steps of a transaction at once, so that twelve cases cost no more queries than one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event
from hezhong.engine.loading import Loaded
from hezhong.engine.models import Case


@dataclass(frozen=True)
class Step:
    """An event and its case. ``office``: the one that acted, which may have given the case away with the event."""

    loaded: Loaded
    event: Event
    after: Dossier[Any]
    office: int

    @property
    def row(self) -> Case:
        return self.loaded.row

    @property
    def before(self) -> Dossier[Any]:
        return self.loaded.dossier


class NotAllMay(Refused):
    """Some of several cases refuse, so none is changed; the message names each and says why."""

    def __init__(self, reasons: Iterable[tuple[str, str]]) -> None:
        super().__init__("；".join(f"{number}：{why}" for number, why in reasons))


@contextmanager
def whose_refusal(row: Case, *, alone: bool) -> Iterator[None]:
    """Let a refusal in here say whose it is, unless the case is the only one."""
    try:
        yield
    except Refused as refused:
        if alone:
            raise
        raise NotAllMay([(row.number, str(refused))]) from None
