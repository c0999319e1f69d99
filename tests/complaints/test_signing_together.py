"""One press signs off the same paper for everybody who complains together: each numbered for itself, all or none."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.engine import joining, papers, store
from hezhong.engine.case_type import SignOff
from hezhong.engine.models import Case, Paper
from tests import at_desk, province
from tests.complaints.test_joining import DAY, TWO, join
from tests.province import at

pytestmark = pytest.mark.django_db
QUERIES = 16


def accepted(colleagues: int) -> tuple[province.Province, Case]:
    here = province.build()
    filed = province.file()
    code = joining.invite(filed.case_id, "1", at(DAY).recorded_at)
    for n in range(1, colleagues + 1):
        join(code, n)
    inspector = here.asker("boan.inspector")
    lead = Case.objects.get(id=filed.case_id)
    everybody = [lead.id, *Case.objects.filter(lead=lead.number).values_list("id", flat=True)]
    store.act_many(everybody, "take", None, inspector, at(DAY))
    store.act_many(everybody, "accept", TWO, inspector, at(DAY))
    return here, lead


def notices() -> list[tuple[str, str]]:
    return sorted(Paper.objects.filter(document="acceptance_notice").values_list("stage", "number"))


def press(lead: Case, key: str = "k") -> Any:
    paper = Paper.objects.get(case=lead.id, document="acceptance_notice")
    with at_desk.day(DAY):
        client = at_desk.signed_in("boan.inspector")
        page = client.get(f"/desk/case/{lead.id}/").content.decode()
        asked = sum(Case.objects.filter(case_type="complaint").values_list("amount", flat=True))
        assert "连同 3 件一起签发" in page and f"牵头，连同 3 件，请求合计 {asked:,.0f} 元" in page
        return client.post(f"/desk/case/{lead.id}/paper/{paper.id}/sign-off/", {"key": key, "together": "1"})


def test_one_press_numbers_the_notice_of_each() -> None:
    _, lead = accepted(3)
    assert [stage for stage, _ in notices()] == ["draft"] * 4
    answer = press(lead)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    year = at(DAY).happened_on.year
    assert notices() == [("numbered", f"深宝劳监受〔{year}〕{n}号") for n in range(1, 5)]
    assert Paper.objects.filter(document="registration_form", stage="draft").count() == 4, "another paper waits for its own press"


def test_who_was_signed_off_before_is_left_as_it_is() -> None:
    here, lead = accepted(3)
    member = Case.objects.filter(lead=lead.number).first()
    assert member is not None
    draft = Paper.objects.get(case=member, document="acceptance_notice")
    store.act(member.id, "sign_off", SignOff(str(draft.id), "acceptance_notice"), here.asker("boan.inspector"), at(DAY))
    assert press(lead).status_code == 302
    assert [stage for stage, _ in notices()] == ["numbered"] * 4


def test_somebody_elses_case_among_them_refuses_for_all_and_is_named() -> None:
    here, lead = accepted(3)
    member = Case.objects.filter(lead=lead.number).order_by("number").first()
    assert member is not None
    Case.objects.filter(id=member.id).update(assignee=here.officers["boan.second"].token)
    answer = press(lead)
    assert answer.status_code in (404, 422) and [stage for stage, _ in notices()] == ["draft"] * 4


@pytest.mark.parametrize("colleagues", [2, 11])
def test_twelve_cost_as_many_queries_as_three(colleagues: int) -> None:
    here, lead = accepted(colleagues)
    drafts = papers.same_drafts(lead.id, "acceptance_notice")
    assert len(drafts) == colleagues + 1
    with CaptureQueriesContext(connection) as seen:
        store.sign_off_many(drafts, "acceptance_notice", here.asker("boan.inspector"), at(DAY))
    assert len(seen) == QUERIES, [each["sql"][:120] for each in seen]
