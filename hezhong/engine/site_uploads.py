"""What was handed in about a site: when, by whom, how much of it was taken, what was wrong; and the stored file itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hezhong.directory import bank_clerks, employers, feeders, naming, offices
from hezhong.engine import files, handing_in
from hezhong.engine.files import Opened
from hezhong.engine.handed_reading import Seen
from hezhong.engine.models import HandedFile
from hezhong.ledger.ways_in.rows import KINDS

LISTED = 50
Senders = Mapping[str, str]


@dataclass(frozen=True)
class Upload:
    """A file about a site. kinds: of its tables, in words. whose: who answers for it; by: who handed it in. wrong: how much must be put right."""

    id: UUID
    title: str
    kinds: str
    months: str
    state: str
    state_title: str
    whose: str
    by: str
    handed_at: datetime
    taken_at: datetime | None
    rows: int
    wrong: int
    unreadable: bool


def of_site(site: int) -> tuple[Upload, ...]:
    """Return the last files about a site, the newest first, without those that were let go; a fixed number of queries."""
    about = HandedFile.objects.filter(site=site).exclude(state=HandedFile.State.DROPPED)
    found = list(about.select_related("file").order_by("-handed_at")[:LISTED])
    senders, people = _senders(row.sender for row in found), _people(found)
    return tuple(_upload(row, senders, people) for row in found)


def opened(name: UUID, site: int) -> tuple[Opened, int] | None:
    """Return a file of a site as it was handed in, and how many rows it has; None where there is none. The right to it was asked before."""
    row = HandedFile.objects.filter(id=name, site=site).exclude(state=HandedFile.State.DROPPED).select_related("file").first()
    return (files.open_original(row.file), max(_rows(row, handing_in.seen_of(row)), 1)) if row else None


def _upload(row: HandedFile, senders: Senders, people: Mapping[int, str]) -> Upload:
    seen = handing_in.seen_of(row)
    kinds = [each.title for each in seen.sheets] if seen and seen.sheets else [KINDS[row.kind].TITLE] if row.kind in KINDS else []
    wrong = len(seen.faults) + seen.more_faults if seen else 0
    return Upload(
        row.id, row.file.title, "、".join(dict.fromkeys(kinds)), "、".join(f"{month // 100}年{month % 100}月" for month in row.months), row.state,
        row.get_state_display(), senders.get(row.sender, ""), people.get(int(row.by or 0), ""), row.handed_at, row.taken_at, _rows(row, seen),
        0 if row.taken_at else wrong, bool(seen and seen.error and not row.taken_at),
    )  # fmt: skip


def _rows(row: HandedFile, seen: Seen | None) -> int:
    """Return how many rows the ledger took of a file, of one not taken how many were understood."""
    if row.taken_at:
        return sum(int(each.get("rows", 0)) for each in row.receipts)
    return sum(each.total for each in seen.sheets) if seen else 0


def _people(rows: Sequence[HandedFile]) -> Mapping[int, str]:
    tokens = [int(row.by) for row in rows if row.by.isdecimal()]
    return {**naming.of(tokens)[1], **bank_clerks.names(tokens)}


def _senders(marks: Iterable[str]) -> Senders:
    """Return sender -> its name: an employer, an office or a bank; at most three queries."""
    by_kind: dict[str, list[int]] = {"employer": [], "office": [], "feeder": []}
    for mark in set(marks):
        kind, _, number = mark.partition(":")
        if kind in by_kind and number.isdecimal():
            by_kind[kind].append(int(number))
    found = {f"employer:{token}": card.name for token, card in employers.cards(by_kind["employer"]).items()}
    found |= {f"office:{office}": offices.known().offices[office].name for office in by_kind["office"] if office in offices.known().offices}
    return found | {f"feeder:{number}": name for number, name in feeders.names(by_kind["feeder"]).items()}
