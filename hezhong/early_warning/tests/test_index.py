"""The index of an employer, added up by hand; and what must hold whatever the warnings are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hezhong.early_warning.index import SUGGESTED, Open, in_force, index
from hezhong.early_warning.rules import declared
from hezhong.early_warning.tests.employer_rows import rule
from hezhong.early_warning.vocabulary import Grade, Policy

RED, ORANGE, YELLOW, BLUE = Grade.RED, Grade.ORANGE, Grade.YELLOW, Grade.BLUE
UNPAID, CONTRACT, HOURS = "employer_wages_unpaid", "work_without_contract", "overtime_of_a_month"


def one(code: str, grade: Grade, people: int = 0, staff: int = 0, subject: int = 1) -> Open:
    return Open(rule(code), subject, grade, people, staff)


def test_by_hand() -> None:
    found = index([one(UNPAID, ORANGE, 30, 90), one(CONTRACT, RED), one(HOURS, YELLOW, 7, 200)], SUGGESTED)
    # 40 x 70 % x 30/90 = 9.333...; 20 x 100 % = 20; 10 x 40 % x 7/200 = 0.14
    assert [(str(each.points), each.warning.rule.code) for each in found.contributions] == [("20.0", CONTRACT), ("9.3", UNPAID), ("0.1", HOURS)]
    assert (found.total, found.together) == (Decimal("29.4"), Decimal("29.4"))
    assert str(found.contributions[1]) == (
        "单位工资到期未足额支付（橙，《中华人民共和国劳动法》第50条；《中华人民共和国劳动合同法》第30条第1款）：40×70%×30/90人＝9.3"
    )
    assert "（待本地主管机关确认）" in str(found.policy)


def test_half_a_tenth_goes_up() -> None:
    assert index([one(CONTRACT, BLUE, 1, 60)], SUGGESTED).total == Decimal("0.1"), "20 x 15 % x 1/60 = 0.05"


def test_each_rule_counts_once_by_its_heaviest_warning_and_shadows_do_not_count() -> None:
    found = index([one(UNPAID, YELLOW, subject=1), one(UNPAID, RED, subject=2), one("employer_often_overdue", RED)], SUGGESTED)
    assert [(each.warning.subject, each.points, each.counted) for each in found.contributions] == [(2, Decimal(40), True), (1, Decimal(16), False)]
    assert found.total == 40 and str(found.contributions[1]).endswith("同一规则只计最重的一条")


def test_never_more_than_a_hundred_and_nothing_is_nought() -> None:
    many = [one(code, RED) for code in (UNPAID, "employer_wages_late", "employer_months_running", CONTRACT)]
    found = index(many, SUGGESTED)
    assert (found.total, found.together) == (100, 140)
    assert index([], SUGGESTED).total == 0


def test_the_weights_of_a_day() -> None:
    later = replace(SUGGESTED, policy=Policy("权重", "某局", date(2027, 1, 1), confirmed=True))
    ended = replace(SUGGESTED, policy=Policy("旧", "某局", date(2026, 12, 1), until=date(2026, 12, 31)))
    policies = [later, SUGGESTED, ended]
    assert in_force(policies, date(2027, 1, 1)) is later and in_force(policies, date(2026, 11, 30)) is SUGGESTED
    assert in_force(policies, date(2026, 12, 31)) is ended
    with pytest.raises(LookupError, match="没有适用的指数权重"):
        in_force(policies, date(2026, 11, 29))


def test_every_family_that_is_weighed_is_declared() -> None:
    assert set(SUGGESTED.of_family) <= {each.family.code for each in declared().values()}


CODES = sorted(declared())
WARNINGS = some.lists(
    some.builds(one, some.sampled_from(CODES), some.sampled_from(Grade), some.integers(0, 50), some.integers(0, 50), some.integers(1, 3)), max_size=12
)


def slow(warnings: list[Open]) -> Decimal:
    """Add up in whole tenths: half a tenth up, the greatest of each rule, a hundred at most."""
    best: dict[str, int] = {}
    for each in warnings:
        if not each.rule.shadow:
            some_of, staff = (min(each.people, each.staff), each.staff) if each.people and each.staff else (1, 1)
            above, below = SUGGESTED.of(each.rule.family) * SUGGESTED.of_grade[each.grade] * some_of * 10, 100 * staff
            best[each.rule.code] = max(best.get(each.rule.code, 0), (2 * above + below) // (2 * below))
    return Decimal(min(sum(best.values()), 1000)) / 10


@given(WARNINGS, some.randoms())
def test_whatever_the_warnings_are(warnings: list[Open], chance: Random) -> None:
    found = index(warnings, SUGGESTED)
    assert found.total == slow(warnings) and 0 <= found.total <= 100
    assert found.together == sum(each.points for each in found.contributions if each.counted)
    shuffled = list(warnings)
    chance.shuffle(shuffled)
    assert index(shuffled, SUGGESTED) == found


@given(WARNINGS, WARNINGS)
def test_one_more_never_makes_it_less_nor_does_a_worse_colour(warnings: list[Open], more: list[Open]) -> None:
    assert index(warnings + more, SUGGESTED).total >= index(warnings, SUGGESTED).total
    worse = [replace(each, grade=Grade(max(1, each.grade - 1))) for each in warnings]
    assert index(worse, SUGGESTED).total >= index(warnings, SUGGESTED).total
