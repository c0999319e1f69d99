"""``hezhong ledger``: files with published columns in, receipts and faults out, by exit code."""

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import call_command

from hezhong.app import warn_command
from hezhong.directory import feeders, regions, sites
from hezhong.directory.changes import Author
from hezhong.directory.models import Account
from hezhong.engine import ledger_place
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import local
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE
from hezhong.ledger.tests.written import csv, xlsx
from hezhong.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
HEADS = ["city", "booked_on", "line", "account", "worker", "card", "paid_fen", "channel", "state"]
FIRST = ["440300", "2026-01-15", "1152921504606846977", "7", "8", "9", "640000", "wage_account", "paid"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Any:
    ledger_place.use(tmp_path / "ledger")
    yield tmp_path
    ledger_place.use(settings.HOME.ledger)


def asked(*words: str) -> tuple[int, str, str]:
    out, wrong = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("ledger", *words, stdout=out, stderr=wrong, no_color=True)
    return int(ended.value.code or 0), out.getvalue(), wrong.getvalue()


def rows() -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(BANK_LINES).to_pylist()


def written(folder: Path, data: bytes, name: str = "lines.csv") -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def test_csv_twice_counts_once(folder: Path) -> None:
    file = written(folder, csv([HEADS, FIRST]))
    code, out, _ = asked("ingest", "bank_lines", file, "--sender", "bank", "--number", "1")
    receipt = json.loads(out)
    assert (code, receipt["table"], receipt["rows"], receipt["seq"], receipt["repeated"]) == (0, "bank_lines", 1, 1, False)
    assert json.loads(asked("ingest", "bank_lines", file, "--sender", "bank", "--number", "1")[1]) == {**receipt, "repeated": True}
    assert [(row["line"], row["paid_fen"], row["booked_on"], row["month"]) for row in rows()] == [(2**60 + 1, 640000, date(2026, 1, 15), None)]
    other = written(folder, csv([HEADS, [*FIRST[:6], "1", *FIRST[7:]]]), "other.csv")
    code, _, wrong = asked("ingest", "bank_lines", other, "--sender", "bank", "--number", "1")
    assert code == 2 and "这个批次号已经用于另一批内容" in wrong


def test_a_workbook_and_parquet_say_the_same(folder: Path) -> None:
    first = json.loads(asked("ingest", "bank_lines", written(folder, xlsx({"Sheet1": [HEADS, FIRST]}), "lines.xlsx"))[1])
    table = pa.table({
        "city": [440300], "booked_on": [date(2026, 1, 15)], "line": [2**60 + 1], "account": [7], "worker": [8], "card": [9],
        "paid_fen": [640000], "channel": ["wage_account"], "state": ["paid"],
    })  # fmt: skip
    pq.write_table(table, folder / "lines.parquet")
    assert json.loads(asked("ingest", "bank_lines", str(folder / "lines.parquet"))[1]) == {**first, "repeated": True}


def test_a_row_is_taken_back(folder: Path) -> None:
    asked("ingest", "bank_lines", written(folder, csv([HEADS, FIRST])))
    gone = written(folder, csv([[*HEADS, "withdrawn"], [*FIRST, "是"]]), "gone.csv")
    receipt = json.loads(asked("ingest", "bank_lines", gone)[1])
    assert (receipt["rows"], receipt["withdrawals"]) == (0, 1)
    assert rows() == []


def test_every_fault_is_told_with_its_row_and_nothing_is_kept(folder: Path) -> None:
    bad = [FIRST, [*FIRST[:1], "2026-13-01", "二", *FIRST[3:]], [*FIRST[:2], "13800138000", *FIRST[3:7], "by_pigeon", "paid"]]
    code, _, wrong = asked("ingest", "bank_lines", written(folder, csv([HEADS, *bad])))
    assert code == 1
    assert wrong.strip().splitlines() == [
        "银行代发明细有 2 处需要改正，整批没有收下：",
        "第 3 行：“记账日”：“2026-13-01”不是日期。请写成 2026-03-11",
        "第 3 行：“银行流水”：“二”不是整数",
    ]
    code, _, wrong = asked("ingest", "bank_lines", written(folder, csv([HEADS, bad[0], bad[2]])))
    assert code == 1 and "第 3 行：“银行流水”是身份证、手机或者银行卡号码的样子" in wrong and "第 3 行：“渠道”只能是" in wrong
    assert ledger_place.current().manifest.state().seq == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ingest", "wages", "x.csv"), "没有名为 wages 的台账"),
        (("ingest", "bank_lines", "nowhere.csv"), "打不开文件"),
        (("fold", "wages"), "没有名为 wages 的台账"),
        (("ingest", "bank_lines"), "命令写得不对。hezhong ledger ingest 表名 文件"),
        ((), "命令写得不对"),
        (("eat",), "命令写得不对"),
    ],
)
def test_what_is_asked_wrongly(words: tuple[str, ...], says: str) -> None:
    code, _, wrong = asked(*words)
    assert code == 1 and says in wrong


