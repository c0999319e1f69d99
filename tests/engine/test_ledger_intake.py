"""Real files to the ledger: with tokens of the directory, all of a file or nothing, and never a number of anybody's."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from hezhong.directory import accounts, employers, regions, sites
from hezhong.directory.models import Card, Person, Team
from hezhong.engine import ledger_intake
from hezhong.engine.ledger_intake import Context, Prepared
from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.ledger.ingest import Receipt
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, ACCOUNT_NOTICES, BANK_LINES, PAYROLL_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_DAYS, ROSTER
from hezhong.ledger.tests.written import card, csv, person, xlsx
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, prepare, read_grid
from hezhong.ledger.ways_in.reading import Reading

pytestmark = pytest.mark.django_db
(ZHAO, ZHAO_ID), (QIAN, QIAN_ID), (SUN, SUN_ID) = person(0), person(1), person(2)
MARCH = Asked(period=Period(date(2026, 3, 1), date(2026, 3, 31)))
ROSTER_HEADS = ["姓名", "身份证号", "班组", "入场日期", "银行卡号", "日工资", "门禁卡号"]
PAY_HEADS = ["姓名", "身份证号", "出勤天数", "应发工资", "罚款", "实发工资"]


class Site:
    """A site of a contractor, with its ledger."""

    def __init__(self, root: Path) -> None:
        regions.load_guangdong()
        self.ledger = Ledger(root, Manifest(PostgresJournal()))
        self.firm = employers.register("甲建设有限公司")
        self.token = sites.register("云山花园", "440106", "GD-1", contractor=self.firm)
        self.account = accounts.enter_account("44050100000000000001", site=self.token)
        self.context = Context("employer:1", 440100, self.firm, self.token, sheet="三月", account=self.account)

    def prepare(self, data: bytes, asked: Asked = MARCH, **more: Any) -> Prepared:
        return ledger_intake.prepare(reading(data, asked), replace(self.context, **more), self.ledger)

    def send(self, data: bytes, asked: Asked = MARCH, **more: Any) -> tuple[Receipt, ...]:
        prepared = self.prepare(data, asked, **more)
        assert list(map(str, prepared.faults)) == []
        return ledger_intake.take(prepared, self.ledger)

    def rows(self, table: Table) -> list[dict[str, Any]]:
        return Reader(self.ledger.root, self.ledger.manifest.state()).rows(table).to_pylist()

    def roster(self) -> None:
        self.send(xlsx({"花名册": [ROSTER_HEADS, [ZHAO, ZHAO_ID, "木工班", "2026-03-01", card(1), 300, "A001"],
                                   [QIAN, QIAN_ID, "木工班", "2026-03-02", card(2), "9000元/月", ""]]}), Asked("roster"))  # fmt: skip


def reading(data: bytes, asked: Asked) -> tuple[Reading, ...]:
    """Read a file as its sender has explained it: in and out stand there in words, and 门禁卡号 is the card of the gate."""
    tables = prepare(data, asked)
    explained = [each.mapping.coded("moves", {}) for each in tables]
    explained = [each.answered("门禁卡号", "gate_card") if each.kind == "roster" else each for each in explained]
    return tuple(read_grid(each.grid, each.heading, mapping, asked.period) for each, mapping in zip(tables, explained, strict=True))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def worker(name: str) -> int:
    return Person.objects.get(name=name).token


def says(prepared: Prepared) -> list[str]:
    assert prepared.batches == ()
    return list(map(str, prepared.faults))


def payroll(*rows: list[Any]) -> bytes:
    return xlsx({"工资表": [PAY_HEADS, *rows]})


def test_a_roster_brings_people_cards_and_a_team(site: Site) -> None:
    site.roster()
    team, cards = Team.objects.get(name="木工班").token, accounts.card_tokens([card(1), card(2)])
    found = {row["worker"]: row for row in site.rows(ROSTER)}
    assert found[worker(ZHAO)] == {
        "city": 440100, "site": site.token, "worker": worker(ZHAO), "employer": site.firm, "team": team,
        "entered_on": date(2026, 3, 1), "left_on": None, "card": cards[card(1)], "agreed_fen": 30000, "per": "day", "contract": None,
    }  # fmt: skip
    assert (found[worker(QIAN)]["agreed_fen"], found[worker(QIAN)]["per"]) == (900000, "month")
    assert accounts.gate_holders(site.token, ["a001"]) == {"a001": worker(ZHAO)}
    assert accounts.masked([cards[card(1)]]) == {cards[card(1)]: "*" * 15 + "0001"}


def test_a_payroll_by_identity_and_by_name_alone(site: Site) -> None:
    site.roster()
    (receipt,) = site.send(payroll([ZHAO, ZHAO_ID, 26.5, 7950, 50, 7900], [QIAN, "", 20, 9000, "", ""]), due_on=lambda month: date(2026, 4, 15))
    assert (receipt.rows, receipt.repeated) == (2, False)
    found = {row["worker"]: row for row in site.rows(PAYROLL_LINES)}
    first, second = found[worker(ZHAO)], found[worker(QIAN)]
    assert (first["month"], first["days"], first["due_fen"], first["deducted_fen"], first["net_fen"]) == (202603, 27, 795000, 5000, 790000)
    assert (first["due_on"], first["confirmed"], first["since"], first["until"]) == (date(2026, 4, 15), "no", date(2026, 3, 1), date(2026, 3, 31))
    assert (second["due_fen"], second["deducted_fen"], second["net_fen"], second["site"]) == (900000, None, 900000, site.token)
    assert Person.objects.count() == 2


def test_wages_are_due_on_the_day_the_sheet_says_where_no_other_is_known(site: Site) -> None:
    site.roster()
    sheet = xlsx({"工资表": [[*PAY_HEADS, "发放日期"], [ZHAO, ZHAO_ID, 20, 6000, "", "", "2026-04-12"], [QIAN, QIAN_ID, 20, 9000, "", "", ""]]})
    site.send(sheet)
    assert {row["worker"]: row["due_on"] for row in site.rows(PAYROLL_LINES)} == {worker(ZHAO): date(2026, 4, 12), worker(QIAN): None}


def test_a_name_nobody_or_two_bear_is_refused_with_its_row_and_nothing_is_kept(site: Site) -> None:
    site.roster()
    site.send(xlsx({"花名册": [ROSTER_HEADS, [QIAN, SUN_ID, "", "2026-03-05", "", "", ""]]}), Asked("roster"))
    before, people = site.ledger.manifest.state().seq, Person.objects.count()
    wrong = site.prepare(payroll([QIAN, "", 20, 9000, "", 9000], ["吴名氏", "", 20, 9000, "", 9000], ["周新来", person(5)[1], 1, 300, "", 300]))
    assert says(wrong) == [
        f"“工资表”第 2 行“姓名”：这个项目的花名册里有 2 个人叫“{QIAN}”。请补上身份证号",
        "“工资表”第 3 行“姓名”：这个项目的花名册里没有“吴名氏”。请补上身份证号，或者先导入花名册",
    ]
    assert (site.ledger.manifest.state().seq, Person.objects.count()) == (before, people)


def test_a_corrected_pay_sheet_replaces_the_old_one_whole(site: Site) -> None:
    site.roster()
    first = payroll([ZHAO, ZHAO_ID, 26, 7950, "", 7950], [QIAN, QIAN_ID, 20, 9000, "", 9000])
    second = payroll([ZHAO, ZHAO_ID, 26, 8000, "", 8000])
    (one,) = site.send(first)
    assert site.send(first) == (replace(one, repeated=True),)
    site.send(second)
    assert [(row["worker"], row["net_fen"]) for row in site.rows(PAYROLL_LINES)] == [(worker(ZHAO), 800000)]
    assert [each.repeated for each in site.send(second)] == [True]
    site.send(payroll([SUN, SUN_ID, 1, 300, "", 300]), sheet="木工班三月")
    assert len(site.rows(PAYROLL_LINES)) == 2


def test_two_rows_of_one_worker_that_differ_are_refused(site: Site) -> None:
    site.roster()
    wrong = site.prepare(payroll([ZHAO, ZHAO_ID, 26, 7950, "", 7950], [ZHAO, "", 2, 600, "", 600]))
    assert says(wrong) == ["“工资表”第 3 行：和第 2 行是同一个人的同一条记录，内容却不同。请合成一行，或者只留正确的一行"]


def test_what_a_bank_booked_and_what_it_did_not(site: Site) -> None:
    site.roster()
    heads = ["流水号", "收款账号", "收款户名", "金额", "发放日期", "结果", "失败原因"]
    rows = [["N1", card(1), ZHAO, "7900.00", "2026-04-15", "成功", ""], ["N2", card(2), QIAN, "9000", "2026-04-15", "失败", "户名不符"],
            ["N3", card(2), QIAN, "9000", "2026-04-16", "处理中", ""]]  # fmt: skip
    prepared = site.prepare(csv([heads, *rows]), Asked("bank"))
    assert prepared.faults == ()
    assert len(prepared.notes) == 1 and "有 1 行是还没有结果的代发指令" in prepared.notes[0]
    ledger_intake.take(prepared, site.ledger)
    found = {row["worker"]: row for row in site.rows(BANK_LINES)}
    paid, back = found[worker(ZHAO)], found[worker(QIAN)]
    assert (paid["paid_fen"], paid["state"], paid["channel"], paid["account"], paid["booked_on"]) == (790000, "paid", "wage_account", site.account, date(2026, 4, 15))
    assert (back["state"], back["returned_on"], back["site"]) == ("returned", date(2026, 4, 15), site.token)
    assert paid["card"] == accounts.card_tokens([card(1)])[card(1)]


def test_attendance_by_day_and_by_clock_and_a_day_taken_back(site: Site) -> None:
    site.roster()
    heads = ["姓名", "日期", "当日工时"]
    site.send(xlsx({"考勤": [heads, [ZHAO, "2026-03-03", 9.5], [QIAN, "2026-03-03", 8]]}), Asked("attendance", MARCH.period))
    assert sorted((row["worker"], row["day"], row["minutes"]) for row in site.rows(LABOUR_DAYS)) == sorted(
        [(worker(ZHAO), date(2026, 3, 3), 570), (worker(QIAN), date(2026, 3, 3), 480)]
    )
    site.send(xlsx({"考勤": [heads, [QIAN, "2026-03-03", 0]]}), Asked("attendance", MARCH.period))
    assert [row["worker"] for row in site.rows(LABOUR_DAYS)] == [worker(ZHAO)]
    clocked = [["姓名", "日期", "上班打卡时间", "下班打卡时间"], [ZHAO, "2026-03-04", "07:30", "18:02"]]
    site.send(xlsx({"考勤": clocked}), Asked("attendance", MARCH.period))
    assert sorted((row["swiped_at"], row["direction"]) for row in site.rows(ATTENDANCE)) == [
        (datetime(2026, 3, 4, 7, 30), "come"), (datetime(2026, 3, 4, 18, 2), "go"),
    ]  # fmt: skip


def test_passes_by_gate_card(site: Site) -> None:
    site.roster()
    heads = ["门禁卡号", "打卡时间", "进出", "打卡方式", "设备编号"]
    site.send(csv([heads, ["A001", "2026-03-04 07:30:00", "进", "刷卡", "G1"], ["A001", "2026-03-04 18:00:00", "出", "人脸识别", "G1"]]), Asked("swipe"))
    found = sorted(site.rows(ATTENDANCE), key=lambda row: row["swiped_at"])
    assert [(row["worker"], row["day"], row["direction"], row["means"]) for row in found] == [
        (worker(ZHAO), date(2026, 3, 4), "come", "card"), (worker(ZHAO), date(2026, 3, 4), "go", "face"),
    ]  # fmt: skip
    assert found[0]["gate"] == found[1]["gate"]
    wrong = site.prepare(csv([heads, ["A009", "2026-03-04 07:30:00", "进", "刷卡", "G1"]]), Asked("swipe"))
    assert "第 2 行" in says(wrong)[0] and "这张卡没有登记是谁的" in says(wrong)[0]


def test_somebody_leaves_and_keeps_what_the_roster_said(site: Site) -> None:
    site.roster()
    site.send(xlsx({"进退场": [["姓名", "日期", "进退场"], [ZHAO, "2026-03-20", "退场"], [QIAN, "2026-03-21", "退场"], [QIAN, "2026-03-25", "进场"]]}), Asked("movement"))
    found = {row["worker"]: row for row in site.rows(ROSTER)}
    assert (found[worker(ZHAO)]["entered_on"], found[worker(ZHAO)]["left_on"], found[worker(ZHAO)]["agreed_fen"]) == (date(2026, 3, 1), date(2026, 3, 20), 30000)
    assert (found[worker(QIAN)]["entered_on"], found[worker(QIAN)]["left_on"]) == (date(2026, 3, 25), None)


def test_a_statement_whichever_way_it_runs(site: Site) -> None:
    heads = ["交易日期", "收入", "支出", "余额", "摘要"]
    rows = [["2026-04-15", "", "7900", "2100", "代发"], ["2026-04-15", "", "1000", "10000", "代发"], ["2026-04-01", "11000", "", "11000", "拨付"]]
    site.send(csv([heads, *rows]), Asked("statement"))
    assert sorted((row["day"], row["received_fen"], row["paid_fen"], row["balance_fen"]) for row in site.rows(ACCOUNT_BALANCES)) == [
        (date(2026, 4, 1), 1100000, 0, 1100000), (date(2026, 4, 15), 0, 890000, 210000),
    ]  # fmt: skip
    wrong = site.prepare(csv([heads, ["2026-04-01", "11000", "", "11000", ""], ["2026-04-15", "", "7900", "2100", ""]]), Asked("statement"))
    assert "收支和余额对不上" in says(wrong)[0]


NOTICE_HEADS = ["告知编号", "账号", "项目编号", "告知日期", "事项", "原因", "涉及金额", "解除日期"]


def test_notices_about_accounts(site: Site) -> None:
    deposit = accounts.enter_account("44050100000000000003", holder=site.firm)
    rows = [["T1", "", "", "2026-04-15", "资金未按约定拨付", "", "7900", ""], ["T2", "44050100000000000003", "GD-1", "2026-04-16", "划拨", "其他原因", "", "2026-04-20"]]
    site.send(csv([NOTICE_HEADS, *rows]))
    found = sorted(site.rows(ACCOUNT_NOTICES), key=lambda row: row["noticed_on"])
    assert [(row["account"], row["site"], row["city"], row["kind"], row["reason"], row["fen"], row["lifted_on"]) for row in found] == [
        (site.account, site.token, 440100, "short", None, 790000, None), (deposit, site.token, 440100, "taken", "other", None, date(2026, 4, 20)),
    ]  # fmt: skip
    site.send(csv([NOTICE_HEADS, ["T1", "", "", "2026-04-15", "资金未按约定拨付", "", "7900", "2026-04-18"]]))
    assert sorted(row["lifted_on"] for row in site.rows(ACCOUNT_NOTICES)) == [date(2026, 4, 18), date(2026, 4, 20)]


def test_nobody_else_lifts_what_a_bank_told(site: Site) -> None:
    told = ["T1", "", "", "2026-04-15", "冻结", "其他原因", "", ""]
    site.send(csv([NOTICE_HEADS, told]), sender="feeder:1")
    site.send(csv([NOTICE_HEADS, [*told[:-1], "2026-04-15"]]), sender="employer:1")
    assert sorted(str(row["lifted_on"]) for row in site.rows(ACCOUNT_NOTICES)) == ["2026-04-15", "None"]
    site.send(csv([NOTICE_HEADS, [*told[:-1], "2026-04-16"]]), sender="feeder:1")
    assert sorted(row["lifted_on"] for row in site.rows(ACCOUNT_NOTICES)) == [date(2026, 4, 15), date(2026, 4, 16)]


def test_a_notice_that_cannot_be_meant(site: Site) -> None:
    accounts.enter_account("44050100000000000003", holder=site.firm)
    sites.register("别的工地", "440305", "GD-2", contractor=employers.register("乙建设有限公司"))
    rows = [
        ["T1", "", "GD-2", "2026-04-15", "资金未按约定拨付", "", "", ""], ["T2", "44050100000000000003", "", "2026-04-15", "划拨", "", "", ""],
        ["T3", "", "", "2026-04-15", "扣了", "欠货款", "", "2026-04-14"], ["T4", "44050100000000000003", "GD-2", "2026-04-15", "冻结", "", "", ""],
    ]  # fmt: skip
    wrong = site.prepare(csv([NOTICE_HEADS, *rows]), site=None)
    assert [(fault.row, fault.column) for fault in wrong.faults] == [(2, "项目编号"), (3, "项目编号"), (4, "事项"), (4, "原因"), (4, "解除日期"), (5, "项目编号")]
    assert site.rows(ACCOUNT_NOTICES) == []


def test_what_a_file_lacks_is_said(site: Site) -> None:
    rows = payroll([ZHAO, ZHAO_ID, 26, 7950, "", 7950])
    assert says(site.prepare(rows, sheet="")) == ["“工资表”：工资表要说明是哪一张（更正时用同一个名字）。请在上传时选择"]
    assert "请在上传时选择项目" in says(site.prepare(xlsx({"花名册": [ROSTER_HEADS, [ZHAO, ZHAO_ID, "", "2026-03-01"]]}), Asked("roster"), site=None))[0]
    assert "入场日期" in says(site.prepare(xlsx({"花名册": [ROSTER_HEADS, [ZHAO, ZHAO_ID]]}), Asked("roster")))[0]
    heads = ["收款账号", "收款户名", "身份证号", "金额", "结果"]
    bank = csv([heads, [card(1), ZHAO, ZHAO_ID, "1", "成功"]])
    assert "请填“付款账号”" in says(site.prepare(bank, Asked("bank"), account=None))[0]
    assert "没有写记账的日期" in says(site.prepare(bank, Asked("bank")))[0]
    assert site.prepare(bank, Asked("bank"), booked_on=date(2026, 4, 15)).sound
    assert Person.objects.count() == 1 and Card.objects.count() == 1


def test_no_number_of_anybody_stands_in_any_file(site: Site) -> None:
    site.roster()
    site.send(payroll([ZHAO, ZHAO_ID, 26, 7950, "", 7950], [SUN, SUN_ID, 1, 300, "", 300]))
    numbers = [ZHAO_ID, SUN_ID, QIAN_ID, card(1), card(2)]
    files = list(site.ledger.root.rglob("*.parquet"))
    assert len(files) == 2
    for file in files:
        told = str(pq.read_table(file).to_pylist())
        assert not [number for number in numbers if number in told or number[:17] in told]
        assert not [number for number in numbers if number.encode() in file.read_bytes()]


def test_a_killed_sender_sends_again_and_it_is_whole(site: Site) -> None:
    """Two sheets, two batches: after the first commit the process is gone; the same file again completes it."""
    site.roster()
    data = xlsx({"甲班": [PAY_HEADS, [ZHAO, ZHAO_ID, 26, 7950, "", 7950]], "乙班": [PAY_HEADS, [QIAN, QIAN_ID, 20, 9000, "", 9000]]})
    prepared = site.prepare(data)
    assert len(prepared.batches) == 2 and set(prepared.sheets) == {"甲班", "乙班"}
    ledger_intake.take(replace(prepared, batches=prepared.batches[:1]), site.ledger)
    assert [receipt.repeated for receipt in site.send(data)] == [True, False]
    assert sorted(row["net_fen"] for row in site.rows(PAYROLL_LINES)) == [795000, 900000]


def test_a_subcontractor_that_the_rows_name_employs_its_own(site: Site) -> None:
    """A general contractor hands in one roster for all: by credit code, by a name that one employer bears, and its own."""
    code = "91440300DEMX00001Y"
    labour = employers.register("乙劳务有限公司", code)
    heads = ["姓名", "身份证号", "参建单位名称", "参建单位信用代码", "入场日期"]
    rows = [[ZHAO, ZHAO_ID, "乙劳务有限公司", code, "2026-03-01"], [QIAN, QIAN_ID, "甲建设有限公司", "", "2026-03-01"], [SUN, SUN_ID, "丙架子工程队", "", "2026-03-01"]]
    site.send(xlsx({"花名册": [heads, *rows]}), Asked("roster"))
    third = employers.bearing("丙架子工程队")
    assert {row["worker"]: row["employer"] for row in site.rows(ROSTER)} == {worker(ZHAO): labour, worker(QIAN): site.firm, worker(SUN): next(iter(third))}
    site.send(xlsx({"花名册": [heads, [SUN, SUN_ID, "丙架子工程队", "", "2026-03-02"]]}), Asked("roster"))
    assert employers.bearing("丙架子工程队") == third and len(site.rows(ROSTER)) == 3
    wrong = site.prepare(xlsx({"花名册": [heads, [SUN, SUN_ID, "丁", "91440300DEMX00001A", "2026-03-02"], [ZHAO, ZHAO_ID, "丁", "91440300DEMX00001A", "2026-03-02"]]}), Asked("roster"))
    assert len(says(wrong)) == 1 and "第 2 行“统一社会信用代码”" in says(wrong)[0]
