"""Facts about the end of work that cannot be are refused by field and reason; and what must hold of every result."""

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
from hezhong.law.service import Service

GOOD: dict[str, dict[str, Any]] = {
    "severance": {"city": "广州", "hire_date": "2020-01-01", "end_date": "2025-12-31", "reason_code": "40", "last12_wages": 9000},
    "unlawful_termination_damages": {
        "city": "广州", "hire_date": "2020-01-01", "end_date": "2025-12-31", "reason_code": "39", "last12_wages": 9000, "unlawful_ground": "no_ground",
    },
    "pay_in_lieu_of_notice": {"end_date": "2025-12-31", "reason_code": "40", "notice_given_days": 0, "last_month_wage": 9000},
    "probation_rules": {
        "city": "广州", "probation_start": "2025-03-01", "contract_term_months": 12, "agreed_probation": 2, "served_probation": 2, "full_wage": 6000,
    },
    "additional_damages": {"order_id": "1", "order_deadline": "2025-06-30", "unpaid_after_deadline": 100, "ratio_decided": "0.5"},
    "maternity": {"city": "广州", "date": "2025-06-01"},
    "noncompete_compensation": {"city": "广州", "end_date": "2025-05-31", "avg12": 20000, "months": 3},
    "dispatch_idle_pay": {"city": "广州", "date": "2025-06-01", "months": 2},
    "final_award_threshold": {"city": "广州", "award_date": "2025-06-30"},
    "training_penalty": {"training_cost": 36000, "service_months": 36, "served_months": 24, "agreed": 36000},
}  # fmt: skip

Refusal = tuple[str, dict[str, Any], str, str]
REFUSED: list[Refusal] = [
    ("severance", {"end_date": "2019-12-31"}, "end_date", "早于入职日期"),
    ("severance", {"hire_date": "1950-01-01", "end_date": "2030-01-01"}, "hire_date", "工作了80年，超过70年"),
    ("severance", {"last12_wages": -1}, "last12_wages", "不能是负数"),
    ("severance", {"last12_wages": []}, "last12_wages", "至少要有一个月"),
    ("severance", {"last12_wages": "很多"}, "last12_wages", "不是数额"),
    ("severance", {"city": "北海道"}, "city", "不认识“北海道”"),
    ("severance", {"reason_code": "99"}, "reason_code", "没有“99”这个选项"),
    ("severance", {"reason_code": None}, "reason_code", "请填写"),
    ("severance", {"hire_date": "2025-02-30"}, "hire_date", "不是日期"),
    ("severance", {"hire_date": "1900-01-01"}, "hire_date", "太早"),
    ("severance", {"hire_dat": "2020-01-01"}, "hire_dat", "没有这一项"),
    ("severance", {"prior_service_merged_from": "2021-01-01"}, "prior_service_merged_from", "入职日期以前"),
    ("severance", {"over_age": "是"}, "over_age", "true 或者 false"),
    ("severance", {"claimed": -5}, "claimed", "不能是负数"),
    ("unlawful_termination_damages", {"unlawful_ground": None}, "unlawful_ground", "请选单位错在哪里"),
    ("unlawful_termination_damages", {"unlawful_ground": "42"}, "unlawful_ground", "不能同时成立"),
    ("unlawful_termination_damages", {"unlawful_ground": "45"}, "unlawful_ground", "不能同时成立"),
    ("unlawful_termination_damages", {"unlawful_ground": "43"}, "has_union", "有没有建立工会"),
    ("unlawful_termination_damages", {"continue_contract": True, "restored_on": "2025-12-31"}, "restored_on", "以后"),
    ("unlawful_termination_damages", {"continue_contract": True, "obstacle": "examined"}, "obstacle", "离岗检查"),
    ("unlawful_termination_damages", {"end_date": "2019-12-31"}, "end_date", "早于入职日期"),
    ("pay_in_lieu_of_notice", {"notice_given_days": None}, "notice_given_days", "没有书面通知的写0"),
    ("pay_in_lieu_of_notice", {"notice_given_days": -1}, "notice_given_days", "不是整数"),
    ("pay_in_lieu_of_notice", {"last_month_wage": None}, "last_month_wage", "离开前一个月的工资"),
    ("probation_rules", {"contract_term_months": None}, "contract_term_months", "合同签了几个月"),
    ("probation_rules", {"contract_term_months": 0}, "contract_term_months", "大于0"),
    ("probation_rules", {"agreed_probation": 13}, "agreed_probation", "不能比合同长"),
    ("probation_rules", {"served_probation": 601}, "served_probation", "不能超过600个月"),
    ("additional_damages", {"order_deadline": None}, "order_deadline", "最后一天"),
    ("additional_damages", {"unpaid_after_deadline": None}, "unpaid_after_deadline", "付清的写0"),
    ("additional_damages", {"order_id": ""}, "ratio_decided", "没有责令限期支付"),
    ("maternity", {"babies": 0}, "babies", "1到9"),
    ("maternity", {"delivery_type": "miscarriage"}, "miscarriage_weeks", "怀孕几周"),
    ("maternity", {"delivery_type": "miscarriage", "miscarriage_weeks": 43}, "miscarriage_weeks", "不能超过42周"),
    ("maternity", {"delivery_type": "miscarriage", "miscarriage_weeks": 9, "parent": "father"}, "parent", "女方的假"),
    ("maternity", {"miscarriage_weeks": 9}, "miscarriage_weeks", "不填流产的周数"),
    ("noncompete_compensation", {"months": 241}, "months", "最多写240个月"),
    ("noncompete_compensation", {"unpaid_months": 4}, "unpaid_months", "不能多于"),
    ("dispatch_idle_pay", {"months": 0}, "months", "至少写1个月"),
    ("dispatch_idle_pay", {"months": 241}, "months", "最多写240个月"),
    ("dispatch_idle_pay", {"further": [{"date": "2025-07-31", "months": 1}]}, "further", "不能重叠"),
    ("dispatch_idle_pay", {"further": [{"months": 1}]}, "further", "缺date"),
    ("dispatch_idle_pay", {"contract_ended_on": "2025-07-30"}, "contract_ended_on", "已经结束"),
    ("final_award_threshold", {"filed_on": "2025-07-01"}, "filed_on", "不能晚于裁决日期"),
    ("final_award_threshold", {"items": [{"kind": "劳动报酬", "amount": 1, "city": "火星"}]}, "items", "第1项：不认识“火星”"),
    ("final_award_threshold", {"items": [{"kind": "劳动报酬", "amount": 1, "date": "昨天"}]}, "items", "第1项的日期"),
    ("final_award_threshold", {"items": [{"kind": "别的", "amount": 1}]}, "items", "没有“别的”"),
    ("training_penalty", {"service_months": 0}, "service_months", "大于0"),
    ("training_penalty", {"served_months": 37}, "served_months", "不能多于"),
    ("training_penalty", {"agreed": -1}, "agreed", "不能是负数"),
]  # fmt: skip


