"""What holds of every warning rule that the domains declare."""

import re
from datetime import date

import ibis
import pytest

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.finding import facts, findings
from hezhong.early_warning.rules import declared
from hezhong.early_warning.tests.employer_rows import table
from hezhong.early_warning.vocabulary import FACTS, Band, Measure, Parameter, Policy, Subject, WarningRule
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.law.model import Article

RULES = tuple(declared().values())
ON = date(2026, 3, 31)
CITIES = {440300: GUANGDONG / "440300"}
BUILDING_SITES = tuple(rule for rule in RULES if rule.code.startswith("site_"))


def spellings(value: int, unit: str) -> set[str]:
    """Return how a whole number of a unit may stand in a sentence: 5000000 fen as 50000元, 300 million as 300万元, 1000 as 10%."""
    if unit == "万分之一":
        return {f"{value // 100}%" if value % 100 == 0 else f"{value / 100:g}%"}
    if unit == "分":
        if value % 100:
            return {f"{value}分"}
        yuan = value // 100
        return {f"{yuan}元"} | ({f"{yuan // 10_000}万元"} if yuan % 10_000 == 0 else set())
    return {str(value)}


def missing(rule: WarningRule) -> list[str]:
    """Return the numbers of a rule that its sentence does not name; a nothing needs no name, nor does counting months back."""
    bands = "分" if rule.family.measure is Measure.AMOUNT else "万分之一" if rule.family.measure is Measure.SHARE else ""
    asked = [(value, rule.family.parameters[name].unit) for name, value in rule.parameters.items()]
    numbers = [(value, unit) for value, unit in (*asked, *((band.least, bands) for band in rule.bands)) if value]
    return [f"{value}{unit}" for value, unit in numbers if not any(re.search(rf"(?<![\d.]){re.escape(s)}(?!\d)", rule.says) for s in spellings(value, unit))]


@pytest.mark.parametrize("rule", BUILDING_SITES, ids=lambda rule: rule.code)
def test_the_sentence_names_the_numbers(rule: WarningRule) -> None:
    assert missing(rule) == []


@pytest.mark.parametrize("rule", BUILDING_SITES, ids=lambda rule: rule.code)
def test_colours_are_in_the_sentence(rule: WarningRule) -> None:
    assert [band.grade.title for band in rule.bands if band.grade.title not in rule.says] == []


def test_there_are_enough_and_each_is_about_a_site() -> None:
    assert len(BUILDING_SITES) >= 26
    assert {rule.family.subject for rule in BUILDING_SITES} == {Subject.SITE}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_basis_is_an_article_in_force_or_a_dated_policy_that_only_shows(rule: WarningRule) -> None:
    for basis in rule.basis:
        if isinstance(basis, Article):
            assert basis.statute.since <= ON <= (basis.statute.until or ON)
        else:
            assert basis.title and basis.issued_by and basis.since <= rule.since
    if all(isinstance(basis, Policy) and not basis.confirmed for basis in rule.basis):
        assert rule.shadow, "figures of another office that nobody here has adopted open no case"


def test_policies_of_others_have_their_source() -> None:
    policies = {basis for rule in BUILDING_SITES for basis in rule.basis if isinstance(basis, Policy)}
    assert policies and all(policy.source.startswith("http") and not policy.confirmed for policy in policies)
    for rule in BUILDING_SITES:
        assert rule.shadow == any(isinstance(basis, Policy) for basis in rule.basis), rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_facts_have_their_columns_and_run_on_nothing(rule: WarningRule) -> None:
    looked_at = question(rule)
    assert list(looked_at.columns) == list(FACTS)
    assert findings(rule, looked_at, rule.bands).to_pyarrow().num_rows == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_spark_can_be_asked_the_same(rule: WarningRule) -> None:
    sql = ibis.to_sql(findings(rule, question(rule), rule.bands, watched=(1,)), dialect="pyspark")
    assert not re.search(r"\b(DOUBLE|FLOAT|DECIMAL|FLOOR)\b", sql), "whole numbers only"
    assert " / " not in sql


def question(rule: WarningRule) -> ibis.Table:
    tables = {name: table(name, []) for name in rule.family.reads}
    return facts(rule, tables, Asked(ON, from_files(), CITIES, rule.parameters))


def test_a_number_that_is_missing_is_seen() -> None:
    rule = BUILDING_SITES[0]
    more = Band(987, rule.bands[0].grade)
    assert missing(WarningRule(rule.code, rule.title, rule.family, rule.says, (more,), rule.basis, rule.since, rule.parameters))
    assert spellings(3_000_000, "分") == {"30000元", "3万元"} and spellings(50, "万分之一") == {"0.5%"} and Parameter("", "").unit == ""
