"""The pages of warnings at the desk: who sees which, what they say, what asking the ledger shows, what they cost."""

import io
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hezhong.early_warning import rules
from hezhong.early_warning.models import Question, RuleChange, Warning
from hezhong.engine import store
from hezhong.web.desk.warnings.shown import basis_of
from hezhong.web.public.law.entries import found as of_the_law
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import owed
from tests.early_warning.warned import (
    BOAN,
    DAY,
    NANSHAN,
    TIANHE,
    WAGES,
    answer,
    keep,
    run,
    site,
    warning,
    worker,
    workers,
)
from tests.province import Province, at

pytestmark = pytest.mark.django_db
EVERY = rules.declared()
"""All rules, whatever a test keeps of them."""


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)


@pytest.fixture(name="here")
def the_province(db: None) -> Iterator[Province]:
    with day(DAY):
        yield province.build()


def text(client: Client, path: str, status: int = 200) -> str:
    answered = client.get(path)
    assert answered.status_code == status, (path, answered.status_code, answered.content.decode()[:2000])
    return answered.content.decode()


def listed(client: Client, query: str = "") -> list[str]:
    """Return the names of the subjects on the list, from the top."""
    return re.findall(r'/desk/subjects/\w+/\d+/">([^<]+)</a>', text(client, f"/desk/warnings/{query}"))


def two_sites() -> tuple[int, int]:
    boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    run(DAY, [*workers(boan, 30), *[{**row, "city": 440100} for row in workers(tianhe, 3)]])
    return boan, tianhe


def test_an_officer_sees_the_warnings_of_the_place_and_the_province_all(here: Province) -> None:
    two_sites()
    seen = {name: set(listed(signed_in(name))) for name in ("boan.inspector", "boan.clerk", "nanshan.head", "shenzhen.head", "guangdong.head")}
    assert seen == {
        "boan.inspector": {"滨海湾一号"}, "boan.clerk": {"滨海湾一号"}, "nanshan.head": set(), "shenzhen.head": {"滨海湾一号"},
        "guangdong.head": {"滨海湾一号", "珠江新城二期"},
    }  # fmt: skip
    assert "现在没有预警" in text(signed_in("nanshan.head"), "/desk/warnings/")


FILTERED = {
    "?grade=red": ["滨海湾一号"], "?grade=yellow": ["珠江新城二期"], "?place=440100": ["珠江新城二期"], "?place=440306": ["滨海湾一号"],
    "?kind=employer": [], "?state=gone": [], "?state=shadow": [], "?outcome=settled": [], "?rule=nothing": [],
    "?outcome=none&grade=red": ["滨海湾一号"], "?grade=purple&place=999&kind=x&state=x&after=x": ["滨海湾一号", "珠江新城二期"],
    "?grade=%00red": ["滨海湾一号"],
}  # fmt: skip


def test_filters_stand_in_the_address_and_what_it_cannot_mean_is_left_out(here: Province) -> None:
    two_sites()
    client = signed_in("guangdong.head")
    assert {query: sorted(listed(client, query)) for query in FILTERED} == FILTERED


