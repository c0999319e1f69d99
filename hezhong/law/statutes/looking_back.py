"""How far back a violation is looked into, punished, or counted against who does it again (监察条例 20, 处罚法 36, 广东 53)."""

from dataclasses import dataclass
from datetime import date

from hezhong.kernel.dates import add_months
from hezhong.law.model import Decision
from hezhong.law.rule import no, yes
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES

TWO_YEARS, FIVE_YEARS, ONE_YEAR = 24, 60, 12  # in months


@dataclass(frozen=True)
class Violation:
    """When a violation was. ended_on: of one that went on or was repeated without a break; none: it goes on still.

    grave: it touches life, health or the safety of finance, and did harm.
    """

    happened_on: date
    lasts: bool = False
    ended_on: date | None = None
    grave: bool = False


def may_be_looked_into(violation: Violation, noticed_on: date) -> Decision:
    """Return whether it may still be looked into: found, reported or complained of within two years (条例 20)."""
    if violation.lasts and violation.ended_on is None:
        return yes("违法行为处于连续或者继续状态，尚未终了", NATIONAL.article(20, 2))
    since = violation.ended_on if violation.lasts and violation.ended_on else violation.happened_on
    last = add_months(since, TWO_YEARS)
    if noticed_on <= last:
        return yes(f"自{since}起两年，{last}届满，{noticed_on}被发现、举报或者投诉", NATIONAL.article(20, 1))
    return no(f"自{since}起两年，{last}届满，不再查处", NATIONAL.article(20, 1))


def may_be_punished(violation: Violation, found_on: date) -> Decision:
    """Return whether a penalty may still be given: found within two years, five where it is grave (处罚法 36)."""
    if violation.lasts and violation.ended_on is None:
        return yes("违法行为有连续或者继续状态，尚未终了", PENALTIES.article(36, 2))
    since = violation.ended_on if violation.lasts and violation.ended_on else violation.happened_on
    months = FIVE_YEARS if violation.grave else TWO_YEARS
    last = add_months(since, months)
    if found_on <= last:
        return yes(f"自{since}起{months // 12}年，{last}届满，{found_on}被发现", PENALTIES.article(36, 1))
    return no(f"自{since}起{months // 12}年，{last}届满，不再给予行政处罚", PENALTIES.article(36, 1))


def is_repeated(penalised_on: date, again_on: date, same_kind: bool) -> Decision:
    """Return whether a violation is punished more heavily in Guangdong: of the same kind within a year of a penalty (53)."""
    last = add_months(penalised_on, ONE_YEAR)
    if same_kind and penalised_on <= again_on <= last:
        return yes(f"处罚决定后一年内（至{last}）又发生同类违法行为，应当从重处罚", GUANGDONG_ACT.article(53))
    return no("不是处罚决定后一年内的同类违法行为", GUANGDONG_ACT.article(53))
