"""登记项目: an officer of the place enters a site with what the ledger asks of it, and states it anew when it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hezhong.directory import people, regions, site_facts
from hezhong.directory.changes import Author
from hezhong.directory.models import SiteFacts
from hezhong.directory.party_register import BadParty
from hezhong.directory.site_facts import BadSite, Facts, NewSite
from hezhong.directory.sites import SiteCard
from hezhong.early_warning.reading import is_for_inspection, may_enter
from hezhong.engine.answers import Money
from hezhong.kernel.fields import ask
from hezhong.kernel.identity import BadIdentity
from hezhong.kernel.money import in_yuan
from hezhong.kernel.names import BadName
from hezhong.web import clock
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.site_shown import AT, signed, site_of, told
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

WAYS = (("yes", "有"), ("no", "没有"))
LEFT = (("left", "原来的已经离岗，现在没有"),)
WRONG = (BadSite, BadParty, BadIdentity, BadName)


@dataclass(frozen=True, kw_only=True)
class Named:
    """A site as it is entered: what tells it from others, and who builds it for whom."""

    name: str = ask("项目名称", "和施工许可证一致", group="项目", most=80)
    number: str = ask("项目编号", "施工许可证或者项目审批文件上的编号", group="项目", most=40)
    region: str = ask("在哪里", group="项目")
    firm: str = ask("施工总承包单位名称", group="总承包", most=120)
    code: str = ask("统一社会信用代码", "有同名的、还没有登记过的要填", group="总承包", optional=True, default="", most=30)
    owner: str = ask("建设单位名称", group="建设单位", optional=True, default="", most=120)
    owner_code: str = ask("建设单位统一社会信用代码", "有同名的、还没有登记过的要填", group="建设单位", optional=True, default="", most=30)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What is stated of a site."""

    trade: str = ask("行业", group="工程")
    state: str = ask("工程状态", group="工程")
    began_on: date | None = ask("开工日期", "在建的要填", group="工程", optional=True, default=None, example="如：2026-3-1")
    ended_on: date | None = ask("竣工日期", group="工程", optional=True, default=None)
    contract: Money | None = ask("工程合同价款", group="工程", optional=True, default=None, unit="元", example="5000万")
    security: str = ask("工资保证金", "《保障农民工工资支付条例》第 32 条", group="工资保证金")
    security_amount: Money | None = ask("保证金金额", group="工资保证金", optional=True, default=None, unit="元", example="150万")
    security_until: date | None = ask("保函或者保险的到期日", group="工资保证金", optional=True, default=None, example="如：2027-12-31")
    board: str = ask("维权信息告示牌", "《保障农民工工资支付条例》第 34 条", group="公示和人员")
    person: str = ask("劳资专管员姓名", "《保障农民工工资支付条例》第 28 条", group="公示和人员", optional=True, default="", most=40)
    person_number: str = ask("劳资专管员身份证号", group="公示和人员", optional=True, default="", most=18)


@dataclass(frozen=True, kw_only=True)
class Entering(Stated, Named):
    """A new site."""


@dataclass(frozen=True, kw_only=True)
class Changing(Stated):
    """A site that stands; nothing typed for the labour officer leaves him as he is."""

    gone: tuple[str, ...] = ask("没有劳资专管员了", group="公示和人员", optional=True, default=())


