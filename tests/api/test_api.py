"""The API through Django's client: what it lists, does once, refuses, and says."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import at_desk, province

pytestmark = pytest.mark.django_db
TODAY = "2026-11-03"
TWO = {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}


@pytest.fixture
def here() -> Any:
    there = province.build()
    with at_desk.day(TODAY):
        yield there


def send(client: Client, path: str, body: Any, key: str = "", **headers: str) -> Any:
    more = {"HTTP_IDEMPOTENCY_KEY": key or uuid4().hex, **headers}
    return client.post(path, json.dumps(body), "application/json", **more)


def act(client: Client, case: UUID, name: str, given: dict[str, Any] | None = None, key: str = "", **more: Any) -> Any:
    return send(client, f"/api/cases/{case}/actions/{name}", {"given": given or {}, **more}, key)


def test_a_case_from_the_list_to_its_paper(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector = at_desk.signed_in("boan.inspector")
    listed = inspector.get("/api/worklist").json()
    assert [(row["number"], row["amount"], row["due"]) for row in listed["rows"]] == [
        ("深宝劳监投〔2026〕1号", "18600.00", "2026-11-09")
    ]
    assert act(inspector, filed.case_id, "take").json()["state"] == "received"
    choices = {each["name"]: each for each in inspector.get(f"/api/cases/{filed.case_id}/actions").json()}
    assert choices["accept"]["primary"] and choices["refuse"]["signed_by"] == ["director"]
    assert choices["accept"]["article"] == "《广东省劳动保障监察条例》第36条第1款" and "toll" not in choices
    done = act(inspector, filed.case_id, "accept", TWO).json()
    assert (done["state"], done["proposed"], done["event"]) == ("accepted", False, 3)

    case = inspector.get(f"/api/cases/{filed.case_id}").json()
    assert case["state_title"] == "已受理" and case["facts"]["trouble"] == "wages" and case["version"] == 3
    paper = next(each for each in case["papers"] if each["title"] == "受理通知书")
    act(inspector, filed.case_id, "sign_off", {"paper": paper["id"], "document": "acceptance_notice"})
    assert province.work(TODAY) == 1
    pdf = inspector.get(f"/api/cases/{filed.case_id}/papers/{paper['id']}")
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    assert inspector.get(f"/api/cases/{filed.case_id}/papers/{uuid4()}").status_code == 404


def test_a_key_acts_once(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector = at_desk.signed_in("boan.inspector")
    act(inspector, filed.case_id, "take")
    first, again = (act(inspector, filed.case_id, "accept", TWO, "one") for _ in range(2))
    assert (first.status_code, first.json()) == (200, again.json())
    assert inspector.get(f"/api/cases/{filed.case_id}").json()["version"] == 3
    other = act(inspector, filed.case_id, "accept", {**TWO, "second": "别人"}, "one")
    assert other.status_code == 409 and "内容不同" in other.json()["message"]
    day = act(inspector, filed.case_id, "accept", TWO, "one", happened_on="2026-11-02")
    assert day.status_code == 409
    assert send(inspector, f"/api/cases/{filed.case_id}/actions/accept", {"given": TWO}, "", HTTP_IF_MATCH="2").status_code == 409


def test_the_answer_is_found_again_when_the_case_is_out_of_sight(here: province.Province) -> None:
    """Handing a case over takes it from the inspector's eyes; a retry of the same request still learns that it worked."""
    filed = province.file("2026-11-02")
    inspector = at_desk.signed_in("boan.inspector")
    act(inspector, filed.case_id, "take")
    to = {"office": {"office": here.offices["nanshan"].pk}, "reason": "用工地在南山"}
    first = act(inspector, filed.case_id, "hand_over", to, "move")
    assert first.status_code == 200, first.content.decode()
    assert inspector.get(f"/api/cases/{filed.case_id}").status_code == 404
    assert act(inspector, filed.case_id, "hand_over", to, "move").json() == first.json()
    assert act(inspector, filed.case_id, "hand_over", to, "again").status_code == 404


