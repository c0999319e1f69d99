"""Which office has jurisdiction over each of the 1,603 towns, beside a table written by hand; officers and deputies by date."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import hezhong.directory
from hezhong.app.demo import authorities
from hezhong.directory import founding, officers, offices, regions
from hezhong.directory.changes import Author
from hezhong.directory.founding import NewOffice, NewOfficer, NewService
from hezhong.directory.models import Account, Change, Office, Serves
from tests.directory import places
from tests.directory.places import BAOAN, SHENZHEN

pytestmark = pytest.mark.django_db
ROWS = Path(hezhong.directory.__file__).parent / "data" / "regions_44.csv"
ON = date(2026, 11, 2)
BY = Author("试验", timezone.now())

ZONES = {
    "441521001": "深圳市深汕特别合作区人力资源主管部门",
    "441521002": "深圳市深汕特别合作区人力资源主管部门",
    "441521003": "深圳市深汕特别合作区人力资源主管部门",
    "441521004": "深圳市深汕特别合作区人力资源主管部门",
    "440402104": "横琴粤澳深度合作区民生事务局",
    "441303004": "惠州大亚湾经济技术开发区人力资源主管部门",
    "441303005": "惠州大亚湾经济技术开发区人力资源主管部门",
    "441303006": "惠州大亚湾经济技术开发区人力资源主管部门",
}
BRANCHES = {"441900119": "长安", "441900121": "虎门", "441900122": "厚街", "441900116": "塘厦", "441900110": "常平",
            "441900113": "大朗", "442000118": "小榄", "442000114": "三乡", "442000105": "古镇"}  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    with places.read_anew():
        yield


@pytest.fixture
def province(db: None) -> None:
    places.build()


def expected(code: str, parent: str) -> str:
    """Return the name of the competent office, or the code of the region it is seated in."""
    if code in ZONES:
        return ZONES[code]
    if code in BRANCHES:
        city = "东莞市" if code.startswith("4419") else "中山市"
        return f"{city}人力资源和社会保障局{BRANCHES[code]}分局"
    return parent


def test_every_town_has_the_office_of_its_county_or_zone() -> None:
    regions.load_guangdong()
    founding.add_offices(authorities.offices(), BY)
    founding.add_services(authorities.services(["complaint"]), BY)
    with ROWS.open(encoding="utf8", newline="") as file:
        towns = [row for row in csv.DictReader(file) if row["level"] == "town"]
    assert len(towns) == 1603
    for town in towns:
        office = offices.competent("complaint", regions.place(town["code"]), ON)
        assert office is not None, town
        wanted = expected(town["code"], town["parent"])
        assert wanted in (office.name, office.region), (town, office.name)


def test_nobody_serves_another_business_or_an_earlier_day(province: None) -> None:
    place = regions.place("440306001")
    assert offices.competent("complaint", place, date(2018, 12, 31)) is None
    assert offices.competent("permit", place, ON) is None


def test_a_row_for_the_town_overrides_from_its_day_to_its_end(province: None) -> None:
    founding.add_offices([NewOffice("某新区管委会", "", "新", "town", "440306001", SHENZHEN)], BY)
    founding.add_services(
        [NewService("某新区管委会", "440306001", "complaint", date(2026, 3, 1), date(2026, 10, 1))], BY
    )
    place, other = regions.place("440306001"), regions.place("440306003")
    days = {
        date(2026, 2, 28): BAOAN,
        date(2026, 3, 1): "某新区管委会",
        date(2026, 9, 30): "某新区管委会",
        date(2026, 10, 1): BAOAN,
    }
    for day, name in days.items():
        found = offices.competent("complaint", place, day)
        assert found is not None and found.name == name, day
    found = offices.competent("complaint", other, date(2026, 5, 1))
    assert found is not None and found.name == BAOAN


def test_where_no_county_office_serves_the_city_does(province: None) -> None:
    found = offices.competent("complaint", regions.place("440304001"), ON)
    assert found is not None and found.name == SHENZHEN


def test_two_offices_cannot_serve_the_same_region_at_the_same_time(province: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        founding.add_services([NewService(SHENZHEN, "440306", "complaint", date(2026, 1, 1))], BY)
    Serves.objects.filter(region="440306").update(until=date(2026, 1, 1))
    founding.add_services([NewService(SHENZHEN, "440306", "complaint", date(2026, 1, 1))], BY)


def test_a_deputy_is_one_between_two_days_only(province: None) -> None:
    since, until = date(2026, 11, 1), date(2026, 11, 15)
    founding.add_officers(
        [
            NewOfficer("head", "张一", BAOAN, "负责人", date(2020, 1, 1)),
            NewOfficer("second", "李二", BAOAN, "监察员", date(2020, 1, 1), "440306-102"),
            NewOfficer("second", "李二", BAOAN, "负责人", since, "440306-102", until, "head"),
        ],
        BY,
    )
    account = Account.objects.get(username="second").pk
    held = {
        date(2019, 12, 31): [],
        date(2026, 10, 31): [("监察员", ("inspector",), False)],
        date(2026, 11, 1): [("代负责人", ("director", "upper_level"), True), ("监察员", ("inspector",), False)],
        date(2026, 11, 14): [("代负责人", ("director", "upper_level"), True), ("监察员", ("inspector",), False)],
        date(2026, 11, 15): [("监察员", ("inspector",), False)],
    }
    for day, posts in held.items():
        standing = officers.standing(account, day)
        assert sorted((post.title, post.roles, post.deputy) for post in standing.posts) == posts, day
        assert standing.name == "李二" and standing.token
    assert not Account.objects.get(pk=account).has_usable_password()


def test_every_change_leaves_a_line(province: None) -> None:
    before = Change.objects.count()
    founding.add_offices([NewOffice("某局", "", "某", "county", "440305", SHENZHEN)], Author("admin", timezone.now()))
    line = Change.objects.latest("id")
    assert Change.objects.count() == before + 1
    assert (line.what, line.says, line.by) == ("机关", "新设 某局（某）", "admin")
    assert Office.objects.get(name="某局").parent == Office.objects.get(name=SHENZHEN)


def test_an_office_under_none_is_refused() -> None:
    with pytest.raises(ValueError, match="没有的局"):
        founding.add_offices([NewOffice("某局", "", "某", "county", "440305", "没有的局")], BY)
