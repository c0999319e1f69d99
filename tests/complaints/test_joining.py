"""Colleagues join by a link or from a roster: each with a complaint of their own, led by one, or with a clear refusal."""

import io
import time
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.domains.complaints.facts import Acceptance, Channel, Colleague
from hezhong.engine import casefile, drafts, joining, loading, roster, store, tracker
from hezhong.engine.answers import Money, Months, Person, Phone, TypedPerson
from hezhong.engine.case_type import Election
from hezhong.engine.core import Refused
from hezhong.engine.joining import Already, Closed, Invited
from hezhong.engine.models import Case, Message, Party, StoredFile
from hezhong.engine.roster_sheet import BadSheet
from tests import province
from tests.province import at

pytestmark = pytest.mark.django_db
DAY = "2026-11-03"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


def identity(n: int) -> str:
    """Return the n-th made-up number, its check digit by GB 11643: the second way of reckoning it."""
    body = f"440306{1960 + n // 300 % 40}{1 + n % 12:02}{1 + n % 28:02}{100 + n % 900:03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def colleague(n: int, phone: str = "", **more: Any) -> Colleague:
    given: dict[str, Any] = {
        "person": Person(typed=TypedPerson(f"工友{chr(0x4E00 + n)}", "resident", identity(n))),
        "phone": Phone(typed=phone or f"1990001{n:04}"),
        "amount": Money(Decimal(6000 + n)),
        "months": Months((2026, 8), (2026, 9)),
        "represented": True,
    }
    return Colleague(**{**given, **more})


def draft_for(invited: Invited) -> Any:
    return drafts.row(drafts.new(f"join-{invited.id}", at(DAY).recorded_at))


def join(code: str, n: int, **more: Any) -> Any:
    invited = joining.found(code)
    assert invited is not None
    return joining.join(invited, colleague(n, **more), at(DAY), draft_for(invited))


@pytest.fixture
def here() -> province.Province:
    return province.build()


@pytest.fixture
def lead(here: province.Province) -> Any:
    return province.file()


@pytest.fixture
def code(lead: Any) -> str:
    return joining.invite(lead.case_id, "1", at(DAY).recorded_at)


def test_a_colleague_has_a_complaint_of_their_own_led_from_the_first_day(
    here: province.Province, lead: Any, code: str
) -> None:
    filed = join(code, 1)
    own = loading.look(filed.case_id)
    assert own.row.lead_id == lead.number and own.dossier.lead == lead.number and own.row.amount == 6001
    assert [event.action.name for event in own.dossier.events] == ["opened"]
    assert own.row.employer == Case.objects.get(id=lead.case_id).employer
    facts = own.dossier.facts
    assert (facts.channel, facts.represented, facts.site.rest, str(facts.months.since)) == (
        Channel.JOINED,
        True,
        "某地块二期",
        "(2026, 8)",
    )
    assert filed.number == "深宝劳监投〔2026〕2号" and own.row.next_due.isoformat() == "2026-11-10"
    follower = tracker.recognise(filed.query_code, "19900010001")
    assert follower is not None and follower.person == int(joining.first_person(own.dossier))
    assert Message.objects.filter(case=own.row).count() == 1
    assert loading.look(lead.case_id).row.version == 1, (
        "whoever fills in a form on the lead is not overtaken by colleagues"
    )


def test_what_is_shown_names_nobody(here: province.Province, lead: Any, code: str) -> None:
    join(code, 1)
    invited = joining.found(code)
    assert invited is not None and invited.lead.people == 2
    assert invited.told == (
        ("单位", "示例建工集团第三工程有限公司"), ("是什么事", "工资没发、少发或一直拖着"), ("欠的是哪些钱", "每月工资"),
        ("地点", "深圳市宝安区新安街道"), ("在哪里干活", "某地块二期"),
    )  # fmt: skip
    assert "林晓彤" not in repr(invited.told) and "工友" not in repr(invited.told)


