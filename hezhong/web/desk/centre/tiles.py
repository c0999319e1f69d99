"""One number of a screen, with its definition, the article behind it and the address of its list."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from hezhong.directory import regions
from hezhong.engine.dossier import Moment
from hezhong.indicators.reckoning import Figure, Row
from hezhong.indicators.vocabulary import LONG, Indicator
from hezhong.kernel.money import yuan
from hezhong.kernel.places import Place
from hezhong.law.model import NotInForce
from hezhong.web.desk.figure_words import LARGE, MUCH, TEN_THOUSAND, shown

PAID = "wages_less"
PAID_TITLE = "预警后欠薪减少"
PAID_MEANS = (
    f"仍在的和最近 {LONG} 天里消失的欠薪类预警，最多时的欠额减去台账里现在的欠额，一个案件只算一次，核实为误报的不算。"
    "主要是银行流水证明已经付清的；更正工资表、合法排除也会使欠额减少，不能和付款分开算。"
)


@dataclass(frozen=True)
class Tile:
    """One number. exact: as programs read it, '' for none. parts: (words, how many, address) of a share. tone: red, orange or ''."""

    code: str
    title: str
    text: str
    unit: str
    exact: str
    definition: str
    address: str
    article: str = ""
    tone: str = ""
    parts: tuple[tuple[str, int, str], ...] = ()


def of_figure(row: Row, figure: Figure, moment: Moment) -> Tile:
    """Return the tile of an indicator's figure."""
    words, indicator = shown(row, figure), figure.indicator
    article = article_of(indicator, regions.place(row.code), moment)
    return Tile(
        indicator.code, indicator.title, words.text, words.unit, words.exact, indicator.definition, words.address, article,
        words.tone, words.parts,
    )  # fmt: skip


def of_paid(code: str, fen: int) -> Tile:
    """Return the tile of what is owed less since warnings were raised, in a region."""
    value = Decimal(fen) / 100
    text, unit = (f"{value / TEN_THOUSAND:,.1f}", LARGE) if value >= MUCH else (yuan(value), "元")
    return Tile(PAID, PAID_TITLE, text, unit, f"{value:f}", PAID_MEANS, f"{reverse('command-warnings')}?which={PAID}&place={code}")


def article_of(indicator: Indicator, place: Place, moment: Moment) -> str:
    """Return the limit behind an indicator as it binds here today: 5个工作日，《…》第39条第2款; '' where there is none."""
    if indicator.duty is None:
        return ""
    try:
        limit = moment.book.limit(indicator.duty, place, moment.happened_on)
    except NotInForce:
        return f"{indicator.duty.title}：今天没有适用的期限"
    return f"{limit.period}，{limit.article}"
