"""How a worker is asked: one question a page, over the fields of Filing; and the case that the answers open."""

from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.domains.complaints.case import Complaint
from hezhong.domains.complaints.facts import Channel, Crowd, Filing, Grievance, SheetFiling, Trouble, Wage, sums_unknown
from hezhong.domains.complaints.steps import last_day_of
from hezhong.domains.complaints.together import KINDS, TOGETHER
from hezhong.engine.answers import Person, Sums
from hezhong.engine.intake import Afterwards, Elsewhere, Intake, NewParty, Page, Window
from hezhong.engine.matter import ClaimItem
from hezhong.engine.roles import COMPLAINANT, EMPLOYER
from hezhong.kernel.fields import Answers
from hezhong.law.finality import ClaimKind

CASE = Complaint
FACTS = Filing
SERVICE = "讨薪和劳动投诉"

__all__ = ["AFTERWARDS", "CASE", "FACTS", "PAGES", "SERVICE", "TOGETHER", "WINDOW", "intake"]


def for_arbitration(answers: Answers) -> bool:
    return answers.get("trouble") is Trouble.DISMISSED


def not_ours(answers: Answers) -> bool:
    return answers.get("trouble") is Trouble.OTHER


def reckoned(answers: Answers) -> bool:
    return bool(answers.get("sums"))


PAGES = (
    Page("trouble", "您遇到了什么事？", ("trouble",), "先看看该找谁。不用登录，大约 5 分钟。"),
    Elsewhere(
        "arbitration", "这件事找劳动仲裁更快", (), when=for_arbitration,
        text=(
            "被辞退的赔偿，由劳动人事争议仲裁委员会处理，不收费。",
            "从知道或者应当知道权利被侵害那天起，一年内要提出（劳动争议调解仲裁法 第二十七条）。",
        ),
        calls=(("打 12333 问怎么申请", "tel:12333"), ("先算算我能主张多少", "/claims/")),
    ),
    Elsewhere(
        "ask_12333", "先打 12333 问一问", (), when=not_ours,
        text=("12333 会告诉您该找哪个部门，不收费。",),
        calls=(("打 12333", "tel:12333"),),
    ),
    Page("site", "是在工地干活吗？", ("on_site",)),
    Page("employer", "是哪一家单位？", ("employer",)),
    Page("place", "在哪里干活？", ("place",), "案子由干活的地方办。"),
    Page("wages", "欠的是哪些钱？", ("wages",), when=sums_unknown),
    Page(
        "months", "是哪几个月的事？", ("months",),
        law=("劳动保障监察条例 第二十条", "违法行为在 2 年内没有被发现，也没有被举报、投诉的，不再查处；一直在继续的，从结束那天算起。"),
    ),
    Page("sums", "要主张的是这些", ("sums",), when=reckoned),
    Page("amount", "一共欠您多少钱？", ("amount",), when=sums_unknown),
    Page(
        "crowd", "几个人遇到同样的事？", ("crowd",),
        law=("广东省劳动保障监察条例 第三十八条", "同一事由十人以上集体投诉的，可以推选五名以下代表，并提交签名的推选书。"),
    ),
    Page("heads", "一共多少人？", ("heads",), when=lambda answers: answers.get("crowd") in (Crowd.FEW, Crowd.MANY)),
    Page("told", "以前向别处反映过吗？", ("told_before",)),
    Page("told_where", "向谁反映过？", ("told_where",), when=lambda answers: answers.get("told_before") is True),
    Page("story", "能说说经过吗？", ("story",), "像跟人讲话一样写就行。不想写可以跳过。"),
    Page("evidence", "有什么可以证明的？", ("evidence",), "没有也能投诉，以后还能补。"),
    Page(
        "person", "您是谁？", ("person",), "只有办案人员能看到。单位看不到您的证件号码。",
        law=("广东省劳动保障监察条例 第三十七条", "投诉文书要写明投诉人的姓名、身份证件号码、法律文书指定送达地址和联系电话。"),
    ),
    Page(
        "phone", "怎么联系您？", ("phone", "address"),
        law=("广东省劳动保障监察条例 第三十七条", "投诉文书要写明法律文书指定送达地址和联系电话。"),
    ),
)  # fmt: skip

