"""Whoever opens lines of single workers leaves a record; auditors list them, and nobody else."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from hezhong.directory.models import Account
from hezhong.domains.warning_response.facts import Visit
from hezhong.early_warning import viewings
from hezhong.early_warning.models import Viewing, Warning
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import files, store
from hezhong.engine.answers import Evidence, Prose
from hezhong.web.desk import case as case_page
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import owed
from tests.early_warning.warned import BOAN, DAY, WAGES, answer, keep, run, site, warning, worker, workers
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


def the_case() -> tuple[Warning, str]:
    """Return a warning of wages that has a case, and the address of its case."""
    there = site("滨海湾一号", BOAN)
    run(DAY, workers(there, 30))
    row = warning(there)
    return row, f"/desk/case/{row.case_id}/"


def kept() -> list[tuple[str, int, str, int]]:
    return [(each.subject_kind, each.subject, each.page, each.lines) for each in Viewing.objects.order_by("id")]


def test_each_opening_of_a_warnings_case_leaves_one_record_and_one_statement(here: Province) -> None:
    row, address = the_case()
    assert row.case_number
    client = signed_in("boan.head")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = text(client, address)
    assert "900,000" in page and "系统会记下您和时间" in page
    assert kept() == [("site", row.subject, "case", 1)] * 2, "the sum that is owed to workers is a line"
    assert sum("early_warning_viewing" in each["sql"] for each in queries.captured_queries) == 1
    record = Viewing.objects.latest("id")
    assert record.by == here.officers["boan.head"].token and record.by_words == "深宝负责人（深圳市宝安区人力资源局）"
    assert record.about == f"工地工资到期未足额支付，{row.case_number}"
    page = text(auditor(), LIST)
    assert page.count("预警案件") == 2 and page.count("滨海湾一号") == 2 and row.case_number in page


def test_a_program_that_reads_the_case_leaves_the_same(here: Province) -> None:
    row, _ = the_case()
    assert signed_in("boan.head").get(f"/api/cases/{row.case_id}").status_code == 200
    assert kept() == [("site", row.subject, "case", 1)]


def test_who_may_read_the_case_and_not_its_warning_leaves_a_record_too(here: Province) -> None:
    row, address = the_case()
    Warning.objects.update(county="440305", town="440305001")
    assert "来自预警" not in text(signed_in("boan.head"), address) and kept() == [("site", row.subject, "case", 1)]
    Warning.objects.update(case_id=None)
    Viewing.objects.all().delete()
    text(signed_in("boan.head"), address)
    assert kept() == [("site", row.subject, "case", 1)], "the case names the warning that opened it"


def test_other_cases_and_cases_out_of_reach_leave_nothing(here: Province) -> None:
    _, address = the_case()
    filed = province.file(DAY)
    text(signed_in("boan.head"), f"/desk/case/{filed.case_id}/")
    text(signed_in("nanshan.head"), address, 404)
    assert not Viewing.objects.exists()


def test_record_and_page_stand_or_fall_together(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    _, address = the_case()
    client, shown = signed_in("boan.head"), case_page.page

    def fails(*_: Any, **__: Any) -> None:
        raise RuntimeError("no page")

    monkeypatch.setattr(case_page, "page", fails)
    with pytest.raises(RuntimeError, match="no page"):
        client.get(address)
    assert not Viewing.objects.exists()
    monkeypatch.setattr(case_page, "page", shown)
    monkeypatch.setattr(viewings, "note", fails)
    with pytest.raises(RuntimeError, match="no page"):
        client.get(address)


def test_a_picture_counts_with_the_page_and_every_other_file_by_itself(here: Province) -> None:
    row, address = the_case()
    assert row.case_id
    me, inspector = here.officers["boan.inspector"], here.asker("boan.inspector")
    store.act(row.case_id, "take", None, inspector, at(DAY))
    photo = files.receive("现场.png", png(), str(me.token), at(DAY).recorded_at)
    sheet = files.receive("工资表.csv", "姓名,工资\n林晓彤,3000\n".encode(), str(me.token), at(DAY).recorded_at)
    store.act(row.case_id, "visit", Visit(visited=Prose("到现场"), photos=Evidence((photo.id, sheet.id))), inspector, at(DAY))
    client = signed_in("boan.inspector")
    text(client, address)
    assert kept() == [("site", row.subject, "case", 2)]
    assert client.get(f"{address}file/{photo.id}/").status_code == 200 and len(kept()) == 1
    for name, query in ((photo.id, "?original=1"), (sheet.id, "")):
        assert client.get(f"{address}file/{name}/{query}").status_code == 200
    assert kept()[1:] == [("site", row.subject, "case_file", 1)] * 2
    assert [each.about.rpartition("，")[2] for each in Viewing.objects.filter(page="case_file").order_by("id")] == ["现场.png", "工资表.csv"]
    assert "预警案件的材料" in text(auditor(), LIST)


def png() -> bytes:
    """Return a picture of one colour."""
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


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
