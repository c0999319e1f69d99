"""Hours of work and days of rest, counted by hand at the edges."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import ibis
import pytest

from hezhong.early_warning.families.running import has_run, longest_run
from hezhong.early_warning.tests.employer_rows import found

ON = date(2026, 3, 31)
MARCH, FEBRUARY = 22 * 480, 16 * 480  # working days of 2026 with the Spring Festival and its two days worked in exchange


def hours(employer: int, worker: int, minutes: int | None, month: int = 202603, longest: int = 480, **said: Any) -> dict[str, Any]:
    return {"site": 9, "hired_by": employer, "worker": worker, "month": month, "written_minutes": minutes, "written_most": longest, **said}


def test_overtime_of_a_month() -> None:
    rows = [
        hours(1, 11, MARCH + 2160),  # 36 hours
        hours(2, 21, MARCH + 2161), *(hours(2, 210 + n, 60) for n in range(10)),  # one of eleven
        hours(3, 31, MARCH + 2161), *(hours(3, 310 + n, 60) for n in range(9)),  # one of ten
        hours(4, 41, MARCH), hours(4, 41, 2161, site=8), hours(4, 42, 0), hours(4, 43, 0), hours(4, 44, None),  # two sites of one employer; one of three
        hours(5, 51, FEBRUARY + 2161, 202602), hours(5, 51, 0),
        hours(6, 61, 99_999, 202601),  # too long ago
        hours(7, 71, MARCH), hours(8, 71, 2161),  # two employers: neither sees more
        {"employer": 10, "worker": 12, "month": 202603, "written_minutes": MARCH + 2161},
    ]  # fmt: skip
    assert found("overtime_of_a_month", ON, worker_month=rows) == {
        2: "黄 1/11 1 0", 3: "橙 1/10 1 0", 4: "红 1/3 1 0", 5: "红 1/1 1 0", 10: "红 1/1 1 0",
    }  # fmt: skip


def test_overtime_of_a_day() -> None:
    rows = [
        hours(1, 11, 9000, longest=660),  # eleven hours
        hours(2, 21, 9000, longest=661), *(hours(2, 210 + n, 60) for n in range(3)),
        hours(3, 31, 9000, 202602, longest=661), hours(3, 31, 9000),
        hours(4, 41, None, longest=900),
        hours(5, 51, 9000, 202601, longest=900),  # too long ago
    ]  # fmt: skip
    assert found("overtime_of_a_day", ON, worker_month=rows) == {2: "橙 1/4 1 0", 3: "红 1/1 1 0"}


def came(employer: int, worker: int, days: Iterable[int], month: int = 202603, site: int = 9) -> dict[str, Any]:
    bits = sum(1 << day for day in days)
    return {"site": site, "hired_by": employer, "worker": worker, "month": month, "day_bits": bits, "days": bits.bit_count()}


def test_days_without_rest() -> None:
    rows = [
        came(1, 11, range(1, 7)), came(2, 21, range(1, 8)), came(3, 31, range(25, 32)),  # six; seven; the last seven of the month
        came(4, 41, range(25, 29), 202602), came(4, 41, range(1, 4)),  # four and three across the turn of the month
        came(5, 51, range(25, 29), 202602), came(5, 51, range(1, 3)),
        came(6, 61, (1, 3, 5, 7)), came(6, 61, (2, 4, 6), site=8),  # two sites of one employer
        came(7, 71, (*range(1, 7), *range(8, 14))),
        came(8, 81, range(1, 32), 202601), came(8, 81, [1]),  # too long ago
        came(9, 91, range(1, 8)), *(came(9, 910 + n, [1]) for n in range(19)),
        came(10, 101, range(1, 32)), came(10, 101, range(1, 29), 202602), came(10, 102, [2]), came(10, 103, [], 202603),
    ]  # fmt: skip
    assert found("days_without_rest", ON, worker_month=rows) == {
        2: "红 1/1 1 0", 3: "红 1/1 1 0", 4: "红 1/1 1 0", 6: "红 1/1 1 0", 9: "黄 1/20 1 0", 10: "红 1/2 1 0",
    }  # fmt: skip


def test_what_is_dated_after_the_day_does_not_count() -> None:
    rows = [came(1, 11, range(1, 9)), came(2, 21, range(22, 32), 202601), came(2, 21, range(1, 5), 202602)]
    assert found("days_without_rest", date(2026, 3, 6), worker_month=rows) == {}
    assert found("days_without_rest", date(2026, 3, 7), worker_month=rows) == {1: "红 1/1 1 0"}
    assert found("days_without_rest", date(2026, 2, 1), worker_month=rows) == {2: "红 1/1 1 0"}, "31 days of the month before and one"


@pytest.mark.parametrize(("bits", "longest"), [(0, 0), (0b1, 1), (0b101, 1), (0b1101110, 3), (0b111111111111, 12), (0b1111111111111111, 12), (1 << 61 | 1 << 60, 2)])
def test_runs(bits: int, longest: int) -> None:
    table = ibis.memtable({"bits": [bits]})
    said = table.select(run=longest_run(table.bits, 12), three=has_run(table.bits, 3)).to_pyarrow().to_pylist()
    assert said == [{"run": longest, "three": longest >= 3}]
