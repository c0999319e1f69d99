"""What is measured: filing, acting, the list, the case page and the search; each as the product does it, and its floor."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection as django
from django.test.utils import CaptureQueriesContext

from bench import floor, models
from bench.copying import CASE, MATTER, Press
from bench.floor import Row
from bench.models import TODAY, TWO
from bench.timing import Times, side_by_side
from hezhong.engine import casefile, filing, store, worklist
from hezhong.engine.dossier import Moment
from hezhong.engine.models import Case
from hezhong.engine.rights import Asker
from hezhong.engine.store import Submission
from hezhong.engine.worklist import Filters
from hezhong.kernel.bigrams import bigrams, plain
from hezhong.law.book import from_files


@dataclass(frozen=True)
class Result:
    """One thing measured: ours, its floor, and the queries of one call."""

    name: str
    ours: Times
    floor: Times
    queries: int


@dataclass
class Bench:
    """Everything a measurement needs. raw: a connection of psycopg of its own, committing by itself."""

    raw: psycopg.Connection[Any]
    press: Press
    rounds: int
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    at: Moment = field(default_factory=lambda: models.moment(TODAY, from_files()))

    @property
    def county(self) -> str:
        """Return the busiest county."""
        return self.press.counties[0]

    def asker(self, post: str, region: str = "") -> Asker:
        return self.press.seats[region or self.county].asker(post, TODAY)

    def all(self) -> Iterator[Result]:
        yield self.filing()
        yield self.acting()
        yield self.listing()
        yield self.case_page()
        yield self.by_number()
        yield self.by_firm()

    def filing(self) -> Result:
        """A worker files: a new person, an employer by name, a new matter and case."""
        town = self.press.towns[self.county][0]
        firm = self.press.firms[0][1]
        model = self._enacted(models.waiting)
        others = ("engine_event", "engine_task", "engine_party", "engine_message")
        rows = [floor.rows(self.raw, model, (MATTER,)), floor.rows(self.raw, model, (CASE,)), floor.rows(self.raw, model, others)]

        def ours(number: int) -> object:
            answers = models.answers(town, firm=firm)
            return filing.file("complaints", answers, self.at, Submission(f"bench/{uuid4()}"))

        return self._result("提交投诉 create", ours, lambda number: floor.create(self.raw, rows, number))

    def acting(self) -> Result:
        """An inspector accepts a complaint: two papers drafted, one message, one deadline met and one begun."""
        cases = list(
            Case.objects.filter(state="received", assignee__isnull=False, next_due__gte=TODAY, opened_on__lt=TODAY)
            .exclude(office__gte=models.MODEL)
            .order_by("?")
            .values_list("id", "year", "assignee")[: self.rounds * 3]
        )
        rounds = min(self.rounds, len(cases) * 2 // 5)
        officers = {token: (code, post) for code, seat in self.press.seats.items() for post, (token, _) in seat.officers.items()}
        askers = {token: self.press.seats[code].asker(post, TODAY) for token, (code, post) in officers.items() if code}
        model = self._enacted(models.accepted)
        rows = floor.rows(self.raw, model, ("engine_event",), " AND action = 'accept'")
        rows += floor.rows(self.raw, model, ("engine_paper", "engine_task"))
        rows += floor.rows(self.raw, model, ("engine_message",), " AND text LIKE '%%已受理%%'")

        def ours(number: int) -> object:
            case_id, _, assignee = cases.pop()
            return store.act(case_id, "accept", TWO, askers[assignee], self.at, Submission(f"bench/{uuid4()}"))

        def least(number: int) -> None:
            case_id, year, _ = cases.pop()
            floor.act(self.raw, [_eventful(row) for row in rows], (case_id, year), number)

        return self._result("受理 act", ours, least, rounds)

    def listing(self) -> Result:
        """The head of the busiest city opens the worklist, which is full at either size."""
        city = self.county[:4] + "00"
        head = self.asker("head", city)
        return self._result("待办 50 list", lambda _: self._list(head, Filters()), lambda _: floor.worklist(self.raw, city))

    def empty(self) -> Times:
        """The same page with nothing on it: heads have no cases of their own, and an index says so at once.

        A filter that nothing meets would not do: it reads every open case before it can say so.
        """
        head = self.asker("head")
        (times,) = side_by_side(self.rounds, lambda _: self._list(head, Filters(whose="mine")))
        return times

    def case_page(self) -> Result:
        head = self.asker("head")
        found = list(Case.objects.filter(county=self.county, state="accepted").values_list("id", "year")[:500])

        def ours(number: int) -> object:
            case_id, _ = found[number % len(found)]
            return casefile.view(case_id, head, TODAY, self.at.book)

        return self._result("案件页 page", ours, lambda number: floor.page(self.raw, found[number % len(found)]))

    def by_number(self) -> Result:
        """Cases by their number, in the busiest county: one is found at either size."""
        numbers = list(Case.objects.filter(county=self.county).order_by("recorded_at").values_list("number", flat=True)[:200])
        return self._searching("搜案号 by number", numbers)

    def by_firm(self) -> Result:
        """Employers by name, in the busiest county: the more cases there are, the more are found and sorted."""
        return self._searching("搜单位 by firm", [name for _, name in self.press.firms[:200]])

    def _searching(self, what: str, words: list[str]) -> Result:
        head = self.asker("head")

        def least(number: int) -> None:
            wanted = words[number % len(words)]
            query = " & ".join(f"'{piece}'" for piece in sorted(set(bigrams(wanted))))
            floor.search(self.raw, query, f"%{plain(wanted)}%", self.county)

        return self._result(what, lambda number: self._list(head, Filters(text=words[number % len(words)])), least)

    def everybody(self) -> Iterator[tuple[str, Times]]:
        """Yield how long the list takes for every kind of asker and filter."""
        city, town = self.county[:4] + "00", self.press.towns[self.county][0]
        askers = {
            "监察员": self.asker("inspector0"),
            "窗口": self.asker("clerk"),
            "县区负责人": self.asker("head"),
            "市负责人": self.asker("head", city),
            "市监察员": self.asker("inspector0", city),
            "省负责人": self.asker("head", "440000"),
        }
        filters = {
            "全部": Filters(),
            "我的": Filters(whose="mine"),
            "待分派": Filters(whose="new"),
            "受理审查": Filters(state="received"),
            "一镇": Filters(place=town),
            "搜单位": Filters(text=self.press.firms[5][1][:8]),
            "搜姓名": Filters(text="王晓彤"),
        }
        for who, asker in askers.items():
            for what, narrowed in filters.items():
                yield f"{who} {what}", side_by_side(max(self.rounds // 10, 5), lambda _, a=asker, f=narrowed: self._list(a, f))[0]

    def _list(self, asker: Asker, filters: Filters) -> object:
        return worklist.page(asker, filters, "", TODAY, self.at.calendar)

    def _result(self, name: str, ours: Callable[[int], object], least: Callable[[int], object], rounds: int = 0) -> Result:
        mine, floor_times = side_by_side(rounds or self.rounds, ours, least)
        with CaptureQueriesContext(django) as queries:
            ours(0)
        return Result(name, mine, floor_times, len(queries))

    def _enacted(self, kind: Callable[..., None]) -> UUID:
        """Return a fresh model case at the model office."""
        with models.serving():
            filed = TODAY - timedelta(days=4)
            return models.one(self.press.model, kind, models.DEEP, filed, self.at.book)


def _eventful(row: Row) -> Row:
    """An event of the model, at a number that no event of the case has."""
    if "seq" not in row.names:
        return row
    values = tuple("99" if name == "seq" else value for name, value in zip(row.names, row.values, strict=True))
    return Row(row.statement, row.names, values)
