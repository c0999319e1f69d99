"""The words to paste back into a hotline's ticket, and the panel of what may be the same."""

import re

import pytest
from django.test import Client

from hezhong.engine import store
from hezhong.engine.dossier import Opinion
from hezhong.engine.models import Case
from tests import province
from tests.at_desk import signed_in
from tests.web.desk.office import TODAY, There, the_head, the_office  # noqa: F401
from tests.web.desk.test_window import NEW

pytestmark = pytest.mark.django_db
TICKET = {"ticket-hotline": "12345", "ticket-number": "20261102000871"}


def words(client: Client, case: object) -> str:
    answer = client.get(f"/desk/case/{case}/reply/")
    assert answer.status_code == 200
    return re.findall(r'id="words">([^<]+)</p>', answer.content.decode())[0]


def test_a_fresh_ticket_is_answered_with_number_office_and_day(there: There) -> None:
    clerk = signed_in("boan.clerk")
    clerk.post("/desk/window/", {**NEW, **TICKET})
    case = Case.objects.get(people_words="何建国")
    assert words(clerk, case.id) == (
        "贵处转来的 12345 工单 20261102000871，深圳市宝安区人力资源局已于2026年11月2日登记，案号深宝劳监投〔2026〕10号。"
        "目前进展：已收到，正在审查是否受理。按照《广东省劳动保障监察条例》第39条第2款，最迟11月9日（周一）前告知投诉是否受理。"
        "投诉人可以凭查询码和手机号在网上查进度，也可以打 0755-12333 问。"
    )
    page = clerk.get(f"/desk/case/{case.id}/").content.decode()
    assert f'href="/desk/case/{case.id}/reply/"' in page and "12345 工单 20261102000871" in page


def test_the_answer_follows_the_case_and_names_nobody(there: There, head: Client) -> None:
    said = words(head, there.accepted)
    assert "已受理，立案编号深宝劳监立〔2026〕1号。目前进展：正在调查。" in said and "工单" not in said
    assert "按照《广东省劳动保障监察条例》第44条第1款，最迟12月31日（周四）前查处案件并作出处理。" in said  # 22 in November, 23 in December
    for secret in ("吴勇", "1990000552", "示例建工"):
        assert secret not in said
    assert "回复工单" not in head.get(f"/desk/case/{there.accepted}/").content.decode(), "no ticket, no answer to it"


def test_what_may_be_the_same_stands_beside_the_case(there: There, head: Client) -> None:
    theirs = province.file("2026-10-29", town="440305001", name="林晓彤", number="440306199203070007", phone="19900005599")
    page = head.get(f"/desk/case/{there.taken}/").content.decode()
    assert f'hx-get="/desk/case/{there.taken}/same/"' in page
    panel = head.get(f"/desk/case/{there.taken}/same/", headers={"HX-Request": "true"}).content.decode()
    assert theirs.number in panel and "深圳市南山区人力资源局 · 受理审查" in panel and str(theirs.case_id) not in panel
    assert head.get(f"/desk/case/{there.accepted}/same/", headers={"HX-Request": "true"}).content.decode().strip() == ""
    assert "没有可能重复的案件" in head.get(f"/desk/case/{there.accepted}/same/").content.decode()


def test_a_closed_case_looks_for_nothing(there: There, head: Client) -> None:
    reviewer = there.province.asker("boan.head")
    store.sign(there.waiting, "refuse", Opinion(True, "同意"), reviewer, province.at(TODAY))
    assert "/same/" not in head.get(f"/desk/case/{there.waiting}/").content.decode()
    assert "（2026年11月2日）" in words(head, there.waiting)
