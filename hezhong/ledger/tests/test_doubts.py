"""What a payroll is asked about before it is filed; figures reckoned by hand."""

from decimal import Decimal

import pytest

from hezhong.ledger.tests.written import card, person
from hezhong.ledger.ways_in.doubts import Floor, Standing, of_payroll
from hezhong.ledger.ways_in.rows import PayrollRow

FLOOR = Floor(230000, Decimal("21.75"), "深圳市", "某通知")
WHOLE = {"month": (2026, 3), "days": Decimal(22), "gross": 640000, "net": 640000}


def row(number: int, **more: object) -> PayrollRow:
    name, identity = person(number)
    return PayrollRow(number, **{"name": name, "identity": identity, "bank_account": card(number), **WHOLE, **more})


def told(rows: list[PayrollRow], known: Standing) -> dict[str, tuple[int, ...]]:
    return {doubt.key: doubt.rows for doubt in of_payroll(rows, known)}


def test_a_sound_payroll_raises_nothing() -> None:
    rows = [row(1), row(2, fine=1000, tax=500, advance=2000, social_deduct=100, net=636400), row(3, other=-500, net=640500), row(4, other=500, net=640500), row(5, net=639950)]
    assert of_payroll(rows, Standing(FLOOR, {person(n)[1] for n in range(1, 6)}, [(2026, 2)])) == ()


@pytest.mark.parametrize(("days", "least"), [(None, 230000), (Decimal(22), 230000), (Decimal("21.75"), 230000), (Decimal(10), 105747), (Decimal("0.5"), 5287)])
def test_the_floor_of_some_days(days: Decimal | None, least: int) -> None:
    """230000 x 10 / 21.75 = 105747.126; x 0.5 / 21.75 = 5287.356."""
    assert FLOOR.of(days) == least
    assert told([row(2, days=days, gross=least - 1, net=least - 1), row(3, days=days, gross=least, net=least)], Standing(FLOOR)) == {"below_minimum": (2,)}


def test_every_doubt_names_its_rows() -> None:
    rows = [
        row(2), row(3, net=630000), row(4, gross=100000, net=100000, days=Decimal(22)), row(5, identity=None), row(6, bank_account=card(2)), row(7, unpaid=5000, net=635000),
        row(8, days=Decimal(0), gross=0, net=0), row(9, gross=5000, net=5000, is_back_pay=True, back_pay_month=(2026, 2)),
    ]  # fmt: skip
    known = Standing(FLOOR, {person(n)[1] for n in (2, 3, 4, 6, 7, 9)}, [(2026, 3)])
    assert told(rows, known) == {
        "filed": (), "unequal": (3,), "below_minimum": (4,), "not_on_roster": (8,), "no_identity": (5,), "same_card": (2, 6), "unpaid": (7,)}


def test_words() -> None:
    unsure = Floor(230000, Decimal("21.75"), "深圳市", "某通知", sure=False)
    doubts = of_payroll([row(n, gross=1, net=1) for n in range(2, 14)], Standing(unsure, None, [(2026, 3)]))
    assert [doubt.key for doubt in doubts] == ["filed", "below_minimum"]
    assert "2026年3月的工资表已经报过" in doubts[0].says
    assert "深圳市最低工资（每月 2,300.00 元，这个数还没有核对过原文" in doubts[1].says and doubts[1].law == "某通知"
    assert doubts[1].where == "第 2、3、4、5、6、7、8、9、10、11 行等 12 行"


def test_one_person_with_two_lines_shares_no_card_with_another() -> None:
    assert told([row(2), row(2, is_back_pay=True)], Standing()) == {}


def test_without_roster_and_floor_nobody_is_asked_about_them() -> None:
    assert told([row(2, gross=1, net=1)], Standing()) == {}
