"""A collective case on the desk: gathered, acted on, signed and let go from the lead's page, with and without htmx."""

import re
from uuid import UUID

import pytest
from django.test import Client

from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import store
from hezhong.engine.models import Case
from tests import province
from tests.web.desk.office import TODAY, There, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
TWO = {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}
ACCEPTANCE = Acceptance(**TWO)
NO = {"ground": "for_dispute", "reason": "劳动争议。"}


def number(case: UUID) -> str:
    return Case.objects.get(id=case).number


def site(there: There) -> list[UUID]:
    """Return three cases that the inspector has taken besides the one to lead."""
    me = there.province.asker("boan.inspector")
    for case in there.cases[5:8]:
        store.act(case, "take", None, me, province.at(TODAY))
    return there.cases[5:8]


def gathered(there: There, inspector: Client) -> list[UUID]:
    members = site(there)
    path = f"/desk/case/{there.taken}/act/gather/"
    assert inspector.post(path, {"cases": [number(case) for case in members]}).status_code == 302
    return members


def boxes(page: str) -> dict[str, bool]:
    """Return value -> ticked of every check box of members."""
    return {tag.split('value="')[1].split('"')[0]: " checked" in tag for tag in re.findall(r'<input[^>]*name="together"[^>]*>', page)}


def test_the_form_offers_what_can_be_gathered(there: There, inspector: Client) -> None:
    members = site(there)
    page = inspector.get(f"/desk/case/{there.taken}/act/gather/").content.decode()
    assert all(f'value="{number(case)}"' in page for case in members) and number(there.cases[0]) not in page
    answer = inspector.post(f"/desk/case/{there.taken}/act/gather/", {"cases": [number(there.cases[0])]})
    assert answer.status_code == 422 and "请从列出的里面选一起办的案件" in answer.content.decode()


def test_lead_and_members_stand_on_each_others_pages(there: There, inspector: Client) -> None:
    members = gathered(there, inspector)
    lead = inspector.get(f"/desk/case/{there.taken}/").content.decode()
    assert "合并办理" in lead and all(f"/desk/case/{case}/" in lead for case in members) and "3 件" in lead
    assert f"/desk/case/{there.taken}/" in inspector.get(f"/desk/case/{members[0]}/").content.decode()
    listed = inspector.get("/desk/", {"lead": number(there.taken)}).content.decode()
    assert all(number(case) in listed for case in members) and f"/desk/case/{there.taken}/" not in listed


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_what_is_ticked_is_done_and_nothing_else(there: There, inspector: Client, headers: dict[str, str]) -> None:
    members = gathered(there, inspector)
    path = f"/desk/case/{there.taken}/act/accept/"
    page = inspector.get(path, headers=headers).content.decode()
    ticked = boxes(page)
    assert list(ticked) == [f"{case}:3" for case in members] and all(ticked.values())
    sent = {**TWO, "together": list(ticked)[:2], "seen": "3", "key": "once"}
    wrong = inspector.post(path, {**sent, "second": ""}, headers=headers)
    assert wrong.status_code == 422 and list(boxes(wrong.content.decode()).values()) == [True, True, False]
    for _ in range(2):  # a second press leads to the case and does nothing
        assert inspector.post(path, sent, headers=headers).status_code == (204 if headers else 302)
    accepted = set(Case.objects.filter(version=4, state="accepted").values_list("id", flat=True))
    assert accepted == {there.taken, *members[:2]}


def test_one_that_moved_on_is_named_and_all_is_kept(there: There, inspector: Client) -> None:
    members = gathered(there, inspector)
    store.act(members[1], "accept", ACCEPTANCE, there.province.asker("boan.inspector"), province.at(TODAY))
    sent = {**TWO, "together": [f"{case}:3" for case in members], "seen": "3", "key": "k"}
    answer = inspector.post(f"/desk/case/{there.taken}/act/accept/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422 and f"{number(members[1])}：这个案件刚刚有新的办理记录" in text and TWO["main"] in text
    assert Case.objects.get(id=there.taken).state == "received"
    bad = inspector.post(f"/desk/case/{there.taken}/act/accept/", {**sent, "together": f"{there.cases[0]}:1"})
    assert bad.status_code == 422 and "已经不在本案名下" in bad.content.decode()
    for nonsense in ("x", f"{members[0]}:x"):
        assert inspector.post(f"/desk/case/{there.taken}/act/accept/", {**sent, "together": nonsense}).status_code == 422


def test_proposed_together_signed_together(there: There, inspector: Client, head: Client) -> None:
    members = gathered(there, inspector)
    sent = {**NO, "together": [f"{case}:3" for case in members[:2]], "seen": "3"}
    assert inspector.post(f"/desk/case/{there.taken}/act/refuse/", sent).status_code == 302
    assert inspector.post(f"/desk/case/{members[2]}/act/refuse/", {**NO, "reason": "另有劳动争议。"}).status_code == 302  # by itself
    ticked = boxes(head.get(f"/desk/case/{there.taken}/").content.decode())
    assert list(ticked) == [f"{case}:4" for case in members[:2]]
    answer = head.post(f"/desk/case/{there.taken}/sign/refuse/", {"agrees": "yes", "together": list(ticked), "key": "s"})
    assert answer.status_code == 302
    assert set(Case.objects.filter(state="refused").values_list("id", flat=True)) == {there.taken, *members[:2]}


def test_let_go_with_a_reason(there: There, inspector: Client) -> None:
    members = gathered(there, inspector)
    path = f"/desk/case/{there.taken}/act/let_go/"
    assert inspector.post(path, {"case": number(members[0])}).status_code == 422
    assert inspector.post(path, {"case": number(members[0]), "reason": "请求不同"}).status_code == 302
    assert set(Case.objects.filter(lead=number(there.taken)).values_list("id", flat=True)) == set(members[1:])
