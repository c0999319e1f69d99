"""What is published stays: each figure with its definition and list, compared again; changed by nobody, seen when somebody does."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from docx import Document

from hezhong.directory import sites
from hezhong.domains.warning_response.facts import Dismissal, FalseGround
from hezhong.early_warning.models import Warning
from hezhong.engine import store
from hezhong.engine.answers import Prose
from hezhong.engine.dossier import Opinion
from hezhong.engine.models import Case
from hezhong.indicators import publishing
from hezhong.indicators.models import Published, Report
from hezhong.indicators.publishing import Whole
from hezhong.web.desk.centre import situation
from tests.at_desk import day, signed_in
from tests.province import Province, at
from tests.web.desk import warned

PAGE = "/desk/command/reports/"
MONDAY = "2026-03-23"


@pytest.mark.parametrize(
    ("kind", "on", "since", "until", "words"),
    [
        ("week", "2026-03-23", "2026-03-16", "2026-03-22", "2026年3月16日至3月22日"),
        ("week", "2026-03-22", "2026-03-09", "2026-03-15", "2026年3月9日至3月15日"),
        ("quarter", "2026-03-31", "2025-10-01", "2025-12-31", "2025年第四季度"),
        ("quarter", "2026-04-01", "2026-01-01", "2026-03-31", "2026年第一季度"),
    ],
)
def test_a_report_is_about_a_period_that_is_over(kind: str, on: str, since: str, until: str, words: str) -> None:
    found = situation.period(kind, date.fromisoformat(on))
    assert (found.since.isoformat(), found.until.isoformat(), found.words) == (since, until, words)


@pytest.mark.parametrize(
    ("measure", "taken", "value"),
    [
        ("COUNT", ["", ""], "2"), ("COUNT", [], "0"), ("SHARE", ["1", "0", "1"], "66.7"), ("SHARE", [], ""),
        ("MEDIAN", ["5", "2", "10", "7"], "5"), ("MEDIAN", [""], ""), ("TOTAL", ["0.10", "0.20"], "0.30"), ("TOTAL", [], "0"),
    ],
)  # fmt: skip
def test_a_value_is_made_of_its_list(measure: str, taken: list[str], value: str) -> None:
    assert publishing.made_of(measure, taken) == value


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    warned.only_one_rule(monkeypatch)
    with day(MONDAY):
        yield warned.build()


def published(name: str = "guangdong.head", kind: str = "week") -> Report:
    answer = signed_in(name).post(PAGE, {"kind": kind})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return Report.objects.latest("at")


@pytest.mark.django_db
def test_it_says_what_the_screen_says_and_the_period_by_hand(here: Province) -> None:
    """Four came in the week, red one, yellow two, orange one; Nanshan's went; three stand. The yellow one of Bao'an became orange."""
    report = published()
    text = json.loads(report.text)
    assert text["history"] == [
        "本期发出预警 4 件（红色 1 件、橙色 1 件、黄色 2 件、蓝色 0 件），消失或者处置结束 1 件。",
        "期末还在的 3 件，比期初多 3 件。以上按台账每次运行记下的变化算。",
    ]
    assert text["regions"] == [["广州市", 0, 1, 0, 0], ["深圳市", 1, 1, 0, 0]]
    assert "还没有这项业务" in text["now"][3] and "预警后欠薪减少 90,000 元" in text["now"][2]
    values = {each.code: json.loads(each.content)["value"] for each in Published.objects.filter(report=report)}
    screen = signed_in("guangdong.head").get("/desk/command/").content.decode()
    shown = dict(re.findall(r'id="f-(\w+)"><a class="big"[^>]*>.*?<data value="([^"]*)">', screen))
    compared = [code for code in values if code in shown]
    assert len(compared) >= 18
    for code in compared:
        assert (Decimal(values[code] or 0), values[code] == "") == (Decimal(shown[code] or 0), shown[code] == ""), code


LINKED = re.compile(r'<a href="(/desk/command/reports/[^"]+/period_\w+/[^"]*)">(\d+)<')
BY_HAND = {
    "period_came": {"滨海湾一号 2026-03-16 红色", "海滨二期 2026-03-16 黄色", "科技园三期 2026-03-17 黄色", "珠江新城 2026-03-19 橙色"},
    "period_over": {"科技园三期 2026-03-18 黄色"}, "period_before": set[str](),
    "period_stood": {"滨海湾一号 深圳市 红色", "海滨二期 深圳市 橙色", "珠江新城 广州市 橙色"},
}  # fmt: skip
"""Of the province of tests/web/desk/warned.py; what became worse has not come again."""


@pytest.mark.django_db
def test_every_number_of_the_period_is_frozen_with_its_list_and_opens_it(here: Province) -> None:
    report, client = published(), signed_in("guangdong.head")
    names = {str(row.id): sites.cards([row.subject])[row.subject].name for row in Warning.objects.all()}
    kept = {each.code: json.loads(each.content) for each in Published.objects.filter(report=report, code__startswith="period_")}
    assert {code: {f"{names[id]} {label}" for id, label, _ in each["list"]} for code, each in kept.items()} == BY_HAND
    assert all(each["value"] == str(len(BY_HAND[code])) and each["definition"] for code, each in kept.items())
    page = client.get(f"{PAGE}{report.id}/").content.decode()
    assert "核对过了：和发布时一样" in page
    linked = LINKED.findall(page)
    # Four figures; came in three colours, over in one, stood in two; 广州 orange, 深圳 red and orange.
    assert len(linked) == 4 + 3 + 1 + 2 + 3
    for address, number in linked:
        opened = client.get(unescape(address)).content.decode()
        assert opened.count('<td class="main"><a href="/desk/warnings/') == int(number), address
    shenzhen = client.get(f"{PAGE}{report.id}/period_stood/", {"of": "深圳市 红色"}).content.decode()
    assert str(Warning.objects.get(grade=1).id) in shenzhen and "深圳市 红色 1 条" in shenzhen


@pytest.mark.django_db
def test_a_list_longer_than_its_page_goes_on(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.web.desk.centre.reports.SHOWN", 3)
    report, client = published(), signed_in("guangdong.head")
    page = client.get(f"{PAGE}{report.id}/period_came/").content.decode()
    further = re.search(r'href="(\?of=[^"]*from=3)"', page)
    assert page.count('<td class="main">') == 3 and "还有 1 条" in page and further
    rest = client.get(f"{PAGE}{report.id}/period_came/{unescape(further[1])}").content.decode()
    assert rest.count('<td class="main">') == 1 and "后面的" not in rest


@pytest.mark.django_db
def test_a_report_from_before_has_its_words_and_no_lists_of_the_period(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Whole, "figure", lambda whole, code: None)
    page = signed_in("guangdong.head").get(f"{PAGE}{published().id}/").content.decode()
    assert "本期发出预警 4 件" in page and "深圳市" in page and not LINKED.search(page)


@pytest.mark.django_db
def test_what_happens_afterwards_changes_nothing_of_it(here: Province) -> None:
    report = published()
    before = signed_in("guangdong.head").get(f"{PAGE}{report.id}/").content.decode()
    case = Warning.objects.get(grade=1).case_id
    assert case
    inspector = here.asker("boan.inspector", date(2026, 3, 23))
    store.act(case, "dismiss", Dismissal(false_ground=FalseGround.PAID_ELSEWHERE, reason=Prose("现金已付")), inspector, at(MONDAY))
    store.sign(case, "dismiss", Opinion(True, "同意"), here.asker("boan.head", date(2026, 3, 23)), at(MONDAY))
    assert Case.objects.get(id=case).state == "dismissed"
    after = signed_in("guangdong.head").get(f"{PAGE}{report.id}/").content.decode()
    assert re.sub("csrf[^>]*", "", before) == re.sub("csrf[^>]*", "", after) and "和发布时一样" in after
    assert 'id="f-warnings_red"' in signed_in("guangdong.head").get("/desk/command/").content.decode()


def spoil(report: Report, what: str) -> None:
    """Do what an administrator of the database could; the application's role may not."""
    rows = Published.objects.filter(report=report, code="warnings_open")
    content = json.loads(rows.get().content)
    match what:
        case "list":
            content["list"].pop()
        case "value":
            content["value"] = "1"
        case "definition":
            content["definition"] = "别的"
        case "text":
            Report.objects.filter(id=report.id).update(text=report.text.replace("4 件", "1 件"))
        case "missing":
            rows.delete()
        case "hash":
            rows.update(hash="0" * 64)
    if what in ("list", "value", "definition"):
        rows.update(content=json.dumps(content, ensure_ascii=False))