@pytest.mark.parametrize(
    ("heads", "says"),
    [
        (HEADS[1:], "第 1 行缺“city”"),
        ([*HEADS[:-1], "姓名"], "第 1 行有不认识的列名“姓名”"),
        ([*HEADS, "city"], "第 1 行有两个“city”"),
    ],
)
def test_wrong_heads(folder: Path, heads: list[str], says: str) -> None:
    code, _, wrong = asked("ingest", "bank_lines", written(folder, csv([heads, FIRST[: len(heads)] + ["x"] * (len(heads) - 9)])))
    assert code == 1 and says in wrong


def test_moments_and_folding_and_status(folder: Path) -> None:
    heads = ["city", "site", "worker", "day", "swiped_at", "direction"]
    for n in range(2):
        asked("ingest", "attendance", written(folder, csv([heads, ["440300", "1", str(n + 1), "2026-01-15", "2026-01-15T07:30:00", "come"]])))
    assert json.loads(asked("status")[1])["tables"][0] | {"bytes": 0} == {
        "table": "attendance", "title": "考勤记录", "files": 2, "rows": 2, "since": 202601, "until": 202601, "bytes": 0,
    }  # fmt: skip
    assert json.loads(asked("fold")[1]) == {"folded": 1, "due": 1}
    assert json.loads(asked("status")[1])["tables"][0]["files"] == 1
    ledger = ledger_place.current()
    assert {row["swiped_at"] for row in Reader(ledger.root, ledger.manifest.state()).rows(ATTENDANCE).to_pylist()} == {datetime(2026, 1, 15, 7, 30)}


def test_a_feeder_is_made_with_a_token_shown_once_and_ended(folder: Path) -> None:
    regions.load_guangdong()
    site = sites.register("云山花园", "440106", "GD-1")
    code, _, wrong = asked("feeder", "示例银行", "--kind", "bank", "--site", "GD-404", "--account", "44050100000000000001")
    assert code == 1 and wrong.strip().splitlines() == ["没有编号为“GD-404”的项目。", "没有登记尾号 0001 的付款账户。"]
    made = json.loads(asked("feeder", "示例银行", "--kind", "bank", "--site", "GD-1")[1])
    found = feeders.admitted(made["token"], clock.today())
    assert found is not None and (found.id, found.name, found.kind, found.sites) == (made["feeder"], "示例银行", "bank", {site})
    assert asked("feeder", "--agree", str(made["feeder"]), "--layout", "B2")[0] == 0 and asked("feeder", "--agree", "404", "--layout", "B2")[0] == 1
    again = feeders.admitted(made["token"], clock.today())
    assert again is not None and again.layout == "B2"
    assert asked("feeder", "--end", str(made["feeder"]))[0] == 0
    assert feeders.admitted(made["token"], clock.today()) is None
    assert asked("feeder", "--end", str(made["feeder"]))[0] == 1
    assert asked("feeder", "示例银行")[0] == 1


