"""The trail and the approvals of a case, as lines for a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from hezhong.engine import catalogue, words
from hezhong.engine.case_type import Assignment, ChildClosed, Correction, Recusal, Service, SignOff
from hezhong.engine.dossier import Actor, Dossier, Event, Opening, Proposal, Stage, standing
from hezhong.engine.roles import BY_NAME
from hezhong.engine.views import ApprovalLine, ApprovalView, EventLine
from hezhong.engine.vocabulary import Action, Document
from hezhong.kernel.dates import spoken


def events(dossier: Dossier[Any], names: Mapping[str, str]) -> Iterator[EventLine]:
    """Yield the trail, newest first; what was struck out stays, marked."""
    held = {event.number: event for event in standing(dossier.events)}
    for event in reversed(dossier.events):
        correction = isinstance(event.given, Correction)
        true = held.get(event.number, event)
        yield EventLine(
            number=event.number,
            title=_title(event),
            says=_says(dossier, event, names),
            by=names.get(event.actor, "系统" if not event.actor else ""),
            article=_article(event),
            happened_on=true.happened_on,
            recorded_at=event.recorded_at,
            struck=not correction and event.number not in held,
        )


def approvals(dossier: Dossier[Any], actor: Actor, names: Mapping[str, str]) -> Iterator[ApprovalView]:
    """Yield the actions that wait for signatures."""
    for name, proposal in dossier.proposals.items():
        action: Action = dossier.case_type.words(Action)[name]
        mine = action.signed_by[len(proposal.opinions)] in actor.roles
        own = actor.person in (proposal.by, *proposal.signers)
        given = tuple((label, said) for _, label, said in words.lines(proposal.given, names))
        yield ApprovalView(name, action.title, tuple(_signers(dossier, action, proposal, names)), mine and not own, given)


def _title(event: Event) -> str:
    """Return what was done: 立案（报批）, 立案（同意）, 立案."""
    return event.action.title if event.stage is Stage.DONE else f"{event.action.title}（{event.stage.value}）"


def _says(dossier: Dossier[Any], event: Event, names: Mapping[str, str]) -> str:
    given = event.given
    if event.opinion and event.opinion.text:
        return event.opinion.text
    if isinstance(given, Opening):
        return given.about
    if isinstance(given, SignOff):
        signed: Document = dossier.case_type.words(Document)[given.document]
        return signed.title
    if isinstance(given, Assignment):
        return names.get(given.officer, "")
    if isinstance(given, Correction):
        wrong = dossier.events[given.event - 1]
        done = f"“{_title(wrong)}”实际发生在{spoken(given.happened_on)}" if given.happened_on else f"撤销“{_title(wrong)}”"
        return f"{done}；{given.reason}"
    if isinstance(given, ChildClosed):
        kind = catalogue.current().case_types.get(given.case_type)
        return f"{kind.title if kind else ''}{given.number}：{given.outcome}"
    if isinstance(given, Recusal):
        return f"{names.get(given.officer, '')}；{given.reason}"
    if isinstance(given, Service):
        document: Document = dossier.case_type.words(Document)[given.document]
        outcome = "" if given.delivered else f"{given.result}，"
        later = f"，{spoken(event.effective_on)}视为送达" if event.effective_on else ""
        return f"{document.title}，{given.method}，{outcome}{names.get(given.party, BY_NAME[given.on].title)}{later}"
    told = [f"{label}：{said}" for _, label, said in words.lines(given, names)]
    return "；".join((*(each.rstrip("。；") for each in told[:-1]), *told[-1:]))


def _article(event: Event) -> str:
    cited = event.action.cites or next((tick.under for tick in event.ticks if tick.under), None)
    return str(cited or "")


def _signers(
    dossier: Dossier[Any], action: Action, proposal: Proposal, names: Mapping[str, str]
) -> Iterator[ApprovalLine]:
    """Yield who proposed, who has signed with which opinion, and whose turn it is."""
    proposed = next(e for e in reversed(dossier.events) if e.action is action and e.stage is Stage.PROPOSED)
    yield ApprovalLine(names.get(proposal.by, ""), "报批", "", proposed.recorded_at, "done")
    signed = [e for e in dossier.events[proposed.number :] if e.action is action and e.stage is Stage.SIGNED]
    for number, role in enumerate(action.signed_by):
        if number < len(signed):
            event = signed[number]
            opinion = event.opinion.text if event.opinion else ""
            yield ApprovalLine(names.get(event.actor, ""), role.title, opinion, event.recorded_at, "done")
        else:
            yield ApprovalLine("", role.title, "", None, "now" if number == len(signed) else "next")
