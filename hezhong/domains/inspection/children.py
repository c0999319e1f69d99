"""Beside an inspection: the hearing before a decision, an expert's report, and the transfer of a suspected crime."""

from dataclasses import dataclass
from datetime import date, time

from hezhong.domains.inspection import steps
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import DIRECTOR, EMPLOYER, FILE, INSPECTOR
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State
from hezhong.kernel.fields import Reason, ask
from hezhong.law.duties import crime_transfer as transfer
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes.crime_transfer import TRANSFER
from hezhong.law.statutes.inspection import GUANGDONG_ACT, PENALTIES


@dataclass(frozen=True, kw_only=True)
class HearingFacts:
    report: Prose = ask("听证报告", default=Prose(""))
    chair: str = ask("听证主持人", default="")


@dataclass(frozen=True, kw_only=True)
class HearingDay:
    day: date = ask("听证日", group="听证", example="2026-10-23 或 10月23日")
    start: time = ask("开始时间", group="听证", example="9:00", default=time(9))
    end: time = ask("结束时间", group="听证", example="11:30", default=time(11, 30))
    room: str = ask("地点", group="听证", most=80)
    chair: str = ask("听证主持人", "不能是本案的调查人员", group="听证", most=40)


@dataclass(frozen=True, kw_only=True)
class Minutes:
    report: Prose = ask("听证笔录和报告", "各方意见、证据和主持人的结论", group="听证", most=8000, wide=True)


class Hearing(CaseType):
    title = "行政处罚听证"
    series = "劳监听"
    facts = HearingFacts
    beside = True

    # States
    requested = State("已要求听证", "单位已要求听证")
    scheduled = State("已定听证日", "已定听证日")
    held = State("已听证", "听证已结束")
    waived = State("已放弃听证", "单位放弃听证")
    closed = (held, waived)

    # Documents, an appointment, a deadline
    notice = Document("听证通知书", EMPLOYER, series="劳监听通")
    minutes = Document("听证笔录", FILE)
    hearing = Appointment("听证")
    notify = Deadline(
        duty.NOTIFY_HEARING, before=hearing, until=(notice.served(EMPLOYER), held, waived), owed_by=INSPECTOR
    )

    # Actions
    schedule = Action(
        "定听证日", (requested, scheduled), scheduled, by=INSPECTOR, given=HearingDay, books=hearing, issues=(notice,),
        effect=lambda dossier, given, at: {"chair": given.chair}, cites=PENALTIES.article(64),
    )
    hold = Action(
        "举行听证", scheduled, held, by=INSPECTOR, given=Minutes, effect=steps.note_report, issues=(minutes,),
        cites=PENALTIES.article(64),
    )
    waive = Action(
        "放弃听证", (requested, scheduled), waived, by=(EMPLOYER, INSPECTOR), given=Reason, grave=True,
        cites=PENALTIES.article(64),
    )


@dataclass(frozen=True, kw_only=True)
class ExpertiseFacts:
    report: Prose = ask("审计或者鉴定意见", default=Prose(""))


@dataclass(frozen=True, kw_only=True)
class Findings:
    report: Prose = ask("审计或者鉴定意见", group="意见", most=4000, wide=True)
    files: Evidence = ask("报告", group="意见", optional=True, default=Evidence())


class Expertise(CaseType):
    title = "委托审计或者鉴定"
    series = "劳监鉴"
    facts = ExpertiseFacts
    beside = True

    commissioned = State("已委托", "正在审计或者鉴定", waits=lambda facts: "等审计或者鉴定意见")
    reported = State("已出具意见", "已收到意见")
    given_up = State("已终止委托", "委托已终止")
    closed = (reported, given_up)

    take_report = Action(
        "收到意见", commissioned, reported, by=INSPECTOR, given=Findings, effect=steps.note_report,
        cites=GUANGDONG_ACT.article(40, 1),
    )
    give_up = Action(
        "终止委托", commissioned, given_up, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,),
        cites=GUANGDONG_ACT.article(40, 1),
    )


@dataclass(frozen=True, kw_only=True)
class CrimeFacts:
    why: Prose = ask("说明", default=Prose(""))


