"""A draft: nothing is kept before the first answer, nothing is lost after it, and it is found again on another phone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.directory import offices
from hezhong.directory.models import Serves
from hezhong.engine.models import Case, Draft, StoredFile
from hezhong.engine.uploads.tests import samples
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.web.public.filling import FLOW, GOOD, PHONE, answer, code_in, file_it, fill, kept, page_text

pytestmark = pytest.mark.django_db


def test_looking_leaves_no_draft(client: Client, clock: Clock) -> None:
    province.build()
    for address in ("/", f"{FLOW}/trouble/", f"{FLOW}/check/", f"{FLOW}/saved/", f"{FLOW}/phone/code/", "/resume/"):
        client.get(address)
    assert not Draft.objects.exists() and "draft" not in client.cookies
    assert client.get(f"{FLOW}/amount/")["Location"] == f"{FLOW}/"  # before it is known that wages are owed


def test_coming_back_leads_to_where_it_stopped(client: Client, clock: Clock) -> None:
    province.build()
    for slug, typed in list(GOOD.items())[:4]:
        answer(client, slug, typed)
    assert client.get(f"{FLOW}/")["Location"] == f"{FLOW}/wages/"
    for slug in ("wages", "months", "amount", "crowd", "told"):
        answer(client, slug, GOOD[slug])
    assert client.get(f"{FLOW}/")["Location"] == f"{FLOW}/story/"  # not answered, though it may stay empty
    answer(client, "story", {"story": ""})
    assert client.get(f"{FLOW}/")["Location"] == f"{FLOW}/evidence/"
    fill(client)
    assert client.get(f"{FLOW}/")["Location"] == f"{FLOW}/check/"


def test_changing_an_answer_returns_to_checking_over_what_it_opens(client: Client, clock: Clock) -> None:
    province.build()
    fill(client)
    assert client.post(f"{FLOW}/amount/?back=check", {"amount": "2万"})["Location"] == f"{FLOW}/check/"
    opened = client.post(f"{FLOW}/crowd/?back=check", {"crowd": "many"})
    assert opened["Location"] == f"{FLOW}/heads/?back=check"
    assert client.post(f"{FLOW}/heads/?back=check", {"heads": "二十六人"})["Location"] == f"{FLOW}/check/"
    page = page_text(client.get(f"{FLOW}/check/"))
    assert "20,000 元" in page and "26 人" in page
    opened = client.post(f"{FLOW}/told/?back=check", {"told_before": "yes"})
    assert opened["Location"] == f"{FLOW}/told_where/?back=check"
    assert client.post(f"{FLOW}/told_where/?back=check", {"told_where": "12345"})["Location"] == f"{FLOW}/check/"


def test_saved_without_a_phone_asks_for_it_and_another_phone_goes_on(client: Client, clock: Clock, box: Box) -> None:
    province.build()
    for slug, typed in list(GOOD.items())[:10]:
        answer(client, slug, typed)
    typed = {"evidence-new": SimpleUploadedFile("工牌.jpg", samples.photo()), "save": "1"}
    assert answer(client, "evidence", typed)["Location"] == f"{FLOW}/saved/"
    page = page_text(client.get(f"{FLOW}/saved/"))
    code = kept(client, clock).code
    assert code in page and "您的手机号" in page
    wrong = client.post(f"{FLOW}/saved/", {"phone": "12"})
    assert wrong.status_code == 422 and "没看懂“12”" in page_text(wrong) and 'value="12"' in page_text(wrong)
    assert "199****5521" in page_text(client.post(f"{FLOW}/saved/", {"phone": PHONE}))

    clock.pass_by(days=29)
    other = Client()
    assert "短信验证码" in page_text(other.post("/resume/", {"code": code, "phone": PHONE}))
    went_on = other.post("/resume/", {"code": code, "phone": PHONE, "asked": "1", "sent": code_in(box)})
    assert went_on["Location"] == f"{FLOW}/"
    assert other.get(f"{FLOW}/")["Location"] == f"{FLOW}/person/"
    assert "工牌.jpg" in page_text(other.get(f"{FLOW}/evidence/"))
    answer(other, "person", GOOD["person"])
    assert PHONE in page_text(other.get(f"{FLOW}/phone/"))
    answer(other, "phone", GOOD["phone"])
    clock.pass_by(minutes=5)
    matter = file_it(other, box)
    assert StoredFile.objects.get().case_id == Case.objects.get().id

    clock.pass_by(minutes=5)  # the draft's own code now leads to what became of it
    third = Client()
    third.post("/resume/", {"code": code, "phone": PHONE})
    led = third.post("/resume/", {"code": code, "phone": PHONE, "asked": "1", "sent": code_in(box)})
    assert led["Location"] == f"/track/{matter}/" and third.get(f"/track/{matter}/").status_code == 200


def test_a_draft_is_gone_after_thirty_days(client: Client, clock: Clock) -> None:
    province.build()
    fill(client)
    client.get(f"{FLOW}/saved/")
    code = kept(client, clock).code
    clock.pass_by(days=31)
    assert Client().post("/resume/", {"code": code, "phone": PHONE}).status_code == 422
    assert client.get(f"{FLOW}/")["Location"] == f"{FLOW}/trouble/"


def test_what_is_typed_lies_encrypted(client: Client, clock: Clock) -> None:
    province.build()
    fill(client)
    body = bytes(Draft.objects.get().body)
    for typed in ("林晓彤", "440306199003070002", PHONE, "示例建工"):
        assert typed.encode() not in body and typed.encode("unicode-escape") not in body


def test_where_no_office_serves_the_place_it_says_so_and_keeps_everything(
    client: Client, clock: Clock, box: Box
) -> None:
    province.build()
    fill(client)
    Serves.objects.all().delete()
    offices.forget()
    client.post(f"{FLOW}/check/")
    response = client.post(f"{FLOW}/phone/code/", {"code": code_in(box)})
    assert response.status_code == 422 and "请打 12333" in page_text(response) and not Case.objects.exists()
    assert kept(client, clock).raw["place-rest"] == ["某地块二期"]
    again = client.post(f"{FLOW}/phone/code/", {"code": ""})  # the phone is proved, no second code is needed
    assert "请打 12333" in page_text(again)
