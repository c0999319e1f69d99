"""The command centre with warnings: numbers by hand, the red list, past days, who sees what, what it costs."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.early_warning.models import Warning
from hezhong.web.desk.centre import lists
from tests.at_desk import signed_in
from tests.province import Province
from tests.web.desk import warned
from tests.web.desk.test_command import disagreements

pytestmark = pytest.mark.django_db
PAGE = "/desk/command/"


@pytest.fixture(name="here", scope="module")
def the_province(django_db_setup: None, django_db_blocker: Any) -> Iterator[Province]:
    with warned.standing(django_db_blocker) as there:
        yield there


def text(name: str, query: str = "", path: str = PAGE) -> str:
    answer = signed_in(name).get(f"{path}?{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def tiles(page: str) -> dict[str, str]:
    return dict(re.findall(r'id="f-(\w+)"><a class="big"[^>]*>.*?<data value="([^"]*)">', page))


def listed(page: str, panel: str) -> list[str]:
    section = re.search(rf'<section class="panel {panel}">(.*?)</section>', page, re.S)
    assert section is not None, panel
    return re.findall(r"</i> ([^<]+)</b>", section[1])


def test_the_numbers_of_warnings_counted_by_hand(here: Province) -> None:
    """Red since the 16th, due within a working day: over since the 18th. Nanshan's went by itself: nobody had looked."""
    for name, expected in {
        "guangdong.head": {"warnings_open": "3", "warnings_red": "1", "warnings_waiting": "2", "warnings_closed": "25.0", "warnings_precise": "100.0", "wages_less": "90000"},
        "shenzhen.head": {"warnings_open": "2", "warnings_red": "1", "warnings_waiting": "1", "warnings_closed": "33.3", "warnings_orange": "1"},
        "boan.head": {"warnings_open": "2", "warnings_red": "1", "warnings_yellow": "0", "warnings_days": "", "wages_less": "0"},
        "tianhe.head": {"warnings_open": "1", "warnings_red": "0", "warnings_orange": "1"},
    }.items():
        found = tiles(text(name))
        assert {code: found[code] for code in expected} == expected, name


def test_every_number_opens_the_list_of_exactly_its_cases(here: Province) -> None:
    """Of the province and of a county: each number is a page to open, and building the province takes as long as both."""
    for name in ("guangdong.head", "boan.inspector"):
        wrong, opened = disagreements(signed_in(name), PAGE)
        wrong = [each for each in wrong if "figure=people" not in each]  # the list of what nobody has filed has no 等 30 人 to read
        assert wrong == [] and opened >= 50, name


def test_the_red_list_says_what_is_owed_and_leads_to_the_warning(here: Province) -> None:
    page = text("guangdong.head")
    assert listed(page, "red") == ["滨海湾一号"] and "差 900,000&nbsp;元" in page and "30&nbsp;人" in page
    warning = Warning.objects.get(grade=1)
    assert f'href="/desk/warnings/{warning.id}/"' in page
    assert listed(page, "late") == ["滨海湾一号"], "the orange ones have three working days"


def test_what_is_owed_less_opens_its_list(here: Province) -> None:
    page = text("guangdong.head", "which=wages_less&place=440000", f"{PAGE}warnings/")
    assert "科技园三期" in page and "90,000" in page and page.count("<tr><td>") == 1


def test_any_past_day_stands_as_it_was(here: Province) -> None:
    """(day, all, red, orange, yellow), by hand from the four runs; blue is never found."""
    for on, expected in (
        ("2026-03-15", (0, 0, 0, 0)), ("2026-03-16", (2, 1, 0, 1)), ("2026-03-17", (3, 1, 1, 1)),
        ("2026-03-18", (2, 1, 1, 0)), ("2026-03-19", (3, 1, 2, 0)),
    ):  # fmt: skip
        page = text("guangdong.head", f"on={on}")
        counted = tuple(int(n) for n in re.findall(r'<data value="(\d+)">', page))
        assert counted[:4] == expected and "案件的数字没有" in page, (on, counted)
        rows = text("guangdong.head", f"place=440000&on={on}", f"{PAGE}warnings/")
        assert rows.count('<td class="main">') == expected[0], on
    assert tuple(int(n) for n in re.findall(r'<data value="(\d+)">', text("tianhe.head", "on=2026-03-19")))[:4] == (1, 0, 1, 0)
    assert '<td class="main">' not in text("guangdong.head", "place=440000&on=2026-03-18&colour=yellow", f"{PAGE}warnings/")


@pytest.mark.parametrize(("query", "status"), [("on=2026-03-21", 404), ("on=gestern", 404), ("on=2026-03-20", 200), ("on=2008-01-01", 200), ("on=0001-01-01", 404)])
def test_a_day_that_is_none_is_said_so(here: Province, query: str, status: int) -> None:
    assert signed_in("guangdong.head").get(f"{PAGE}?{query}").status_code == status


