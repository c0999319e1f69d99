"""A file from the upload to the receipt: corrected, confirmed, taken once, remembered; nothing half-ingested on the way."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hezhong.directory import employers, regions, site_parties, sites
from hezhong.directory.models import Person, SiteParty
from hezhong.engine import handers, handing_in, ledger_place, pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given, NoSuchFile
from hezhong.engine.models import HandedFile, KnownColumns
from hezhong.engine.pay_days import PayDay
from hezhong.engine.uploads import BadUpload
from hezhong.ledger.pay_tables import BANK_LINES, PAYROLL_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ROSTER
from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in import templates
from tests import province

pytestmark = pytest.mark.django_db
DAY = "2026-04-10"
(ZHAO, ZHAO_ID), (QIAN, QIAN_ID), (SUN, SUN_ID) = person(0), person(1), person(2)
PAY_HEADS = ["月份", "姓名", "身份证号", "出勤天数", "应发工资", "扣款", "实发工资", "银行卡号"]
ROSTER_HEADS = ["姓名", "身份证号", "班组", "入场日期", "银行卡号"]


class Firm:
    def __init__(self, name: str = "甲建设有限公司", *, builds: bool = True) -> None:
        regions.load_guangdong()
        self.token = employers.register(name, region="440306")
        self.site = sites.register("云山花园", "440306", "GD-1", contractor=self.token) if builds else 0
        self.hander = Hander("77", date.fromisoformat(DAY), self.token)

    def send(self, data: bytes, name: str = "工资.xlsx", kind: str = "", **more: Any) -> UUID:
        told = {"pay_day": PayDay(15, 1), **more}
        return handing_in.hand_in(self.hander, Given(name, data, kind, site=self.site, **told), province.at(DAY))

    def look(self, name: UUID) -> handing_in.Handed:
        return handing_in.look(name, self.hander)

    def confirm(self, name: UUID, *keys: str) -> handing_in.Handed:
        handing_in.confirm(name, self.hander, keys, province.at(DAY))
        return self.look(name)


def roster() -> bytes:
    return xlsx({"花名册": [ROSTER_HEADS, [ZHAO, ZHAO_ID, "木工班", "2026-03-01", card(1)], [QIAN, QIAN_ID, "木工班", "2026-03-01", card(2)]]})


def payroll(*rows: list[Any], sheet: str = "三月") -> bytes:
    return xlsx({sheet: [PAY_HEADS, *rows]})


def pay(who: tuple[str, str], n: int, gross: float = 6400, net: float = 6400) -> list[Any]:
    return ["2026-03", *who, 22, gross, 0, net, card(n)]


def rows(table: Table) -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def test_from_the_upload_to_the_receipt() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2)))
    seen = firm.look(name).seen
    assert seen is not None and seen.sound and seen.doubts == () and seen.months == (202603,)
    assert seen.sheets[0].sums[:2] == (("应发工资", "12,800.00 元"), ("实发工资", "12,800.00 元"))
    assert not Person.objects.exists() and rows(PAYROLL_LINES) == [], "looking enters nobody"
    done = firm.confirm(name)
    assert done.state == "taken" and [(each["table"], each["rows"]) for each in done.receipts] == [("工资支付表明细", 2)]
    assert sorted((row["due_fen"], row["site"], row["month"]) for row in rows(PAYROLL_LINES)) == [(640000, firm.site, 202603)] * 2
    firm.confirm(name)
    assert len(rows(PAYROLL_LINES)) == 2


def test_nothing_of_a_file_with_a_bad_row_is_taken_and_it_comes_back_marked() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), ["2026-03", QIAN, "440106", 22, "x", 0, 6400, card(2)]))
    seen = firm.look(name).seen
    assert seen is not None and [(each.row, each.column) for each in seen.faults] == [(3, "身份证号"), (3, "应发工资")]
    with pytest.raises(Refused, match="还有要改的地方"):
        firm.confirm(name)
    assert handing_in.corrections(name, firm.hander).startswith(b"PK")
    assert rows(PAYROLL_LINES) == [] and not Person.objects.exists()


def test_every_doubt_is_confirmed_by_itself() -> None:
    firm = Firm()
    firm.confirm(firm.send(roster(), "花名册.xlsx"))
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1, 1000, 1000), pay((SUN, SUN_ID), 1, 6400, 6000)))
    seen = firm.look(name).seen
    assert seen is not None
    assert {each.key: each.rows for each in seen.doubts} == {"unequal": (3,), "below_minimum": (2,), "not_on_roster": (3,), "same_card": (2, 3)}
    assert "最低工资" in next(each.law + each.says for each in seen.doubts if each.key == "below_minimum")
    with pytest.raises(Refused, match="还有 1 项提醒没有确认：不同的人用了同一张银行卡"):
        firm.confirm(name, "unequal", "below_minimum", "not_on_roster")
    assert firm.confirm(name, "unequal", "below_minimum", "not_on_roster", "same_card").state == "taken"


def test_a_correction_replaces_the_month_whatever_its_sheet_is_called() -> None:
    firm = Firm()
    first = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2)))
    firm.confirm(first)
    second = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1, 7000, 7000), sheet="Sheet1"))
    there = firm.look(second)
    assert there.seen is not None and [each.key for each in there.seen.doubts] == ["filed"] and there.earlier[0][0] == firm.look(first).series
    handing_in.answer(second, firm.hander, {}, province.at(DAY), series=there.earlier[0][0])
    assert firm.look(second).seen.doubts == ()  # type: ignore[union-attr]
    firm.confirm(second)
    assert [row["due_fen"] for row in rows(PAYROLL_LINES)] == [700000]


def test_columns_that_were_corrected_are_remembered_for_the_employer() -> None:
    firm = Firm()
    heads = ["月份", "姓名", "身份证号", "出勤天数", "劳务费", "扣款", "到手", "银行卡号"]
    data = xlsx({"三月": [heads, pay((ZHAO, ZHAO_ID), 1)]})
    name = firm.send(data, kind="payroll")
    there = firm.look(name)
    assert there.seen is not None and there.seen.sheets[0].lacking and there.seen.sheets[0].open and not there.seen.sound
    handing_in.answer(name, firm.hander, {"三月": {"columns": {"劳务费": "gross", "到手": "net"}}}, province.at(DAY))
    assert firm.look(name).seen.sound  # type: ignore[union-attr]
    firm.confirm(name)
    assert "劳务费" not in str(list(KnownColumns.objects.values()))
    again = firm.look(firm.send(xlsx({"四月": [heads, ["2026-04", ZHAO, ZHAO_ID, 22, 6500, 0, 6500, card(1)]]}), kind="payroll"))
    assert again.seen is not None and again.seen.sheets[0].how == "按上次的对应" and again.seen.sound
    other = Firm("乙建设有限公司", builds=False)
    assert not other.look(other.send(data, kind="payroll")).seen.sound  # type: ignore[union-attr]


def test_two_columns_said_to_be_the_same_are_refused_in_words() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)))
    handing_in.answer(name, firm.hander, {"三月": {"columns": {"应发工资": "net", "实发工资": "net"}}}, province.at(DAY))
    seen = firm.look(name).seen
    assert seen is not None and "选成了同一项" in seen.error and not seen.sound


def test_a_large_file_waits_for_the_worker_and_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "SMALL", 10)
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)))
    assert firm.look(name).waits and firm.look(name).seen is None
    assert handing_in.work(province.at(DAY)) == 1
    assert firm.look(name).state == "read"
    assert firm.confirm(name).state == "confirmed"
    assert handing_in.work(province.at(DAY)) == 1 and firm.look(name).state == "taken"
    assert handing_in.work(province.at(DAY)) == 0


def test_a_step_that_breaks_is_tried_again_and_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "SMALL", 10)
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)))

    def breaks(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(handing_in.handed_reading, "read", breaks)
    for _ in range(3):
        assert handing_in.work(province.at(DAY)) == 0
    assert firm.look(name).seen.error == handing_in.NOT_DONE  # type: ignore[union-attr]
    assert HandedFile.objects.get(id=name).trouble == "OSError"


def test_files_that_cannot_be_read_say_why_and_stay_evidence() -> None:
    firm = Firm()
    old = csv([["工资支付表 · 模板 payroll/0"], PAY_HEADS, pay((ZHAO, ZHAO_ID), 1)])
    assert "第 0 版模板" in firm.look(firm.send(old, "工资.csv")).seen.error  # type: ignore[union-attr]
    with pytest.raises(BadUpload, match="密码"):
        firm.send(locked(), "工资.xls")
    assert HandedFile.objects.count() == 1


def locked() -> bytes:
    """A compound file whose directory names what Office encrypts: an entry of 128 bytes, the length of its name at 64."""
    name = "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + b"\0" * 62
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + entry + b"\0" * 512


def test_who_may_for_which_site() -> None:
    firm, other = Firm(), Firm("乙建设有限公司", builds=False)
    with pytest.raises(Refused, match="没有找到这个项目"):
        handing_in.hand_in(other.hander, Given("a.xlsx", roster(), site=firm.site), province.at(DAY))
    site_parties.enter(firm.site, other.token, SiteParty.Role.LABOUR, since=date(2026, 3, 1), until=date(2026, 5, 1))
    name = handing_in.hand_in(Hander("78", date.fromisoformat(DAY), other.token), Given("a.xlsx", roster(), site=firm.site), province.at(DAY))
    handing_in.confirm(name, other.hander, (), province.at(DAY))
    assert {row["employer"] for row in rows(ROSTER)} == {other.token}
    late = Hander("78", date(2026, 6, 1), other.token)
    with pytest.raises(Refused):
        handing_in.hand_in(late, Given("a.xlsx", roster(), site=firm.site), province.at(DAY))
    for reach in (handing_in.look, handing_in.corrections, handing_in.drop):
        with pytest.raises(NoSuchFile):
            reach(name, firm.hander)  # type: ignore[operator]


def test_an_officer_hands_in_for_a_site_of_the_place() -> None:
    firm = Firm()
    boan = Hander("5", date.fromisoformat(DAY), office=3, place=regions.place("440306"))
    name = handing_in.hand_in(boan, Given("花名册.xlsx", roster(), site=firm.site), province.at(DAY))
    handing_in.confirm(name, boan, (), province.at(DAY))
    assert {row["employer"] for row in rows(ROSTER)} == {firm.token} and list(boan.sites) == [firm.site]
    elsewhere = Hander("5", date.fromisoformat(DAY), office=4, place=regions.place("440305"))
    with pytest.raises(Refused, match="没有找到这个项目"):
        handing_in.hand_in(elsewhere, Given("花名册.xlsx", roster(), site=firm.site), province.at(DAY))
    assert regions.place("440300") and Hander("5", date.fromisoformat(DAY), office=4, place=regions.place("440300")).sites


def test_a_roster_without_days_of_entry_asks_for_one_day_for_all_of_them() -> None:
    firm = Firm()
    heads = ["序号", "姓名", "身份证号码", "性别", "工种", "电话号码", "身份证地址", "入场日期"]
    people = [[1, ZHAO, ZHAO_ID, "男", "木工", "13800138000", "某村", ""], [2, QIAN, QIAN_ID, "女", "木工", "13800138001", "某村", "2026-03-09"]]
    name = firm.send(xlsx({"花名册": [["花名册"], heads, *people]}), "花名册.xlsx", kind="roster")
    told = firm.look(name).seen
    assert told and told.unsaid and [(each.row, each.column) for each in told.faults] == [(3, "入场日期")] and "从哪天" in told.faults[0].says
    handing_in.answer(name, firm.hander, {}, province.at(DAY), since=date(2026, 3, 2))
    told = firm.look(name).seen
    assert told and told.sound and told.notes == ("“花名册”有 1 行没有写入场日期，按 2026年3月2日 入场收。",)
    firm.confirm(name)
    assert sorted(row["entered_on"] for row in rows(ROSTER)) == [date(2026, 3, 2), date(2026, 3, 9)]


def test_a_bank_file_that_names_no_account_and_no_day_is_told_both() -> None:
    firm = Firm()
    name = firm.send(roster(), "花名册.xlsx")
    firm.confirm(name)
    paid = xlsx({"s": [["姓名", "身份证号", "银行卡号", "金额", "结果"], [ZHAO, ZHAO_ID, card(1), 6400, "成功"]]})
    name = firm.send(paid, "回单.xlsx", kind="bank")
    told = firm.look(name).seen
    assert told and told.unsaid and [each.says for each in told.faults] == ["不知道是从哪个账户付的。请填“付款账号”，再按这样重新读"]
    account = handers.account(firm.hander, firm.site, "6228 4800 0000 1")
    handing_in.answer(name, firm.hander, {}, province.at(DAY), account=account)
    told = firm.look(name).seen
    assert told and told.unsaid and "记账日" in told.faults[0].says
    handing_in.answer(name, firm.hander, {}, province.at(DAY), booked_on=date(2026, 4, 9))
    told = firm.look(name).seen
    assert told and told.sound and "付款账户没有登记为这个项目的工资专户，按单位账户付的收" in told.notes[0]
    firm.confirm(name)
    assert {row["channel"] for row in rows(BANK_LINES)} == {"employer_account"}, "saying so makes no wage account of it"
    assert [(row["account"], row["booked_on"], row["paid_fen"]) for row in rows(BANK_LINES)] == [(account, date(2026, 4, 9), 640_000)]


def test_a_taken_file_stays_and_one_not_confirmed_can_be_let_go() -> None:
    firm = Firm()
    name = firm.send(roster(), "花名册.xlsx")
    handing_in.drop(name, firm.hander)
    assert handing_in.listed(firm.hander) == ()
    taken = firm.send(roster(), "花名册.xlsx")
    firm.confirm(taken)
    with pytest.raises(Refused, match="已经提交"):
        handing_in.drop(taken, firm.hander)
    with pytest.raises(Refused, match="已经提交"):
        handing_in.answer(taken, firm.hander, {}, province.at(DAY))


def test_no_name_and_no_number_stands_open_in_the_table() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)))
    firm.confirm(name)
    stored = str(HandedFile.objects.values().get())
    assert ZHAO not in stored and ZHAO_ID not in stored and card(1) not in stored
    assert templates.PAYROLL.version == 1


def test_the_pay_file_is_what_was_reported() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), [*pay((QIAN, QIAN_ID), 2)[:-1], ""], pay((SUN, SUN_ID), 3, 5000, 4999.5)))
    with pytest.raises(NoSuchFile):
        pay_orders.order(name, firm.hander, "B2")
    firm.confirm(name)
    with pytest.raises(Refused, match="第 2 笔“收款账号”：没有填"):
        pay_orders.order(name, firm.hander, "B2")
    second = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((SUN, SUN_ID), 3, 5000, 4999.5)))
    firm.confirm(second, "filed")
    data, ending = pay_orders.order(second, firm.hander, "B2")
    assert (ending, data.decode("utf-8-sig").splitlines()[2]) == ("csv", f"2,{card(3)},{SUN},,4999.50,工资2026年3月")
    assert pay_orders.order(second, firm.hander, "B1")[0].count(b"\r\n") == 2


@pytest.mark.prove
def test_fifty_thousand_rows_with_three_bad_ones_and_then_right() -> None:
    firm = Firm()
    lines = [pay(many(n), n) for n in range(50_000)]
    good = [list(line) for line in lines]
    lines[17][4], lines[2500][2], lines[49_999][7] = "六千块左右", lines[2500][2][:17] + "Z", "62170"
    name = firm.send(payroll(*lines))
    assert firm.look(name).waits
    assert handing_in.work(province.at(DAY)) == 1
    seen = firm.look(name).seen
    assert seen is not None and [(each.row, each.column) for each in seen.faults] == [(19, "应发工资"), (2502, "身份证号"), (50_001, "银行卡号")]
    assert len(handing_in.corrections(name, firm.hander)) > 1_000_000 and not Person.objects.exists()
    second = firm.send(payroll(*good))
    assert handing_in.work(province.at(DAY)) == 1 and firm.look(second).seen.sound  # type: ignore[union-attr]
    firm.confirm(second)
    assert handing_in.work(province.at(DAY)) == 1
    assert firm.look(second).state == "taken" and len(rows(PAYROLL_LINES)) == 50_000


def many(n: int) -> tuple[str, str]:
    """Return one of fifty thousand people, each with a number of their own."""
    first = f"440106{1960 + n % 40}{n // 40 % 12 + 1:02d}{n // 480 % 28 + 1:02d}{n // 13_440:03d}"
    last = next(last for last in "0123456789X" if sum(digit * 2 ** (17 - place) for place, digit in enumerate([*map(int, first), 10 if last == "X" else int(last)])) % 11 == 1)
    return person(n)[0], first + last
