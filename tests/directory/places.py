"""A province of three offices, for the tests of the directory."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from hezhong.directory import founding, offices, regions
from hezhong.directory.changes import Author
from hezhong.directory.founding import NewOffice, NewService

GUANGDONG = "广东省人力资源和社会保障厅"
SHENZHEN = "深圳市人力资源和社会保障局"
BAOAN = "深圳市宝安区人力资源局"
SINCE = date(2019, 1, 1)


@contextmanager
def read_anew() -> Iterator[None]:
    """What a process has read of regions and offices does not outlive the body."""
    regions.forget()
    offices.forget()
    yield
    regions.forget()
    offices.forget()


def build() -> None:
    """Save the province. 深圳 has an office, and of its districts 宝安."""
    by = Author("试验", timezone.now())
    regions.load_guangdong()
    founding.add_offices(
        [
            NewOffice(BAOAN, "宝安区", "深宝", "county", "440306", SHENZHEN),
            NewOffice(SHENZHEN, "深圳市", "深", "city", "440300", GUANGDONG),
            NewOffice(GUANGDONG, "省厅", "粤", "province", "440000"),
        ],
        by,
    )
    founding.add_services(
        [NewService(BAOAN, "440306", "complaint", SINCE), NewService(SHENZHEN, "440300", "complaint", SINCE)], by
    )
