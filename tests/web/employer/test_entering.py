"""Getting in: registering with a served paper's code or by an office, signing in, and everything that is refused on the way."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from hezhong.directory import authorised
from hezhong.directory.models import Authorised, Change, Employer, Person
from hezhong.engine.models import Message
from hezhong.kernel.credit_code import complete
from tests import at_desk
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.documents.inspection import courses
from tests.province import PASSWORD
from tests.web.employer import firm

pytestmark = pytest.mark.django_db
TYPED = {
    "code": firm.CODE,
    "firm": firm.NAME,
    "person-name": "王示例",
    "person-kind": "resident",
    "person-number": firm.AGENT.number,
    "phone": firm.PHONE,
    "paper": "",
}
OTHER = TYPED | {"person-name": "李示例", "person-number": "440306199105100049", "phone": firm.OTHER_PHONE}


@pytest.fixture(autouse=True)
def a_served_paper(clock: Clock) -> str:
    """An inquiry notice of the firm of the register, handed over; return its check code."""
    course = courses.investigated()
    Employer.objects.filter(name=firm.NAME).update(code=firm.CODE, registered=True, region="440306")
    course.serve("inquiry_notice", "2026-11-02")
    return firm.paper("inquiry_notice").check_code


def register(box: Box, typed: dict[str, str], password: str = PASSWORD, client: Client | None = None) -> tuple[Client, object]:
    """Go through both halves of the form; return the browser and the last answer."""
    client = client or Client()
    first = client.post("/employer/register/", typed)
    assert "短信验证码" in first.content.decode(), first.content.decode()[:3000]
    code = re.search(r"\d{6}", box.deliver()[0])
    assert code
    return client, client.post("/employer/register/", typed | {"asked": "1", "sent": code[0], "password": password})


def test_the_code_on_a_served_paper_admits_at_once(box: Box, a_served_paper: str) -> None:
    client, answer = register(box, TYPED | {"paper": a_served_paper.lower().replace("-", " ")})
    assert answer.status_code == 302 and answer["Location"] == "/employer/"  # type: ignore[attr-defined,index]
    home = client.get("/employer/").content.decode()
    assert firm.NAME in home and "经办人 王示例" in home and "劳动保障监察案件" in home
    row = Authorised.objects.get()
    assert (row.admitted, row.since.isoformat()) == ("paper", "2026-11-02")  # type: ignore[union-attr]
    assert f"开通{firm.NAME}的王示例，凭送达文书的核验码" in set(Change.objects.values_list("says", flat=True))
    stored = str(Authorised.objects.values().get()) + str(Person.objects.values().get(token=row.person))
    assert firm.PHONE not in stored and firm.AGENT.number not in stored


def test_a_spent_code_admits_nobody_else(box: Box, a_served_paper: str) -> None:
    register(box, TYPED | {"paper": a_served_paper})
    answer = Client().post("/employer/register/", OTHER | {"paper": a_served_paper})
    said = answer.content.decode()
    assert answer.status_code == 422 and "已经用过一次" in said and 'value="李示例"' in said and a_served_paper in said
    assert Authorised.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"code": firm.CODE[:-1] + "0"}, "对不上校验位"),
        ({"code": "9144"}, "是 18 位，现在有 4 位"),
        ({"firm": "另一家有限公司"}, "和这个统一社会信用代码对不上"),
        ({"person-number": "440306198808080018"}, "证件号码对不上校验位"),
        ({"phone": "1390000"}, "手机号"),
        ({"paper": "2222-2222-2222"}, "没有找到这份文书"),
        ({"code": complete("91440300MA5EXAM09"), "firm": "无关的公司", "paper": "CODE"}, "不是送给这个单位的"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(typed: dict[str, str], says: str, a_served_paper: str) -> None:
    typed = {name: a_served_paper if value == "CODE" else value for name, value in typed.items()}
    answer = Client().post("/employer/register/", TYPED | typed)
    said = answer.content.decode()
    assert answer.status_code == 422 and says in said, said[:4000]
    for value in (TYPED | typed).values():
        assert not value or f'value="{value}"' in said, value
    assert not Authorised.objects.exists() and not Message.objects.filter(text__startswith="验证码").exists()


def test_without_a_paper_an_office_admits_who_showed_the_letter(box: Box, clock: Clock) -> None:
    client, answer = register(box, TYPED)
    assert answer.status_code == 403 and "已经登记，等核对" in answer.content.decode()  # type: ignore[attr-defined]
    refused = Client().post("/employer/enter/", {"code": firm.CODE, "phone": firm.PHONE, "password": PASSWORD})
    assert refused.status_code == 403 and "授权委托书" in refused.content.decode()
    token = str(Authorised.objects.get().token)
    clerk = at_desk.signed_in("boan.clerk")
    page = clerk.get("/desk/applicants/").content.decode()
    assert firm.NAME in page and "139****0011" in page and firm.AGENT.number not in page
    empty = clerk.post("/desk/applicants/", {"applicant": token, "letter": ""})
    assert empty.status_code == 422 and "请写明看了什么" in empty.content.decode()
    assert clerk.post("/desk/applicants/", {"applicant": token, "letter": "2026年11月1日授权委托书，有公章"}).status_code == 302
    again = clerk.post("/desk/applicants/", {"applicant": token, "letter": "再来一次"})
    assert again.status_code == 422 and "已经办过了" in again.content.decode()
    assert firm.NAME in firm.signed_in(firm.CODE, firm.PHONE).get("/employer/").content.decode()


def test_a_window_of_another_place_does_not_see_the_applicant(box: Box) -> None:
    register(box, TYPED)
    elsewhere = at_desk.signed_in("tianhe.clerk")
    assert firm.NAME not in elsewhere.get("/desk/applicants/").content.decode()
    token = str(Authorised.objects.get().token)
    assert elsewhere.post("/desk/applicants/", {"applicant": token, "letter": "看过"}).status_code == 422
    assert Authorised.objects.get().since is None


def test_who_is_declined_reads_why(box: Box) -> None:
    register(box, TYPED)
    token = str(Authorised.objects.get().token)
    clerk = at_desk.signed_in("boan.clerk")
    assert clerk.post("/desk/applicants/", {"applicant": token, "why": "", "decline": "1"}).status_code == 422
    clerk.post("/desk/applicants/", {"applicant": token, "why": "委托书没有盖公章", "decline": "1"})
    answer = Client().post("/employer/enter/", {"code": firm.CODE, "phone": firm.PHONE, "password": PASSWORD})
    assert answer.status_code == 403 and "委托书没有盖公章" in answer.content.decode()


def test_an_employer_unknown_to_the_register_is_entered_only_when_admitted(box: Box) -> None:
    register(box, OTHER | {"code": firm.OTHER_CODE, "firm": "示例电子有限公司"})
    assert not Employer.objects.filter(code=firm.OTHER_CODE).exists(), "nobody names the firm of a code by typing"
    token = str(Authorised.objects.get().token)
    at_desk.signed_in("tianhe.clerk").post("/desk/applicants/", {"applicant": token, "letter": "看过原件"})
    assert Employer.objects.get(code=firm.OTHER_CODE).name == "示例电子有限公司"


@pytest.mark.parametrize(
    ("sent", "password", "says"), [("000000", PASSWORD, "验证码不对"), ("", PASSWORD, "验证码不对"), ("right", "12345", "密码至少 10 位")]
)
def test_the_second_half_keeps_the_first(box: Box, sent: str, password: str, says: str) -> None:
    client = Client()
    client.post("/employer/register/", TYPED)
    code = re.search(r"\d{6}", box.deliver()[0])
    assert code
    typed = TYPED | {"asked": "1", "sent": code[0] if sent == "right" else sent, "password": password}
    answer = client.post("/employer/register/", typed)
    said = answer.content.decode()
    assert answer.status_code == 422 and says in said, said[:3000]
    assert f'value="{firm.NAME}"' in said and not Authorised.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [{"password": "wrong horse 26"}, {"phone": "13900000099"}, {"code": firm.OTHER_CODE}],
)
def test_the_door_does_not_say_which_of_the_three_is_wrong(box: Box, typed: dict[str, str]) -> None:
    firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    right = {"code": firm.CODE, "phone": firm.PHONE, "password": PASSWORD}
    answer = Client().post("/employer/enter/", right | typed)
    said = answer.content.decode()
    assert answer.status_code == 422 and "统一社会信用代码、手机号或者密码不对" in said
    assert f'value="{(right | typed)["phone"]}"' in said and PASSWORD not in said


def test_the_door_asks_for_what_is_missing(box: Box) -> None:
    answer = Client().post("/employer/enter/", {"code": "123", "phone": "", "password": ""})
    said = answer.content.decode()
    assert answer.status_code == 422 and "请改这 3 处" in said and 'value="123"' in said


def test_five_wrong_passwords_lock_the_account(box: Box) -> None:
    firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    wrong = {"code": firm.CODE, "phone": firm.PHONE, "password": "wrong horse 26"}
    answers = [Client().post("/employer/enter/", wrong) for _ in range(5)]
    locked = Client().post("/employer/enter/", wrong | {"password": PASSWORD})
    assert answers[0].status_code == 422 and locked.status_code in (403, 429), locked.status_code


def test_a_window_ends_a_mandate_and_the_person_may_register_anew(box: Box, clock: Clock) -> None:
    row = firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    clerk, elsewhere = at_desk.signed_in("boan.clerk"), at_desk.signed_in("tianhe.clerk")
    typed = {"code": firm.CODE, "end": str(row.token)}
    assert "王示例" in clerk.get(f"/desk/applicants/?code={firm.CODE}").content.decode()
    assert "王示例" not in elsewhere.get(f"/desk/applicants/?code={firm.CODE}").content.decode()
    assert elsewhere.post("/desk/applicants/", typed | {"why": "换人"}).status_code == 422
    empty = clerk.post("/desk/applicants/", typed | {"why": ""})
    assert empty.status_code == 422 and "请写明为什么停用" in empty.content.decode()
    assert authorised.standing(row.account_id, clock.at.date()) is not None
    assert clerk.post("/desk/applicants/", typed | {"why": "忘了密码"}).status_code == 302
    assert authorised.standing(row.account_id, clock.at.date()) is None
    _, answer = register(box, TYPED)
    assert "已经登记，等核对" in answer.content.decode()  # type: ignore[attr-defined]


def test_a_second_step_is_asked_of_who_chose_one(box: Box) -> None:
    row = firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    TOTP.activate(row.account, "JBSWY3DPEHPK3PXP")
    typed = {"code": firm.CODE, "phone": firm.PHONE, "password": PASSWORD}
    client = Client()
    assert client.post("/employer/enter/", typed)["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/employer/").status_code == 302


def test_an_ended_mandate_opens_nothing_from_its_day_on(box: Box, clock: Clock) -> None:
    row = firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    client = firm.signed_in(firm.CODE, firm.PHONE)
    assert client.get("/employer/").status_code == 200
    Authorised.objects.filter(token=row.token).update(until="2026-11-02")
    ended = client.get("/employer/")
    assert ended.status_code == 403 and "已经停用" in ended.content.decode()
    assert authorised.standing(row.account_id, clock.at.date()) is None


def test_an_employers_account_has_no_desk_and_an_officers_no_firm(box: Box) -> None:
    firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    client = firm.signed_in(firm.CODE, firm.PHONE)
    assert client.get("/desk/").status_code == 403 and client.get("/api/worklist").status_code == 403
    assert at_desk.signed_in("boan.inspector").get("/employer/")["Location"].startswith("/employer/enter/")


def test_the_door_leads_only_into_its_own_side(box: Box) -> None:
    firm.admitted(firm.CODE, firm.NAME, firm.PHONE, "2026-11-01")
    typed = {"code": firm.CODE, "phone": firm.PHONE, "password": PASSWORD}
    for asked, led in (("https://example.com/", "/employer/"), ("/desk/", "/employer/"), ("/employer/record/", "/employer/record/")):
        assert Client().post("/employer/enter/", typed | {"next": asked})["Location"] == led
