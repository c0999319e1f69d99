"""Each act that needs a signature, tried without it by page and by program, in the courses of whole inspections.

The table is written by hand from PROCEDURES.md section 5 and the two regulations: the head approves filing, evidence
registration, extension, suspension, public notices and every decision; a decision passes the legal reviewer first.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from hezhong.domains.inspection import facts as asks
from hezhong.engine import catalogue, store
from hezhong.engine.answers import Prose
from hezhong.engine.dossier import Opinion
from hezhong.engine.models import Case, Paper
from hezhong.engine.vocabulary import Action
from tests import at_desk, province
from tests.documents.inspection import courses
from tests.documents.inspection.courses import Course

pytestmark = pytest.mark.django_db
HEAD, BOTH = ["director"], ["legal_reviewer", "director"]
SIGNERS = {
    ("complaint", "refuse"): HEAD,
    ("report", "dismiss"): HEAD,
    ("warning_response", "dismiss"): HEAD,  # no law asks for it: two pairs of eyes before a warning is called false
    ("expertise", "give_up"): HEAD,
    ("crime_transfer", "ask_again"): HEAD,
    **{("inspection", name): HEAD for name in (
        "file", "not_file", "register_evidence", "prolong", "pause", "announce", "notify", "order", "rescind", "redirect",
        "remove", "find_default", "order_extra", "apply", "archive",
    )},
    ("inspection", "handle"): BOTH,
    ("inspection", "penalise"): BOTH,
}  # fmt: skip
WALKED = {
    "enforced": {
        "file", "register_evidence", "prolong", "order", "find_default", "order_extra", "notify", "penalise", "apply", "archive",
    },
    "handled": {"file", "pause", "announce", "notify", "handle"},
    "transferred": {"file"},
    "rescinded": {"file", "rescind"},
    "redirected": {"file", "redirect"},
    "removed": {"remove"},
}  # fmt: skip


def test_the_law_s_table_of_signatures() -> None:
    declared = {
        (code, action.name): [role.name for role in action.signed_by]
        for code, case_type in catalogue.current().case_types.items()
        for action in case_type.words(Action).values()
        if action.signed_by
    }
    assert declared == SIGNERS


def test_every_act_of_an_inspection_that_is_signed_is_tried_below() -> None:
    tried = set().union(*WALKED.values()) | {"not_file"}
    assert tried == {name for code, name in SIGNERS if code == "inspection"}


def stands(case: UUID) -> tuple[Any, ...]:
    """Return what an act would change: state, papers, what is owed and until when."""
    row = Case.objects.get(id=case)
    papers = sorted(Paper.objects.filter(case=case).values_list("document", "stage"))
    owed = sorted(row.tasks.filter(kind="deadline").values_list("key", "due_on"))
    return row.state, row.closed_on, papers, owed, row.facts


def refused(client: Client, case: UUID, name: str) -> None:
    """Sign by page and by program where one may not."""
    page = client.post(f"/desk/case/{case}/sign/{name}/", {"agrees": "yes", "opinion": "同意", "key": uuid4().hex})
    api = client.post(
        f"/api/cases/{case}/signatures/{name}", {"agrees": True, "opinion": "同意"}, "application/json",
        HTTP_IDEMPOTENCY_KEY=uuid4().hex,
    )  # fmt: skip
    assert page.status_code in (404, 422) and api.status_code in (404, 422), (name, page.status_code, api.status_code)


class Wary(Course):
    """A course that tries every approved act without its approval first."""

    tried: set[str]

    def approved(self, name: str, given: object, day: str, *signatures: tuple[str, str, str]) -> None:
        before = stands(self.case_id)
        store.act(self.case_id, name, given, self.here.asker("boan.inspector"), province.at(day))
        assert stands(self.case_id) == before, f"{name} did something before it was signed"
        with at_desk.day(day):
            for who in ("boan.inspector", "boan.clerk", "nanshan.head", "shenzhen.head", *(["boan.head"] if len(signatures) > 1 else [])):
                refused(at_desk.signed_in(who), self.case_id, name)
        assert stands(self.case_id) == before, f"{name} was done by somebody who may not"
        for number, (who, on, says) in enumerate(signatures, 1):
            store.sign(self.case_id, name, Opinion(True, says), self.here.asker(f"boan.{who}"), province.at(on))
            if number < len(signatures):
                assert stands(self.case_id) == before, f"{name} was done by the first of two signatures"
            self.print(on)
        assert stands(self.case_id) != before
        self.tried.add(name)


@pytest.fixture
def wary(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    tried: set[str] = set()
    monkeypatch.setattr(Wary, "tried", tried, raising=False)
    monkeypatch.setattr(courses, "Course", Wary)
    yield tried


@pytest.mark.parametrize("name", list(WALKED))
def test_nothing_is_done_without_its_signatures(name: str, wary: set[str]) -> None:
    courses.COURSES[name]()
    assert wary == WALKED[name]


def test_a_clue_is_not_laid_aside_without_the_head(wary: set[str]) -> None:
    course = courses.opened()
    course.approved("not_file", asks.NoFiling(reason=Prose("没有发现违法行为。")), "2026-10-12", courses.head("2026-10-13"))
    assert wary == {"not_file"}
