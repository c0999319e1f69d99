"""How a rule has fared: counted by hand from a few warnings and one complaint."""

from datetime import date

import pytest

from hezhong.early_warning import tallies
from hezhong.early_warning.models import Warning
from hezhong.engine.models import Case
from tests import province

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 4)


def warn(subject: int, first_on: str, employer: int, county: str = "440306", outcome: str = "") -> None:
    day = date.fromisoformat(first_on)
    Warning.objects.create(
        rule="site_wages_unpaid", subject_kind="site", subject=subject, employer=employer, grade=1, worst=1, measure=1, city="440300",
        county=county, first_on=day, seen_on=day, version="", seq=1, outcome=outcome,
    )  # fmt: skip


def test_lead_is_the_median_of_days_to_the_first_complaint_about_the_employer() -> None:
    here = province.build()
    firm = Case.objects.get(id=province.file("2026-11-02").case_id).employer
    assert firm
    for subject, first_on in ((1, "2026-10-30"), (2, "2026-10-23"), (3, "2026-10-19")):  # 3, 10 and 14 days before
        warn(subject, first_on, firm)
    warn(4, "2026-11-03", firm)  # after it: no complaint has come since
    warn(5, "2025-10-01", firm)  # longer ago than a year
    warn(6, "2026-10-01", firm + 1)  # another employer
    warn(7, "2026-10-01", firm, county="440305")  # not of Bao'an
    found = tallies.by_rule(here.asker("boan.head"), ON)["site_wages_unpaid"]
    assert (found.hits, found.open, found.lead) == (6, 6, 10.0)
    assert tallies.by_rule(here.asker("shenzhen.head"), ON)["site_wages_unpaid"].lead == 12.0  # 3, 10, 14, 32


def test_precision_is_what_was_not_false_among_what_has_ended_and_rounded_down() -> None:
    here = province.build()
    for subject, outcome in enumerate(("settled", "cleared", "dismissed", "")):
        warn(subject + 1, "2026-10-30", 9, outcome=outcome)
    found = tallies.by_rule(here.asker("boan.head"), ON)["site_wages_unpaid"]
    assert (found.hits, found.ended, found.dismissed, found.precision, found.lead) == (4, 3, 1, 66, None)
    assert tallies.Tally().precision is None and tallies.by_rule(here.asker("tianhe.head"), ON) == {}
