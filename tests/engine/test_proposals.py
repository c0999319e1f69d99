"""A figure of law is proposed by one administrator and approved by another; until then nothing has changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F

from hezhong.directory.models import Change
from hezhong.engine import confirmations, proposals
from hezhong.engine.core import Refused
from hezhong.engine.models import ConfirmedValue
from hezhong.engine.proposals import FAR, OVER, Administrator, Proposal
from hezhong.kernel.places import GUANGDONG, NATION
from hezhong.law.model import Confidence, Missing
from tests import province

pytestmark = pytest.mark.django_db
NOTICE = "粤人社规〔2026〕1号"
DAY = date(2026, 11, 2)
SHENZHEN, SHAOGUAN, HEYUAN = GUANGDONG / "440300", GUANGDONG / "440200", GUANGDONG / "441600"
HE, LIN = Administrator(71, "何管理（keeper）"), Administrator(72, "林管理（second）")
GIVEN = Proposal("gd.min_wage.monthly", (SHENZHEN,), date(2026, 10, 1), NOTICE, "通知原文附件第1页", amount=Decimal(2750))
AT = province.at("2026-11-02").recorded_at


def proposed(given: Proposal = GIVEN, by: Administrator = HE) -> int:
    return proposals.propose(given, by, AT)


def wage(place: Any = SHENZHEN, on: date = DAY) -> Decimal:
    return confirmations.book().value("gd.min_wage.monthly", place, on).amount


def objections(**changed: Any) -> dict[str, str]:
    return dict(proposals.objections(replace(GIVEN, **changed), confirmations.book()))


def test_a_value_counts_from_its_approval_by_another_and_stands_before_the_files() -> None:
    before = confirmations.book().version
    number = proposed()
    assert (wage(), confirmations.book().version) == (Decimal(2700), before)
    proposals.approve(number, LIN, AT)
    value = confirmations.book().value("gd.min_wage.monthly", SHENZHEN / "440306", DAY)
    assert (str(value.amount), value.cites, value.confidence) == ("2750", NOTICE, Confidence.CONFIRMED)
    assert confirmations.book().version == "files+1.0"
    assert wage(on=date(2026, 9, 30)) == 2700


def test_nobody_approves_what_is_their_own(django_assert_num_queries: Any) -> None:
    number = proposed()
    for step in (lambda: proposals.approve(number, HE, AT), lambda: proposals.decline(number, "数额不对", HE, AT)):
        with pytest.raises(Refused, match="自己录入的"):
            step()
    renamed = Administrator(HE.account, "何另名（keeper2）")
    with pytest.raises(Refused, match="自己录入的不能自己核对"):
        proposals.approve(number, renamed, AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConfirmedValue.objects.filter(pk=number).update(approver=F("proposer"))
    assert wage() == 2700
    with django_assert_num_queries(1):
        confirmations.book()


def test_declined_with_a_reason_or_withdrawn_it_never_counts() -> None:
    number = proposed()
    with pytest.raises(Refused, match="写明理由"):
        proposals.decline(number, " ", LIN, AT)
    with pytest.raises(Refused, match="只有录入的人可以撤回"):
        proposals.withdraw(number, LIN, AT)
    proposals.decline(number, "附件写的是2705", LIN, AT)
    again = proposed()
    proposals.withdraw(again, HE, AT)
    for ended in (number, again, 10**30):
        for step in (proposals.approve, proposals.withdraw):
            with pytest.raises(Refused, match="已经办过了") if ended < 2**63 else pytest.raises(Exception):
                step(ended, HE, AT)
    assert (wage(), confirmations.book().version) == (Decimal(2700), "files")
    assert [(row.ended, row.reason) for row in proposals.every()] == [("withdrawn", ""), ("declined", "附件写的是2705")]


def test_every_step_leaves_a_line_in_the_history() -> None:
    proposals.decline(proposed(), "附件写的是2705", LIN, AT)
    proposals.withdraw(proposed(), HE, AT)
    proposals.approve(proposed(), LIN, AT)
    said = [(each.by, each.says.partition("：")[0]) for each in Change.objects.filter(what="法律数据").order_by("id")]
    assert said == [
        (HE.says, "录入，等另一名管理员核对"), (LIN.says, "核对不通过（附件写的是2705）"),
        (HE.says, "录入，等另一名管理员核对"), (HE.says, "撤回"),
        (HE.says, "录入，等另一名管理员核对"), (LIN.says, "核对通过"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"amount": Decimal(-1)}, "amount", "金额要大于 0"),
        ({"amount": Decimal(0)}, "amount", "金额要大于 0"),
        ({"amount": None}, "amount", "请填写数值"),
        ({"until": date(2026, 9, 30)}, "until", "要在施行那天以后"),
        ({"cites": " "}, "cites", "文件名称和文号"),
        ({"seen": ""}, "seen", "看的是哪一份"),
        ({"name": "minimum_wage"}, "name", "是哪一项"),
        ({"case": "under_3_months"}, "name", "是哪一项"),
        ({"places": (NATION,)}, "region", "不在这个地区定"),
        ({"places": (SHENZHEN / "440306",)}, "region", "不在这个地区定"),
        ({"places": ()}, "region", "不在这个地区定"),
        ({"amount": Decimal(5401)}, FAR, "写的是 5401，原来是 2700，相差一倍以上"),
        ({"amount": Decimal(1349)}, FAR, "相差一倍以上"),
    ],
)
def test_bad_input_is_refused_in_words_and_changes_nothing(changed: dict[str, Any], field: str, says: str) -> None:
    found = objections(**changed)
    assert list(found) == [field] and says in found[field]
    with pytest.raises(Refused, match=says):
        proposed(replace(GIVEN, **changed))
    assert proposals.every() == () and not Change.objects.filter(what="法律数据").exists()


def test_twice_and_half_are_not_yet_far_and_a_tick_lets_more_through() -> None:
    assert not objections(amount=Decimal(5400)) and not objections(amount=Decimal(1350))
    assert not objections(amount=Decimal(9000), sure=frozenset({FAR}))
    parts = (("year", Decimal(248)), ("quarter", Decimal(62)), ("month", Decimal("20.67")))
    hours = replace(GIVEN, name="cn.hours.std_workdays", places=(NATION,), amount=None, parts=parts, since=date(2027, 1, 1))
    assert not proposals.objections(hours, confirmations.book())
    thousand = replace(hours, parts=(*parts[:2], ("month", Decimal(2067))))
    assert "原来是 20.67" in proposals.objections(thousand, confirmations.book())[FAR]
    assert list(proposals.objections(replace(hours, parts=parts[:2]), confirmations.book())) == ["part_month"]


def test_days_that_meet_another_confirmed_figure_are_said_aloud() -> None:
    proposals.approve(proposed(), LIN, AT)
    later = replace(GIVEN, since=date(2027, 1, 1), amount=Decimal(2800))
    assert "日子重叠" in proposals.objections(later, confirmations.book())[OVER]
    number = proposed(replace(later, sure=frozenset({OVER})))
    waiting = proposals.objections(replace(later, sure=frozenset({OVER, FAR})), confirmations.book())
    assert "已经有一份等核对的" in waiting["since"]
    proposals.approve(number, LIN, AT)
    assert (wage(on=date(2026, 12, 31)), wage(on=date(2027, 1, 1))) == (Decimal(2750), Decimal(2800))
    assert not objections(places=(SHAOGUAN,), since=date(2026, 9, 1), amount=Decimal(1900))


def test_one_document_gives_several_cities_their_figure_and_closes_the_gap() -> None:
    with pytest.raises(Missing):
        wage(SHAOGUAN)
    given = replace(GIVEN, places=(SHAOGUAN, HEYUAN), since=date(2026, 9, 1), amount=Decimal(1910))
    proposals.approve(proposed(given), LIN, AT)
    assert wage(SHAOGUAN) == wage(HEYUAN) == 1910
    with pytest.raises(Missing):
        wage(GUANGDONG / "441400")


def test_a_number_is_said_as_it_was_written_not_as_its_column_has_it() -> None:
    for amount, since in ((Decimal("0.85"), date(2027, 1, 1)), (Decimal("0.9"), date(2028, 1, 1))):
        given = replace(GIVEN, name="gd.sick_pay.floor_ratio", places=(GUANGDONG,), since=since, amount=amount, sure=frozenset({OVER}))
        proposals.approve(proposed(given), LIN, AT)
        assert str(confirmations.book().value(given.name, GUANGDONG, since).amount) == str(amount)


def test_the_version_names_the_approvals_in_their_order_not_that_of_proposing() -> None:
    first, second = proposed(), proposed(replace(GIVEN, places=(GUANGDONG / "440100",)))
    proposals.approve(second, LIN, AT)
    old = confirmations.book()
    proposals.approve(first, LIN, AT)
    assert (old.version, confirmations.book().version) == ("files+1.0", "files+2.0")
    assert old.value("gd.min_wage.monthly", SHENZHEN, DAY).amount == 2700


def test_what_one_confirmed_before_counts_on_under_its_new_name() -> None:
    row = ConfirmedValue.objects.create(
        name="minimum_wage", place=["440000", "440300"], amount=2710, cites=NOTICE, since=date(2026, 9, 1),
        approved_by="旧管理员", approved_at=AT,
    )  # fmt: skip
    import_module("hezhong.engine.migrations.0011_names_of_figures").forwards(apps, None)
    row.refresh_from_db()
    assert (row.name, row.proposed_by, row.approval) == ("gd.min_wage.monthly", "旧管理员", row.pk)
    assert wage() == 2710 and confirmations.book().version == f"files+{row.pk}.0"