def test_pages_go_on_by_key_and_lose_nothing(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.web.desk.warnings.listing.SIZE", 2)
    names = [*(f"工地{number}" for number in range(5)), "工地红"]
    run(DAY, [row for name in names for row in workers(site(name, BOAN), 30 if name == "工地红" else 1)])
    client, found, query, after = signed_in("boan.head"), [], "", []
    while True:
        page = text(client, f"/desk/warnings/{query}")
        found += re.findall(r'/desk/subjects/\w+/\d+/">([^<]+)</a>', page)
        further = re.search(r'href="\?(after=[^"]+)"', page)
        if not further:
            break
        query = f"?{further[1]}"
        after.append(further[1].partition("=")[2])
    assert sorted(found) == sorted(names) and found[0] == "工地红", "the worst colour comes first"
    newest, query = [], "?state=all"
    while query:
        page = text(client, f"/desk/warnings/{query}")
        newest += re.findall(r'/desk/subjects/\w+/\d+/">([^<]+)</a>', page)
        further = re.search(r'href="\?([^"]*after=[^"]+)"', page)
        query = "?" + further[1].replace("&amp;", "&") if further else ""
    assert sorted(newest) == sorted(names)
    query = f"?after={after[0]}"
    piece = client.get(f"/desk/warnings/{query}", headers={"HX-Request": "true"}).content.decode()
    assert "<h1" not in piece and "<tbody>" in piece


def test_the_workbook_has_what_is_filtered_and_no_formula(here: Province) -> None:
    run(DAY, workers(site("=1+1号工地", BOAN), 2))
    sent = signed_in("boan.head").get("/desk/warnings/?grade=yellow&export=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sent.content)).get_sheet_by_index(0).to_python()
    assert (rows[1][0], rows[1][2], rows[1][6], rows[1][7], rows[1][12]) == ("黄色", "'=1+1号工地", 2, 60000, "待核查")
    assert rows[3][0] == "导出人 深宝负责人，2026-03-17，共 1 行"


def test_a_warning_says_what_why_on_what_basis_and_what_would_close_it(here: Province) -> None:
    boan, _ = two_sites()
    page = text(signed_in("boan.head"), f"/desk/warnings/{warning(boan).id}/")
    rule = rules.declared()[WAGES]
    assert "红色" in page and "30 人，差 900,000 元" in page and rule.says in page and rule.family.closes in page
    assert "达到 30 人" in page and warning(boan).version in page and "不是法律规定的部分" in page
    assert 'href="/law/?q=%E4%BF%9D%E9%9A%9C%E5%86%9C%E6%B0%91%E5%B7%A5%E5%B7%A5%E8%B5%84' in page
    assert "待核查" in page and "已经申请仲裁或者提起诉讼" in page and "发出" in page


def test_another_countys_warning_is_not_there(here: Province) -> None:
    boan, tianhe = two_sites()
    other = warning(tianhe)
    assert "珠江新城" not in text(signed_in("boan.head"), f"/desk/warnings/{other.id}/", 404)
    text(signed_in("boan.head"), "/desk/warnings/00000000-0000-0000-0000-000000000000/", 404)
    text(signed_in("boan.head"), f"/desk/subjects/site/{tianhe}/", 404)
    text(signed_in("boan.head"), "/desk/subjects/person/1/", 404)
    text(signed_in("boan.head"), f"/desk/subjects/site/{2**63}/", 404)
    text(signed_in("boan.head"), f"/desk/subjects/site/{boan}/")


def test_the_facts_are_asked_for_wait_and_come_with_masked_names(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    who = worker("林晓彤", "440306199003070002")
    rows = [owed(there, who, 3_000_000, 1_000_000)]
    run(DAY, rows)
    client, address = signed_in("boan.head"), f"/desk/warnings/{warning(there).id}/"
    assert "查台账里的明细" in text(client, address)
    assert client.post(f"{address}ask/").status_code == 302
    waits = text(client, address)
    assert "正在向台账查询" in waits and 'hx-trigger="every 2s"' in waits and "刷新看看" in waits and "林晓彤" not in waits
    answer(rows)
    shown = text(client, address)
    assert "林晓彤" in shown and "20,000" in shown and "2026年2月" in shown and "440306199003070002" not in shown and "every 2s" not in shown
    client.post(f"{address}ask/")
    assert Question.objects.count() == 1, "the same question of the same ledger is not put again"


def test_a_workers_facts_are_only_for_who_may_read_the_case(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    who = worker("林晓彤", "440306199003070002")
    rows = [owed(there, who, 3_000_000, 0)]
    run(DAY, rows)
    one = warning(there)
    address = f"/desk/warnings/{one.id}/"
    signed_in("boan.head").post(f"{address}ask/")
    answer(rows)
    assert one.case_id
    store.act(one.case_id, "take", None, here.asker("boan.inspector"), at(DAY))
    assert "林晓彤" in text(signed_in("boan.inspector"), address)
    second = text(signed_in("boan.second"), address)
    assert "林晓彤" not in second and "只给能看这件案件的人看" in second and "1 人，差 30,000 元" in second
    assert signed_in("boan.second").post(f"{address}ask/").status_code == 404


def test_a_rule_that_is_only_tried_shows_no_worker_and_no_case(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(DAY, workers(there, 1))
    Warning.objects.update(shadow=True, case_id=None, case_number="")
    client = signed_in("boan.head")
    assert listed(client) == [] and listed(client, "?state=shadow") == ["滨海湾一号"]
    page = text(client, f"/desk/warnings/{warning(there).id}/")
    assert "没有派单" in page and "查台账里的明细" not in page


def test_a_subject_has_its_warnings_and_the_reason_of_each_silence_on_any_day(here: Province) -> None:
    boan, _ = two_sites()
    client, address = signed_in("boan.head"), f"/desk/subjects/site/{boan}/"
    page = text(client, address)
    assert "工地工资到期未足额支付" in page and "滨海湾一号总承包有限公司" in page and "录入合法排除" in page
    sent = client.post(f"{address}ask/", {"on": "2026-3-10"})
    assert sent["Location"] == f"{address}?on=2026-03-10#why"
    assert "正在向台账查询" in text(client, f"{address}?on=2026-03-10") and "正在向台账查询" not in text(client, address)
    answer(workers(boan, 1))
    told = text(client, f"{address}?on=2026-03-10")
    assert "没有预警的，原因" in told and "台账里没有这条规则要看的数据" in told, "wages due on the fifteenth are not late on the tenth"
    assert "2026年2月" in told and "逐月工资" not in text(client, address)


@pytest.mark.parametrize(("on", "why"), [("明天再说", "没看懂“明天再说”"), ("2027-1-1", "台账里还没有那一天的数据"), ("1999-1-1", "台账里没有那么早的数据")])
def test_a_day_that_cannot_be_is_said_and_stays_typed(here: Province, on: str, why: str) -> None:
    there = site("滨海湾一号", BOAN)
    sent = signed_in("boan.head").post(f"/desk/subjects/site/{there}/ask/", {"on": on})
    page = sent.content.decode()
    assert sent.status_code == 422 and why in page and f'value="{on}"' in page and not Question.objects.exists()


def test_a_site_that_nobody_registered_leads_to_no_page_that_is_not_there(here: Province) -> None:
    registered, unknown = site("滨海湾一号", BOAN), 7_000_000_000_001
    run(DAY, [*workers(registered, 10), *workers(unknown, 10)])
    head = signed_in("shenzhen.head")
    for token, there in ((registered, True), (unknown, False)):
        page = head.get(f"/desk/subjects/site/{token}/").content.decode()
        assert (f"/desk/sites/{token}/" in page) == there and ("未登记的" in page) != there
        assert head.get(f"/desk/sites/{token}/").status_code == (200 if there else 404)


def test_an_employer_has_an_index_that_adds_up(here: Province) -> None:
    boan, _ = two_sites()
    firm = warning(boan).employer
    with day("2026-12-01"):
        page = text(signed_in("boan.head"), f"/desk/subjects/employer/{firm}/")
    assert re.search(r'<span class="sum">40\.0</span>', page) and "40×100%＝40.0" in page and "只用来排先后" in page
    assert "今天没有适用的指数权重" in text(signed_in("boan.head"), f"/desk/subjects/employer/{firm}/")


def test_an_employers_page_shows_only_the_warnings_of_ones_own_places(here: Province) -> None:
    boan, tianhe = two_sites()
    firm = warning(boan).employer
    Warning.objects.filter(subject=tianhe).update(employer=firm)
    assert "珠江新城二期" not in text(signed_in("boan.head"), f"/desk/subjects/employer/{firm}/")
    assert "珠江新城二期" in text(signed_in("guangdong.head"), f"/desk/subjects/employer/{firm}/")


MOST_QUERIES = {
    "/desk/warnings/": 11, "/desk/warnings/?export=xlsx": 8, "/desk/warnings/{one}/": 17, "/desk/subjects/site/{site}/": 20,
    "/desk/subjects/employer/{firm}/": 20, "/desk/rules/": 8, "/desk/rules/site_wages_unpaid/": 8, "/desk/exclusions/": 6, "/desk/campaigns/": 6,
}  # fmt: skip


def test_a_page_costs_no_more_queries_than_it_may(here: Province) -> None:
    """However much there is to show. All pages over one growing province: asking the rules is what takes its time."""
    first = site("滨海湾一号", BOAN)
    run(DAY, workers(first, 3))
    client, taken = signed_in("boan.head"), dict[str, list[list[str]]]()
    addresses = {path: path.format(one=warning(first).id, site=first, firm=warning(first).employer) for path in MOST_QUERIES}
    for seq, more in ((2, ("甲工地", "乙工地")), (3, ("丙工地", "丁工地"))):
        for path, address in addresses.items():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            taken.setdefault(path, []).append([each["sql"] for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]])
        rows = [row for name in more for row in workers(site(name, BOAN), 2)]
        run(DAY, [*workers(first, 3 + seq), *rows, *workers(site("丙工地", NANSHAN), 1)], seq)
    for path, most in MOST_QUERIES.items():
        little, much = taken[path]
        assert len(little) == len(much) <= most, "\n".join((path, *(sql[:160] for sql in much)))


def test_every_article_leads_to_a_page_of_the_law_that_has_it() -> None:
    sought = {law for rule in EVERY.values() for _, law in basis_of(rule.basis) if law}
    assert len(sought) > 5 and {law for law in sought if not of_the_law(law, "")} == set()


def test_nobody_without_a_post_and_nobody_unknown_comes_in(here: Province) -> None:
    for path in ("/desk/warnings/", "/desk/rules/", "/desk/exclusions/", "/desk/campaigns/"):
        assert Client().get(path).status_code == 302
    assert not RuleChange.objects.exists()
