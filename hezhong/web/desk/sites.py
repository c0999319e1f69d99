"""项目: who has which part in a site, kept by officers of its place, and what was handed in about it."""

from pathlib import PurePath
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hezhong.directory import party_register, regions, site_parties, wage_accounts
from hezhong.directory.changes import Author
from hezhong.directory.models import SiteParty
from hezhong.directory.party_register import BadParty
from hezhong.directory.sites import SiteCard
from hezhong.directory.wage_accounts import BadAccount
from hezhong.early_warning import viewings
from hezhong.early_warning.reading import is_for_inspection, may_enter, reads_a_case
from hezhong.early_warning.vocabulary import Subject
from hezhong.engine import site_uploads
from hezhong.kernel import understand
from hezhong.kernel.understand import Unclear
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.faults import WrongCell
from hezhong.web import clock, handing_page
from hezhong.web.asking import Officer, officer
from hezhong.web.desk.pages import for_officers, page
from hezhong.web.desk.site_shown import AT, lines, signed, site_of, told

FIELDS = ("step", "role", "firm", "code", "since", "party", "until", "account", "bank")
NO_FILE = "没有这个文件，或者您没有查阅这个项目预警案件的权限"


@require_safe
@for_officers
def index(request: HttpRequest) -> HttpResponse:
    """The sites of the officer's place, and one search over them."""
    who, text = officer(request), request.GET.get("q", "").replace("\0", "").strip()[:60]
    if who.post is None or not any(is_for_inspection(duties) for duties in who.asker.duties):
        raise PermissionDenied
    found = site_parties.sites_in(who.post.place, text)
    return page(request, "desk/sites.html", AT, sites=found, q=text, many=len(found) >= site_parties.MOST_SHOWN)


@require_http_methods(["GET", "POST"])
@for_officers
def show(request: HttpRequest, token: int) -> HttpResponse:
    """The site; by POST a party is added or ended, or a wage account registered."""
    card = site_of(request, token)
    if request.method == "GET":
        return _shown(request, card)
    who = officer(request)
    if not may_enter(who.asker, regions.place(card.region)):
        raise PermissionDenied
    try:
        _changed(request, card, Author(signed(who), clock.now()))
    except (BadParty, BadAccount, Unclear, WrongCell) as wrong:
        return _shown(request, card, str(wrong), 422)
    return redirect("site", card.token)


@require_safe
@for_officers
def file(request: HttpRequest, token: int, handed: UUID) -> HttpResponse:
    """A file about the site as it was handed in; that somebody opened it is kept."""
    card, who = site_of(request, token), officer(request)
    found = site_uploads.opened(handed, card.token) if _may_open(who, card) else None
    if found is None:
        raise Http404(NO_FILE)
    original, rows = found
    about = viewings.Page(Subject.SITE, card.token, "site", f"{original.title}（{handed}）")
    viewings.note(about, rows, (who.standing.token, signed(who)), clock.now())
    ending = "".join(sign for sign in PurePath(original.title).suffix.lower() if sign.isascii() and sign.isalnum())[:8]
    return handing_page.sent(original.data, "application/octet-stream", f"handed-{str(handed)[:8]}.{ending or 'dat'}")


def _may_open(who: Officer, card: SiteCard) -> bool:
    """Return whether somebody may open what tells of single workers: who may read a case that a warning of the site opened."""
    return reads_a_case(who.asker, Subject.SITE, card.token, clock.today())


def _changed(request: HttpRequest, card: SiteCard, author: Author) -> None:
    """Do what was asked for. Raises BadParty, BadAccount, Unclear, WrongCell."""
    typed = {name: request.POST.get(name, "").replace("\0", "").strip()[:120] for name in FIELDS}
    match typed["step"]:
        case "add":
            day = understand.day(typed["since"], author.at.date())
            party_register.enter(card.token, (typed["firm"], typed["code"]), typed["role"], day, author)
        case "end":
            party_register.end(card.token, typed["party"], understand.day(typed["until"], author.at.date()), author)
        case "account":
            wage_accounts.register(card.token, cells.account(typed["account"]), typed["bank"], author)
        case _:
            raise BadParty("请按页面上的按钮：登记，或者结束")


def _shown(request: HttpRequest, card: SiteCard, error: str = "", status: int = 200) -> HttpResponse:
    who, known = officer(request), told(card)
    return page(
        request, "desk/site.html", AT, status, card=card, facts=lines(known) if known else (), error=error, given=request.POST, parties=party_register.listed(card.token),
        wage_accounts=wage_accounts.listed(card.token),
        roles=SiteParty.Role.choices, may_enter=may_enter(who.asker, regions.place(card.region)), uploads=site_uploads.of_site(card.token),
        most=site_uploads.LISTED, may_open=_may_open(who, card),
    )  # fmt: skip
