"""The questions of the calculator: the facts of every entitlement that can be claimed, each asked once for all that need it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, make_dataclass, replace
from functools import cache
from types import GenericAlias
from typing import Any

from hezhong.engine.answers import Address
from hezhong.engine.intake import Page, Questions
from hezhong.kernel.fields import Answers, Asked, ask
from hezhong.kernel.values import Option
from hezhong.law.entitlement import Entitlement, by_id
from hezhong.law.facts import BadFacts, Wrong
from hezhong.web.reckonable import questions_of

CODE = "claims"
SERVICE = "我能主张什么"
Key = str
AT_ONCE = 8
"""How many questions that may stay empty share a page."""
SAME = frozenset({"hire_date", "end_date", "reason_code", "last12_wages", "monthly_wages", "over_age", "prior_service_merged_from", "prior_compensation_paid"})
"""Facts that mean the same wherever they are asked, though each entitlement has its own words for them."""
MORE, LEAD = "还有这些情况吗？", "有的才填，没有就直接继续。"
COMMONEST = (
    "unpaid_wages", "overtime_standard", "severance", "unlawful_termination_damages", "double_wages", "annual_leave_pay",
    "min_wage_topup", "pay_in_lieu_of_notice", "probation_rules", "sick_pay", "stoppage_pay", "heat_allowance", "maternity",
)  # fmt: skip
"""What most people come for, in that order; the rest follows."""


LAST_DAY, ENDED, ENDED_KEY = "employment_end", "end_date", "end_date"
"""The last day worked and the end of the contract: whoever told the one is not asked for the other."""


@cache
def offered() -> Mapping[str, Entitlement]:
    """Return id -> what a worker may claim."""
    claimed = [each for each in by_id().values() if each.kind is not None]
    return {each.id: each for each in sorted(claimed, key=_place_in_line)}


def _place_in_line(each: Entitlement) -> int:
    return COMMONEST.index(each.id) if each.id in COMMONEST else len(COMMONEST)


@cache
def situations() -> Any:
    """Return the situations to choose from, as an option for each entitlement, in a worker's words."""
    option: Any = Option
    return option("Situation", [(each.id.upper(), (each.plain, each.title)) for each in offered().values()])


@dataclass(frozen=True)
class Asking:
    """One question of the calculator and the entitlements that need it: id -> name of the fact there."""

    key: Key
    asked: Asked
    needed_by: Mapping[str, str]


@cache
def asking() -> tuple[Asking, ...]:
    """Return every question once: facts of one name, type and label are one question for all that ask it."""
    found: dict[tuple[str, Any, str], Asking] = {}
    taken: dict[str, int] = {}
    for each in offered().values():
        for fact in questions_of(each, switches=False):
            same = (fact.name, fact.kind, "" if fact.name in SAME else fact.question.label)
            if same in found:
                found[same] = replace(found[same], needed_by={**found[same].needed_by, each.id: fact.name})
                continue
            key = fact.name if fact.name not in taken else f"{fact.name}_{taken[fact.name]}"
            taken[fact.name] = taken.get(fact.name, 1) + 1
            found[same] = Asking(key, fact, {each.id: fact.name})
    return tuple(found.values())


@cache
def keys_of(entitlement: str) -> Mapping[str, Key]:
    """Return fact -> key of the question that asks it, for one entitlement."""
    return {each.needed_by[entitlement]: each.key for each in asking() if entitlement in each.needed_by}


def chosen(answers: Answers) -> tuple[str, ...]:
    """Return the ids of what was chosen."""
    return tuple(each.code for each in answers.get("what", ()))


def _applies(one: Asking) -> Callable[[Answers], bool]:
    """Return whether a question is asked: something chosen needs it, and its own condition holds there."""

    def applies(answers: Answers) -> bool:
        if one.asked.name == LAST_DAY and _ended(answers):
            return False
        return any(_needed(one, id, answers) for id in chosen(answers) if id in one.needed_by)

    return applies


def _ended(answers: Answers) -> bool:
    """Return whether something chosen asks for the day on which it all ended: that day is the last one worked too."""
    return any(ENDED in keys_of(id) for id in chosen(answers))


def _needed(one: Asking, entitlement: str, answers: Answers) -> bool:
    when = one.asked.question.when
    if when is None:
        return True
    return when({fact: answers[key] for fact, key in keys_of(entitlement).items() if key in answers})


@cache
def facts() -> type[Any]:
    """Return the dataclass of all questions: what happened, where, and each fact under its key."""
    base: list[tuple[str, Any, Any]] = [
        ("what", GenericAlias(tuple, (situations(), ...)), ask("发生了什么", "可以选多项", group="什么事")),
        ("place", Address, ask("工作地点", "按干活的地方选，标准按当地的算", group="什么事")),
    ]
    rest = [(one.key, one.asked.kind, _field(one)) for one in asking()]
    return make_dataclass("Claims", base + rest, frozen=True, kw_only=True)


def _field(one: Asking) -> Any:
    default = None if one.asked.default is MISSING else one.asked.default
    words = replace(one.asked.question, when=_applies(one), optional=one.asked.may_stay_empty)
    return field(default=default, metadata={"question": words})


@cache
def questions() -> Questions:
    """Return the pages: one question a page; what may stay empty shares the last page of its group."""
    pages = [
        Page("what", "发生了什么事？", ("what",), "选了以后一步一步问，大约 3 分钟。不用登录，算完可以直接投诉。"),
        Page("place", "在哪里干活？", ("place",)),
        *_pages(),
    ]
    return Questions(CODE, SERVICE, facts(), tuple(pages))


def _pages() -> Iterator[Page]:
    """Yield a page for each question that must be answered, then for each entitlement what may stay empty."""
    later: dict[str, list[Asking]] = {}
    for one in asking():
        if one.asked.may_stay_empty:
            later.setdefault(next(iter(one.needed_by)), []).append(one)
        else:
            yield Page(one.key, one.asked.question.label, (one.key,), when=_applies(one))
    for id, all_of_it in later.items():
        for number, first in enumerate(range(0, len(all_of_it), AT_ONCE), start=1):
            some = all_of_it[first : first + AT_ONCE]
            yield Page(f"{id}-{number}", MORE, tuple(one.key for one in some), LEAD, when=_any([_applies(one) for one in some]))


def _any(conditions: list[Callable[[Answers], bool]]) -> Callable[[Answers], bool]:
    return lambda answers: any(holds(answers) for holds in conditions)


def known(entitlement: Entitlement, answers: Answers) -> Any:
    """Return the facts of one entitlement as answered."""
    keys = keys_of(entitlement.id)
    told = {fact: answers[key] for fact, key in keys.items() if key in answers}
    if LAST_DAY in keys and LAST_DAY not in told and _ended(answers) and ENDED_KEY in answers:
        told[LAST_DAY] = answers[ENDED_KEY]
    return entitlement.facts(**told)


def contradictions(answers: Answers) -> dict[Key, str]:
    """Return key -> why an answer contradicts another, for every entitlement whose facts are all there."""
    found: dict[Key, str] = {}
    for id in chosen(answers):
        entitlement = offered()[id]
        try:
            wrong = list(known(entitlement, answers).wrong())
        except TypeError:  # a fact is not answered yet
            continue
        except BadFacts as bad:
            wrong = bad.wrong
        found.update(_by_key(entitlement, wrong))
    return found


def _by_key(entitlement: Entitlement, wrong: list[Wrong]) -> dict[Key, str]:
    keys = keys_of(entitlement.id)
    return {keys[fact]: why for fact, why in wrong if fact in keys}
