"""Where a petition goes (分流): six ways, of which only the last has the sixty days (信访工作条例 19 to 36)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hezhong.law.model import Decision, Step
from hezhong.law.rule import Threshold, all_of, no, rule, yes
from hezhong.law.statutes.petition import REGULATIONS

REPRESENTATIVES = Threshold("petition_reps", Decimal(5), "people", REGULATIONS.article(20, 3), ceiling=True)


class Route(StrEnum):
    """The six items of article 31."""

    JUDICIAL = "按诉讼、复议、刑事立案、法律监督等程序处理"
    ARBITRATION = "导入仲裁程序"
    PARTY = "导入党员申诉、申请复审等程序"
    ADMINISTRATIVE = "导入行政复议、裁决、确认、许可、处罚等行政程序"
    DUTY = "依法履行职责或者答复"
    PETITION = "调查核实，出具信访处理意见书"


@dataclass(frozen=True)
class Request:
    """What a petition that complains or asks for something (申诉求决) is about."""

    for_courts_or_police: bool = False
    for_arbitration: bool = False
    of_party_member: bool = False
    for_administrative_procedure: bool = False
    asks_to_act: bool = False  # to look into a violation, to protect persons or property


def route(request: Request) -> tuple[Route, Step]:
    """Return the way of the petition: the items of article 31 in their order."""
    under = REGULATIONS.article(31)
    if request.for_courts_or_police:
        return Route.JUDICIAL, Step("第（一）项：应当通过诉讼、复议、刑事立案或者法律监督程序", under)
    if request.for_arbitration:
        return Route.ARBITRATION, Step("第（二）项：应当通过仲裁解决", under)
    if request.of_party_member:
        return Route.PARTY, Step("第（三）项：可以通过党员申诉、申请复审解决", under)
    if request.for_administrative_procedure:
        return Route.ADMINISTRATIVE, Step("第（四）项：可以通过行政程序解决", under)
    if request.asks_to_act:
        return Route.DUTY, Step("第（五）项：申请查处违法行为、履行保护职责", under)
    return Route.PETITION, Step("第（六）项：不属于以上情形，六十日内办结", under)


def _goes(request: Request, wanted: Route) -> Decision:
    """Return whether the petition goes this way (31)."""
    found, step = route(request)
    return Decision(found is wanted, (step,))


@rule(petition_routing_arbitration=REGULATIONS.article(31))
def goes_to_arbitration(request: Request) -> Decision:
    """Return whether the petition is led into arbitration, and runs on that clock (item 2)."""
    return _goes(request, Route.ARBITRATION)


@rule(petition_routing_admin=REGULATIONS.article(31))
def goes_to_administration(request: Request) -> Decision:
    """Return whether the petition is led into an administrative procedure (item 4)."""
    return _goes(request, Route.ADMINISTRATIVE)


@rule(petition_routing_duty=REGULATIONS.article(31))
def asks_to_act(request: Request) -> Decision:
    """Return whether the office has to act or to answer within its own duties (item 5)."""
    return _goes(request, Route.DUTY)


def has_sixty_days(request: Request) -> Decision:
    """Return whether the sixty days of article 34 run: only for the last of the six ways."""
    found, step = route(request)
    return Decision(found is Route.PETITION, (step, Step("六十日只适用于第三十一条第六项", REGULATIONS.article(34))))


@rule(petition_mediation=REGULATIONS.article(33))
def may_be_mediated(asks_for_something: bool, both_agree: bool, lawful: bool, within_discretion: bool) -> Decision:
    """Return whether a petition may be mediated while it is handled."""
    conditions = {
        "申诉求决类事项": asks_for_something,
        "经争议双方当事人同意": both_agree,
        "不违反政策法规强制性规定": lawful,
        "在裁量权范围内": within_discretion,
    }
    return all_of(conditions, REGULATIONS.article(33), "可以调解，达成一致的制作调解协议书")


@rule(petition_no_duplicate=REGULATIONS.article(19, 3))
def is_duplicate(pending: bool, same_matter: bool, to_superior: bool) -> Decision:
    """Return whether a petition is refused because the same one is being dealt with below."""
    if pending and same_matter and to_superior:
        return yes("已经受理或者正在办理，向上级又提出同一信访事项的，不予受理", REGULATIONS.article(19, 3))
    return no("不是在办理期限内向上级重复提出的同一事项", REGULATIONS.article(19, 3))


@rule(petition_terminated=REGULATIONS.article(36, 3))
def is_at_an_end(re_examined: bool, same_facts_and_grounds: bool) -> Decision:
    """Return whether nobody takes the petition any more: re-examined, and the same facts and grounds again."""
    if re_examined and same_facts_and_grounds:
        return yes("对复核意见不服，仍以同一事实和理由提出的，不再受理", REGULATIONS.article(36, 3))
    return no("没有经过复核，或者有新的事实和理由", REGULATIONS.article(36, 3))


def representatives_are_few_enough(count: int) -> Decision:
    """Return whether so many people may come for all the others (20, 3)."""
    if count >= 1 and REPRESENTATIVES.holds(count):
        return yes(f"代表{count}人", REPRESENTATIVES.article)
    return no(f"代表{count}人，代表人数不得超过{REPRESENTATIVES.people}人", REPRESENTATIVES.article)