AFTERWARDS = Afterwards(
    "已收到您的投诉",
    (
        "五个工作日内，{office}告诉您受理不受理。",
        "受理后会打电话问您情况，请接听。",
        "您现在不需要做任何事。",
    ),
    law=(
        "广东省劳动保障监察条例 第三十六条、第三十九条",
        "应当在接到投诉之日起五个工作日内受理，并于受理之日立案查处；逾期未告知的，自收到投诉材料之日起即为受理。",
    ),
)


def completed(answers: Answers) -> dict[str, Any]:
    """Return what was filled in at the window with what follows from it: how many they are says what crowd it is."""
    heads = answers.get("heads", 1)
    crowd = Crowd.ONE if heads == 1 else Crowd.FEW if heads < 10 else Crowd.MANY
    return {**answers, "heads": heads, "crowd": crowd, "told_before": False}


WINDOW = Window(
    SheetFiling,
    (
        "person", "phone", "address", "employer", "place", "trouble", "on_site", "months", "amount", "heads", "story", "ticket",
    ),
    completed,
)  # fmt: skip


def intake(answers: Filing) -> Intake:
    """Return the complaint these answers open: who, against whom, where, and what is claimed."""
    kind, about = KINDS[answers.trouble]
    (first_year, first_month), (last_year, last_month) = answers.months.since, answers.months.until
    since, until = last_day_of(first_year, first_month).replace(day=1), last_day_of(last_year, last_month)
    items = _reckoned(answers, since, until) or (ClaimItem(1, kind, answers.amount or Decimal(0), since, until),)
    facts = Grievance(
        trouble=answers.trouble,
        on_site=answers.on_site,
        site=answers.place,
        wages=answers.wages or _kinds(answers.sums),
        months=answers.months,
        told_where=answers.told_where,
        story=answers.story,
        ended_on=last_day_of(last_year, last_month),
        **_brought(answers),
    )
    parties = (NewParty(COMPLAINANT, person=_with_phone(answers)), NewParty(EMPLOYER, employer=answers.employer))
    return Intake(
        facts,
        answers.place.place,
        parties,
        items,
        answers.evidence,
        f"{_about(answers, about)}（工地）" if answers.on_site else _about(answers, about),
        answers.heads if answers.crowd is not Crowd.ONE else 1,
        answers.sums or Sums(),
    )


WAGES_BY = {"unpaid_wages": Wage.MONTHLY, "overtime_standard": Wage.OVERTIME, "overtime_comprehensive": Wage.OVERTIME, "overtime_flexible": Wage.OVERTIME}
"""Which wages an entitlement is about, where it is about wages that a complaint has a name for."""


def _kinds(sums: Sums | None) -> tuple[Wage, ...]:
    found = (WAGES_BY.get(each.entitlement) for each in (sums.items if sums else ()))
    return tuple(dict.fromkeys(each for each in found if each))


def _about(answers: Filing, otherwise: str) -> str:
    """Return what it is about: the claims brought from the calculator, two of them by name."""
    titles = [each.title for each in (answers.sums.items if answers.sums else ())]
    if not titles:
        return otherwise
    return "、".join(titles[:2]) + (f"等 {len(titles)} 项" if len(titles) > 2 else "")


def _reckoned(answers: Filing, since: date, until: date) -> tuple[ClaimItem, ...]:
    """Return an item for each claim that was brought from the calculator; one without a time of its own has the complaint's."""
    sums = answers.sums.items if answers.sums else ()
    return tuple(
        ClaimItem(number, ClaimKind[each.kind], each.amount or Decimal(0), each.since or since, each.until or until)
        for number, each in enumerate(sums, start=1)
    )


def _with_phone(answers: Filing) -> Person:
    """Return the person with the phone and the address that were asked on a page of their own."""
    typed = answers.person.typed
    return Person(typed=typed.reached_at(answers.phone.typed, answers.address)) if typed else answers.person


def _brought(answers: Filing) -> dict[str, Any]:
    """Return the facts that say how it came in, where a clerk filled it in."""
    if not isinstance(answers, SheetFiling):
        return {}
    return {"channel": Channel.HOTLINE if answers.ticket else Channel.WINDOW, "ticket": answers.ticket}
