"""What the employer itself tells of its pay ends no warning's case by itself: somebody looks at it."""

from datetime import date
from uuid import UUID

import pytest

from hezhong.directory import accounts, regions, sites
from hezhong.domains.warning_response.facts import Settlement
from hezhong.early_warning.models import Warning
from hezhong.engine import handing_in, loading, raising
from hezhong.engine.answers import Prose
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.models import HandedFile
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.tests.written import card, person, xlsx
from tests import province
from tests.early_warning.test_dispatching import act
from tests.early_warning.warned import BOAN, WAGES, keep, run, site, workers
from tests.province import at

pytestmark = pytest.mark.django_db
BEFORE, WARNED, PAID = "2026-03-16", "2026-03-17", "2026-03-18"
ACCOUNT = "44300000000007001"
RETURN = ["姓名", "身份证号", "银行卡号", "金额", "结果"]
PAY = ["月份", "姓名", "身份证号", "出勤天数", "应发工资", "扣款", "实发工资", "银行卡号"]


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)


def returned(paid: int = 6400) -> bytes:
    return xlsx({"回单": [RETURN, [*person(0), card(0), paid, "成功"]]})


def payroll(net: int) -> bytes:
    return xlsx({"二月": [PAY, ["2026-02", *person(0), 22, net, 0, net, card(0)]]})


def handed(where: int, data: bytes, day: str, *, office: int = 0, corrects: UUID | None = None) -> UUID:
    """Hand a file in as the contractor of the site, or as an office, and let it count."""
    place = regions.place("440306") if office else None
    hander = Hander("77", date.fromisoformat(day), 0 if office else sites.contractors([where])[where], office, place)
    account = accounts.enter_account(ACCOUNT, site=where)
    given = Given("x.xlsx", data, site=where, account=account, booked_on=date.fromisoformat(day), pay_day=PayDay(15, 1))
    name = handing_in.hand_in(hander, given, at(day, 9))
    if corrects:
        handing_in.answer(name, hander, {}, at(day, 9), series=HandedFile.objects.get(id=corrects).series)
    seen = handing_in.look(name, hander).seen
    assert seen and seen.sound, seen
    handing_in.confirm(name, hander, [doubt.key for doubt in seen.doubts], at(day, 9))
    assert handing_in.look(name, hander).state == "taken"
    return name


def state() -> tuple[str, str]:
    """Return the state of the one case, and what it was told last."""
    case_id = Warning.objects.get().case_id
    assert case_id
    dossier = loading.look(case_id).dossier
    return raising.standings([case_id])[case_id].state, dossier.facts.found


def test_a_return_that_the_employer_handed_in_closes_nothing_by_itself() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    run(WARNED, workers(there, 3))
    handed(there, returned(), PAID)
    run(PAID, workers(there, 3, paid=3_000_000), 2)
    assert state() == ("dispatched", "台账里已经没有这个情况。派单以来有 1 份银行回单是单位自己报的，请对照银行流水核实后再办结")
    case_id = Warning.objects.get().case_id
    assert case_id
    act(here, case_id, "take", None, PAID)
    act(here, case_id, "settle", Settlement(result=Prose("已对照银行流水")), PAID)
    assert state()[0] == "settled"


def test_a_payroll_that_the_employer_made_smaller_closes_nothing_by_itself() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    first = handed(there, payroll(6400), BEFORE)
    run(WARNED, workers(there, 3))
    handed(there, payroll(100), PAID, corrects=first)
    run(PAID, workers(there, 3, net=3_000_000, paid=3_000_000), 2)
    assert state()[0] == "dispatched" and "1 份更正的工资表" in state()[1] and "银行回单" not in state()[1]


def test_what_others_told_and_what_was_told_before_counts_as_it_did() -> None:
    here, there = province.build(), site("滨海湾一号", BOAN)
    handed(there, returned(), BEFORE)
    run(WARNED, workers(there, 3))
    handed(there, payroll(6400), PAID)
    handed(there, returned(6401), PAID, office=here.offices["boan"].pk)
    run(PAID, workers(there, 3, paid=3_000_000), 2)
    assert state() == ("cleared", "台账里已经没有这个情况")
