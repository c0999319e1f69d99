"""What restarts, stops or suspends the forty-five days of arbitration (办案规则 46, 47)."""

from enum import StrEnum

from hezhong.law.model import Decision
from hezhong.law.rule import all_of, any_of, no, rule, yes
from hezhong.law.statutes.arbitration import ACT, GUANGDONG_MEASURES, RULES


class Event(StrEnum):
    """What can happen to an arbitration that its clock has to know."""

    THIRD_PARTY = "仲裁庭决定追加当事人或者第三人"
    SUPPLEMENTED = "申请人补正材料"
    CLAIM_CHANGED = "受理增加、变更仲裁请求"
    COUNTERCLAIM = "受理反申请并合并处理"
    TRANSFERRED = "接受移送管辖"
    SUSPENDED = "中止审理"
    PUBLIC_NOTICE = "公告送达"
    OTHER = "其他"


def _restarts(event: Event, wanted: Event) -> Decision:
    """Return whether this is the event from which the period is counted anew (办案规则 46)."""
    if event is wanted:
        return yes(f"自{wanted}之日起重新计算", RULES.article(46))
    return no(f"没有{wanted}，不重新计算", RULES.article(46))


@rule(clock_restart_third_party=RULES.article(46))
def restarts_for_third_party(event: Event) -> Decision:
    """Return whether the period begins anew on the day a party or third person is joined (46, item 1)."""
    return _restarts(event, Event.THIRD_PARTY)


@rule(clock_restart_supplement=RULES.article(46))
def restarts_for_supplement(event: Event) -> Decision:
    """Return whether the day of receipt is that of the supplement (46, item 2)."""
    return _restarts(event, Event.SUPPLEMENTED)


@rule(clock_restart_claim_change=RULES.article(46))
def restarts_for_claim_change(event: Event) -> Decision:
    """Return whether the period begins anew on the day the changed claim is accepted (46, item 3)."""
    return _restarts(event, Event.CLAIM_CHANGED)


@rule(clock_restart_counterclaim=RULES.article(46))
def restarts_for_counterclaim(event: Event) -> Decision:
    """Return whether the period begins anew on the day the counterclaim is accepted (46, item 4)."""
    return _restarts(event, Event.COUNTERCLAIM)


@rule(clock_restart_transfer=RULES.article(46))
def restarts_for_transfer(event: Event) -> Decision:
    """Return whether the period begins anew on the day the case is taken over (46, item 5)."""
    return _restarts(event, Event.TRANSFERRED)


RESTARTS = (
    restarts_for_third_party,
    restarts_for_supplement,
    restarts_for_claim_change,
    restarts_for_counterclaim,
    restarts_for_transfer,
)


@rule(clock_excluded=RULES.article(46))
def is_not_counted(event: Event) -> Decision:
    """Return whether the days of the event are left out: suspension, and service by public notice (46, item 6)."""
    if event in (Event.SUSPENDED, Event.PUBLIC_NOTICE):
        return yes(f"{event}期间不计入仲裁期限", RULES.article(46))
    return no(f"{event}不使期限停下", RULES.article(46))


class Ground(StrEnum):
    """Why a case may be suspended (办案规则 47)."""

    DEATH = "劳动者一方死亡，等待继承人表明是否参加"
    INCAPACITY = "劳动者一方丧失民事行为能力，尚未确定法定代理人"
    EMPLOYER_ENDED = "用人单位终止，尚未确定权利义务承继者"
    FORCE_MAJEURE = "一方因不可抗拒的事由不能参加"
    OTHER_CASE = "需要以其他尚未审结的案件的结果为依据"
    EXPERTISE = "等待工伤认定、伤残等级鉴定以及其他鉴定结论"
    OTHER = "其他应当中止的情形"


@rule(suspension_grounds=RULES.article(47, 1))
def may_be_suspended(grounds: tuple[Ground, ...], approved: bool) -> Decision:
    """Return whether the hearing may be suspended: one of seven grounds, approved by the head or his delegate."""
    found = any_of(grounds, RULES.article(47, 1), "没有可以中止的情形")
    if found.holds and not approved:
        return no("须经仲裁委员会主任或者其委托的仲裁院负责人批准，并书面通知当事人", RULES.article(47, 1))
    return found


@rule(expedite_parties_waiver_gd=GUANGDONG_MEASURES.article(62))
def may_be_shortened(asked_in_writing: bool) -> Decision:
    """Return whether a party's own period (answer, evidence, notice of hearing) may be cut or waived in Guangdong."""
    if asked_in_writing:
        return yes("当事人书面申请，可以缩短或者放弃", GUANGDONG_MEASURES.article(62))
    return no("当事人没有书面申请", GUANGDONG_MEASURES.article(62))


@rule(partial_award=ACT.article(43, 2))
def may_be_awarded_first(facts_of_part_clear: bool) -> Decision:
    """Return whether part of the claims may be awarded before the rest."""
    if facts_of_part_clear:
        return yes("一部分事实已经清楚，可以就该部分先行裁决", ACT.article(43, 2))
    return no("没有一部分事实已经清楚", ACT.article(43, 2))


@rule(advance_enforcement=ACT.article(44, 1))
def may_be_enforced_in_advance(applied: bool, for_livelihood_claim: bool, clear: bool, hardship: bool) -> Decision:
    """Return whether performance may be ordered before the award; a worker gives no security (44, 3)."""
    conditions = {
        "当事人申请": applied,
        "追索劳动报酬、工伤医疗费、经济补偿或者赔偿金": for_livelihood_claim,
        "当事人之间权利义务关系明确": clear,
        "不先予执行将严重影响申请人的生活": hardship,
    }
    return all_of(conditions, ACT.article(44), "可以裁决先予执行，移送人民法院执行")
