"""Offices, officers and employers from a workbook: every row is checked first, then all are taken over or none.

A workbook may be handed in again with more rows; what is there already is a fault, and says so.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from hezhong.directory import founding, regions
from hezhong.directory.changes import Author
from hezhong.directory.founding import POSTS, NewEmployer, NewOffice, NewOfficer, NewService
from hezhong.directory.models import Account, Employer, Office, Post, Serves
from hezhong.directory.reading import BadWorkbook, Fault, Line, Table, read
from hezhong.directory.sheets import EMPLOYERS, OFFICERS, OFFICES, SERVICES
from hezhong.kernel import credit_code, names
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.names import BadName

LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,29}")
HEAD = "负责人"
Span = tuple[date, date | None]


@dataclass(frozen=True)
class Imported:
    """What was taken over. ``logins``: login -> name of the officers who are new and have no password yet."""

    offices: int
    services: int
    officers: int
    employers: int
    logins: Mapping[str, str] = field(default_factory=dict)


def load(data: bytes, businesses: Mapping[str, str], author: Author) -> Imported:
    """Take a workbook over. Raises BadWorkbook with every fault; then nothing was changed.

    businesses: title -> code of what offices can serve.
    """
    with transaction.atomic():
        table = read(data)
        checked = Checked(table, dict(businesses))
        offices, services, officers, employers = (
            checked.offices(),
            checked.services(),
            checked.officers(),
            checked.employers(),
        )
        if table.faults:
            raise BadWorkbook(table.faults)
        if not (offices or services or officers or employers):
            raise BadWorkbook([Fault("", 0, "", "文件里没有一行内容。请填好模板再导入")])
        founding.add_offices(offices, author)
        founding.add_services(services, author)
        founding.add_officers(officers, author)
        founding.add_employers(employers, author)
    logins = {row.login: row.name for row in officers}
    return Imported(len(offices), len(services), len(logins), len(employers), logins)


class Checked:
    """The rows of a workbook against each other and against what is there. Each method returns the sound rows of a sheet."""

    def __init__(self, table: Table, businesses: dict[str, str]) -> None:
        self._table = table
        self._businesses = businesses
        self._there = dict(Office.objects.values_list("name", "word"))
        self._named = {*self._there, *(line.text("名称") for line in table.of(OFFICES))}

    def offices(self) -> list[NewOffice]:
        lines = self._table.of(OFFICES)
        self._once(lines, "名称", self._there, "这个机关已经有了")
        self._once(lines, "文号代字", set(self._there.values()), "别的机关已经用了这个代字")
        rows = [self._office(line) for line in lines]
        self._hang_together(lines)
        return [row for row, line in zip(rows, lines, strict=True) if line.sound]

    def services(self) -> list[NewService]:
        taken: dict[tuple[str, str], list[Span]] = {}
        for region, business, since, until in Serves.objects.values_list("region", "business", "since", "until"):
            taken.setdefault((region, business), []).append((since, until))
        lines = self._table.of(SERVICES)
        rows = [self._service(line, taken) for line in lines]
        return [row for row, line in zip(rows, lines, strict=True) if line.sound]

    def officers(self) -> list[NewOfficer]:
        lines = self._table.of(OFFICERS)
        there = set(Account.objects.values_list("username", flat=True))
        heads = self._heads(lines)
        called: dict[str, str] = {}
        rows = [self._officer(line, there, heads, called) for line in lines]
        return [row for row, line in zip(rows, lines, strict=True) if line.sound]

    def employers(self) -> list[NewEmployer]:
        lines = self._table.of(EMPLOYERS)
        rows = [self._employer(line) for line in lines]
        codes = {row.code: line for row, line in zip(rows, lines, strict=True) if row.code}
        for code in Employer.objects.filter(code__in=codes).values_list("code", flat=True):
            codes[str(code)].wrong("统一社会信用代码", "这家单位已经登记过。请删掉这一行")
        self._once(lines, "统一社会信用代码", (), "")
        return [row for row, line in zip(rows, lines, strict=True) if line.sound]

    def _office(self, line: Line) -> NewOffice:
        code, above = line.region(), line.text("上级机关")
        if above and above not in self._named:
            line.wrong("上级机关", f"没有叫“{above}”的机关。请写全称，或者先在本表里加上它")
        if not above and code and regions.level(code) != "province":
            line.wrong("上级机关", "没有填。只有省级机关可以留空")
        return NewOffice(
            line.text("名称"),
            line.text("简称"),
            line.text("文号代字"),
            regions.level(code),
            code,
            above,
            line.text("地址"),
            line.text("电话"),
        )

    def _hang_together(self, lines: Iterable[Line]) -> None:
        """Note offices that stand above themselves."""
        above = {line.text("名称"): line.text("上级机关") for line in lines}
        for line in lines:
            at, seen = line.text("上级机关"), {line.text("名称")}
            while at and at not in seen:
                seen.add(at)
                at = above.get(at, "")
            if at and at == line.text("名称"):
                line.wrong("上级机关", "绕了一圈又回到自己。请检查上下级")

    def _service(self, line: Line, taken: dict[tuple[str, str], list[Span]]) -> NewService:
        self._known_office(line)
        business, region = self._businesses.get(line.text("业务"), ""), line.region()
        since, until = self._span(line)
        if not business and line.text("业务"):
            line.wrong("业务", f"没有“{line.text('业务')}”这项业务。可以填：{'、'.join(self._businesses)}")
        spans = taken.setdefault((region, business), [])
        if line.sound and any(_overlap((since, until), other) for other in spans):
            line.wrong("机关", "这个地区的这项业务在这段时间已经有机关管辖。请先停止原来的，或者改起始日")
        spans.append((since, until))
        return NewService(line.text("机关"), region, business, since, until)

    def _officer(self, line: Line, there: set[str], heads: set[tuple[str, str]], called: dict[str, str]) -> NewOfficer:
        login, office, kind, deputy = (line.text(title) for title in ("登录名", "机关", "岗位", "代理谁"))
        name = _understood(line, "姓名", names.normalise, BadName)
        self._known_office(line)
        since, until = self._span(line)
        if login and not LOGIN.fullmatch(login):
            line.wrong("登录名", "登录名是 3 到 30 位字母、数字、点或者横线")
        if login in there:
            line.wrong("登录名", f"“{login}”已经有了。请换一个，或者删掉这一行")
        if name and called.setdefault(login, name) != name:
            line.wrong("姓名", f"登录名“{login}”前面写的是“{called[login]}”。同一个人请写同一个姓名")
        if kind and kind not in POSTS:
            line.wrong("岗位", f"没有“{kind}”这个岗位。可以填：{'、'.join(POSTS)}")
        if deputy and (deputy, office) not in heads:
            line.wrong("代理谁", f"“{deputy}”不是这个机关的{HEAD}")
        if deputy and (until is None or deputy == login):
            line.wrong("停止日", "代理要有停止日，也不能代理自己")
        return NewOfficer(login, name, office, kind, since, line.text("监察证号"), until, deputy)

    def _employer(self, line: Line) -> NewEmployer:
        return NewEmployer(
            _understood(line, "名称", names.normalise, BadName),
            _understood(line, "统一社会信用代码", credit_code.normalise, BadCreditCode),
            line.region() if line.text("市") else "",
            line.text("地址"),
            line.text("负责人"),
            line.text("行业"),
        )

    def _heads(self, lines: Iterable[Line]) -> set[tuple[str, str]]:
        """Return (login, office) of everybody who can be stood in for."""
        there = Post.objects.filter(leader=True, deputy_for=None, officer__account__isnull=False)
        known = {(login, office) for login, office in there.values_list("officer__account__username", "office__name")}
        return known | {
            (line.text("登录名"), line.text("机关"))
            for line in lines
            if line.text("岗位") == HEAD and not line.text("代理谁")
        }

    def _known_office(self, line: Line) -> None:
        name = line.text("机关")
        if name and name not in self._named:
            line.wrong("机关", f"没有叫“{name}”的机关。请写全称，或者先在“机关”表里加上它")

    def _span(self, line: Line) -> Span:
        since, until = line.day("起始日"), line.day("停止日")
        if since and until and until <= since:
            line.wrong("停止日", "停止日要在起始日以后")
        return since or date.min, until

    def _once(self, lines: Iterable[Line], title: str, there: Iterable[str], says: str) -> None:
        """Note what stands twice in a column, or is there already."""
        first: dict[str, int] = {}
        known = set(there)
        for line in lines:
            value = line.text(title).upper()
            if not value:
                continue
            if value in known:
                line.wrong(title, f"{says}。请改一个，或者删掉这一行")
            if first.setdefault(value, line.number) != line.number:
                line.wrong(title, f"和第 {first[value]} 行相同。请删掉一行，或者改正")


def _understood(line: Line, title: str, normalise: Callable[[str], str], bad: type[ValueError]) -> str:
    """Return the value in its one form, or '' with the fault noted."""
    text = line.text(title)
    if not text:
        return ""
    try:
        return normalise(text)
    except bad as trouble:
        line.wrong(title, str(trouble))
        return ""


def _overlap(one: Span, other: Span) -> bool:
    (since, until), (begins, ends) = one, other
    return (ends is None or since < ends) and (until is None or begins < until)
