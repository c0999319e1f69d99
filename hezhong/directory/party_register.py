"""The register of who has which part in a site: added with a first day, ended with a last one, nothing overwritten.

Who is general contractor and who is owner also stands in the site's own row, as it is now: here both are kept the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from hezhong.directory import employers
from hezhong.directory.changes import Author, note
from hezhong.directory.employers import EmployerCard
from hezhong.directory.models import Site, SiteParty
from hezhong.kernel import credit_code
from hezhong.kernel.bigrams import plain
from hezhong.kernel.credit_code import BadCreditCode

WHAT = "参建单位"
COLUMNS: Mapping[str, str] = {SiteParty.Role.GENERAL: "contractor", SiteParty.Role.OWNER: "owner"}
"""Roles that one alone has at a time -> the column of the site that says who."""
FIRST = date(2000, 1, 1)


class BadParty(ValueError):
    """It cannot be registered so; the message is for the user."""


@dataclass(frozen=True)
class Party:
    """A party as its page shows it. id: 0 of one that only the site's own row names. since, until: None where nobody said."""

    id: int
    role: str
    title: str
    firm: EmployerCard
    since: date | None
    until: date | None

    @property
    def key(self) -> str:
        """Return how a form names it."""
        return str(self.id) if self.id else self.role


def listed(site: int) -> tuple[Party, ...]:
    """Return every party of a site there ever was: those of now first, by role; three queries."""
    row = Site.objects.get(token=site)
    rows = list(SiteParty.objects.filter(site=site))
    named = {role: getattr(row, column) for role, column in COLUMNS.items() if getattr(row, column)}
    for each in rows:
        if each.until is None and named.get(each.role) == each.employer_id:
            del named[each.role]
    firms = employers.cards([*named.values(), *(each.employer_id for each in rows)])
    found = [Party(0, role, SiteParty.Role(role).label, firms[token], row.since, None) for role, token in named.items() if token in firms]
    found += [Party(each.pk, each.role, each.get_role_display(), firms[each.employer_id], each.since, each.until) for each in rows]
    order = list(SiteParty.Role)
    return tuple(sorted(found, key=lambda each: (each.until is not None, order.index(SiteParty.Role(each.role)), each.since or FIRST, each.id)))


def firm_of(name: str, code: str) -> int:
    """Return the employer that somebody typed; one whose code is new is entered under it. Raises BadParty."""
    name = " ".join(name.split())
    if not name and not code.strip():
        raise BadParty("还没有写是哪家单位。请填单位名称或者统一社会信用代码")
    if not code.strip():
        bearing = employers.bearing(name)
        if len(bearing) != 1:
            says = f"有 {len(bearing)} 家单位叫“{name}”" if bearing else f"登记里没有叫“{name}”的单位"
            raise BadParty(f"{says}。请补上统一社会信用代码")
        return next(iter(bearing))
    try:
        known = employers.search(credit_code.normalise(code))
        if not known and not name:
            raise BadParty("登记里还没有这个统一社会信用代码。请把单位名称也填上")
        if known and name and plain(name) != plain(known[0].name):
            raise BadParty(f"这个统一社会信用代码登记的是“{known[0].name}”。请核对名称和代码")
        return known[0].token if known else employers.register(name, code)
    except BadCreditCode as bad:
        raise BadParty(str(bad)) from None


def enter(site: int, typed: tuple[str, str], role: str, since: date, author: Author) -> None:
    """Note that the employer of this name and credit code has a role on a site from a day on. Raises BadParty; then nobody is entered."""
    with transaction.atomic():
        add(site, firm_of(*typed), role, since, author)


def add(site: int, employer: int, role: str, since: date, author: Author) -> None:
    """Note that an employer has a role on a site from a day on. Raises BadParty."""
    if role not in SiteParty.Role.values:
        raise BadParty("请选是什么单位：施工总承包、专业分包、劳务分包、建设单位或者专户开户银行")
    _day(since, author, "起始")
    title, firm = SiteParty.Role(role).label, employers.cards([employer])[employer].name
    with transaction.atomic():
        row = Site.objects.select_for_update().get(token=site)
        if (column := COLUMNS.get(role)) and (now := getattr(row, column)):
            there = employers.cards([now]).get(now)
            raise BadParty(f"这个项目的{title}单位现在是“{there.name if there else ''}”。换了单位的，请先结束它，再登记新的")
        for each in SiteParty.objects.filter(site=site, employer=employer, role=role):
            if each.until is None or each.until >= since:
                raise BadParty(f"“{firm}”作为{title}单位已经登记过：{_days(each.since, each.until)}。日期不能重叠，请核对")
        if column and (before := SiteParty.objects.filter(site=site, role=role, until__gte=since).order_by("-until").first()):
            raise BadParty(f"这个项目的{title}单位到 {before.until} 为止是“{before.employer.name}”。请从那天以后算起")
        SiteParty.objects.create(site=row, employer_id=employer, role=role, since=since)
        if column:
            setattr(row, column, employer)
            row.save(update_fields=[column])
        note(WHAT, [f"项目“{row.name}”：登记{title}单位“{firm}”，从 {since} 起"], author)


def end(site: int, key: str, until: date, author: Author) -> None:
    """End a party: this day is the last on which it is one. key: as ``Party.key`` tells. Raises BadParty."""
    _day(until, author, "结束")
    with transaction.atomic():
        row = Site.objects.select_for_update().get(token=site)
        party = next((each for each in listed(site) if each.key == key), None)
        if party is None or party.until is not None:
            raise BadParty("这家单位已经结束，或者不在这个项目上。请刷新页面再看")
        if party.since and until < party.since:
            raise BadParty(f"结束日期不能早于起始日期 {party.since}。请改正")
        if party.id:
            SiteParty.objects.filter(pk=party.id).update(until=until)
        else:
            SiteParty.objects.create(site=row, employer_id=party.firm.token, role=party.role, since=party.since, until=until)
        column = COLUMNS.get(party.role)
        if column and getattr(row, column) == party.firm.token:
            setattr(row, column, None)
            row.save(update_fields=[column])
        note(WHAT, [f"项目“{row.name}”：{party.title}单位“{party.firm.name}”到 {until} 为止"], author)


def _day(on: date, author: Author, which: str) -> None:
    if not FIRST <= on <= author.at.date():
        raise BadParty(f"{which}日期应当在 {FIRST.year} 年以后、今天以前。还没有发生的，到那天再登记")


def _days(since: date | None, until: date | None) -> str:
    return f"{since or '一开始'} 至 {until or '现在'}"
