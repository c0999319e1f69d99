"""What inspectors do in the inspections of the demonstration, once a complaint is accepted or a clue is written down.

Each act goes through the engine as its page would let it; what has to be signed is signed by those who hold the posts.
"""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from hezhong.app.demo import texts
from hezhong.app.demo.acts import Complained, Do, print_out, where_it_is_now
from hezhong.directory import offices
from hezhong.domains.inspection import facts
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.steps import intake
from hezhong.engine import casefile, catalogue, filing, loading, papers, store
from hezhong.engine.answers import Money, Prose
from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.dossier import Moment, Opinion
from hezhong.engine.roles import EMPLOYER
from hezhong.engine.serving import Method
from hezhong.engine.store import Submission as Press
from hezhong.engine.vocabulary import Role

Given = Callable[[Complained, Moment], Any]
"""What an act is given, by the case and the day."""
AGREED = Opinion(True, "同意。")
REVIEWED = Opinion(True, "事实清楚，程序合法，裁量适当，同意。")


def clue(one: Complained, at: Moment) -> None:
    """An inspector writes down what was seen on the spot; the office of the place has the case."""
    office = offices.competent(Inspection.served_as, one.answers.place.place, at.happened_on)
    assert office is not None
    one.office = office.id
    given = facts.Clue(
        source=texts.SOURCES[one.number % len(texts.SOURCES)],
        employer=one.answers.employer,
        place=one.answers.place,
        violation=facts.Violation.WAGES if one.answers.amount else facts.Violation.HOURS,
        people=one.answers.heads,
        story=one.answers.story,
    )
    who = one.officer().asker(at.happened_on)
    one.case = filing.open_case(Inspection.code, intake(given), who, at, Press(f"demo/clue/{one.number}")).case_id


def act(name: str, given: Given, *posts: str, at_head: bool = False) -> Do:
    """Return an act of the inspector, or of the head, which those in these posts then sign on the same day."""

    def do(one: Complained, at: Moment) -> None:
        case, who = where_it_is_now(one), one.officer("head" if at_head else "").asker(at.happened_on)
        store.act(case, name, given(one, at), who, at)
        for post in posts:
            opinion = REVIEWED if post == "reviewer" else AGREED
            store.sign(case, name, opinion, one.officer(post).asker(at.happened_on), at)
        issue(one, at)

    return do


def proposed(name: str, given: Given) -> Do:
    """Return an act that waits for its first signature."""

    def do(one: Complained, at: Moment) -> None:
        store.act(where_it_is_now(one), name, given(one, at), one.officer().asker(at.happened_on), at)

    return do


def issue(one: Complained, at: Moment) -> None:
    """Sign off every draft of the case as it stands; the worker prints them."""
    issue_in(where_it_is_now(one), one, at)


def issue_in(case: UUID, one: Complained, at: Moment) -> None:
    who = one.officer().asker(at.happened_on)
    for paper, document, stage in papers.standing(case):
        if stage == "draft":
            store.act(case, "sign_off", SignOff(str(paper), document), who, at)


def serve(document: str, on: Role = EMPLOYER) -> Do:
    """Return the service of a sealed document on the employer, or on whoever else it is for, by hand."""

    def do(one: Complained, at: Moment) -> None:
        serve_in(where_it_is_now(one), document, one, at, on)

    return do


def serve_in(case: UUID, document: str, one: Complained, at: Moment, on: Role = EMPLOYER) -> None:
    print_out(case, document, at)
    (party,) = loading.look(case).dossier.holding(on)
    proof = "单位前台签收并盖章" if on is EMPLOYER else "本人签收"
    given = Service(document, on.name, party, method=Method.DIRECT, proof=proof)
    store.act(case, "serve", given, one.officer().asker(at.happened_on), at)


def in_child(code: str, *names: tuple[str, Given]) -> Do:
    """Return acts in the case of that kind beside the inspection, one after the other; the head's are marked by ``@``."""

    def do(one: Complained, at: Moment) -> None:
        child = _beside(one, code, at)
        for name, given in names:
            who = one.officer("head" if name.startswith("@") else "").asker(at.happened_on)
            store.act(child, name.removeprefix("@"), given(one, at), who, at)
        issue_in(child, one, at)

    return do


def serve_in_child(code: str, document: str) -> Do:
    """Return the service on the employer of a document of the case of that kind beside the inspection."""

    def do(one: Complained, at: Moment) -> None:
        serve_in(_beside(one, code, at), document, one, at)

    return do


def _beside(one: Complained, code: str, at: Moment) -> UUID:
    who, title = one.officer().asker(at.happened_on), catalogue.current().case_types[code].title
    links = casefile.view(where_it_is_now(one), who, at.happened_on, at.book).links
    found = next(link.url_id for link in links if link.below.startswith(title))
    assert found is not None
    return found


def take_beside(code: str) -> Do:
    """Return that the inspector takes the case of that kind beside the inspection, unless it came with them."""

    def do(one: Complained, at: Moment) -> None:
        child = _beside(one, code, at)
        if loading.look(child).dossier.assignee == "":
            store.act(child, "take", None, one.officer().asker(at.happened_on), at)

    return do


def pair(one: Complained) -> dict[str, Any]:
    other = "second" if one.handler == "inspector" else "inspector"
    return {"main": one.officer().signature(), "second": one.officer(other).signature()}


def owed(one: Complained) -> Money:
    """Return what the office found owed: most often what was asked for, now and then less."""
    asked = one.answers.amount or Money(4800 + 200 * (one.number % 17))
    return Money(asked * (texts.PROVED[one.number % len(texts.PROVED)]) // 100)


def in_days(at: Moment, days: int) -> Any:
    return at.happened_on + timedelta(days)


def summons(one: Complained, at: Moment) -> facts.Summons:
    """Each into a room and an hour of its own, as far as there are any."""
    rooms, hour = one.number % 12, 9 + one.number // 12 % 7
    return facts.Summons(
        **pair(one), about=Prose("工资支付和用工情况"), bring=Prose(texts.BRING), day=in_days(at, 4 + one.number % 4),
        start=time(hour), room=f"{2 + rooms % 4}楼询问室{1 + one.number % 11}",
    )  # fmt: skip