def test_thirty_days_tell_what_came_and_what_was_over(here: Province) -> None:
    page = text("guangdong.head")
    assert "30 天里发出 4 件，消失或者处置结束 1 件" in page
    told = re.findall(r'<th scope="row">(\d\d-\d\d)</th><td>(.+?)</td><td>(.+?)</td>', page)
    assert [tuple(re.sub(r"<[^>]+>", "", each) for each in line) for line in told] == [
        ("03-19", "0　1　0　0", "0　0　0　0"), ("03-18", "0　0　0　0", "0　0　1　0"),
        ("03-17", "0　0　1　0", "0　0　0　0"), ("03-16", "1　0　1　0", "0　0　0　0"),
    ]  # fmt: skip


TURNS = re.compile(r'<a(?=[^>]*href="(/desk/command/warnings/\?[^"]*which=(?:came|over)[^"]*)")[^>]*>(?:(\d+)(?: 件)?)?<')


def test_every_number_and_bar_of_the_thirty_days_opens_exactly_what_it_counts(here: Province) -> None:
    for query in ("", "on=2026-03-18"):
        page = text("guangdong.head", query)
        found = TURNS.findall(page)
        numbers, bars = [(address, int(n)) for address, n in found if n], {address for address, n in found if not n}
        assert len(numbers) == (7, 6)[bool(query)] and bars == {address for address, _ in numbers[2:]}, "both sums, then by day and colour"
        for address, number in numbers:
            opened = signed_in("guangdong.head").get(unescape(address)).content.decode()
            assert opened.count('<td class="main">') == number and f"<span>{number} 件，" in opened, address
    over = text("guangdong.head", "place=440000&which=over&since=2026-03-18&until=2026-03-18", f"{PAGE}warnings/")
    assert "科技园三期" in over and "2026-03-18消失或者处置结束的预警" in over and ">黄<" in over
    came = text("guangdong.head", "place=440000&which=came&since=2026-03-16&until=2026-03-16&colour=red", f"{PAGE}warnings/")
    assert "滨海湾一号" in came and "海滨二期" not in came and "1 件，900,000 元" in came, "thirty workers, 30,000 each"
    assert "珠江新城" not in text("shenzhen.head", "which=came&since=2026-03-01&until=2026-03-20", f"{PAGE}warnings/")
    assert signed_in("guangdong.head").get(f"{PAGE}warnings/?which=came&since=x").status_code == 404


def test_a_colour_is_found_behind_any_number_of_worse_ones(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 1)
    address = "place=440000&on=2026-03-19&colour=orange"
    page = text("guangdong.head", address, f"{PAGE}warnings/")
    assert "2 件，600,000 元" in page and page.count('<td class="main">') == 1 and "在的橙色预警" in page, "ten workers each, 30,000 each"
    further = re.search(r'href="(\?[^"]*from=1)"', page)
    assert further
    rest = text("guangdong.head", unescape(further[1][1:]), f"{PAGE}warnings/")
    names = {name for each in (page, rest) for name in re.findall(r'<td class="main"><a[^>]*>([^<]+)<', each)}
    assert names == {"海滨二期", "珠江新城"} and "后面的" not in rest and "从头看" in rest
    assert "3 件，1,500,000 元" in text("guangdong.head", "place=440000&on=2026-03-19", f"{PAGE}warnings/")
    assert "没有。" in text("guangdong.head", f"{address}&from=9", f"{PAGE}warnings/")


def test_the_feed_has_the_steps_of_warnings_and_not_twice(here: Province) -> None:
    page = text("guangdong.head", "", f"{PAGE}feed/")
    feed = page[page.index('class="panel feed"') :]
    title = "工地工资到期未足额支付"
    told = re.findall(r'<i class="tag [^"]*">([^<]+)</i> ([^<，]+)', feed)
    assert told[:3] == [
        ("橙", f"五山街道 珠江新城 {title}"), ("办结", f"南头街道 科技园三期 {title}：处置结束"), ("消失", f"南头街道 科技园三期 {title}：消失"),
    ]  # fmt: skip
    # Of one run, whose subject comes first is by token.
    assert sorted(told[3:]) == sorted([("黄", f"南头街道 科技园三期 {title}"), ("橙", f"新安街道 海滨二期 {title}：升级")])
    assert "台账截至 2026-03-19，第 4 号" in feed
    assert "珠江新城" not in text("shenzhen.head", "", f"{PAGE}feed/")


def test_targets_say_which_business_is_not_there_yet(here: Province) -> None:
    page = text("guangdong.head")
    plan = page[page.index('class="panel plan"') : page.index('class="kpis cases"')]
    assert plan.count("还没有这项业务") == 2 and [f"超过 {n}%" in plan for n in (60, 90, 96)] == [True] * 3


@pytest.mark.parametrize("name", ["guangdong.head", "boan.head"])
def test_it_costs_no_more_queries_than_it_may(here: Province, name: str) -> None:
    client = signed_in(name)
    for path, most in ((PAGE, 23), (f"{PAGE}feed/", 15), (f"{PAGE}?on=2026-03-18", 14), (f"{PAGE}warnings/?on=2026-03-18", 14)):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked: list[Any] = [query["sql"][:100] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= most, "\n".join(asked)
