"""From a finding to a case and back: raised, worse, one fen short, covered, dismissed, inspected; cities apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import ibis
import pytest

from hezhong.directory import employers, sites
from hezhong.domains.warning_response.facts import Dismissal, FalseGround, Referral, Settlement, Visit
from hezhong.early_warning import handling, rule_book, rules, runs
from hezhong.early_warning.models import CityRun, Run, Warning, WarningStep
from hezhong.engine import casefile, loading, raising, store
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Opinion
from hezhong.engine.models import Case
from tests import province
from tests.early_warning.months import asking, opened, owed
from tests.province import Province, at

pytestmark = pytest.mark.django_db
BOAN, TIANHE = "440306001", "440106001"


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the rule these stories are about."""
    keep(monkeypatch, "site_wages_unpaid")


def keep(monkeypatch: pytest.MonkeyPatch, *codes: str) -> None:
    only = {code: rules.declared()[code] for code in codes}
    monkeypatch.setattr(rule_book.rules, "declared", lambda: only)


def site(name: str, town: str) -> int:
    employer = employers.register(f"{name}总承包有限公司", "")
    return sites.register(name, town, contractor=employer)


def run(on: str, rows: Iterable[Mapping[str, Any]], seq: int = 1) -> Run | None:
    """Ask the ledger and bring every city up to date."""
    moment = at(on)
    made = runs.begin(opened({"worker_month": [*rows]}), asking(on, seq), moment)
    for id in runs.waiting():
        runs.bring_city(id, moment)
    return made


def workers(where: int, count: int, net: int = 3_000_000, paid: int = 0, **more: Any) -> list[dict[str, Any]]:
    return [owed(where, 1000 + n, net, paid, **more) for n in range(count)]


def the_case(warning: Warning) -> Case:
    return Case.objects.get(id=warning.case_id)


def act(here: Province, case_id: UUID, name: str, given: Any, on: str, who: str = "boan.inspector") -> None:
    store.act(case_id, name, given, here.asker(who), at(on))


def test_a_site_of_thirty_is_red_and_its_case_lies_at_the_office_of_the_place() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 30))
    warning = Warning.objects.get()
    assert (warning.grade, warning.people, warning.fen, warning.county, warning.town) == (1, 30, 90_000_000, "440306", BOAN)
    case = the_case(warning)
    assert (case.case_type, case.state, case.office, case.colour, case.people) == (
        "warning_response", "dispatched", here.offices["boan"].pk, 1, 30,
    )  # fmt: skip
    assert str(case.amount) == "900000.00" and case.next_due.isoformat() == "2026-03-18"
    view = casefile.view(case.id, here.asker("boan.inspector"), at("2026-03-17").happened_on, at("2026-03-17").book)
    assert view.number == case.number
    assert [step.kind for step in WarningStep.objects.all()] == ["raised"]


def test_the_same_again_changes_nothing_and_ten_are_orange_before_thirty_are_red() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 10))
    case = the_case(Warning.objects.get())
    assert case.colour == 2
    assert run("2026-03-17", workers(there, 10)) is None, "the same run is not done twice"
    run("2026-03-18", workers(there, 10), 2)
    assert the_case(Warning.objects.get()).version == case.version
    run("2026-03-19", workers(there, 30), 3)
    warning = Warning.objects.get()
    assert (warning.grade, the_case(warning).colour) == (1, 1)
    assert [step.kind for step in WarningStep.objects.order_by("id")] == ["raised", "worse"]


def test_one_fen_short_stays_open_and_the_last_fen_closes() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 30))
    case_id = Warning.objects.get().case_id
    assert case_id
    act(here, case_id, "take", None, "2026-03-17")
    act(here, case_id, "visit", Visit(visited=Prose("到现场")), "2026-03-17")
    run("2026-03-19", [*workers(there, 29, paid=3_000_000), owed(there, 1029, 3_000_000, 2_999_999)], 2)
    with pytest.raises(Refused, match=r"差 0\.01 元（1 人），差一分也不能办结"):
        act(here, case_id, "settle", Settlement(result=Prose("付清")), "2026-03-19")
    run("2026-03-20", workers(there, 30, paid=3_000_000), 3)
    warning = Warning.objects.get()
    assert warning.gone_on and warning.outcome == "" and the_case(warning).state == "checking"
    act(here, case_id, "settle", Settlement(result=Prose("全部付清")), "2026-03-20")
    assert raising.standings([case_id])[case_id].state == "settled"


