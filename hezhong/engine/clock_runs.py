"""Runs over many clocks, for the worker: what waits is done a slice at a time, and goes on where it stopped."""

from collections.abc import Callable

from hezhong.engine import recomputing, toll_runs
from hezhong.engine.dossier import Moment
from hezhong.engine.models import ClockRun


def work(at: Moment, enough: Callable[[], bool]) -> int:
    """Do what waits until it is done or it is enough for now; return how many batches were done.

    enough: asked after each batch, so that what else the worker has to do does not wait for a million deadlines.
    """
    recomputing.watch(at)
    batches = 0
    for run_id in waiting(at):
        step = step_of(run_id)
        while step(run_id, at):
            batches += 1
            if enough():
                return batches
        batches += 1
    return batches


def waiting(at: Moment) -> list[int]:
    """Return the runs that are to be done now, in the order in which they were asked for."""
    found = ClockRun.objects.filter(finished_at=None, not_before__lte=at.recorded_at)
    return list(found.order_by("id").values_list("id", flat=True))


def step_of(run_id: int) -> Callable[[int, Moment], bool]:
    """Return how a batch of this run is done."""
    about_order = ClockRun.objects.filter(pk=run_id).exclude(order=None).exists()
    return toll_runs.step if about_order else recomputing.step
