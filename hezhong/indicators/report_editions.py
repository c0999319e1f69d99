"""One report for a period, and its further editions: each replaces the one before, says why, and both stay as they were."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hezhong.engine.core import Refused
from hezhong.indicators.models import Report

LONGEST = 500


class AlreadyPublished(Refused):
    """The period has a report, or the report a later edition. report: the one to read, or to correct, instead."""

    def __init__(self, reason: str, report: Report) -> None:
        super().__init__(reason)
        self.report = report


@dataclass(frozen=True)
class Correction:
    """A further edition of a report (更正). reason: what was wrong in the one it replaces."""

    replaces: Report
    reason: str

    @property
    def columns(self) -> dict[str, Any]:
        return {"edition": self.replaces.edition + 1, "replaces": self.replaces, "reason": self.reason}

    @property
    def told(self) -> dict[str, Any]:
        """Return the same as the text of the report has it, under its hash."""
        before = self.replaces
        return {"edition": before.edition + 1, "replaces": str(before.id), "hash": before.hash, "reason": self.reason}


def latest(kind: str, region: str, since: date) -> Report | None:
    """Return the latest edition of the report of a period that begins on a day, or None. One query."""
    return Report.objects.filter(kind=kind, region=region, since=since).order_by("-edition").first()


def correction(report: Report, reason: str) -> Correction:
    """Return a correction with its reason. Raises Refused, AlreadyPublished where a later edition is there."""
    words = reason.replace("\0", "").strip()
    if not words:
        raise Refused("请写明为什么更正：原来的哪个数字、哪句话不对，为什么")
    if len(words) > LONGEST:
        raise Refused(f"更正的理由最多 {LONGEST} 字，现在有 {len(words)} 字，请写短一些")
    still_latest(report)
    return Correction(report, words)


def still_latest(report: Report) -> None:
    """Refuse to correct what has been corrected. Raises AlreadyPublished."""
    last = latest(report.kind, report.region, report.since)
    if last is not None and last.edition > report.edition:
        raise AlreadyPublished(f"这一版已经由第{last.edition}版替换，请在最新的一版上更正", last)


def published_already(report: Report) -> AlreadyPublished:
    """Return the refusal to publish a period again. report: its latest edition."""
    name = Report.Kind(report.kind).label
    return AlreadyPublished(
        f"{report.since.year}年{report.since.month}月{report.since.day}日至{report.until.month}月{report.until.day}日的{name}"
        f"已经由{report.by_words}发布（第{report.edition}版），同一期只发布一次。数字有错的，请打开那一版，在那里发布更正",
        report,
    )


def agrees(report: Report, text: dict[str, Any]) -> bool:
    """Return whether edition, replaced report and reason stand in the columns as they stand under the hash.

    What was numbered by the upgrade has no word of it in its text.
    """
    said = text.get("correction")
    if said is None:
        return True
    before = report.replaces
    columns = {"edition": report.edition, "replaces": str(report.replaces_id), "hash": before.hash if before else "", "reason": report.reason}
    return bool(said == columns)
