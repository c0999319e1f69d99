"""An action as a form: for officers on the desk and for parties on the tracker alike."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_type_hints

from django.http import HttpRequest

from hezhong.engine import files
from hezhong.engine.answers import Evidence
from hezhong.engine.store import Submission
from hezhong.engine.uploads import BadUpload
from hezhong.engine.vocabulary import Action
from hezhong.kernel import understand
from hezhong.kernel.dates import spoken
from hezhong.kernel.fields import asked
from hezhong.kernel.understand import Unclear
from hezhong.web import clock
from hezhong.web.forms import Form
from hezhong.web.prefilled import raw_of, shared
from hezhong.web.surroundings import NOTHING, around
from hezhong.web.widgets.model import Choice, Raw

HANDED = "handed_in"
MOST_HANDED = 100


@dataclass(frozen=True)
class ActionForm:
    """A form with all that its page shows. refusal: why the engine said no; key: makes a second press harmless.

    day_error: why the day it happened on was not understood.
    """

    action: Action
    form: Form
    raw: Raw
    key: str
    seen: int
    happened_on: str = ""
    refusal: str = ""
    day_error: str = ""

    @property
    def errors(self) -> list[Any]:
        return self.form.errors

    @property
    def sound(self) -> bool:
        return not self.form.reading.errors and not self.day_error

    @property
    def given(self) -> Any:
        """Return what was filled in, as the action wants it."""
        return self.form.reading.answers(self.action.given) if self.action.given else None


Choices = Mapping[str, tuple[Choice, ...]]


def blank(
    request: HttpRequest, action: Action, seen: int, business: str, choices: Choices = NOTHING, facts: Any = None
) -> ActionForm:
    """Return the form before anything is typed, or as it was typed when it is only redrawn.

    facts: of the case; what it knows already stands there to be looked at and changed.
    """
    known = shared(facts, action.given) if facts is not None else {}
    raw = Raw({**raw_of(known, clock.today()), **_raw(request)})
    form = Form.of(action.given, raw, around(clock.today(), _handed(request), business, choices))
    return ActionForm(action, form, raw, new_key(), seen)


def sent(
    request: HttpRequest, action: Action, business: str, choices: Choices = NOTHING, *, complain: bool = True
) -> ActionForm:
    """Return the form as sent: files kept, everything read, errors named."""
    raw = _raw(request)
    bad = _take_files(request, action, raw)
    form = Form.of(action.given, raw, around(clock.today(), _handed(request), business, choices), complain=complain)
    for bound in form.fields:
        if bound.name in bad:
            bound.error = bad[bound.name]
            form.reading.errors[bound.name] = bad[bound.name]
            form.errors.append(bound)
    seen = request.POST.get("seen", "0")
    return ActionForm(
        action,
        form,
        raw,
        request.POST.get("key", "") or new_key(),
        int(seen) if seen.isdecimal() else 0,
        typed_day := request.POST.get("happened_on", ""),
        day_error=_day_error(typed_day) if complain else "",
    )


def submission(form: ActionForm) -> Submission:
    return Submission(form.key, form.seen or None)


def happened_on(text: str) -> date | None:
    """Return the day an officer typed, None for today. Raises Unclear."""
    if not text.strip():
        return None
    day = understand.day(text, clock.today())
    if day > clock.today():
        raise Unclear(f"{spoken(day)}还没有到。已经发生的事才能登记，请改成今天或以前的日子")
    return day


def _day_error(text: str) -> str:
    try:
        happened_on(text)
    except Unclear as unclear:
        return str(unclear)
    return ""


def _raw(request: HttpRequest) -> Raw:
    typed = request.POST if request.method == "POST" else request.GET
    return Raw.sent(typed.lists())


def _take_files(request: HttpRequest, action: Action, raw: Raw) -> dict[str, str]:
    """Keep each good file, so that another mistake in the form does not lose it."""
    errors: dict[str, str] = {}
    hints = get_type_hints(action.given) if action.given else {}
    for field in asked(action.given) if action.given else ():
        if hints[field.name] is not Evidence:
            continue
        for upload in request.FILES.getlist(f"{field.name}-new"):
            try:
                kept = files.take(upload, _by(request), clock.now())
            except BadUpload as bad:
                errors.setdefault(field.name, f"“{(upload.name or '')[:40]}”：{bad}")
                continue
            raw.setdefault(f"{field.name}-kept", []).append(str(kept.id))
            request.session[HANDED] = [*request.session.get(HANDED, []), str(kept.id)][-MOST_HANDED:]
    return errors


def _handed(request: HttpRequest) -> list[Any]:
    """Return the files this session has handed in: nobody can name another's."""
    return list(files.by_ids(request.session.get(HANDED, [])))


def _by(request: HttpRequest) -> str:
    return str(getattr(request, "acting_as", ""))


def refused(form: ActionForm, why: str) -> ActionForm:
    """Return the same form with the engine's refusal on top; everything typed stays."""
    return replace(form, refusal=why)


def new_key() -> str:
    """Return the key of a form: the same press twice does nothing twice."""
    return secrets.token_urlsafe(16)
