"""What offices hear of employers: layoffs, people insured, complaints."""

from datetime import date, timedelta

from hezhong.app.synthetic.office_rows import complaint
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told

BASIS = "劳动合同法 第四十一条"
WINDOW = 30
"""Days, the first and the last counted; no statute says within what time layoffs are added up (compliance.yaml C17)."""
PEOPLE, SHARE = 20, 10
"""Layoffs of at least 20 people, or of fewer that are at least 10 percent of the staff."""
FALL = 30  # percent, of 珠海 and others; no statute
SEVERANCE = 600_000  # fen for each


def _layoffs(employed: int, *reports: tuple[int, int]) -> Play:
    """reports: (days after the first, people dismissed)."""

    def play(stage: Stage) -> None:
        first = stage.span.start(stage.month).replace(day=1 + int(stage.dice.integers(0, 20)))
        people = max(sum(count for after, count in reports if since <= after < since + WINDOW) for since, _ in reports)
        wrong = people >= PEOPLE or people * 100 >= SHARE * employed
        left, last = employed, first
        for after, count in reports:
            last = first + timedelta(after)
            stage.plan.extra["layoff_reports"].append(_report(stage, last, left, count))
            left -= count
        told = Told(people * SEVERANCE, people, first, last if wrong else None, wrong=wrong, edge=True)
        days = reports[-1][0] + 1
        why = f"{sum(count for _, count in reports)} of {employed} people dismissed within {days} days, at most {people} within {WINDOW}"
        stage.of_place("layoff_line", stage.month, told, f"{why}; the line is {PEOPLE} people, or {SHARE} percent of the staff ({BASIS})")

    return play


def _report(stage: Stage, on: date, employed: int, dismissed: int) -> dict[str, object]:
    return {
        "city": stage.plan.city.code, "employer": int(stage.plan.places.employer[stage.place]), "day": on, "employed": employed,
        "planned": 0, "dismissed": dismissed, "severance_fen": dismissed * SEVERANCE, "reason": "hardship",
    }  # fmt: skip


def _insured(after: int) -> Play:
    """after: of 100 people, how many are still insured from the month on."""

    def play(stage: Stage) -> None:
        heads, before = stage.plan.places.heads, 100
        heads[stage.place, : stage.month + 1] = before
        heads[stage.place, stage.month + 1 :] = after
        fall = before - after
        wrong, day = fall >= FALL, stage.span.days(stage.month)[-1].item()
        told = Told(number=fall, since=day, day=day if wrong else None, wrong=wrong, edge=abs(fall - FALL) <= 1)
        stage.of_place("insured_fall", stage.month, told, f"people insured went from {before} to {after} in one month; the mark is a fall of {FALL} percent")

    return play


def _owed(stage: Stage) -> None:
    fen = int(stage.dice.integers(1_000, 90_000)) * 100
    stage.plan.places.owed_fen[stage.place, stage.month + 1] = fen
    day = stage.span.days(stage.month)[-1].item()
    stage.of_place("insurance_owed", stage.month, Told(fen * 4, 4, day, day), "contributions owed to each of four insurances")


def _complaints(*after: int) -> Play:
    """after: the days of the complaints, from the first."""

    def play(stage: Stage) -> None:
        first = stage.span.start(stage.month).replace(day=1 + int(stage.dice.integers(0, 20)))
        for number, days in enumerate(after):
            stage.plan.extra["complaints"].append(complaint(stage.plan, stage.place, number, first + timedelta(days), 1))
        wrong, last = after[-1] < WINDOW, first + timedelta(after[-1])
        told = Told(number=len(after), since=first, day=last if wrong else None, wrong=wrong, edge=True)
        stage.of_place("complaints_repeated", stage.month, told, f"{len(after)} complaints within {after[-1] + 1} days, the first and the last counted; the mark is 3 within {WINDOW}")

    return play


def _group(people: int) -> Play:
    def play(stage: Stage) -> None:
        on = stage.span.start(stage.month).replace(day=1 + int(stage.dice.integers(0, 27)))
        stage.plan.extra["complaints"].append(complaint(stage.plan, stage.place, 0, on, people))
        wrong = people >= 10
        told = Told(number=people, since=on, day=on if wrong else None, wrong=wrong, edge=people <= 10)
        stage.of_place("complaint_group", stage.month, told, f"one complaint of {people} people; a group is at least 10 (广东省劳动保障监察条例 第三十八条: 十人以上)")

    return play


SCENARIOS = (
    Scenario("layoff_19", 10, _layoffs(500, (0, 19)), firm=True),
    Scenario("layoff_20", 10, _layoffs(500, (0, 20)), firm=True),
    Scenario("layoff_21", 10, _layoffs(500, (0, 21)), firm=True),
    Scenario("layoff_9_9_percent", 10, _layoffs(101, (0, 10)), firm=True),
    Scenario("layoff_10_percent", 10, _layoffs(100, (0, 10)), firm=True),
    Scenario("layoff_20_in_30_days", 10, _layoffs(500, (0, 10), (29, 10)), firm=True),
    Scenario("layoff_20_in_31_days", 10, _layoffs(500, (0, 10), (30, 10)), firm=True),
    Scenario("insured_fall_40_percent", 20, _insured(60), firm=True, hands=60),
    Scenario("insured_fall_30_percent", 10, _insured(70), firm=True, hands=70),
    Scenario("insured_fall_29_percent", 10, _insured(71), firm=True, hands=71),
    Scenario("insurance_owed", 40, _owed, firm=True),
    Scenario("complaints_3_in_30_days", 20, _complaints(0, 14, 29), firm=True),
    Scenario("complaints_3_in_31_days", 20, _complaints(0, 15, 30), firm=True),
    Scenario("complaint_of_9", 10, _group(9), firm=True),
    Scenario("complaint_of_10", 10, _group(10), firm=True),
    Scenario("complaint_of_40", 10, _group(40), firm=True),
)