def test_what_is_paid_before_anybody_looked_clears_itself_and_coming_again_is_a_new_warning() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 3))
    run("2026-03-18", workers(there, 3, paid=3_000_000), 2)
    first = Warning.objects.get()
    assert first.outcome == "cleared" and the_case(first).state == "cleared"
    run("2026-03-19", workers(there, 3), 3)
    assert Warning.objects.filter(gone_on=None).count() == 1 and Warning.objects.count() == 2
    assert len({row.case_id for row in Warning.objects.all()}) == 2


def test_money_taken_back_while_the_case_is_open_goes_on_in_the_same_case() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 3))
    case_id = Warning.objects.get().case_id
    assert case_id
    act(here, case_id, "take", None, "2026-03-17")
    act(here, case_id, "visit", Visit(visited=Prose("到现场")), "2026-03-17")
    run("2026-03-18", workers(there, 3, paid=3_000_000), 2)
    run("2026-03-19", workers(there, 3), 3)
    assert {row.case_id for row in Warning.objects.all()} == {case_id}
    with pytest.raises(Refused, match="差一分也不能办结"):
        act(here, case_id, "settle", Settlement(result=Prose("付清")), "2026-03-19")


def test_a_false_alarm_stays_quiet_until_it_gets_worse() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 3))
    first = Warning.objects.get().case_id
    assert first
    act(here, first, "take", None, "2026-03-17")
    act(here, first, "dismiss", Dismissal(false_ground=FalseGround.PAID_ELSEWHERE, reason=Prose("现金已付，有收条")), "2026-03-17")
    store.sign(first, "dismiss", Opinion(True, "同意"), here.asker("boan.head"), at("2026-03-17"))
    run("2026-03-18", workers(there, 4), 2)
    warning = Warning.objects.get()
    assert (warning.outcome, warning.case_id, warning.people) == ("dismissed", first, 4)
    run("2026-03-19", workers(there, 10), 3)
    warning = Warning.objects.get()
    assert warning.outcome == "" and warning.case_id != first and the_case(warning).colour == 2


def test_it_becomes_an_inspection_of_the_same_matter() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 30))
    case_id = Warning.objects.get().case_id
    assert case_id
    act(here, case_id, "take", None, "2026-03-17")
    act(here, case_id, "refer", Referral(reason=Prose("老板失联")), "2026-03-17")
    inspection = Case.objects.get(case_type="inspection")
    assert inspection.matter_id == Case.objects.get(id=case_id).matter_id and inspection.parent_id == case_id
    assert inspection.facts["people"] == inspection.people == 30, "the inspector need not count again"
    assert inspection.facts["source"] == "warning" and inspection.state == "clue" and inspection.employer


def test_one_city_that_fails_holds_up_no_other_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here, boan, tianhe = province.build(), site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    opened = raising.open_case

    def broken(code: str, cause: raising.Cause, moment: Any) -> raising.Raised:
        if cause.place.path[1] == "440100":
            raise RuntimeError("the disk of the city is full")
        return opened(code, cause, moment)

    rows = [*workers(boan, 10), *[replace_city(row, 440100) for row in workers(tianhe, 10)]]
    monkeypatch.setattr(raising, "open_case", broken)
    run("2026-03-17", rows)
    assert Warning.objects.get().city == "440300" and here
    waiting = CityRun.objects.get(done_at=None)
    assert waiting.city == "440100" and "the disk of the city is full" in waiting.trouble
    monkeypatch.setattr(raising, "open_case", opened)
    run("2026-03-17", rows, 2)
    assert sorted(Warning.objects.values_list("city", flat=True)) == ["440100", "440300"]
    assert not CityRun.objects.filter(done_at=None).exists()


