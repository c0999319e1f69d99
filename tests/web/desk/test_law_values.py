"""The figures of law at the desk: every one with its confidence, the gaps on top, one enters and another approves."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.directory import regions
from hezhong.directory.models import Account
from hezhong.engine import confirmations, proposals
from hezhong.law.parameter_files import parameters
from hezhong.web.desk.law_words import FILES, UNITS
from tests import province
from tests.at_desk import day, signed_in
from tests.browsing import photo
from tests.web.desk import office

pytestmark = pytest.mark.django_db
FORM = "/desk/law-values/enter/gd.min_wage.monthly/"
TYPED = {
    "region": "440300", "amount": "2,710", "since": "2026-9-1", "cites": "粤府函〔2026〕188号", "seen": "原文附件第1页",
}  # fmt: skip


@pytest.fixture(name="keeper")
def an_administrator(db: None) -> Iterator[Client]:
    """The administrator of a province, on the second of November; another one may sign in as ``second``."""
    province.build()
    for name, shown in (("keeper", "何管理"), ("second", "林管理")):
        Account.objects.create(username=name, password=province.hashed(), kind="administrator", shown_name=shown, demo=True)
    with day(office.TODAY):
        yield signed_in("keeper")


def text(client: Client, path: str = "/desk/law-values/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def wage(region: str = "440306") -> Any:
    return confirmations.book().value("gd.min_wage.monthly", regions.place(region), province.at(office.TODAY).happened_on)


def test_all_91_figures_are_there_with_their_confidence(keeper: Client) -> None:
    rows = re.findall(r'<tr data-figure="([^"]+)".*?</tr>', text(keeper), re.S)
    assert len(set(rows)) == 91 and set(rows) == parameters().keys()
    for row in re.finditer(r'<tr data-figure="[^"]+".*?</tr>', text(keeper), re.S):
        assert re.search(r'class="st st-(none|done|wait)">[^<]+<', row[0]), row[0][:300]


def test_every_file_has_a_heading_and_every_unit_a_word() -> None:
    assert {words.file for words in parameters().values()} == FILES.keys()
    assert {words.unit for words in parameters().values()} <= UNITS.keys()


def test_the_gaps_stand_on_top_each_with_the_way_to_fill_it(keeper: Client) -> None:
    page = text(keeper)
    gaps = page.split('id="gaps"')[1].split("</section>")[0]
    assert page.index('id="gaps"') < page.index('id="minimum_wage"')
    assert "四类地区：" in gaps and "gd.min_wage.monthly/?region=class:4&amp;since=2026-09-01" in gaps
    absent = gaps.split('aria-label="每个市都应当有、还没有的"')[1].split("</table>")[0]
    assert absent.count("enter/gd.avg_wage.city_onpost_annual/?region=44") >= 18
    assert "条文没有人读过的期限" in gaps and "还不能写进决定" in gaps
    seen = text(signed_in("boan.head"))
    assert "录入和核对由系统管理员来做" in seen and "/enter/" not in seen


def test_what_is_missing_today_is_no_past_and_cases_stand_in_the_order_of_the_law(keeper: Client) -> None:
    page = text(keeper)
    missing = [row for row in re.findall(r'<tr data-figure="gd\.avg_wage\.city_onpost_annual".*?</tr>', page, re.S) if "缺数值" in row]
    assert len(missing) == 2 and not any('class="past"' in row for row in missing)
    months = re.findall(r'<tr data-figure="cn\.probation\.max_months".*?>(\d) 个月<', page, re.S)
    assert months == ["0", "1", "2", "6"]


def test_parts_are_shown_in_words(keeper: Client) -> None:
    page = text(keeper)
    assert "registered_capital_min" not in page and "<dt>注册资本不少于（元）</dt>" in page
    assert "150%" in page and "21.75 日" in page and "合同三个月以上不满一年" in page


def test_it_can_be_searched_and_the_past_be_shown(keeper: Client) -> None:
    found = text(keeper, "/desk/law-values/?q=粤府函")
    assert 'data-figure="gd.min_wage.monthly"' in found and "cn.overtime" not in found and "1,895" not in found
    gaps = found.split('id="gaps"')[1].split("</section>")[0]
    assert "四类地区" in gaps and "失业" not in gaps and "每个市都应当有" not in gaps
    assert "每个市都应当有" in text(keeper, "/desk/law-values/?q=韶关")
    assert "1,895 元/月" in text(keeper, "/desk/law-values/?q=最低工资&before=1")
    assert "没有找到“没有这个词”" in text(keeper, "/desk/law-values/?q=没有这个词")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"amount": "很多"}, "没看懂“很多”"),
        ({"amount": "-2710"}, "不能是负数"),
        ({"amount": "0"}, "金额要大于 0"),
        ({"amount": "2710.123456"}, "小数最多四位"),
        ({"amount": "NaN"}, "没看懂“NaN”"),
        ({"amount": "1e3"}, "没看懂“1e3”"),
        ({"amount": "99999999999万"}, "太大了"),
        ({"since": "0001-1-1"}, "早于1949年"),
        ({"cites": ""}, "请填写文件"),
        ({"seen": ""}, "请填写看了哪里"),
        ({"since": "以前"}, "没看懂“以前”"),
        ({"until": "2026-8-1"}, "要在施行那天以后"),
        ({"region": "440306"}, "请从列出的里面选适用地区"),
        ({"amount": "27100"}, "相差一倍以上"),
    ],
)
def test_bad_input_says_what_to_do_keeps_what_was_typed_and_changes_nothing(keeper: Client, wrong: dict[str, str], why: str) -> None:
    answer = keeper.post(FORM, TYPED | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and why in page, re.findall(r'class="error"[^>]*>(.*?)</p>', page)
    assert (TYPED | wrong)["since"] in page and (TYPED | wrong)["amount"] in page
    assert proposals.every() == () and wage().amount == 2700


def test_one_enters_and_another_approves(keeper: Client) -> None:
    second = signed_in("second")
    assert signed_in("boan.head").post(FORM, TYPED).status_code == 403
    assert "由另一名系统管理员核对：林管理（second）" in text(keeper, FORM)
    where = keeper.post(FORM, TYPED)["Location"]
    assert wage().amount == 2700
    mine, theirs = text(keeper, where), text(second, where)
    assert "等另一名系统管理员核对：林管理（second）" in mine and "核对通过，开始算数" not in mine and "撤回" in mine
    assert "等您核对" in theirs and "核对通过，开始算数" in theirs and ">撤回<" not in theirs
    assert "等您核对" in text(second) and "等另一名系统管理员" in text(keeper)
    unread = second.post(f"{where}decide/", {"step": "approve"})
    assert unread.status_code == 422 and "打钩" in unread.content.decode()
    own = keeper.post(f"{where}decide/", {"step": "approve", "read": "yes"})
    assert own.status_code == 422 and "自己录入的不能自己核对" in own.content.decode() and wage().amount == 2700
    assert second.post(f"{where}decide/", {"step": "approve", "read": "yes"}).status_code == 302
    assert (wage().amount, wage().confidence.name) == (2710, "CONFIRMED")
    page = text(signed_in("boan.head"), where)
    assert "林管理（second）核对通过" in page and "2,700 元/月" in page and "没有查到用过旧数值的" in page
    assert "何管理（keeper）" in text(keeper) and "已由管理员确认" in text(keeper)


def test_the_document_goes_along_and_survives_an_error(keeper: Client) -> None:
    bad = keeper.post(FORM, TYPED | {"new-document": SimpleUploadedFile("通知.pdf", b"MZ" + bytes(900))})
    assert bad.status_code == 422 and "没有录入" in bad.content.decode() and proposals.every() == ()
    page = keeper.post(FORM, TYPED | {"amount": "", "new-document": SimpleUploadedFile("通知.jpg", photo("red"))}).content.decode()
    found = re.search(r'name="document" value="([^"]+)"', page)
    assert found and "已经收到：通知.jpg" in page
    second = signed_in("second")
    second.post(FORM, TYPED | {"region": "440100", "document": found[1]})
    assert proposals.every()[0].document is None, "what another handed in is not taken"
    where = keeper.post(FORM, TYPED | {"document": found[1]})["Location"]
    assert "通知.jpg" in text(second, where)
    shown, original = second.get(f"{where}document/"), second.get(f"{where}document/?original=1")
    assert shown["Content-Type"] == "image/jpeg" and "sandbox" in shown["Content-Security-Policy"]
    assert original["Content-Disposition"].startswith("attachment") and original.content == photo("red")


def test_declined_with_a_reason_that_the_other_reads(keeper: Client) -> None:
    second, where = signed_in("second"), keeper.post(FORM, TYPED)["Location"]
    bare = second.post(f"{where}decide/", {"step": "decline", "reason": " "})
    assert bare.status_code == 422 and "写明理由" in bare.content.decode()
    assert second.post(f"{where}decide/", {"step": "decline", "reason": "附件<b>写的是2705"}).status_code == 302
    assert "附件&lt;b&gt;写的是2705" in text(keeper, where)
    late = second.post(f"{where}decide/", {"step": "approve", "read": "yes"})
    assert late.status_code == 422 and "已经办过了" in late.content.decode()


def test_a_class_of_cities_at_once_and_a_number_far_off_by_a_tick(keeper: Client) -> None:
    typed = TYPED | {"region": "class:4", "amount": "7000"}
    page = keeper.post(FORM, typed).content.decode()
    assert "原来是 1750，相差一倍以上" in page and 'name="far"' in page
    where = keeper.post(FORM, typed | {"far": "yes"})["Location"]
    shown = text(signed_in("second"), where)
    assert "四类地区：" in shown and "1,750 元/月" in shown
    signed_in("second").post(f"{where}decide/", {"step": "approve", "read": "yes"})
    assert wage("440200").amount == 7000
    assert "gd.min_wage.monthly/?region=class:4" not in text(keeper).split('id="gaps"')[1].split("</section>")[0]


def test_every_figure_has_a_form(keeper: Client) -> None:
    for name in parameters():
        assert keeper.get(f"/desk/law-values/enter/{name}/").status_code == 200, name
        answer = keeper.post(f"/desk/law-values/enter/{name}/", {"since": "2027-1-1"})
        assert answer.status_code == 422 and "请改这" in answer.content.decode(), name


def test_shares_are_typed_in_per_cent_and_parts_one_by_one(keeper: Client) -> None:
    source = {"since": "2027-1-1", "cites": "文件", "seen": "原文"}
    share = keeper.post("/desk/law-values/enter/gd.sick_pay.floor_ratio/", source | {"region": "440000", "amount": "85"})
    assert share.status_code == 302 and proposals.every()[0].amount == Decimal("0.85")
    parts = {"part_year": "248", "part_quarter": "62", "part_month": "20.67"}
    assert keeper.post("/desk/law-values/enter/cn.hours.std_workdays/", source | {"region": "CN"} | parts).status_code == 302
    assert proposals.every()[0].parts == [["year", "248"], ["quarter", "62"], ["month", "20.67"]]
    months = {"region": "440000", "members": "6\n7\n\n8"}
    assert keeper.post("/desk/law-values/enter/gd.heat.months/", source | months).status_code == 302
    assert proposals.every()[0].members == ["6", "7", "8"]
    case = {"region": "CN", "case": "under_1_year", "amount": "1"}
    assert keeper.post("/desk/law-values/enter/cn.probation.max_months/", source | case).status_code == 302
    assert proposals.every()[0].case == "under_1_year"


def test_without_a_second_administrator_the_page_says_what_to_do(keeper: Client) -> None:
    Account.objects.filter(username="second").update(is_active=False)
    where = keeper.post(FORM, TYPED)["Location"]
    assert "hezhong init --second" in text(keeper, FORM) and "没有人能核对" in text(keeper, where)
    assert "没有人能核对" in text(keeper)


def test_the_pages_cost_no_more_queries_than_they_may(keeper: Client, django_assert_max_num_queries: Any) -> None:
    where = keeper.post(FORM, TYPED)["Location"]
    for path, most in (("/desk/law-values/", 7), ("/desk/law-values/?q=最低", 7), (FORM, 6), (where, 9)):
        keeper.get(path)
        with django_assert_max_num_queries(most):
            keeper.get(path)
