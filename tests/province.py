"""A small province for tests: the real region tree, six offices, their officers, and workers who file."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from hezhong.directory import employers, officers, offices, regions
from hezhong.directory.models import Account, Office, Officer, Post, Serves
from hezhong.directory.tokens import new_token
from hezhong.domains.complaints.facts import Crowd, Filing, Trouble, Wage
from hezhong.engine import chores, filing
from hezhong.engine.answers import (
    Address,
    Employer,
    Evidence,
    Money,
    Months,
    Person,
    Phone,
    Prose,
    TypedEmployer,
    TypedPerson,
)
from hezhong.engine.dossier import Moment
from hezhong.engine.filing import Filed
from hezhong.engine.rights import Asker
from hezhong.engine.store import Submission
from hezhong.law.book import from_files
from hezhong.web.asking import asker_of

ZONE = ZoneInfo("Asia/Shanghai")
PASSWORD = "correct horse 26"
OLD = date(2019, 1, 1)


@dataclass
class Province:
    """Offices and officers by short names: ``boan`` and ``boan.inspector``."""

    offices: dict[str, Office] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)

    def asker(self, name: str, on: date = date(2026, 11, 2)) -> Asker:
        """Return an officer as somebody who asks, with every post held that day."""
        account = self.officers[name].account
        assert account is not None
        standing = officers.standing(account.pk, on)
        return asker_of(standing, standing.posts)


OFFICES = (
    ("guangdong", "广东省人力资源和社会保障厅", "粤", "province", "440000", ""),
    ("shenzhen", "深圳市人力资源和社会保障局", "深", "city", "440300", "guangdong"),
    ("guangzhou", "广州市人力资源和社会保障局", "穗", "city", "440100", "guangdong"),
    ("boan", "深圳市宝安区人力资源局", "深宝", "county", "440306", "shenzhen"),
    ("nanshan", "深圳市南山区人力资源局", "深南", "county", "440305", "shenzhen"),
    ("tianhe", "广州市天河区人力资源和社会保障局", "穗天", "county", "440106", "guangzhou"),
)
POSTS = {
    "inspector": ("监察员", ["inspector"], False, False),
    "second": ("监察员", ["inspector"], False, False),
    "clerk": ("立案窗口", [], True, False),
    "head": ("负责人", ["director", "upper_level"], False, True),
}


def build(*, business: str = "complaint") -> Province:
    """Return the province, saved."""
    regions.load_guangdong()
    there = Province()
    for name, title, word, level, region, above in OFFICES:
        office = Office.objects.create(
            name=title,
            short_name=title,
            word=word,
            level=level,
            region=region,
            parent=there.offices.get(above),
            address="人民路1号",
            phone="0755-12333",
        )
        there.offices[name] = office
        Serves.objects.create(office=office, region=region, business=business, since=OLD)
        for post in POSTS:
            _officer(there, name, post)
    offices.forget()
    return there


@cache
def hashed() -> str:
    """Return the password as it is stored; hashing is slow on purpose, so it is done once."""
    return make_password(PASSWORD)


def _officer(there: Province, office: str, post: str) -> None:
    title, roles, clerk, leader = POSTS[post]
    name = f"{office}.{post}"
    account = Account.objects.create(username=name, password=hashed(), shown_name=name, demo=True)
    officer = Officer.objects.create(token=new_token(), account=account, name=f"{there.offices[office].word}{title}", demo=True)
    Post.objects.create(
        officer=officer, office=there.offices[office], title=title, roles=roles, clerk=clerk, leader=leader, since=OLD
    )
    there.officers[name] = officer


def at(day: str, hour: int = 10, *, happened: str = "") -> Moment:
    """Return ten o'clock of a day, with the law of the files."""
    recorded = datetime.combine(date.fromisoformat(day), time(hour), ZONE)
    return Moment(date.fromisoformat(happened or day), recorded, from_files())


moment = at


def answers(
    *,
    town: str = "440306001",
    name: str = "林晓彤",
    number: str = "440306199003070002",
    phone: str = "19900005521",
    files: Evidence = Evidence(),
    months: Months = Months((2026, 7), (2026, 9)),
) -> Filing:
    """Return what a worker in a town of Bao'an answers."""
    return Filing(
        trouble=Trouble.WAGES,
        on_site=True,
        employer=Employer(typed=TypedEmployer("示例建工集团第三工程有限公司")),
        place=Address(regions.place(town), "某地块二期"),
        wages=(Wage.MONTHLY,),
        months=months,
        amount=Money(Decimal(18600)),
        crowd=Crowd.ONE,
        told_before=False,
        story=Prose("7 月进场，说好每月 6200 元，一直没有发。"),
        evidence=files,
        person=Person(typed=TypedPerson(name, "resident", number)),
        phone=Phone(typed=phone),
    )


def file(day: str = "2026-11-02", key: str = "", at: Moment | None = None, **more: object) -> Filed:
    """File a complaint on a day, or at a moment of one's own."""
    return filing.file("complaints", answers(**more), at or moment(day), Submission(key))  # type: ignore[arg-type]


def work(day: str = "2026-11-02", hour: int = 11) -> int:
    """Let the worker do what waits."""
    return chores.work(at(day, hour))


__all__ = ["OFFICES", "PASSWORD", "Province", "answers", "at", "build", "employers", "file", "work"]
