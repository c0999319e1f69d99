"""An employer's person registers: named, reached by a phone that answers, admitted by a served paper or by an office."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hezhong.directory import authorised
from hezhong.directory.authorised import Application, NotAdmitted
from hezhong.directory.changes import Author
from hezhong.directory.models import Authorised
from hezhong.engine import drafts, electronic
from hezhong.engine.answers import Person, Phone
from hezhong.engine.drafts import TooMany
from hezhong.kernel import credit_code
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.fields import ask
from hezhong.web import clock, visits
from hezhong.web.employer import entering
from hezhong.web.employer.pages import is_employers, page
from hezhong.web.forms import Form
from hezhong.web.public.filing import digits
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Raw

PURPOSE = "employer"
NO_PAPER = "没有找到这份文书。核验码在文书最后一页二维码旁边，12 位，如 7K3P-92QD-X4MF；没有的留空"
WRONG_CODE = "验证码不对，或者过了 10 分钟。请再看一看短信，或者再发一次"
TOO_SOON = "一分钟内刚发过一次，短信可能还在路上。"


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What is asked of who wants to stand for an employer."""

    code: str = ask("统一社会信用代码", "营业执照上的 18 位", most=40)
    firm: str = ask("单位全称", "和营业执照上的一样", most=100)
    person: Person = ask("经办人", "以后的每一步都记在这个人名下")
    phone: Phone = ask("经办人手机号", "登录和收通知都用它")
    paper: str = ask(
        "文书上的核验码", "收到过送给本单位的文书的，填了马上开通。没有的留空，等人社部门核对授权委托书", most=40, optional=True, default=""
    )


@dataclass
class Registering:
    """The form with its second half: the code that was sent, and the password. asks_code: the first half is sound."""

    form: Form
    asks_code: bool = False
    notice: str = ""
    sent: str = ""
    sent_error: str = ""
    password_error: str = ""
    refusal: str = ""
    status: int = 200

    def wrong(self, name: str, why: str) -> None:
        """Show an error beside the field of this name."""
        for bound in self.form.fields:
            if bound.name == name:
                self.form.errors.append(replace(bound, error=why))
        self.form.fields[:] = [replace(each, error=why) if each.name == name else each for each in self.form.fields]
        self.status = 422


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask who it is and for whom; send a code to the phone; then take the code and a password."""
    if is_employers(request):
        return redirect("employer")
    posted = request.method == "POST"
    raw = Raw.sent(request.POST.lists())
    typed = Registering(Form.of(Registration, raw, around(clock.today()), complain=posted), "asked" in request.POST)
    if posted:
        try:
            if (response := _registered(request, typed)) is not None:
                return response
        except TooMany as many:
            typed.refusal, typed.status = str(many), 429
        except NotAdmitted as why:
            typed.refusal, typed.status = str(why), 422
    response = page(request, "employer/register.html", typed.status, r=typed)
    response["Cache-Control"] = "no-store"
    return response


def _registered(request: HttpRequest, typed: Registering) -> HttpResponse | None:
    """Return where it leads, or None when something is still to be typed. Raises TooMany, NotAdmitted."""
    visits.check(request, visits.MISSES, clock.now())
    given, paper = _first_half(request, typed)
    if given is None:
        typed.status, typed.asks_code = 422, False
        return None
    phone = given.phone.typed
    if not typed.asks_code or "resend" in request.POST:
        visits.spend(request, visits.CODES, clock.now())
        typed.notice = "" if drafts.send_phone_code(phone, PURPOSE, clock.now()) else TOO_SOON
        typed.asks_code = True
        return None
    if not _second_half(request, typed, phone):
        typed.status = 422
        return None
    applicant = _applied(request, given, paper)
    return entering.admitted(request, applicant.account_id) or entering.let_in(request, applicant.account)


def _first_half(request: HttpRequest, typed: Registering) -> tuple[Registration | None, tuple[UUID, int] | None]:
    """Return what was typed with the paper it names; None where something of it is wrong, which is then shown."""
    if typed.form.reading.errors:
        return None, None
    given: Registration = typed.form.reading.answers(Registration)
    try:
        given = replace(given, code=credit_code.normalise(given.code))
        authorised.check_name(given.code, given.firm)
    except BadCreditCode as wrong:
        typed.wrong("code", str(wrong))
    except NotAdmitted as other:
        typed.wrong("firm", str(other))
    paper = electronic.paper_of_firm(given.paper) if given.paper else None
    if given.paper and paper is None:
        visits.count(request, visits.MISSES, clock.now())
        typed.wrong("paper", NO_PAPER)
    elif paper is not None and (why := authorised.not_by(*paper, given.code)):
        typed.wrong("paper", why)
    return (None if typed.form.errors else given), paper


def _second_half(request: HttpRequest, typed: Registering, phone: str) -> bool:
    """Return whether password and code are right; the code is tried last, since a right one is spent by trying."""
    typed.sent = request.POST.get("sent", "").strip()[:20]
    try:
        validate_password(request.POST.get("password", ""), get_user_model()(shown_name=phone))
    except ValidationError as weak:
        short = any(each.code == "password_too_short" for each in weak.error_list)
        typed.password_error = "密码至少 10 位，请再长一点" if short else "这个密码太常见，别人猜得到。请换一个"
        return False
    if not drafts.check_phone_code(phone, PURPOSE, digits(typed.sent), clock.now()):
        visits.count(request, visits.MISSES, clock.now())
        typed.sent_error = WRONG_CODE
        return False
    return True


def _applied(request: HttpRequest, given: Registration, paper: tuple[UUID, int] | None) -> Authorised:
    """Write the applicant down, and admit at once who has the code of a served paper. Raises NotAdmitted."""
    who: Any = given.person.typed
    application = Application(given.code, given.firm, who.reached_at(given.phone.typed), make_password(request.POST["password"]))
    with transaction.atomic():
        applicant = authorised.apply(application, clock.now())
        if paper is not None:
            author = Author(authorised.shown(given.firm, who.name), clock.now())
            authorised.admit_by_paper(applicant, *paper, clock.today(), author)
    return applicant
