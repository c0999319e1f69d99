"""Whoever opens lines of single workers leaves a record; auditors list them, and nobody else."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Account
from hezhong.early_warning import viewings
from hezhong.early_warning.models import Viewing, Warning
from hezhong.early_warning.vocabulary import Subject
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import owed
from tests.early_warning.warned import BOAN, DAY, WAGES, answer, keep, run, site, warning, worker
from tests.province import Province, at, hashed

pytestmark = pytest.mark.django_db
LIST = "/desk/access/"


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    keep(monkeypatch, WAGES)
    with day(DAY):
        yield province.build()


def auditor() -> Client:
    Account.objects.create(username="auditor", password=hashed(), shown_name="审计员", kind=Account.Kind.AUDITOR, demo=True)
    return signed_in("auditor")


def text(client: Client, path: str, status: int = 200) -> str:
    answered = client.get(path)
    assert answered.status_code == status, (path, answered.status_code)
    return answered.content.decode()


def asked() -> tuple[Warning, str]:
    """Return a warning whose facts were asked for and have come: two workers owed by one site."""
    there = site("滨海湾一号", BOAN)
    names = (("林晓彤", "440306199003070002"), ("陈大力", "440306199003070010"))
    rows = [owed(there, worker(*each), 3_000_000, 0) for each in names]
    run(DAY, rows)
    row = warning(there)
    signed_in("boan.head").post(f"/desk/warnings/{row.id}/ask/")
    assert not Viewing.objects.exists(), "asking is not looking"
    text(signed_in("boan.head"), f"/desk/warnings/{row.id}/")
    assert not Viewing.objects.exists(), "nor is waiting"
    answer(rows)
    return row, f"/desk/warnings/{row.id}/"


def test_each_opening_of_a_warnings_lines_leaves_who_when_whose_and_where(here: Province) -> None:
    row, address = asked()
    assert "系统会记下您和时间" in text(signed_in("boan.head"), address)
    text(signed_in("boan.clerk"), address)
    kept = list(Viewing.objects.order_by("id"))
    assert [(each.subject_kind, each.subject, each.page, each.lines) for each in kept] == [("site", row.subject, "warning", 2)] * 2
    assert [(each.by, each.by_words) for each in kept] == [
        (here.officers[name].token, words)
        for name, words in (("boan.head", "深宝负责人（深圳市宝安区人力资源局）"), ("boan.clerk", "深宝立案窗口（深圳市宝安区人力资源局）"))
    ]
    assert row.case_number and row.case_number in kept[0].about and kept[0].at.date().isoformat() == DAY


def test_a_page_without_lines_leaves_nothing(here: Province) -> None:
    row, address = asked()
    assert row.case_id
    from_elsewhere = text(signed_in("shenzhen.inspector"), address)
    assert "林晓彤" not in from_elsewhere and not Viewing.objects.exists()
    text(signed_in("nanshan.head"), address, 404)
    assert not Viewing.objects.exists()


def test_an_auditor_lists_them_newest_first_by_name_and_days(here: Province) -> None:
    _, address = asked()
    text(signed_in("boan.head"), address)
    with day("2026-03-19"):
        text(signed_in("boan.clerk"), address)
        client = auditor()
        page = text(client, LIST)
        assert re.findall(r'<td class="main">([^<]+)</td>', page) == [
            "深宝立案窗口（深圳市宝安区人力资源局）", "深宝负责人（深圳市宝安区人力资源局）",
        ]  # fmt: skip
        assert page.count("滨海湾一号") == 2 and "预警明细" in page and "林晓彤" not in page and f'href="{LIST}"' in text(client, "/desk/")
        for query, expected in (
            ("?who=负责人", 1), ("?who=没有这个人", 0), ("?since=2026-3-18", 1), ("?until=2026-3-17", 1), ("?since=2026-3-17&until=2026-3-19", 2),
            ("?who=%00&before=x", 2), ("?before=99999999999999999999", 2),
        ):  # fmt: skip
            assert text(client, f"{LIST}{query}").count('<td class="main">') == expected, query


@pytest.mark.parametrize(("query", "why"), [("?since=昨天的昨天", "没看懂"), ("?since=2026-3-10&until=2026-3-1", "截止日期早于开始日期")])
def test_a_day_that_cannot_be_is_said_and_stays_typed(here: Province, query: str, why: str) -> None:
    page = text(auditor(), f"{LIST}{query}", 422)
    assert why in page and f'value="{query.split("=")[1].split("&")[0]}"' in page and "请先改好日期" in page


@pytest.mark.parametrize("name", ["boan.head", "boan.inspector", "guangdong.head"])
def test_nobody_else_lists_them(here: Province, name: str) -> None:
    text(signed_in(name), LIST, 403)


def test_pages_go_on_by_key_and_cost_the_same(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewings, "SIZE", 2)
    where = viewings.Page(Subject.SITE, site("滨海湾一号", BOAN), viewings.WARNING)
    for number in range(5):
        viewings.note(where, number + 1, (1, f"第{number}位"), at(DAY).recorded_at)
    client, query, found = auditor(), "", []
    client.get(LIST)
    while True:
        with CaptureQueriesContext(connection) as queries:
            page = text(client, f"{LIST}{query}")
        assert len([each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]) <= 8
        found += re.findall(r'<td class="main">第(\d)位</td>', page)
        further = re.search(r'href="\?(before=\d+)"', page)
        if not further:
            break
        query = f"?{further[1]}"
    assert found == ["4", "3", "2", "1", "0"]
