"""Cases enacted through the engine at a model office: the models that a million copies follow.

Everything that differs between two cases of a kind has a mark of its own here, found again in the stored rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.province import OLD, POSTS, PROVINCE, Seat
from hezhong.directory import offices, regions
from hezhong.directory.models import Account, Office, Officer, Post, Serves
from hezhong.domains.complaints.facts import (
    Acceptance,
    Crowd,
    Direction,
    Filing,
    Forum,
    Ground,
    HandOver,
    Missing,
    Refusal,
    Trouble,
    Wage,
)
from hezhong.engine import chores, filing, store
from hezhong.engine.answers import Address, Employer, Money, Months, Person, Phone, Prose, TypedEmployer, TypedPerson
from hezhong.engine.case_type import SignOff
from hezhong.engine.dossier import Destination, Moment, Opinion
from hezhong.engine.models import Paper
from hezhong.engine.store import Submission
from hezhong.law.book import LawBook, from_files

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 24)
DEEP, FLAT = "440306001", "441900003"  # a town below a county; a town directly below its city
MODEL, ABOVE, OTHER, TOP = 1987654321, 1987654322, 1987654323, 1987654324  # ids that no number in a row resembles
WORKER, FIRM = "甲乙丙丁", "戊己庚辛壬癸公司"
TWO = Acceptance(main="何志远", second="罗敏")
"""Without certificate numbers: they begin like a county's code."""


@dataclass(frozen=True)
class Model:
    """A case to copy, and how often among a hundred it occurs."""

    case_id: UUID
    share: float
    flat: bool


OFFICES = ((TOP, "标日", 0), (ABOVE, "标天", 0), (MODEL, "标地", ABOVE), (OTHER, "标人", TOP))
"""Id, word, and the office above."""


def seat() -> Seat:
    """Return the model office, saved, with an office above it and one to hand cases over to."""
    found: dict[int, Seat] = {}
    for number, (pk, word, above) in enumerate(OFFICES):
        parent = found[above].office if above else None
        office = Office.objects.create(
            pk=pk, name=model_name(pk), word=word, level="county", region=PROVINCE, parent=parent
        )
        officers = {}
        for place, (post, title, roles, clerk, leader) in enumerate(POSTS):
            token = 4611686018427000000 + number * 100 + place
            account = Account.objects.create(username=f"{word}.{post}", password="!")
            officer = Officer.objects.create(token=token, account=account, name=f"{word}{title}")
            Post.objects.create(
                officer=officer, office=office, title=title, roles=roles, clerk=clerk, leader=leader, since=OLD
            )
            officers[post] = (token, account.pk)
        found[pk] = Seat(office, officers)
    return found[MODEL]


def model_name(office: int) -> str:
    """Return the name of a model office, which no sentence contains by chance."""
    return f"示范{next(word for pk, word, _ in OFFICES if pk == office)}局"


@contextmanager
def serving() -> Iterator[None]:
    """Let the model office be competent for both towns meanwhile, and the other one for a third, so that it takes cases."""
    served = ((MODEL, DEEP), (MODEL, FLAT), (OTHER, "440306004"))
    rows = [Serves.objects.create(office_id=pk, region=town, business="complaint", since=OLD) for pk, town in served]
    offices.forget()
    try:
        yield
    finally:
        for row in rows:
            row.delete()
        offices.forget()


def enact(model: Seat, days: int) -> list[Model]:
    """Return models of every kind, filed on so many different days."""
    book = from_files()
    with serving():
        return [
            Model(one(model, kind, town, filed, book), share / days / 2, town == FLAT)
            for kind, (share, youngest, oldest) in KINDS.items()
            for town in ((DEEP,) if kind is handed_over else (DEEP, FLAT))
            for filed in _days(days, youngest, oldest)
        ]


