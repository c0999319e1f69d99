"""The words a warning is declared in: a family holds the question, a rule its figures.

A family is code, written once: which facts of the ledger it looks at, and which of them count. A rule is data, as many
as policy wants: where it applies, from which bands on, in which colours, on what basis, and which case it opens. A
county's variant is a row of the database and changes bands and parameters only. No rule grades a person: the subject of
a warning is a site or an employer, and workers stand only among the facts that explain it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Option
from hezhong.law.model import Article

Tables = Mapping[str, ibis.Table]
"""Name -> the table of the ledger, stated or derived (``ledger.tables``, ``ledger.derived_tables``)."""


class Grade(IntEnum):
    """Four colours, worst first (红橙黄蓝)."""

    RED = 1
    ORANGE = 2
    YELLOW = 3
    BLUE = 4

    @property
    def title(self) -> str:
        return "红橙黄蓝"[self - 1]

    @property
    def code(self) -> str:
        return self.name.lower()


class Subject(Enum):
    """Whom a warning is about: ``MEMBER = code, title``."""

    SITE = "site", "项目"
    EMPLOYER = "employer", "单位"

    def __init__(self, code: str, title: str) -> None:
        self.code = code
        self.title = title


class Measure(Enum):
    """What is made of the facts that count: ``MEMBER = title, unit, divisor of the unit``."""

    PEOPLE = "人数", "人", 1
    """How many workers."""
    COUNT = "次数", "次", 1
    """How many facts."""
    AMOUNT = "金额", "元", 100
    """The sum of ``fen``. Bands in fen."""
    MOST = "最多", "", 1
    """The greatest ``value``."""
    TOTAL = "合计", "", 1
    """The sum of ``value``."""
    SHARE = "占比", "%", 100
    """The facts that count among all facts. Bands in hundredths of a per cent, compared without rounding."""

    def __init__(self, title: str, unit: str, divisor: int) -> None:
        self.title = title
        self.unit = unit
        self.divisor = divisor


class Alleged(Option):
    """What a finding says somebody may have broken; stored by its code, which whoever looks into it understands in its own way."""

    WAGES = "克扣、拖欠工资"
    MINIMUM_WAGE = "工资低于最低工资标准"
    DEDUCTIONS = "违法扣工资"
    HOURS = "违法延长工作时间"
    CONTRACT = "没有订立书面劳动合同"
    SOCIAL_INSURANCE = "没有依法参加社会保险"
    REGISTERS = "没有工资台账"
    WAGE_SHEETS = "工资表没有编制或者本人没有确认"
    WAGE_ACCOUNT = "没有按规定开设、使用工资专用账户"
    WAGE_DEPOSIT = "没有按规定存储工资保证金"
    LABOUR_COSTS = "没有按约定拨付人工费用"
    REAL_NAMES = "没有实行用工实名制"
    SITE_NOTICE = "没有公示维权信息"
    UNSPECIFIED = "只是迹象，没有指明"


FACTS: Mapping[str, str] = {
    "city": "int64",
    "subject": "int64",
    "employer": "int64",
    "worker": "int64",
    "month": "int64",
    "hit": "int64",
    "fen": "int64",
    "value": "int64",
}
"""The columns of the facts a family looks at. city: of the partition. subject: the site or employer the warning is about.
employer, worker: tokens, 0 where there is none. month: YYYYMM, 0 where none. hit: 1 when the fact counts, else 0. fen: money
that is open or in question. value: what MOST and TOTAL take, days or people."""


@dataclass(frozen=True)
class Band:
    """From this measure on, this colour. above: only more than it, not it itself."""

    least: int
    grade: Grade
    above: bool = False

    def reached(self, measure: int, among: int | None = None) -> bool:
        """Return whether the measure reaches it. among: of a share, whose band is in 1/10,000, all facts, even if one; else None."""
        found, wanted = (measure, self.least) if among is None else (measure * 10_000, self.least * among)
        return found > wanted if self.above else found >= wanted


@dataclass(frozen=True)
class Policy:
    """A basis that is no law: whose document, of which day, from when until when.

    confirmed: whether somebody in charge has adopted these figures here; the product's own suggestions are not.
    """

    title: str
    issued_by: str
    since: date
    until: date | None = None
    source: str = ""
    confirmed: bool = False

    def __str__(self) -> str:
        return f"{self.issued_by}《{self.title}》{'' if self.confirmed else '（待本地主管机关确认）'}"


Basis = Article | Policy


@dataclass(frozen=True)
class Parameter:
    """A whole number a family asks for. unit: 天, 人, 分 ... ."""

    title: str
    unit: str


@dataclass(frozen=True)
class Family:
    """One question to the ledger, written once.

    facts: the tables and what is asked -> the facts, lazily, with exactly the columns of ``FACTS``.
    reads: names of the tables. months: how many months back it reads, that of the day included; 0: registers only.
    money: whether ``fen`` is owed to workers, so that only bank lines close the warning. unit: of ``value``, where the
    measure has none. closes: what would make the finding go, in words. law: names of the parameters of the law it asks for.
    once: whether no worker stands in two facts of one subject, so that facts that count are people already.
    """

    code: str
    title: str
    subject: Subject
    measure: Measure
    reads: tuple[str, ...]
    months: int
    facts: Callable[[Tables, Asked], ibis.Table]
    closes: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    law: tuple[str, ...] = ()
    money: bool = False
    unit: str = ""
    once: bool = False

    @property
    def shown_unit(self) -> str:
        return self.unit or self.measure.unit

    def graded(self, bands: Iterable[Band], measure: int, among: int) -> Grade | None:
        """Return the worst colour of the bands that a finding of the family reaches, or None. among: 1 where it is no share."""
        of = among if self.measure is Measure.SHARE else None
        return min((band.grade for band in bands if band.reached(measure, of)), default=None)


@dataclass(frozen=True)
class WarningRule:
    """A family with its figures for one place.

    says: the rule as one sentence, from which somebody can check it by hand without the code. bands: lowest colour last.
    basis: an article or a dated policy, never the product's own wish passed off as law. suggested: which part of the
    figures is the product's proposal and not in the basis, '' where nothing is. shadow: it finds and shows, opens nothing.
    alleges: what was broken if the finding is true; left out where it is wages owed, or only a sign.
    """

    code: str
    title: str
    family: Family
    says: str
    bands: tuple[Band, ...]
    basis: tuple[Basis, ...]
    since: date
    parameters: Mapping[str, int] = field(default_factory=dict)
    place: Place = GUANGDONG
    until: date | None = None
    suggested: str = ""
    shadow: bool = False
    opens: str = "warning_response"
    alleges: Alleged | None = None

    @property
    def alleged(self) -> Alleged:
        """Return what a case that looks into a finding of the rule begins with."""
        return self.alleges or (Alleged.WAGES if self.family.money else Alleged.UNSPECIFIED)

    def grade(self, measure: int, among: int) -> Grade | None:
        """Return the worst colour whose band the finding reaches, or None."""
        return self.family.graded(self.bands, measure, among)

    def in_force(self, on: date) -> bool:
        """Return whether it applies on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def problems(rule: WarningRule) -> list[str]:
    """Return what is wrong with a declaration, in words for the programmer; nothing when it holds together."""
    found = []
    if set(rule.parameters) != set(rule.family.parameters):
        found.append(f"parameters {sorted(rule.parameters)} are not those of the family {sorted(rule.family.parameters)}")
    if not rule.bands or len({band.grade for band in rule.bands}) != len(rule.bands):
        found.append("each colour has one band, and there is at least one")
    if [band.grade for band in rule.bands] != sorted(band.grade for band in rule.bands):
        found.append("bands go from the worst colour to the mildest")
    if [band.least for band in rule.bands] != sorted((band.least for band in rule.bands), reverse=True):
        found.append("a worse colour needs a greater measure")
    if any(band.least == 0 and not band.above for band in rule.bands):
        found.append("a band that also those reach of whom nothing counts")
    if not rule.basis:
        found.append("a rule without a basis")
    return found
