"""What papers of inspection say: articles for each violation by hand, sums, days, and no document without its words."""

from datetime import date, time
from typing import Any

import pytest

from hezhong.domains.inspection import child_papers, papers
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.children import CrimeTransfer, Expertise, Hearing, TransferFile
from hezhong.domains.inspection.facts import Violation
from hezhong.domains.inspection.outcomes import Default, ExtraPay, Notice, Order
from hezhong.domains.inspection.tests import test_story as told
from hezhong.domains.inspection.wording import clock_time, listed
from hezhong.engine import approvals
from hezhong.engine.answers import Money, Prose
from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.core import THE_CLOCK, Refused, open_case
from hezhong.engine.dossier import Opening, Parent
from hezhong.engine.matter import Matter
from hezhong.engine.roles import DIRECTOR, EMPLOYER, FILE, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.telling import SHENZHEN, Story, moment
from hezhong.engine.vocabulary import Document
from hezhong.kernel.fields import Reason

GD, NATIONAL, LABOUR = "《广东省劳动保障监察条例》", "《劳动保障监察条例》", "《中华人民共和国劳动法》"
CORRECT, SITES = f"{GD}第44条第1款第（二）项", "《保障农民工工资支付条例》"
ORDERED_UNDER = {
    Violation.WAGES: [CORRECT, f"{NATIONAL}第26条第（一）项", f"{GD}第51条第1款"],
    Violation.MINIMUM_WAGE: [CORRECT, f"{NATIONAL}第26条第（二）项"],
    Violation.SEVERANCE: [CORRECT, f"{NATIONAL}第26条第（三）项"],
    Violation.HOURS: [CORRECT, f"{NATIONAL}第25条"],
    Violation.WOMEN_AND_MINORS: [CORRECT, f"{NATIONAL}第23条"],
    Violation.REGISTERS: [CORRECT, f"{GD}第49条"],
    Violation.FINING_WORKERS: [CORRECT, f"{GD}第50条第2款"],
    Violation.OBSTRUCTION: [CORRECT, f"{GD}第52条第1款"],
    Violation.ABSCONDED: [CORRECT, f"{GD}第51条第2款"],
    Violation.CONTRACT: [CORRECT, f"{NATIONAL}第24条"],
    Violation.SOCIAL_INSURANCE: [CORRECT, "《中华人民共和国社会保险法》第84条", "《中华人民共和国社会保险法》第86条"],
    Violation.LABOUR_COSTS: [CORRECT, f"{SITES}第57条第（二）项", f"{SITES}第57条"],
    Violation.WAGE_ACCOUNT: [CORRECT, f"{SITES}第55条第（一）项", f"{SITES}第55条"],
    Violation.WAGE_DEPOSIT: [CORRECT, f"{SITES}第55条第（二）项", f"{SITES}第55条"],
    Violation.REAL_NAMES: [CORRECT, f"{SITES}第55条第（三）项", f"{SITES}第55条"],
    Violation.WAGE_SHEETS: [CORRECT, f"{SITES}第56条第（一）项", f"{SITES}第56条"],
    Violation.SITE_NOTICE: [CORRECT, f"{SITES}第56条第（四）项", f"{SITES}第56条"],
    Violation.OTHER: [CORRECT],
}
BROKEN = {
    Violation.WAGES: f"{LABOUR}第50条",
    Violation.MINIMUM_WAGE: f"{LABOUR}第48条第2款",
    Violation.SEVERANCE: "《中华人民共和国劳动合同法》第46条",
    Violation.HOURS: f"{LABOUR}第43条",
    Violation.WOMEN_AND_MINORS: f"{LABOUR}第58条第1款",
    Violation.REGISTERS: f"{GD}第14条第1款",
    Violation.FINING_WORKERS: f"{LABOUR}第50条",
    Violation.CONTRACT: "《中华人民共和国劳动合同法》第10条第1款",
    Violation.SOCIAL_INSURANCE: f"{LABOUR}第72条",
    Violation.LABOUR_COSTS: f"{SITES}第29条第1款",
    Violation.WAGE_ACCOUNT: f"{SITES}第26条第1款",
    Violation.WAGE_DEPOSIT: f"{SITES}第32条第1款",
    Violation.REAL_NAMES: f"{SITES}第28条第1款",
    Violation.WAGE_SHEETS: f"{SITES}第31条第2款",
    Violation.SITE_NOTICE: f"{SITES}第34条",
    Violation.OBSTRUCTION: f"{GD}第40条第2款",
    Violation.ABSCONDED: f"{GD}第40条第2款",
}
DISOBEYED = f"{NATIONAL}第30条第1款第（三）项"
FINES = {
    Violation.WAGES: (5000, DISOBEYED),
    Violation.HOURS: (2600, f"{NATIONAL}第25条"),  # 26 workers, 100 to 500 each
    Violation.WOMEN_AND_MINORS: (26000, f"{NATIONAL}第23条"),
    Violation.REGISTERS: (2000, f"{GD}第49条"),
    Violation.FINING_WORKERS: (52000, f"{GD}第50条第2款"),
    Violation.OBSTRUCTION: (2000, f"{GD}第52条第1款"),
    Violation.ABSCONDED: (10000, f"{GD}第51条第2款"),
}
ON_SITES = {
    Violation.LABOUR_COSTS: ("57", "二"), Violation.WAGE_ACCOUNT: ("55", "一"), Violation.WAGE_DEPOSIT: ("55", "二"),
    Violation.REAL_NAMES: ("55", "三"), Violation.WAGE_SHEETS: ("56", "一"), Violation.SITE_NOTICE: ("56", "四"),
}  # fmt: skip


