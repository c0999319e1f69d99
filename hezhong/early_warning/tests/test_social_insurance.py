"""Insured heads against staff, heads that fall, contributions owed; counted by hand at the edges."""

from datetime import date
from typing import Any

from hezhong.early_warning.tests.employer_rows import SHENZHEN, found

ON = date(2026, 3, 31)


def heads(employer: int, month: int, many: int, insurance: str = "pension", **said: Any) -> dict[str, Any]:
    return {"employer": employer, "month": month, "heads": many, "insurance": insurance, **said}


def staff(employer: int, many: int, months: tuple[int, ...] = (202601, 202602), **said: Any) -> list[dict[str, Any]]:
    return [{"employer": employer, "worker": employer * 1000 + n, "month": month, "lines": 1, **said} for n in range(many) for month in months]


def test_fewer_insured_than_staff() -> None:
    months = [
        *staff(1, 20), *staff(2, 20), *staff(3, 21), *staff(4, 2), *staff(5, 2, (202602,)), *staff(6, 2, (202602, 202603)),
        *staff(7, 3), *staff(8, 2, city=440100), *staff(9, 2, lines=0), *staff(10, 2, site=3), *staff(11, 4),
    ]  # fmt: skip
    insured = [
        heads(1, 202602, 20), heads(2, 202602, 19), heads(3, 202602, 20),  # nobody; one of twenty; one of twenty-one
        # 4 has no row though the city sent last month's; 5 and 6: on the job for one month of the two only
        heads(7, 202602, 3), heads(7, 202602, 1, "injury"), heads(7, 202601, 0, "medical"),  # the greatest gap; no medical row of last month anywhere
        heads(11, 202602, 9), heads(11, 202602, 4, "injury"), heads(1, 202602, 20, "injury"), heads(2, 202602, 20, "injury"),
        heads(3, 202602, 21, "injury"),
    ]  # fmt: skip
    assert found("insured_fewer_than_staff", ON, worker_month=months, insured_heads=insured) == {2: "橙 1 0 0", 4: "橙 2 0 0", 7: "橙 2 0 0"}


def test_heads_that_fall() -> None:
    rows = [
        heads(1, 202601, 100), heads(1, 202602, 90),  # ten, a tenth
        heads(2, 202601, 101), heads(2, 202602, 91),  # less than a tenth
        heads(3, 202601, 90), heads(3, 202602, 81),  # a tenth, but nine people
        heads(4, 202601, 20),  # gone altogether
        heads(5, 202601, 60, "injury"), heads(5, 202601, 60), heads(5, 202602, 10),  # no injury row of last month in the whole city
        heads(6, 202601, 500, city=440100),  # a city that has sent nothing yet
        heads(7, 202512, 500), heads(7, 202602, 100), heads(8, 202602, 50), heads(9, 202601, 10), heads(9, 202602, 100),
        heads(10, 202602, 100), heads(10, 202603, 0),  # this month is not over
    ]  # fmt: skip
    assert found("insured_heads_falling", ON, insured_heads=rows) == {1: "黄 10 0 0", 4: "橙 20 0 0", 5: "红 50 0 0"}


def test_contributions_owed() -> None:
    rows = [
        heads(1, 202603, 5, owed_fen=1), heads(2, 202603, 5, owed_fen=0), heads(3, 202603, 5), heads(4, 202504, 5, owed_fen=7), heads(5, 202503, 5, owed_fen=7),
        heads(6, 202601, 5, owed_fen=9_999_999), heads(6, 202602, 5, "injury", owed_fen=1), heads(7, 202601, 5, owed_fen=9_999_999, city=SHENZHEN),
    ]  # fmt: skip
    assert found("social_insurance_owed", ON, insured_heads=rows) == {
        1: "黄 1 0 1", 4: "黄 7 0 7", 6: "橙 10000000 0 10000000", 7: "黄 9999999 0 9999999",
    }  # fmt: skip
