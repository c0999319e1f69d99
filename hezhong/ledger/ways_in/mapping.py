"""What each column of a file means, as plain data: proposed from the dictionary, confirmed by a person, remembered."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.headers import Head, Heading
from hezhong.ledger.ways_in.layouts import LAYOUTS, WORDS
from hezhong.ledger.ways_in.rows import KINDS, readable

FOREMAN = re.compile(r"[\u4e00-\u9fff·]{2,6}付(?:合计)?")
NOT_FOREMEN = {"项目部代付", "代付", "代付合计", "支付", "应付", "实付", "已付", "未付", "代付金额"}
IGNORED = ""
INWARD = ("进", "入", "进场", "入场", "进门", "in", "enter")
OUTWARD = ("出", "退", "出场", "退场", "离场", "出门", "out", "exit")
MOVES: Mapping[str, str] = dict.fromkeys(INWARD, "in") | dict.fromkeys(OUTWARD, "out")
"""Words that say themselves which way; figures never do."""
CODED = {"swipe": "moves", "movement": "moves", "statement": "side"}
EXTRA = {"payroll": ("year", "month_of_year")}
"""Fields that are read only together: 年份 and 月份 in two columns."""


@dataclass(frozen=True)
class Question:
    """What a person must say once. head: the column's path, or of a coding the field with a colon before it."""

    head: str
    says: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class ColumnMapping:
    """The meaning of a file's columns. columns: path -> field ("" is left out); codes: field -> as written -> meant."""

    kind: str
    layout: str
    signature: str
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    def answered(self, head: str, name: str) -> "ColumnMapping":
        """Return the mapping with one column settled. Raises Unreadable for a field this kind of table lacks."""
        if name and name not in readable(self.kind):
            raise Unreadable("这种表里没有这一栏。请从列出的栏目里选")
        left = tuple(each for each in self.questions if each.head != head)
        columns = {path: was for path, was in self.columns.items() if not name or was != name or _adds(self.kind, name)}
        return replace(self, columns=columns | {head: name}, questions=left)

    def coded(self, name: str, codes: Mapping[str, str]) -> "ColumnMapping":
        """Return the mapping with the codes of a field settled: which figure is in, which is out."""
        left = tuple(each for each in self.questions if each.head != f":{name}")
        return replace(self, codes={**self.codes, name: dict(codes)}, questions=left)

    def as_plain(self) -> dict[str, Any]:
        """Return what is remembered for an employer; no cell of the file is in it. Raises Unreadable while questions stand."""
        refuse_open(self)
        return {
            "kind": self.kind, "layout": self.layout, "signature": self.signature,
            "columns": dict(self.columns), "codes": {name: dict(codes) for name, codes in self.codes.items()},
        }  # fmt: skip

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> "ColumnMapping":
        return cls(told["kind"], told["layout"], told["signature"], told["columns"], told["codes"])


def refuse_open(mapping: ColumnMapping) -> None:
    """Raises Unreadable while a question stands: money in a column nobody explained is never left out in silence."""
    if mapping.questions:
        raise Unreadable("先回答这些问题，再导入：" + "；".join(each.says for each in mapping.questions))


def signature(heading: Heading) -> str:
    """Return what tells files of one make apart: a hash of the heads, days of the month left out."""
    heads = [head.path for head in heading.heads if not head.day]
    key = heading.layout.key if heading.layout and not heads else ""
    return hashlib.sha256("\n".join([key, *heads]).encode()).hexdigest()


