"""The rules of early warning: every one with its scope, bands, basis, how it stands here and how it has fared; one in detail."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.directory import regions
from hezhong.early_warning import rule_book, rule_changes, rules, tallies
from hezhong.early_warning.editions import Edition, Mode, Standing
from hezhong.early_warning.models import RuleChange
from hezhong.early_warning.reading import may_decide
from hezhong.early_warning.tallies import Tally
from hezhong.early_warning.vocabulary import Grade, Subject, WarningRule
from hezhong.kernel.places import Place
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.warnings import shown

NO_RULE = "没有这条规则"


@dataclass(frozen=True)
class Line:
    """A rule as it stands at somebody's place. edition: None where it does not apply there. waiting: changes to be decided."""

    rule: WarningRule
    edition: Edition | None
    bands: list[tuple[Grade, str]]
    basis: list[tuple[str, str]]
    tally: Tally
    waiting: int

    @property
    def mode(self) -> Mode | None:
        return self.edition.mode if self.edition else None


@dataclass(frozen=True)
class Here:
    """An edition of a rule, for the page of the rule."""

    edition: Edition
    where: str
    bands: list[tuple[Grade, str]]
    parameters: list[tuple[str, str]]
    basis: list[tuple[str, str]]
    change: RuleChange | None


def place_of(who: Officer) -> Place:
    """Return the place whose rules somebody looks at: that of the post."""
    return who.post.place if who.post and who.post.place.path else regions.root()


@require_safe
@for_officers
def listed(request: HttpRequest) -> HttpResponse:
    """Every rule; ?kind= narrows to sites or employers, ?q= to a word."""
    who, on = officer(request), clock.today()
    kind, word = request.GET.get("kind", ""), request.GET.get("q", "").replace("\0", "").strip()[:40]
    in_force, tally = rule_book.in_force(on), tallies.by_rule(who.asker, on)
    waiting: dict[str, int] = {}
    for code in rule_changes.waiting().values_list("rule", flat=True):
        waiting[code] = waiting.get(code, 0) + 1
    found = [_line(rule, in_force.get(code), place_of(who), tally.get(code, Tally()), waiting.get(code, 0)) for code, rule in rules.declared().items()]
    found = [each for each in found if (not kind or each.rule.family.subject.code == kind) and (not word or _tells(each.rule, word))]
    return page(
        request, "desk/warning_rules.html", shown.AT,
        lines=found, kinds=list(Subject), kind=kind, word=word, count=len(rules.declared()),
        where=regions.full_name(place_of(who).path[-1]) or regions.code_name(place_of(who).path[-1]),
    )  # fmt: skip


def _tells(rule: WarningRule, word: str) -> bool:
    return any(word in text for text in (rule.title, rule.says, rule.code, rule.family.title, *map(str, rule.basis)))


def _line(rule: WarningRule, standing: Standing | None, place: Place, tally: Tally, waiting: int) -> Line:
    edition = standing.at(place) if standing else None
    bands = edition.bands if edition else rule.bands
    return Line(rule, edition, shown.bands_of(rule, bands), shown.basis_of(edition.basis if edition else rule.basis), tally, waiting)


def rule_of(code: str) -> WarningRule:
    """Return a rule by its code. Raises Http404."""
    found = rules.declared().get(code)
    if found is None:
        raise Http404(NO_RULE)
    return found


@require_safe
@for_officers
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One rule: its sentence, its editions by place, how it has fared, its changes; heads propose one there."""
    rule, who, on = rule_of(code), officer(request), clock.today()
    changes = rule_changes.of_rule(code)
    by_id = {row.pk: row for row in changes}
    standing = rule_book.in_force(on).get(code)
    editions = sorted(standing.editions, key=lambda each: each.place.path) if standing else ()
    here = standing.at(place_of(who)) if standing else None
    return page(
        request, "desk/warning_rule.html", shown.AT,
        rule=rule, editions=[_edition(each, by_id) for each in editions], here=here, changes=[(row, where(row.region), state(row)) for row in changes],
        tally=tallies.by_rule(who.asker, on).get(code, Tally()), may_propose=may_decide(who.asker, place_of(who)),
        parameters=shown.parameters_of(here) if here else (),
    )  # fmt: skip


def _edition(edition: Edition, changes: dict[int, RuleChange]) -> Here:
    return Here(
        edition, where(edition.place.path[-1]) if edition.place.path else "全国", shown.bands_of(edition.rule, edition.bands),
        shown.parameters_of(edition), shown.basis_of(edition.basis), changes.get(edition.change),
    )  # fmt: skip


def where(code: str) -> str:
    """Return a region in words."""
    return regions.full_name(code) or regions.code_name(code) or code


def state(row: RuleChange) -> str:
    """Return where a change stands: waiting, agreed, withdrawn or declined."""
    decision: Any = getattr(row, "decision", None)
    if decision is None:
        return "waiting"
    return "agreed" if decision.agrees else "withdrawn" if decision.by == row.by else "declined"
