"""The command page: every number on it opened and counted, for province, city and county; what it costs; what it keeps to itself."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hezhong.directory import regions
from hezhong.domains.complaints.facts import HandOver
from hezhong.engine import store
from hezhong.engine.answers import Prose
from hezhong.engine.dossier import Destination
from tests import province
from tests.at_desk import day, signed_in
from tests.web.desk import office
from tests.web.desk.office import There

pytestmark = pytest.mark.django_db
PAGE = "/desk/command/"
NUMBER = re.compile(r'<a[^>]*href="(/desk/\?[^"]+)"[^>]*>(?:(?!</a>).)*?<data value="([^"]*)">', re.S)
IN_THE_MAP = re.compile(r'<a class="h-list" href="(/desk/\?[^"]+)"><text[^>]*>([^<]+)<')
HEADED = re.compile(r'<a href="(/desk/\?[^"]+)">(\d+) 件</a></h2>')
MANY = re.compile("等 ([0-9]+) 人")
MOST = {"page": 19, "feed": 12}
"""Queries: session, account, standing, the law book's three, the figures' one, two lists with three each, the targets' one,
thirty days' one; of the board the red list, what is late, what is owed less, the steps of warnings and of cases, the run."""


@pytest.fixture(name="there")
def the_province(db: None) -> Iterator[There]:
    with day(office.TODAY):
        yield build()


def build() -> There:
    """Bao'an's nine complaints, and others: two in Nanshan, one of them handed over by Tianhe; one in Dongguan's neighbour Tianhe."""
    there = office.build()
    province.file("2026-10-15", town="440305001", name="孙丽", number="", phone="19900005531")
    given_away = province.file("2026-10-20", town="440106001", name="钱进", number="", phone="19900005532")
    province.file("2026-10-29", town="440106001", name="冯春", number="", phone="19900005533")
    asker, at = there.province.asker("tianhe.inspector"), province.at("2026-10-22")
    store.act(given_away.case_id, "take", None, asker, at)
    to = Destination(there.province.offices["nanshan"].pk, regions.place("440305"))
    store.act(given_away.case_id, "hand_over", HandOver(office=to, reason=Prose("用工地在南山。")), asker, at)
    return there


