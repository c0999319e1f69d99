"""Signs that an employer is in trouble: it uses half the power, it owes tax or rent. Source: 保障农民工工资支付条例 第三十八条."""

from datetime import date

from hezhong.app.synthetic.office_rows import KINDS, months_told
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told

BEFORE, QUARTER = 1000, 3
"""What is used in each month before, and how many months are compared with as many before them."""


def _signals(stage: Stage, changed: dict[tuple[str, int], dict[str, int]]) -> None:
    """Tell the same of each month but for what is changed. changed: (kind, month) -> columns."""
    for month in months_told(stage.plan):
        for kind in KINDS:
            same = {"used": BEFORE if kind in ("water", "power") else None, "billed_fen": BEFORE * 100, "owed_fen": 0}
            row = {"city": stage.plan.city.code, "employer": int(stage.plan.places.employer[stage.place]), "month": month, "kind": kind}
            stage.plan.extra["signals"].append({**row, **same, **changed.get((kind, month), {})})


def _falls(used: int) -> Play:
    """used: in each of the last three months of work, after 1000 in each before."""

    def play(stage: Stage) -> None:
        last = months_told(stage.plan)[-QUARTER:]
        _signals(stage, {("power", month): {"used": used} for month in last})
        wrong, since = used * 2 <= BEFORE, date(last[0] // 100, last[0] % 100, 1)
        day = stage.span.days(stage.span.months - 1)[-1].item() if wrong else None
        told = Told(number=BEFORE - used, since=since, day=day, wrong=wrong, edge=True)
        stage.of_place("supplies_fall", stage.span.months - 1, told, f"three months of {used} kWh after three of {BEFORE}; the mark is a half, and exactly half reaches it")

    return play


def _owes(kind: str) -> Play:
    def play(stage: Stage) -> None:
        month, fen = stage.span.number(stage.month), int(stage.dice.integers(100, BEFORE)) * 100
        _signals(stage, {(kind, month): {"owed_fen": fen}})
        day = stage.span.days(stage.month)[-1].item()
        stage.of_place(f"{kind}_owed", stage.month, Told(fen, 1, day, day), f"{kind} of the month is owed in part or whole")

    return play


SCENARIOS = (
    Scenario("power_falls_by_half", 10, _falls(BEFORE // 2), firm=True, months=QUARTER),
    Scenario("power_falls_by_less", 10, _falls(BEFORE // 2 + 1), firm=True, months=QUARTER),
    Scenario("tax_owed", 20, _owes("tax"), firm=True),
    Scenario("rent_owed", 20, _owes("rent"), firm=True),
)
