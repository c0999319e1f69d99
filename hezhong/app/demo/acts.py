"""What people do in a complaint of the demonstration: each act is an action through the engine, as its page would do it.

A Do is called by the chronicle on its day, with the complaint as it stands; some acts are made by a function that says how.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hezhong.app.demo.pictures import draw
from hezhong.app.demo.staff import Team, Worker
from hezhong.directory import offices
from hezhong.domains.complaints.case import Complaint
from hezhong.domains.complaints.facts import (
    Acceptance,
    Direction,
    Filing,
    Forum,
    Ground,
    HandOver,
    Missing,
    Refusal,
    Supplement,
    Withdrawal,
)
from hezhong.domains.inspection.facts import RescissionGround
from hezhong.domains.inspection.outcomes import Rescission
from hezhong.domains.inspection.outcomes import Withdrawal as FromInspection
from hezhong.engine import casefile, files, filing, papers, store, tracker
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import Correction, Recusal, Service, SignOff, Submission
from hezhong.engine.dossier import Destination, Moment, Opinion
from hezhong.engine.rights import Asker
from hezhong.engine.serving import Method
from hezhong.engine.store import Submission as Press


@dataclass
class Complained:
    """One complaint as it is lived through.

    number: its place in the plan, by which texts vary. pictures: kinds of photographs that the worker brings.
    """

    number: int
    answers: Filing
    worker: int
    teams: Mapping[int, Team]
    pictures: tuple[int, ...] = ()
    case: UUID | None = None
    inspection: UUID | None = None
    office: int = 0
    handler: str = "inspector"

    @property
    def id(self) -> UUID:
        assert self.case is not None
        return self.case

    @property
    def team(self) -> Team:
        return self.teams[self.office]

    def officer(self, post: str = "") -> Worker:
        """Return who holds the post in the office that has the complaint; without one, who handles it."""
        return self.team[post or self.handler]


Do = Callable[[Complained, Moment], None]


def file(one: Complained, at: Moment) -> None:
    """The worker files; who has jurisdiction follows from the place."""
    drawn = (draw(kind, random.Random(one.number)) for kind in one.pictures)
    kept = (files.receive(name, data, str(one.worker), at.recorded_at).id for name, data in drawn)
    one.answers = replace(one.answers, evidence=Evidence(tuple(kept)))
    filed = filing.file("complaints", one.answers, at, Press(f"demo/{one.number}"))
    place = one.answers.place.place
    office = offices.competent(Complaint.code, place, at.happened_on)
    assert office is not None
    one.case, one.office = filed.case_id, office.id


def take(one: Complained, at: Moment) -> None:
    """An inspector takes it; for every third the window hands it to one."""
    on = at.happened_on
    if one.number % 3:
        store.act(one.id, "take", None, one.officer().asker(on), at)
    else:
        store.assign(one.id, one.officer().token, one.officer("clerk").asker(on), at)


def accept(one: Complained, at: Moment) -> None:
    other = "second" if one.handler == "inspector" else "inspector"
    given = Acceptance(
        main=one.officer().signature(),
        second=one.officer(other).signature(),
        opinion=Prose(ACCEPTED[one.number % len(ACCEPTED)]),
    )
    store.act(one.id, "accept", given, one.officer().asker(at.happened_on), at)


def ask_supplement(days: int) -> Do:
    """Return the one request for more; it leaves this many days, or from today on when that is still ahead."""

    def do(one: Complained, at: Moment) -> None:
        given = Missing(what=Prose(MISSING[one.number % len(MISSING)]), by_day=at.happened_on + timedelta(days))
        store.act(one.id, "ask_supplement", given, one.officer().asker(at.happened_on), at)

    return do


def supplement(one: Complained, at: Moment) -> None:
    given = Supplement(says=Prose(BROUGHT[one.number % len(BROUGHT)]))
    store.act(one.id, "supplement", given, Asker(str(one.worker)), at)


def propose_refusal(ground: Ground) -> Do:
    def do(one: Complained, at: Moment) -> None:
        given = Refusal(ground=ground, reason=Prose(REFUSED[ground]))
        store.act(one.id, "refuse", given, one.officer().asker(at.happened_on), at)

    return do


def sign_refusal(one: Complained, at: Moment) -> None:
    store.sign(one.id, "refuse", Opinion(True, "同意。"), one.officer("head").asker(at.happened_on), at)


def return_refusal(one: Complained, at: Moment) -> None:
    opinion = Opinion(False, "工资争议也可以投诉，仲裁并不是前提。请按受理办理。")
    store.sign(one.id, "refuse", opinion, one.officer("head").asker(at.happened_on), at)


def tell_forum(one: Complained, at: Moment) -> None:
    forum, reason = FORUMS[one.number % len(FORUMS)]
    given = Direction(forum=forum, reason=Prose(reason))
    store.act(one.id, "tell_forum", given, one.officer().asker(at.happened_on), at)


def hand_over(to: str) -> Do:
    """Return the handing over to the office of a region."""

    def do(one: Complained, at: Moment) -> None:
        office = next(each for each in offices.takers(Complaint.code, at.happened_on) if each.region == to)
        reason = f"经核实，用工地不在本辖区，属于{office.name}管辖。"
        given = HandOver(office=Destination(office.id, offices.place_of(office.id)), reason=Prose(reason))
        store.act(one.id, "hand_over", given, one.officer().asker(at.happened_on), at)
        one.office = office.id

    return do


def withdraw(one: Complained, at: Moment) -> None:
    given = Withdrawal(reason=Prose(WITHDRAWN[one.number % len(WITHDRAWN)]))
    store.act(one.id, "withdraw", given, Asker(str(one.worker)), at)


def submit(one: Complained, at: Moment) -> None:
    given = Submission(says="又找到两个月的考勤照片，工友也愿意作证，需要的话可以打电话给他们。")
    store.act(where_it_is_now(one), "submit", given, Asker(str(one.worker)), at)


def withdraw_later(one: Complained, at: Moment) -> None:
    """After acceptance the inspection goes on until its inspector has looked at the withdrawal."""
    given = FromInspection(reason=Prose(WITHDRAWN[one.number % len(WITHDRAWN)]))
    store.act(where_it_is_now(one), "withdraw_complaint", given, Asker(str(one.worker)), at)


def propose_rescission(one: Complained, at: Moment) -> None:
    given = Rescission(ground=RescissionGround.WITHDRAWN, reason=Prose("投诉人书面撤回投诉，经核实出于自愿，工资已经付清。"))
    store.act(where_it_is_now(one), "rescind", given, one.officer().asker(at.happened_on), at)


def sign_rescission(one: Complained, at: Moment) -> None:
    store.sign(where_it_is_now(one), "rescind", Opinion(True, "同意撤销立案。"), one.officer("head").asker(at.happened_on), at)


def where_it_is_now(one: Complained) -> UUID:
    """Return the case in which the matter is handled: after acceptance, the inspection."""
    if one.inspection is None:
        one.inspection = tracker.latest_case_beside(one.id)
    assert one.inspection is not None
    return one.inspection


def recuse(one: Complained, at: Moment) -> None:
    """The head takes the handler off the case, and the window gives it to the other inspector."""
    given = Recusal(str(one.officer().token), "承办人与被投诉单位负责人有亲属关系，本人申请回避。")
    store.act(one.id, "recuse_officer", given, one.officer("head").asker(at.happened_on), at)
    one.handler = "second" if one.handler == "inspector" else "inspector"
    store.assign(one.id, one.officer().token, one.officer("clerk").asker(at.happened_on), at)


def correct_acceptance(days: int) -> Do:
    """Return the moving of the acceptance to the day on which it was really decided, so many days before."""

    def do(one: Complained, at: Moment) -> None:
        head = one.officer("head").asker(at.happened_on)
        trail = casefile.view(one.id, head, at.happened_on, at.book).events
        accepted = next(line for line in trail if line.title == Complaint.accept.title)
        true = accepted.happened_on - timedelta(days)
        given = Correction(accepted.number, "纸质审批在前一天已经完成，登记晚了一天。", true)
        store.act(one.id, "correct", given, head, at)

    return do


def sign_off(document: str) -> Do:
    """Return the signing off of every draft of a document; it is numbered at once, and printed by the worker."""

    def do(one: Complained, at: Moment) -> None:
        who = one.officer().asker(at.happened_on)
        for paper, name, stage in papers.standing(one.id):
            if name == document and stage == "draft":
                store.act(one.id, "sign_off", SignOff(str(paper), document), who, at)

    return do


def serve(document: str) -> Do:
    """Return the service of a sealed document on the worker."""

    def do(one: Complained, at: Moment) -> None:
        print_out(one.id, document, at)
        how = SERVED[one.number % len(SERVED)]
        given = Service(document, "complainant", str(one.worker), **how)
        store.act(one.id, "serve", given, one.officer().asker(at.happened_on), at)

    return do


def print_out(case: UUID, document: str, at: Moment) -> None:
    """Print what is about to be served; all else is left for the worker, which prints while the platform is open already."""
    for paper, name, stage in papers.standing(case):
        if name == document and stage == "numbered":
            papers.seal(paper, at)


ACCEPTED = (
    "",
    "符合受理条件，拟先约谈单位负责人，调取工资表和考勤记录。",
    "请单位三日内提交工资支付台账。",
    "拟到现场核查用工情况。",
)
MISSING = (
    "1. 能够证明在该单位干活的材料（工牌、考勤、工友证言任一项）；2. 工资转账记录或者对方承认欠薪的聊天记录。",
    "1. 单位的准确名称或者营业执照照片；2. 您的银行卡最近三个月的收款明细。",
    "1. 欠薪的起止月份和计算方法；2. 班组长或者项目部联系人的电话。",
)
BROUGHT = (
    "补交工牌和三个月的银行流水。",
    "问到了单位的全称，已经写在后面；另附和老板的聊天记录。",
    "没有别的材料了，有两个工友愿意作证。",
)
REFUSED = {
    Ground.TOO_LATE: "查明违法行为已经终了两年以上，其间没有被发现，也没有被举报、投诉。",
    Ground.IN_DISPUTE: "查明投诉人已就同一事项向劳动人事争议仲裁委员会申请仲裁，仲裁委已经受理。",
    Ground.FOR_DISPUTE: "双方对是否存在劳动关系和提成的计算方法争议较大，应当通过劳动争议处理程序解决。",
}
FORUMS = (
    (Forum.ARBITRATION, "您要求支付解除劳动合同的经济补偿，这类争议由劳动人事争议仲裁委员会处理。"),
    (Forum.SOCIAL_INSURANCE, "您反映的是社会保险费的征缴，由税务机关和社会保险经办机构处理。"),
    (Forum.COURT, "您和对方是承揽关系，报酬纠纷可以直接向人民法院起诉。"),
    (Forum.MEDICAL_INSURANCE, "您反映的医疗保险报销，由医疗保障部门处理。"),
    (Forum.HOUSING, "您反映的是工程质量和工程款结算，由住房城乡建设部门处理。"),
)
WITHDRAWN = (
    "钱已经全部拿到了。",
    "单位和我谈好了分两次付，第一笔已经到账。",
    "工资今天发了，谢谢。",
    "我想先申请仲裁，先撤回。",
)
SERVED: tuple[dict[str, Any], ...] = (
    {"method": Method.DIRECT, "proof": "投诉人本人签收"},
    {"method": Method.MAIL, "proof": "投诉人本人签收，见邮件回执", "mail_number": "1099880012345"},
    {
        "method": Method.ELECTRONIC,
        "proof": "到达记录",
        "where": "投诉人确认的手机号",
        "consent": "投诉时签的送达地址确认书",
    },
)
