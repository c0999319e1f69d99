"""What strangers see of somebody's matter: nothing. And what the check page tells of a paper: no person."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import casefile, chores, store
from hezhong.engine.case_type import SignOff
from hezhong.engine.models import Case, Paper, StoredFile
from hezhong.engine.uploads.tests import samples
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.province import Province
from tests.web.public.filling import answer, code_in, file_it, fill, page_text

pytestmark = pytest.mark.django_db
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")
OTHER = {"person-name": "周小满", "person-kind": "resident", "person-number": "440106198501010007"}


def filed_with_a_photo(client: Client, box: Box, **other: dict[str, str]) -> str:
    fill(client, **other)
    answer(client, "evidence", {"evidence-new": SimpleUploadedFile("工牌.jpg", samples.photo())})
    return file_it(client, box)


def accepted(here: Province, clock: Clock, case: Case) -> Paper:
    """Accept the case and send the notice out; return it."""
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-02", 12)
    store.act(case.id, "take", None, inspector, at)
    store.act(case.id, "accept", TWO, inspector, at)
    view = casefile.view(case.id, inspector, at.happened_on, at.book)
    draft = next(paper for paper in view.papers if paper.title == "受理通知书")
    store.act(case.id, "sign_off", SignOff(str(draft.id), "acceptance_notice"), inspector, at)
    chores.work(at)
    return Paper.objects.get(id=draft.id)


def test_only_who_follows_the_matter_sees_it(client: Client, clock: Clock, box: Box) -> None:
    here = province.build()
    code = filed_with_a_photo(client, box)
    paper, file = accepted(here, clock, Case.objects.get()), StoredFile.objects.get()
    pages = [f"/track/{code}/", f"/track/{code}/submit/", f"/track/{code}/withdraw_complaint/"]
    bytes_of = [f"/track/{code}/paper/{paper.id}/", f"/track/{code}/file/{file.id}/"]
    for address in (*pages, *bytes_of):
        assert client.get(address).status_code == 200, address
    shown = client.get(bytes_of[1])
    assert shown["Content-Type"] == "image/jpeg" and b"SECRET-PLACE" not in shown.content
    assert "sandbox" in shown["Content-Security-Policy"] and shown["Cache-Control"] == "no-store"

    clock.pass_by(minutes=5)
    neighbour = Client()
    neighbours = filed_with_a_photo(neighbour, box, person=OTHER, phone={"phone": "19900007788", "address": ""})
    for stranger in (Client(), neighbour):
        for address in pages:
            assert stranger.get(address)["Location"] == "/resume/", address
        for address in pages[1:]:
            assert stranger.post(address, {"reason": "x"})["Location"] == "/resume/", address
        for address in bytes_of:
            assert stranger.get(address).status_code == 404, address
    # under one's own code the ids of another's paper and file lead nowhere either
    assert neighbour.get(f"/track/{neighbours}/paper/{paper.id}/").status_code == 404
    assert neighbour.get(f"/track/{neighbours}/file/{file.id}/").status_code == 404
    assert neighbour.get(f"/track/{neighbours}/paper/{uuid4()}/").status_code == 404
    assert neighbour.get(f"/track/{neighbours}/accept/").status_code == 404  # an officer's step


def test_steps_of_officers_are_not_open_to_the_worker(client: Client, clock: Clock, box: Box) -> None:
    province.build()
    code = filed_with_a_photo(client, box)
    for name in ("accept", "take", "refuse", "sign_off", "correct", "annul"):
        assert client.post(f"/track/{code}/{name}/", {"reason": "x"}).status_code == 404
    assert Case.objects.get().version == 1


def test_code_and_phone_must_belong_together(client: Client, clock: Clock, box: Box) -> None:
    province.build()
    code = filed_with_a_photo(client, box)
    stranger, sent = Client(), len(box.deliver())
    for typed in ({"code": code, "phone": "19900001111"}, {"code": "AAAA-AAAA", "phone": "19900005521"}):
        response = stranger.post("/resume/", typed)
        assert response.status_code == 422 and "没有找到这个查询码和手机号" in page_text(response)
    assert len(box.deliver()) == sent  # and no message went out
    both = {"code": code.lower().replace("-", " "), "phone": "199 0000 5521"}
    assert "短信验证码" in page_text(stranger.post("/resume/", both))
    wrong = stranger.post("/resume/", {**both, "asked": "1", "sent": "12"})
    assert wrong.status_code == 422 and "验证码不对" in page_text(wrong)
    assert stranger.get(f"/track/{code}/")["Location"] == "/resume/"
    right = stranger.post("/resume/", {**both, "asked": "1", "sent": code_in(box)})
    assert right["Location"] == f"/track/{code}/" and stranger.get(f"/track/{code}/").status_code == 200


def test_the_check_page_knows_a_paper_and_no_person(client: Client, clock: Clock, box: Box) -> None:
    here = province.build()
    filed_with_a_photo(client, box)
    paper = accepted(here, clock, Case.objects.get())
    assert len(paper.check_code) == 14 and set(paper.check_code) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ-")
    stranger = Client()
    for typed in (paper.check_code, paper.check_code.lower(), paper.check_code.replace("-", "")):
        page = page_text(stranger.get(f"/check/{typed}/"))
        assert (
            "这份文书是真的" in page
            and "受理通知书" in page
            and "深宝劳监受〔2026〕1号" in page
            and paper.sha256 in page
        )
        for private in ("林晓彤", "440306199003070002", "19900005521", "示例建工", "某地块", "18,600"):
            assert private not in page
    assert page_text(stranger.get("/check/", {"code": paper.check_code})) == page_text(
        stranger.get(f"/check/{paper.check_code}/")
    )
    unknown = stranger.get("/check/AAAA-BBBB-CCCC/")
    assert unknown.status_code == 404 and "没有找到这份文书" in page_text(unknown)
    draft = Paper.objects.filter(stage=Paper.Stage.DRAFT).first()
    assert draft is not None and stranger.get(f"/check/{draft.check_code}/").status_code == 404
    assert stranger.get("/check/").status_code == 200