@require_http_methods(["GET", "POST"])
@for_officers
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new site, and the site by POST."""
    who = officer(request)
    if who.post is None or not any(is_for_inspection(duties) for duties in who.asker.duties):
        raise PermissionDenied
    choices = {**_choices(), "region": _regions(who)}
    if request.method == "GET":
        return _shown(request, Form.of(Entering, Raw({}), around(clock.today(), choices=choices)))
    form = Form.of(Entering, Raw.sent(request.POST.lists()), around(clock.today(), choices=choices), complain=True)
    if form.reading.errors:
        return _shown(request, form, status=422)
    given: Entering = form.reading.answers(Entering)
    if not may_enter(who.asker, regions.place(given.region)):
        raise PermissionDenied
    site = NewSite(given.name, given.number, given.region, (given.firm, given.code), (given.owner, given.owner_code))
    try:
        token = site_facts.enter(site, _facts(given, None), Author(signed(who), clock.now()), _person(given))
    except WRONG as wrong:
        return _shown(request, form, refusal=str(wrong), status=422)
    return redirect("site", token)


@require_http_methods(["GET", "POST"])
@for_officers
def facts(request: HttpRequest, token: int) -> HttpResponse:
    """What is stated of a site as a form, filled in with what is known, and stated anew by POST."""
    card, who = site_of(request, token), officer(request)
    if not may_enter(who.asker, regions.place(card.region)):
        raise PermissionDenied
    before, choices = told(card), {**_choices(), "gone": LEFT}
    if request.method == "GET":
        return _shown(request, Form.of(Changing, _raw(before), around(clock.today(), choices=choices)), card, before)
    form = Form.of(Changing, Raw.sent(request.POST.lists()), around(clock.today(), choices=choices), complain=True)
    if form.reading.errors:
        return _shown(request, form, card, before, status=422)
    given: Changing = form.reading.answers(Changing)
    try:
        if given.gone and (given.person or given.person_number):
            raise BadSite("写了劳资专管员，又选了“现在没有”。请留一样")
        officer_now = None if given.gone or before is None else before.labour_officer
        site_facts.change(card.token, _facts(given, officer_now), Author(signed(who), clock.now()), _person(given))
    except WRONG as wrong:
        return _shown(request, form, card, before, str(wrong), 422)
    return redirect("site", card.token)


def _choices() -> Mapping[str, tuple[Choice, ...]]:
    of = {"trade": SiteFacts.Trade, "state": SiteFacts.State, "security": SiteFacts.Security}
    return {**{name: tuple((str(code), str(title)) for code, title in kind.choices) for name, kind in of.items()}, "board": WAYS}


def _regions(who: Officer) -> tuple[Choice, ...]:
    """Return the counties and towns of the officer's place; of a whole province only counties, and towns of cities without them."""
    assert who.post is not None
    own = who.post.place.path[-1]
    found: list[Choice] = []
    waiting = [own]
    while waiting:
        code = waiting.pop(0)
        level = regions.level(code)
        if level in ("county", "town"):
            found.append((code, regions.full_name(code)))
        if level != "county" or regions.level(own) != "province":
            waiting += [below for below, _ in regions.children(code)]
    return tuple(sorted(found))


def _person(given: Stated) -> site_facts.Officer | None:
    """Return the labour officer that was typed. Raises BadSite for half of one."""
    if not given.person and not given.person_number:
        return None
    if not given.person or not given.person_number:
        raise BadSite("劳资专管员要写姓名，也要写身份证号")
    return site_facts.Officer(given.person, given.person_number)


def _facts(given: Stated, labour_officer: int | None) -> Facts:
    return Facts(
        given.trade, given.state, _fen(given.contract), given.began_on, given.ended_on, given.security, _fen(given.security_amount),
        given.security_until, given.board == "yes", labour_officer,
    )  # fmt: skip


def _fen(money: Money | None) -> int | None:
    return None if money is None else int(money * 100)


def _raw(known: Facts | None) -> Raw:
    """Return what is known as it would be typed; the labour officer is never told back."""
    if known is None:
        return Raw({})
    typed: dict[str, Any] = {
        "trade": known.trade, "state": known.state, "began_on": known.began_on, "ended_on": known.ended_on,
        "contract": in_yuan(known.contract_fen) if known.contract_fen is not None else None, "security": known.security,
        "security_amount": in_yuan(known.security_fen) if known.security_fen is not None else None, "security_until": known.security_until,
        "board": "yes" if known.notice_board else "no",
    }  # fmt: skip
    return Raw({name: [str(value)] for name, value in typed.items() if value is not None})


def _shown(
    request: HttpRequest, form: Form, card: SiteCard | None = None, known: Facts | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    person = known.labour_officer if known else None
    name = people.names_of([person]).get(person, "") if person else ""
    return page(request, "desk/site_form.html", AT, status, form=form, card=card, officer_now=name, refusal=refusal)
