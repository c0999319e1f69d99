"""Every document as a case issues it: acted on, signed off, numbered, sealed by the worker, and read back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from hezhong.directory import regions
from hezhong.domains.complaints.facts import Acceptance, Direction, Forum, Ground, HandOver, Missing, Refusal
from hezhong.engine import casefile, papers, store, tracker
from hezhong.engine.answers import Months, Prose
from hezhong.engine.case_type import SignOff
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.filing import Filed
from hezhong.engine.models import Errand, Paper
from tests import province
from tests.documents import reading, samples
from tests.province import Province

pytestmark = [pytest.mark.django_db, pytest.mark.debian("pdftotext")]
FILED, DAY = "2026-10-09", "2026-10-13"
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）", opinion=Prose("符合受理条件，建议受理。"))


@pytest.fixture(autouse=True)
def demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_letterhead", papers.Letterhead("https://hezhong.example/check/{code}/", demo=True))


@dataclass(frozen=True)
class Taken:
    """A complaint in the hands of an inspector of Bao'an."""

    here: Province
    filed: Filed

    @property
    def case_id(self) -> UUID:
        return self.filed.case_id

    def act(self, name: str, given: object) -> None:
        store.act(self.case_id, name, given, self.here.asker("boan.inspector"), province.at(DAY))

    def sign_off(self, document: str) -> None:
        """Sign the draft off as its page offers it."""
        inspector, at = self.here.asker("boan.inspector"), province.at(DAY)
        shown = casefile.view(self.case_id, inspector, at.happened_on, at.book).papers
        (line,) = [each for each in shown if each.title == samples.told(document)["title"]]
        assert line.stage == "draft" and line.may == ("sign_off",)
        self.act("sign_off", SignOff(str(line.id), document))


def taken(*, months: Months = Months((2026, 7), (2026, 9))) -> Taken:
    here = province.build()
    filed = province.file(FILED, months=months)
    store.act(filed.case_id, "take", None, here.asker("boan.inspector"), province.at(DAY))
    return Taken(here, filed)


def sealed(case: Taken, document: str, role: str = "complainant") -> Paper:
    province.work(DAY)
    paper = Paper.objects.select_related("case").get(case=case.case_id, document=document, role=role)
    assert paper.stage == Paper.Stage.SEALED and papers.pdf(paper).startswith(b"%PDF")
    return paper


def agrees(paper: Paper, *, copy: bool = False) -> None:
    """Compare a sealed paper with what was written down for its story."""
    told, story = samples.told(paper.document), samples.told(paper.document)["story"]
    text = reading.words(papers.pdf(paper))
    assert (paper.title, paper.number) == (told["title"], story["number"])
    assert reading.out_of_order(text, story["copy" if copy else "in_order"]) == ""
    assert [each for each in story["also"] if each not in text] == []
    assert [each for each in story["never"] if each in text] == []
    assert [tuple(each) for each in paper.data["articles"]] == [tuple(each) for each in told["articles"]]
    assert "演示系统" in text
    assert (paper.check_code in text) is (paper.document != "registration_form")  # the form stays in the file
    assert papers.seal_of(paper.check_code) is not None


def test_accepting_fills_the_form_and_tells_the_worker() -> None:
    case = taken()
    case.act("accept", TWO)
    for document in ("registration_form", "acceptance_notice"):
        case.sign_off(document)
    agrees(sealed(case, "registration_form"))
    agrees(sealed(case, "acceptance_notice"))


def test_a_refusal_is_the_heads_and_numbered_by_the_signature() -> None:
    case = taken(months=Months((2023, 7), (2023, 9)))
    case.act("refuse", Refusal(ground=Ground.TOO_LATE, reason=Prose("欠薪发生在2023年7月到9月，此后没有继续。")))
    assert not Paper.objects.exists()
    at = province.at("2026-10-14")
    store.sign(case.case_id, "refuse", Opinion(True, "同意"), case.here.asker("boan.head"), at)
    paper = sealed(case, "refusal_notice")
    agrees(paper)
    assert paper.signed_by == str(case.here.officers["boan.head"].token)
    assert paper.data["remedy"] == samples.told("refusal_notice")["remedy"]


