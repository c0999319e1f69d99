"""Joining, inviting, the roster and what comes after closing, through the pages, without a line of JavaScript."""

import io
import re
from typing import Any

import pytest
import python_calamine as calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.domains.complaints.facts import Arrived, Withdrawal
from hezhong.engine import joining, loading, outbox, store, tracker
from hezhong.engine.answers import Prose
from hezhong.engine.models import Case, Invitation
from hezhong.gateways.sms.local import LocalOutbox
from hezhong.web import clock as web_clock
from tests import at_desk, province
from tests.complaints.test_joining import DAY, TWO, five_hundred, identity, workbook
from tests.province import at
from tests.rights.world import _following

pytestmark = pytest.mark.django_db
FORM = {
    "person-name": "工友甲", "person-kind": "resident", "person-number": identity(7), "phone": "19900017777",
    "amount": "1.2万", "months-y1": "2026", "months-m1": "8", "months-y2": "2026", "months-m2": "9", "represented": "yes",
}  # fmt: skip


@pytest.fixture
def here() -> Any:
    there = province.build()
    with at_desk.day(DAY):
        yield there


@pytest.fixture
def lead(here: Any) -> Any:
    return province.file()


@pytest.fixture
def code(lead: Any) -> str:
    return joining.invite(lead.case_id, "1", at(DAY).recorded_at)


@pytest.fixture
def sent(tmp_path: Any) -> Any:
    """What phones have received, newest first."""
    box = LocalOutbox(tmp_path, demo=True, clock=web_clock.now)

    def texts() -> list[str]:
        outbox.drain(box, web_clock.now())
        return [message.text for message in box.messages()]

    return texts


def digits(sent: Any) -> str:
    return re.search(r"\d{6}", next(text for text in sent() if text.startswith("验证码")))[0]  # type: ignore[index]


def joined(code: str, sent: Any, client: Client | None = None, **more: str) -> tuple[Client, Any]:
    client = client or Client()
    answer = client.post(f"/join/{code}/", {**FORM, **more})
    assert answer.status_code == 302 and answer["Location"] == f"/join/{code}/code/", answer.content.decode()
    return client, client.post(f"/join/{code}/code/", {"code": digits(sent)})


def test_join_in_two_pages(lead: Any, code: str, sent: Any) -> None:
    client = Client()
    page = client.get(f"/join/{code}/").content.decode()
    assert "示例建工集团第三工程有限公司" in page and "某地块二期" in page and "林晓彤" not in page and "19900005521" not in page
    assert '<option value="7" selected' in page, "the months of the lead are filled in"
    client, answer = joined(code, sent, client)
    assert answer["Location"] == f"/join/{code}/done/"
    done = client.get(answer["Location"]).content.decode()
    own = Case.objects.get(lead=lead.number)
    assert own.number in done and own.amount == 12000
    again = client.post(f"/join/{code}/code/", {"code": "000000"})
    assert again["Location"] == f"/join/{code}/done/" and Case.objects.count() == 2, "a second press opens nothing"
    assert client.post(f"/join/{code}/", FORM).status_code == 302 and Case.objects.count() == 2
    query = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", done)[0]  # type: ignore[index]
    track = client.get(f"/track/{query}/").content.decode()
    assert "一共 2 人，包括您" in track and "邀请工友" not in track and "林晓彤" not in track
    other = client.get(f"/join/{code}/?new=1", follow=True).content.decode()
    assert "工友甲" not in other and "和工友一起投诉" in other


