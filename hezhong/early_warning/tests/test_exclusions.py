"""Lawful exclusions: who is left out of which rule on which day, and what keeps one from being approved."""

from dataclasses import replace
from datetime import date

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hezhong.early_warning.exclusions import REASONS, Application, faults, left_out
from hezhong.early_warning.finding import facts, findings
from hezhong.early_warning.rules import declared
from hezhong.early_warning.tests.employer_rows import asked_on, rule, table
from hezhong.kernel.places import GUANGDONG

SHENZHEN = GUANGDONG / "440300"
ON = date(2026, 3, 31)
COURT = Application("employer", 1, 11, "before_court", (), date(2026, 3, 1), date(2026, 6, 30), "深劳人仲案〔2026〕1号", SHENZHEN)


def pairs(rows: list[Application], code: str = "employer_wages_unpaid", on: date = ON) -> list[tuple[int, int]] | None:
    out = left_out(rows, rule(code), on)
    return None if out is None else [(row["subject"], row["worker"]) for row in out.to_pyarrow().to_pylist()]


def test_who_is_left_out() -> None:
    assert pairs([COURT]) == [(1, 11)]
    assert pairs([]) is None
    assert pairs([COURT, COURT, replace(COURT, subject=2, worker=0, reason="force_majeure")]) == [(1, 11), (2, 0)]


@pytest.mark.parametrize(("on", "held"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_both_ends_count(on: date, held: bool) -> None:
    assert pairs([COURT], on=on) == ([(1, 11)] if held else None)


def test_only_the_rules_named_and_only_those_the_reason_may_silence() -> None:
    named = replace(COURT, rules=("employer_wages_late",))
    assert pairs([named]) is None and pairs([named], "employer_wages_late") == [(1, 11)]
    assert pairs([COURT], "employer_pay_below_minimum") is None, "a case in court silences arrears only"
    assert pairs([replace(COURT, rules=("employer_pay_below_minimum",))], "employer_pay_below_minimum") is None
    assert pairs([replace(COURT, subject_kind="site")]) is None and pairs([replace(COURT, reason="whim")]) is None


def test_a_worker_left_out_is_not_counted() -> None:
    of = rule("employer_wages_unpaid")
    lines = [{"employer": 1, "worker": worker, "month": 202602, "lines": 1, "due_on": date(2026, 3, 10), "net_fen": 100} for worker in (11, 12)]
    looked_at = facts(of, {"worker_month": table("worker_month", lines)}, asked_on(of, ON), left_out([COURT], of, ON))
    (row,) = findings(of, looked_at, of.bands).to_pyarrow().to_pylist()
    assert (row["people"], row["fen"]) == (1, 100)


def test_every_family_named_is_declared() -> None:
    families = {each.family.code for each in declared().values()}
    assert {code for reason in REASONS.values() for code in reason.families} <= families
    assert all(any(reason.silences(each) for each in declared().values()) for reason in REASONS.values())


def test_no_reason_silences_what_the_law_asks_in_any_case() -> None:
    """Minimum wage, written contracts, hours, layoffs, registration of workers on sites: none of the reasons touches them."""
    never = ("employer_pay_below_minimum", "work_without_contract", "overtime_of_a_month", "layoffs_not_reported", "insured_fewer_than_staff")
    assert not [code for code in never for reason in REASONS.values() if reason.silences(rule(code))]


@pytest.mark.parametrize(("change", "says"), [
    ({}, []),
    ({"reason": "whim"}, ["请从这些理由中选择一个"]),
    ({"document": " "}, ["请写明依据的文件：仲裁受理通知书"]),
    ({"worker": 0}, ["只能逐人排除，请选择劳动者"]),
    ({"until": date(2026, 2, 28)}, ["截止日期早于开始日期"]),
    ({"until": date(2026, 3, 1)}, []),
    ({"rules": ("employer_wages_unpaid", "nothing", "work_without_contract")}, ["没有这些规则：nothing", "不能排除这些规则：用工满一个月没有书面劳动合同"]),
    ({"rules": ("site_wages_unpaid",)}, ["看的不是这类对象：工地工资到期未足额支付"]),
    ({"reason": "approved_deferral", "until": date(2026, 3, 15)}, []),
    ({"reason": "approved_deferral", "until": date(2026, 3, 16)}, ["最长15天"]),
    ({"reason": "approved_deferral", "until": date(2026, 3, 15), "place": GUANGDONG / "440100"}, ["在当地不适用"]),
    ({"reason": "approved_deferral", "until": date(2026, 3, 15), "place": SHENZHEN / "440306", "worker": 0}, []),
    ({"reason": "agreed_instalments", "until": date(2026, 4, 1)}, ["最长31天"]),
])  # fmt: skip
def test_what_keeps_one_from_being_approved(change: dict[str, object], says: list[str]) -> None:
    found = faults(replace(COURT, **change), declared())  # type: ignore[arg-type]
    assert len(found) == len(says) and all(wanted in fault for wanted, fault in zip(says, found, strict=True))


@settings(max_examples=25, deadline=None)  # each asks a table
@given(some.lists(some.tuples(some.integers(1, 4), some.integers(0, 3), some.integers(1, 9), some.integers(0, 9)), max_size=8), some.integers(1, 18))
def test_left_out_is_what_a_loop_says(rows: list[tuple[int, int, int, int]], day: int) -> None:
    given_rows = [replace(COURT, subject=s, worker=w, since=date(2026, 3, a), until=date(2026, 3, min(a + b, 31)), reason="force_majeure") for s, w, a, b in rows]
    out = left_out(given_rows, rule("employer_wages_unpaid"), date(2026, 3, day))
    expected = sorted({(s, w) for s, w, a, b in rows if a <= day <= min(a + b, 31)})
    assert (out is None) is (not expected)
    if isinstance(out, ibis.Table):
        assert [(row["subject"], row["worker"]) for row in out.to_pyarrow().to_pylist()] == expected
