"""The history of the directory: who changed what and when, one row for each change, only added to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hezhong.directory.models import Change


@dataclass(frozen=True)
class Author:
    """Who changes the directory, in words or by login, and when."""

    by: str
    at: datetime


def note(what: str, says: Iterable[str], author: Author) -> None:
    """Write down what was changed, one row for each sentence. ``what``: the kind of thing, in Chinese."""
    Change.objects.bulk_create(
        (Change(what=what, says=each, by=author.by, at=author.at) for each in says), batch_size=1000
    )
