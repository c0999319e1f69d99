"""Sites entered by the office of the place, and what it states of them: trade, state, contract, security, notice board, labour officer.

Source of what is asked: 保障农民工工资支付条例 26 (wage account), 28 (labour officer, real names), 32 (security), 34 (notice board).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db import transaction

from hezhong.directory import party_register, people, regions, sites
from hezhong.directory.changes import Author, note
from hezhong.directory.models import Site, SiteFacts, SiteParty
from hezhong.kernel.identity import IdentityKind
from hezhong.kernel.money import in_yuan

WHAT = "工程项目"
TITLES: Mapping[str, str] = {
    "trade": "行业", "state": "工程状态", "contract_fen": "工程合同价款", "began_on": "开工日期", "ended_on": "竣工日期", "security": "工资保证金",
    "security_fen": "保证金金额", "security_until": "保证金（保函）到期日", "notice_board": "维权信息告示牌", "labour_officer": "劳资专管员",
}  # fmt: skip


class BadSite(ValueError):
    """It cannot be entered so; the message is for the user."""


@dataclass(frozen=True)
class Facts:
    """What is stated of a site. Money in fen. labour_officer: token of a person."""

    trade: str
    state: str
    contract_fen: int | None = None
    began_on: date | None = None
    ended_on: date | None = None
    security: str = SiteFacts.Security.NONE.value
    security_fen: int | None = None
    security_until: date | None = None
    notice_board: bool = False
    labour_officer: int | None = None


@dataclass(frozen=True)
class NewSite:
    """A site to be entered. region: code of a county or town. contractor, owner: (name, credit code), both '' where there is none."""

    name: str
    number: str
    region: str
    contractor: tuple[str, str]
    owner: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Officer:
    """Who looks after wages on a site (劳资专管员), as typed: a resident's identity."""

    name: str
    number: str
    kind: str = IdentityKind.RESIDENT
    phone: str = ""
    address: str = ""


def of(site: int) -> Facts | None:
    """Return what is stated of a site, None where nothing is."""
    row = SiteFacts.objects.filter(site=site).first()
    return _of_row(row) if row else None


def all_of_them() -> Mapping[int, Facts]:
    """Return token -> what is stated, of every site of which anything is; one query."""
    return {row.site_id: _of_row(row) for row in SiteFacts.objects.all()}


def _of_row(row: SiteFacts) -> Facts:
    return Facts(**{each.name: getattr(row, each.name) for each in fields(Facts)})


def enter(new: NewSite, facts: Facts, author: Author, officer: Officer | None = None) -> int:
    """Return the token of a new site; a labour officer typed with it is entered as well.

    Raises BadSite, BadParty, BadIdentity, BadName; then nothing is entered.
    """
    name, number = " ".join(new.name.split()), "".join(new.number.split()).upper()
    _named(name, number, new.region)
    _checked(facts)
    with transaction.atomic():
        token = sites.register(name, new.region, number)
        row = Site.objects.select_for_update().get(token=token)
        if SiteFacts.objects.filter(site=row).exists():  # the same number at the same moment
            raise BadSite(f"项目编号“{number}”刚刚登记过。请刷新项目列表再看")
        since = min(facts.began_on or author.at.date(), author.at.date())
        party_register.enter(token, new.contractor, SiteParty.Role.GENERAL.value, since, author)
        if any(new.owner):
            party_register.enter(token, new.owner, SiteParty.Role.OWNER.value, since, author)
        facts = _with(facts, officer)
        SiteFacts.objects.create(site=row, **vars(facts))
        note(WHAT, [f"登记项目“{name}”（{number}，{regions.full_name(new.region)}）：{_said(facts, None)}"], author)
    return token


def _named(name: str, number: str, region: str) -> None:
    """Raise BadSite where a new site cannot be told from others or stands nowhere."""
    if len(name) < 2:
        raise BadSite("还没有写项目名称")
    if not number:
        raise BadSite("还没有写项目编号。请照施工许可证或者项目审批文件填写，没有的填本地编的号")
    if regions.level(region) not in ("county", "town"):
        raise BadSite("请选项目在哪个县区或者镇街")
    if card := next(iter(sites.cards(sites.numbered([number]).values()).values()), None):
        raise BadSite(f"项目编号“{number}”已经登记过：“{card.name}”（{card.place}）。请核对编号")


def change(site: int, facts: Facts, author: Author, officer: Officer | None = None) -> bool:
    """Return whether anything is stated otherwise than before. Raises BadSite, BadIdentity, BadName; then nothing is changed."""
    _checked(facts)
    with transaction.atomic():
        row = Site.objects.select_for_update().get(token=site)
        before, facts = of(site), _with(facts, officer)
        if before == facts:
            return False
        SiteFacts.objects.update_or_create(site=row, defaults=vars(facts))
        note(WHAT, [f"项目“{row.name}”：{_said(facts, before)}"], author)
    return True


def _with(facts: Facts, officer: Officer | None) -> Facts:
    return replace(facts, labour_officer=people.register(officer)) if officer else facts


def _checked(facts: Facts) -> None:
    """Raise BadSite where what is said does not go together."""
    if facts.trade not in SiteFacts.Trade.values or facts.state not in SiteFacts.State.values or facts.security not in SiteFacts.Security.values:
        raise BadSite("请选行业、工程状态和工资保证金的形式")
    if facts.began_on and facts.ended_on and facts.ended_on < facts.began_on:
        raise BadSite("竣工日期早于开工日期。请核对这两个日期")
    if any(day and day < party_register.FIRST for day in (facts.began_on, facts.ended_on, facts.security_until)):
        raise BadSite(f"日期早于 {party_register.FIRST.year} 年。请核对年份")
    if facts.state == SiteFacts.State.BUILDING and not facts.began_on:
        raise BadSite("在建的项目要填开工日期")
    if facts.security == SiteFacts.Security.NONE and (facts.security_fen or facts.security_until):
        raise BadSite("写了保证金的金额或者到期日，形式却是“未存储”。请选存储的形式")


def _said(facts: Facts, before: Facts | None) -> str:
    """Return in words what is stated otherwise than before, of a new one all that was written; the labour officer without a name."""
    told = {name: value for name, value in vars(facts).items() if (value is not None if before is None else value != getattr(before, name))}
    return "，".join(f"{TITLES[name]} {word(name, value)}" for name, value in told.items())


def word(name: str, value: Any) -> str:
    """Return one stated fact in words; of the labour officer only whether there is one."""
    match name, value:
        case "trade", _:
            return str(SiteFacts.Trade(value).label)
        case "state", _:
            return str(SiteFacts.State(value).label)
        case "security", _:
            return str(SiteFacts.Security(value).label)
        case ("notice_board" | "labour_officer"), _:
            return "有" if value else "没有"
        case _, None:
            return "没有写"
        case ("contract_fen" | "security_fen"), _:
            return f"{in_yuan(value)} 元"
        case _:
            return str(value)