def test_only_cities_in_which_something_has_changed_are_asked_again() -> None:
    province.build()
    boan, tianhe = site("滨海湾一号", BOAN), site("珠江新城二期", TIANHE)
    run("2026-03-17", [*workers(boan, 10), *[replace_city(row, 440100) for row in workers(tianhe, 10)]])
    moment, first = at("2026-03-17"), asking("2026-03-17", 1)
    again = replace(first, seq=2, digests={**first.digests, 440300: "other", runs.EVERYWHERE: "other"})
    opened_cities: list[int] = []

    @contextmanager
    def nothing_left(cities: Sequence[int]) -> Iterator[Any]:
        opened_cities.extend(cities)
        with opened({})(cities) as rows:
            yield rows

    assert runs.begin(nothing_left, again, moment)
    for id in runs.waiting():
        runs.bring_city(id, moment)
    assert opened_cities == [440300]
    assert {row.city: bool(row.gone_on) for row in Warning.objects.all()} == {"440300": True, "440100": False}


def replace_city(row: dict[str, Any], city: int) -> dict[str, Any]:
    return {**row, "city": city}


def test_a_rule_that_cannot_be_asked_lets_nothing_go(monkeypatch: pytest.MonkeyPatch) -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 3))
    broken = rules.declared()["site_wages_unpaid"]

    def fails(tables: Any, asked: Any) -> ibis.Table:
        return tables["worker_month"].mutate(hit=1).filter(tables["worker_month"].no_such_column > 0)

    broken = replace(broken, family=replace(broken.family, facts=fails))
    monkeypatch.setattr(rule_book.rules, "declared", lambda: {broken.code: broken})
    made = run("2026-03-18", workers(there, 3, paid=3_000_000), 2)
    assert made and "site_wages_unpaid" in made.troubles
    assert Warning.objects.get().gone_on is None


def test_warnings_of_one_site_about_wages_share_a_case_that_closes_with_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    keep(monkeypatch, "site_wages_unpaid", "site_wages_late", "site_wages_owed")
    province.build()
    there = site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 3))
    worst, *others = Warning.objects.order_by("grade", "rule")
    assert [(row.rule, row.grade) for row in (worst, *others)] == [
        ("site_wages_owed", 2),
        ("site_wages_late", 3),
        ("site_wages_unpaid", 3),
    ]
    (case,) = Case.objects.all()
    assert {row.case_id for row in (worst, *others)} == {case.id} and case.colour == worst.grade and case.about.startswith("工地拖欠工资数额大")
    assert str(case.amount) == "90000.00" and Decimal(case.facts["owed"]) == 90000 and "工地工资拖欠多日：2 天" in case.facts["found"]
    names = [event.action.name for event in loading.look(case.id).dossier.events]
    assert names[1:] == ["grade_orange"], "all three at once, not one after the other"
    run("2026-03-18", [*workers(there, 2, paid=3_000_000), owed(there, 1002, 3_000_000, 2_999_999)], 2)
    assert Warning.objects.filter(gone_on=None).count() == 3, "a fen of wages is left, so none of them is gone"
    assert [event.action.name for event in loading.look(case.id).dossier.events][2:] == ["note_ledger"]
    run("2026-03-19", workers(there, 3, paid=3_000_000), 3)
    assert {row.outcome for row in Warning.objects.all()} == {"cleared"} and Case.objects.get().state == "cleared"


def test_a_case_hears_later_what_it_could_not_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    province.build()
    there, moment = site("滨海湾一号", BOAN), at("2026-03-18")
    run("2026-03-17", workers(there, 10))
    told = handling.tell

    def deaf(*_: Any) -> None:
        raise RuntimeError("the case is locked")

    monkeypatch.setattr(handling, "tell", deaf)
    run("2026-03-18", workers(there, 30), 2)
    waiting, case = CityRun.objects.get(done_at=None), the_case(Warning.objects.get())
    assert "the case is locked" in waiting.trouble and (Warning.objects.get().people, case.facts["people"]) == (30, 10)
    monkeypatch.setattr(handling, "tell", told)
    assert runs.bring_city(waiting.id, moment)
    assert (the_case(Warning.objects.get()).facts["people"], the_case(Warning.objects.get()).colour) == (30, 1)


def test_lateness_is_put_under_supervision_once() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    run("2026-03-17", workers(there, 30))
    assert runs.escalate(at("2026-03-18")) == 0, "the last day is a day in time"
    assert (runs.escalate(at("2026-03-19")), runs.escalate(at("2026-03-20"))) == (1, 0)
    assert the_case(Warning.objects.get()).facts["escalated"] is True
