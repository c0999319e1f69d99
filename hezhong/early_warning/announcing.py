"""Says on the live channel that a warning has moved, so that screens of its place and of all above it show it at once."""

from hezhong.directory import regions
from hezhong.early_warning.models import Warning
from hezhong.engine import outbox


def announce(row: Warning) -> None:
    """Announce a warning's place, from the province down; heard when the transaction is written, and not if it fails."""
    outbox.announce(places=[outbox.where(*regions.root().path, row.city, row.county, row.town)])


def brought(city: str) -> None:
    """Announce that a city is brought up to date: the day that its figures stand for has changed."""
    outbox.announce(places=[outbox.where(*regions.root().path, city)])