def _days(count: int, youngest: int, oldest: int) -> Iterator[date]:
    """Yield days spread evenly between so many days ago and so many."""
    for step in range(count):
        yield TODAY - timedelta(days=youngest + (oldest - youngest) * step // max(count - 1, 1))


@dataclass(frozen=True)
class Story:
    """A model in the making."""

    case_id: UUID
    model: Seat
    book: LawBook

    def act(self, action: str, given: object, at: Moment, post: str = "inspector0") -> None:
        store.act(self.case_id, action, given, self.model.asker(post, at.happened_on), at)

    def sign_off(self, at: Moment) -> None:
        for paper in Paper.objects.filter(case=self.case_id, stage="draft").order_by("document"):
            self.act("sign_off", SignOff(str(paper.pk), paper.document), at)
        chores.work(at)


def moment(day: date, book: LawBook) -> Moment:
    return Moment(day, datetime.combine(day, time(10), ZONE), book)


def answers(town: str, *, name: str = WORKER, firm: str = FIRM, months: Months = Months((2026, 7), (2026, 9))) -> Filing:
    """Return what a worker answers."""
    return Filing(
        trouble=Trouble.WAGES,
        on_site=True,
        employer=Employer(typed=TypedEmployer(firm)),
        place=Address(regions.place(town), "某地块二期"),
        wages=(Wage.MONTHLY,),
        months=months,
        amount=Money(Decimal(18600)),
        crowd=Crowd.ONE,
        told_before=False,
        story=Prose("进场做木工，说好每天结算，一直没有发。问过几次，总说没有拨款。"),
        person=Person(typed=TypedPerson(name)),
        phone=Phone(typed="19900005521"),
    )


def one(model: Seat, kind: Callable[[Story, Moment], None], town: str, filed: date, book: LawBook) -> UUID:
    """Enact one case of a kind; return its id. The model office must be serving."""
    last = filed.replace(day=1) - timedelta(days=1)
    first_try = answers(town, months=Months((last.year, last.month), (last.year, last.month)))
    old = answers(town, months=Months((last.year - 3, last.month), (last.year - 3, last.month)))
    done = filing.file("complaints", old if kind is refused else first_try, moment(filed, book), Submission())
    kind(Story(done.case_id, model, book), moment(filed + timedelta(days=1), book))
    return done.case_id


def waiting(story: Story, at: Moment) -> None:
    """Nobody has taken it yet."""


def taken(story: Story, at: Moment) -> None:
    story.act("take", None, at)


def accepted(story: Story, at: Moment) -> None:
    taken(story, at)
    story.act("accept", TWO, at)
    story.sign_off(at)


def supplementing(story: Story, at: Moment) -> None:
    taken(story, at)
    story.act("ask_supplement", Missing(what=Prose("身份证照片"), by_day=at.happened_on + timedelta(days=10)), at)
    story.sign_off(at)


def handed_over(story: Story, at: Moment) -> None:
    taken(story, at)
    there = Destination(OTHER, regions.place("440306"))
    story.act("hand_over", HandOver(office=there, reason=Prose("用工地不在本辖区。")), at)
    chores.work(at)


def informed(story: Story, at: Moment) -> None:
    taken(story, at)
    story.act("tell_forum", Direction(forum=Forum.ARBITRATION, reason=Prose("属于劳动争议。")), at)
    story.sign_off(at)


def refused(story: Story, at: Moment) -> None:
    taken(story, at)
    story.act("refuse", Refusal(ground=Ground.TOO_LATE, reason=Prose("此后没有继续。")), at)
    store.sign(story.case_id, "refuse", Opinion(True, "同意"), story.model.asker("head", at.happened_on), at)
    chores.work(at)


def closed(story: Story, at: Moment) -> None:
    """Most end with the words of where to go, without a paper being signed off yet."""
    taken(story, at)
    story.act("tell_forum", Direction(forum=Forum.COURT, reason=Prose("应当向人民法院提出。")), at)


KINDS: dict[Callable[[Story, Moment], None], tuple[float, int, int]] = {
    waiting: (1.5, 0, 12),
    taken: (1.5, 1, 12),
    accepted: (6.0, 2, 75),
    supplementing: (0.7, 2, 20),
    handed_over: (0.3, 2, 12),
    informed: (25.0, 5, 1000),
    refused: (10.0, 5, 1000),
    closed: (55.0, 5, 1000),
}
"""Kind -> its share of a hundred cases, and between how many days ago they were filed. One in ten is open."""
