"""A city whose part of the ledger cannot be read: its warnings stand, those of others go on, and it is looked at again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hezhong.early_warning import runs
from hezhong.early_warning.detection import Compiled, Detection
from hezhong.early_warning.models import CityRun, Run, Warning
from hezhong.early_warning.sweeping import Sweep
from hezhong.ledger.side_by_side import Source
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import asking, opened
from tests.early_warning.warned import BOAN, TIANHE, WAGES, keep, site, workers
from tests.province import at

pytestmark = pytest.mark.django_db
BOANS, TIANHES = 440300, 440100
REST = "days_without_rest"
DAY = "2026-03-18"
FIRM = 31


@pytest.fixture(autouse=True)
def two_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES, REST)


def every_day(city: int) -> dict[str, Any]:
    """Return the row of somebody who came on each of the first ten days of March."""
    return {"city": city, "month": 202603, "site": 0, "worker": 2001, "employer": FIRM, "hired_by": FIRM, "days": 10, "day_bits": 0b11111111110}


def begun(rows: Sequence[Mapping[str, Any]], seq: int, minutes: int = 0, *, broken: int = 0, made: Mapping[int, str] | None = None) -> Run | None:
    """Ask the ledger some minutes after ten and bring every city up to date. broken: a city that cannot be opened."""
    moment = at(DAY)
    moment = replace(moment, recorded_at=moment.recorded_at + timedelta(minutes=minutes))

    @contextmanager
    def open_cities(cities: Sequence[int]) -> Iterator[Source]:
        if broken in cities:
            raise OSError("No magic bytes found at end of file")
        with opened({"worker_month": [*rows]})(cities) as source:
            yield source

    run = runs.begin(open_cities, replace(asking(DAY, seq), broken=made or {}), moment)
    for id in runs.waiting():
        runs.bring_city(id, moment)
    return run


def standing() -> set[tuple[str, str]]:
    return set(Warning.objects.filter(gone_on=None).values_list("rule", "asked_in"))


def test_its_warnings_stand_and_those_of_others_go_on() -> None:
    province.build()
    boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    owing = [*workers(boan, 3), *[{**row, "city": TIANHES} for row in workers(tianhe, 3)], every_day(BOANS)]
    assert begun(owing, 1)
    assert standing() == {(WAGES, "440300"), (WAGES, "440100"), (REST, "440300")}

    paid = workers(boan, 3, paid=3_000_000)
    run = begun(paid, 2, broken=TIANHES)
    assert run and list(run.broken) == ["440100"]
    assert standing() == {(WAGES, "440100"), (REST, "440300")}, "the employer may have staff where nobody can look"
    assert not CityRun.objects.filter(run=run, city="440100").exists()
    with day(DAY):
        head = signed_in("guangdong.head")
        page, board = (head.get(path).content.decode() for path in ("/desk/warnings/", "/desk/command/"))
    assert "广州市的台账有文件读不出：当地的预警没有更新" in page
    assert "不含广州市：台账有文件读不出" in board

    assert begun(paid, 2, 5, broken=TIANHES) is None, "not every twenty seconds"
    again = begun(paid, 2, 11, broken=TIANHES)
    assert again and Run.objects.count() == 3, "but every ten minutes"

    mended = begun(paid, 2, 22)
    assert mended and mended.broken == {} and standing() == set()
    assert begun(paid, 2, 60) is None, "all is done now"
    with day(DAY):
        assert "读不出" not in signed_in("guangdong.head").get("/desk/warnings/").content.decode()


def test_a_city_whose_months_could_not_be_made_is_left_out_as_well() -> None:
    province.build()
    boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    rows = [*workers(boan, 3), *[{**row, "city": TIANHES} for row in workers(tianhe, 3)]]
    run = begun(rows, 1, made={TIANHES: "IOException: disk"})
    assert run and standing() == {(WAGES, "440300")}
    assert begun(rows, 1, 11) and standing() == {(WAGES, "440300"), (WAGES, "440100")}


def test_what_comes_elsewhere_meanwhile_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    province.build()
    tried: list[Sequence[int]] = []
    monkeypatch.setattr(runs, "Sweep", noting(tried))
    boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    rows = [*workers(boan, 3), *[{**row, "city": TIANHES} for row in workers(tianhe, 3)]]
    assert begun(rows, 1, broken=TIANHES) and len(tried) > 2, "city by city, to tell which one it is"

    tried.clear()
    paid = [*workers(boan, 3, paid=3_000_000), *rows[3:]]
    run = begun(paid, 2, 5, broken=TIANHES)
    assert run and list(run.broken) == ["440100"] and standing() == set()
    assert tried and all(TIANHES not in cities for cities in tried), "it was tried five minutes ago"
    assert begun(paid, 2, 9, broken=TIANHES) is None, "nothing new, and ten minutes are not over since it was tried"

    assert begun(paid, 2, 11) and standing() == {(WAGES, "440100")}, "ten minutes after it was tried, not after the last run"


def noting(tried: list[Sequence[int]]) -> type[Sweep]:
    """Return the sweep, which notes what cities it opens."""

    class Noting(Sweep):
        def _asked(self, cities: Sequence[int], queries: Iterable[Compiled]) -> Detection:
            tried.append(cities)
            return super()._asked(cities, queries)

    return Noting


def test_of_an_employer_what_is_found_is_told_though_a_city_is_missing() -> None:
    province.build()
    begun([every_day(BOANS)], 1, broken=TIANHES)
    assert standing() == {(REST, "440300")}
