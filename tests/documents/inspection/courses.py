"""Inspections of one firm as the desk takes them, with the store: what the issued papers are read from."""

from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from hezhong.directory import regions
from hezhong.directory.models import Post
from hezhong.domains.inspection import facts as asks
from hezhong.domains.inspection import outcomes
from hezhong.domains.inspection.children import HearingDay, Minutes, Sending, TransferFile
from hezhong.engine import filing, loading, store
from hezhong.engine.answers import Employer, Money, Person, Prose, TypedEmployer, TypedPerson
from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.dossier import Opinion
from hezhong.engine.intake import Intake, NewParty
from hezhong.engine.models import Case, Paper
from hezhong.engine.rights import Asker
from hezhong.engine.roles import COMPLAINANT, EMPLOYER
from hezhong.engine.serving import Method
from hezhong.engine.store import Submission
from hezhong.kernel.fields import Reason
from tests import province
from tests.province import Province

MAIN, SECOND = "何志远（440306-118）", "罗敏（440306-121）"
PAIR = {"main": MAIN, "second": SECOND}
OWED = Money("131400.55")


@dataclass
class Course:
    """One case in the hands of an inspector of Bao'an; whatever is drafted is signed off and printed at once."""

    here: Province
    case_id: UUID
    children: dict[str, UUID] = field(default_factory=dict)

    def do(self, name: str, given: object, day: str, who: str = "boan.inspector", case: UUID | None = None) -> None:
        store.act(case or self.case_id, name, given, self.here.asker(who), province.at(day))
        self.print(day)

    def approved(self, name: str, given: object, day: str, *signatures: tuple[str, str, str]) -> None:
        """Put it forward, and let it be signed: who, on which day, with which words."""
        self.do(name, given, day)
        for who, on, says in signatures:
            asker = self.here.asker(f"boan.{who}")
            store.sign(self.case_id, name, Opinion(True, says), asker, province.at(on))
            self.print(on)

    def print(self, day: str) -> None:
        for draft in Paper.objects.filter(stage=Paper.Stage.DRAFT):
            asker = self.here.asker("boan.inspector")
            store.act(draft.case_id, "sign_off", SignOff(str(draft.id), draft.document), asker, province.at(day))
        while province.work(day, 12):
            pass

    def serve(self, document: str, day: str, case: UUID | None = None) -> None:
        paper = Paper.objects.get(document=document, role="employer", stage=Paper.Stage.SEALED)
        self.do("serve", Service(document, "employer", paper.party, method=Method.DIRECT, proof="前台签收"), day, case=case)

    def child(self, code: str, day: str) -> UUID:
        """Return the case of that kind beside this one, which is in the same hands from its start."""
        case = Case.objects.get(parent=self.case_id, case_type=code)
        assert case.assignee == self.here.officers["boan.inspector"].token
        return case.id


def head(day: str, says: str = "同意。") -> tuple[str, str, str]:
    return ("head", day, says)


def opened(*, complainant: bool = True) -> Course:
    """Return a clue of 9 October 2026, taken in hand; without a complainant the office found it out itself."""
    here = province.build()
    Post.objects.filter(officer=here.officers["boan.second"]).update(roles=["legal_reviewer"])
    person = Person(typed=TypedPerson("林晓彤", "resident", "440306199003070002", "19900005521"))
    firm = Employer(typed=TypedEmployer("示例建工集团第三工程有限公司"))
    parties = [NewParty(COMPLAINANT, person=person)] if complainant else []
    intake = Intake(
        asks.Findings(),
        regions.place("440306001"),
        (*parties, NewParty(EMPLOYER, employer=firm)),
        about="拖欠工资",
        people=26,
    )
    at = province.at("2026-10-09")
    filed = filing.open_case("inspection", intake, here.asker("boan.inspector"), at, Submission())
    course = Course(here, filed.case_id)
    course.do("take", None, "2026-10-09")
    return course


def filed(*, complainant: bool = True) -> Course:
    course = opened(complainant=complainant)
    form = asks.FilingOfCase(
        **PAIR, source=asks.Source.PATROL, violation=asks.Violation.WAGES, reason=Prose("巡查发现项目部没有发放工资。")
    )
    course.approved("file", form, "2026-10-12", head("2026-10-13", "同意立案。"))
    return course


