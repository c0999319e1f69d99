"""The clock of a demonstration goes forward and never back; a real installation has only the real one."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from hezhong.web import clock, demo_clock
from hezhong.web.demo_clock import NotForward


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.HOME, settings.HEZHONG_DEMO = SimpleNamespace(clock=tmp_path / "demo-clock"), True


def test_days_add_up_and_every_reader_sees_them() -> None:
    assert demo_clock.ahead() == timedelta(0)
    assert demo_clock.put_forward(30) == timedelta(days=30) and demo_clock.put_forward(1) == timedelta(days=31)
    assert timedelta(days=31) <= clock.now() - timezone.localtime() + timedelta(seconds=1) < timedelta(days=31, seconds=2)
    assert clock.today() == clock.now().date()


@pytest.mark.parametrize("days", [0, -1, 1001])
def test_it_goes_neither_back_nor_without_end(days: int) -> None:
    demo_clock.put_forward(5)
    with pytest.raises(NotForward, match="只能往后走"):
        demo_clock.put_forward(days)
    assert demo_clock.ahead() == timedelta(days=5)


def test_a_real_installation_has_the_real_time(settings: Any) -> None:
    demo_clock.put_forward(5)
    settings.HEZHONG_DEMO = False
    assert demo_clock.ahead() == timedelta(0)
    with pytest.raises(NotForward, match="正式的系统"):
        demo_clock.put_forward(1)
