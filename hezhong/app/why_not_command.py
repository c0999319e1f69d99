"""``hezhong why-not``: what every rule says of one site or employer on a day, warned or silent, and why. Asks no database.

Exit codes: 0 answered; 1 the input is wrong, one Chinese line for each error on stderr.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hezhong.app.answering import BadInput, Reader, printed, refused
from hezhong.app.detecting import in_force, places
from hezhong.app.warn_command import LIMITS, day, folder
from hezhong.early_warning.detection import Frame
from hezhong.early_warning.explaining import Explanation, why_not
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.ledger.asking import asked, cities_of
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger

MEANS = "问为什么（没有）预警：hezhong why-not 项目编号 2026-03-31 --ledger 文件夹 [--kind site|employer] [--rule 代码]"


def run(arguments: Sequence[str]) -> int:
    """Answer; return the exit code."""
    reader = Reader("hezhong why-not", description=MEANS, allow_abbrev=False)
    reader.add_argument("subject", metavar="编号", help="台账里的项目或者单位编号")
    reader.add_argument("on", metavar="日期")
    reader.add_argument("--ledger", default="", metavar="文件夹")
    reader.add_argument("--kind", default="site", choices=[kind.code for kind in Subject])
    reader.add_argument("--rule", action="append", default=[], metavar="代码")
    try:
        given = reader.parse_args(arguments)
        wrong: list[str] = []
        on, ledger = day(given.on, wrong), folder(given.ledger, wrong)
        if not given.subject.isdecimal():
            wrong.append("编号是台账里的一串数字：预警的项目、单位页面的地址里最后一段就是，warn --out 写的结果里也有")
        if wrong or on is None or ledger is None:
            raise BadInput(wrong)
        kind = next(each for each in Subject if each.code == given.kind)
        printed(answered(ledger, kind, int(given.subject), on, given.rule))
    except BadInput as bad:
        return refused(bad)
    return 0


def answered(ledger: Ledger, kind: Subject, subject: int, on: date, only: Sequence[str] = ()) -> dict[str, Any]:
    """Return what each rule says of the subject, of the rows dated up to the day."""
    frame = Frame(on, from_files(), places())
    with asked(ledger, back_from(on), cities_of(ledger), LIMITS, on) as tables:
        said = why_not(in_force(on, only).values(), tables, frame, kind, subject, GUANGDONG)
    return {"subject": subject, "on": str(on), "rules": [as_json(each) for each in said]}


def as_json(said: Explanation) -> dict[str, Any]:
    """Return an explanation in figures and words; workers by token."""
    rule = said.edition.rule
    return {
        "rule": rule.code, "title": rule.title, "why": said.why.name, "means": said.why.value, "says": said.words,
        "grade": said.grade.code if said.grade else None, "sentence": rule.says, "basis": [str(each) for each in said.edition.basis],
        "suggested": rule.suggested, "closes": rule.family.closes, "version": said.edition.version,
        "rows": [{name: row[name] for name in ("worker", "month", "fen", "value")} for row in said.rows], "left_out": said.left_out,
    }  # fmt: skip
