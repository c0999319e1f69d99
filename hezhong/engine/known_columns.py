"""What an employer's or a bank's files were confirmed to mean, remembered by their heads and used the next time without asking."""

import json
from collections.abc import Sequence
from datetime import datetime

from hezhong.directory import vault
from hezhong.engine.models import HandedFile, KnownColumns
from hezhong.ledger.ways_in.mapping import ColumnMapping

BODY = "engine_knowncolumns.body"
BANK = "feeder:"
MOST = 200
"""Makes of files that are remembered of one owner, the last used first."""


def owner(row: HandedFile) -> str:
    """Return for whom columns of a file are remembered: a bank and an office that tells of many employers for itself, all others for the employer."""
    return row.sender if row.sender.startswith(BANK) or not row.employer else f"employer:{row.employer}"


def of(owner: str) -> tuple[ColumnMapping, ...]:
    """Return the mappings that are remembered for an owner."""
    rows = KnownColumns.objects.filter(owner=owner).order_by("-used_at")[:MOST]
    return tuple(ColumnMapping.of_plain(json.loads(vault.open_sealed(bytes(row.body), _place(row.owner, row.kind, row.signature)))) for row in rows)


def remember(owner: str, mappings: Sequence[ColumnMapping], at: datetime) -> None:
    """Remember confirmed mappings; a later one for the same heads replaces the earlier. Raises Unreadable while one has questions."""
    for each in mappings:
        told = json.dumps(each.as_plain(), ensure_ascii=False)
        body = vault.seal(told, _place(owner, each.kind, each.signature))
        KnownColumns.objects.update_or_create(owner=owner, kind=each.kind, signature=each.signature, defaults={"body": body, "used_at": at})


def _place(owner: str, kind: str, signature: str) -> str:
    """Return the place that a remembered mapping is sealed for: a head can be a person's name (王五付)."""
    return f"{BODY}:{owner}/{kind}/{signature}"