def test_the_case_begins_with_the_officer_of_the_lead(here: province.Province, lead: Any, code: str) -> None:
    me = here.asker("boan.inspector")
    store.act(lead.case_id, "take", None, me, at(DAY))
    filed = join(code, 1)
    assert Case.objects.get(id=filed.case_id).assignee == int(me.person)
    store.act_many([lead.case_id, filed.case_id], "accept", TWO, me, at(DAY))
    children = Case.objects.filter(case_type="inspection")
    leading = children.get(lead=None)
    assert leading.parent_id == lead.case_id and children.get(parent=filed.case_id).lead_id == leading.number


def test_who_is_accepted_after_the_lead_is_led_by_its_inspection(here: province.Province, lead: Any, code: str) -> None:
    me = here.asker("boan.inspector")
    store.act(lead.case_id, "take", None, me, at(DAY))
    filed = join(code, 1)
    store.act(lead.case_id, "accept", TWO, me, at(DAY))
    store.act(filed.case_id, "accept", TWO, me, at(DAY))
    leading = Case.objects.get(case_type="inspection", parent=lead.case_id)
    assert Case.objects.get(parent=filed.case_id).lead_id == leading.number


def test_nobody_joins_what_was_decided_and_a_renewed_code_ends_the_old_one(
    here: province.Province, lead: Any, code: str
) -> None:
    new = joining.invite(lead.case_id, "1", at(DAY).recorded_at)
    assert joining.code_of(lead.case_id) == new != code
    with pytest.raises(Closed, match="停用"):
        join(code, 1)
    me = here.asker("boan.inspector")
    store.act(lead.case_id, "take", None, me, at(DAY))
    store.act(lead.case_id, "accept", TWO, me, at(DAY))
    with pytest.raises(Closed, match="刚刚有了结果"):
        join(new, 1)
    with pytest.raises(Closed):
        joining.invite(lead.case_id, "1", at(DAY).recorded_at)
    assert Case.objects.filter(case_type="complaint").count() == 1
    assert joining.found("nothing") is None and joining.found("") is None


def test_the_same_draft_opens_one_case_and_the_same_worker_is_told_so(
    here: province.Province, lead: Any, code: str
) -> None:
    invited = joining.found(code)
    assert invited is not None
    draft = draft_for(invited)
    first, second = (joining.join(invited, colleague(1), at(DAY), draft) for _ in range(2))
    assert first == second and Case.objects.count() == 2
    with pytest.raises(Already) as told:
        join(code, 1, phone="19911112222")
    assert told.value.case_id == first.case_id and told.value.named
    other_name = Person(typed=TypedPerson("别人", "resident", identity(1)))
    with pytest.raises(Already) as told:
        join(code, 1, person=other_name)
    assert not told.value.named
    lead_again = Person(typed=TypedPerson("林晓彤", "resident", "440306199003070002"))
    with pytest.raises(Already):
        join(code, 2, person=lead_again)
    assert Case.objects.count() == 2


def workbook(
    rows: list[tuple[Any, ...]],
    heads: tuple[str, ...] = ("序号", "姓 名", "身份证号", "联系电话", "欠薪金额（元）"),
    title: str = "",
) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    if title:
        sheet.write_string(0, 0, title)
    for number, row in enumerate([heads, *rows], 1 if title else 0):
        for place, cell in enumerate(row):
            sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


def five_hundred(*, bad: bool = False) -> bytes:
    """Return a roster of 500; row n of the sheet is the n-th. bad: the numbers in rows 7 and 311 are wrong."""
    rows: list[tuple[Any, ...]] = [
        (n, f"工友{chr(0x4E00 + n)}", identity(n), f"1990002{n:04}", 6000 + n) for n in range(2, 502)
    ]
    if bad:
        for row in (7, 311):
            n, name, number, *rest = rows[row - 2]
            rows[row - 2] = (n, name, number[:-1] + ("1" if number[-1] != "1" else "2"), *rest)
    return workbook(rows)


def queries_of(doing: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        doing()
    return len([each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]])