def propose(heading: Heading, kind: str = "", remembered: Sequence[ColumnMapping] = ()) -> ColumnMapping:
    """Return the remembered mapping of such a file, or a proposal. Raises Unreadable where the kind of table is not clear."""
    mark = signature(heading)
    for mapping in remembered:
        if mapping.signature == mark and kind in ("", mapping.kind):
            return mapping
    layout = heading.layout if heading.layout and kind in ("", heading.layout.kind) else None
    kind = kind or (layout.kind if layout else likely_kind(heading))
    if kind not in KINDS:
        raise Unreadable("认不出这是哪一种表。请先选择：工资表、考勤表、花名册、银行文件，还是门禁记录")
    columns: dict[str, str] = {}
    questions: list[Question] = []
    for head in heading.heads:
        name = _meant(head, kind, layout.means if layout else {})
        if name and name in columns.values() and not _adds(kind, name):
            first = next(path for path, was in columns.items() if was == name)
            questions.append(Question(head.path, f"“{_title(heading, first)}”和“{head.title}”两栏，哪一栏是{_named(kind, name)}", (name, "")))
        elif name is not None:
            columns[head.path] = name
        elif FOREMAN.fullmatch(head.last) and head.last not in NOT_FOREMEN and kind == "payroll":
            questions.append(Question(head.path, f"“{head.title}”一栏是不是包工头付给工人的钱", ("paid_by_foreman", "")))
    same = layout if heading.exact else None
    codes = dict(same.codes) if same else {}
    if (coded := CODED.get(kind)) in columns.values() and coded not in codes and kind != "statement":
        questions.append(Question(f":{coded}", "进出一栏如果写的是数字，哪个数字是进、哪个是出（写“进”“出”的不用回答）", ("in", "out")))
    return ColumnMapping(kind, same.key if same else "", mark, columns, codes, tuple(questions))


def likely_kind(heading: Heading) -> str:
    """Return the one kind that has all it needs in these heads and most words of its own; nothing where two are as likely."""
    scored: dict[str, int] = {}
    for kind, row in KINDS.items():
        there = {_meant(head, kind, {}) for head in heading.heads} | ({"day"} if heading.days and kind == "attendance" else set())
        needed = {name for name, each in readable(kind).items() if each.metadata["needed"]}
        one_of = set(getattr(row, "ONE_OF", ()))
        if needed <= there and (not one_of or one_of & there):
            words = WORDS.get(kind, {})
            scored[kind] = sum(head.path in words or head.last in words for head in heading.heads) + len(heading.days) * (kind == "attendance")
    best = max(scored.values(), default=0)
    likely = [kind for kind, score in scored.items() if score == best]
    return likely[0] if best and len(likely) == 1 else ""


def missing(mapping: ColumnMapping, heading: Heading) -> list[str]:
    """Return the columns without which the table cannot be read, by the names to write in the head."""
    there = set(mapping.columns.values())
    layout = next((each for each in LAYOUTS if each.key == mapping.layout), None)
    seen = {head.path for head in heading.heads} | {head.last for head in heading.heads}
    lacking = [head for head in (layout.needs if layout else ()) if "".join(head.lower().split()) not in seen]
    if lacking:
        return lacking
    fields = readable(mapping.kind)
    lacking = [each.metadata["title"] for name, each in fields.items() if each.metadata["needed"] and name not in there]
    one_of = getattr(KINDS[mapping.kind], "ONE_OF", ())
    if one_of and not there & set(one_of):
        lacking.append("或者".join(fields[name].metadata["title"] for name in one_of))
    return lacking


def _meant(head: Head, kind: str, means: Mapping[str, str]) -> str | None:
    """Return the field of a column, "" where the layout leaves it out, None where nobody knows it."""
    for key in (head.path, head.last):
        if key in means:
            return means[key]
    for words in (WORDS.get(kind, {}), WORDS["any"]):
        for key in (head.path, head.path.replace("/", ""), head.last):
            if (name := words.get(key)) and name in readable(kind):
                return name
    return None


def _adds(kind: str, name: str) -> bool:
    found = readable(kind).get(name)
    return bool(found and found.metadata["adds"])


def _named(kind: str, name: str) -> str:
    return f"“{readable(kind)[name].metadata['title']}”"


def _title(heading: Heading, path: str) -> str:
    return next(head.title for head in heading.heads if head.path == path)
