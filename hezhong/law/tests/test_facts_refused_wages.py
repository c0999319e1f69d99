"""Wages and hours: facts that cannot be are refused by field and reason; and what holds of every result, whatever the facts."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from hezhong.law.facts import BadFacts
from hezhong.law.model import Result

GUANGZHOU, SHENZHEN, FOSHAN = "440100", "440300", "440600"
CENT = Decimal("0.01")
NO_CONTRACT = {"hire_date": "2025-03-01", "sign_date": "2025-06-01"}
STOPPED = {"stop_date": "2025-06-01", "resume_date": "2025-08-01", "normal_wage": 6000}
CYCLE = {"approval_id": "1", "cycle": "month", "cycle_start": "2025-03-01", "hourly_wage": 40}

REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("unpaid_wages", {"period": "2025-08/2025-07", "agreed_wage": 1, "paid": 0}, "period", "早于第一个月"),
    ("unpaid_wages", {"period": "1940-07/2025-07", "agreed_wage": 1, "paid": 0}, "period", "太早或者太晚|超过70年"),
    ("unpaid_wages", {"period": "2025-13", "agreed_wage": 1, "paid": 0}, "period", "不是月份"),
    ("unpaid_wages", {"period": "2025-07", "paid": 0}, "agreed_wage", "请填写"),
    ("unpaid_wages", {"period": "2025-07", "agreed_wage": 1}, "paid", "请填写"),
    ("unpaid_wages", {"period": "2025-07", "agreed_wage": -1, "paid": 0}, "agreed_wage", "不能是负数"),
    ("unpaid_wages", {"period": "2025-07/2025-08", "agreed_wage": {"2025-07": 1}, "paid": 0}, "agreed_wage", "缺2025-08的工资"),
    ("unpaid_wages", {"period": "2025-07/2025-08", "agreed_wage": 1, "paid": {"2025-08": 1}}, "paid", "缺2025-07的实发"),
    ("unpaid_wages", {"period": "2025-07", "agreed_wage": 1, "paid": {"2025-07": 1, "2025-09": 1}}, "paid", "2025-09不在"),
    ("unpaid_wages", {"period": "2025-07/2025-09", "agreed_wage": [1, 2], "paid": 0}, "agreed_wage", "列了2个数.*共3个月"),
    ("unpaid_wages", {"period": "2025-07", "agreed_wage": 5, "lawful_deductions": 6, "paid": 0}, "lawful_deductions", "比应得的还多"),
    ("unpaid_wages", {"period": "2025-07", "piece_rate_flag": True, "pieces": 2, "paid": 0}, "piece_price", "请填写"),
    ("unpaid_wages", {"period": "2025-07", "piece_rate_flag": True, "piece_price": 2, "paid": 0}, "pieces", "请填写"),
    ("unpaid_wages", {"period": "2025-07", "agreed_wage": 5, "paid": 0, "employment_end": "2025-06-30"}, "employment_end", "早于"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "overtime_pay": 60, "welfare": 50}, "gross_pay", "多于应发"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "normal_days_worked": 31}, "normal_days_worked", "只有30天"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "full_time_flag": False}, "hours", "请填写"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "full_time_flag": False, "hours": 721}, "hours", "只有720小时"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "agreed_city": "月球"}, "agreed_city", "不认识"),
    ("min_wage_topup", {"date": "2025-02-30", "gross_pay": 100}, "date", "不是日期"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": "NaN"}, "gross_pay", "不是数额"),
    ("min_wage_topup", {"date": "2025-06-01", "gross_pay": 100, "full_time_flag": "yes"}, "full_time_flag", "true"),
    ("overtime_standard", {"date": "2025-06-01", "weekday_hours": 1}, "monthly_normal_wage", "请填写"),
    ("overtime_standard", {"date": "2025-06-01", "monthly_normal_wage": 1, "weekday_hours": 721}, "weekday_hours", "只有720小时"),
    ("overtime_standard", {"date": "2025-02-01", "monthly_normal_wage": 1, "weekday_hours": 600, "restday_hours": 73}, "weekday_hours", "只有672小时"),
    (
        "overtime_standard",
        {"date": "2025-06-01", "monthly_normal_wage": 1, "restday_hours": 8, "restday_compensated_hours": 9},
        "restday_compensated_hours",
        "多于休息日",
    ),
    (
        "overtime_standard",
        {"date": "2025-06-01", "monthly_normal_wage": 6960, "weekday_hours": 10, "restday_hours": 8, "restday_compensated_hours": 16},
        "restday_compensated_hours",
        "不抵平时和节假日的，请最多写8",
    ),
    ("overtime_standard", {"date": "2025-06-01", "piece_rate_flag": True, "weekday_pieces": 1}, "piece_price", "请填写"),
    ("overtime_standard", {"date": "2025-06-01", "monthly_normal_wage": 1, "hours": 1}, "hours", "没有这一项"),
    ("overtime_standard", {"date": "2025-06-01", "monthly_normal_wage": 1, "city": "999999"}, "city", "不认识"),
    ("overtime_comprehensive", {**CYCLE, "actual_hours": 745}, "actual_hours", "只有744小时"),
    ("overtime_comprehensive", {**CYCLE, "actual_hours": 8, "holiday_hours": 8, "holiday_date": "2030-01-01"}, "holiday_date", "不在"),
    ("overtime_comprehensive", {**CYCLE, "cycle": "week", "actual_hours": 169}, "actual_hours", "只有168小时"),
    ("overtime_comprehensive", {**CYCLE, "actual_hours": 7, "holiday_hours": 8}, "holiday_hours", "多于一共干的"),
    ("overtime_comprehensive", {**CYCLE, "actual_hours": 7, "cycle": "decade"}, "cycle", "没有“decade”"),
    ("overtime_comprehensive", {**CYCLE, "actual_hours": 10, "weekday_hours": 11, "restday_hours": 0}, "weekday_hours", "多于一共干的"),
    (
        "overtime_comprehensive",
        {**CYCLE, "actual_hours": 100, "restday_hours": 8, "restday_compensated_hours": 9},
        "restday_compensated_hours",
        "多于休息日",
    ),
    ("overtime_flexible", {"date": "2025-06-01", "approved": True, "hourly_wage": 1, "restday_hours": 800}, "weekday_hours", "只有720小时"),
    ("overtime_flexible", {"date": "2025-06-01", "hourly_wage": 1}, "approved", "请填写"),
    ("double_wages", {"hire_date": "2025-03-01", "employment_end": "2025-02-01", "monthly_wages": 1}, "employment_end", "早于上班那天"),
    ("double_wages", {**NO_CONTRACT, "employment_end": "2025-05-01", "monthly_wages": 1}, "sign_date", "晚于最后一天"),
    ("double_wages", {**NO_CONTRACT, "claim_date": "2025-02-01", "monthly_wages": 1}, "claim_date", "早于上班那天"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": {"2025-04": 1}}, "monthly_wages", "缺2025-05的应得工资"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": [1, 2, 3]}, "monthly_wages", "列了3个数.*共2个月"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": 5, "overtime_in_wages": 6}, "overtime_in_wages", "比应得工资还多"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": 5, "exception_flags": ["rain"]}, "exception_flags", "没有“rain”"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": 5, "contract_expired": "2024-01-01"}, "contract_expired", "早于上班那天"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": 5, "contract_expired": "2025-06-01"}, "sign_date", "没有晚于合同到期"),
    ("double_wages", {**NO_CONTRACT, "monthly_wages": 5, "open_ended_due": "2024-01-01"}, "open_ended_due", "早于上班那天"),
    ("double_wages", {"hire_date": "1950-03-01", "employment_end": "2025-02-01", "monthly_wages": 1}, "hire_date", "超过70年"),
    ("annual_leave_pay", {"cumulative_years": 5, "last12_wages_excl_ot": 1}, "year", "请填写"),
    ("annual_leave_pay", {"year": 25, "cumulative_years": 5, "last12_wages_excl_ot": 1}, "year", "不是年份"),
    ("annual_leave_pay", {"year": 2025, "cumulative_years": 80, "last12_wages_excl_ot": 1}, "cumulative_years", "超过70年"),
    ("annual_leave_pay", {"year": 2025, "cumulative_years": 5, "taken_days": 6, "last12_wages_excl_ot": 1}, "taken_days", "年休假是5天"),
    ("annual_leave_pay", {"year": 2025, "left_date": "2024-05-01", "cumulative_years": 5, "last12_wages_excl_ot": 1}, "left_date", "不在2025年"),
    ("annual_leave_pay", {"year": 2025, "joined_date": "2026-05-01", "cumulative_years": 5, "last12_wages_excl_ot": 1}, "joined_date", "晚于2025年"),
    (
        "annual_leave_pay",
        {"joined_date": "2025-05-01", "left_date": "2025-04-01", "cumulative_years": 5, "last12_wages_excl_ot": 1},
        "left_date",
        "早于来的那天",
    ),
    ("annual_leave_pay", {"year": 2025, "cumulative_years": 5, "last12_wages_excl_ot": 1, "sick_leave_days": 367}, "sick_leave_days", "多于一年"),
    ("annual_leave_pay", {"year": 2025, "cumulative_years": 5, "last12_wages_excl_ot": 1, "sick_leave_months": 13}, "sick_leave_months", "只有12个月"),
    ("annual_leave_pay", {"year": 2025, "cumulative_years": 5, "last12_wages_excl_ot": []}, "last12_wages_excl_ot", "至少要有一个月"),
    ("heat_allowance", {"outdoor": True}, "month", "请填写"),
    ("heat_allowance", {"month": "2025-08/2025-07", "outdoor": True}, "month", "早于第一个月"),
    ("heat_allowance", {"month": "2025-12/2025-07", "outdoor": True}, "month", "早于第一个月"),
    ("heat_allowance", {"month": "2025-07", "date": "2025-08-01", "outdoor": True}, "date", "不在写的"),
    ("heat_allowance", {"month": "2025-06", "outdoor": True, "full_month": False, "days_in_heat": 31}, "days_in_heat", "只有30天"),
    ("heat_allowance", {"month": "2025-06", "outdoor": True, "full_month": False}, "days_in_heat", "请填写"),
    ("heat_allowance", {"month": "2025-06/2025-07", "outdoor": True, "full_month": False, "days_in_heat": 3}, "full_month", "一个月一个月算"),
    ("stoppage_pay", {**STOPPED, "resume_date": "2025-06-01"}, "resume_date", "要晚于停工那天"),
    ("stoppage_pay", {**STOPPED, "resume_date": "2055-06-01"}, "resume_date", "超过20年"),
    ("stoppage_pay", {**STOPPED, "pay_cycle_days": 0}, "pay_cycle_days", "1 到 31"),
    ("stoppage_pay", {**STOPPED, "pay_cycle_days": 90}, "pay_cycle_days", "1 到 31"),
    ("stoppage_pay", {**STOPPED, "work_arranged": True}, "new_wage", "请填写"),
    ("sick_pay", {"date": "2025-06-01", "normal_wage": 4000, "agreed_ratio": 60}, "agreed_ratio", "写成小数"),
    ("sick_pay", {"date": "2025-06-01", "normal_wage": 4000, "sick_workdays": 31}, "sick_workdays", "只有30天"),
    ("sick_pay", {"date": "2025-06-01", "normal_wage": 4000, "total_years": 80}, "total_years", "超过70年"),
    ("sick_pay", {"date": "2025-06-01", "normal_wage": 4000, "total_years": 5, "unit_years": 6}, "unit_years", "多于一共工作"),
    ("deduction_limit", {"date": "2025-06-01", "month_wage": 100, "claim_balance": 1, "deducted": 101}, "deducted", "还多"),
    ("deduction_limit", {"date": "2025-06-01", "month_wage": -1, "claim_balance": 1}, "month_wage", "不能是负数"),
    ("part_time", {"date": "2025-06-01", "hours": 721, "rate": 20}, "hours", "只有720小时"),
    ("part_time", {"date": "2025-06-01", "hours": 1, "rate": 20, "daily_avg_hours": 25}, "daily_avg_hours", "一天只有24小时"),
    ("part_time", {"date": "2025-06-01", "hours": 1, "rate": 20, "weekly_hours": 169}, "weekly_hours", "一周只有168小时"),
    ("part_time", {"date": "2025-06-01", "hours": True, "rate": 20}, "hours", "不是数额"),
]


@pytest.mark.parametrize(("id", "facts", "field", "why"), REFUSED, ids=[f"{row[0]}-{row[2]}-{n}" for n, row in enumerate(REFUSED)])
def test_facts_that_cannot_be_are_refused_by_field(id: str, facts: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(BadFacts) as refused:
        by_id()[id].from_plain(facts, from_files())
    reasons = [reason for name, reason in refused.value.wrong if name == field]
    assert reasons, refused.value.wrong
    with pytest.raises(AssertionError, match=why):
        raise AssertionError("；".join(reasons))


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(BadFacts) as refused:
        by_id()["part_time"].from_plain({"date": "x", "hours": -1, "rate": "abc", "colour": 1}, from_files())
    assert {field for field, _ in refused.value.wrong} == {"date", "hours", "rate", "colour"}


def reckoned(id: str, **facts: Any) -> Result:
    return by_id()[id].from_plain(json.loads(json.dumps(facts, default=str)), from_files())


def amount(id: str, **facts: Any) -> Decimal:
    result = reckoned(id, **facts)
    assert result.amount is not None and result.amount >= 0
    return result.amount


money = st.decimals(0, 50_000, places=2)
hours = st.decimals(0, 200, places=1)
KINDS_OF_DAY = ("weekday_hours", "restday_hours", "holiday_hours")
day = st.dates(date(2022, 1, 1), date(2026, 8, 31))


@settings(max_examples=150, deadline=None)
@given(wage=money, more=money, on=day, worked=st.fixed_dictionaries(dict.fromkeys(KINDS_OF_DAY, hours)), extra=st.decimals(0, 40, places=1))
def test_overtime_grows_with_hours_and_wages(wage: Decimal, more: Decimal, on: date, worked: dict[str, Decimal], extra: Decimal) -> None:
    due = amount("overtime_standard", city=GUANGZHOU, date=on, monthly_normal_wage=wage, **worked)
    assert amount("overtime_standard", city=GUANGZHOU, date=on, monthly_normal_wage=wage + more, **worked) >= due
    for each in KINDS_OF_DAY:
        longer = {**worked, each: worked[each] + extra}
        assert amount("overtime_standard", city=GUANGZHOU, date=on, monthly_normal_wage=wage, **longer) >= due
    assert amount("overtime_standard", city=GUANGZHOU, date=on, monthly_normal_wage=wage, **worked, overtime_paid=due) < CENT


@settings(max_examples=150, deadline=None)
@given(agreed=st.lists(money, min_size=2, max_size=12), paid=st.lists(money, min_size=12, max_size=12), cut=st.integers(1, 11))
def test_wages_of_a_split_period_add_up(agreed: list[Decimal], paid: list[Decimal], cut: int) -> None:
    cut = min(cut, len(agreed) - 1)

    def owed(first: int, last: int) -> Decimal:
        period = f"2025-{first + 1:02}/2025-{last:02}"
        return amount("unpaid_wages", period=period, agreed_wage=agreed[first:last], paid=paid[first:last])

    assert owed(0, len(agreed)) == owed(0, cut) + owed(cut, len(agreed))
    assert amount("unpaid_wages", period="2025-01", agreed_wage=agreed[0], paid=agreed[0]) == 0


@settings(max_examples=150, deadline=None)
@given(wage=money, balance=money, on=day, city=st.sampled_from([GUANGZHOU, SHENZHEN, FOSHAN]))
def test_a_deduction_never_leaves_less_than_the_minimum_wage(wage: Decimal, balance: Decimal, on: date, city: str) -> None:
    most = amount("deduction_limit", city=city, date=on, month_wage=wage, claim_balance=balance, written_notice=True)
    assert most <= balance and most <= wage
    assert not most or amount("min_wage_topup", city=city, date=on, gross_pay=wage - most) == 0


@settings(max_examples=150, deadline=None)
@given(pay=money, on=day, days=st.decimals(0, 28, places=1))
def test_what_is_lacking_to_the_minimum_lacks_no_more_once_paid(pay: Decimal, on: date, days: Decimal) -> None:
    lacking = amount("min_wage_topup", city=FOSHAN, date=on, gross_pay=pay, normal_days_worked=days)
    assert amount("min_wage_topup", city=FOSHAN, date=on, gross_pay=pay + lacking, normal_days_worked=days) < CENT
    assert amount("min_wage_topup", city=FOSHAN, date=on, gross_pay=pay + 1, normal_days_worked=days) <= lacking


@settings(max_examples=150, deadline=None)
@given(hired=day, wage=money, signed=st.integers(0, 500), later=st.integers(0, 60))
def test_double_wages_grow_until_the_contract_and_stop_at_eleven_months(hired: date, wage: Decimal, signed: int, later: int) -> None:
    signed_on = hired + timedelta(signed)
    due = amount("double_wages", hire_date=hired, sign_date=signed_on, monthly_wages=wage)
    assert due <= 11 * wage
    assert amount("double_wages", hire_date=hired, sign_date=signed_on + timedelta(later), monthly_wages=wage) >= due - CENT
    assert amount("double_wages", hire_date=hired, sign_date=signed_on, monthly_wages=wage + 1) >= due
    assert (due == 0) or signed >= 28


@settings(max_examples=150, deadline=None)
@given(hired=day, wage=money, claimed=st.integers(0, 1500), sooner=st.integers(0, 400))
def test_who_claims_sooner_loses_nothing_to_limitation(hired: date, wage: Decimal, claimed: int, sooner: int) -> None:
    late, early = hired + timedelta(claimed), hired + timedelta(max(0, claimed - sooner))
    for mode in ("rolling", "from_end"):
        facts = {"hire_date": hired, "monthly_wages": wage, "limitation_mode": mode}
        assert amount("double_wages", claim_date=early, **facts) >= amount("double_wages", claim_date=late, **facts) - CENT


@settings(max_examples=150, deadline=None)
@given(left=st.dates(date(2025, 1, 1), date(2025, 12, 31)), years=st.decimals(0, 40, places=1), wage=money, taken=st.integers(0, 5))
def test_leave_never_exceeds_the_year_and_falls_with_the_days_taken(left: date, years: Decimal, wage: Decimal, taken: int) -> None:
    facts = {"left_date": left, "cumulative_years": years, "last12_wages_excl_ot": wage}
    whole = reckoned("annual_leave_pay", **facts)
    days = next(figure.amount for figure in whole.figures if figure.name == "days")
    assert days == int(days) and 0 <= days <= (0 if years < 1 else 5 if years < 10 else 10 if years < 20 else 15)
    if years >= 1:
        assert amount("annual_leave_pay", **facts, taken_days=taken) <= (whole.amount or 0)


@settings(max_examples=150, deadline=None)
@given(stopped=day, days=st.integers(1, 120), longer=st.integers(0, 60), wage=money, basis=st.sampled_from(["paid_days", "calendar"]))
def test_a_longer_stoppage_never_brings_less(stopped: date, days: int, longer: int, wage: Decimal, basis: str) -> None:
    facts = {"city": GUANGZHOU, "stop_date": stopped, "normal_wage": wage, "day_basis": basis}
    last = min(stopped + timedelta(days), date(2026, 8, 31) + timedelta(1))
    last = max(last, stopped + timedelta(1))
    due = amount("stoppage_pay", resume_date=last, **facts)
    assert amount("stoppage_pay", resume_date=last, paid=due, **facts) < CENT
    assert amount("stoppage_pay", resume_date=last + timedelta(longer), **facts) >= due - CENT


@settings(max_examples=150, deadline=None)
@given(wage=money, ratio=st.decimals(0, 1, places=2), on=day, days=st.integers(0, 28), city=st.sampled_from([GUANGZHOU, SHENZHEN]))
def test_sick_pay_is_never_below_its_floor(wage: Decimal, ratio: Decimal, on: date, days: int, city: str) -> None:
    facts = {"city": city, "date": on, "normal_wage": wage}
    month = amount("sick_pay", agreed_ratio=ratio, **facts)
    assert month >= amount("sick_pay", **facts)
    assert amount("sick_pay", agreed_ratio=ratio, sick_workdays=days, **facts) <= month


@settings(max_examples=150, deadline=None)
@given(actual=st.decimals(0, 700, places=1), more=st.decimals(0, 40, places=1), wage=money, start=day)
def test_a_cycle_with_more_hours_never_brings_less(actual: Decimal, more: Decimal, wage: Decimal, start: date) -> None:
    facts = {"city": GUANGZHOU, "approval_id": "1", "cycle": "month", "cycle_start": min(start, date(2026, 7, 31)), "hourly_wage": wage}
    facts["actual_hours"] = actual if actual + more <= 672 else Decimal(0)
    due = amount("overtime_comprehensive", **facts)
    facts["actual_hours"] += more
    assert amount("overtime_comprehensive", **facts) >= due


@settings(max_examples=100, deadline=None)
@given(worked=hours, more=hours, rate=money, on=day)
def test_hours_of_part_time_are_paid_at_least_the_minimum(worked: Decimal, more: Decimal, rate: Decimal, on: date) -> None:
    facts = {"city": SHENZHEN, "date": on, "rate": rate}
    due = amount("part_time", hours=worked, **facts)
    assert due >= worked * Decimal("22.2") - CENT and due >= worked * rate - CENT
    assert amount("part_time", hours=worked + more, **facts) >= due
    assert amount("part_time", hours=worked, paid=due, **facts) < CENT
