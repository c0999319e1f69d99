"""The clerk's window: one sheet from paper, filed here or where it belongs, and what may be the same again."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory import offices
from hezhong.directory.models import Contact, Person, Serves
from hezhong.engine import casefile
from hezhong.engine.models import Case, MatterRow, Message
from tests import province
from tests.at_desk import signed_in
from tests.web.desk.office import TODAY, There, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
NEW = {
    "key": "one", "known": "", "person-name": "何建国", "person-kind": "resident", "person-number": "440306198501010016",
    "phone": "19900006601", "address": "宝安区新桥街道某某路 8 号", "employer": "示例五金厂", "place-1": "440300",
    "place-2": "440306", "place-3": "440306001", "place-rest": "", "on_site": "no", "trouble": "wages",
    "months-y1": "2026", "months-m1": "8", "months-y2": "2026", "months-m2": "9", "amount": "1.2万", "heads": "", "story": "",
    "ticket-hotline": "", "ticket-number": "",
}  # fmt: skip
LIN = {"person-name": "林晓彤", "person-number": "440306199203070007", "phone": "19900005522", "employer": "示例建工集团第三工程有限公司"}
NANSHAN = {"place-2": "440305", "place-3": "440305001"}
STATIC = Path(__file__).parents[3] / "hezhong" / "web" / "static"
NUMBER = re.compile(r"深[宝南]劳监投〔2026〕\d+号")


@pytest.fixture(name="clerk")
def the_clerk(there: There) -> Client:
    return signed_in("boan.clerk")




def filled(client: Client, more: dict[str, str], status: int = 200, path: str = "/desk/window/") -> str:
    answer = client.post(path, {**NEW, **more})
    text = answer.content.decode()
    assert answer.status_code == status, text[:3000]
    return text


def newest() -> Case:
    return Case.objects.get(people_words__startswith="何建国")


def test_the_sheet_asks_twelve_things_and_the_clerks_own_county_is_chosen(clerk: Client) -> None:
    text = clerk.get("/desk/window/").content.decode()
    assert len(re.findall(r'<div class="field[ "]', text)) == 12
    assert '<option value="440300" selected>' in text and '<option value="440306" selected>' in text
    assert "窗口登记" in text.split("<nav")[1].split("</nav>")[0]
    assert "窗口登记" not in signed_in("boan.inspector").get("/desk/").content.decode()


def test_a_complaint_is_registered_and_the_trail_says_who_typed_it(there: There, clerk: Client) -> None:
    text = filled(clerk, {"heads": "3"})
    assert "已登记" in text and "深宝劳监投〔2026〕10号" in text and "投诉人签名" in text
    assert MatterRow.objects.get(cases=newest()).sealed_code and re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", text)
    assert "440306198501010016" not in text and "19900006601" not in text and "****" in text
    at = province.at(TODAY)
    view = casefile.view(newest().id, there.province.asker("boan.head"), at.happened_on, at.book)
    assert view.events[0].by == "深宝立案窗口" and view.people == 3 and view.next_due and str(view.next_due.on) == "2026-11-09"
    assert ("", "案件来源", "来访，窗口代填") in view.facts
    assert [(p.role, p.name) for p in view.parties] == [("投诉人", "何建国"), ("用人单位", "示例五金厂")]
    assert view.items[0].claimed == 12000 and view.items[0].months == "2026年8月 到 2026年9月"


def test_the_worker_gets_the_query_code_by_message_too(clerk: Client) -> None:
    filled(clerk, {})
    message = Message.objects.get(case=newest())
    assert Contact.objects.get(token=message.to).person.name == "何建国"


def test_a_second_press_files_nothing_twice_and_another_content_is_refused(clerk: Client) -> None:
    first, before = filled(clerk, {}), Case.objects.count()
    again = filled(clerk, {})
    assert Case.objects.count() == before
    assert NUMBER.findall(first)[0] == NUMBER.findall(again)[0]
    assert "已经提交过一次" in filled(clerk, {"amount": "99"}, 422)


@pytest.mark.parametrize(("more", "says", "at"), [
    ({"person-number": "440306198501010011"}, "校验", "id-person-number"),
    ({"person-name": ""}, "姓名", "id-person-name"),
    ({"phone": "1990000"}, "手机号", "id-phone"),
    ({"employer": ""}, "请填写单位", "id-employer"),
    ({"employer": "91440300MA5ABCDE1X"}, "没认出", "id-employer"),
    ({"place-2": "", "place-3": ""}, "请选择在哪个县区", "id-place-2"),
    ({"on_site": ""}, "请选“是”或“否”", "id-on_site-0"),
    ({"trouble": ""}, "请选一项", "id-trouble-0"),
    ({"trouble": "dismissed", "amount": ""}, "这件事找劳动仲裁更快", "id-trouble-0"),
    ({"trouble": "hours"}, "按现在选的，不用填欠薪金额", "id-amount"),
    ({"months-y2": "2026", "months-m2": "12"}, "还没有到", "id-months-y2"),
    ({"amount": "很多"}, "没看懂“很多”", "id-amount"),
    ({"heads": "0"}, "最少是 1", "id-heads"),
    ({"ticket-number": "20261102001"}, "请选是哪条热线", "id-ticket-hotline"),
    ({"ticket-hotline": "12345"}, "请填写 12345 的工单号", "id-ticket-number"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_the_field_and_on_top_and_all_stays(clerk: Client, more: dict[str, str], says: str, at: str) -> None:
    before = Case.objects.count()
    text = filled(clerk, more, 422)
    assert text.count(says) >= 2, "at the field and in the summary"
    assert f'href="#{at}"' in text and f'id="{at}"' in text
    kept = {**NEW, **more}
    for name in ("person-name", "person-number", "phone", "address", "employer", "amount", "heads", "ticket-number"):
        assert f'name="{name}" value="{kept[name]}"' in text, name
    assert Case.objects.count() == before


def test_a_ticket_of_a_hotline_stands_in_the_case(there: There, clerk: Client) -> None:
    text = filled(clerk, {"ticket-hotline": "12345", "ticket-number": "20261102000871"})
    assert f'href="/desk/case/{newest().id}/reply/"' in text, "the answer to the hotline is one press away"
    at = province.at(TODAY)
    view = casefile.view(newest().id, there.province.asker("boan.head"), at.happened_on, at.book)
    assert ("", "热线工单", "12345 工单 20261102000871") in view.facts
    assert ("", "案件来源", "热线转办，窗口代填") in view.facts


def test_what_belongs_to_another_county_is_asked_about_before_anything_is_filed(clerk: Client) -> None:
    before = Case.objects.count()
    text = filled(clerk, NANSHAN, 422)
    assert "这件事归深圳市南山区人力资源局管" in text and "直接登记到那里" in text and Case.objects.count() == before
    go = filled(clerk, {**NANSHAN, "where": "go"})
    assert "人民路1号" in go and "0755-12333" in go and Case.objects.count() == before
    assert 'name="person-name" value="何建国"' in go, "the way back to the sheet loses nothing"


def test_it_is_filed_there_by_the_clerk_here_who_may_not_read_it_afterwards(there: There, clerk: Client) -> None:
    text = filled(clerk, {**NANSHAN, "where": "there"})
    case = newest()
    assert case.office == there.province.offices["nanshan"].pk and "深南劳监投〔2026〕1号" in text
    assert "打开案件" not in text and clerk.get(f"/desk/case/{case.id}/").status_code == 404
    at = province.at(TODAY)
    view = casefile.view(case.id, there.province.asker("nanshan.head"), at.happened_on, at.book)
    assert view.events[0].by == "深宝立案窗口"


def test_a_place_that_nobody_serves_is_said_at_the_place(clerk: Client) -> None:
    Serves.objects.filter(region="440000").delete()
    offices.forget()
    text = filled(clerk, {"place-1": "445100", "place-2": "445102", "place-3": ""}, 422)
    assert text.count("这个地方还没有受理这类事项的机关") >= 2


def test_what_may_be_the_same_is_shown_once_before_it_is_filed(there: There, clerk: Client) -> None:
    before = Case.objects.count()
    text = filled(clerk, LIN, 422)
    assert "可能登记过了" in text and "深宝劳监投〔2026〕3号" in text and "同一证件号码" in text and Case.objects.count() == before
    (known,) = re.findall(r'name="known" value="([^"]*)"', text)
    filled(clerk, {**LIN, "known": known})
    assert Case.objects.count() == before + 1


def test_that_nothing_was_found_is_said_once_it_is_known_who_is_looked_for(clerk: Client) -> None:
    nothing, ask = "最近 90 天没有可能重复的案件", "填了证件号码和手机号，这里会显示"
    for more, says in (({"phone": ""}, ask), ({"person-number": "44030619850101"}, ask), ({}, nothing), (NANSHAN, nothing)):
        text = filled(clerk, more, path="/desk/window/look/")
        assert says in text and ({nothing, ask} - {says}).pop() not in text, more
    assert nothing not in filled(clerk, LIN, path="/desk/window/look/")
    assert "回复工单" not in filled(clerk, {}), "no ticket, no answer to it"


def test_of_another_offices_case_only_number_office_state_and_day_are_shown(there: There, clerk: Client) -> None:
    theirs = province.file("2026-10-28", town="440305001", name="林晓彤", number="440306199203070007", phone="19900005599")
    text = filled(clerk, LIN, path="/desk/window/look/")
    line = next(part for part in text.split("<li>")[1:] if theirs.number in part).split("</li>")[0]
    assert [words for words in re.split(r"<[^>]+>", line) if words] == [
        theirs.number, "同一证件号码、同一单位，同名", "深圳市南山区人力资源局 · 受理审查 · 10月28日（周三）",
    ]  # fmt: skip
    assert str(theirs.case_id) not in text
    own = next(part for part in text.split("<li>")[1:] if "深宝劳监投〔2026〕3号" in part)
    assert f"/desk/case/{there.taken}/" in own and "拖欠工资（工地）" in own


def test_who_is_not_at_a_window_registers_nothing(there: There) -> None:
    for name in ("boan.inspector", "boan.head"):
        client = signed_in(name)
        assert client.get("/desk/window/").status_code == client.post("/desk/window/", NEW).status_code == 403
        assert client.post("/desk/window/look/", NEW).status_code == 403


def test_a_browser_without_javascript_gets_the_whole_page_and_htmx_the_part(clerk: Client) -> None:
    whole = clerk.post("/desk/window/", {**NEW, "again": "1"}).content.decode()
    part = clerk.post("/desk/window/", {**NEW, "again": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole and "<html" not in part and "请改" not in whole
    assert 'value="440306001" selected' in whole


def test_numbers_stand_in_no_address(clerk: Client) -> None:
    text = clerk.get("/desk/window/").content.decode()
    assert 'hx-post="/desk/window/look/"' in text
    assert re.findall(r'hx-get="([^"]+)"', text) and all("person" not in path and "phone" not in path for path in re.findall(r'hx-get="([^"]+)"', text))
    assert clerk.get("/desk/window/look/").status_code == 405


def test_our_class_names_do_not_meet_tablers_here_either() -> None:
    sheets = [(STATIC / name).read_text("utf8") for name in ("window.css", "vendor/tabler.min.css")]
    ours, tablers = (set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", re.sub(r"\{[^}]*\}", " ", sheet))) for sheet in sheets)
    assert "slip" in ours and ours & tablers <= {"btn", "form-control"}


MOST = {"blank": 3, "look": 8, "register": 28}


def test_the_window_costs_no_more_queries_than_it_may(clerk: Client) -> None:
    for what, ask in {
        "blank": lambda: clerk.get("/desk/window/"),
        "look": lambda: clerk.post("/desk/window/look/", {**NEW, **LIN}),
        "register": lambda: clerk.post("/desk/window/", {**NEW, "key": f"k{Person.objects.count()}", "known": ",".join(
            Case.objects.values_list("number", flat=True))}),
    }.items():  # fmt: skip
        ask()
        with CaptureQueriesContext(connection) as queries:
            answer: Any = ask()
        assert answer.status_code == 200
        found = [query["sql"] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(found) <= MOST[what], what + "\n" + "\n".join(sql[:150] for sql in found)


