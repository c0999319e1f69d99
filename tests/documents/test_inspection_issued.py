"""Every document of inspection as cases issue it, read back from what the worker sealed; and who signed it, with which words."""

from typing import Any

import pytest

from hezhong.engine import casefile, papers, store
from hezhong.engine.case_type import Correction, Service
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Opinion
from hezhong.engine.models import Paper
from hezhong.engine.serving import Method
from hezhong.kernel.fields import Reason
from tests import province
from tests.documents import reading, samples
from tests.documents.inspection import courses

pytestmark = [pytest.mark.django_db, pytest.mark.debian("pdftotext")]
IDENTITY = "440306199003070002"


@pytest.fixture(autouse=True)
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_letterhead", papers.Letterhead("https://hezhong.example/check/{code}/", demo=True))


def told() -> dict[str, dict[str, Any]]:
    return {name.rpartition("/")[2]: samples.told(name) for name in samples.INSPECTION}


def issued(document: str, role: str = "") -> Paper:
    there = Paper.objects.select_related("case").filter(document=document)
    return there.get(role=role) if role else there.get()


def printed(document: str, role: str = "") -> str:
    return reading.words(papers.pdf(issued(document, role)))


@pytest.mark.parametrize("course", courses.COURSES)
def test_what_a_case_issues_reads_as_written(course: str) -> None:
    """Number, words in their order, articles and remedy of every paper this case is the story of."""
    courses.COURSES[course]()
    says = samples.told("inspection/articles")
    wanted = {document: each for document, each in told().items() if each["story"]["course"] == course}
    assert wanted
    for document, each in wanted.items():
        story, paper = each["story"], issued(document, each["story"].get("role", ""))
        assert paper.stage in (Paper.Stage.SEALED, Paper.Stage.SERVED), document
        text = reading.words(papers.pdf(paper))
        assert (paper.title, paper.number) == (each["title"], story["number"])
        assert reading.out_of_order(text, story["in_order"]) == "", document
        assert [each for each in story.get("never", ()) if each in text] == [], document
        articles = [(cited, says[cited]) for cited in story.get("cites", each["cites"])]
        assert [tuple(article) for article in paper.data["articles"]] == articles, document
        assert paper.data["remedy"] == each["remedy"], document
        assert IDENTITY not in text and "演示系统" in text


def test_every_document_has_its_story() -> None:
    assert {each["story"]["course"] for each in told().values()} == set(courses.COURSES)
    assert set(told()) == {path.stem for path in samples.template("inspection/notice").folder.glob("*.typ")} - {
        "blocks"
    }


def test_each_signature_stands_with_its_words_and_its_day() -> None:
    """Put forward on the 12th, sent back, put forward anew on the 13th, signed on the 14th: only what held is printed."""
    course = courses.opened()
    form = courses.asks.FilingOfCase(
        **courses.PAIR,
        source=courses.asks.Source.PATROL,
        violation=courses.asks.Violation.WAGES,
        reason=courses.Prose("巡查发现。"),
    )
    course.do("file", form, "2026-10-12")
    boss = course.here.asker("boan.head")
    store.sign(course.case_id, "file", Opinion(False, "事实写得太简单。"), boss, province.at("2026-10-12"))
    course.approved("file", form, "2026-10-13", courses.head("2026-10-14", "补充后同意立案。"))
    text = printed("filing_form")
    assert (
        reading.out_of_order(text, ["2026年10月13日", "审批意见", "补充后同意立案。", "深宝负责人", "2026年10月14日"])
        == ""
    )
    assert "太简单" not in text and "2026年10月12日" not in text


def test_the_review_and_the_heads_words_are_two() -> None:
    courses.handled()
    review = printed("review_opinion")
    assert "同意。签名：深宝监察员2026年11月13日" in review and "深宝负责人" not in review
    assert Paper.objects.get(document="pay_decision", role="employer").number == "深宝劳监理〔2026〕1号"


def test_what_is_for_the_file_is_filed_by_the_act_and_served_on_nobody() -> None:
    course = courses.filed()
    paper = Paper.objects.get(document="filing_form")
    assert (paper.role, paper.party, paper.stage) == ("file", "", Paper.Stage.SEALED)
    at = province.at("2026-10-14")
    asker = course.here.asker("boan.inspector")
    (line,) = casefile.view(course.case_id, asker, at.happened_on, at.book).papers
    assert (line.addressee, line.may, line.stage_title) == ("案卷", (), "已定稿")
    with pytest.raises(Refused, match="存入案卷，不用登记送达"):
        course.do("serve", Service("filing_form", "file", method=Method.DIRECT, proof="x"), "2026-10-14")
    assert Paper.objects.get(document="filing_form").stage == Paper.Stage.SEALED


def test_a_case_without_a_complainant_tells_no_complainant() -> None:
    course = courses.filed(complainant=False)
    course.approved("prolong", Reason("需要逐人核对。"), "2026-10-23", courses.head("2026-10-26"))
    assert set(Paper.objects.values_list("document", "role")) == {("filing_form", "file"), ("extension_form", "file")}


def test_the_complainants_copy_of_a_removal_reads_otherwise() -> None:
    courses.removed()
    copy, letter = printed("removal_letter", "complainant"), printed("removal_letter", "file")
    assert "林晓彤：" in copy and "本机关已将该案移送深圳市宝安区住房和建设局处理" in copy and "移送你单位" not in copy
    assert "林晓彤" not in letter
    assert len(set(Paper.objects.filter(document="removal_letter").values_list("number", flat=True))) == 1


def test_the_employers_copy_of_a_rescission_has_no_remedy() -> None:
    courses.rescinded()
    assert "行政复议" not in printed("rescission_notice", "employer") and "行政复议" in printed(
        "rescission_notice", "complainant"
    )


def test_the_office_keeps_its_half_with_the_employers_copy_only() -> None:
    courses.rescinded()
    assert "（存根）" in printed("rescission_notice", "employer") and "送达回证" in printed(
        "rescission_notice", "employer"
    )
    assert "（存根）" not in printed("rescission_notice", "complainant")


def test_a_filing_struck_out_leaves_a_void_sheet_that_keeps_its_words() -> None:
    course = courses.filed()
    sheet = Paper.objects.get(document="filing_form")
    last = sheet.event
    course.do("correct", Correction(last, "当事人写错"), "2026-10-14", "boan.head")
    sheet.refresh_from_db()
    assert sheet.stage == Paper.Stage.VOID and "同意立案。" in reading.words(papers.pdf(sheet))
