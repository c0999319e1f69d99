"""What a province is set up with: offices, whom they serve, officers with their posts, employers. Written in bulk.

Rows name each other by what people know them by: an office by its name, an officer by the login, a region by its
code. Every row leaves one line in the history (``changes``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from hezhong.directory import offices
from hezhong.directory.changes import Author, note
from hezhong.directory.models import Account, Employer, Office, Officer, Post, Region, Serves
from hezhong.directory.tokens import new_token
from hezhong.kernel.bigrams import bigrams, plain

LEVELS = tuple(Region.Level.values)


@dataclass(frozen=True)
class PostKind:
    """What a post is for. roles: names of engine roles. clerk: hands out cases. leader: signs and reads all of the office."""

    roles: tuple[str, ...] = ()
    clerk: bool = False
    leader: bool = False


POSTS: Mapping[str, PostKind] = {
    "监察员": PostKind(("inspector",)),
    "立案窗口": PostKind(clerk=True),
    "负责人": PostKind(("director", "upper_level"), leader=True),
    "法制审核人员": PostKind(("legal_reviewer",)),
}


@dataclass(frozen=True)
class NewOffice:
    """An office to be. ``above``: name of the office one level up."""

    name: str
    short_name: str
    word: str
    level: str
    region: str
    above: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class NewService:
    """That an office serves a region for a business, between two days."""

    office: str
    region: str
    business: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class NewOfficer:
    """An officer with one post. ``kind``: of POSTS. ``deputy_for``: login of the officer stood in for, until a day."""

    login: str
    name: str
    office: str
    kind: str
    since: date
    certificate: str = ""
    until: date | None = None
    deputy_for: str = ""


@dataclass(frozen=True)
class NewEmployer:
    """An employer of the register. ``code``: unified credit code in its one form."""

    name: str
    code: str
    region: str = ""
    address: str = ""
    in_charge: str = ""
    industry: str = ""


def add_offices(rows: Iterable[NewOffice], author: Author, *, demo: bool = False) -> Mapping[str, Office]:
    """Create offices, those above first; return every office by name."""
    there = {office.name: office for office in Office.objects.all()}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if not row.above or row.above in there]
        if not ready:
            raise ValueError(f"no such office above: {waiting[0].above}")
        made = Office.objects.bulk_create(_office(row, there, demo) for row in ready)
        there |= {office.name: office for office in made}
        note("机关", (f"新设 {row.name}（{row.word}）" for row in ready), author)
        waiting = [row for row in waiting if row not in ready]
    offices.forget()
    return there


def add_services(rows: Sequence[NewService], author: Author) -> None:
    """Let offices serve regions. Raises IntegrityError where two would serve the same region for the same business."""
    ids = dict(Office.objects.values_list("name", "id"))
    Serves.objects.bulk_create(
        Serves(office_id=ids[row.office], region=row.region, business=row.business, since=row.since, until=row.until)
        for row in rows
    )
    note("管辖", (f"{row.office} 自{row.since}管辖 {row.region}（{row.business}）" for row in rows), author)
    offices.forget()


def add_officers(rows: Sequence[NewOfficer], author: Author, *, demo: bool = False) -> None:
    """Create accounts that nobody can use before a password is set, officers and posts; deputies after those they stand for.

    An officer who is there already gets one more post.
    """
    ids = dict(Office.objects.values_list("name", "id"))
    first = {row.login: row for row in reversed(rows)}
    known = set(Officer.objects.filter(account__username__in=first).values_list("account__username", flat=True))
    new = [row for login, row in first.items() if login not in known]
    accounts = Account.objects.bulk_create(
        Account(username=row.login, password=make_password(None), shown_name=row.name, demo=demo) for row in new
    )
    Officer.objects.bulk_create(
        Officer(token=new_token(), account=account, name=row.name, certificate=row.certificate, demo=demo)
        for row, account in zip(new, accounts, strict=True)
    )
    officers = {each.account.username: each for each in _with_accounts(first) if each.account}
    Post.objects.bulk_create(_post(row, officers[row.login], ids) for row in rows if not row.deputy_for)
    Post.objects.bulk_create(_deputy(row, officers[row.login], ids) for row in rows if row.deputy_for)
    note("工作人员", (f"{row.name}（{row.login}）任 {row.office} {row.kind}" for row in rows), author)


def add_employers(rows: Sequence[NewEmployer], author: Author, *, demo: bool = False) -> None:
    """Put employers on the register."""
    Employer.objects.bulk_create(_employer(row, demo) for row in rows)
    note("单位", (f"登记 {row.name}（{row.code}）" for row in rows), author)


def _office(row: NewOffice, there: Mapping[str, Office], demo: bool) -> Office:
    return Office(
        name=row.name,
        short_name=row.short_name or row.name,
        word=row.word,
        level=row.level,
        region=row.region,
        parent=there.get(row.above),
        address=row.address,
        phone=row.phone,
        demo=demo,
    )


def _with_accounts(logins: Iterable[str]) -> Iterable[Officer]:
    return Officer.objects.select_related("account").filter(account__username__in=list(logins))


def _post(row: NewOfficer, officer: Officer, ids: Mapping[str, int]) -> Post:
    kind = POSTS[row.kind]
    return Post(
        officer=officer,
        office_id=ids[row.office],
        title=row.kind,
        roles=list(kind.roles),
        clerk=kind.clerk,
        leader=kind.leader,
        since=row.since,
        until=row.until,
    )


def _deputy(row: NewOfficer, officer: Officer, ids: Mapping[str, int]) -> Post:
    post = _post(row, officer, ids)
    post.title = f"代{row.kind}"
    stood_for = Post.objects.filter(officer__account__username=row.deputy_for, office=post.office_id, leader=True)
    post.deputy_for = stood_for.get()
    return post


def _employer(row: NewEmployer, demo: bool) -> Employer:
    return Employer(
        token=new_token(),
        name=row.name,
        plain_name=plain(row.name),
        pieces=sorted(set(bigrams(row.name))),
        code=row.code or None,
        region=row.region,
        address=row.address,
        in_charge=row.in_charge,
        industry=row.industry,
        registered=True,
        demo=demo,
    )
