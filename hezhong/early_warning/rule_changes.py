"""A rule changed for a place: one head proposes it from a document, another one decides. Rows are only added to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hezhong.directory import regions
from hezhong.early_warning import rule_book, rules
from hezhong.early_warning.editions import Edition, Standing, declared
from hezhong.early_warning.models import RuleChange, RuleDecision
from hezhong.early_warning.reading import may_decide
from hezhong.early_warning.vocabulary import Band, Grade, Measure, WarningRule
from hezhong.early_warning.wording import measured
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker
from hezhong.kernel.places import Place

NOT_YOURS = "只有管这个地区的负责人才能改规则、批准改动"
GONE = "这一份已经有人办过了，请看最新的情况"
HIGHEST = 2**62
TIMES = ("天", "个月", "个工作日")
LONGEST = 3_660
"""A time of more than ten years is a slip of the pen, and days too far off can no longer be reckoned with."""
WHOLE = 10_000
"""A share of everything, in hundredths of a per cent."""


@dataclass(frozen=True)
class Hand:
    """Who does it. account: by which nobody decides what is their own. words: name and office."""

    account: int
    words: str
    asker: Asker


@dataclass(frozen=True)
class Proposed:
    """A change as somebody wants it. bands and parameters empty: as declared. Units: as the rule has them."""

    rule: str
    region: str
    mode: str
    since: date
    basis_title: str
    basis_issuer: str
    basis_on: date
    until: date | None = None
    bands: tuple[Band, ...] = ()
    parameters: Mapping[str, int] = field(default_factory=dict)
    basis_number: str = ""
    reason: str = ""


def faults(given: Proposed, at: Moment) -> list[str]:
    """Return what is wrong with a change, each in a sentence that says what to do; nothing when it may be proposed."""
    if elsewhere := _of_place(given):
        return elsewhere
    return [*untryable(given), *_of_days(given, at.happened_on), *_of_basis(given)]


def untryable(given: Proposed) -> list[str]:
    """Return what is wrong with the figures of a change, whatever its document and days: nothing when they may be tried."""
    if elsewhere := _of_place(given):
        return elsewhere
    rule = rules.declared()[given.rule]
    return [*_of_bands(given.bands, rule), *_of_parameters(given.parameters, rule)]


def _of_place(given: Proposed) -> list[str]:
    rule = rules.declared().get(given.rule)
    if rule is None:
        return ["没有这条规则，请从规则列表里选"]
    place = _place(given.region)
    if place is None or not rule.place.covers(place):
        return [f"这条规则在“{given.region}”不适用，请从列出的地区里选"]
    return []


def _place(code: str) -> Place | None:
    try:
        return regions.place(code)
    except KeyError:
        return None


def _of_bands(bands: Sequence[Band], rule: WarningRule) -> list[str]:
    found = []
    by_colour = sorted(bands, key=lambda band: band.grade)
    for worse, milder in zip(by_colour, by_colour[1:], strict=False):
        if worse.least <= milder.least:
            found.append(
                f"{worse.grade.title}色要比{milder.grade.title}色更严重：{worse.grade.title}色的界限 {edge(rule, worse.least)} "
                f"应当大于{milder.grade.title}色的 {edge(rule, milder.least)}"
            )
    if any(band.least == 0 and not band.above for band in bands):
        found.append("界限不能是 0：那样每个对象都会预警。有一点就算的，请写“超过 0”")
    if any(not 0 <= band.least <= HIGHEST for band in bands):
        found.append("界限不能小于 0，也不能大得离谱，请再看一看")
    if rule.family.measure is Measure.SHARE and any(band.least > WHOLE for band in bands):
        found.append("占比不能超过 100%，请改小")
    return found


def edge(rule: WarningRule, least: int) -> str:
    """Return the edge of a band in words."""
    return f"{least / 100:g}%" if rule.family.measure is Measure.SHARE else measured(rule.family, least, 1, 0, 0)


def _of_parameters(parameters: Mapping[str, int], rule: WarningRule) -> list[str]:
    words = rule.family.parameters
    unknown = [name for name in parameters if name not in words]
    found = [f"这条规则没有“{name}”这个数，请去掉" for name in unknown]
    for name, number in parameters.items():
        most = LONGEST if name in words and words[name].unit in TIMES else HIGHEST
        if name in words and not 0 <= number <= most:
            found.append(f"{words[name].title}写了 {number:,}，要在 0 到 {most:,} {words[name].unit}之间，请改")
    return found


def _of_days(given: Proposed, on: date) -> list[str]:
    found = []
    if given.until is not None and given.until < given.since:
        found.append("截止日期早于开始日期，请核对两个日期")
    if given.until is not None and given.until < on:
        found.append("截止日期已经过去了，改动不会再生效，请核对")
    if given.basis_on > on:
        found.append("依据文件的日期在今天以后，请核对文件")
    if given.since < given.basis_on:
        found.append("不能从文件印发以前开始执行：开始日期要在文件日期当天或者以后")
    return found


def _of_basis(given: Proposed) -> list[str]:
    missing = [words for words, text in (("名称", given.basis_title), ("发文机关", given.basis_issuer)) if not text.strip()]
    return [f"请写明依据文件的{'和'.join(missing)}：规则的数值不能没有依据"] if missing else []


def propose(given: Proposed, who: Hand, at: Moment) -> RuleChange:
    """Write a change that waits for another head. Raises Refused."""
    place = _place(given.region)
    if place is None or not may_decide(who.asker, place):
        raise Refused(NOT_YOURS)
    if wrong := faults(given, at):
        raise Refused("；".join(wrong))
    with transaction.atomic():
        if waiting().filter(rule=given.rule, region=given.region).exists():
            raise Refused("这条规则在这个地区已经有一份改动等着批准，请先办完那一份")
        if _same_as_now(given, place):
            raise Refused("和现在执行的一样，没有改动。要延长或者结束现在的改动，请改日期")
        return RuleChange.objects.create(
            rule=given.rule, region=given.region, mode=given.mode, since=given.since, until=given.until,
            bands=[[band.least, int(band.grade), band.above] for band in sorted(given.bands, key=lambda band: band.grade)],
            parameters=dict(given.parameters), basis_title=given.basis_title, basis_issuer=given.basis_issuer,
            basis_number=given.basis_number, basis_on=given.basis_on, reason=given.reason,
            by=who.account, by_words=who.words, at=at.recorded_at,
        )  # fmt: skip


def _same_as_now(given: Proposed, place: Place) -> bool:
    now = standing(rules.declared()[given.rule], given.since).at(place)
    wanted = (given.mode, given.bands or now.rule.bands if now else (), {**(now.rule.parameters if now else {}), **given.parameters})
    return now is not None and given.until is None and wanted == (now.mode.code, now.bands, dict(now.parameters))


def standing(rule: WarningRule, on: date) -> Standing:
    """Return the editions of one rule that are in force on a day; as declared where it is not yet or no longer in force."""
    return rule_book.in_force(on).get(rule.code) or Standing(rule, (declared(rule),))


def edition(change: RuleChange) -> Edition:
    """Return the rule as a change has it."""
    return rule_book.edition(rules.declared()[change.rule], change)


def waiting() -> QuerySet[RuleChange]:
    """Return the changes that nobody has decided, oldest first."""
    return RuleChange.objects.filter(decision=None).order_by("id")


def of_rule(code: str) -> list[RuleChange]:
    """Return all changes of a rule with their decisions, newest first. One query."""
    return list(RuleChange.objects.filter(rule=code).select_related("decision").order_by("-id"))


def decide(id: int, who: Hand, at: Moment, *, agrees: bool, reason: str) -> None:
    """Approve a change or refuse it with a reason; who proposed it may only withdraw it. Raises Refused, RuleChange.DoesNotExist."""
    row = RuleChange.objects.get(id=id)
    if not may_decide(who.asker, regions.place(row.region)):
        raise Refused(NOT_YOURS)
    own = row.by == who.account
    if own and agrees:
        raise Refused("自己提出的不能自己批准，请另一位负责人批准")
    if agrees and row.until is not None and row.until < at.happened_on:
        raise Refused("这份改动的截止日期已经过去了，批准也不会生效。请退回，重新提出")
    if not agrees and not own and not reason.strip():
        raise Refused("请写明不同意的理由，提出的人会看到")
    words = "撤回" if own else reason.strip()
    try:
        with transaction.atomic():
            RuleDecision.objects.create(
                change=row, agrees=agrees, reason=words, by=who.account, by_words=who.words, at=at.recorded_at
            )
    except IntegrityError:
        raise Refused(GONE) from None


def colours(bands: Sequence[Band]) -> dict[Grade, Band]:
    """Return colour -> its band."""
    return {band.grade: band for band in bands}
