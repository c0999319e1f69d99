"""The whole way: accepted together, inspected, closed; then the money is asked for, once, when nothing is open any more."""

from typing import Any

import pytest

from hezhong.domains.complaints.facts import Arrived, CheckResult, Content, Payment, PaymentFinding, Rating, Unpaid
from hezhong.domains.inspection.facts import RescissionGround
from hezhong.domains.inspection.outcomes import Closing, Rescission
from hezhong.engine import afterwards, casefile, joining, papers, store, tracker
from hezhong.engine.answers import Money, Prose
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case
from hezhong.indicators.reckoning import by_region
from hezhong.indicators.vocabulary import Today
from tests import province
from tests.complaints.test_joining import DAY, TWO, elect, join
from tests.documents.reading import words
from tests.province import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> province.Province:
    return province.build()


@pytest.fixture
def both(here: province.Province) -> tuple[Any, Any]:
    """A lead and a colleague who represents them, accepted with one act."""
    lead = province.file()
    member = join(joining.invite(lead.case_id, "1", at(DAY).recorded_at), 1)
    me = here.asker("boan.inspector")
    store.act(lead.case_id, "take", None, me, at(DAY))
    store.act(member.case_id, "take", None, me, at(DAY))
    elect(here, lead, member.number)
    store.act_many([lead.case_id, member.case_id], "accept", TWO, me, at(DAY))
    return lead, member


def close(here: province.Province, *complaints: Any) -> None:
    """End the inspections of these complaints."""
    me, head, agreed = here.asker("boan.inspector"), here.asker("boan.head"), Opinion(True, "同意")
    for each in complaints:
        case = Case.objects.get(case_type="inspection", parent=each.case_id).id
        store.act(case, "rescind", Rescission(ground=RescissionGround.CORRECTED, reason=Prose("已发清")), me, at(DAY))
        store.sign(case, "rescind", agreed, head, at(DAY))
        store.act(case, "archive", Closing(result=Prose("追回 2 人"), reason=Prose("已改正")), me, at(DAY))
        store.sign(case, "archive", agreed, head, at(DAY))


def follower(filed: Any, phone: str) -> Any:
    found = tracker.recognise(filed.query_code, phone)
    assert found is not None
    return found


def offered(filed: Any, phone: str) -> Any:
    there = afterwards.besides(follower(filed, phone))
    assert there is not None
    return there


def test_it_is_asked_when_the_last_case_of_the_matter_has_closed(here: province.Province, both: Any) -> None:
    lead, member = both
    assert not offered(lead, "19900005521").money and not offered(lead, "19900005521").rating
    close(here, lead)
    assert offered(lead, "19900005521").money and not offered(member, "19900010001").money
    close(here, member)
    there, me = offered(member, "19900010001"), follower(member, "19900010001").asker
    store.act(there.case_id, "report_unpaid", Unpaid(arrived=Arrived.NONE), me, at(DAY))
    check = Case.objects.get(case_type="payment_check")
    assert check.parent_id == member.case_id and check.closed_on is None and not offered(member, "19900010001").rating
    finding = PaymentFinding(result=CheckResult.ARRIVED, amount=Money(6001), reason=Prose("查了银行流水"))
    store.act(check.id, "settle", finding, here.asker("boan.inspector"), at(DAY))
    assert offered(member, "19900010001").rating and not offered(member, "19900010001").money
    with pytest.raises(Refused, match="您已经答过：没有到"):
        store.act(there.case_id, "confirm_paid", Payment(arrived=Arrived.ALL), me, at(DAY))


def test_nobody_else_answers_for_the_worker(here: province.Province, both: Any) -> None:
    lead, member = both
    close(here, lead, member)
    said = Payment(arrived=Arrived.ALL)
    for asker in (follower(lead, "19900005521").asker, here.asker("boan.inspector"), here.asker("boan.head")):
        with pytest.raises((Refused, NoSuchCase)):
            store.act(member.case_id, "confirm_paid", said, asker, at(DAY))
        with pytest.raises((Refused, NoSuchCase)):
            store.act(member.case_id, "rate", Rating(content=Content.NOT), asker, at(DAY))


def test_what_was_said_is_counted(here: province.Province, both: Any) -> None:
    lead, member = both
    close(here, lead, member)
    store.act(lead.case_id, "confirm_paid", Payment(arrived=Arrived.ALL), follower(lead, "19900005521").asker, at(DAY))
    part = Unpaid(arrived=Arrived.PART, amount=Money(100))
    store.act(member.case_id, "report_unpaid", part, follower(member, "19900010001").asker, at(DAY))
    moment = at(DAY)
    whole = by_region(here.asker("boan.head"), "440306", Today(moment.happened_on, moment.calendar)).whole
    assert whole.figure("money_arrived").value == 50 and whole.figure("satisfied").value is None


@pytest.mark.debian("pdftotext")
def test_the_form_prints_lead_and_representative(here: province.Province, both: Any) -> None:
    lead, member = both
    province.work(DAY)
    texts = []
    for each in (lead, member):
        view = casefile.view(each.case_id, here.asker("boan.inspector"), at(DAY).happened_on, at(DAY).book)
        form = next(paper for paper in view.papers if paper.title == "劳动保障监察投诉登记表")
        texts.append(words(papers.pdf(papers.get(form.id))))
    assert "集体投诉" not in texts[0]
    assert f"集体投诉，牵头案件{lead.number}；推选的代表" in texts[1], texts[1]