def test_what_is_wrong_is_said_and_what_was_typed_stays(lead: Any, code: str) -> None:
    answer = Client().post(f"/join/{code}/", {**FORM, "person-number": "440306199003070003", "amount": "很多", "represented": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and "请改这 3 处" in page and "工友甲" in page and "19900017777" in page and "很多" in page
    assert Case.objects.count() == 1


def test_a_form_that_lay_too_long_keeps_what_was_typed(lead: Any, code: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/join/{code}/", FORM)
    page = answer.content.decode()
    assert answer.status_code == 403 and "这一页放得太久了" in page and "工友甲" in page and "19900017777" in page and "1.2万" in page


def test_a_wrong_code_joins_nobody(lead: Any, code: str, sent: Any) -> None:
    client = Client()
    client.post(f"/join/{code}/", FORM)
    answer = client.post(f"/join/{code}/code/", {"code": "000000" if digits(sent) != "000000" else "111111"})
    assert answer.status_code == 422 and "验证码不对" in answer.content.decode() and Case.objects.count() == 1


def test_the_same_worker_sees_their_own_state_and_a_stranger_nothing(lead: Any, code: str, sent: Any) -> None:
    joined(code, sent)
    own = Case.objects.get(lead=lead.number)
    with at_desk.day(DAY, 11):
        client, answer = joined(code, sent, amount="1")
    page = answer.content.decode()
    assert answer.status_code == 200 and "您已经加入了" in page and own.number in page and "正在审查是否受理" in page
    _, answer = joined(code, sent, phone="19911112222")
    page = answer.content.decode()
    assert answer.status_code == 422 and "已经加入这次投诉了" in page and own.number not in page and "受理" not in page.split("<main")[1]
    _, answer = joined(code, sent, **{"phone": "19911113333", "person-name": "冒名"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "对不上" in page and "已经加入" not in page and own.number not in page
    assert Case.objects.count() == 2


def test_who_comes_too_late_files_alone_with_what_is_known(here: Any, lead: Any, code: str) -> None:
    follower = tracker.recognise(lead.query_code, "19900005521")
    assert follower is not None
    store.act(lead.case_id, "withdraw", Withdrawal(reason=Prose("钱拿到了")), follower.asker, at(DAY))
    client = Client()
    page = client.get(f"/join/{code}/")
    assert page.status_code == 410 and "已经有了结果" in page.content.decode()
    assert client.post(f"/join/{code}/", FORM).status_code == 410
    begun = client.post(f"/join/{code}/alone/", follow=True)
    assert begun.request["PATH_INFO"] == "/report/complaints/months/", "everything before the months is filled in"
    back = client.get("/report/complaints/employer/").content.decode()
    assert "示例建工集团第三工程有限公司" in back
    assert client.get("/join/nonsense/").status_code == 404


def test_the_worker_makes_renews_and_closes_the_link(lead: Any, sent: Any) -> None:
    client = _following(lead, "19900005521")
    at_once = client.get(f"/track/{lead.query_code}/invite/").content.decode()
    assert "<svg" not in at_once and "生成二维码" in at_once and Invitation.objects.count() == 0
    client.post(f"/track/{lead.query_code}/invite/")
    page = client.get(f"/track/{lead.query_code}/invite/").content.decode()
    first = joining.code_of(lead.case_id)
    assert f"http://testserver/join/{first}/" in page and "<svg" in page and len(first) >= 20
    client.post(f"/track/{lead.query_code}/invite/", {"renew": "1"})
    second = joining.code_of(lead.case_id)
    assert second != first and Client().get(f"/join/{first}/").status_code == 410
    assert "停用" in Client().get(f"/join/{first}/").content.decode() and Client().get(f"/join/{second}/").status_code == 200
    client.post(f"/track/{lead.query_code}/invite/", {"close": "1"})
    assert joining.code_of(lead.case_id) == "" and Client().get(f"/join/{second}/").status_code == 410
    assert bytes(first, "utf8") not in b"".join(bytes(each.sealed_code) + bytes(each.code) for each in Invitation.objects.all())


def upload(data: bytes) -> dict[str, Any]:
    return {"roster": SimpleUploadedFile("名册.xlsx", data)}


def test_a_roster_at_the_desk(here: Any, lead: Any) -> None:
    clerk, address = at_desk.signed_in("boan.clerk"), f"/desk/case/{lead.case_id}/roster/"
    empty = calamine.load_workbook(io.BytesIO(clerk.get(f"{address}?template=1").content)).get_sheet_by_index(0).to_python()
    assert empty[0] == ["姓名", "身份证号码", "手机号", "欠薪金额", "欠薪月份"]
    assert clerk.post(address, upload(five_hundred(bad=True)))["Location"] == address
    page = clerk.get(address).content.decode()
    assert "有 2 行要改，还没有登记任何人" in page and "<b>第 7 行</b> 身份证号码" in page and "<b>第 311 行</b> 身份证号码" in page
    assert Case.objects.count() == 1 and "登记这" not in page
    assert clerk.post(address, {"file": "1"}).status_code == 422 and Case.objects.count() == 1
    marked = calamine.load_workbook(io.BytesIO(clerk.get(f"{address}?marked=1").content)).get_sheet_by_index(0).to_python()
    assert len(marked) == 501 and marked[0][-1] == "要改的地方"
    assert [row for row, cells in enumerate(marked[1:], 2) if cells[-1]] == [7, 311] and marked[6][0] == "工友丅"[:2] + chr(0x4E07)
    refused = clerk.post(address, upload("一张纸条".encode()))
    assert refused.status_code == 422 and "请另存为 .xlsx" in refused.content.decode() and "第 311 行" in refused.content.decode()
    clerk.post(address, upload(five_hundred()))
    page = clerk.get(address).content.decode()
    assert "共 <b>500</b> 人，合计 <b>3,125,750</b> 元" in page and "登记这 500 人" in page and "还有 480 人" in page
    assert clerk.post(address, {"file": "1"})["Location"] == address
    assert f'href="/desk/case/{lead.case_id}/">回到案件' in clerk.get(address).content.decode()
    assert "已经登记 500 人" in clerk.get(address).content.decode() and Case.objects.filter(lead=lead.number).count() == 500
    clerk.post(address, {"file": "1"})
    assert Case.objects.count() == 501


def test_a_roster_from_the_tracker_is_the_complainants(here: Any, lead: Any, code: str, sent: Any) -> None:
    client, address = _following(lead, "19900005521"), f"/track/{lead.query_code}/roster/"
    rows: list[Any] = [(n, f"工友{n}", identity(n), "", 5000) for n in range(30, 42)]
    client.post(address, upload(workbook(rows)))
    assert "12 人没有手机号" in client.get(address).content.decode()
    client.post(address, {"file": "1"})
    assert Case.objects.filter(lead=lead.number).count() == 12
    member, _ = joined(code, sent)
    own = Case.objects.exclude(id=lead.case_id).get(amount=12000)
    query = tracker.view(tracker.recognise_case(own.id, "19900017777"), at(DAY).happened_on, at(DAY).book).code  # type: ignore[arg-type]
    assert member.get(f"/track/{query}/roster/").status_code == 404, "a member who was not elected brings no list"


def test_a_new_phone_and_the_old_one_is_told(lead: Any, sent: Any) -> None:
    client, address = _following(lead, "19900005521"), f"/track/{lead.query_code}/phone/"
    assert "请" in client.post(address, {"phone": "12"}).content.decode()
    client.post(address, {"phone": "19912345678"})
    wrong = client.post(address, {"phone": "19912345678", "asked": "1", "sent": "abc"})
    assert wrong.status_code == 422 and "19912345678" in wrong.content.decode()
    form = {"phone": "19912345678", "asked": "1", "sent": digits(sent), "key": "k" * 20}
    assert "手机号换好了" in client.post(address, form).content.decode()
    assert tracker.recognise(lead.query_code, "19912345678") is not None
    assert tracker.recognise(lead.query_code, "19900005521") is None, "the old phone opens nothing any more"
    told = next(text for text in sent() if "换了联系手机" in text)
    assert "尾号 5678" in told and "查询码" not in told
    assert [event.action.name for event in loading.look(lead.case_id).dossier.events] == ["opened", "change_phone"]
    assert client.get(f"/track/{lead.query_code}/").status_code == 200


@pytest.fixture
def over(here: Any, lead: Any) -> Any:
    """A complaint whose worker has withdrawn it: everything of the matter is closed."""
    store.act(lead.case_id, "take", None, here.asker("boan.inspector"), at(DAY))
    follower = tracker.recognise(lead.query_code, "19900005521")
    assert follower is not None
    store.act(lead.case_id, "withdraw", Withdrawal(reason=Prose("说好明天给")), follower.asker, at(DAY))
    return lead


def test_nothing_is_asked_while_the_case_is_open(lead: Any) -> None:
    client = _following(lead, "19900005521")
    page = client.get(f"/track/{lead.query_code}/").content.decode()
    assert "钱到了吗" not in page and "打个分" not in page
    refused = client.post(f"/track/{lead.query_code}/money/", {"arrived": "all"})
    assert refused.status_code == 422 and loading.look(lead.case_id).dossier.facts.arrived is None


@pytest.mark.parametrize(("answer", "opens"), [("all", False), ("part", True), ("none", True)])
def test_the_money(here: Any, over: Any, answer: str, opens: bool) -> None:
    client = _following(over, "19900005521")
    address = f"/track/{over.query_code}/money/"
    assert "回答钱到了没有" in client.get(f"/track/{over.query_code}/").content.decode()
    if answer == "part":
        without = client.post(address, {"arrived": "part", "key": "a" * 20})
        assert without.status_code == 422 and "请写到手多少" in without.content.decode()
    sent = {"arrived": answer, "amount": "6200" if answer == "part" else "", "key": "b" * 20}
    for _ in range(2):
        assert client.post(address, sent)["Location"] == f"/track/{over.query_code}/"
    facts = loading.look(over.case_id).dossier.facts
    assert facts.arrived is Arrived[answer.upper()] and facts.arrived_amount == (6200 if answer == "part" else None)
    checks = list(Case.objects.filter(case_type="payment_check"))
    assert len(checks) == opens
    page = client.get(f"/track/{over.query_code}/").content.decode()
    assert "钱到了没有" not in page
    if opens:
        (check,) = checks
        assert check.assignee == int(here.asker("boan.inspector").person) and check.parent_id == over.case_id
        assert "正在核实" in page and "深宝劳监核〔2026〕1号" in page
        desk = at_desk.signed_in("boan.inspector")
        assert check.number in desk.get("/desk/").content.decode(), "it stands in the list of the officer who had the complaint"
        shown = desk.get(f"/desk/case/{over.case_id}/").content.decode()
        assert "钱到了吗" in shown and Arrived[answer.upper()].label in shown


def test_the_rating_is_given_once(over: Any) -> None:
    client = _following(over, "19900005521")
    assert "给办案打个分" in client.get(f"/track/{over.query_code}/").content.decode()
    client.post(f"/track/{over.query_code}/rating/", {"content": "rather", "says": "快", "key": "c" * 20})
    facts = loading.look(over.case_id).dossier.facts
    assert facts.content.label == "4 满意"
    assert "打个分" not in client.get(f"/track/{over.query_code}/").content.decode()
    again = client.post(f"/track/{over.query_code}/rating/", {"content": "not", "key": "d" * 20})
    assert again.status_code == 422 and loading.look(over.case_id).dossier.facts.content.label == "4 满意"


def test_the_table_stands_beside_a_complaint(here: Any, lead: Any, code: str) -> None:
    desk = at_desk.signed_in("boan.inspector")
    desk.post(f"/desk/case/{lead.case_id}/take/")
    beside = desk.get(f"/desk/case/{lead.case_id}/intake/", headers={"HX-Request": "true"}).content.decode()
    assert "受理，当日立案" in beside and "还要核对" in beside and "正在扫码加入" in beside and "按名册登记工友" in beside
    page = desk.get(f"/desk/case/{lead.case_id}/intake/").content.decode()
    assert "去办：受理，当日立案" in page and page.count('<tr class="now"') == 1
    dispute = desk.get(f"/desk/case/{lead.case_id}/intake/?in_dispute=yes&sent_back=no").content.decode()
    assert "第（四）项" in dispute.split('class="asks"')[0] and f"/desk/case/{lead.case_id}/act/refuse/" in dispute
    assert desk.get("/desk/intake-table/?ours=no").status_code == 200
    store.act(lead.case_id, "accept", TWO, here.asker("boan.inspector"), at(DAY))
    beside = desk.get(f"/desk/case/{lead.case_id}/intake/", headers={"HX-Request": "true"}).content.decode()
    assert "正在扫码加入" not in beside, "nobody joins what was decided"


def test_ten_without_representatives_are_reminded(here: Any, lead: Any) -> None:
    clerk = at_desk.signed_in("boan.clerk")
    address = f"/desk/case/{lead.case_id}/roster/"
    rows: list[Any] = [(n, f"工友{n}", identity(n), "", 5000) for n in range(30, 39)]
    clerk.post(address, upload(workbook(rows)))
    clerk.post(address, {"file": "1"})
    beside = clerk.get(f"/desk/case/{lead.case_id}/intake/", headers={"HX-Request": "true"}).content.decode()
    assert "一起投诉的有 10 人，还没有登记代表" in beside and "第38条" in beside
    desk = at_desk.signed_in("boan.inspector")
    desk.post(f"/desk/case/{lead.case_id}/take/")
    mine = Case.objects.filter(assignee=int(here.asker("boan.inspector").person))
    assert mine.count() == 10, "who takes the lead takes those it leads"
    form = desk.get(f"/desk/case/{lead.case_id}/act/elect/").content.decode()
    assert form.count('name="cases"') == 10