def reckoned(id: str, **changes: Any) -> Result:
    return by_id()[id].from_plain({**GOOD[id], **changes}, from_files())


@pytest.mark.parametrize("id", GOOD)
def test_the_good_facts_are_good(id: str) -> None:
    assert reckoned(id).amount is not None


@pytest.mark.parametrize(("id", "changes", "field", "reason"), REFUSED, ids=lambda part: part if isinstance(part, str) else "")
def test_refused_by_field_and_reason(id: str, changes: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(BadFacts) as refused:
        reckoned(id, **changes)
    assert reason in dict(refused.value.wrong)[field]


def test_every_wrong_field_is_named_at_once() -> None:
    with pytest.raises(BadFacts) as refused:
        reckoned("severance", hire_date="昨天", last12_wages=-1, reason_code="99")
    assert [field for field, _ in refused.value.wrong] == ["hire_date", "reason_code", "last12_wages"]


DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 31))
WAGES = st.decimals(0, 200_000, places=2)


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(0, 6000), WAGES, st.sampled_from(["广州", "深圳", "佛山", "梅州"]))
def test_damages_are_twice_the_standard(hired: date, days: int, wage: Decimal, city: str) -> None:
    told = {"city": city, "hire_date": hired, "end_date": hired + timedelta(days), "last12_wages": wage}
    once, twice = reckoned("severance", **told).amount, reckoned("unlawful_termination_damages", **told).amount
    assert once is not None and twice is not None
    assert abs(twice - 2 * once) <= Decimal("0.01")  # each is rounded by itself


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2008, 1, 1), date(2025, 7, 1)), st.dates(date(2025, 7, 1), date(2026, 6, 30)), WAGES)
def test_never_above_the_ceiling(hired: date, ended: date, wage: Decimal) -> None:
    ceiling = Decimal("41110.75")
    amount = reckoned("severance", hire_date=hired, end_date=ended, last12_wages=wage).amount
    assert amount is not None
    assert amount <= (12 if wage > ceiling else 19) * ceiling


@given(DAYS, st.integers(0, 6000), st.integers(0, 400))
def test_months_never_fall_when_days_are_added(hired: date, days: int, more: int) -> None:
    shorter, longer = Service(hired, hired + timedelta(days)), Service(hired, hired + timedelta(days + more))
    assert 0 < shorter.months_owed <= longer.months_owed


@settings(max_examples=50, deadline=None)
@given(WAGES, st.decimals(0, 500_000, places=2))
def test_no_more_is_supported_than_was_claimed(wage: Decimal, claimed: Decimal) -> None:
    result = reckoned("severance", last12_wages=wage, claimed=claimed)
    assert result.amount is not None
    assert result.supported == min(result.amount, claimed)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 600), st.integers(0, 600), WAGES, WAGES)
def test_the_penalty_is_never_above_cost_and_agreement(service: int, served: int, cost: Decimal, agreed: Decimal) -> None:
    told = {"service_months": service, "served_months": min(served, service), "training_cost": cost, "agreed": agreed}
    amount = reckoned("training_penalty", **told).amount
    assert amount is not None and amount <= min(cost, agreed)
