"""Two at the same moment: the same worker twice, different workers, and a colleague beside the officer who decides."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from hezhong.engine import joining, store
from hezhong.engine.joining import Already, Closed
from hezhong.engine.models import Case
from tests import province
from tests.complaints.test_joining import DAY, TWO, join
from tests.province import at

pytestmark = pytest.mark.django_db(transaction=True)


def together(*doings: Callable[[], Any]) -> list[Any]:
    """Do all at the same moment; return what each gave, or the exception it raised."""
    start, results = threading.Barrier(len(doings)), [None] * len(doings)

    def run(place: int) -> None:
        try:
            start.wait(10)
            results[place] = doings[place]()
        except Exception as raised:  # noqa: BLE001 (it is what the test looks at)
            results[place] = raised  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(doings))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.fixture
def here() -> province.Province:
    return province.build()


@pytest.fixture
def code(here: province.Province) -> str:
    return joining.invite(province.file().case_id, "1", at(DAY).recorded_at)


def test_the_same_worker_on_two_phones_joins_once(code: str) -> None:
    told = together(lambda: join(code, 1), lambda: join(code, 1, phone="19911112222"))
    assert sorted(type(each).__name__ for each in told) == ["Already", "Filed"], told
    assert Case.objects.filter(lead__isnull=False).count() == 1
    assert any(isinstance(each, Already) for each in told)


def test_six_at_once_have_six_numbers_without_a_gap(code: str) -> None:
    told = together(*(lambda n=n: join(code, n) for n in range(1, 7)))  # type: ignore[misc]
    assert sorted(each.number for each in told) == [f"深宝劳监投〔2026〕{n}号" for n in range(2, 8)], told


def test_nobody_slips_in_beside_the_decision(here: province.Province, code: str) -> None:
    lead = Case.objects.get()
    officer = here.asker("boan.inspector")
    store.act(lead.id, "take", None, officer, at(DAY))
    told = together(lambda: store.act(lead.id, "accept", TWO, officer, at(DAY)), lambda: join(code, 1))
    joined = Case.objects.filter(case_type="complaint", lead=lead.number).count()
    assert isinstance(told[0], store.Done), told
    assert (joined == 1) == (not isinstance(told[1], Closed)), told
