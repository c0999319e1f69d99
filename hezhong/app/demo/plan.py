"""Who complains about whom, where and when: the plan of the demonstration's cases, before anything is done."""

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hezhong.app.demo import pictures, reporting
from hezhong.app.demo.acts import Complained
from hezhong.app.demo.courses import COURSES, Course
from hezhong.app.demo.folk import Firm
from hezhong.app.demo.inspection_courses import COURSES as OF_INSPECTIONS
from hezhong.app.demo.reporting import Reported
from hezhong.app.demo.staff import Team
from hezhong.directory import regions
from hezhong.domains.complaints.facts import Crowd, Filing, Trouble, Wage
from hezhong.engine.answers import (
    Address,
    Employer,
    Money,
    Months,
    Person,
    Phone,
    Prose,
    TypedEmployer,
    TypedPerson,
)
from hezhong.engine.dossier import Moment
from hezhong.kernel.dates import ONE_DAY, Calendar, working_days

TALES = Path(__file__).parent / "tales.toml"
HOME_COUNTY = "440306"
OFTEN = ("440305", "441900", "440106", "440606", "440305", "441302", "442000")
"""Where every third complaint comes from; another third is from Bao'an, the rest from any town."""
PICTURED = 8  # every eighth complaint brings photographs
CROWDS = {7: 26, 31: 4, 58: 12, 83: 3, 110: 45}
"""Number of the complaint -> how many people it is about."""
TOLD = (
    "打过 12345，回电说转给街道了，之后没有消息。",
    "去过街道的劳动所，让我和老板自己谈。",
    "在 12333 留过言，说要先投诉。",
)
THREE_YEARS = 36


@dataclass(frozen=True)
class Entry:
    """Something that is done, when, in which complaint or report."""

    at: datetime
    one: Complained | Reported
    do: Callable[[Any, Moment], None]


@dataclass(frozen=True)
class Ground:
    """What the plan is made over: the day, the calendar, the moment that nothing may lie after."""

    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        return self.now.date()

    def before(self, days: int) -> date:
        """Return the day so many working days before today; today for none."""
        return working_days(days).before(self.today, self.calendar) if days else self.today

    def after(self, day: date, days: int) -> date:
        return working_days(days).after(day, self.calendar)

    def moment(self, day: date, hour: float) -> datetime:
        """Return an hour of a day; today's hours are pressed into what has passed of today."""
        midnight = datetime.combine(day, time(), self.now.tzinfo)
        if day < self.today:
            return midnight + timedelta(hours=hour)
        return midnight + (self.now - midnight) * (hour / 24)


@dataclass(frozen=True)
class Cast:
    """Who there is to take part: the workers with their tokens, the employers, the officers."""

    workers: Sequence[tuple[int, TypedPerson]]
    firms: Sequence[Firm]
    teams: Mapping[int, Team]


def entries(cast: Cast, ground: Ground, chance: random.Random) -> list[Entry]:
    """Return everything that is done in all complaints, in the order of time."""
    complaints = [(course, nth, age) for course in (*COURSES, *OF_INSPECTIONS) for nth, age in enumerate(_ages(course))]
    people = chance.sample(list(cast.workers), len(complaints))
    every = tomllib.loads(TALES.read_text("utf8"))["tale"]
    of_wages = [tale for tale in every if tale.get("trouble", "wages") == "wages"]
    found: list[Entry] = []
    for number, ((course, nth, age), (token, worker)) in enumerate(zip(complaints, people, strict=True)):
        filed = ground.before(age) if course.by_officer else _filed(ground, age, number)
        tales = of_wages if course.owing else every
        tale = tales[number % len(tales)]
        firm = chance.choice([firm for firm in cast.firms if firm.industry == tale["industry"]])
        story = Story(number, tale, worker, firm, _town(course, nth, chance), filed)
        answers = _answers(story, course.too_old, chance)
        one = Complained(number, answers, token, cast.teams, pictures=_pictures(number, chance))
        one.handler = "second" if number % 4 == 3 else "inspector"
        found += _lived(one, course, age, filed, ground)
    found += _reports(cast, ground, chance)
    return sorted(found, key=lambda entry: (entry.at, entry.one.number))


