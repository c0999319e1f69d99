"""Actions that the engine declares with tokens and numbers, as a person fills them in: by choosing, or by name.

The engine's own words (``case_type``) name an officer, a party or an event by token or number. Nobody types those:
here the officer chooses from a list, or writes who it is, and the answer becomes what the engine wants.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hezhong.directory import officers
from hezhong.engine import collective
from hezhong.engine.answers import Employer, Person, Phone
from hezhong.engine.case_type import CaseType, Correction, Joining
from hezhong.engine.roles import EMPLOYER, PARTIES, RESPONDENT
from hezhong.engine.tokens import registered
from hezhong.engine.views import CaseView, EventLine
from hezhong.engine.vocabulary import Action, Document
from hezhong.kernel.dates import spoken
from hezhong.kernel.fields import Answers, ask
from hezhong.web.acting import Choices

NOT_ON_A_CASE = {"toll"}
SHORT = 24  # signs, of what an event says
"""An order for a whole region is not given on the page of one case."""
FIRMS = {EMPLOYER.name, RESPONDENT.name}


def _is_firm(answers: Answers) -> bool:
    return answers.get("role") in FIRMS


def _is_person(answers: Answers) -> bool:
    return bool(answers.get("role")) and not _is_firm(answers)


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who takes part from now on."""

    role: str = ask("身份", group="当事人")
    person: Person = ask("姓名和证件", group="当事人", when=_is_person, default=Person())
    phone: Phone = ask("手机号", group="当事人", when=_is_person, example="13800005521", default=Phone())
    employer: Employer = ask("单位", "名称，或者统一社会信用代码", group="当事人", when=_is_firm, default=Employer())
    elected: bool = ask("是否代表人", "人多的时候由大家推选", group="当事人", when=_is_person, default=False)


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """What is wrong in the trail, and what is true."""

    event: int = ask("更正哪一条", group="更正")
    true_day: date | None = ask(
        "实际是哪天", "写了就改到那天；不写就撤销这一条，只有最后一条能撤销", group="更正", example="10月23日", optional=True, default=None
    )
    reason: str = ask("更正理由", "写明怎么记错的", group="更正", most=500, wide=True)


ASKED_INSTEAD: dict[str, type] = {"join": Newcomer, "correct": Mistake}


def asked_of(action: Action) -> Action:
    """Return the action as its form asks for it."""
    if action.name not in ASKED_INSTEAD:
        return action
    asked = replace(action, given=ASKED_INSTEAD[action.name])
    asked.__set_name__(CaseType, action.name)  # a copy stands in no class body that would name it
    return asked


def choices(action: Action, view: CaseView, office: int, person: str, on: date) -> Choices:
    """Return what the fields of the form may be chosen from."""
    match action.name:
        case "assign" | "recuse_officer":
            return {"officer": _staff(office, on)}
        case "gather":
            return {"cases": collective.candidates(view.id, person)}
        case "let_go":
            return {"case": tuple((member.number, f"{member.number}　{member.who}") for member in view.members)}
        case "elect":
            own = (view.number, f"{view.number}　{'、'.join(p.name for p in view.parties[:1])}")
            return {"cases": (own, *((member.number, f"{member.number}　{member.who}") for member in view.members))}
        case "join":
            return {"role": _roles(view)}
        case "correct":
            return {"event": tuple(_events(view))}
        case _:
            return {"people": _staff(office, on)} if action.books else {}


def _staff(office: int, on: date) -> tuple[tuple[str, str], ...]:
    """Return the officers of the office, each once."""
    return tuple({str(token): f"{name}（{post}）" for token, name, post in officers.of_office(office, on)}.items())


def _roles(view: CaseView) -> tuple[tuple[str, str], ...]:
    """Return the roles of parties that the case type speaks of, and those somebody holds already."""
    case_type = view.raw.case_type
    spoken_of = {role for action in case_type.own(Action).values() for role in action.roles}
    spoken_of |= {role for document in case_type.words(Document).values() for role in document.to}
    held = {party.role for party in view.raw.parties}
    return tuple((role.name, role.title) for role in PARTIES if role in spoken_of or role.name in held)


def _events(view: CaseView) -> list[tuple[str, str]]:
    shown = [event for event in view.events if not event.struck and event.number > 1 and event.title != "更正记录"]
    titles = [event.title for event in shown]
    return [(str(event.number), _named(event, alone=titles.count(event.title) == 1)) for event in shown]


def _named(event: EventLine, *, alone: bool) -> str:
    """Return an event as it is told from others of its title: 签发文书（受理通知书），9月11日（周五），薛磊."""
    what = "" if alone or not event.says else f"（{event.says[:SHORT]}）"
    return f"{event.title}{what}，{spoken(event.happened_on)}，{event.by}"


def meant(given: Any) -> Any:
    """Return what the engine wants for what was filled in. Raises BadIdentity, BadName."""
    match given:
        case Newcomer():
            return _joining(given)
        case Mistake():
            return Correction(given.event, given.reason, given.true_day)
        case _:
            return given


def _joining(given: Newcomer) -> Joining:
    if given.role in FIRMS:
        firm: Employer = registered(given.employer)
        return Joining(given.role, str(firm.token), given.elected)
    typed = given.person.typed
    person: Person = registered(Person(typed=typed.reached_at(given.phone.typed)) if typed else given.person)
    return Joining(given.role, str(person.token), given.elected, str(person.contact or ""))
