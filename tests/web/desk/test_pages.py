"""Who sees which page, at how many queries, under which headers."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Account
from tests.at_desk import signed_in
from tests.province import PASSWORD
from tests.web.desk.office import There, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[3] / "hezhong" / "web" / "static"
# what a person of a post in Bao'an, of another county, or of the city above gets: worklist, a taken case, its form, team
SEEN = (
    ("boan.inspector", 200, 200, 200, 403),
    ("boan.second", 200, 404, 404, 403),
    ("boan.clerk", 200, 200, 404, 200),
    ("boan.head", 200, 200, 404, 200),
    ("nanshan.inspector", 200, 404, 404, 403),
    ("nanshan.head", 200, 404, 404, 200),
    ("shenzhen.inspector", 200, 404, 404, 403),
    ("shenzhen.head", 200, 200, 404, 200),
    ("guangzhou.head", 200, 404, 404, 200),
    ("guangdong.head", 200, 200, 404, 200),
)
MOST = {"worklist": 8, "case": 8, "closed": 8, "fragment": 8, "act": 8, "team": 14, "diagram": 6, "law": 6}


@pytest.mark.parametrize(("name", "worklist", "case", "form", "team"), SEEN)
def test_each_post_sees_what_is_its_own(there: There, name: str, worklist: int, case: int, form: int, team: int) -> None:
    client = signed_in(name)
    paths = ("/desk/", f"/desk/case/{there.taken}/", f"/desk/case/{there.taken}/act/accept/", "/desk/team/")
    assert [client.get(path).status_code for path in paths] == [worklist, case, form, team]
    assert client.get("/desk/flows/complaint/").status_code == client.get("/desk/law-values/").status_code == 200


def test_nobody_without_a_session_sees_anything(there: There) -> None:
    answer = Client().get(f"/desk/case/{there.taken}/?a=1")
    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next=%2Fdesk%2Fcase%2F{there.taken}%2F%3Fa%3D1")
    fragment = Client().get(f"/desk/case/{there.taken}/act/accept/", headers={
        "HX-Request": "true", "HX-Current-URL": f"http://testserver/desk/case/{there.taken}/",
    })  # fmt: skip
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, f"/login/?next=%2Fdesk%2Fcase%2F{there.taken}%2F")
    foreign = Client().post(f"/desk/case/{there.taken}/note/", headers={"Referer": "http://elsewhere/desk/x"})
    assert foreign["Location"] == "/login/?next=%2Fdesk%2F"


def test_a_page_that_is_shut_leads_back_to_the_desk(there: There, inspector: Client) -> None:
    for path, title in ((f"/desk/case/{UUID(int=0)}/", "没有找到这一页"), ("/desk/team/", "您不能打开这一页")):
        text = inspector.get(path).content.decode()
        assert title in text and '<a class="go" href="/desk/">回待办</a>' in text
    assert '<a class="go" href="/">回首页</a>' in inspector.get("/nowhere/").content.decode()


def test_who_hands_a_case_over_is_told_where_it_went(there: There, inspector: Client) -> None:
    """An inspector may no longer read what another office has: a page not found would look like a mistake."""
    form = inspector.get(f"/desk/case/{there.taken}/act/hand_over/").content.decode()
    (key,) = re.findall(r'name="key" value="([^"]+)"', form.split("act-head")[0].rsplit("<form", 1)[1])
    sent = {"key": key, "seen": "0", "office": str(there.province.offices["nanshan"].pk), "reason": "用工地在南山"}
    answer = inspector.post(f"/desk/case/{there.taken}/act/hand_over/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/"), answer.content.decode()[:3000]
    said = "深宝劳监投〔2026〕3号已经移送，现在由别的机关办。"
    assert said in inspector.get("/desk/").content.decode() and said not in inspector.get("/desk/").content.decode()
    assert "深宝劳监投〔2026〕3号" in signed_in("nanshan.inspector").get("/desk/").content.decode()


def test_a_case_that_a_colleague_has_just_taken_says_what_to_do(there: There, inspector: Client) -> None:
    answer = inspector.post(f"/desk/case/{there.taken}/take/", {"key": "second-tab"})
    assert answer.status_code == 422
    assert "案件已到别的环节，或者不由您办。请先看最新情况" in answer.content.decode()


def test_the_window_begins_anew_for_each_person_and_says_so(there: There) -> None:
    clerk, flow, bar = signed_in("boan.clerk"), "/report/complaints/", "窗口代填"
    assert f'href="{flow}?new=1"' in clerk.get("/desk/").content.decode()
    clerk.post(f"{flow}trouble/", {"trouble": "wages"})
    assert bar in clerk.get(f"{flow}site/").content.decode() and clerk.cookies["draft"].value
    assert clerk.get(flow)["Location"] == f"{flow}site/"
    clerk.get(f"{flow}?new=1")
    assert clerk.get(flow)["Location"] == f"{flow}trouble/"

    worker = Client()
    worker.post(f"{flow}trouble/", {"trouble": "wages"})
    assert bar not in worker.get(f"{flow}site/").content.decode()
    assert worker.get(f"{flow}?new=1")["Location"] == f"{flow}site/", "nobody loses a draft by a link"


def test_an_auditor_is_told_where_the_trail_is_and_sees_no_case(there: There) -> None:
    Account.objects.create(username="auditor", password=make_password(PASSWORD), kind="auditor", demo=True)
    auditor = signed_in("auditor")
    front = auditor.get("/desk/").content.decode()
    assert "您不看案件" in front and "操作记录" in front and "示例建工" not in front
    assert 'href="/desk/' not in front.split("<nav")[1].split("</nav>")[0], "no way that would be shut"
    assert auditor.get(f"/desk/case/{there.taken}/").status_code == 403


def test_an_administrator_sees_law_values_and_no_case(there: There) -> None:
    Account.objects.create(username="keeper", password=make_password(PASSWORD), kind="administrator", demo=True)
    client = signed_in("keeper")
    assert client.get("/desk/")["Location"] == "/desk/law-values/"
    page = client.get("/desk/law-values/").content.decode()
    assert "缺的和还不能用的" in page and "科室" not in page
    assert client.get("/desk/flows/complaint/").status_code == 200
    for path in (f"/desk/case/{there.taken}/", "/desk/team/", "/desk/?export=xlsx&q=林"):
        assert client.get(path).status_code in (302, 403)


@pytest.mark.parametrize(("what", "path", "fragment"), [
    ("worklist", "/desk/", False), ("fragment", "/desk/?whose=mine", True), ("case", "/desk/case/{taken}/", False),
    ("closed", "/desk/case/{waiting}/", False), ("act", "/desk/case/{taken}/act/accept/", True),
    ("diagram", "/desk/flows/complaint/", False), ("law", "/desk/law-values/", False),
])  # fmt: skip
def test_a_page_costs_no_more_queries_than_it_may(
    there: There, inspector: Client, what: str, path: str, fragment: bool
) -> None:
    address = path.format(taken=there.taken, waiting=there.waiting)
    counted(inspector, address, fragment)  # regions, offices and the law book are read once a process
    queries = counted(inspector, address, fragment)
    assert len(queries) <= MOST[what], "\n".join(query["sql"][:150] for query in queries)


def test_the_heads_pages_cost_no_more_either(there: There, head: Client) -> None:
    for what, path in (("case", f"/desk/case/{there.waiting}/"), ("team", "/desk/team/"), ("worklist", "/desk/")):
        counted(head, path, False)
        queries = counted(head, path, False)
        assert len(queries) <= MOST[what], "\n".join(query["sql"][:150] for query in queries)


def counted(client: Client, path: str, fragment: bool) -> list[Any]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, headers={"HX-Request": "true"} if fragment else {})
    assert answer.status_code == 200
    return [query for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]


def test_no_page_carries_styles_or_scripts_of_its_own(there: There, head: Client) -> None:
    for path in ("/desk/", f"/desk/case/{there.accepted}/", "/desk/team/", "/desk/flows/complaint/", "/desk/law-values/",
                 "/account/2fa/", "/account/2fa/totp/activate/", "/account/password/"):  # fmt: skip
        answer = head.get(path, follow=True)
        policy, text = answer["Content-Security-Policy"], answer.content.decode()
        assert "unsafe" not in policy and "script-src 'self'" in policy and "style-src 'self'" in policy
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
        assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", text))
        assert path.startswith("/account/") or answer["Cache-Control"] == "no-store"


def test_our_class_names_never_meet_tablers() -> None:
    """Those that the desk uses of Tabler on purpose are listed; any other meeting broke a page once."""
    wanted = {"btn", "btn-primary", "btn-sm", "form-control", "form-select", "form-check-input"}
    own = "\n".join(re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text("utf8"), flags=re.S) for name in ("desk.css", "zh.css", "handed.css"))
    tabler = (STATIC / "vendor" / "tabler.min.css").read_text("utf8")
    name = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
    assert (set(name.findall(re.sub(r"\{[^}]*\}", " ", own))) & set(name.findall(tabler))) - wanted == set()