def paper(story: Story, document: str, on: str) -> dict[str, Any]:
    return papers.paper(document, story.dossier, moment(on, story.book))


def named(paper: dict[str, Any]) -> list[str]:
    return [cited for cited, _ in paper["articles"]]


def grounds(paper: dict[str, Any]) -> list[str]:
    return named(paper)[: paper["fields"]["grounds"]]


def order(owed: str | None = "131400.00", by: date = date(2026, 1, 20)) -> Order:
    return Order(violation=Prose("欠薪"), content=Prose("支付"), owed=Money(owed) if owed else None, perform_by=by)


@pytest.mark.parametrize("violation", Violation, ids=lambda each: each.code)
def test_an_order_names_what_it_rests_on(violation: Violation) -> None:
    story = told.filed(violation=violation)
    told.signed(story, "order", "2025-11-20", order())
    found = paper(story, "order_text", "2025-11-20")
    assert grounds(found) == ORDERED_UNDER[violation]
    assert violation not in BROKEN or BROKEN[violation] in named(found)
    assert len(named(found)) == len(set(named(found)))
    assert found["remedy"].startswith("不服本决定的，可以自知道本决定之日起60日内")


@pytest.mark.parametrize("violation", FINES, ids=lambda each: each.code)
def test_a_fine_is_announced_under_the_article_that_sets_it(violation: Violation) -> None:
    fine, under = FINES[violation]
    story = told.concluded(violation=violation)
    notice = Notice(content=Prose("拟罚款"), fine=Money(fine), factors=Prose("首次"), hearing=told.Told.MAY_ASK)
    told.signed(story, "notify", "2025-12-02", notice)
    found = paper(story, "prior_notice", "2025-12-02")
    assert found["fields"]["basis"] == [under] and under in named(found)
    assert found["fields"]["fine"] == f"{fine:,}.00" and found["remedy"] == ""
    assert found["fields"]["may_be_heard"] and "《中华人民共和国行政处罚法》第64条第（一）项" in named(found)


@pytest.mark.parametrize("violation", ON_SITES, ids=lambda each: each.code)
def test_a_fine_on_a_site_is_announced_under_the_item_and_its_article(violation: Violation) -> None:
    number, item = ON_SITES[violation]
    for fine, sound in ((49999, False), (50000, True), (100000, True), (100001, False)):
        story = told.concluded(violation=violation)
        notice = Notice(content=Prose("拟罚款"), fine=Money(fine), factors=Prose("首次"), hearing=told.Told.MAY_ASK)
        if not sound:
            with pytest.raises(Refused, match="罚款要在 50,000 元到 100,000 元之间"):
                told.signed(story, "notify", "2025-12-02", notice)
            continue
        told.signed(story, "notify", "2025-12-02", notice)
        found = paper(story, "prior_notice", "2025-12-02")
        assert found["fields"]["basis"] == [f"{SITES}第{number}条第（{item}）项", f"{SITES}第{number}条"]


