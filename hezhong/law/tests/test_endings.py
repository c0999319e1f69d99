"""What the entitlements at the end of work say besides the amount: articles, warnings, and nothing that was never read."""

from typing import Any

import pytest

from hezhong.law.book import from_files
from hezhong.law.entitlement import by_id
from hezhong.law.model import Confidence, Result
from hezhong.law.tests.test_facts_refused_endings import reckoned


def articles(result: Result) -> set[str]:
    return {str(article).split("》")[1] for article in result.articles}


def warned(result: Result) -> str:
    return "；".join(step.says for step in result.warnings)


def test_a_figure_from_memory_warns_wherever_it_is_used() -> None:
    by_memory = by_id()["heat_allowance"].from_plain({"city": "440100", "month": "2025-07", "outdoor": True}, from_files())
    assert "没有读到原文" in warned(by_memory)
    assert by_memory.confidence is Confidence.FROM_MEMORY
    assert "没有读到原文" not in warned(reckoned("severance"))


def test_an_average_from_memory_cuts_no_wage() -> None:
    result = reckoned("severance", hire_date="2020-02-01", end_date="2023-01-31", last12_wages=50000)
    assert result.amount == 150000 and any("没有读到原文" in gap.says for gap in result.missing)


@pytest.mark.parametrize(("ended", "under"), [("2026-07-01", {"第8条", "第19条", "第23条"}), ("2026-06-30", {"第21条", "第11条"})])
@pytest.mark.parametrize("id", ["severance", "unlawful_termination_damages"])
def test_over_age_work_is_answered_by_its_own_rules(id: str, ended: str, under: set[str]) -> None:
    result = reckoned(id, end_date=ended, over_age=True)
    assert result.amount is None and [gap.what for gap in result.missing] == ["over_age"]
    assert articles(result) == under


def test_outside_guangdong_its_minutes_say_nothing() -> None:
    assert articles(reckoned("severance", city="430100", end_date="2026-06-30", over_age=True)) == {"第21条"}


def continued(**more: Any) -> Result:
    return reckoned("unlawful_termination_damages", continue_contract=True, restored_on="2026-03-01", normal_monthly_wage=9000, **more)


def test_wages_until_work_goes_on() -> None:
    result = continued()
    assert [(figure.name, str(figure.amount)) for figure in result.figures] == [("wages_meanwhile", "18000.00")]  # two whole months
    assert "第18条第1款" in articles(result) and not result.warnings


def test_statutory_holidays_among_the_days_left_are_paid() -> None:
    result = reckoned("unlawful_termination_damages", continue_contract=True, restored_on="2026-01-06", normal_monthly_wage=8700)
    assert "放假" not in warned(result) and "余下3个计薪日" in " ".join(step.says for step in result.steps)  # 1, 4 and 5 January; 2 January is exchanged


def test_where_both_are_at_fault_a_person_decides() -> None:
    assert "各自承担" in warned(continued(both_at_fault=True))


def test_damages_after_the_employer_before_has_paid_are_doubtful() -> None:
    result = reckoned("unlawful_termination_damages", prior_service_merged_from="2015-01-01", prior_compensation_paid=True)
    assert "赔偿金要不要算" in warned(result) and str(result.amount) == "108000.00"  # 2 × 6 × 9000


@pytest.mark.parametrize(("city", "said"), [("广州", True), ("430100", False)])
def test_notice_beside_damages_is_refused_in_guangdong(city: str, said: bool) -> None:
    assert ("不支持代通知金" in warned(reckoned("pay_in_lieu_of_notice", city=city, found_unlawful=True))) is said


def test_three_months_unpaid_free_from_the_promise() -> None:
    assert "第38条" in articles(reckoned("noncompete_compensation", unpaid_months=3))
    assert "第38条" not in articles(reckoned("noncompete_compensation", unpaid_months=2))


def test_an_award_of_both_kinds_is_two_papers() -> None:
    items = [{"kind": "劳动报酬", "amount": 1}, {"kind": "其他", "amount": 1}]
    mixed = reckoned("final_award_threshold", filed_on="2025-05-01", items=items)
    assert {"第50条第4款", "第20条"} <= articles(mixed) and not mixed.warnings
    assert "申请仲裁时" in warned(reckoned("final_award_threshold"))


def test_the_minimum_wage_of_another_city_is_named_among_the_figures_used() -> None:
    items = [{"kind": "劳动报酬", "amount": 1, "city": "深圳", "date": "2026-09-01"}]
    used = reckoned("final_award_threshold", filed_on="2025-05-01", items=items).used
    assert [str(value.amount) for value in used if value.name == "gd.min_wage.monthly"] == ["2500", "2700"]


def test_between_the_two_lines_of_a_probation_wage_a_person_decides() -> None:
    told = {"full_wage": 8000, "lowest_post_wage": 5000}
    assert "两种读法" in warned(reckoned("probation_rules", probation_wage=5000, **told))
    assert not reckoned("probation_rules", probation_wage=6400, **told).warnings
    assert "每月少" in str(reckoned("probation_rules", probation_wage=3999, **told).steps)


def test_money_around_a_birth_never_enters_the_days() -> None:
    plain, told = reckoned("maternity"), reckoned("maternity", own_wage=12000, unit_avg_wage=9000)
    assert plain.amount == told.amount and plain.unit == told.unit == "天"
    assert warned(told).count("没有读到明文") == 4 and not plain.warnings


def test_every_one_has_evidence_and_plain_words() -> None:
    for each in by_id().values():
        assert each.plain and each.under and each.evidence, each.id


def test_before_the_contract_law_nothing_is_said_of_damages() -> None:
    result = reckoned("unlawful_termination_damages", hire_date="2001-01-01", end_date="2007-12-31")
    assert result.amount is None and [gap.what for gap in result.missing] == ["cn.unlawful_termination.multiple"]
