"""How each errand is done, for the worker. See ``errands`` for when they are left."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hezhong.engine import core, loading, papers, store
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.errands import ANNUL_CHILD, SEAL_PAPER, TELL_PARENT, Run
from hezhong.engine.models import Case, Errand
from hezhong.engine.renderer import Renderer


def chores(renderer: Renderer) -> Mapping[str, Run]:
    """Return kind -> how it is done. ``renderer``: the port that app binds."""

    def seal(errand: Errand, at: Moment) -> None:
        papers.seal(UUID(errand.data["paper"]), renderer, at)

    return {TELL_PARENT: tell_parent, ANNUL_CHILD: annul_child, SEAL_PAPER: seal}


def tell_parent(errand: Errand, at: Moment) -> None:
    """Record in the parent that its child has ended, and what follows from how it ended."""
    child = loading.look(errand.case_id).dossier
    parent = errand.case.parent_id
    assert parent is not None
    told = core.report(child)

    def heard(dossier: Dossier[Any]) -> list[Event]:
        return [core.decide(dossier, "child_closed", core.THE_CLOCK, at, told)]

    store.by_clock(parent, heard, at)
    store.by_clock(parent, lambda dossier: core.echo(dossier, at, child.done[-1].given), at)


def annul_child(errand: Errand, at: Moment) -> None:
    """End the case that a struck-out event had opened; one that is over already stays as it is."""
    for child_id in Case.objects.filter(parent=errand.case_id, parent_event=errand.data["event"]).values_list("id"):
        store.by_clock(child_id[0], lambda dossier: _annulled(dossier, at), at)


def _annulled(dossier: Dossier[Any], at: Moment) -> list[Event]:
    try:
        return [core.annul(dossier, at, "发起本案的记录已被撤销")]
    except Refused:
        return []