def test_the_filing_form_names_what_each_suspicion_rests_on() -> None:
    story = told.clue("2025-11-05")
    form = told.FilingOfCase(
        **told.PAIR, source=told.Source.WARNING, violation=Violation.HOURS, also=(Violation.CONTRACT, Violation.HOURS), reason=Prose("预警。")
    )
    told.signed(story, "file", "2025-11-05", form)
    assert story.dossier.facts.also == (Violation.CONTRACT,)
    assert paper(story, "filing_form", "2025-11-05")["fields"]["suspected"] == [
        f"{LABOUR}第43条", f"{NATIONAL}第25条", "《中华人民共和国劳动合同法》第10条第1款", f"{NATIONAL}第24条",
    ]  # fmt: skip


def test_what_is_only_to_be_paid_is_announced_without_the_penalties_act() -> None:
    story = told.concluded()
    told.signed(story, "notify", "2025-12-02", Notice(content=Prose("拟责令支付"), hearing=told.Told.NO))
    found = paper(story, "prior_notice", "2025-12-02")
    assert grounds(found) == [f"{GD}第24条第1款"] and not [each for each in named(found) if "行政处罚法" in each]
    assert found["fields"]["fine"] == "" and found["fields"]["fine_capital"] == ""


def test_money_is_printed_to_the_cent_and_in_capitals() -> None:
    story = told.filed()
    told.signed(story, "order", "2025-11-20", order("18600"))
    fields = paper(story, "order_text", "2025-11-20")["fields"]
    assert (fields["owed"], fields["owed_capital"]) == ("18,600.00", "人民币壹万捌仟陆佰元整")


def test_a_complaint_is_filed_under_its_own_article() -> None:
    opening = Opening(
        Matter("M1", ("w1",), "e1", SHENZHEN), Inspection.facts(), Parent("深宝劳监投〔2025〕1号", 2, "complaint"), told.PARTIES, people=26
    )  # fmt: skip
    book = told.clue("2025-11-05").book
    story = Story(open_case(Inspection, "C1", THE_CLOCK, moment("2025-11-05", book), opening), book)
    told.signed(story, "order", "2025-11-20", order())
    found = paper(story, "order_text", "2025-11-20")["fields"]
    assert found["filed_under"] == [f"{GD}第36条第1款"] and found["filed_on"] == "2025-11-05"
    assert found["people"] == 26 and found["from_complaint"]


def test_extra_pay_names_the_order_that_was_not_obeyed() -> None:
    story = told.filed()
    told.signed(story, "order", "2025-11-20", order(by=date(2025, 11, 28)))
    told.signed(story, "find_default", "2025-12-01", Default(reason=Prose("没有付")))
    more = ExtraPay(reason=Prose("没有付"), unpaid=Money("131400"), extra=Money("65700"))
    told.signed(story, "order_extra", "2025-12-01", more)
    fields = paper(story, "default_order", "2025-12-01")["fields"]
    assert (fields["extra"], fields["unpaid"]) == ("65,700.00", "131,400.00")
    assert (fields["decision"]["document"], fields["decision"]["perform_by"]) == ("order_text", "2025-11-28")


def test_who_did_not_pay_workers_is_urged_for_what_is_left_and_what_was_added() -> None:
    """131,400 owed, 30,000 of it paid before the default, 65,700 added: 167,100."""
    story = told.notified(fine=None)
    told.signed(story, "handle", "2025-12-10", told.pay(), (LEGAL_REVIEWER, DIRECTOR))
    story.serve("pay_decision", EMPLOYER, "2025-12-10", by=INSPECTOR, party="e1")
    told.signed(story, "find_default", "2026-01-04", Default(reason=Prose("只付了一部分"), unpaid=Money("101400")))
    more = ExtraPay(reason=Prose("只付了一部分"), unpaid=Money("101400"), extra=Money("65700"))
    told.signed(story, "order_extra", "2026-01-04", more)
    story.wait("2026-06-11")
    story.do("urge", INSPECTOR, "2026-06-12", Reason("没有付清"))
    fields = paper(story, "urging_letter", "2026-06-12")["fields"]
    assert (fields["unpaid"], fields["extra"], fields["surcharge"], fields["whole"]) == (
        "101,400.00",
        "65,700.00",
        "",
        "167,100.00",
    )
    assert not fields["fined"] and fields["decision"]["document"] == "pay_decision"


