"""Final awards item by item, the crime of not paying wages, fines, grades: amounts by hand from the figures of the files."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law import fines
from hezhong.law.book import from_files
from hezhong.law.finality import ClaimKind, is_final, minimum_wage
from hezhong.law.model import NotInForce
from hezhong.law.statutes import awards, credit, wage_crime
from hezhong.law.statutes.awards import Awarded, Item, Remedy
from hezhong.law.statutes.credit import Grade, Serious
from hezhong.law.statutes.wage_crime import Arrears, Leniency, Payment

BOOK = from_files()
HUNAN, SHENZHEN, HUIZHOU = NATION / "430000", GUANGDONG / "440300", GUANGDONG / "441300"
FILED = date(2025, 9, 5)  # Shenzhen's minimum wage is 2,520 a month then: twelve times make 30,240
MINIMUM = minimum_wage(FILED, SHENZHEN, BOOK)
BEFORE = date(2025, 2, 28)  # 2,360 a month: 28,320


@pytest.mark.parametrize(
    ("what", "amount", "filed_on", "final"),
    [
        (Awarded.WAGES, "30240", FILED, True),
        (Awarded.WAGES, "30240.01", FILED, False),
        (Awarded.WAGES, "28320", BEFORE, True),
        (Awarded.WAGES, "28321", BEFORE, False),  # the minimum wage is that of the day of filing
        (Awarded.INJURY_TREATMENT, "100", FILED, True),
        (Awarded.SEVERANCE, "30241", FILED, False),
        (Awarded.COMPETITION_PAY, "30000", FILED, True),
        (Awarded.DOUBLE_WAGE, "30000", FILED, True),
        (Awarded.PROBATION_DAMAGES, "8000", FILED, True),
        (Awarded.DISMISSAL_DAMAGES, "60000", FILED, False),
        (Awarded.PAY_IN_LIEU, "6000", FILED, True),
        (Awarded.HOURS, "90000", FILED, True),
        (Awarded.REST, "90000", FILED, True),
        (Awarded.INSURANCE, "0", FILED, True),
        (Awarded.INJURY_BENEFITS, "200000", FILED, True),
        (Awarded.OTHER, "1", FILED, False),
    ],
)
def test_final_item_by_item_in_guangdong(what: Awarded, amount: str, filed_on: date, final: bool) -> None:
    decision = awards.item_is_final(Item(what, Decimal(amount)), SHENZHEN, minimum_wage(filed_on, SHENZHEN, BOOK))
    assert decision.holds is final and decision.articles


@pytest.mark.parametrize(("what", "final"), [(Awarded.PAY_IN_LIEU, False), (Awarded.INJURY_BENEFITS, False), (Awarded.REST, True)])
def test_what_guangdong_adds_does_not_hold_elsewhere(what: Awarded, final: bool) -> None:
    assert awards.item_is_final(Item(what, Decimal(1)), HUNAN, MINIMUM).holds is final


@pytest.mark.parametrize(
    ("rule", "given", "holds"),
    [
        (awards.is_compensation_or_damages, (Awarded.SEVERANCE, HUNAN), True),
        (awards.is_compensation_or_damages, (Awarded.DOUBLE_WAGE, HUNAN), True),
        (awards.is_compensation_or_damages, (Awarded.PAY_IN_LIEU, SHENZHEN), True),
        (awards.is_compensation_or_damages, (Awarded.PAY_IN_LIEU, HUNAN), False),
        (awards.is_compensation_or_damages, (Awarded.WAGES, SHENZHEN), False),
        (awards.is_labour_standard, (Awarded.HOURS,), True),
        (awards.is_labour_standard, (Awarded.INSURANCE,), True),
        (awards.is_labour_standard, (Awarded.WAGES,), False),
        (awards.is_labour_standard, (Awarded.INJURY_BENEFITS,), False),
        (awards.is_injury_benefit_in_guangdong, (Awarded.INJURY_BENEFITS, SHENZHEN), True),
        (awards.is_injury_benefit_in_guangdong, (Awarded.INJURY_BENEFITS, HUIZHOU), True),
        (awards.is_injury_benefit_in_guangdong, (Awarded.INJURY_BENEFITS, HUNAN), False),
        (awards.is_injury_benefit_in_guangdong, (Awarded.INJURY_TREATMENT, SHENZHEN), False),
        (awards.treated_as_final, (True, False), True),
        (awards.treated_as_final, (None, True), True),
        (awards.treated_as_final, (False, True), False),
        (awards.treated_as_final, (None, False), False),
        (awards.treated_as_final, (True, True, True), False),  # mixed
    ],
)
def test_the_parts_of_the_test(rule: object, given: tuple[object, ...], holds: bool) -> None:
    assert callable(rule)
    assert rule(*given).holds is holds


def test_both_kinds_make_two_documents() -> None:
    items = [Item(Awarded.WAGES, Decimal(30000)), Item(Awarded.DISMISSAL_DAMAGES, Decimal(60000)), Item(Awarded.REST, Decimal(9000))]
    found = awards.split(items, SHENZHEN, MINIMUM)
    assert (found.final, found.other) == ((items[0], items[2]), (items[1],))
    assert "分别制作" in found.steps[-1].says
    small = awards.split(items[:1], SHENZHEN, MINIMUM)
    assert small.other == () and not any("分别制作" in step.says for step in small.steps)


@pytest.mark.parametrize(
    ("final", "by_worker", "way", "article"),
    [
        (True, True, Remedy.SUE, 48),
        (True, False, Remedy.ASK_ANNULMENT, 49),
        (False, True, Remedy.SUE, 50),
        (False, False, Remedy.SUE, 50),
    ],
)
def test_what_may_be_done_against_an_award(final: bool, by_worker: bool, way: Remedy, article: int) -> None:
    found, step = awards.remedy(final, by_worker)
    assert found is way and step.article is not None and step.article.number == article


def test_the_coarse_test_of_the_engine_agrees() -> None:
    for amount, final in ((Decimal(30240), True), (Decimal(30241), False)):
        assert is_final(ClaimKind.WAGES, amount, FILED, SHENZHEN, BOOK)[0] is final
        assert awards.item_is_final(Item(Awarded.WAGES, amount), SHENZHEN, MINIMUM).holds is final


CITIES_OF_THE_FIRST_CLASS = ("440100", "440300", "440400", "440600", "442000", "441900")


@pytest.mark.parametrize(
    ("place", "arrears", "large"),
    [
        (SHENZHEN, Arrears(1, Decimal(20000), 3, Decimal(20000)), True),
        (SHENZHEN, Arrears(1, Decimal(19999), 3, Decimal(19999)), False),
        (SHENZHEN, Arrears(1, Decimal(50000), 2, Decimal(50000)), False),  # of two months only
        (SHENZHEN, Arrears(10, Decimal(100000)), True),
        (SHENZHEN, Arrears(9, Decimal(900000)), False),
        (SHENZHEN, Arrears(10, Decimal(99999)), False),
        (HUIZHOU, Arrears(1, Decimal(10000), 3, Decimal(10000)), True),
        (HUIZHOU, Arrears(1, Decimal(9999), 5, Decimal(9999)), False),
        (HUIZHOU, Arrears(12, Decimal(60000)), True),
        (HUIZHOU, Arrears(12, Decimal(59999)), False),
    ],
)
def test_the_amount_of_the_crime(place: Place, arrears: Arrears, large: bool) -> None:
    assert wage_crime.amount_is_large(arrears, place, date(2026, 3, 2)).holds is large


def test_six_cities_are_of_the_first_class() -> None:
    for city in CITIES_OF_THE_FIRST_CLASS:
        single, group = wage_crime.thresholds(GUANGDONG / city, date(2026, 3, 2))
        assert (single.amount, group.amount) == (20000, 100000)
    assert frozenset(CITIES_OF_THE_FIRST_CLASS) == wage_crime.FIRST_CLASS


@pytest.mark.parametrize(
    ("place", "on", "says"),
    [(HUNAN, "2026-03-02", "幅度"), (GUANGDONG, "2026-03-02", "写明是哪个市"), (SHENZHEN, "2015-03-02", "幅度")],
)
def test_where_there_is_only_a_range_nothing_is_guessed(place: Place, on: str, says: str) -> None:
    with pytest.raises(NotInForce, match=says):
        wage_crime.thresholds(place, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("payment", "way"),
    [
        (Payment(before_case=True, compensated=True), Leniency.NO_CRIME),
        (Payment(before_charge=True, compensated=True), Leniency.MITIGATED),
        (Payment(before_judgment=True, compensated=True), Leniency.LIGHTER),
        (Payment(before_case=True, compensated=True, grave=True), Leniency.CONSIDERED),
        (Payment(before_case=True), Leniency.NONE),
        (Payment(compensated=True), Leniency.NONE),
    ],
)
def test_what_paying_undoes(payment: Payment, way: Leniency) -> None:
    assert wage_crime.leniency(payment)[0] is way


@pytest.mark.parametrize(
    ("times", "serious", "expected"),
    [
        (0, (), Grade.A),
        (1, (), Grade.B),
        (2, (), Grade.B),
        (3, (), Grade.C),
        (0, (Serious.DISOBEYED,), Grade.C),
    ],
)
def test_the_grade_of_a_year(times: int, serious: tuple[Serious, ...], expected: Grade) -> None:
    assert credit.grade(times, serious) is expected


@pytest.mark.parametrize(
    ("fine", "people", "least", "most"),
    [
        (fines.NOT_IN_MONEY, 7, 20000, 50000),
        (fines.NOT_IN_MONEY_PERSON, 1, 10000, 30000),
        (fines.NO_ACCOUNT, 1, 50000, 100000),
        (fines.NOT_SUPERVISED, 1, 50000, 100000),
        (fines.NO_SURETY, 1, 50000, 100000),
        (fines.OVERTIME, 3, 300, 1500),
        (fines.PROTECTION, 2, 2000, 10000),
    ],
)
def test_the_range_of_a_fine(fine: fines.FineRange, people: int, least: int, most: int) -> None:
    assert fine.bounds(people) == (least, most)