def investigated() -> Course:
    """Summon, visit, keep evidence, ask, prolong, conclude."""
    course = filed()
    bring = Prose("1. 职工名册\n2. 工资表")
    summons = asks.Summons(
        **PAIR, about=Prose("工资支付情况"), bring=bring, day=date(2026, 10, 20), start=time(14, 30), room="三楼302室"
    )
    course.do("summon", summons, "2026-10-14")
    course.do(
        "visit",
        asks.SiteVisit(**PAIR, where="某地块二期项目部", present="李敏，经理", minutes=Prose("没有张贴工资表。")),
        "2026-10-15",
    )
    things = asks.Registration(**PAIR, things=Prose("考勤表原件12页\n考勤机1台"), where="项目部保险柜")
    course.approved("register_evidence", things, "2026-10-15", head("2026-10-15"))
    course.do(
        "inquire",
        asks.Inquiry(**PAIR, asked="李敏，经理", minutes=Prose("问：发了没有？\n答：没有。"), signed=True),
        "2026-10-20",
    )
    course.do("dispose", asks.Disposal(outcome=Prose("复制后退还。")), "2026-10-23")
    course.approved("prolong", Reason("需要逐人核对。"), "2026-10-23", head("2026-10-26", "同意延长。"))
    conclusion = asks.Conclusion(
        found=Prose("拖欠26人工资。"), people=26, owed=OWED, grave=True, proposal=Prose("责令支付；拒不支付的处罚。")
    )
    course.do("conclude_inquiry", conclusion, "2026-10-30")
    return course


def ordered() -> Course:
    course = investigated()
    order = outcomes.Order(
        violation=Prose("拖欠26人2026年7月至9月工资。"),
        content=Prose("足额支付。"),
        owed=OWED,
        perform_by=date(2026, 11, 20),
    )
    course.approved("order", order, "2026-11-02", head("2026-11-03"))
    course.serve("order_text", "2026-11-04")
    return course


def heard() -> Course:
    """The order was not obeyed; a fine is announced and a hearing is held."""
    course = ordered()
    default = outcomes.Default(reason=Prose("一分没有支付。"), unpaid=OWED)
    course.approved("find_default", default, "2026-11-23", head("2026-11-24"))
    extra = outcomes.ExtraPay(reason=Prose("一分没有支付。"), unpaid=OWED, extra=Money("65700.28"))
    course.approved("order_extra", extra, "2026-11-23", head("2026-11-24"))
    notice = outcomes.Notice(
        content=Prose("经责令改正拒不改正，拟处罚款。"),
        fine=Money(5000),
        factors=Prose("首次违法。"),
        hearing=asks.Hearing.MAY_ASK,
    )
    course.approved("notify", notice, "2026-11-25", head("2026-11-25"))
    course.serve("prior_notice", "2026-11-26")
    discussion = outcomes.Discussion(present="梁某、陈某", minutes=Prose("事实清楚。"), result=Prose("一致同意处罚。"))
    course.do("discuss", discussion, "2026-11-27", "boan.head")
    course.do("request_hearing", Reason("单位来人要求听证"), "2026-11-27")
    hearing = course.child("hearing", "2026-11-30")
    day = HearingDay(day=date(2026, 12, 15), start=time(9), end=time(11, 30), room="五楼听证室", chair="周岚")
    course.do("schedule", day, "2026-11-30", case=hearing)
    course.serve("notice", "2026-12-01", case=hearing)
    course.do("hold", Minutes(report=Prose("当事人：工程款没有拨付。")), "2026-12-15", case=hearing)
    return course


def penalised() -> Course:
    course = heard()
    course.do("state_defence", outcomes.Statement(says=Prose("工程款没有拨付")), "2026-12-16")
    penalty = outcomes.Penalty(
        found=Prose("拖欠26人工资，经责令改正拒不改正。"), defence=Prose("工程款未拨付不是理由，不予采纳。"),
        content=Prose("拒不改正，处以罚款。"), perform_by=date(2026, 12, 31), fine=Money(5000), factors=Prose("首次违法。"),
    )  # fmt: skip
    reviewed = ("second", "2026-12-18", "程序合法，裁量适当，同意。")
    course.approved("penalise", penalty, "2026-12-17", reviewed, head("2026-12-21"))
    course.serve("penalty_decision", "2026-12-22")
    course.do("report_up", None, "2026-12-23")
    return course


