"""Everybody once at each level: the workers behind the open warnings, counted by hand and by a slow count."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from hezhong.app.warning_watch import Watch
from hezhong.directory import regions
from hezhong.early_warning import people_counted, runs
from hezhong.early_warning.models import PeopleCounted, Warning
from hezhong.early_warning.people_counted import Queries
from hezhong.engine import ledger_place
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import owed
from tests.early_warning.warned import BOAN, DAY, NANSHAN, TIANHE, WAGES, _opened, keep, run, site
from tests.province import at

pytestmark = pytest.mark.django_db
LARGE = "site_wages_owed"


@pytest.fixture(autouse=True)
def two_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES, LARGE)


def counted(rows: list[dict[str, Any]], on: str = DAY, cities: list[int] | None = None) -> dict[str, int]:
    found = people_counted.count(_opened(rows), cities or list(runs.cities()), 1, Queries(), at(on))
    return {code: people for code, people in found.items() if people}


def test_who_stands_on_two_sites_and_in_two_warnings_is_one_above_them() -> None:
    province.build()
    boan, second, nanshan, tianhe = site("甲", BOAN), site("乙", "440306005"), site("丙", NANSHAN), site("丁", TIANHE)
    rows = [
        *(owed(boan, worker, 3_000_000, 0) for worker in (1, 2, 3)), owed(boan, 9, 3_000_000, 3_000_000),
        *(owed(second, worker, 3_000_000, 0) for worker in (3, 4)), *(owed(nanshan, worker, 3_000_000, 0) for worker in (1, 5)),
        *({**owed(tianhe, worker, 3_000_000, 0), "city": 440100} for worker in (1, 6, 7)),
    ]  # fmt: skip
    run(DAY, rows)
    assert Warning.objects.filter(rule=WAGES).count() == 4
    by_hand = {"440306001": 3, "440306005": 2, "440306": 4, "440305001": 2, "440305": 2, "440300": 5, "440106001": 3, "440106": 3, "440100": 3, "440000": 7}
    assert counted(rows) == by_hand
    row, number = people_counted.latest("440306") or (None, 0)
    assert row and (row.on.isoformat(), number) == (DAY, 4) and (people_counted.latest("440307") or (None, 9))[1] == 0

    Warning.objects.filter(subject=tianhe).update(outcome="dismissed")
    assert counted(rows) == {code: people for code, people in by_hand.items() if not code.startswith("4401")} | {"440000": 5}
    assert PeopleCounted.objects.count() == 1, "a day has one count, the last"
    assert counted(rows, cities=[440100]) == {}, "of a city that cannot be read nobody is counted"


def test_against_a_slow_count() -> None:
    province.build()
    chance = Random(5)
    towns = [BOAN, "440306005", NANSHAN, TIANHE, "440106003"]
    sites = {site(f"工地{number}", town): town for number, town in enumerate(towns * 3)}
    rows = [
        {**owed(where, chance.randrange(1, 40), 3_000_000, chance.choice((0, 0, 3_000_000))), "city": int(f"{town[:4]}00")}
        for where, town in sites.items() for _ in range(chance.randrange(0, 9))
    ]  # fmt: skip
    rows = list({(row["site"], row["worker"]): row for row in rows}.values())
    run(DAY, rows)
    slow: dict[str, set[int]] = {}
    for row in rows:
        if row["paid_fen"] < row["net_fen"]:
            for code in regions.place(sites[row["site"]]).path:
                slow.setdefault(code, set()).add(row["worker"])
    assert counted(rows) == {code: len(them) for code, them in slow.items()} and len(slow) > 6


def test_the_list_says_how_many_people_its_warnings_are_about() -> None:
    province.build()
    boan, tianhe = site("甲", BOAN), site("丁", TIANHE)
    rows = [*(owed(boan, worker, 3_000_000, 0) for worker in (1, 2)), *({**owed(tianhe, worker, 3_000_000, 0), "city": 440100} for worker in (1, 6, 7))]
    with day(DAY):
        run(DAY, rows)
        assert "涉及劳动者" not in signed_in("guangdong.head").get("/desk/warnings/").content.decode(), "nobody has counted yet"
        counted(rows)
        head = signed_in("guangdong.head")
        assert "涉及劳动者 4 人" in head.get("/desk/warnings/").content.decode()
        assert "涉及劳动者 3 人" in head.get("/desk/warnings/?place=440100").content.decode()
        assert "涉及劳动者" not in head.get("/desk/warnings/?grade=red").content.decode(), "the list shows others than were counted"
        own = signed_in("boan.head")
        assert "涉及劳动者 2 人" in own.get("/desk/warnings/").content.decode()
        assert "涉及劳动者" not in own.get("/desk/warnings/?place=440100").content.decode()


def test_the_watch_counts_once_an_hour(tmp_path: Any) -> None:
    province.build()
    ledger_place.use(tmp_path)
    try:
        watch, now, ledger = Watch(), at(DAY), ledger_place.current()
        assert watch._count(ledger, now) == 0, "of a ledger that was never asked nobody is counted"
        run(DAY, [])
        later = [province.at(DAY, hour) for hour in (11, 12, 13)]
        assert [watch._count(ledger, each) for each in later[:1]] == [1] and PeopleCounted.objects.get().at == later[0].recorded_at
        assert watch._count(ledger, at(DAY, 11)) == 0
        assert Watch()._count(ledger, later[0].__class__(later[0].happened_on, later[0].recorded_at + timedelta(minutes=59), later[0].book)) == 0
        assert Watch()._count(ledger, later[1]) == 1 and PeopleCounted.objects.get().at == later[1].recorded_at
    finally:
        ledger_place.forget()
