"""``hezhong limit``: what one time limit, threshold or rule of procedure says of a day, as JSON. Asks no database.

Exit codes: 0 answered; 1 the input is wrong, one Chinese line for each error on stderr; 2 the entry has no number, its rule stands
in the answer. The shape of the answer is docs/commands.md's.
"""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook, from_files
from hezhong.law.clock_events import BadEvents, day_of, moment
from hezhong.law.facts import EARLIEST, LATEST, BadFacts, place_of
from hezhong.law.limit_answer import LimitAnswer, UnknownEntry, answer, resolve
from hezhong.law.limit_plain import plain
from hezhong.law.model import NotInForce

MEANS = "算一条期限：hezhong limit 编号 --on 起算日 [--region 区划代码] [--events 文件]，或 --resolve 义务代码"
HOME_REGION = "440000"


def run(arguments: Sequence[str]) -> int:
    """Print the answer; return the exit code."""
    try:
        found, on, region = answered(arguments, from_files())
    except BadInput as bad:
        return refused(bad)
    printed(plain(found, on, region))
    return 2 if found.amount is None else 0


def answered(arguments: Sequence[str], book: LawBook) -> tuple[LimitAnswer, date, str]:
    """Return the answer, with the day and the region it was asked for. Raises BadInput."""
    given = _reader().parse_args(arguments)
    wrong: list[str] = []
    on, place, events = _day(given.on, wrong), _place(given.region, wrong), _events(given.events, wrong)
    if not given.entry and not given.resolve:
        wrong.append("请写期限的编号，如 hearing_notice，或者用 --resolve 写义务的代码")
    if wrong or on is None or place is None:
        raise BadInput(wrong)
    try:
        found = _found(given, on, place, book, events)
    except BadEvents as bad:
        raise BadInput(bad.wrong) from None
    except (UnknownEntry, NotInForce) as unknown:
        raise BadInput([str(unknown)]) from None
    return found, on, given.region


def _reader() -> argparse.ArgumentParser:
    reader = Reader("hezhong limit", description=MEANS, allow_abbrev=False)
    reader.add_argument("entry", nargs="?", default="", metavar="编号")
    reader.add_argument("--on", default="", metavar="日期", help="起算日；倒数的期限写开庭、听证等约定之日")
    reader.add_argument("--region", default=HOME_REGION, metavar="代码", help="六位行政区划代码，不写为广东 440000")
    reader.add_argument("--events", default="", metavar="文件", help="期限上发生的事，JSON 列表")
    reader.add_argument("--resolve", default="", metavar="义务", help="义务的代码：选出在当地当日适用的那一条")
    return reader


def _found(given: argparse.Namespace, on: date, place: Place, book: LawBook, events: list[Any]) -> LimitAnswer:
    if not given.resolve:
        return answer(given.entry, on, place, book, events)
    of_duty = {entry for limit in book.limits if limit.duty.code == given.resolve for entry in limit.entries}
    if given.entry and of_duty and given.entry not in of_duty:
        raise UnknownEntry(f"“{given.entry}”不是义务“{given.resolve}”的期限，编号和 --resolve 只写一个")
    return resolve(given.resolve, on, place, book, events)


def _day(text: str, wrong: list[str]) -> date | None:
    try:
        on = moment(text, "--on")
    except ValueError as why:
        wrong.append(str(why))
        return None
    if not EARLIEST <= day_of(on) <= LATEST:
        wrong.append(f"--on 要在{EARLIEST}到{LATEST}之间")
    return on


def _place(code: str, wrong: list[str]) -> Place | None:
    try:
        return place_of(code)
    except BadFacts as bad:
        wrong.extend(f"--region {why}" for _, why in bad.wrong)
        return None


def _events(name: str, wrong: list[str]) -> list[Any]:
    if not name:
        return []
    try:
        read = json.loads(Path(name).read_text("utf8"))
    except OSError:
        wrong.append(f"--events 打不开文件“{name}”，请检查路径")
        return []
    except ValueError as why:
        wrong.append(f"--events 文件不是 JSON：{why}")
        return []
    if not isinstance(read, list):
        wrong.append('--events 文件要是一个列表，如 [{"op": "suspend", "on": "2026-03-02"}]')
        return []
    return read
