"""Batches that correct, take back or repeat what was said: in the end only what stands counts."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic.pay_rows import payroll_of
from hezhong.app.synthetic.plan import Later
from hezhong.app.synthetic.staging import Scenario, Stage, Told
from hezhong.app.synthetic.tokens import Thing

PAYROLL = "payroll_lines"
CHANGE = 30_000  # fen


def _line(stage: Stage) -> pa.Table:
    """Return the line of the first worker as it will stand on the sheet."""
    return payroll_of(stage.plan, np.array([stage.hand()]), stage.month)


def _with(rows: pa.Table, change: Callable[[str, int], int], *columns: str) -> pa.Table:
    for name in columns:
        place = rows.schema.get_field_index(name)
        rows = rows.set_column(place, rows.schema.field(place), pa.array([change(name, value) for value in rows.column(name).to_pylist()], rows.schema.field(place).type))
    return rows


def _corrected_down(stage: Stage) -> None:
    hands, hand, month = stage.plan.hands, stage.hand(), stage.month
    right = _line(stage)
    hands.due_fen[hand, month] += CHANGE
    hands.net_fen[hand, month] += CHANGE
    stage.plan.later.append(Later(PAYROLL, right))
    why = "the first sheet said 300 yuan too much, the corrected one what was paid: nothing is missing"
    stage.of_hand("short", hand, month, Told(wrong=False, edge=True), why)


def _corrected_up(stage: Stage) -> None:
    hand, month = stage.hand(), stage.month
    stage.plan.later.append(Later(PAYROLL, _with(_line(stage), lambda _, fen: fen + CHANGE, "due_fen", "net_fen")))
    due = stage.plan.places.due_on[stage.place, month].item()
    told = Told(CHANGE, since=due, day=stage.first_wrong_day(month), edge=True)
    stage.of_hand("short", hand, month, told, "the corrected sheet says 300 yuan more than was paid: paid short")


def _withdrawn(stage: Stage) -> None:
    nobody = stage.plan.tokens.one(Thing.WORKER, 2**40 + stage.hand())
    line = _with(_line(stage), lambda _, __: nobody, "worker")
    stage.plan.later += [Later(PAYROLL, line), Later(PAYROLL, line, withdrawn=True)]
    why = "a line for somebody who was never there was stated and taken back by a later batch: it does not stand"
    told = Told(number=1, wrong=False, edge=True)
    stage.of_worker("withdrawn", nobody, stage.month, told, why)


def _repeated(stage: Stage) -> None:
    stage.plan.later.append(Later(PAYROLL, _line(stage), again=True))
    why = "the same line came in a further batch, and that batch came twice: it stands once"
    stage.of_hand("repeated", stage.hand(), stage.month, Told(number=1, wrong=False, edge=True), why)


SCENARIOS = (
    Scenario("corrected_down", 10, _corrected_down),
    Scenario("corrected_up", 10, _corrected_up),
    Scenario("withdrawn_rows", 10, _withdrawn),
    Scenario("repeated_batch", 10, _repeated),
)
