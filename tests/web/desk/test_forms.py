"""Acting on a case: what is refused keeps every word, what is done is done once, and nobody types a token."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.directory import regions
from hezhong.engine import papers
from hezhong.engine.case_type import Correction, Joining, Recusal
from hezhong.engine.models import Paper
from tests import province
from tests.at_desk import day, signed_in
from tests.browsing import photo
from tests.web.desk import office
from tests.web.desk.office import There, seen, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
TWO = {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}


def test_a_form_names_article_papers_and_signatures(there: There, inspector: Client) -> None:
    text = inspector.get(f"/desk/case/{there.taken}/act/accept/").content.decode()
    assert "《广东省劳动保障监察条例》第36条第1款" in text and "生成《劳动保障监察投诉登记表》《受理通知书》" in text
    text = inspector.get(f"/desk/case/{there.taken}/act/refuse/").content.decode()
    assert "不予受理，送审批" in text and "负责人签批" in text and "btn-grave" in text


def test_what_is_wrong_is_said_and_everything_typed_stays(there: There, inspector: Client) -> None:
    path = f"/desk/case/{there.taken}/act/accept/"
    typed = {"main": TWO["main"], "opinion": "属实，拟立案。", "happened_on": "改天", "key": "k1", "seen": "2"}
    for headers in ({}, {"HX-Request": "true"}):
        answer = inspector.post(path, typed, headers=headers)
        text = answer.content.decode()
        assert answer.status_code == 422 and "请改这" in text and "请填写协办监察员" in text and "没看懂“改天”" in text
        assert TWO["main"] in text and "属实，拟立案。" in text and 'value="改天"' in text
        assert ("<html" in text) is not bool(headers)
    assert seen(there, there.taken).state == "受理审查"


def test_the_engines_refusal_stands_on_top_and_keeps_the_form(there: There, inspector: Client) -> None:
    typed = {"ground": "decided", "reason": "去年已经处理过。", "seen": "2", "key": "k"}
    answer = inspector.post(f"/desk/case/{there.taken}/act/refuse/", typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and "没有已经处理的记录" in text and "去年已经处理过。" in text


def test_a_day_in_the_past_is_kept_as_the_day_it_happened(there: There, inspector: Client) -> None:
    answer = inspector.post(f"/desk/case/{there.taken}/act/accept/", {**TWO, "happened_on": "10月30日", "seen": "2", "key": "k"})
    assert answer.status_code == 302
    newest = seen(there, there.taken).events[0]
    assert (newest.title, newest.happened_on.isoformat(), newest.backdated) == ("受理", "2026-10-30", True)
    assert "发生在 10月30日（周五），补录" in inspector.get(f"/desk/case/{there.taken}/").content.decode()


def test_a_day_to_come_is_no_day_something_happened(there: There, inspector: Client) -> None:
    answer = inspector.post(f"/desk/case/{there.taken}/act/accept/", {**TWO, "happened_on": "2026-11-3", "seen": "2"})
    assert answer.status_code == 422 and "还没有到" in answer.content.decode()


def test_the_same_press_twice_does_it_once(there: There, inspector: Client) -> None:
    path, typed = f"/desk/case/{there.taken}/act/submit/", {"says": "补一份说明", "seen": "2", "key": "once"}
    assert inspector.post(path, typed).status_code == inspector.post(path, typed).status_code == 302
    assert [event.title for event in seen(there, there.taken).events].count("补充材料") == 1


def test_a_second_press_after_the_case_has_moved_on_leads_to_the_case(there: There, inspector: Client) -> None:
    path, typed = f"/desk/case/{there.taken}/act/accept/", {**TWO, "seen": "2", "key": "twice"}
    assert inspector.post(path, typed).status_code == inspector.post(path, typed).status_code == 302
    assert [event.title for event in seen(there, there.taken).events].count("受理") == 1
    changed = inspector.post(path, {**typed, "opinion": "后来又写的"})
    assert changed.status_code == 422 and "后来又写的" in changed.content.decode()


def test_somebody_else_was_faster(there: There, inspector: Client) -> None:
    path = f"/desk/case/{there.taken}/act/accept/"
    inspector.post(f"/desk/case/{there.taken}/act/submit/", {"says": "说明", "seen": "2", "key": "a"})
    answer = inspector.post(path, {**TWO, "opinion": "立案", "seen": "2", "key": "b"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "刚刚有新的办理记录" in text and "立案" in text
    again = re.search(r'name="seen" value="(\d+)"', text)
    assert again is not None and again[1] == "3"
    assert inspector.post(path, {**TWO, "opinion": "立案", "seen": again[1], "key": "c"}).status_code == 302
    gone = inspector.post(path, {**TWO, "opinion": "写了很久的意见", "seen": "3", "key": "d"})
    assert gone.status_code == 422 and "现在不能办这一步" in gone.content.decode()
    assert "写了很久的意见" in gone.content.decode()


def test_taking_assigning_and_giving_out_several(there: There, inspector: Client, head: Client) -> None:
    assert inspector.post(f"/desk/case/{there.cases[0]}/take/", {"key": "t"}).status_code == 302
    assert seen(there, there.cases[0]).assignee == "深宝监察员"
    second = there.province.officers["boan.second"].token
    form = head.get(f"/desk/case/{there.cases[0]}/act/assign/").content.decode()
    assert f'<option value="{second}">深宝监察员（监察员）</option>' in form
    typed = {"officer": str(second), "seen": "2", "key": "u"}
    assert head.post(f"/desk/case/{there.cases[0]}/act/assign/", typed).status_code == 302
    stranger = there.province.officers["nanshan.inspector"].token
    wrong = head.post(f"/desk/case/{there.cases[0]}/act/assign/", {**typed, "officer": str(stranger), "seen": "3", "key": "v"})
    assert wrong.status_code == 422 and "请从列出的里面选承办人" in wrong.content.decode()

    new = [str(there.cases[number]) for number in (5, 6)]
    for bad, why in (({"officer": str(second)}, "请先勾选"), ({"case": new}, "请选把这些案件分给谁")):
        answer = head.post("/desk/team/assign/", {**bad, "key": "x"})
        assert answer.status_code == 422 and why in answer.content.decode()
    assert f'value="{new[0]}" aria-label="选 深宝劳监投〔2026〕6号" checked' in answer.content.decode()
    assert head.post("/desk/team/assign/", {"case": new, "officer": str(second), "key": "y"}).status_code == 302
    assert {seen(there, case).raw.events[-1].given.officer for case in (there.cases[5], there.cases[6])} == {str(second)}


def test_the_head_signs_or_sends_back_with_a_reason(there: There, head: Client) -> None:
    path = f"/desk/case/{there.waiting}/sign/refuse/"
    answer = head.post(path, {"agrees": "no", "opinion": "", "key": "a"})
    assert answer.status_code == 422 and "退回要写明理由" in answer.content.decode()
    assert head.post(path, {"agrees": "yes", "opinion": "同意。", "key": "b"}).status_code == 302
    view = seen(there, there.waiting)
    assert (view.state, view.events[0].says) == ("不予受理", "同意。")
    assert signed_in("boan.inspector").post(path, {"agrees": "yes", "key": "c"}).status_code == 422


def test_a_paper_is_signed_off_opened_and_served(there: There, inspector: Client) -> None:
    (notice,) = [paper for paper in seen(there, there.accepted, "boan.inspector").papers if paper.title == "受理通知书"]
    base = f"/desk/case/{there.accepted}/paper/{notice.id}/"
    assert inspector.post(f"{base}sign-off/", {"key": "a"}).status_code == 302
    early = inspector.post(f"{base}serve/", {"method": "direct", "proof": "本人签收", "key": "b"})
    assert early.status_code == 422 and "正在定稿" in early.content.decode() and "本人签收" in early.content.decode()
    province.work(office.TODAY)
    pdf = inspector.get(base)
    assert pdf["Content-Type"] == "application/pdf" and pdf.content == papers.pdf(papers.get(notice.id))
    for wrong, why in (({"proof": "x"}, "请选一项：送达方式"), ({"method": "direct"}, "请填写送达情况")):
        answer = inspector.post(f"{base}serve/", {**wrong, "key": "c"})
        assert answer.status_code == 422 and why in answer.content.decode()
    sent = {"method": "direct", "proof": "本人签收", "happened_on": "11月1日", "key": "d"}
    assert inspector.post(f"{base}serve/", sent).status_code == 422  # signed off on 2 November
    assert inspector.post(f"{base}serve/", {**sent, "happened_on": "11月2日", "key": "e"}).status_code == 302
    served = next(paper for paper in seen(there, there.accepted, "boan.inspector").papers if paper.id == notice.id)
    assert (served.stage, served.served) == ("served", "11月2日（周一） 直接送达")
    assert signed_in("nanshan.inspector").get(base).status_code == 404


def test_a_mistake_is_chosen_from_the_trail(there: There, head: Client) -> None:
    path = f"/desk/case/{there.accepted}/act/correct/"
    form = head.get(path).content.decode()
    assert '<option value="3">受理，10月29日（周四），深宝监察员</option>' in form and 'value="1"' not in form.split("<select")[1].split("</select")[0]
    answer = head.post(path, {"event": "3", "true_day": "10月28日", "reason": "记晚了一天", "seen": "3", "key": "a"})
    assert answer.status_code == 302
    view = seen(there, there.accepted)
    assert view.raw.events[-1].given == Correction(3, "记晚了一天", province.at("2026-10-28").happened_on)
    assert next(event for event in view.events if event.number == 3).happened_on.isoformat() == "2026-10-28"


def test_a_recused_officer_is_chosen_from_the_office(there: There, head: Client) -> None:
    second = str(there.province.officers["boan.second"].token)
    answer = head.post(f"/desk/case/{there.taken}/act/recuse_officer/", {
        "officer": second, "reason": "投诉人的近亲属", "seen": "2", "key": "a",
    })  # fmt: skip
    assert answer.status_code == 302
    assert seen(there, there.taken).raw.events[-1].given == Recusal(second, "投诉人的近亲属")


def test_somebody_joins_by_name_and_an_employer_by_its_name(there: There, inspector: Client) -> None:
    path = f"/desk/case/{there.taken}/act/join/"
    person = {"role": "complainant", "person-name": "何芳", "person-kind": "resident", "person-number": "440306199103070010",
              "phone": "19900005577", "elected": "no", "seen": "2", "key": "a"}  # fmt: skip
    wrong = inspector.post(path, person)
    assert wrong.status_code == 422 and "对不上校验位" in wrong.content.decode() and "何芳" in wrong.content.decode()
    assert inspector.post(path, person | {"person-number": "440306199803070000"}).status_code == 302
    view = seen(there, there.taken)
    assert isinstance(view.raw.events[-1].given, Joining)
    assert [(line.role, line.phone) for line in view.parties][-1] == ("投诉人", "199****5577")
    firm = {"role": "employer", "employer": "示例劳务有限公司", "employer-code": "typed", "seen": "3", "key": "b"}
    assert inspector.post(path, firm).status_code == 302
    assert [(line.role, line.name) for line in seen(there, there.taken).parties][-1] == ("用人单位", "示例劳务有限公司")


def test_the_reckoning_names_the_law_that_was_not_applied(there: There, inspector: Client) -> None:
    text = inspector.get(f"/desk/case/{there.inspection}/").content.decode()
    assert "2026-10-29起算（当日不计），查处案件并作出处理：45个工作日" in text
    assert "没有适用《劳动保障监察条例》第17条（60个工作日）" in text and "本地规定优先" in text


def test_a_regional_order_is_not_given_on_one_case(there: There, head: Client) -> None:
    assert "区域中止时限" not in head.get(f"/desk/case/{there.taken}/").content.decode()
    assert head.get(f"/desk/case/{there.taken}/act/toll/").status_code == 404


def test_two_cases_are_tied_by_a_number(there: There, inspector: Client, head: Client) -> None:
    path, number = f"/desk/case/{there.taken}/tie/", seen(there, there.accepted).number
    assert "关联另一件" in inspector.get(f"/desk/case/{there.taken}/").content.decode()
    wrong = inspector.post(path, {"number": "深宝劳监投〔2026〕9999号"})
    assert wrong.status_code == 422 and "没有找到案号“深宝劳监投〔2026〕9999号”" in wrong.content.decode()
    assert inspector.post(path, {"number": f" {number} "}).status_code == 302
    assert number in [link.title for link in seen(there, there.taken).links]


def test_a_note_is_kept_for_the_office(there: There, inspector: Client) -> None:
    assert inspector.post(f"/desk/case/{there.taken}/note/", {"text": "已电话联系<b>"}).status_code == 302
    assert "已电话联系&lt;b&gt;" in inspector.get(f"/desk/case/{there.taken}/").content.decode()


def test_files_are_shown_as_cleaned_copies_and_kept_as_handed_in(there: There, inspector: Client) -> None:
    picture = photo("red", gps=True)
    sent = {"files-new": SimpleUploadedFile("工资条.jpg", picture, "image/jpeg"), "seen": "2", "key": "f"}
    assert inspector.post(f"/desk/case/{there.taken}/act/submit/", sent).status_code == 302
    (file,) = seen(there, there.taken).files
    base = f"/desk/case/{there.taken}/file/{file.id}/"
    assert f'<img src="{base}" alt=""' in inspector.get(f"/desk/case/{there.taken}/").content.decode()
    shown, original = inspector.get(base), inspector.get(f"{base}?original=1")
    assert original.content == picture and b"SECRETPHONE" in picture
    assert b"SECRETPHONE" not in shown.content and shown["Content-Type"] == "image/jpeg"
    assert original["Content-Disposition"].startswith("attachment") and "sandbox" in shown["Content-Security-Policy"]
    assert signed_in("nanshan.inspector").get(base).status_code == 404
    bad = {"files-new": SimpleUploadedFile("合同.jpg", b"MZ" + bytes(900), "image/jpeg"), "says": "见附件", "seen": "3", "key": "g"}
    answer = inspector.post(f"/desk/case/{there.taken}/act/submit/", bad)
    assert answer.status_code == 422 and "合同.jpg" in answer.content.decode() and "见附件" in answer.content.decode()


def test_the_trail_is_worked_on_one_day_only(there: There) -> None:
    """The fixture's day is the web's day: without it every due word would depend on when the tests run."""
    with day("2026-11-09"):
        text = signed_in("boan.head").get("/desk/").content.decode()
    assert "超 10 个工作日" in text and regions.code_name("440306") == "宝安区"


def test_two_of_a_title_are_told_apart_and_a_correction_says_what(there: There, inspector: Client, head: Client) -> None:
    path = f"/desk/case/{there.accepted}/"
    for paper in Paper.objects.filter(case=there.accepted, stage="draft").order_by("document"):
        inspector.post(f"{path}paper/{paper.pk}/sign-off/", {"key": str(paper.pk)})
    form = head.get(f"{path}act/correct/").content.decode()
    assert "签发文书（劳动保障监察投诉登记表）" in form and "签发文书（受理通知书）" in form
    last = max(event.number for event in seen(there, there.accepted).events)
    head.post(f"{path}act/correct/", {"event": str(last), "true_day": "", "reason": "签错了", "seen": str(last), "key": "b"})
    assert "撤销“签发文书”；签错了" in head.get(path).content.decode()
