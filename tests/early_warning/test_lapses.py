"""Days that officers set for a warning's case: once one is over the run says so in the case, once, and time runs again."""

from datetime import date
from typing import Any

import pytest

from hezhong.domains.warning_response.facts import Rectification, Supervision
from hezhong.early_warning import runs
from hezhong.early_warning.models import Warning
from hezhong.engine import store
from hezhong.engine.answers import Prose
from hezhong.engine.models import Case, Task
from tests import province
from tests.early_warning.warned import BOAN, keep, run, site, workers
from tests.province import Province, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Province:
    keep(monkeypatch, "site_wages_unpaid")
    there = province.build()
    run("2026-03-17", workers(site("滨海湾一号", BOAN), 30))
    return there


def the_case() -> Case:
    return Case.objects.get(id=Warning.objects.get().case_id)


def dues() -> list[tuple[str, date]]:
    return list(Task.objects.filter(case=the_case(), kind=Task.Kind.DEADLINE).values_list("title", "due_on"))


def test_the_day_for_rectifying(here: Province, django_assert_num_queries: Any) -> None:
    inspector = here.asker("boan.inspector")
    case = the_case().id
    store.act(case, "take", None, inspector, at("2026-03-17"))
    store.act(case, "urge", Rectification(plan=Prose("三日内付清"), rectify_by=date(2026, 3, 20)), inspector, at("2026-03-17"))
    assert dues() == []
    assert (runs.lapse(at("2026-03-20")), the_case().state) == (0, "rectifying")
    assert (runs.lapse(at("2026-03-21")), runs.lapse(at("2026-03-21")), runs.lapse(at("2026-03-22"))) == (1, 0, 0)
    with django_assert_num_queries(len(runs.LAPSES)):  # what lapsed before is not opened again
        runs.lapse(at("2026-03-22"))
    assert the_case().state == "checking" and dues() == [("整改到期或者监察转回后核查", date(2026, 3, 25))], "21 March 2026 is a Saturday"
    assert (runs.escalate(at("2026-03-25")), runs.escalate(at("2026-03-26")), runs.escalate(at("2026-03-27"))) == (0, 1, 0)


def test_the_day_for_an_answer(here: Province, django_assert_num_queries: Any) -> None:
    above = here.asker("shenzhen.head")
    store.act(the_case().id, "supervise", Supervision(demand=Prose("三日内付清"), answer_by=date(2026, 3, 20)), above, at("2026-03-17"))
    assert runs.lapse(at("2026-03-20")) == 0
    assert (runs.lapse(at("2026-03-21")), runs.lapse(at("2026-03-22"))) == (1, 0)
    assert the_case().facts["supervision_late"] is True
    with django_assert_num_queries(len(runs.LAPSES)):
        runs.lapse(at("2026-03-23"))