@dataclass(frozen=True, kw_only=True)
class TransferFile:
    facts: Prose = ask("涉嫌犯罪的事实", "欠多少、几人、责令后是否支付、怎么送达的", group="移送", most=8000, wide=True)
    materials: Prose = ask("随案移送的材料", "移送书、调查报告、涉案物品清单、鉴定意见等，一行一项", group="移送", most=2000, wide=True)
    team: str = ask("专案组成员", "两名以上", group="移送", most=120)


@dataclass(frozen=True, kw_only=True)
class Sending:
    police: str = ask("移送给哪个公安机关", group="移送", most=80)
    received_by: str = ask("谁签收", group="移送", most=40)


@dataclass(frozen=True, kw_only=True)
class PoliceAnswer:
    answer: Prose = ask("公安机关的决定", "文号、日期、理由", group="公安机关", most=1000, wide=True)


def two_in_the_team(dossier: object, given: TransferFile, at: object) -> str | None:
    names = [each for each in given.team.replace("，", "、").replace(",", "、").split("、") if each.strip()]
    return None if len(names) >= 2 else f"专案组要有两名以上行政执法人员，用顿号分开写（{TRANSFER.article(5, 1)}）"


class CrimeTransfer(CaseType):
    title = "涉嫌犯罪案件移送"
    series = "劳监移公"
    facts = CrimeFacts
    beside = True

    # States
    preparing = State("准备移送", "正在准备移送")
    reported = State("已报负责人", "已报负责人决定")
    approved = State("批准移送", "已批准移送")
    declined = State("不批准移送", "没有批准移送")
    sent = State("已移送公安", "已移送公安机关")
    opened_by_police = State("公安已立案", "公安机关已立案")
    not_opened = State("公安不立案", "公安机关没有立案")
    reconsidering = State("已提请复议", "已提请公安机关复议")
    ended = State("移送终结", "公安机关没有立案，移送终结")
    closed = (declined, opened_by_police, ended)

    # Documents, deadlines
    transfer_form = Document("涉嫌犯罪案件移送审批表", FILE)
    transfer_letter = Document("涉嫌犯罪案件移送书", FILE, series="劳监公移")
    decide_in_time = Deadline(transfer.DECIDE_TRANSFER, since=reported, until=(approved, declined), owed_by=DIRECTOR)
    send_in_time = Deadline(transfer.SEND, since=approved, until=(sent,), owed_by=INSPECTOR)
    police_decide = Deadline(  # owed by the police, watched by the inspector
        transfer.POLICE_DECIDE, since=sent, until=(opened_by_police, not_opened), owed_by=INSPECTOR
    )
    ask_in_time = Deadline(transfer.ASK_RECONSIDERATION, since=not_opened, until=(reconsidering, ended), owed_by=INSPECTOR)

    # Actions
    report = Action(
        "报请负责人审批", preparing, reported, by=INSPECTOR, given=TransferFile, guard=two_in_the_team,
        cites=TRANSFER.article(5, 1),
    )
    approve = Action(
        "批准移送", reported, approved, by=DIRECTOR, given=Reason, issues=(transfer_form,), cites=TRANSFER.article(5, 2)
    )
    decline = Action(
        "不批准移送", reported, declined, by=DIRECTOR, given=Reason, issues=(transfer_form,), grave=True,
        cites=TRANSFER.article(5, 2),
    )
    send = Action(
        "移送公安机关", approved, sent, by=INSPECTOR, given=Sending, issues=(transfer_letter,),
        cites=TRANSFER.article(5, 2),
    )
    police_open = Action("公安机关立案", (sent, reconsidering), opened_by_police, by=INSPECTOR, given=PoliceAnswer, cites=TRANSFER.article(8))
    police_refuse = Action("公安机关不立案", sent, not_opened, by=INSPECTOR, given=PoliceAnswer, cites=TRANSFER.article(8))
    ask_again = Action(
        "提请公安机关复议", not_opened, reconsidering, by=INSPECTOR, given=PoliceAnswer, signed_by=(DIRECTOR,),
        within=ask_in_time, cites=TRANSFER.article(9, 1),
    )
    end = Action(
        "移送终结", (not_opened, reconsidering), ended, by=INSPECTOR, given=PoliceAnswer, cites=TRANSFER.article(8)
    )