@pytest.mark.parametrize(
    ("served", "urged", "late", "surcharge"),
    # fifteen days after 10 December 2025: 25 December
    [("2025-12-10", "2026-06-12", 169, "13,000.00")],
)
def test_a_late_fine_never_doubles_more_than_once(served: str, urged: str, late: int, surcharge: str) -> None:
    story = told.notified()
    told.signed(story, "penalise", "2025-12-10", told.decision(), (LEGAL_REVIEWER, DIRECTOR))
    story.serve("penalty_decision", EMPLOYER, served, by=INSPECTOR, party="e1")
    story.wait("2026-06-11")
    story.do("urge", INSPECTOR, urged, Reason("没有缴纳"))
    fields = paper(story, "urging_letter", urged)["fields"]
    assert (fields["late"], fields["unpaid"], fields["surcharge"]) == (late, "13,000.00", surcharge)


def test_the_transfer_sheet_shows_the_heads_verdict_when_it_is_issued_with_it() -> None:
    """Whoever decides by acting gives the reason as opinion; who reported is nobody who agreed."""
    story = Story.begin(CrimeTransfer, "2026-03-02", parties=told.PARTIES)
    story.do(
        "report", INSPECTOR, "2026-03-02", TransferFile(facts=Prose("逃匿"), materials=Prose("1. 报告"), team="何、罗")
    )
    before = papers.paper("transfer_form", story.dossier, moment("2026-03-02", story.book))
    assert before["fields"]["verdict"] == "" and before["fields"]["materials"] == ["报告"]
    assert approvals.course(story.dossier, 2).approvals == ()
    story.do("approve", DIRECTOR, "2026-03-04", Reason("同意移送"))
    after = papers.paper("transfer_form", story.dossier, moment("2026-03-04", story.book))
    assert after["fields"]["verdict"] == "批准移送"
    (signed,) = approvals.course(story.dossier, 3).approvals
    assert (signed.role, signed.opinion, signed.on) == ("负责人", "同意移送", date(2026, 3, 4))


def test_an_approval_moved_to_its_true_day_is_printed_on_that_day() -> None:
    story = told.notified()
    told.signed(story, "penalise", "2025-12-10", told.decision(), (LEGAL_REVIEWER, DIRECTOR))
    issued = story.dossier.events[-1].number
    story.do("correct", DIRECTOR, "2025-12-12", Correction(issued, "次日才签", date(2025, 12, 11)))
    found = [(each.role, each.opinion, each.on) for each in approvals.course(story.dossier, issued).approvals]
    assert found == [("法制审核人员", "同意", date(2025, 12, 10)), ("负责人", "同意", date(2025, 12, 11))]


@pytest.mark.parametrize("case_type", [Inspection, Hearing, CrimeTransfer, Expertise], ids=lambda each: each.code)
def test_every_document_has_its_words(case_type: type[CaseType]) -> None:
    words = papers.PAPERS if case_type is Inspection else child_papers.PAPERS
    assert set(case_type.own(Document)) <= set(words)


def test_no_two_case_types_share_the_name_of_a_document() -> None:
    """They share a folder of templates."""
    names = [name for each in (Inspection, Hearing, CrimeTransfer, Expertise) for name in each.own(Document)]
    assert len(names) == len(set(names)) == 30


def test_sheets_for_the_file_have_no_series_of_letters() -> None:
    internal = {name for name, each in Inspection.own(Document).items() if each.to == (FILE,) and not each.series}
    assert internal == {
        "filing_form", "inquiry_minutes", "extension_form", "report_of_inquiry", "discussion_minutes", "review_opinion",
        "report_form", "closing_form",
    }  # fmt: skip


def test_lines_lose_the_writers_own_numbers_and_keep_all_others() -> None:
    assert listed(Prose("1. 职工名册\n2、2026年7月工资表\n 3）考勤表\n2026年8月流水\n3.5吨\n一、合同\n\n")) == [
        "职工名册", "2026年7月工资表", "考勤表", "2026年8月流水", "3.5吨", "合同",
    ]  # fmt: skip


@pytest.mark.parametrize(("at", "says"), [((9, 0), "上午9时"), ((12, 30), "上午12时30分"), ((14, 5), "下午2时5分")])
def test_hours_in_words(at: tuple[int, int], says: str) -> None:
    assert clock_time(time(*at)) == says
