"""A warning that is found no more: paid, or only not looked at. The second is never told as the first."""

from datetime import date, datetime, time
from typing import Any

import pytest

from hezhong.domains.warning_response.facts import Settlement
from hezhong.early_warning import campaigns, runs, watching
from hezhong.early_warning.models import LawfulExclusion, RuleChange, RuleDecision, Warning, WarningStep
from hezhong.engine import loading, raising
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from hezhong.engine.matter import ItemStatus
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.test_dispatching import act
from tests.early_warning.warned import BOAN, WAGES, keep, run, site, workers
from tests.province import ZONE, Province, at

pytestmark = pytest.mark.django_db
FOUND, NEXT, LATER = "2026-03-17", "2026-03-18", "2026-03-19"

BY = {"by": 1, "by_words": "何志远", "at": datetime.combine(date(2026, 3, 17), time(9), ZONE)}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Province:
    keep(monkeypatch, WAGES)
    return province.build()


def excluded(subject: int, **more: Any) -> LawfulExclusion:
    wanted: dict[str, Any] = {
        "subject_kind": "site", "subject": subject, "rules": [WAGES], "reason": "approved_deferral", "document": "工会同意书",
        "since": date(2026, 3, 18), "until": date(2026, 4, 16), "approved_by": 2, "approved_words": "黄建平", "approved_at": BY["at"], **BY,
    }  # fmt: skip
    return LawfulExclusion.objects.create(**(wanted | more))


def switched(mode: str, **more: Any) -> None:
    """Let the head of the province have changed the rule from the second day on."""
    change = RuleChange.objects.create(
        rule=WAGES, region="440000", mode=mode, since=date(2026, 3, 18), basis_title="通知", basis_issuer="省厅", basis_on=date(2026, 3, 1), **more, **BY
    )
    RuleDecision.objects.create(change=change, agrees=True, by=2, by_words="黄建平", at=BY["at"])


def case() -> Any:
    case_id = Warning.objects.latest("first_on").case_id
    assert case_id
    return loading.look(case_id).dossier


def state() -> str:
    case_id = Warning.objects.latest("first_on").case_id
    assert case_id
    return raising.standings([case_id])[case_id].state


def paid(here: Province, on: str = NEXT) -> int:
    """Return what is told as paid in the province, in fen, and hold the list against the sum."""
    asker, today = here.asker("guangdong.head"), date.fromisoformat(on)
    told = watching.paid(asker, "440000", date(2026, 3, 1), today, (20, 0))
    assert told.fen == watching.paid_fen(asker, "440000", date(2026, 3, 1), today) == sum(each.fen for each in told.shown)
    return told.fen


