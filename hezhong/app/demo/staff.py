"""The officers of the demonstration: two inspectors, a window, a head and a legal reviewer in every office; a deputy, and who runs
the system.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from hezhong.app.demo.authorities import SINCE
from hezhong.app.demo.folk import person_name
from hezhong.app.logins import Login, new_password
from hezhong.directory import officers
from hezhong.directory.founding import NewOffice, NewOfficer
from hezhong.directory.models import Account, Officer
from hezhong.engine.rights import Asker
from hezhong.web.asking import asker_of

POSTS = {"inspector": "监察员", "second": "监察员", "clerk": "立案窗口", "head": "负责人", "reviewer": "法制审核人员"}
SHORT = {
    "广东省人力资源和社会保障厅": "guangdong",
    "广州市人力资源和社会保障局": "guangzhou",
    "深圳市人力资源和社会保障局": "shenzhen",
    "东莞市人力资源和社会保障局": "dongguan",
    "深圳市宝安区人力资源局": "baoan",
    "深圳市南山区人力资源局": "nanshan",
    "广州市天河区人力资源和社会保障局": "tianhe",
}
"""Offices with a login that people can remember; the others' begin with the code of their region."""

NAMED: Mapping[str, str] = {
    "baoan.inspector": "宝安区 监察员",
    "baoan.second": "宝安区 监察员，正代行负责人职务",
    "baoan.clerk": "宝安区 立案窗口",
    "baoan.head": "宝安区 负责人",
    "baoan.reviewer": "宝安区 法制审核人员",
    "nanshan.inspector": "南山区 监察员",
    "nanshan.head": "南山区 负责人",
    "dongguan.inspector": "东莞市 监察员",
    "dongguan.head": "东莞市 负责人",
    "shenzhen.inspector": "深圳市 监察员",
    "shenzhen.head": "深圳市 负责人",
    "guangdong.head": "广东省 负责人",
}
SYSTEM: Mapping[str, tuple[str, str]] = {
    "administrator": (Account.Kind.ADMINISTRATOR, "系统管理员（看不到案件）"),
    "administrator2": (Account.Kind.ADMINISTRATOR, "第二名系统管理员（核对法律数据，看不到案件）"),
    "auditor": (Account.Kind.AUDITOR, "审计员（只看操作记录）"),
}
DEPUTY_SINCE, DEPUTY_UNTIL = timedelta(days=20), timedelta(days=15)


def rows(offices: Iterable[NewOffice], chance: random.Random, today: date) -> Sequence[NewOfficer]:
    """Return every officer to be, and the one deputy."""
    found = [
        NewOfficer(login(office, post), person_name(chance), office.name, kind, SINCE, f"{office.region[:6]}-{101 + n}")
        for office in offices
        for n, (post, kind) in enumerate(POSTS.items())
    ]
    deputy = next(each for each in found if each.login == "baoan.second")
    since, until = today - DEPUTY_SINCE, today + DEPUTY_UNTIL
    stands_in = NewOfficer(
        deputy.login, deputy.name, deputy.office, "负责人", since, deputy.certificate, until, "baoan.head"
    )
    return [*found, stands_in]


def login(office: NewOffice, post: str) -> str:
    """Return the login of a post: baoan.head, 440304.head."""
    return f"{SHORT.get(office.name, office.region)}.{post}"


def let_in(names: Mapping[str, str]) -> tuple[Login, ...]:
    """Give these accounts new passwords; return what to print. Nobody else of the demonstration can sign in."""
    made = []
    for name, who in names.items():
        password = new_password()
        Account.objects.filter(username=name, demo=True).update(password=make_password(password))
        made.append(Login(name, password, who))
    return tuple(made)


def add_system_accounts() -> None:
    """Create two administrators, of whom each checks what the other enters, and the auditor; none sees a case."""
    Account.objects.bulk_create(
        Account(username=name, kind=kind, shown_name=says.partition("（")[0], password=make_password(None), demo=True)
        for name, (kind, says) in SYSTEM.items()
    )


def everybody() -> Mapping[str, str]:
    """Return login -> who that is, of those who may sign in."""
    return {**NAMED, **{name: says for name, (_, says) in SYSTEM.items()}}


@dataclass(frozen=True)
class Worker:
    """An officer as the chronicle lets one act."""

    account: int
    token: int
    name: str
    certificate: str

    def asker(self, on: date) -> Asker:
        """Return the officer as somebody who asks, with the posts held that day."""
        standing = officers.standing(self.account, on)
        return asker_of(standing, standing.posts)

    def signature(self) -> str:
        return f"{self.name}（{self.certificate}）"


Team = Mapping[str, Worker]
"""Post (inspector, second, clerk, head, reviewer) -> who holds it in an office."""


def teams() -> Mapping[int, Team]:
    """Return office id -> its team, in one query."""
    found: dict[int, dict[str, Worker]] = {}
    held = Officer.objects.filter(demo=True, posts__deputy_for=None).values_list(
        "posts__office_id", "account__username", "account_id", "token", "name", "certificate"
    )
    for office, username, account, token, name, certificate in held:
        found.setdefault(office, {})[username.rpartition(".")[2]] = Worker(account, token, name, certificate)
    return found