def test_telling_where_to_go() -> None:
    case = taken()
    case.act("tell_forum", Direction(forum=Forum.ARBITRATION, reason=Prose("请求的是解除劳动合同的赔偿，双方对解除原因有争议。")))
    agrees(sealed(case, "forum_notice"))


def test_asking_once_for_all_that_is_missing() -> None:
    case = taken()
    wanted = Prose("1. 身份证正反面照片\n2. 能看出在这家单位干活的材料")
    case.act("ask_supplement", Missing(what=wanted, by_day=date(2026, 10, 23)))
    agrees(sealed(case, "supplement_notice"))


def test_handing_over_writes_from_the_old_office_to_the_new_one_and_the_worker() -> None:
    case = taken()
    nanshan = case.here.offices["nanshan"]
    elsewhere = Destination(nanshan.pk, regions.place("440305"))
    case.act("hand_over", HandOver(office=elsewhere, reason=Prose("用工地在南山区某工地，不在宝安区。")))
    letter, copy = sealed(case, "transfer_letter", "other_office"), sealed(case, "transfer_letter")
    agrees(letter)
    agrees(copy, copy=True)
    seal = papers.seal_of(copy.check_code)
    assert seal is not None and seal.office == "深圳市宝安区人力资源局"
    assert copy.case.office == nanshan.pk
    assert case.here.offices["boan"].pk == letter.office


def test_what_was_sealed_is_never_printed_again() -> None:
    case = taken()
    case.act("tell_forum", Direction(forum=Forum.COURT, reason=Prose("应当向人民法院提出。")))
    paper = sealed(case, "forum_notice")
    before = papers.pdf(paper)
    Paper.objects.filter(pk=paper.pk).update(data={"fields": {"reason": "改过的"}, "articles": []})
    papers.seal(paper.id, province.at("2026-10-20"))
    assert papers.pdf(papers.get(paper.id)) == before
    with pytest.raises(Refused, match="已经签发"):
        case.act("sign_off", SignOff(str(paper.id), "forum_notice"))


def test_a_draft_is_not_for_the_world() -> None:
    case = taken()
    case.act("accept", TWO)
    draft = Paper.objects.select_related("case").get(document="acceptance_notice")
    assert papers.seal_of(draft.check_code) is None
    text = reading.words(papers.pdf(draft))
    assert "草稿" in text and draft.check_code not in text
    follower = tracker.recognise(case.filed.query_code, "19900005521")
    assert follower is not None
    at = province.at(DAY)
    assert tracker.view(follower, at.happened_on, at.book).papers == ()


def test_a_notice_that_the_law_wants_in_time_is_no_draft() -> None:
    """39(2): who is asked or told is told in writing within the five days; the action itself signs it off."""
    case = taken()
    case.act("ask_supplement", Missing(what=Prose("身份证照片"), by_day=date(2026, 10, 23)))
    paper = Paper.objects.get(document="supplement_notice")
    assert (paper.stage, paper.number) == (Paper.Stage.NUMBERED, "深宝劳监补〔2026〕1号")
    assert paper.signed_by == str(case.here.officers["boan.inspector"].token)


def test_a_name_no_font_has_stops_the_seal_and_says_which() -> None:
    here = province.build()
    filed = province.file(FILED, name="王𱍐")
    case = Taken(here, filed)
    store.act(case.case_id, "take", None, here.asker("boan.inspector"), province.at(DAY))
    case.act("tell_forum", Direction(forum=Forum.COURT, reason=Prose("应当向人民法院提出。")))
    assert province.work(DAY) == 0
    paper = Paper.objects.get(document="forum_notice")
    assert (paper.stage, paper.number, paper.sha256) == (Paper.Stage.NUMBERED, "深宝劳监告〔2026〕1号", "")
    assert "（U+31350）" in Errand.objects.get(kind="seal_paper").trouble