def test_what_was_paid_ends_as_before(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    run(NEXT, workers(there, 3, paid=3_000_000), 2)
    row = Warning.objects.get()
    assert (row.over, row.outcome, state(), paid(here)) == ("mended", "cleared", "cleared", 9_000_000)
    assert case().matter.items[0].status is ItemStatus.DECIDED


def test_what_is_excluded_whole_is_not_paid_and_waits_for_an_officer(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    excluded(there)
    run(NEXT, [], 2)
    row, facts = Warning.objects.get(), case().facts
    assert (row.over, row.outcome, row.gone_on, state(), paid(here)) == ("excluded", "", date(2026, 3, 18), "dispatched", 0)
    assert (facts.found, facts.still_found, facts.unseen) == (f"台账不再看这个情况：{facts.unseen}", False, facts.unseen)
    assert (facts.people, facts.owed) == (3, 90_000), "what is not looked at is as it was last seen"
    assert "工会同意书，至 2026-04-16" in facts.unseen and facts.unseen.startswith("合法排除：")
    assert WarningStep.objects.latest("id").note == "excluded"
    act(here, row.case_id, "take", None, NEXT)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="没有数据证明已经解决。请按“不再处置”办理"):
        act(here, row.case_id, "settle", Settlement(result=Prose("付清")), NEXT)  # type: ignore[arg-type]
    with day(NEXT):
        page = signed_in("boan.inspector").get(f"/desk/warnings/{row.id}/").content.decode()
        assert page.count("消失：合法排除") == 2
        assert "不再处置" in signed_in("boan.inspector").get(f"/desk/case/{row.case_id}/").content.decode()
    act(here, row.case_id, "stand_down", Settlement(result=Prose("延期支付")), NEXT)  # type: ignore[arg-type]
    assert state() == "set_aside" and case().matter.items[0].status is ItemStatus.OPEN, "whoever takes the claim up next finds it open"


def test_when_the_exclusion_is_over_the_same_case_goes_on(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    row = excluded(there)
    run(NEXT, [], 2)
    LawfulExclusion.objects.filter(pk=row.pk).update(ended_on=date(2026, 3, 19))
    run(LATER, workers(there, 3), 3)
    facts = case().facts
    assert Warning.objects.count() == 2 and Warning.objects.values("case_id").distinct().count() == 1
    assert (facts.still_found, facts.owed, state(), paid(here, LATER)) == (True, 90_000, "dispatched", 0)
    run("2026-03-20", workers(there, 3, paid=3_000_000), 4)
    assert (case().facts.unseen, state(), paid(here, "2026-03-20")) == ("", "cleared", 9_000_000), "looked at again, and then paid"
    assert case().matter.items[0].status is ItemStatus.DECIDED


def test_what_comes_again_and_is_hidden_again_waits_for_an_officer(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    first = excluded(there)
    run(NEXT, [], 2)
    LawfulExclusion.objects.filter(pk=first.pk).update(ended_on=date(2026, 3, 19))
    run(LATER, workers(there, 3), 3)
    excluded(there, document="第二份同意书", since=date(2026, 3, 20))
    run("2026-03-20", [], 4)
    assert (state(), paid(here, "2026-03-20")) == ("dispatched", 0) and "第二份同意书" in case().facts.unseen


def test_a_rule_put_back_on_trial_keeps_its_case_open_while_the_wages_are_owed(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    switched("shadow")
    run(NEXT, workers(there, 3), 2)
    assert (Warning.objects.get().gone_on, state(), paid(here)) == (None, "dispatched", 0)


def test_one_worker_excluded_is_not_one_worker_paid(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 4))
    run(NEXT, [*workers(there, 3), *workers(there, 4, paid=3_000_000)[3:]], 2)
    assert paid(here) == 3_000_000
    excluded(there, worker=1000, since=date(2026, 3, 19))
    run(LATER, [*workers(there, 3)[1:], *workers(there, 4, paid=3_000_000)[3:]], 3)
    assert (Warning.objects.get().fen, paid(here, LATER)) == (6_000_000, 3_000_000), "only the fourth was paid"
    assert list(WarningStep.objects.order_by("id").values_list("note", flat=True)) == ["", "", "excluded"], "who was paid hides nobody"
    run("2026-03-20", [*workers(there, 3, paid=3_000_000)[1:], *workers(there, 4, paid=3_000_000)[3:]], 4)
    row = Warning.objects.get()
    assert (row.over, paid(here, "2026-03-20"), state()) == ("excluded", 3_000_000, "dispatched"), "one of them is not looked at: nothing is claimed"


@pytest.mark.parametrize("how", [{"mode": "off"}, {"mode": "live", "bands": [[50, 4, False]]}], ids=["off", "changed"])
def test_a_rule_that_was_switched_off_or_changed_has_mended_nothing(here: Province, how: dict[str, Any]) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    switched(**how)
    run(NEXT, [], 2)
    row, facts = Warning.objects.get(), case().facts
    assert (row.over, row.outcome, state(), paid(here)) == ("rule", "", "dispatched", 0)
    assert facts.unseen.startswith("规则“") and facts.unseen.endswith("”已经停用或者改动")


def test_what_was_gone_before_reasons_were_kept_counts_as_mended(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    run(NEXT, workers(there, 3, paid=3_000_000), 2)
    Warning.objects.update(over="")
    assert paid(here) == 9_000_000
    assert Warning.objects.filter(campaigns.closed_by(date(2026, 3, 18))).count() == 1


def test_an_action_does_not_count_the_hidden_as_done(here: Province) -> None:
    there = site("滨海湾一号", BOAN)
    run(FOUND, workers(there, 3))
    excluded(there)
    run(NEXT, [], 2)
    assert not Warning.objects.filter(campaigns.closed_by(date(2026, 3, 18))).exists()
    assert runs.escalate(at(NEXT)) == 0
