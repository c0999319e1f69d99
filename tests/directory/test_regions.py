"""The region tree: how many of each level, how deep, and what a dated row changes."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import hezhong.directory
from hezhong.directory import regions
from hezhong.directory.models import Region
from hezhong.kernel.places import GUANGDONG
from tests.directory import places

pytestmark = pytest.mark.django_db
ROWS = Path(hezhong.directory.__file__).parent / "data" / "regions_44.csv"


@pytest.fixture(autouse=True)
def _tree(db: None) -> Iterator[None]:
    with places.read_anew():
        regions.load_guangdong()
        yield


def test_counts_of_every_level() -> None:
    levels = Counter(Region.objects.values_list("level", flat=True))
    assert levels == {"province": 1, "city": 21, "county": 122, "town": 1603}


def test_loading_twice_adds_nothing() -> None:
    assert regions.load_guangdong() == 0


def test_the_tree_is_what_the_file_says() -> None:
    with ROWS.open(encoding="utf8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert len(rows) == 1747
    for code, row in rows.items():
        path = regions.place(code).path
        assert path[0] == "440000" and path[-1] == code
        assert list(path[:-1]) == ([] if code == "440000" else list(regions.place(row["parent"]).path))
    depths = Counter(len(regions.place(code).path) for code, row in rows.items() if row["level"] == "town")
    assert depths == {3: 32 + 23, 4: 1603 - 55}, "towns of 东莞 and 中山 stand under their city"


def test_names() -> None:
    assert regions.full_name("440306001") == "深圳市宝安区新安街道" or regions.full_name("440306001").startswith(
        "深圳市宝安区"
    )
    assert regions.full_name("441900119") == "东莞市长安镇"
    assert regions.code_name("440000") == "广东省" and regions.code_name("999999") == ""
    assert regions.root() == GUANGDONG


def test_a_region_that_has_ended_is_no_place_any_more() -> None:
    Region.objects.create(code="441300999", name="旧镇", level="town", parent="441303", until=date(2020, 1, 1))
    regions.forget()
    with pytest.raises(KeyError):
        regions.place("441300999")
    assert "441300999" not in dict(regions.children("441303"))


def test_a_renamed_region_goes_by_its_new_name() -> None:
    day = date(2026, 7, 1)
    Region.objects.filter(code="440306").update(until=day)
    Region.objects.create(code="440306", name="新宝安区", level="county", parent="440300", since=day)
    regions.forget()
    assert regions.code_name("440306") == "新宝安区"
    assert regions.full_name("440306001").startswith("深圳市新宝安区")