def test_a_roster_of_five_hundred_is_filed_whole(here: province.Province, lead: Any) -> None:
    clerk = here.asker("boan.clerk")
    code = roster.keep(lead.case_id, "名册.xlsx", five_hundred(), at(DAY))
    kept = roster.kept(lead.case_id, code, at(DAY))
    assert kept is not None and kept.result.sound and len(kept.result.lines) == 500
    assert kept.total == sum(6000 + n for n in range(2, 502)) and kept.without_phone == 0
    began = time.monotonic()
    assert queries_of(lambda: roster.file(lead.case_id, code, clerk, at(DAY), clerk.person)) <= 32
    print(f"500 filed in {time.monotonic() - began:.2f} s")
    members = Case.objects.filter(lead=lead.number)
    assert members.count() == 500 and len(set(members.values_list("number", flat=True))) == 500
    numbers = [f"深宝劳监投〔2026〕{n}号" for n in range(2, 502)]
    assert list(members.order_by("amount").values_list("number", flat=True)) == numbers, (
        "in the order of the sheet, without gaps"
    )
    assert members.get(number="深宝劳监投〔2026〕501号").amount == 6501
    assert Message.objects.filter(case__lead=lead.number).count() == 500
    assert roster.file(lead.case_id, code, clerk, at(DAY), clerk.person) == 500 and Case.objects.count() == 501
    more = roster.keep(lead.case_id, "名册.xlsx", workbook([(1, "工友甲", identity(900), "", 5000)]), at(DAY))
    with pytest.raises(Refused, match="最多带 500 人，现在已经有 500 人"):
        roster.file(lead.case_id, more, clerk, at(DAY), clerk.person)
    again = roster.keep(lead.case_id, "名册.xlsx", five_hundred(), at(DAY))
    there = roster.kept(lead.case_id, again, at(DAY))
    assert there is not None and len(there.result.faults) == 500 and "已经在这次集体投诉里" in there.result.faults[0][2]


def test_the_queries_do_not_grow(here: province.Province, lead: Any) -> None:
    clerk = here.asker("boan.clerk")

    def filing(first: int, count: int) -> int:
        rows = [(n, f"工友{chr(0x4E00 + n)}", identity(n), f"1990003{n:04}", 6000) for n in range(first, first + count)]
        code = roster.keep(lead.case_id, "名册.xlsx", workbook(rows), at(DAY))
        return queries_of(lambda: roster.file(lead.case_id, code, clerk, at(DAY), clerk.person))

    assert filing(600, 3) == filing(610, 40)


def test_bad_rows_are_named_and_nothing_is_loaded(here: province.Province, lead: Any) -> None:
    clerk = here.asker("boan.clerk")
    code = roster.keep(lead.case_id, "名册.xlsx", five_hundred(bad=True), at(DAY))
    kept = roster.kept(lead.case_id, code, at(DAY))
    assert kept is not None and [(row, column) for row, column, _ in kept.result.faults] == [
        (7, "身份证号码"),
        (311, "身份证号码"),
    ]
    assert all("校验" in says or "最后一位" in says for _, _, says in kept.result.faults), kept.result.faults
    with pytest.raises(Refused, match="还有要改的地方"):
        roster.file(lead.case_id, code, clerk, at(DAY), clerk.person)
    assert Case.objects.count() == 1 and Party.objects.count() == 2


def test_every_mistake_of_a_row_says_what_to_do(here: province.Province, lead: Any) -> None:
    rows: list[tuple[Any, ...]] = [
        ("王一", identity(1), "19900010001", "1.86万"),
        ("王一", identity(1), "19900010001", "600"),
        ("", identity(3), "", "600"),
        ("王四", identity(4), "12345", "很多"),
        ("王五", 440306199003070002, "", 600),
        ("王六", identity(6), "", ""),
    ]
    heads = ("工人姓名", "公民身份号码", "手机", "拖欠金额")
    code = roster.keep(lead.case_id, "名册.xlsx", workbook(rows, heads, title="某项目部拖欠工资名单"), at(DAY))
    kept = roster.kept(lead.case_id, code, at(DAY))
    assert kept is not None and kept.result.lines[0].values["amount"] == 18600
    wrong = {(row, column): says for row, column, says in kept.result.faults}
    assert set(wrong) == {
        (4, "身份证号码"), (5, "姓名"), (6, "手机号"), (6, "欠薪金额"), (7, "身份证号码"), (8, "欠薪金额"),
    }  # fmt: skip
    assert "第 3 行" in wrong[4, "身份证号码"] and "第 4 行" in wrong[4, "身份证号码"]
    assert (
        "没看懂“很多”" in wrong[6, "欠薪金额"] and "文本" in wrong[7, "身份证号码"] and "没有填" in wrong[8, "欠薪金额"]
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no workbook \x00", "请另存为 .xlsx"),
        ("姓名,身份证号码".encode(), "请另存为 .xlsx"),
        (workbook([("a",)], ("甲", "乙")), "没有找到“姓名”“身份证号码”“欠薪金额”"),
        (workbook([]), "没有人"),
        (workbook([(n, "王", "1", "", 1) for n in range(501)]), "最多登记 500 人，这张表有 501 人"),
    ],
)
def test_what_is_no_roster_is_refused(here: province.Province, lead: Any, data: bytes, says: str) -> None:
    with pytest.raises(BadSheet, match=says):
        roster.keep(lead.case_id, "名册.xlsx", data, at(DAY))


