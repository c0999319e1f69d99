"""Employers in the order of their risk index, of the warnings that the asker may read; pages by key, and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import employers, regions
from hezhong.early_warning import index, rules
from hezhong.early_warning.index import Open, Weights
from hezhong.early_warning.models import Warning
from hezhong.early_warning.ranking import Ranked, ranked
from hezhong.early_warning.reading import mine
from hezhong.early_warning.vocabulary import Grade
from hezhong.web import clock
from hezhong.web.asking import officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import listing, shown
from hezhong.web.desk.warnings.sheet import Cell, Column, Sheet, workbook

SIZE, HEAVIEST = 50, 3
WHERE = ("employer", "rule", "subject", "grade", "people")
COLUMNS = (
    Column("名次", 6), Column("单位", 36), Column("所在地", 24), Column("指数", 8), Column("未封顶", 8), *(Column(f"{grade.title}色", 6) for grade in Grade),
    Column("最重的几条", 80),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An employer in the list. colours: (grade, how many), those that there are; heaviest: what weighs most, in words."""

    place: int
    ranked: Ranked
    name: str
    region: str
    colours: tuple[tuple[Grade, int], ...]
    heaviest: tuple[str, ...]


@require_safe
@for_officers
def show(request: HttpRequest) -> HttpResponse:
    """The order, from a key on."""
    who = officer(request)
    weights = _weights()
    everybody = _ranked(request, weights) if weights else []
    if request.GET.get("export") == "xlsx":
        return workbook(_sheet(_lines(everybody, 1)), who.name, clock.today())
    first = _first(everybody, request.GET.get("after", ""))
    rows = everybody[first : first + SIZE]
    further = "{}.{}".format(*rows[-1].key) if first + SIZE < len(everybody) else ""
    return page(
        request, "desk/warning_ranking.html", shown.AT, lines=_lines(rows, first + 1), total=len(everybody), further=further,
        policy=weights.policy if weights else None, run=listing.last_run(),
    )  # fmt: skip


def _weights() -> Weights | None:
    """Return the weights that are in force today, None where none are."""
    try:
        return index.in_force((index.SUGGESTED,), clock.today())
    except LookupError:
        return None


def _ranked(request: HttpRequest, weights: Weights) -> list[Ranked]:
    """Return the employers of open warnings that the asker may read. One query."""
    declared = rules.declared()
    live = Warning.objects.filter(mine(officer(request).asker), gone_on=None, shadow=False).exclude(outcome="dismissed")
    found = live.values_list(*WHERE).iterator(5_000)
    return ranked(((firm, Open(declared[rule], subject, Grade(grade), people)) for firm, rule, subject, grade, people in found if rule in declared), weights)


def _first(everybody: Sequence[Ranked], after: str) -> int:
    """Return the place of the first one after a key; a key that is none begins at the top."""
    weight, _, token = after.partition(".")
    try:
        key = int(weight), int(token)
    except ValueError:
        return 0
    return sum(each.key <= key for each in everybody)


def _lines(rows: Sequence[Ranked], first: int) -> list[Line]:
    cards = employers.cards([each.employer for each in rows])
    found = []
    for place, each in enumerate(rows, first):
        card = cards.get(each.employer)
        counted = [one for one in each.index.contributions if one.counted][:HEAVIEST]
        found.append(Line(
            place, each, card.name if card else "没有登记的单位", regions.full_name(card.region) if card and card.region else "",
            tuple((grade, each.colours[grade]) for grade in Grade if each.colours.get(grade)),
            tuple(f"{one.warning.rule.title} {one.points}" for one in counted),
        ))  # fmt: skip
    return found


def _sheet(lines: Sequence[Line]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            line.place, line.name, line.region, Decimal(line.ranked.index.total), Decimal(line.ranked.index.together),
            *(line.ranked.colours.get(grade, 0) for grade in Grade), "；".join(line.heaviest),
        )
        for line in lines
    ]  # fmt: skip
    return Sheet("employers-by-index", "单位风险排序", COLUMNS, rows)
