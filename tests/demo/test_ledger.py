"""The demonstration's ledger, with people and offices but without the year of complaints: made, killed in between, made to its end."""

import random
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from hezhong.app.demo import build, ledger, ordered, reserved, warning_acts
from hezhong.directory import bank_clerks
from hezhong.directory.models import BankClerk, Employer, Person, Site
from hezhong.early_warning.models import (
    Campaign,
    CitySupervisor,
    LawfulExclusion,
    RuleChange,
    Run,
    Warning,
    WarningStep,
)
from hezhong.engine import confirmations, ledger_place, pay_order_rows
from hezhong.engine.handers import Hander
from hezhong.engine.models import Case, HandedFile, PayOrder, PayStep
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ROSTER
from hezhong.web import clock
from tests.demo.standing import demonstration

NOW = datetime(2026, 11, 25, 7, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Before eight in the morning, when the day of the database is still the one before."""
pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for a process that ends."""


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What was said while it was made to its end, after it was killed once in the middle."""
    lines: list[str] = []
    with django_db_blocker.unblock(), demonstration():
        ledger_place.use(tmp_path_factory.mktemp("ledger"))
        try:
            build._peopled(NOW, random.Random("ledger"), lines.append)
            built = ledger.began()
            assert built == NOW and built.date() == NOW.date() and not ledger.finished(NOW)
            with mock.patch.object(warning_acts, "DAYS", (warning_acts.first_day, _killed)), pytest.raises(Killed):
                ledger.build(NOW, confirmations.book(), lines.append)
            assert not ledger.finished(NOW)
            ledger.build(NOW, confirmations.book(), lines.append)
            yield lines
        finally:
            ledger_place.forget()


def _killed(at: Any) -> None:
    raise Killed


@pytest.fixture(autouse=True)
def there(said: list[str]) -> None:
    """Every test looks at what was made."""


def test_everybody_of_the_ledger_is_an_example_in_the_directory() -> None:
    place = ledger_place.current()
    roster = Reader(place.root, place.manifest.state()).rows(ROSTER).to_pylist()
    workers, sites = {row["worker"] for row in roster}, {row["site"] for row in roster}
    assert Person.objects.filter(token__in=workers, demo=True).count() == len(workers) > 1000
    rows = list(Site.objects.filter(token__in=sites))
    assert len(rows) == len(sites) and 60 <= len(rows) <= 120 and all(row.demo and row.name.startswith("示例") for row in rows)
    cities = {row["site"]: row["city"] for row in roster}
    assert all(row.region[:4] == str(cities[row.token])[:4] for row in rows) and len({row.region[:4] for row in rows}) >= 19
    assert not Employer.objects.filter(demo=False).exists() and not Employer.objects.exclude(name__startswith="示例").exists()
    assert len({row.name for row in Employer.objects.all()}) == Employer.objects.count()


def test_warnings_have_a_history() -> None:
    assert [row.on.isoformat() for row in Run.objects.order_by("on")] == ["2026-11-13", "2026-11-23", "2026-11-25"]
    assert not any(row.troubles for row in Run.objects.all())
    kinds = set(WarningStep.objects.values_list("kind", flat=True))
    assert {"raised", "changed", "gone"} <= kinds, kinds
    assert Warning.objects.filter(gone_on=None, grade=1).exists() and Warning.objects.filter(gone_on=None, city="440300").exists()


def test_officers_acted() -> None:
    states = set(Case.objects.filter(case_type="warning_response").values_list("state", flat=True))
    assert {"dispatched", "checking", "rectifying", "inspecting"} <= states, states
    assert Case.objects.filter(case_type="inspection").exists()
    assert RuleChange.objects.get().decision.agrees and Campaign.objects.get().region == "440000" and CitySupervisor.objects.count() == 21
    assert LawfulExclusion.objects.filter(approved_at__isnull=False).count() <= 1


def test_done_again_it_changes_nothing() -> None:
    before, lines = (Run.objects.count(), WarningStep.objects.count(), Case.objects.count()), list[str]()
    ledger.build(NOW, confirmations.book(), lines.append)
    assert (Run.objects.count(), WarningStep.objects.count(), Case.objects.count()) == before and not lines


def test_an_order_waits_at_the_bank() -> None:
    """A payroll that its contractor handed in: nobody has fetched the order yet, and its wages are not due."""
    order = PayOrder.objects.get()
    assert order.number == "DF000000000001" and order.people == 12 and order.handed.state == "taken" and order.handed.site == ordered.site()
    clerk = bank_clerks.standing(BankClerk.objects.get().account_id, NOW.date())
    assert clerk is not None
    (seen,) = pay_order_rows.of(Hander(str(clerk.token), NOW.date(), bank=clerk.bank))
    assert seen == order and not PayStep.objects.exists() and HandedFile.objects.count() == 3
    assert not Warning.objects.filter(subject=ordered.site(), grade__lte=2).exists()


def test_one_of_an_earlier_month_says_that_its_ledger_stands_still() -> None:
    ledger.build(NOW, confirmations.book(), lambda said: None)
    for today, says in ((NOW.date(), False), (date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2027, 11, 2), True)):
        lines: list[str] = []
        with mock.patch.object(build, "build_at"), mock.patch.object(clock, "today", lambda today=today: today):
            build.build(lines.append)
        assert any("2026 年 11 月 25 日" in line and "删掉" in line for line in lines) == says, today


def test_the_files_to_hand_in_lie_there() -> None:
    names = {path.name for path in (settings.HOME.root / ledger.FILES).iterdir()}
    assert names == {"花名册.xlsx", "考勤表.xlsx", "工资支付表.xlsx", "银行代发回单.xlsx", "银行代发回单（少一分）.xlsx"}
    assert Site.objects.get(token=reserved.site()).name == "示例滨江花园二期"
