"""A province in which reports are received, and a report told in a few lines."""

from uuid import UUID

from hezhong.directory import offices
from hezhong.directory.models import Post, Serves
from hezhong.domains.reports import conversation, lodging
from hezhong.domains.reports.lodging import Slip
from hezhong.domains.reports.models import SealedReport
from hezhong.domains.reports.telling import Told
from tests import province
from tests.province import OLD, Province

STORY = "老板让我们签空白合同，工资每月少发五百。"


def build() -> Province:
    """Return the small province; its offices serve reports too, and somebody has a post in two of them."""
    there = province.build()
    receive_reports(there)
    return there


def receive_reports(there: Province) -> None:
    """Let every office receive reports of its region."""
    for office in there.offices.values():
        Serves.objects.create(office=office, region=office.region, business="report", since=OLD)
    offices.forget()


def second_post(there: Province, who: str, office: str) -> None:
    """Give an officer a leading post in another office."""
    Post.objects.create(
        officer=there.officers[who], office=there.offices[office], title="副局长", roles=["director", "upper_level"],
        clerk=True, leader=True, since=OLD,
    )  # fmt: skip


def told(**more: object) -> Told:
    words = {"violation": "wages", "employer": "示例制衣厂", "place": "440306", "address": "新桥街道", "story": STORY}
    return Told(**{**words, **more})  # type: ignore[arg-type]


def file(day: str = "2026-11-02", **more: object) -> tuple[str, UUID]:
    """File a report; return its receipt and its case."""
    slip, at = Slip.new(), province.at(day)
    lodging.park(slip, told(**more), at.happened_on)
    receipt = lodging.file(slip, at)
    case = SealedReport.objects.get(id=slip.id).case_id
    assert case is not None and conversation.by_receipt(receipt) is not None
    return receipt, case
