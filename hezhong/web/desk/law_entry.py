"""The form for one figure of law: which place and which case, what it says, since when, from which document and what was read."""

from dataclasses import dataclass, make_dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from hezhong.directory import regions
from hezhong.engine import proposals
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from hezhong.engine.proposals import FAR, OVER, Proposal
from hezhong.engine.uploads import BadUpload
from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.kernel.understand import Unclear
from hezhong.law.parameter_files import CLASS_OF_CITY, Shape, cities_of_class, parameters, shape, values
from hezhong.web import clock
from hezhong.web.desk import law_lines, law_words
from hezhong.web.desk.law_proposals import me, others
from hezhong.web.desk.pages import for_staff, is_administrator, page
from hezhong.web.forms import Form
from hezhong.web.surroundings import around
from hezhong.web.widgets.model import Choice, Raw

NATIONWIDE = "CN"
CLASSES = (1, 2, 3, 4)
WHAT, SOURCE = "数值", "来源"
PART = "part_"


@dataclass(frozen=True)
class Tick:
    """A warning that the proposer has to answer. wrong: where the summary of errors leads."""

    name: str
    error: str
    on: bool

    @property
    def wrong(self) -> str:
        return f"id-{self.name}"


@require_http_methods(["GET", "POST"])
@for_staff
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Show the form of a figure, or keep what was typed as a proposal for another administrator."""
    if not is_administrator(request):
        raise PermissionDenied
    if name not in parameters():
        raise Http404("没有这一项")
    if request.method == "GET":
        return _shown(request, name, _form(name, _chosen(request, name)))
    raw, moment = Raw.sent(request.POST.lists()), clock.moment()
    form = _form(name, raw, complain=True)
    document, unfit = _document(request, raw, moment.recorded_at)
    given, wrong = _given(name, form, raw)
    if given is None or unfit:
        return _shown(request, name, _marked(form, wrong), 422, refusal=unfit, document=document)
    given = replace(given, document=document.id if document else None)
    if found := dict(proposals.objections(given, moment.book)):
        ticks = [Tick(each, found.pop(each), each in given.sure) for each in (FAR, OVER) if each in found]
        beside = "；".join(why for field, why in found.items() if field not in {bound.name for bound in form.fields})
        return _shown(request, name, _marked(form, found), 422, ticks=ticks, refusal=beside, document=document)
    try:
        number = proposals.propose(given, me(request), moment.recorded_at)
    except Refused as refused:  # somebody else was quicker
        return _shown(request, name, form, 422, refusal=str(refused), document=document)
    return redirect("value-proposal", number)


def _document(request: HttpRequest, raw: Raw, at: datetime) -> tuple[Any, str]:
    """Return the copy of the document that came with this form or with an earlier try, and why a new one was not taken."""
    before = proposals.handed_in_before(raw.one("document"), me(request))
    upload: Any = request.FILES.get("new-document")
    if not upload:
        return before, ""
    try:
        return proposals.handed_in(upload, me(request), at), ""
    except BadUpload as bad:
        return before, str(bad)


def _shown(request: HttpRequest, name: str, form: Form, status: int = 200, **beside: Any) -> HttpResponse:
    """Return the page. beside: ticks to be answered, why nothing was kept, the document handed in so far."""
    moment = clock.moment()
    lines = [each for each in law_lines.every(moment.book, moment.happened_on) if each.name == name and not each.past]
    return page(
        request,
        "desk/law_entry.html",
        "law-values",
        status,
        name=name,
        words=parameters()[name],
        form=form,
        errors=[*form.errors, *beside.get("ticks", ())],
        **beside,
        lines=list(law_lines.said_once(lines)),
        others=others(request),
        classes=name == CLASS_OF_CITY,
    )


def _chosen(request: HttpRequest, name: str) -> Raw:
    """Return what a button on the page of figures has chosen already; a place that is the only one is chosen too."""
    raw = Raw({key: [request.GET[key][:40]] for key in ("region", "case", "since", "until") if key in request.GET})
    regions_here, cases = _regions(name), _cases(name)
    raw.setdefault("region", [regions_here[0][0]] if len(regions_here) == 1 else [""])
    raw.setdefault("case", [cases[0][0]] if len(cases) == 1 else [""])
    return raw


def _form(name: str, raw: Raw, *, complain: bool = False) -> Form:
    choices = {"region": _regions(name), "case": _cases(name)}
    return Form.of(_asked(name, shape(name)), raw, around(clock.today(), choices=choices), complain=complain)


def _asked(name: str, wanted: Shape) -> type[Any]:
    """Return the dataclass whose fields ask for a figure of this shape."""
    unit, words = law_words.unit(name), parameters()[name].words
    fields: list[Any] = [("region", str, ask("适用地区", group=WHAT))]
    if len(wanted.cases) > 1:
        fields.append(("case", str, ask("哪一种情形", group=WHAT)))
    match wanted.kind:
        case "amount":
            fields.append(("amount", str, ask(f"数值（{unit}）" if unit else "数值", "按文件上的写", group=WHAT, most=20)))
        case "parts":
            fields += [(PART + part, str, ask(_part_label(words[part], unit), group=WHAT, most=20)) for part in wanted.parts]
        case "members":
            fields.append(("members", Prose, ask("包括哪些", "一行写一项", group=WHAT, most=2000)))
        case _:
            fields.append(("text", Prose, ask("内容", "按文件上的写", group=WHAT, most=500)))
    fields += [
        ("since", date, ask("从哪天起施行", group=SOURCE, example="2026-9-1")),
        ("until", date | None, ask("到哪天为止", "还在施行的不用填", group=SOURCE, optional=True, default=None)),
        ("cites", str, ask("文件", "文件名称和文号", group=SOURCE, example="粤府函〔2025〕23号", most=120)),
        ("seen", str, ask("看了哪里", "哪一份、哪一页或者哪一条，从哪里得到的", group=SOURCE, example="省政府网站公布的原文，附件第1页", most=200)),
    ]
    return make_dataclass("Entering", fields, frozen=True, kw_only=True)


def _part_label(word: str, unit: str) -> str:
    return word if "（" in word or not unit else f"{word}（{unit}）"


def _regions(name: str) -> tuple[Choice, ...]:
    """Return where the figure can be set: as the files have it, every city where each has its own, a class of cities at once."""
    words, here = parameters()[name], dict.fromkeys(each.place for each in values() if each.name == name)
    if words.classes or words.expected_since is not None:
        here |= dict.fromkeys(GUANGDONG / code for code, _ in regions.children(GUANGDONG.path[-1]))
    single = tuple(sorted((place.path[-1] if place.path else NATIONWIDE, law_words.where(place)) for place in here))
    today = clock.today()
    classes = tuple((f"class:{n}", law_words.places(cities_of_class(n, today), today)) for n in CLASSES) if words.classes else ()
    return classes + single


def _cases(name: str) -> tuple[Choice, ...]:
    return tuple((case, law_words.case_words(name, case) or "一般情形") for case in shape(name).cases if case or len(shape(name).cases) > 1) or (("", "一般情形"),)


def _given(name: str, form: Form, raw: Raw) -> tuple[Proposal | None, dict[str, str]]:
    """Return the proposal that was typed, or None and field -> what is wrong. What the form itself refused is marked there."""
    told, wrong = form.reading.values, {}
    amounts: dict[str, Any] = {}
    for field in (each for each in told if each == "amount" or each.startswith(PART)):
        try:
            amounts[field] = law_words.typed(told[field], name)
        except Unclear as unclear:
            wrong[field] = str(unclear)
    if wrong or form.reading.errors:
        return None, wrong
    members = tuple(_code(name, line.strip()) for line in told.get("members", "").splitlines() if line.strip())
    return Proposal(
        name,
        _places(told["region"], told["since"]),
        told["since"],
        told["cites"],
        told["seen"],
        told.get("until"),
        told.get("case", shape(name).cases[0]),
        amounts.pop("amount", None),
        tuple((field.removeprefix(PART), value) for field, value in amounts.items()),
        members,
        str(told.get("text", "")),
        frozenset(each for each in (FAR, OVER) if raw.one(each) == "yes"),
    ), {}


def _places(region: str, since: date) -> tuple[Place, ...]:
    """Return the places of a choice: of a class of cities those that are of it on the first day."""
    if region.startswith("class:"):
        return cities_of_class(int(region.removeprefix("class:")), since)
    return (NATION if region == NATIONWIDE else regions.place(region),)


def _code(name: str, text: str) -> str:
    """Return one of a list as it is kept: of a class of cities the code of the city."""
    if name != CLASS_OF_CITY:
        return text
    cities = {called.removesuffix("市"): code for code, called in regions.children(GUANGDONG.path[-1])}
    return cities.get(text.removesuffix("市"), text)


def _marked(form: Form, wrong: dict[str, str]) -> Form:
    """Return the form with what is wrong at its fields."""
    for bound in form.fields:
        if bound.name in wrong:
            bound.error = wrong[bound.name]
            bound.wrong = bound.anchor
            bound.described = f"{bound.described} {bound.name}-error".strip()
            form.errors.append(bound)
    return form
