"""What is filled into the forms of inspections of the demonstration: by the case and the day."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hezhong.app.demo import texts
from hezhong.app.demo.acts import Complained
from hezhong.app.demo.inspecting import in_days, owed, pair
from hezhong.domains.inspection import facts, outcomes
from hezhong.domains.inspection.children import HearingDay
from hezhong.engine.answers import Money, Prose
from hezhong.engine.dossier import Moment


def pick(words: Sequence[str], one: Complained) -> str:
    return words[one.number % len(words)]


def inquiry(one: Complained, at: Moment) -> facts.Inquiry:
    return facts.Inquiry(
        **pair(one), asked=pick(texts.WHO, one), minutes=Prose(pick(texts.ASKED, one)), signed=True
    )


def visit(one: Complained, at: Moment) -> facts.SiteVisit:
    where = f"{one.answers.place.rest}现场"
    main, second = pair(one).values()
    seen, present = Prose(pick(texts.SEEN, one)), pick(texts.WHO, one)
    return facts.SiteVisit(main=main, second=second, where=where, present=present, minutes=seen)


def filing(one: Complained, at: Moment) -> facts.FilingOfCase:
    return facts.FilingOfCase(
        **pair(one), source=facts.Source.PATROL, violation=facts.Violation.WAGES, reason=Prose(texts.FILED)
    )


def conclusion(one: Complained, at: Moment) -> facts.Conclusion:
    return facts.Conclusion(
        found=Prose(texts.FOUND), people=one.answers.heads, owed=owed(one), grave=one.answers.heads >= 10,
        proposal=Prose(texts.PROPOSAL),
    )  # fmt: skip


def order(one: Complained, at: Moment) -> outcomes.Order:
    return outcomes.Order(
        violation=Prose(f"拖欠 {one.answers.heads} 名劳动者工资，共 {owed(one)} 元。"), content=Prose(texts.CONTENT),
        owed=owed(one), perform_by=in_days(at, 14),
    )  # fmt: skip


def performance(one: Complained, at: Moment) -> outcomes.Performance:
    return outcomes.Performance(paid=owed(one), says=Prose(pick(texts.PAID, one)))


def closing(one: Complained, at: Moment) -> outcomes.Closing:
    return outcomes.Closing(result=Prose(f"追回 {owed(one)} 元，涉及 {one.answers.heads} 人。"), reason=Prose(pick(texts.CLOSED, one)))


def notice(fine: int | None) -> Any:
    def given(one: Complained, at: Moment) -> outcomes.Notice:
        if fine is None:
            return outcomes.Notice(content=Prose(f"拟责令支付所欠工资 {owed(one)} 元。"), hearing=facts.Hearing.NO)
        return outcomes.Notice(
            content=Prose("经责令改正拒不改正，拟处罚款。"), fine=Money(fine), factors=Prose("首次违法，涉及人数不多，没有造成其他后果。"),
            hearing=facts.Hearing.MAY_ASK,
        )  # fmt: skip

    return given


def pay_order(one: Complained, at: Moment) -> outcomes.PayOrder:
    return outcomes.PayOrder(
        found=Prose(texts.FOUND), defence=Prose("单位没有提出陈述申辩。"), content=Prose(texts.CONTENT),
        perform_by=in_days(at, 15), owed=owed(one),
    )  # fmt: skip


def penalty(fine: int) -> Any:
    def given(one: Complained, at: Moment) -> outcomes.Penalty:
        return outcomes.Penalty(
            found=Prose(texts.FOUND), defence=Prose("工程款没有到位不是拖欠工资的理由，不予采纳。"),
            content=Prose("处以罚款，到指定银行缴纳。"), perform_by=in_days(at, 15), fine=Money(fine),
            factors=Prose("首次违法，听证后仍未改正。"),
        )  # fmt: skip

    return given


def default(one: Complained, at: Moment) -> outcomes.Default:
    return outcomes.Default(reason=Prose("期限已过，没有收到支付凭证，电话联系单位称资金紧张。"), unpaid=owed(one))


def extra(one: Complained, at: Moment) -> outcomes.ExtraPay:
    half = (owed(one) * Decimal("0.5")).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return outcomes.ExtraPay(reason=Prose("逾期没有支付。"), unpaid=owed(one), extra=Money(half))


def hearing_day(one: Complained, at: Moment) -> HearingDay:
    return HearingDay(day=in_days(at, 28), room=f"{3 + one.number % 3}楼听证室", chair="周岚")


def discussion(one: Complained, at: Moment) -> outcomes.Discussion:
    return outcomes.Discussion(present="负责人、法制审核人员、承办人", minutes=Prose("事实清楚，证据充分。"), result=Prose("一致同意按告知的数额处罚。"))
