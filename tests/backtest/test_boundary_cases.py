"""Boundary cases one by one: a rule that speaks a day too early, too late or of another number is not right."""

from dataclasses import replace
from datetime import date

from hezhong.app.boundary_cases import boundaries, days_asked, told
from hezhong.app.synthetic import Fact

SITE, ON = 77, date(2026, 3, 20)
THIRTY = Fact(
    kind="unpaid_people", case="unpaid_30_people#0", city=440300, site=SITE, employer=5, worker=0, month=202602, amount_fen=1, number=30,
    since=date(2026, 3, 19), day=ON, until=None, wrong=True, is_boundary=True, description="exactly 30 people",
)  # fmt: skip
MINIMUM = replace(THIRTY, kind="below_minimum", case="exactly_minimum#0", wrong=False, day=None)
MENDED = replace(THIRTY, kind="no_contract", case="contract_after_one_month_and_a_day#0", until=date(2026, 3, 19))


def judged(fact: Fact, rule: str, **found: int) -> object:
    """Return whether what was found of the site on some days is right. found: 'd20' -> measure on 20 March; -1: asked, silent."""
    warned = {(date(2026, 3, int(day[1:])), rule): {} if measure < 0 else {SITE: measure} for day, measure in found.items()}
    (said,) = told(boundaries([fact]), warned)
    return said["right"]


def test_a_rule_has_to_speak_on_the_day_with_the_number() -> None:
    assert judged(THIRTY, "site_wages_unpaid", d20=30) is True
    assert judged(THIRTY, "site_wages_unpaid", d20=29) is False
    assert judged(THIRTY, "site_wages_unpaid", d20=-1) is False
    assert judged(THIRTY, "site_wages_unpaid", d21=30) is None  # nobody asked on the day


def test_a_rule_has_to_be_silent_from_the_beginning_of_the_case_on() -> None:
    assert judged(MINIMUM, "site_minimum_wage", d19=-1, d25=-1) is True
    assert judged(MINIMUM, "site_minimum_wage", d19=-1, d25=1) is False
    assert judged(MINIMUM, "site_minimum_wage", d18=1, d25=-1) is True


def test_what_is_over_by_the_end_of_its_first_day_is_seen_by_no_rule() -> None:
    assert judged(MENDED, "site_contract_late", d20=-1) is True
    assert judged(MENDED, "site_contract_late", d20=1) is False


def test_a_case_without_a_rule_and_one_that_nobody_asked_say_so() -> None:
    (said,) = told(boundaries([replace(THIRTY, kind="complaints_repeated", case="complaints_3_in_30_days#0")]), {})
    assert (said["expected"], said["right"]) == ("no rule has this edge", None)
    (said,) = told(boundaries([THIRTY]), {})
    assert (said["expected"], said["right"]) == ("not asked", None)


def test_a_rule_is_asked_only_where_it_is_in_force() -> None:
    """Of wages too high since 22 November 2026; before that nothing is expected of it, neither speech nor silence."""
    early = replace(THIRTY, kind="high_month", case="payout_50000_01#0", day=date(2026, 10, 20))
    late = replace(early, day=date(2026, 12, 20))
    assert days_asked(boundaries([early, late, THIRTY, MINIMUM, MENDED]), date(2026, 12, 31)) == [ON, date(2026, 12, 20)]
    assert days_asked(boundaries([late, THIRTY]), date(2026, 12, 19)) == [ON]
    (said,) = told(boundaries([early]), {(date(2026, 12, 31), "site_pay_outliers"): {}})
    assert (said["expected"], said["right"]) == ("not asked", None)