def test_who_may_register_a_roster(here: province.Province, lead: Any, code: str) -> None:
    store.act(lead.case_id, "take", None, here.asker("boan.inspector"), at(DAY))
    follower = tracker.recognise(lead.query_code, "19900005521")
    stranger = join(code, 1)
    member = tracker.recognise(stranger.query_code, "19900010001")
    assert follower is not None and member is not None
    loaded = loading.look(lead.case_id)
    for asker in (here.asker("boan.inspector"), here.asker("boan.clerk"), follower.asker):
        roster.may_enrol(loaded, asker, at(DAY))
    for asker in (here.asker("boan.second"), here.asker("tianhe.clerk"), member.asker):
        with pytest.raises((Refused, loading.NoSuchCase)):
            roster.may_enrol(loaded, asker, at(DAY))


def letter() -> Any:
    return StoredFile.objects.create(
        sha256="0" * 64, kind="application/pdf", title="推选书.pdf", size=1, received_at=at(DAY).recorded_at
    )


def elect(here: province.Province, lead: Any, *cases: str, signed: bool = True) -> None:
    files = Election(()).letter if not signed else replace(Election(()).letter, files=(letter().id,))
    store.act(lead.case_id, "elect", Election(cases, files), here.asker("boan.inspector"), at(DAY))


@pytest.fixture
def joined(here: province.Province, lead: Any, code: str) -> list[Any]:
    store.act(lead.case_id, "take", None, here.asker("boan.inspector"), at(DAY))
    return [join(code, n) for n in range(1, 8)]


def elected() -> set[UUID]:
    return set(Party.objects.filter(elected=True).values_list("case_id", flat=True))


def test_up_to_five_are_elected_from_those_who_are_in_it(here: province.Province, lead: Any, joined: list[Any]) -> None:
    chosen = [lead.number, *(each.number for each in joined[:4])]
    elect(here, lead, *chosen)
    assert elected() == {lead.case_id, *(each.case_id for each in joined[:4])}
    assert loading.look(joined[0].case_id).dossier.parties[0].elected
    asker, moment = here.asker("boan.inspector"), at(DAY)
    view = casefile.view(lead.case_id, asker, moment.happened_on, moment.book)
    assert [member.elected for member in view.members] == [True] * 4 + [False] * 3
    assert view.parties[0].note == "代表人"
    elect(here, lead, joined[5].number, signed=False)  # the letter is there; who was chosen before is not any more
    assert elected() == {joined[5].case_id}


def test_a_sixth_a_stranger_and_nobody_s_signature_are_refused(
    here: province.Province, lead: Any, joined: list[Any]
) -> None:
    other = province.file(name="王小明", number="440306199105100049", phone="19900005522")
    store.act(other.case_id, "take", None, here.asker("boan.inspector"), at(DAY))
    article = "广东省劳动保障监察条例》第38条"
    with pytest.raises(Refused, match=f"代表最多 5 名，现在选了 6 名（.*{article}"):
        elect(here, lead, *(each.number for each in joined[:6]))
    with pytest.raises(Refused, match=f"不能当代表。代表要从一起投诉的人里推选（.*{article}"):
        elect(here, lead, joined[0].number, other.number)
    with pytest.raises(Refused, match="签名或者盖章"):
        elect(here, lead, joined[0].number, signed=False)
    assert elected() == set()