def test_what_is_wrong_is_said_in_chinese_and_changes_nothing(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector = at_desk.signed_in("boan.inspector")
    act(inspector, filed.case_id, "take")
    path = f"/api/cases/{filed.case_id}/actions"
    cases = [
        ("accept", {"given": {"main": "何志远"}}, 422, {"second": "请填写协办监察员，如 罗敏（440306-121）"}),
        ("accept", {"given": {**TWO, "third": "x"}}, 422, {"third": "没有“third”这一项，请删掉"}),
        ("accept", {"given": {**TWO, "opinion": 7}}, 422, {"opinion": "承办意见的格式与接口说明不符，请按 /api/openapi.json 的结构填写"}),
        ("accept", {"given": {**TWO, "opinion": "长" * 501}}, 422,
         {"opinion": "承办意见最多 500 字，现在多了 1 字。可以删短一些，或者写在附件里"}),
        ("ask_supplement", {"given": {"what": "工资条", "by_day": "哪天"}}, 422, None),
        ("hand_over", {"given": {"office": {"office": 999_999}, "reason": "x"}}, 422, {"office": "请从列出的机关里选一个"}),
        ("hand_over", {"given": {"office": "南山", "reason": "x"}}, 422,
         {"office": "有管辖权的机关的格式与接口说明不符，请按 /api/openapi.json 的结构填写"}),
        ("supplement", {"given": {"says": "x"}}, 422, None),
        ("nothing", {"given": {}}, 404, None),
        ("toll", {"given": {}}, 404, None),
        ("accept", {"given": TWO, "happened_on": "2026-11-09"}, 422, None),
        ("accept", {"given": TWO, "happened_on": "昨天"}, 422, None),
    ]  # fmt: skip
    for name, body, status, fields in cases:
        answer = send(inspector, f"{path}/{name}", body)
        assert answer.status_code == status, (name, body, answer.content.decode())
        assert fields is None or answer.json()["fields"] == fields
        assert any("一" <= sign <= "鿿" for sign in answer.json()["message"])
    assert send(inspector, f"{path}/accept", {"given": []}).json()["message"].startswith("请求与接口说明不符")
    broken = inspector.post(f"{path}/accept", "{", "application/json", HTTP_IDEMPOTENCY_KEY="k")
    assert (broken.status_code, broken.json()["message"]) == (400, "请求的内容不是完整的 JSON，请检查后再发")
    assert inspector.post(f"{path}/accept", "{}", "application/json").json()["fields"] == {"Idempotency-Key": "与接口说明不符"}
    assert inspector.get(f"/api/cases/{filed.case_id}").json()["version"] == 2


def test_a_refusal_names_its_article(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector = at_desk.signed_in("boan.inspector")
    act(inspector, filed.case_id, "take")
    answer = act(inspector, filed.case_id, "refuse", {"ground": "decided", "reason": "处理过"})
    assert answer.status_code == 422 and answer.json()["article"] == "《广东省劳动保障监察条例》第39条第1款"


def test_the_head_signs_and_who_proposes_does_not(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector, head = at_desk.signed_in("boan.inspector"), at_desk.signed_in("boan.head")
    act(inspector, filed.case_id, "take")
    proposed = act(inspector, filed.case_id, "refuse", {"ground": "for_dispute", "reason": "属于劳动争议"})
    assert proposed.json()["proposed"] is True
    path = f"/api/cases/{filed.case_id}/signatures/refuse"
    assert send(inspector, path, {"agrees": True}).status_code == 422
    back = send(head, path, {"agrees": False})
    assert (back.status_code, back.json()["message"]) == (422, "退回要写明理由，让承办人知道改什么")
    assert send(head, path, {"agrees": True}).json()["state"] == "refused"


def test_a_file_goes_with_the_action_of_its_own_session_only(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    inspector, clerk = at_desk.signed_in("boan.inspector"), at_desk.signed_in("boan.clerk")
    act(inspector, filed.case_id, "take")
    upload = SimpleUploadedFile("说明.txt", "欠薪经过".encode())
    kept = clerk.post("/api/files", {"file": upload})
    assert kept.status_code == 200, kept.content.decode()
    stolen = act(inspector, filed.case_id, "submit", {"files": {"files": [kept.json()["id"]]}, "says": "x"})
    assert stolen.json()["fields"] == {"files": "有的文件不是这次登录以后上传的。请先上传，再用它的 id"}
    own = inspector.post("/api/files", {"file": SimpleUploadedFile("说明.txt", "欠薪经过".encode())}).json()
    assert act(inspector, filed.case_id, "submit", {"files": {"files": [own["id"]]}}).status_code == 200
    bad = inspector.post("/api/files", {"file": SimpleUploadedFile("a.jpg", b"MZ\x90\x00" + b"\0" * 60)})
    assert bad.status_code == 422 and bad.json()["message"]


def test_who_may_not_come_in(here: province.Province) -> None:
    filed = province.file("2026-11-02")
    path = f"/api/cases/{filed.case_id}"
    assert (Client().get(path).status_code, Client().get(path).json()) == (401, {"message": "请先登录"})
    assert at_desk.signed_in("nanshan.inspector").get(path).json()["message"] == "没有这个案件，或者您不能查看"
    strict = at_desk.signed_in("boan.inspector", csrf=True)
    forged = act(strict, filed.case_id, "take")
    assert forged.status_code == 403 and "X-CSRFToken" in forged.json()["message"]
    token = strict.cookies["csrftoken"].value
    honest = send(strict, f"{path}/actions/take", {}, "", HTTP_X_CSRFTOKEN=token)
    assert honest.status_code == 200, honest.content.decode()
