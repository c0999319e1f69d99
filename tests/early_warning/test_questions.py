"""Questions to the ledger: put once, answered by the worker with tokens only, asked anew after a failure or another ledger."""

import json
from datetime import timedelta
from typing import Any

import pytest

from hezhong.early_warning import questions, replies, rules
from hezhong.early_warning.models import Question
from hezhong.early_warning.questions import Asking
from tests import province
from tests.early_warning import warned
from tests.early_warning.months import owed
from tests.early_warning.warned import BOAN, DAY, WAGES, answer, keep, run, site, tables, workers
from tests.province import at

pytestmark = pytest.mark.django_db
NOBODY = 7


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)


def put(subject: int, on: str = DAY, rule: str = "", seq: int = 1) -> Question:
    return questions.put(Asking("site", subject, at(on).happened_on, rule), NOBODY, at(on), seq)


def test_the_same_question_is_put_once_and_another_ledger_makes_another() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    first = put(there)
    assert put(there) == first and Question.objects.count() == 1
    assert put(there, rule=WAGES) != first and put(there, "2026-03-16") != first and put(there, seq=2) != first
    assert questions.waiting() == sorted(Question.objects.values_list("id", flat=True))


def test_a_warning_is_explained_by_its_lines_and_the_version_of_the_rule() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    rows = [*workers(there, 2), owed(there, 5000, 3_000_000, 3_000_000)]
    run(DAY, rows)
    put(there, rule=WAGES)
    assert answer(rows, seq=4) == 1 and answer(rows) == 0, "an answered question is not answered again"
    kept = Question.objects.get().answer
    said = kept["said"][0]
    warning = warned.warning(there)
    assert (kept["seq"], said["why"], said["grade"], said["version"]) == (4, "WARNED", 3, warning.version)
    assert [(row["worker"], row["month"], row["fen"]) for row in said["rows"]] == [(1000, 202602, 3_000_000), (1001, 202602, 3_000_000)]
    assert said["words"] == "2 人，差 60,000 元" and said["hidden"] == 0 and said["sentence"] == rules.declared()[WAGES].says


def test_every_silence_has_its_reason_and_no_single_worker_in_it() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    put(there)
    answer([owed(there, 5000, 3_000_000, 3_000_000)])
    kept = Question.objects.get().answer
    assert [(each["rule"], each["why"]) for each in kept["said"]] == [(WAGES, "BELOW")]
    assert "5000" not in json.dumps(kept["said"]) and all(not each["rows"] for each in kept["said"])
    assert kept["months"] == [{"month": 202602, "people": 1, "due": 3_000_000, "net": 3_000_000, "paid": 3_000_000, "late": 0}]


def test_months_are_those_of_the_year_back_and_an_employers_own_workers() -> None:
    province.build()
    there = site("滨海湾一号", BOAN)
    rows = [
        owed(there, 1, 100, 40), {**owed(there, 2, 200, 200), "month": 202601}, {**owed(there, 3, 300, 0), "month": 202502},
        {**owed(there, 9, 900, 0), "month": 202604}, {**owed(0, 4, 500, 0), "employer": 88}, {**owed(there, 5, 700, 0), "hired_by": 88},
    ]  # fmt: skip
    frame = questions.Frame(at(DAY).happened_on, at(DAY).book, {})
    of_site = replies._months(replies.About(replies.Subject.SITE, there, warned_place()), tables(rows), frame)
    assert [(row["month"], row["people"], row["net"], row["paid"]) for row in of_site] == [(202602, 2, 800, 40), (202601, 1, 200, 200)]
    of_firm = replies._months(replies.About(replies.Subject.EMPLOYER, 88, warned_place()), tables(rows), frame)
    assert [(row["month"], row["people"], row["net"]) for row in of_firm] == [(202602, 2, 1200)]


def warned_place() -> Any:
    return questions.place_of(replies.Subject.SITE, 1)


def test_one_that_fails_is_said_and_may_be_put_again_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    province.build()
    one, two = site("滨海湾一号", BOAN), site("珠江新城二期", BOAN)
    bad, good = put(one), put(two)
    real = replies.of

    def broken(about: Any, *more: Any, **named: Any) -> Any:
        if about.subject == one:
            raise MemoryError("the ledger needs more than it may take")
        return real(about, *more, **named)

    monkeypatch.setattr(questions.replies, "of", broken)
    assert answer(workers(one, 1)) == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert "more than it may take" in bad.trouble and bad.done_at and not good.trouble and good.answer["said"]
    assert put(one) != bad


def test_a_subject_that_no_register_knows_is_answered_too() -> None:
    province.build()
    put(123456789, rule=WAGES)
    answer(workers(123456789, 1))
    row = Question.objects.get()
    assert row.trouble == "" and row.answer["said"][0]["why"] == "WARNED"


def test_answers_are_not_kept_for_ever() -> None:
    province.build()
    put(site("滨海湾一号", BOAN))
    answer([])
    now = at(DAY).recorded_at
    assert questions.forget_old(now + timedelta(days=29)) == 0 and questions.forget_old(now + timedelta(days=31)) == 1
