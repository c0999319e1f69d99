"""What officers of the demonstration did about its warnings, on two days, through the engine as their pages would.

Which warnings there are follows from the synthetic ledger: an act is done in the cases that let it be done.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

from hezhong.app.demo import staff
from hezhong.app.demo.staff import Team, Worker
from hezhong.directory import regions
from hezhong.directory.models import Office
from hezhong.domains.warning_response.facts import (
    Dismissal,
    FalseGround,
    Rectification,
    Referral,
    Settlement,
    Supervision,
    SupervisionAnswer,
    Visit,
)
from hezhong.early_warning import campaigns, exclusion_entries, rule_changes, subjects
from hezhong.early_warning.exclusions import Application
from hezhong.early_warning.models import Campaign, Warning
from hezhong.early_warning.rule_changes import Hand, Proposed
from hezhong.early_warning.vocabulary import Band, Grade, Subject
from hezhong.engine import loading, store
from hezhong.engine.answers import Prose
from hezhong.engine.dossier import Moment, Opinion

AGREED = Opinion(True, "核实清楚，同意。")
WAGES = "site_wages_unpaid"
SHENZHEN, PROVINCE = "440300", "440000"
TITLE = "示例：岁末年初清欠行动"
VISITED = Prose("到项目部核对了花名册、考勤和工资表，见了项目经理和三名班组长。项目经理说工程款晚到，已经催业主拨付。")
MET = 24  # cases at most in which anything was done on the first day


def first_day(at: Moment) -> None:
    """Inspectors take their cases: some are visited, some employers urged, some referred; a city supervises one."""
    cases, teams = _cases(), staff.teams()
    if any(loading.look(case).dossier.assignee for case in cases):
        return  # this day was lived through
    for number, case in enumerate(cases[:MET]):
        team = teams[loading.look(case).row.office]
        who = team["inspector"].asker(at.happened_on)
        store.act(case, "take", None, who, at)
        if number % 4 == 1:
            plan = Rectification(plan=Prose("十日内把欠付的工资打到工人本人的卡上，把银行回单交来。"), rectify_by=at.happened_on + timedelta(days=10))
            store.act(case, "urge", plan, who, at)
            continue
        store.act(case, "visit", Visit(visited=VISITED), who, at)
        if number % 8 == 2:
            store.act(case, "refer", Referral(reason=Prose("单位拿不出支付凭证，也没有支付计划，按监察程序查处。")), who, at)
    _supervised(cases, teams, at)


def _cases() -> list[UUID]:
    """Return the open cases of warnings, worst and oldest first."""
    rows = Warning.objects.filter(outcome="").exclude(case_id=None).order_by("grade", "first_on", "case_number").values_list("case_id", flat=True)
    return [case for case in dict.fromkeys(rows) if case]


def _supervised(cases: list[UUID], teams: Mapping[int, Team], at: Moment) -> None:
    """Let the leader of a city ask one of its counties for an answer."""
    for case in cases[:MET]:
        loaded = loading.look(case)
        office = Office.objects.get(id=loaded.row.office)
        if office.level == "county" and office.parent_id and not loaded.dossier.closed:
            demand = Supervision(demand=Prose("人数多，请三日内说明处置到哪一步、什么时候付清。"), answer_by=at.happened_on + timedelta(days=5))
            store.act(case, "supervise", demand, teams[office.parent_id]["head"].asker(at.happened_on), at)
            return


def second_day(at: Moment) -> None:
    """What is covered is settled, one false alarm dismissed, the supervision answered; leaders change a rule and begin an action."""
    if Campaign.objects.filter(title=TITLE).exists():
        return  # this day was lived through
    teams, dismissed = staff.teams(), False
    for case in _cases():
        loaded = loading.look(case)
        facts, team = loaded.dossier.facts, teams[loaded.row.office]
        who, state = team["inspector"].asker(at.happened_on), loaded.dossier.state.name
        if facts.supervision_waits:
            store.act(case, "answer_supervision", SupervisionAnswer(answer=Prose("已约谈总承包单位，承诺本周内付清，逐日跟踪。")), who, at)
        if state not in ("checking", "rectifying"):
            continue
        if not facts.still_found:
            store.act(case, "settle", Settlement(result=Prose("银行流水已经全部到账，逐人核对无误。")), who, at)
        elif state == "checking" and not facts.money and not dismissed:
            why = Dismissal(false_ground=FalseGround.DATA, reason=Prose("设备时钟错了一天，厂家已经更正，现场考勤和工资表相符。"))
            store.act(case, "dismiss", why, who, at)
            store.sign(case, "dismiss", AGREED, team["head"].asker(at.happened_on), at)
            dismissed = True
    by_code = {code: teams[id] for id, code in Office.objects.filter(region__in=(SHENZHEN, PROVINCE)).values_list("id", "region")}
    _excluded(teams, at)
    _changed(by_code, at)
    _campaign(by_code[PROVINCE], at)


def _hand(worker: Worker, on: date) -> Hand:
    return Hand(worker.account, worker.name, worker.asker(on))


def _changed(by_code: Mapping[str, Team], at: Moment) -> None:
    """The leader of a city proposes an earlier red from a document, the leader of the province agrees."""
    on = at.happened_on
    given = Proposed(
        WAGES, SHENZHEN, "live", on, "示例：关于从严分级工资预警的通知", "示例市根治欠薪工作办公室（虚构）", on,
        bands=(Band(20, Grade.RED), Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)), basis_number="示例〔1〕号", reason="年底前从严",
    )  # fmt: skip
    change = rule_changes.propose(given, _hand(by_code[SHENZHEN]["head"], on), at)
    rule_changes.decide(change.pk, _hand(by_code[PROVINCE]["head"], on), at, agrees=True, reason="同意")


def _excluded(teams: Mapping[int, Team], at: Moment) -> None:
    """One site of Shenzhen has its workers' written consent to be paid a few days later."""
    on = at.happened_on
    row = Warning.objects.filter(subject_kind=Subject.SITE.code, city=SHENZHEN, gone_on=None, fen__gt=0).exclude(case_id=None).order_by("grade", "id").last()
    if row is None or row.case_id is None:
        return
    team, place = teams[loading.look(row.case_id).row.office], subjects.place_of(Subject.SITE, row.subject)
    asked = Application(
        Subject.SITE.code, row.subject, 0, "approved_deferral", (), on, on + timedelta(days=9), "示例项目工会书面同意延期支付的函", place
    )
    entered = exclusion_entries.enter(asked, _hand(team["inspector"], on), at)
    exclusion_entries.decide(entered.pk, place, _hand(team["head"], on), at, agrees=True, reason="")


def _campaign(province: Team, at: Moment) -> None:
    """The province counts red and orange warnings down to none, each city under an officer of its own."""
    on, officers = at.happened_on, list(province.values())
    cities = {code: officers[number % len(officers)].token for number, (code, _) in enumerate(regions.children(PROVINCE))}
    wanted = campaigns.Wanted(
        TITLE, "示例通知〔2〕号", PROVINCE, (), (int(Grade.RED), int(Grade.ORANGE)), on - timedelta(days=5), on + timedelta(days=45), cities
    )
    campaigns.create(wanted, _hand(province["head"], on), at)


DAYS: tuple[Callable[[Moment], None], ...] = (first_day, second_day)
"""What was done on each of the days before today on which the rules were asked."""
