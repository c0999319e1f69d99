"""Anonymous reports of the demonstration: told, sorted, asked about, answered, by the sealed ways that real ones take."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hezhong.app.demo import texts
from hezhong.app.demo.staff import Team, Worker
from hezhong.directory import regions
from hezhong.domains.reports import conversation, lodging
from hezhong.domains.reports.facts import Basis, Conclusion, Dismissal, Ground, Outcome, Registration
from hezhong.domains.reports.lodging import Slip
from hezhong.domains.reports.models import SealedReport
from hezhong.domains.reports.telling import Told
from hezhong.engine import store
from hezhong.engine.dossier import Moment, Opinion

HOME_COUNTY = "440306"


@dataclass
class Reported:
    """One report as it is lived through. number: its place in the plan, by which texts vary."""

    number: int
    told: Told
    teams: Mapping[int, Team]
    slip: Slip = field(default_factory=Slip.new)
    case: UUID | None = None
    office: int = 0
    receipt: str = ""

    @property
    def id(self) -> UUID:
        assert self.case is not None
        return self.case

    def officer(self, post: str = "inspector") -> Worker:
        return self.teams[self.office][post]


Do = Callable[[Reported, Moment], None]


def lodge(one: Reported, at: Moment) -> None:
    """The reporter sends it, and keeps the receipt."""
    one.office = lodging.goes_to(one.told, at.happened_on).id
    lodging.park(one.slip, one.told, at.happened_on)
    one.receipt = lodging.file(one.slip, at)
    one.case = SealedReport.objects.get(id=one.slip.id).case_id


def take(one: Reported, at: Moment) -> None:
    store.act(one.id, "take", None, one.officer().asker(at.happened_on), at)


def register(one: Reported, at: Moment) -> None:
    basis = Basis.ABOVE if one.told.about_office else Basis.PLACE
    store.act(one.id, "register", Registration(basis=basis), one.officer().asker(at.happened_on), at)


def ask(one: Reported, at: Moment) -> None:
    """The office asks something, in a letter that only the reporter can open."""
    opened = conversation.at_desk(one.id, one.officer().asker(at.happened_on), at, "看内容")
    conversation.from_office(opened, texts.LETTERS[one.number % len(texts.LETTERS)], f"demo/ask/{one.number}", at, answers=False)


def reply(one: Reported, at: Moment) -> None:
    report = conversation.by_receipt(one.receipt)
    assert report is not None
    conversation.from_reporter(report, texts.ANSWERS[one.number % len(texts.ANSWERS)], f"demo/reply/{one.number}", at)


def accept(one: Reported, at: Moment) -> None:
    store.act(one.id, "accept", None, one.officer().asker(at.happened_on), at)


def dismiss(one: Reported, at: Moment) -> None:
    ground = Ground.SUPERVISED if one.told.about_office else Ground.UNPROVED
    store.act(one.id, "dismiss", Dismissal(ground=ground), one.officer().asker(at.happened_on), at)
    store.sign(one.id, "dismiss", Opinion(True, "同意。"), one.officer("head").asker(at.happened_on), at)


def conclude(one: Reported, at: Moment) -> None:
    opened = conversation.at_desk(one.id, one.officer().asker(at.happened_on), at, "看内容")
    conversation.from_office(opened, "您反映的情况已经核查，结果和理由写在这里。谢谢您。", f"demo/end/{one.number}", at, answers=True)
    given = Conclusion(outcome=Outcome.NOT_FILED)
    store.act(one.id, "conclude_report", given, one.officer().asker(at.happened_on), at)


COURSES: tuple[tuple[int, Sequence[tuple[int, float, Do]]], ...] = (
    (0, ()),
    (1, ()),
    (2, ((1, 9.2, take),)),
    (6, ((1, 9.2, take), (3, 10.0, register), (4, 11.0, ask))),
    (8, ((1, 9.2, take), (2, 10.0, register), (3, 11.0, ask), (5, 21.0, reply))),
    (12, ((1, 9.2, take), (3, 10.0, register), (7, 10.0, accept))),
    (18, ((1, 9.2, take), (3, 10.0, register), (9, 15.0, dismiss))),
    (25, ((1, 9.2, take), (3, 10.0, register), (8, 15.0, dismiss), (10, 10.5, conclude))),
)
"""Working days ago -> what was done on which working day after, at which hour."""
REPORTS = 24


def reports(teams: Mapping[int, Team], chance: random.Random) -> Iterator[tuple[Reported, int, Sequence[tuple[int, float, Do]]]]:
    """Yield each report with its age in working days and what is done in it."""
    towns = [code for code, level in regions.tree().levels.items() if level == "town"]
    at_home = [code for code in towns if HOME_COUNTY in regions.place(code).path]
    for number in range(REPORTS):
        kind, story = texts.REPORTED[number % len(texts.REPORTED)]
        town = chance.choice(at_home if number % 3 == 0 else towns)
        place = regions.place(town).path[2] if len(regions.place(town).path) > 3 else town
        age, steps = COURSES[(number + number // len(COURSES)) % len(COURSES)]
        employer = "" if kind == "office" else f"示例{chance.choice('宏远瑞安泰和')}{chance.choice(['制衣厂', '电子厂', '酒楼', '物流'])}"
        yield Reported(number, Told(violation=kind, employer=employer, place=place, address="", story=story), teams), age, steps


