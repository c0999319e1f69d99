"""Who opened lines of single workers: written by every page that shows any, before it shows them; read by auditors.

A page of a site or an employer may show hundreds of workers at once, so that one record names the subject and how many
lines there were; whose they were follows from the page and the day. A single person's page keeps its own record (``people``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import make_aware

from hezhong.early_warning.models import Viewing
from hezhong.early_warning.vocabulary import Subject

WARNING, CASE, CASE_FILE, HANDED, LABOUR_DAYS, PAY_ORDER = "warning", "case", "case_file", "handed", "labour_days", "pay_order"
PAGES = {
    WARNING: "预警明细", "site": "项目页", CASE: "预警案件", CASE_FILE: "预警案件的材料", HANDED: "报送的工资和考勤表", LABOUR_DAYS: "计工单",
    PAY_ORDER: "代发指令",
}  # fmt: skip
"""Code of a page with lines of workers -> its name; a further page that shows any is named here, and notes its viewings."""
SIZE = 50


@dataclass(frozen=True)
class Page:
    """Whose workers stand on a page. page: a code of PAGES. about: what it is of, for who looks the record up."""

    kind: Subject
    subject: int
    page: str
    about: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which records an auditor looks for. until: the last day that counts; who: part of a name or office, '' for everybody."""

    who: str = ""
    since: date | None = None
    until: date | None = None


def note(page: Page, lines: int, by: tuple[int, str], at: datetime) -> None:
    """Keep that somebody opened lines of single workers. by: token, and name with office. Nothing without lines."""
    if lines:
        assert page.page in PAGES, page.page
        Viewing.objects.create(
            subject_kind=page.kind.code, subject=page.subject, page=page.page, about=page.about, lines=lines, by=by[0], by_words=by[1], at=at
        )


@contextmanager
def noted(page: Page, lines: int, by: tuple[int, str], at: datetime) -> Iterator[None]:
    """Keep the same in one transaction with what it encloses: no page without its record, no record of a page that failed."""
    with transaction.atomic():
        note(page, lines, by, at)
        yield


def listed(wanted: Wanted, before: int = 0) -> tuple[list[Viewing], int]:
    """Return a page of records, newest first, and the number to go on from, 0 at the end. One query."""
    found = Viewing.objects.order_by("-id")
    if wanted.who:
        found = found.filter(by_words__icontains=wanted.who)
    found = found.filter(_days(wanted)) if not before else found.filter(_days(wanted), id__lt=before)
    rows = list(found[: SIZE + 1])
    return rows[:SIZE], rows[SIZE - 1].pk if len(rows) > SIZE else 0


def _days(wanted: Wanted) -> Q:
    asked = Q()
    if wanted.since:
        asked &= Q(at__gte=make_aware(datetime.combine(wanted.since, time())))
    if wanted.until:
        asked &= Q(at__lt=make_aware(datetime.combine(wanted.until + timedelta(days=1), time())))
    return asked
