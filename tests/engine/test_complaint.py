"""A complaint through the writer and back: filed, taken, accepted, its papers sealed, followed by the worker."""

import pytest

from hezhong.domains.complaints.facts import Acceptance
from hezhong.domains.inspection.outcomes import Withdrawal
from hezhong.engine import casefile, papers, store, tracker
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import SignOff
from hezhong.engine.loading import NoSuchCase
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
