"""When wages of a payroll are due: as agreed, as remembered, as the sheet says; asked for where nobody has said it."""

from datetime import date
from typing import Any

import pytest

from hezhong.engine import handing_in, pay_days
from hezhong.engine.core import Refused
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.tests.written import card, xlsx
from tests import province
from tests.engine.test_handing_in import DAY, PAY_HEADS, QIAN, QIAN_ID, ZHAO, ZHAO_ID, Firm, pay, payroll, rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "month", "due"),
    [
        (PayDay(15, 1), 202603, date(2026, 4, 15)),
        (PayDay(15, 0), 202603, date(2026, 3, 15)),
        (PayDay(31, 1), 202601, date(2026, 2, 28)),
        (PayDay(31, 0), 202404, date(2024, 4, 30)),
        (PayDay(10, 1), 202612, date(2027, 1, 10)),
        (PayDay(10, 2), 202611, date(2027, 1, 10)),
    ],
)
def test_the_day_that_an_agreement_means(told: PayDay, month: int, due: date) -> None:
    assert told.of(month) == due


def test_what_a_form_tells() -> None:
    assert pay_days.said("1", " 15 ") == PayDay(15, 1) and pay_days.said("1", "") is None
    for lag, day in (("1", "0"), ("1", "32"), ("1", "十五"), ("1", "1五"), ("1", "1111111"), ("9", "15"), ("", "15")):
        with pytest.raises(Refused, match="请"):
            pay_days.said(lag, day)


def test_a_payroll_that_says_no_day_is_asked_for_it_and_what_was_said_is_remembered() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)), pay_day=None)
    seen = firm.look(name).seen
    assert seen is not None and not seen.sound
    assert [(each.row, each.column, each.says) for each in seen.faults] == [(0, "发放日期", pay_days.NOT_SAID)]
    with pytest.raises(Refused, match="还有要改的地方"):
        firm.confirm(name)
    assert rows(PAYROLL_LINES) == []
    handing_in.answer(name, firm.hander, {}, province.at(DAY), pay_day=20, pay_lag=1)
    seen = firm.look(name).seen
    assert seen is not None and seen.sound and seen.notes == ("应发日期按约定的发薪日算：次月 20 日。",)
    firm.confirm(name)
    assert [row["due_on"] for row in rows(PAYROLL_LINES)] == [date(2026, 4, 20)]
    later = firm.send(payroll(["2026-04", ZHAO, ZHAO_ID, 22, 6400, 0, 6400, card(1)], sheet="四月"), pay_day=None)
    seen = firm.look(later).seen
    assert seen is not None and seen.sound and seen.notes == ("应发日期按约定的发薪日算：次月 20 日（上次报的）。变了的，请改了再提交。",)
    firm.confirm(later)
    assert sorted(row["due_on"] for row in rows(PAYROLL_LINES)) == [date(2026, 4, 20), date(2026, 5, 20)]


def test_what_another_employer_agreed_is_not_taken_over() -> None:
    firm, other = Firm(), Firm("乙建设有限公司", builds=False)
    firm.confirm(firm.send(payroll(pay((ZHAO, ZHAO_ID), 1))))
    seen = other.look(other.send(payroll(pay((QIAN, QIAN_ID), 2)), pay_day=None)).seen
    assert seen is not None and [each.column for each in seen.faults] == ["发放日期"]


@pytest.mark.parametrize("told", [True, False], ids=["every line", "one of two"])
def test_a_sheet_that_says_its_days_is_not_asked(told: bool) -> None:
    firm = Firm()
    lines: list[list[Any]] = [[*pay((ZHAO, ZHAO_ID), 1), "2026-04-12"], [*pay((QIAN, QIAN_ID), 2), "2026-04-13" if told else ""]]
    name = firm.send(xlsx({"三月": [[*PAY_HEADS, "发放日期"], *lines]}), pay_day=None)
    seen = firm.look(name).seen
    assert seen is not None and seen.sound is told
    if told:
        firm.confirm(name)
        assert sorted(row["due_on"] for row in rows(PAYROLL_LINES)) == [date(2026, 4, 12), date(2026, 4, 13)]
