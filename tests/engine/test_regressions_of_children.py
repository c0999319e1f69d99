"""What a review found broken around child cases and appointments, each told as it happened."""

from collections.abc import Iterator
from datetime import date, time
from uuid import UUID

import pytest

from hezhong.engine import chores, loading
from hezhong.engine.answers import Prose
from hezhong.engine.appointments import Booking
from hezhong.engine.case_type import ChildClosed, Correction
from hezhong.engine.core import Refused
from hezhong.engine.models import Appointment, Case, Errand, Task
from hezhong.kernel.fields import Reason
from tests import province
from tests.folder import test_folder as folder
from tests.folder.permits.facts import Appraised
from tests.folder.test_folder import Here

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[Here]:
    yield from folder.here.__wrapped__()


def appraised(here: Here) -> tuple[UUID, UUID]:
    """Return a permit and its appraisal, which has an officer."""
    parent = folder.examined(here, "2026-07-01").case_id
    here.do(parent, "appraise", Reason("要看工时记录"), "boan.inspector", "2026-07-08")
    child = Case.objects.get(parent=parent).id
    return parent, child


def strike_out(here: Here, case: UUID, day: str) -> None:
    here.do(case, "correct", Correction(loading.look(case).dossier.done[-1].number, "记错了"), "boan.head", day)


def told(parent: UUID) -> list[str]:
    return [event.given.outcome for event in loading.look(parent).dossier.done if isinstance(event.given, ChildClosed)]


def due(case: UUID) -> date | None:
    return Task.objects.get(case=case, key="conclude").due_on


def test_an_end_struck_out_before_the_worker_came_is_not_told(here: Here) -> None:
    parent, child = appraised(here)
    report = Appraised(finding=Prose("记录是真的"))
    here.do(child, "report", report, "boan.inspector", "2026-07-14")
    strike_out(here, child, "2026-07-14")
    province.work("2026-07-14")
    assert told(parent) == [] and due(parent) is None
    here.do(child, "report", report, "boan.inspector", "2026-07-16")
    province.work("2026-07-16")
    assert told(parent) == ["已出结论"]
    assert not Errand.objects.filter(done_at=None).exists()


def test_a_child_whose_opening_is_struck_out_ends_and_the_clock_runs_as_if_it_had_never_been(here: Here) -> None:
    """45 working days from 1 July 2026 end on 2 September."""
    parent, child = appraised(here)
    assert due(parent) is None
    strike_out(here, parent, "2026-07-10")
    while chores.work(province.at("2026-07-10", 12)):
        pass
    assert Case.objects.get(id=child).state == "annulled"
    assert due(parent) == date(2026, 9, 2)
    assert not Errand.objects.filter(done_at=None).exists()


def test_what_moves_a_case_goes_before_papers_that_have_waited_longer(here: Here) -> None:
    """A start leaves thousands of papers to print; an inspector whose warning waits for the end of a case waits for none of them."""
    parent, child = appraised(here)
    longer = province.at("2026-07-01", 8).recorded_at
    Errand.objects.bulk_create(
        Errand(key=f"old/{n}", kind="seal_paper", case_id=parent, data={"paper": "none"}, created_at=longer) for n in range(30)
    )
    here.do(child, "report", Appraised(finding=Prose("记录是真的")), "boan.inspector", "2026-07-14")
    province.work("2026-07-14")
    assert told(parent) == ["已出结论"]


def hearing(day: date, start: int = 9, end: int = 11) -> Booking:
    return Booking(day=day, start=time(start), end=time(end), room="第一调解室")


def kept(case: UUID) -> list[date]:
    return [each.during.lower.date() for each in Appointment.objects.filter(case=case)]


def test_a_hearing_struck_out_gives_the_room_free_and_one_moved_keeps_it_again(here: Here) -> None:
    first, second = folder.examined(here), folder.examined(here, "2026-11-04")
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        here.do(first.case_id, "list_hearing", hearing(day), "boan.inspector", "2026-11-05")
    assert kept(first.case_id) == [date(2026, 11, 24)]
    strike_out(here, first.case_id, "2026-11-05")
    assert kept(first.case_id) == [date(2026, 11, 23)]
    with pytest.raises(Refused, match="已有安排"):
        here.do(second.case_id, "list_hearing", hearing(date(2026, 11, 23)), "boan.inspector", "2026-11-05")
    strike_out(here, first.case_id, "2026-11-05")
    assert kept(first.case_id) == []
    here.do(second.case_id, "list_hearing", hearing(date(2026, 11, 23)), "boan.inspector", "2026-11-05")


@pytest.mark.parametrize("end", [9, 8])
def test_a_hearing_that_ends_before_it_begins_is_refused(here: Here, end: int) -> None:
    case = folder.examined(here).case_id
    with pytest.raises(Refused, match="结束时间要晚于开始时间09:00"):
        here.do(case, "list_hearing", hearing(date(2026, 11, 23), 9, end), "boan.inspector", "2026-11-05")
    assert kept(case) == []
