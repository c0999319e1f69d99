"""Bao'an's office on 2 November 2026 with nine complaints: late, due today, soon, later; taken, accepted, waiting to be signed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from hezhong.domains.complaints.facts import Acceptance, Ground, Refusal
from hezhong.engine import casefile, store
from hezhong.engine.answers import Prose
from hezhong.engine.models import Case
from hezhong.engine.views import CaseView
from tests import province
from tests.at_desk import day, signed_in
from tests.province import Province

TODAY = "2026-11-02"
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）", opinion=Prose("属实，拟立案调查。"))
NO = Refusal(ground=Ground.IN_DISPUTE, reason=Prose("已于 10 月申请劳动仲裁。"))
FILED = (
    ("2026-10-19", "440306003", "陈强"),  # five working days after: 26 October, long past
    ("2026-10-20", "440306005", "王兰"),
    ("2026-10-26", "440306001", "林晓彤"),  # due 2 November, today
    ("2026-10-27", "440306009", "吴勇"),
    ("2026-10-28", "440306001", "李静"),
    ("2026-10-30", "440306004", "周华"),
    ("2026-11-02", "440306001", "郑伟"),
    ("2026-11-02", "440306009", "黄辉"),
    ("2026-11-02", "440306005", "谢敏"),
)
NUMBERS = (
    "440306199003070002", "44030619910307000X", "440306199203070007", "440306199303070004", "440306199403070001",
    "440306199503070009", "440306199603070006", "440306199703070003", "440306199803070000",
)  # fmt: skip


@dataclass
class There:
    """The province with its cases, in the order they were filed."""

    province: Province
    cases: list[UUID] = field(default_factory=list)

    @property
    def taken(self) -> UUID:
        """A case the inspector holds and may accept."""
        return self.cases[2]

    @property
    def accepted(self) -> UUID:
        return self.cases[3]

    @property
    def inspection(self) -> UUID:
        """The case that the acceptance opened."""
        return Case.objects.get(parent=self.accepted).id

    @property
    def waiting(self) -> UUID:
        """A case whose refusal waits for the head."""
        return self.cases[4]


def build() -> There:
    """Return the office, saved."""
    there = There(province.build())
    for number, (filed_on, town, name) in enumerate(FILED):
        filed = province.file(filed_on, town=town, name=name, number=NUMBERS[number], phone=f"1990000552{number}")
        there.cases.append(filed.case_id)
    inspector = there.province.asker("boan.inspector")
    for case, taken_on in ((2, "2026-10-27"), (3, "2026-10-28"), (4, "2026-10-29")):
        store.act(there.cases[case], "take", None, inspector, province.at(taken_on))
    store.act(there.accepted, "accept", TWO, inspector, province.at("2026-10-29"))
    store.act(there.waiting, "refuse", NO, inspector, province.at("2026-10-30"))
    return there


def seen(there: There, case: Any, name: str = "boan.head") -> CaseView:
    """Return a case as an officer sees it on that day."""
    at = province.at(TODAY)
    return casefile.view(case, there.province.asker(name), at.happened_on, at.book)


@pytest.fixture(name="there")
def the_office(db: None) -> Iterator[There]:
    """The office with its nine complaints, on the second of November."""
    with day(TODAY):
        yield build()


@pytest.fixture(name="inspector")
def the_inspector(there: There) -> Client:
    return signed_in("boan.inspector")


@pytest.fixture(name="head")
def the_head(there: There) -> Client:
    return signed_in("boan.head")
