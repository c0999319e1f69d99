"""代发: payrolls that subcontractors have handed in for a site, as its general contractor sees, sends back and pays them.

The subcontractor draws the payroll up and its workers sign it; the general contractor pays it from the wage account of the site
(保障农民工工资支付条例 31). Who is general contractor of the site now sees them, and nobody else beside who handed them in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from hezhong.directory import employers, sites, vault
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.models import HandedFile

LISTED = 30
LONGEST_WHY = 300
WHY = "engine_handedfile.sent_back_why"
NONE_SUCH = "没有这张工资表，或者不是您总承包的项目的"


@dataclass(frozen=True)
class Behalf:
    """A payroll of a subcontractor in the list. months: YYYYMM. order: number of the order that was given for it, '' for none."""

    id: UUID
    title: str
    firm: str
    site: str
    months: tuple[int, ...]
    handed_at: datetime
    sent_back: bool
    order: str

    @property
    def state(self) -> str:
        """Return in words where it stands."""
        return f"已交给银行，{self.order}" if self.order else "已退回" if self.sent_back else "等着付"


def shared(hander: Hander) -> QuerySet[HandedFile]:
    """Return the payrolls that others have handed in for the sites whose general contractor somebody is; of others none."""
    if not hander.employer:
        return HandedFile.objects.none()
    taken = HandedFile.objects.filter(state=HandedFile.State.TAKEN, site__in=sites.led_by(hander.employer), months__len__gt=0)
    return taken.filter(sender__startswith="employer:").exclude(sender=hander.sender)


def listed(hander: Hander) -> tuple[Behalf, ...]:
    """Return the last of them as they stand, without those that were corrected since; four queries at most."""
    later = HandedFile.objects.filter(series=OuterRef("series"), state=HandedFile.State.TAKEN, taken_at__gt=OuterRef("taken_at"))
    rows = list(shared(hander).filter(~Exists(later)).select_related("file").prefetch_related("orders").order_by("-handed_at", "-id")[:LISTED])
    where, firms = sites.cards(row.site for row in rows if row.site), employers.cards(row.employer for row in rows)
    return tuple(
        Behalf(
            row.id, row.file.title, firms[row.employer].name if row.employer in firms else "", where[row.site or 0].name, tuple(row.months),
            row.handed_at, row.sent_back_at is not None, next((order.number for order in row.orders.all()), ""),
        )
        for row in rows
    )  # fmt: skip


def send_back(name: UUID, hander: Hander, why: str, at: datetime) -> None:
    """Send a payroll back to who drew it up, with a reason; it is not paid until a corrected one has come. Raises Refused."""
    why = " ".join(why.split())[:LONGEST_WHY]
    if not why:
        raise Refused("请写明退回的原因，比如谁的工天不对、少了谁")
    with transaction.atomic():
        row = shared(hander).select_for_update().filter(id=name).first()
        if row is None:
            raise Refused(NONE_SUCH)
        if order := row.orders.first():
            raise Refused(f"这张表已经交给银行（代发指令 {order.number}），不能再退回。有错的请让分包单位交一份更正的")
        row.sent_back_at, row.sent_back_why = at, vault.seal(why, f"{WHY}:{row.id}")
        row.save(update_fields=["sent_back_at", "sent_back_why"])


def why_sent_back(row: HandedFile) -> str:
    """Return why a payroll was sent back, '' where it was not."""
    return vault.open_sealed(bytes(row.sent_back_why), f"{WHY}:{row.id}") if row.sent_back_why else ""


def handed_by_others(site: int | None, series: UUID, sender: str, months: list[int]) -> Iterator[tuple[int, str]]:
    """Yield (pay sheet, whose) of what others have handed in for a site and months: a line there and here would be owed twice.

    series, sender: of the payroll that is handed in now.
    """
    if not site or not months:
        return
    taken = HandedFile.objects.filter(site=site, state=HandedFile.State.TAKEN, months__overlap=months).exclude(series=series)
    rows = list(taken.exclude(sender=sender).only("receipts", "employer", "sender"))
    firms = employers.cards(each.employer for each in rows)
    for each in rows:
        whose = firms[each.employer].name if each.sender.startswith("employer:") and each.employer in firms else "人社部门"
        for told in each.receipts:
            yield from ((token, whose) for token in told.get("tokens", ()))
