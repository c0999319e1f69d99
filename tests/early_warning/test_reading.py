"""Who may read a warning: every post against every place, by a second rule that knows nothing of conditions."""

from itertools import product

import pytest

from hezhong.directory import regions
from hezhong.early_warning import reading
from hezhong.early_warning.models import Warning
from hezhong.engine.rights import Asker, Duties
from hezhong.engine.roles import DIRECTOR, INSPECTOR
from tests.province import at

pytestmark = pytest.mark.django_db
PLACES = ("440000", "440300", "440100", "441900", "440306", "440305", "440106", "440306001", "440306003", "441900003")
ROWS = (
    ("440300", "440306", "440306001"), ("440300", "440306", "440306003"), ("440300", "440306", ""), ("440300", "", ""),
    ("440100", "440106", "440106001"), ("441900", "", "441900003"), ("441900", "", ""), ("440300", "440305", "440305001"),
)  # fmt: skip
BUSINESSES = (frozenset(), frozenset({"inspection"}), frozenset({"warning_response", "petition"}), frozenset({"arbitration"}))


@pytest.fixture(autouse=True)
def the_tree(db: None) -> None:
    regions.load_guangdong()


def row(city: str, county: str, town: str) -> Warning:
    on = at("2026-03-17").happened_on
    return Warning(
        rule="site_wages_unpaid", subject_kind="site", subject=hash((city, county, town)) & 0xFFFF, grade=1, worst=1, measure=1,
        city=city, county=county, town=town, first_on=on, seen_on=on, version="", seq=1,
    )  # fmt: skip


def post(place: str, businesses: frozenset[str], active: bool = True) -> Asker:
    return Asker("1", active, (Duties(businesses, regions.place(place), 1, frozenset({INSPECTOR})),))


def ought(place: str, businesses: frozenset[str], active: bool, here: tuple[str, str, str]) -> bool:
    """By hand: who is at work, for labour inspection, where the post's code stands in the path of the warning's place."""
    inspects = len(businesses) == 0 or "inspection" in businesses or "warning_response" in businesses
    return active and inspects and place in ("440000", *here)


def test_the_filter_the_predicate_and_the_hand_agree() -> None:
    rows = [row(*here) for here in ROWS]
    Warning.objects.bulk_create(rows)
    for place, businesses, active in product(PLACES, BUSINESSES, (True, False)):
        asker = post(place, businesses, active)
        listed = set(Warning.objects.filter(reading.mine(asker)))
        for here, each in zip(ROWS, rows, strict=True):
            expected = ought(place, businesses, active, here)
            assert (each in listed, reading.may_read(asker, each)) == (expected, expected), (place, businesses, active, here)


def test_two_posts_read_what_either_reads_and_nobody_reads_nothing() -> None:
    rows = [row(*here) for here in ROWS]
    Warning.objects.bulk_create(rows)
    both = Asker("1", True, (*post("440306", frozenset()).duties, *post("440106", frozenset()).duties))
    assert {each.county for each in Warning.objects.filter(reading.mine(both))} == {"440306", "440106"}
    assert not Warning.objects.filter(reading.mine(Asker("1"))).exists()
    province = Asker("1", True, (*post("440000", frozenset()).duties, *post("440106", frozenset()).duties))
    assert Warning.objects.filter(reading.mine(province)).count() == len(ROWS)


def test_a_region_of_the_list_holds_all_below_it() -> None:
    Warning.objects.bulk_create([row(*here) for here in ROWS])
    counted = {code: Warning.objects.filter(reading.within(code)).count() for code in PLACES}
    assert counted == {
        "440000": 8, "440300": 5, "440100": 1, "441900": 2, "440306": 3, "440305": 1, "440106": 1, "440306001": 1, "440306003": 1,
        "441900003": 1,
    }  # fmt: skip


def test_only_a_head_over_the_place_decides() -> None:
    head = Asker("1", True, (Duties(frozenset(), regions.place("440300"), 1, frozenset({DIRECTOR})),))
    inspector = post("440300", frozenset())
    elsewhere = Asker("1", True, (Duties(frozenset({"arbitration"}), regions.place("440300"), 1, frozenset({DIRECTOR})),))
    boan, province = regions.place("440306"), regions.place("440000")
    assert reading.may_decide(head, boan) and not reading.may_decide(head, province)
    assert not reading.may_decide(inspector, boan) and not reading.may_decide(elsewhere, boan)
    assert reading.may_enter(inspector, boan) and not reading.may_enter(inspector, province) and not reading.may_enter(elsewhere, boan)