def test_check_finds_a_file_that_says_something_else_and_one_that_is_gone(folder: Path) -> None:
    for number, line in (("1", FIRST), ("2", ["440100", *FIRST[1:]])):
        assert asked("ingest", "bank_lines", written(folder, csv([HEADS, line])), "--sender", "bank", "--number", number)[0] == 0
    code, out, wrong = asked("check")
    assert (code, json.loads(out), wrong) == (0, {"files": 2, "damaged": []}, "")

    shenzhen, guangzhou = (next((folder / "ledger" / "bank_lines").rglob(f"city={city}/*.parquet")) for city in (440300, 440100))
    before = shenzhen.read_bytes()
    pq.write_table(pq.read_table(shenzhen).set_column(0, "city", pa.array([440300], pa.int32())), shenzhen, compression="none")
    code, out, wrong = asked("check")
    assert code == 3 and json.loads(out)["damaged"] == [shenzhen.relative_to(folder / "ledger").as_posix()]
    assert "1 个文件缺失，或者与收下时不一致" in wrong and "从备份恢复" in wrong

    guangzhou.unlink()
    assert len(json.loads(asked("check")[1])["damaged"]) == 2
    shenzhen.write_bytes(before)
    assert json.loads(asked("check")[1])["damaged"] == [guangzhou.relative_to(folder / "ledger").as_posix()]


def test_a_copy_is_a_ledger_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, line in (("1", FIRST), ("2", ["440100", *FIRST[1:]]), ("3", [*FIRST[:6], "700000", *FIRST[7:]])):
        assert asked("ingest", "bank_lines", written(folder, csv([HEADS, line])), "--sender", "bank", "--number", number)[0] == 0
    there = folder / "copied"
    code, out, _ = asked("copy", str(there))
    assert (code, json.loads(out)) == (0, {"folder": str(there), "files": 3, "seq": 3})

    copied, own = local(there), ledger_place.current()
    assert Reader(there, copied.manifest.state()).rows(BANK_LINES).equals(Reader(own.root, own.manifest.state()).rows(BANK_LINES))
    assert warn_command.run(["--as-of", "2026-02-20", "--ledger", str(there), "--rule", "site_wages_unpaid"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == 1

    assert asked("ingest", "bank_lines", written(folder, csv([HEADS, [*FIRST[:6], "800000", *FIRST[7:]]])), "--sender", "bank", "--number", "4")[0] == 0
    assert local(there).manifest.state().seq == 3, "what comes later is the installation's alone"
    code, _, wrong = asked("copy", str(there))
    assert code == 1 and "里已经有东西" in wrong
    next((there / "bank_lines").rglob("*.parquet")).unlink()
    assert len(json.loads(asked("check")[1])["damaged"]) == 0, "the copy's names are its own"


def test_a_clerk_of_a_bank_is_made_once_and_ended() -> None:
    at = Author("测试", clock.now())
    bank, _ = feeders.make("示例银行", "bank", at)
    code, out, _ = asked("clerk", "bank.one", "--bank", str(bank), "--name", "钱示例")
    made = json.loads(out)
    assert code == 0 and made["login"] == "bank.one"
    account = Account.objects.get(username="bank.one")
    assert account.kind == "bank" and check_password(made["password"], account.password)
    for words, says in (
        (("bank.one", "--bank", str(bank), "--name", "钱"), "已经有人用了"), (("bank.two", "--bank", "404", "--name", "钱"), "没有第 404 号"),
        (("b", "--bank", str(bank), "--name", "钱"), "登录名是 3 到 30 位"), (("bank.two", "--bank", str(bank)), "姓名和银行的号都要写"),
    ):  # fmt: skip
        code, _, wrong = asked("clerk", *words)
        assert code == 1 and says in wrong
    assert asked("clerk", "bank.one", "--end")[0] == 0
    code, _, wrong = asked("clerk", "bank.one", "--end")
    assert code == 1 and "或者已经停用" in wrong
