"""A complaint through the writer and back: filed, taken, accepted, its papers sealed, followed by the worker."""

from datetime import date

import pytest

from hezhong.domains.complaints.facts import Acceptance, HandOver
from hezhong.domains.inspection.facts import Inquiry, RescissionGround
from hezhong.domains.inspection.outcomes import Closing, Rescission, Withdrawal
from hezhong.engine import casefile, loading, papers, store, tracker
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import Correction, Recusal, SignOff
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case, Exclusion
from hezhong.kernel.places import GUANGDONG
from tests import province

pytestmark = pytest.mark.django_db
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


def test_from_filing_to_the_sealed_notice() -> None:
    here = province.build()
    filed = province.file()
    assert filed.number == "深宝劳监投〔2026〕1号" and filed.office == "深圳市宝安区人力资源局"
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-03")
    store.act(filed.case_id, "take", None, inspector, at)
    done = store.act(filed.case_id, "accept", TWO, inspector, at)
    assert done.state == "accepted"

    view = casefile.view(filed.case_id, inspector, at.happened_on, at.book)
    (draft,) = [paper for paper in view.papers if paper.title == "受理通知书"]
    store.act(filed.case_id, "sign_off", SignOff(str(draft.id), "acceptance_notice"), inspector, at)
    assert province.work("2026-11-03") == 1
    sealed = papers.get(draft.id)
    assert sealed.number == "深宝劳监受〔2026〕1号" and papers.pdf(sealed).startswith(b"%PDF")

    follower = tracker.recognise(filed.query_code, "19900005521")
    assert follower is not None
    seen = tracker.view(follower, at.happened_on, at.book)
    assert seen.headline == "正在调查" and seen.number == "深宝劳监立〔2026〕1号"
    assert [paper.title for paper in seen.papers] == ["受理通知书"]

    with pytest.raises(NoSuchCase):
        casefile.view(filed.case_id, here.asker("nanshan.inspector"), at.happened_on, at.book)

    store.act(seen.case_id, "withdraw_complaint", Withdrawal(reason=Prose("钱已经拿到了")), follower.asker, at)
    after = tracker.view(follower, at.happened_on, at.book)
    assert after.closed_on is None and after.papers, "the office decides whether the case ends"

    head, agreed = here.asker("boan.head"), Opinion(True, "同意")
    given = Rescission(ground=RescissionGround.WITHDRAWN, reason=Prose("本人撤回，钱已付清。"))
    for action, asked in (("rescind", given), ("archive", Closing(result=Prose("已付清。"), reason=Prose("已撤销。")))):
        store.act(seen.case_id, action, asked, inspector, at)
        store.sign(seen.case_id, action, agreed, head, at)
    ended = tracker.view(follower, at.happened_on, at.book)
    assert (ended.number, ended.headline) == ("深宝劳监立〔2026〕1号", "案件已办结"), "both closed on one day: the last word counts"


def test_the_inspection_begins_with_what_the_acceptance_said_and_without_whom_it_barred() -> None:
    """Handed over from Nanshan to Bao'an, where one inspector is recused: two inspectors, place and bar go on."""
    here = province.build()
    filed, at = province.file(town="440305001"), province.at("2026-11-03")
    nanshan, boan = here.asker("nanshan.inspector"), here.asker("boan.inspector")
    store.act(filed.case_id, "take", None, nanshan, at)
    to = Destination(here.offices["boan"].pk, GUANGDONG / "440300" / "440306")
    store.act(filed.case_id, "hand_over", HandOver(office=to, reason=Prose("用工地在宝安")), nanshan, at)
    store.act(filed.case_id, "take", None, boan, at)
    barred = str(here.officers["boan.second"].token)
    store.act(filed.case_id, "recuse_officer", Recusal(barred, "是当事人的近亲属"), here.asker("boan.head"), at)
    store.act(filed.case_id, "accept", TWO, boan, at)

    row = Case.objects.get(parent=filed.case_id)
    assert (row.county, row.office, row.assignee) == ("440306", here.offices["boan"].pk, here.officers["boan.inspector"].token)
    assert list(Exclusion.objects.filter(case=row).values_list("token", flat=True)) == [int(barred)]
    with pytest.raises(NoSuchCase):
        casefile.view(row.id, here.asker("boan.second"), at.happened_on, at.book)
    with pytest.raises(NoSuchCase):
        casefile.view(row.id, here.asker("nanshan.clerk"), at.happened_on, at.book)
    dossier = loading.look(row.id).dossier
    assert (dossier.facts.main, dossier.facts.second) == ("何志远（440306-118）", "罗敏（440306-121）")
    assert dossier.recused == {barred} and dossier.handled_at.place == GUANGDONG / "440300" / "440306"


def test_the_day_of_an_acceptance_moved_moves_the_inspection_with_it() -> None:
    """Accepted on paper on 3 November and typed in on the fifth: 45 working days from the third end on 6 January.

    November has 19 working days from the fourth on, December 23, and 4, 5, 6 January follow New Year's Day: 45.
    """
    here = province.build()
    filed, head = province.file(), here.asker("boan.head")
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-05")
    store.act(filed.case_id, "take", None, inspector, province.at("2026-11-02"))
    store.act(filed.case_id, "accept", TWO, inspector, at)
    inspection = Case.objects.get(parent=filed.case_id)
    assert inspection.next_due == date(2027, 1, 8)
    number = loading.look(filed.case_id).dossier.events[-1].number
    store.act(filed.case_id, "correct", Correction(number, "纸质审批早两天", date(2026, 11, 3)), head, at)
    inspection.refresh_from_db()
    dossier = loading.look(inspection.id).dossier
    assert dossier.filed_on == date(2026, 11, 3) and inspection.next_due == date(2027, 1, 6)
    assert [event.action.name for event in dossier.events] == ["opened", "correct"]

    pair = {"main": TWO.main, "second": TWO.second}
    asked = Inquiry(**pair, asked="李敏", minutes=Prose("问：发了没有？答：没有。"), signed=True)
    store.act(inspection.id, "inquire", asked, inspector, at)
    late = Correction(number, "其实是今天", date(2026, 11, 6))
    with pytest.raises(Refused, match="后一步"):
        store.act(filed.case_id, "correct", late, head, province.at("2026-11-06"))
    assert loading.look(filed.case_id).dossier.done[-1].happened_on == date(2026, 11, 3), "both or neither"