def _reports(cast: Cast, ground: Ground, chance: random.Random) -> Iterator[Entry]:
    for one, age, steps in reporting.reports(cast.teams, chance):
        filed = ground.before(age)
        yield Entry(ground.moment(filed, 7 + one.number % 15 + 0.4), one, reporting.lodge)
        for day, hour, do in steps:
            yield Entry(ground.moment(ground.after(filed, day), hour + one.number % 20 / 60), one, do)


def _ages(course: Course) -> list[int]:
    """Return the age of each complaint of the course, spread between its first and last."""
    first, last = course.ages
    return [first + (last - first) * n // max(course.count - 1, 1) for n in range(course.count)]


def _filed(ground: Ground, age: int, number: int) -> date:
    """Return the day of filing; some of those with time to spare are filed on the rest day before it."""
    day = ground.before(age)
    rests = not ground.calendar.is_working(day - ONE_DAY)
    return day - ONE_DAY if rests and age > 6 and number % 2 else day


def _lived(one: Complained, course: Course, age: int, filed: date, ground: Ground) -> Iterator[Entry]:
    hour = 9 + one.number * 7 % 8 if course.by_officer else 8 + one.number * 7 % 14
    yield Entry(ground.moment(filed, hour + 0.31), one, course.begins)
    for step in course.steps(age):
        day, minute = ground.after(filed, step.day), (one.number * 13 % 50) / 60
        if day >= ground.today:
            raise ValueError(f"{course.name}：第 {step.day} 个工作日的事不早于今天")
        yield Entry(ground.moment(day, step.hour + minute / 2), one, step.do)


@dataclass(frozen=True)
class Story:
    """What one worker has to tell, and where it happened. ``town``: region code."""

    number: int
    tale: Mapping[str, Any]
    worker: TypedPerson
    firm: Firm
    town: str
    filed: date


def _answers(story: Story, too_old: bool, chance: random.Random) -> Filing:
    """Return what the worker answers, question by question."""
    tale, worker, number = story.tale, story.worker, story.number
    trouble = Trouble[tale.get("trouble", "wages").upper()]
    months = _months(story.filed, chance.randrange(1, 4), THREE_YEARS if too_old else 1)
    heads = CROWDS.get(number, 1)
    told = number % 5 == 2
    return Filing(
        trouble=trouble,
        on_site=tale.get("on_site", False),
        employer=Employer(typed=TypedEmployer(story.firm.name)),
        place=Address(regions.place(story.town), tale["site"]),
        wages=tuple(Wage[each.upper()] for each in tale.get("wages", ())),
        months=months,
        amount=_amount(tale, len(months), chance) if trouble is Trouble.WAGES else None,
        crowd=Crowd.ONE if heads == 1 else Crowd.FEW if heads < 10 else Crowd.MANY,
        heads=heads,
        told_before=told,
        told_where=Prose(TOLD[number % len(TOLD)] if told else ""),
        story=Prose(tale["story"]),
        person=Person(typed=TypedPerson(worker.name, worker.kind, worker.number)),
        phone=Phone(typed=worker.phone),
        address=worker.address,
    )


def _months(filed: date, count: int, back: int) -> Months:
    """Return so many months, the last of them that many before the filing."""
    last = filed.year * 12 + filed.month - 1 - back
    first = last - count + 1
    return Months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))


def _amount(tale: Mapping[str, Any], months: int, chance: random.Random) -> Money:
    least, most = tale["pay"]
    return Money(Decimal(chance.randrange(least, most, 50) * months))


def _town(course: Course, nth: int, chance: random.Random) -> str:
    """Return where it happened: as the course says; else in turn in Bao'an, where many come from, anywhere."""
    levels = regions.tree().levels
    wanted = course.place or (HOME_COUNTY, OFTEN[nth // 3 % len(OFTEN)], "")[nth % 3]
    return chance.choice(
        [code for code in levels if levels[code] == "town" and wanted in ("", *regions.place(code).path)]
    )


def _pictures(number: int, chance: random.Random) -> tuple[int, ...]:
    """Return which photographs the worker brings, most often none."""
    if number % PICTURED:
        return ()
    return tuple(chance.sample(range(len(pictures.KINDS)), 1 + number // PICTURED % 2))
