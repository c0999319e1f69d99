"""Which day a moment falls on, counted by hand: the database's moments are eight hours behind."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hezhong.kernel.local_time import local, local_day


@pytest.mark.parametrize(("at", "day"), [
    (datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC), date(2026, 11, 30)),
    (datetime(2026, 11, 30, 16, 0, tzinfo=UTC), date(2026, 12, 1)),  # midnight
    (datetime(2026, 11, 30, 23, 17, tzinfo=UTC), date(2026, 12, 1)),  # seventeen past seven in the morning
    (datetime(2026, 12, 1, 7, 17, tzinfo=timezone(timedelta(hours=8))), date(2026, 12, 1)),
    (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), date(2027, 1, 1)),
])  # fmt: skip
def test_the_day_of_a_moment(at: datetime, day: date) -> None:
    assert local_day(at) == day and local(at) == at


def test_a_clock_on_the_wall() -> None:
    assert f"{local(datetime(2026, 6, 30, 23, 17, tzinfo=UTC)):%m-%d %H:%M}" == "07-01 07:17"