def listed(client: Client, address: str) -> list[list[Any]]:
    """Return the rows of the list that a number opens, as its workbook has them."""
    answer = client.get(f"{unescape(address)}&export=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [row for row in rows[1:] if row[0] and not str(row[0]).startswith("导出人")]


SHARES = {
    "accepted_in_time", "money_arrived", "satisfied",
    "warnings_closed", "warnings_closed_in_a_month", "warnings_precise", "inspection_concluded",
}
MEDIANS = {"days_to_accept", "warnings_days"}


def made_of(code: str, rows: list[list[Any]]) -> Decimal:
    """Return what a list makes of its own rows: for sums their sum, else how many there are."""
    if code == "amount":
        return sum((Decimal(str(row[6])) for row in rows), Decimal(0))
    if code == "people":
        return Decimal(sum(int(found[1]) if (found := MANY.search(row[2])) else 1 for row in rows))
    return Decimal(len(rows))


def disagreements(client: Client, path: str) -> tuple[list[str], int]:
    """Open every number of a page; return those whose list says something else, and how many were opened."""
    text = client.get(path).content.decode()
    wrong, opened = [], 0
    for address, value in [*NUMBER.findall(text), *HEADED.findall(text)]:
        code = re.search(r"figure=(\w+)", address)
        assert code is not None, address
        if code[1] in MEDIANS or (code[1] in SHARES and "part=" not in address):
            continue  # no sum of rows: see the test of the share and the median
        opened += 1
        there = made_of(code[1], listed(client, address))
        if there != Decimal(value):
            wrong.append(f"{address}: {value} on the page, {there} in the list")
    for address, value in IN_THE_MAP.findall(text):
        opened += 1
        if str(len(listed(client, address))) != value:
            wrong.append(f"{address}: {value} on the map")
    return wrong, opened


@pytest.mark.parametrize(
    ("name", "path", "least"),
    [
        ("guangdong.head", PAGE, 21 * 9),
        pytest.param("guangdong.head", f"{PAGE}?place=440300&show=received", 60, marks=pytest.mark.prove),
        ("shenzhen.head", PAGE, 60),
        pytest.param("shenzhen.head", f"{PAGE}?place=440306&show=open", 30, marks=pytest.mark.prove),
        pytest.param("boan.clerk", PAGE, 30, marks=pytest.mark.prove),
        ("nanshan.head", f"{PAGE}?show=handed_over", 30),
        ("tianhe.clerk", PAGE, 30),
        pytest.param("boan.inspector", PAGE, 30, marks=pytest.mark.prove),
    ],
)
def test_every_number_opens_the_list_of_exactly_its_cases(there: There, name: str, path: str, least: int) -> None:
    wrong, opened = disagreements(signed_in(name), path)
    assert wrong == [] and opened >= least, opened


def number(text: str, code: str) -> tuple[str, str]:
    """Return what a tile shows, and the address it opens."""
    found = re.search(rf'id="f-{code}"><a class="big" href="([^"]+)">.*?<data value="([^"]*)">', text)
    assert found is not None, code
    return found[2], found[1]


def test_the_numbers_of_each_level_counted_by_hand(there: There) -> None:
    """Late: Bao'an's of 19 and 20 October, Nanshan's of the fifteenth and the one handed over on the 22nd (due the 29th).

    Due by Thursday the fifth: Bao'an's of 26 and 28 October, Tianhe's of the 29th. Tianhe reads on what it gave away, but
    that lies in Nanshan now.
    """
    for name, expected in {
        "guangdong.head": {"open": "12", "overdue": "4", "due_soon": "3", "received": "12", "handed_over": "1", "refused": "0"},
        "shenzhen.head": {"open": "11", "overdue": "4", "due_soon": "2", "received": "11", "handed_over": "1", "refused": "0"},
        "boan.head": {"open": "9", "overdue": "2", "due_soon": "2", "received": "9", "handed_over": "0", "refused": "0"},
        "tianhe.head": {"open": "1", "overdue": "0", "due_soon": "1", "received": "1", "handed_over": "0", "refused": "0"},
    }.items():
        text = signed_in(name).get(PAGE).content.decode()
        got = {code: number(text, code)[0] for code in expected}
        assert got == expected, name


def test_share_and_median_say_of_how_many_they_are(there: There) -> None:
    """Accepted: one in Bao'an, filed on 27 and accepted on 29 October, two working days after."""
    client = signed_in("shenzhen.head")
    text = client.get(PAGE).content.decode()
    value, address = number(text, "accepted_in_time")
    assert value == "100.0" and len(listed(client, address)) == 1
    value, address = number(text, "days_to_accept")
    assert value == "2" and len(listed(client, address)) == 1
    parts = re.findall(r'href="([^"]+figure=accepted_in_time[^"]+part=\w+)">([^<]+)<data value="(\d+)"', text)
    assert [(words.strip(), int(n)) for _, words, n in parts] == [("达到", 1), ("没达到", 0)]
    assert "5个工作日，《广东省劳动保障监察条例》第39条第2款" in text


def test_what_silence_brought_about_was_not_in_time(there: There) -> None:
    assert store.lapse_due(province.at(office.TODAY, 1)) == 4
    text = signed_in("guangdong.head").get(PAGE).content.decode()
    assert number(text, "accepted_in_time")[0] == "20.0"


def test_nobody_looks_beyond_the_own_region(there: There) -> None:
    for name, place, status in (
        ("boan.head", "440305", 404), ("boan.head", "440300", 404), ("shenzhen.head", "440306", 200),
        ("shenzhen.head", "440100", 404), ("guangdong.head", "440106", 200), ("guangdong.head", "999999", 404),
    ):  # fmt: skip
        client = signed_in(name)
        assert client.get(f"{PAGE}?place={place}").status_code == status, (name, place)
        assert client.get(f"{PAGE}feed/?place={place}").status_code == status, (name, place)


def test_the_feed_names_nobody(there: There) -> None:
    client = signed_in("shenzhen.head")
    text = client.get(f"{PAGE}feed/").content.decode()
    assert text.count("<li>") == 4 and "不予受理" not in text and "登记" in text and "南山区 劳动保障监察投诉" not in text
    for name in ("郑伟", "黄辉", "谢敏", "周华", "示例建工", "19900005526"):
        assert name not in text
    assert "最近三天没有新的动静" in signed_in("tianhe.clerk").get(f"{PAGE}feed/").content.decode()


def test_the_table_leaves_as_a_workbook_with_its_definitions(there: There) -> None:
    answer = signed_in("guangdong.head").get(f"{PAGE}?export=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_name("指标").to_python()
    assert rows[0][:2] == ["地区", "在办（件）"] and rows[22][:2] == ["广东省", 12] and len(rows[1:22]) == 21
    assert {row[0]: row[1] for row in rows[1:22] if row[1]} == {"深圳市": 11, "广州市": 1}
    assert book.get_sheet_by_name("口径").to_python()[1][2].startswith("现在还没有办结的案件")


@pytest.mark.parametrize("name", ["guangdong.head", "shenzhen.head", "boan.inspector"])
def test_it_costs_no_more_queries_than_it_may(there: There, name: str) -> None:
    client = signed_in(name)
    for what, path in (("page", PAGE), ("feed", f"{PAGE}feed/")):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked = [query["sql"][:120] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= MOST[what], "\n".join(asked)


def test_nothing_of_its_own_stands_in_the_page(there: There) -> None:
    answer = signed_in("guangdong.head").get(f"{PAGE}?show=people")
    text = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text) and answer["Cache-Control"] == "no-store"
    assert text.count('<g class="hex') == 21 and text.count("<details>") == 27
