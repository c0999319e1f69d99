"""``hezhong ledger``: takes a file with published columns in, folds, and says what stands there. See docs/commands.md."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandParser
from django.db import ProgrammingError

from hezhong.app.answering import BadInput, Reader
from hezhong.app.province import new_password
from hezhong.directory import accounts, bank_clerks, feeders, sites
from hezhong.directory.bank_clerks import NotMade
from hezhong.directory.changes import Author
from hezhong.directory.imports import LOGIN
from hezhong.engine import ledger_place, ledger_upkeep
from hezhong.ledger import copying, upkeep
from hezhong.ledger.batch import BadBatch, Batch, Fault
from hezhong.ledger.ingest import NumberTaken, ingest
from hezhong.ledger.tables import TABLES, named
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in import bank_orders, published
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.published import Stated
from hezhong.web import clock

LISTED = 100
MEANS = "hezhong ledger ingest 表名 文件 [--sender 谁] [--number 批次号]，hezhong ledger fold [表名 …]，hezhong ledger status，hezhong ledger check，或 hezhong ledger copy 新文件夹"
FEEDER_MEANS = "hezhong ledger feeder 名称 --kind bank|gate [--site 项目编号 …] [--account 付款账号 …]，hezhong ledger feeder --agree 号 --layout B1|B2|B3，或 hezhong ledger feeder --end 号"
CLERK_MEANS = "hezhong ledger clerk 登录名 --bank 银行报送程序的号 --name 姓名，或 hezhong ledger clerk 登录名 --end"
TAKEN, WRONG, NUMBER_TAKEN, DAMAGED = 0, 1, 2, 3
REPORT = timedelta(seconds=5)


class Command(BaseCommand):
    """Exit codes: 0 taken in (also when it had been before), 1 wrong input, 2 the number stands for another batch, 3 files are damaged."""

    help = "数据台账：ledger ingest 表名 文件；ledger fold；ledger status；ledger check；ledger copy 新文件夹"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs=argparse.REMAINDER, help="ingest 表名 文件 | fold [表名 …] | status | check | copy 新文件夹")

    def handle(self, *arguments: Any, **options: Any) -> None:
        self._told = clock.now()
        try:
            given = _reader().parse_args(options["words"])
        except BadInput as bad:
            sys.exit(self._refuse(bad.wrong))
        try:
            words = {
                "ingest": self._ingest, "fold": self._fold, "status": self._status, "check": self._check, "copy": self._copy,
                "feeder": self._feeder, "clerk": self._clerk,
            }  # fmt: skip
            code = words[given.word](vars(given))
        except ProgrammingError:
            code = self._refuse(["这个安装还没有建台账的数据表。请先运行 hezhong prepare。"])
        sys.exit(code)

    def _ingest(self, given: Any) -> int:
        try:
            table = named(given["table"])
            stated = published.read(Path(given["file"]).read_bytes(), table)
        except KeyError as unknown:
            return self._refuse([str(unknown.args[0])])
        except OSError:
            return self._refuse([f"打不开文件“{given['file']}”，请检查路径。"])
        except Unreadable as why:
            return self._refuse([f"{why}。"])
        if stated.faults:
            return self._refuse(told(stated.faults, table))
        batch = Batch(table, given["sender"], stated.stated, stated.taken_back, given["number"])
        try:
            receipt = ingest(ledger_place.current(), batch)
        except BadBatch as bad:
            return self._refuse(told(in_file(bad.faults, stated), table))
        except NumberTaken as taken:
            return self._refuse([str(taken)], NUMBER_TAKEN)
        self._print({
            "table": table.name, "batch": receipt.batch, "seq": receipt.seq, "rows": receipt.rows,
            "withdrawals": receipt.withdrawals, "repeated": receipt.repeated,
        })  # fmt: skip
        return TAKEN

    def _fold(self, given: Any) -> int:
        if unknown := [name for name in given["tables"] if name not in TABLES]:
            return self._refuse([f"没有名为 {name} 的台账，可用的有：{'、'.join(TABLES)}。" for name in unknown])
        folded, due = ledger_upkeep.fold(ledger_place.current(), given["tables"])
        self._print({"folded": folded, "due": due})
        return TAKEN

    def _status(self, given: Any) -> int:
        ledger = ledger_place.current()
        tables = [
            {"table": each.name, "title": TABLES[each.name].title, "files": each.files, "rows": each.rows, "since": each.months[0],
             "until": each.months[1], "bytes": each.size}
            for each in ledger_upkeep.status(ledger)
        ]  # fmt: skip
        self._print({"seq": ledger.manifest.state().seq, "folder": str(ledger.root), "tables": tables})
        return TAKEN

    def _check(self, given: Any) -> int:
        """Read every file that the manifest names, and hold it against what was written."""
        ledger = ledger_place.current()
        many, damaged = len(upkeep.named(ledger)), []
        for number, (path, sound) in enumerate(upkeep.checked(ledger), 1):
            damaged += [] if sound else [path]
            self._progress(f"已核对 {number}/{many} 个文件，{len(damaged)} 个有损坏")
        self._print({"files": many, "damaged": damaged})
        if not damaged:
            return TAKEN
        return self._refuse([f"{len(damaged)} 个文件缺失，或者与收下时不一致。请从备份恢复这些文件；恢复以前，所在地市的预警不会更新。"], DAMAGED)

    def _copy(self, given: Any) -> int:
        ledger, folder, files = ledger_place.current(), Path(given["folder"]), 0
        try:
            for files, of in copying.copy(ledger, folder):
                self._progress(f"已复制 {files}/{of} 个文件")
        except copying.FolderTaken:
            return self._refuse([f"“{folder}”里已经有东西。请给一个新的文件夹。"])
        except OSError as failed:
            return self._refuse([f"复制到“{folder}”时出错：{failed.strerror or failed}。请看看路径和磁盘，删掉没有复制完的，再来一次。"])
        self._print({"folder": str(folder), "files": files, "seq": ledger.manifest.state().seq})
        return TAKEN

    def _progress(self, says: str) -> None:
        """Say how far it is, every few seconds."""
        if clock.now() - self._told >= REPORT:
            self._told = clock.now()
            self.stderr.write(says)

    def _feeder(self, given: Any) -> int:
        author = Author("命令行", clock.now())
        if given["end"]:
            ended = feeders.end(given["end"], author)
            return TAKEN if ended else self._refuse([f"没有第 {given['end']} 号报送程序，或者已经停用。"])
        if given["agree"] and given["layout"]:
            agreed = feeders.agree(given["agree"], given["layout"], author)
            return TAKEN if agreed else self._refuse([f"没有第 {given['agree']} 号银行报送程序，或者已经停用。"])
        if not given["name"] or not given["kind"]:
            return self._refuse([f"命令写得不对。{FEEDER_MEANS}"])
        at_sites, of_accounts = sites.numbered(given["site"]), accounts.accounts(given["account"])
        unknown = [f"没有编号为“{number}”的项目。" for number in given["site"] if number not in at_sites]
        unknown += [f"没有登记尾号 {number[-4:]} 的付款账户。" for number in given["account"] if number not in of_accounts]
        if unknown:
            return self._refuse(unknown)
        made = feeders.make(given["name"], given["kind"], author, at_sites.values(), [each.token for each in of_accounts.values()])
        self._print({"feeder": made[0], "token": made[1], "says": "令牌只显示这一次，请马上交给报送方保管。"})
        return TAKEN

    def _clerk(self, given: Any) -> int:
        author, login = Author("命令行", clock.now()), given["login"]
        if given["end"]:
            return TAKEN if bank_clerks.end(login, author) else self._refuse([f"没有登录名为“{login}”的银行经办人，或者已经停用。"])
        if not LOGIN.fullmatch(login) or not given["name"].strip() or not given["bank"]:
            return self._refuse([f"登录名是 3 到 30 位字母、数字、点或者横线，姓名和银行的号都要写。{CLERK_MEANS}"])
        password = new_password()
        try:
            bank_clerks.make(given["bank"], given["name"].strip(), login, make_password(password), author)
        except NotMade as not_made:
            return self._refuse([f"{not_made}。"])
        self._print({"login": login, "password": password, "says": "密码只显示这一次，请交给本人。第一次登录要开启两步验证，再改密码。"})
        return TAKEN

    def _refuse(self, says: Sequence[str], code: int = WRONG) -> int:
        self.stderr.write("\n".join(says))
        return code

    def _print(self, answer: Any) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _reader() -> Reader:
    reader = Reader("hezhong ledger", description=MEANS, allow_abbrev=False)
    words = reader.add_subparsers(dest="word", required=True)
    taking = words.add_parser("ingest", description=MEANS)
    taking.add_argument("table")
    taking.add_argument("file")
    taking.add_argument("--sender", default="operator")
    taking.add_argument("--number", default="")
    words.add_parser("fold", description=MEANS).add_argument("tables", nargs="*")
    words.add_parser("status", description=MEANS)
    words.add_parser("check", description=MEANS)
    words.add_parser("copy", description=MEANS).add_argument("folder")
    feeding = words.add_parser("feeder", description=FEEDER_MEANS)
    feeding.add_argument("name", nargs="?", default="")
    feeding.add_argument("--kind", choices=("bank", "gate"), default="")
    feeding.add_argument("--site", action="append", default=[])
    feeding.add_argument("--account", action="append", default=[])
    feeding.add_argument("--agree", type=int, default=0)
    feeding.add_argument("--layout", choices=tuple(bank_orders.WRITERS), default="")
    feeding.add_argument("--end", type=int, default=0)
    clerk = words.add_parser("clerk", description=CLERK_MEANS)
    clerk.add_argument("login")
    clerk.add_argument("--bank", type=int, default=0)
    clerk.add_argument("--name", default="")
    clerk.add_argument("--end", action="store_true")
    return reader


def in_file(faults: Sequence[Fault], stated: Stated) -> list[Fault]:
    """Return faults with the rows as the file counts them; those of withdrawals are told by their columns alone."""
    rows = stated.rows if stated.rows else stated.withdrawn
    return [Fault(rows[fault.row - 1] if 0 < fault.row <= len(rows) else 0, fault.column, fault.says) for fault in faults]


def told(faults: Sequence[Fault], table: Table) -> list[str]:
    """Return a line for each fault, and how many more there are."""
    head = f"{table.title}有 {len(faults)} 处需要改正，整批没有收下："
    lines = [f"第 {fault.row} 行：{fault.says}" if fault.row else f"整批：{fault.says}" for fault in faults[:LISTED]]
    return [head, *lines, *([f"还有 {len(faults) - LISTED} 处，改好这些再看。"] if len(faults) > LISTED else [])]