def enforced() -> Course:
    """Six months later nothing is paid: urged, taken to court, closed."""
    course = penalised()
    store.lapse_due(province.at("2027-06-23"))
    course.do("urge", Reason("罚款没有缴纳。"), "2027-06-24")
    course.serve("urging_letter", "2027-06-25")
    application = outcomes.Application(court="深圳市宝安区人民法院", reason=Prose("强制执行罚款和加处罚款。"))
    course.approved("apply", application, "2027-07-12", head("2027-07-13"))
    closing = outcomes.Closing(result=Prose("法院已受理强制执行。"), reason=Prose("已转由法院执行。"))
    course.approved("archive", closing, "2027-07-20", head("2027-07-21", "同意结案。"))
    return course


def handled() -> Course:
    """An audit, a pause, a public notice, and an order to pay."""
    course = filed()
    course.do(
        "commission", asks.Commission(expert="某会计师事务所", question=Prose("26人的应发和实发工资。")), "2026-10-14"
    )
    audit = course.child("expertise", "2026-10-14")
    course.do("give_up", Reason("账册不全"), "2026-10-15", case=audit)
    store.sign(audit, "give_up", Opinion(True, "同意"), course.here.asker("boan.head"), province.at("2026-10-16"))
    course.print("2026-10-16")
    ground = asks.SuspensionGround.UNREACHABLE
    course.approved(
        "pause", asks.Suspension(ground=ground, reason=Prose("投诉人出海作业。")), "2026-10-19", head("2026-10-20")
    )
    course.do("go_on", Reason("投诉人已联系上。"), "2026-10-26")
    announcement = asks.Announcement(text=Prose("请到本机关接受调查。"), where="项目部大门")
    course.approved("announce", announcement, "2026-10-27", head("2026-10-27"))
    course.do("end_notice", asks.AnnouncementResult(absconded=False, reason=Prose("已到。")), "2026-10-30")
    conclusion = asks.Conclusion(
        found=Prose("拖欠26人工资。"), people=26, owed=OWED, grave=False, proposal=Prose("责令支付。")
    )
    course.do("conclude_inquiry", conclusion, "2026-11-02")
    notice = outcomes.Notice(content=Prose("拟责令支付。"), hearing=asks.Hearing.NO)
    course.approved("notify", notice, "2026-11-03", head("2026-11-03"))
    course.serve("prior_notice", "2026-11-04")
    decision = outcomes.PayOrder(
        found=Prose("拖欠26人工资。"),
        defence=Prose("当事人没有提出。"),
        content=Prose("支付所欠工资。"),
        perform_by=date(2026, 11, 30),
        owed=OWED,
    )
    course.approved("handle", decision, "2026-11-12", ("second", "2026-11-13", "同意。"), head("2026-11-16"))
    return course


def transferred() -> Course:
    """A suspected crime, put before the head, who approves."""
    course = filed()
    course.do("suspect_crime", Reason("涉嫌拒不支付劳动报酬"), "2026-10-14")
    crime = course.child("crime_transfer", "2026-10-14")
    form = TransferFile(
        facts=Prose("责令后拒不支付，负责人逃匿。"), materials=Prose("调查报告\n工资表"), team="何志远、罗敏"
    )
    course.do("report", form, "2026-10-15", case=crime)
    course.do("approve", Reason("事实清楚，同意移送。"), "2026-10-16", "boan.head", case=crime)
    course.do("send", Sending(police="示例区公安分局", received_by="警官"), "2026-10-16", case=crime)
    return course


def rescinded() -> Course:
    course = filed()
    worker = next(party.token for party in loading.look(course.case_id).dossier.parties if party.role == COMPLAINANT.name)
    given = outcomes.Withdrawal(reason=Prose("钱拿到了"))
    store.act(course.case_id, "withdraw_complaint", given, Asker(worker), province.at("2026-10-16"))
    given = outcomes.Rescission(ground=asks.RescissionGround.WITHDRAWN, reason=Prose("工资已全部支付。"))
    course.approved("rescind", given, "2026-10-19", head("2026-10-20"))
    return course


def redirected() -> Course:
    course = filed()
    course.approved("redirect", outcomes.Redirection(reason=Prose("双方各执一词。")), "2026-10-19", head("2026-10-20"))
    return course


def removed(*, complainant: bool = True) -> Course:
    """A clue that is another department's business from the start."""
    course = opened(complainant=complainant)
    given = outcomes.Removal(to="深圳市宝安区住房和建设局", reason=Prose("违法分包，不涉及用工。"))
    course.approved("remove", given, "2026-10-12", head("2026-10-13"))
    return course


COURSES = {
    "enforced": enforced,
    "handled": handled,
    "transferred": transferred,
    "rescinded": rescinded,
    "redirected": redirected,
    "removed": removed,
}