@pytest.mark.django_db
def test_whoever_changes_a_row_is_seen(here: Province) -> None:
    report, client = published(), signed_in("guangdong.head")
    for what in ("list", "value", "definition", "text", "missing", "hash"):
        with transaction.atomic():
            spoil(report, what)
            whole = publishing.read(report.id)
            assert whole is not None and not whole.same, what
            assert "核对不上" in client.get(f"{PAGE}{report.id}/").content.decode(), what
            transaction.set_rollback(True)
    whole = publishing.read(report.id)
    assert whole is not None and whole.same


@pytest.mark.django_db
def test_the_list_shows_the_numbers_and_costs_few_queries(here: Province) -> None:
    report = published()
    client = signed_in("guangdong.head")
    page = client.get(f"{PAGE}{report.id}/warnings_open/").content.decode()
    assert set(re.findall(r'/">([^<]+)</a></td><td>1</td>', page)) == set(Case.objects.filter(closed_on=None).values_list("number", flat=True))
    for path, most in ((PAGE, 8), (f"{PAGE}{report.id}/", 9), (f"{PAGE}{report.id}/warnings_open/", 10)):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked = [query["sql"][:100] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= most, "\n".join(asked)


@pytest.mark.django_db
def test_pdf_and_word_say_the_same(here: Province) -> None:
    report = published()
    client = signed_in("guangdong.head")
    first = client.get(f"{PAGE}{report.id}.pdf").content
    assert first.startswith(b"%PDF-") and first == client.get(f"{PAGE}{report.id}.pdf").content
    document = Document(BytesIO(client.get(f"{PAGE}{report.id}.docx").content))
    words = "\n".join([each.text for each in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    for said in ("广东省劳动关系形势分析报告", "本期发出预警 4 件", "滨海湾一号", "预警准确率", "还没有这项业务", report.hash[:16]):
        assert said in words, said
