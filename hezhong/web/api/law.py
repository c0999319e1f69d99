"""The law for other programs: what a time limit says of a day, what somebody may claim for facts. Open to all, as the law is."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Body, Field, Router, Schema

from hezhong.engine import confirmations
from hezhong.law import entitlement_answer, limit_answer
from hezhong.law.clock_events import BadEvents, moment
from hezhong.law.entitlement import Entitlement, by_id
from hezhong.law.facts import EARLIEST, LATEST, BadFacts, place_of
from hezhong.law.limit_answer import LimitAnswer, UnknownEntry
from hezhong.law.limit_plain import plain
from hezhong.law.model import NotInForce
from hezhong.web.api.answers import Trouble
from hezhong.web.api.troubles import NotUnderstood

router = Router()
WRONG = {404: Trouble, 422: Trouble}
HOME = "440000"


class LimitAsked(Schema):
    """What is asked of a time limit. events: as in docs/commands.md."""

    on: str = Field(description="起算日，如 2026-03-02；倒数的期限写开庭、听证等约定之日；小时写 2026-02-14T16:30")
    region: str = Field(HOME, description="六位行政区划代码")
    events: list[dict[str, Any]] = Field(default_factory=list, description="期限上发生的事：suspend、resume、restart、extend、toll、stop")


@router.post("/law/limits/{id}", response={200: dict[str, Any], **WRONG}, summary="算一条期限", auth=None)
def limit(request: HttpRequest, id: str, asked: LimitAsked) -> dict[str, Any]:
    """Return what one entry says of a day and a place."""
    return _answered(asked, lambda on, place, book: limit_answer.answer(id, on, place, book, asked.events))


@router.post("/law/duties/{code}", response={200: dict[str, Any], **WRONG}, summary="选出当地当日适用的期限", auth=None)
def duty(request: HttpRequest, code: str, asked: LimitAsked) -> dict[str, Any]:
    """Return the entry that binds there and then for a duty."""
    return _answered(asked, lambda on, place, book: limit_answer.resolve(code, on, place, book, asked.events))


def _answered(asked: LimitAsked, ask: Any) -> dict[str, Any]:
    wrong: dict[str, str] = {}
    on: date | None = None
    try:
        on = moment(asked.on, "on")
        if not EARLIEST <= date(on.year, on.month, on.day) <= LATEST:
            wrong["on"] = f"要在{EARLIEST}到{LATEST}之间"
    except ValueError as why:
        wrong["on"] = str(why)
    try:
        place = place_of(asked.region)
    except BadFacts as bad:
        wrong["region"] = str(bad.wrong[0][1])
    if wrong or on is None:
        raise NotUnderstood(wrong)
    try:
        found: LimitAnswer = ask(on, place, confirmations.book())
    except BadEvents as bad:
        raise NotUnderstood({"events": "；".join(bad.wrong)}) from None
    except UnknownEntry as unknown:
        raise Http404(str(unknown)) from None
    except NotInForce as none:
        raise NotUnderstood({"on": str(none)}) from None
    return plain(found, on, asked.region)


@router.get("/law/entitlements", response=list[dict[str, Any]], summary="能算的权利", auth=None)
def entitlements(request: HttpRequest) -> list[dict[str, Any]]:
    return entitlement_answer.listed(by_id())


@router.get("/law/entitlements/{id}", response={200: dict[str, Any], 404: Trouble}, summary="一项权利要问的事实", auth=None)
def facts_of(request: HttpRequest, id: str) -> dict[str, Any]:
    """Return the JSON schema of its facts."""
    return entitlement_answer.schema(_of(id))


@router.post("/law/entitlements/{id}", response={200: dict[str, Any], **WRONG}, summary="算一项权利", auth=None)
def reckon(request: HttpRequest, id: str, facts: Body[dict[str, Any]]) -> dict[str, Any]:
    """Return what may be claimed for the facts, by the figures confirmed here."""
    entitlement = _of(id)
    try:
        return entitlement_answer.answer(entitlement, entitlement.from_plain(facts, confirmations.book()))
    except BadFacts as bad:
        raise NotUnderstood(dict(bad.wrong)) from None


def _of(id: str) -> Entitlement:
    if id not in by_id():
        raise Http404(f"没有“{id}”这一项。可以算的有：{'、'.join(by_id())}")
    return by_id()[id]
