"""How each errand is done, for the worker. See ``errands`` for when they are left."""

import logging
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from hezhong.engine import core, errands, loading, papers, store, whole_file
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Dossier, Event, Moment
from hezhong.engine.errands import ANNUL_CHILD, PRINT_WHOLE, SEAL_PAPER, TELL_PARENT, Run
from hezhong.engine.models import Case, Errand

log = logging.getLogger(__name__)


def tell_parent(errand: Errand, at: Moment) -> None:
    """Record in the parent that its child has ended, and what follows from how it ended.

    An end that was struck out in the meantime is none; another errand tells of the next.
    """
    child = loading.look(errand.case_id).dossier
    parent = errand.case.parent_id
    assert parent is not None
    end = next((event for event in child.done if event.number == errand.data["event"]), None)
    if end is None:
        return
    told = core.report(child)

    def heard(dossier: Dossier[Any]) -> list[Event]:
        return [core.decide(dossier, "child_closed", core.THE_CLOCK, at, told)]

    store.by_clock(parent, heard, at)
    store.by_clock(parent, lambda dossier: core.echo(dossier, at, end.given), at)


def annul_child(errand: Errand, at: Moment) -> None:
    """End the case that a struck-out event had opened; one that is over already stays as it is."""
    for child_id in Case.objects.filter(parent=errand.case_id, parent_event=errand.data["event"]).values_list("id"):
        store.by_clock(child_id[0], lambda dossier: _annulled(dossier, at), at)


def _annulled(dossier: Dossier[Any], at: Moment) -> list[Event]:
    try:
        return [core.annul(dossier, at, "发起本案的记录已被撤销")]
    except Refused:
        return []


def seal_paper(errand: Errand, at: Moment) -> None:
    """Print a numbered paper for good."""
    papers.seal(UUID(errand.data["paper"]), at)


CHORES: Mapping[str, Run] = {
    TELL_PARENT: tell_parent,
    ANNUL_CHILD: annul_child,
    SEAL_PAPER: seal_paper,
    PRINT_WHOLE: whole_file.run,
}


def work(at: Moment, leaving: Collection[str] = ()) -> int:
    """Do the errands that wait; return how many were done. One that fails is noted and tried again later.

    leaving: kinds of errands that are left for another time.
    """
    done = 0
    for errand_id in errands.waiting(at.recorded_at, leaving):
        try:
            done += errands.run(errand_id, CHORES, at)
        except Exception as trouble:
            log.exception("errand %s failed", errand_id)
            errands.failed(errand_id, f"{type(trouble).__name__}: {trouble}")
    return done
