"""Who stands for an employer, against the table written for them, and the mutants that the table must kill."""

from collections.abc import Callable, Iterator
from string import Formatter
from typing import Any

import pytest
from django.db.models import Q

from hezhong.directory import authorised
from hezhong.engine import firms, rights
from hezhong.engine.conditions import NEVER, Has
from hezhong.engine.rights import Asker
from hezhong.web.employer import pages
from tests import at_desk
from tests.rights import employers
from tests.rights.employers import PEOPLE, TABLE, World
from tests.rights.test_table import HIDES, Line, lines, tried

pytestmark = pytest.mark.django_db
OFFICES = ("/desk/", "/api/")


def table() -> list[Line]:
    rows = (text.split() for text in TABLE.splitlines() if text.strip())
    return [Line(words[0], "", words[1], "".join(words[2:])) for words in rows]


def test_every_line_says_something_of_everybody() -> None:
    assert [line for line in table() if len(line.expected) != len(PEOPLE)] == []


def wrong_ones(there: World, among: list[Line]) -> Iterator[str]:
    """Yield what is not as the table says, while it is asked for: a mutant is dead at the first."""
    for line in among:
        for who, expected in zip(PEOPLE, line.expected, strict=True):
            got, body = tried(there, line, who)
            if got != expected:
                yield f"{line.method} {line.path} as {who}: {got}, not {expected}"
            if who != "inspector" and any(secret in body for secret in there.secrets):
                yield f"{line.method} {line.path} as {who} tells what is not theirs"
            assert got not in HIDES or "深宝劳监" not in body


def test_everybody_gets_what_the_table_says() -> None:
    there = employers.build()
    with at_desk.day(employers.DAY, 11):
        assert not (wrong := list(wrong_ones(there, table()))), "\n".join(wrong)


def test_no_address_of_an_office_is_open_to_who_stands_for_an_employer() -> None:
    """Whatever address is added to the desk or the API: an employer's account is not for it."""
    there = employers.build()
    words = {word for line in lines() for _, word, _, _ in Formatter().parse(line.path) if word}
    numbers = dict.fromkeys(("person", "employer", "second"), there.words["firm"])
    there.words = {**dict.fromkeys(words, there.words["told"]), **numbers}
    with at_desk.day(employers.DAY, 11):
        for line in lines():
            if line.path.startswith(OFFICES) and not line.path.startswith("/api/law/"):
                # A feeder shows a token of its own; an account, whoever's, is nobody there.
                shut = "U" if line.path.startswith("/api/ledger/") else "F"
                assert tried(there, line, "employer")[0] == shut, line


Mutation = tuple[Any, str, Callable[[Any], Any]]
MUTANTS: dict[str, Mutation] = {
    "acts_for_nobody": (rights, "told", lambda honest: lambda firm: NEVER),
    "warned_before_the_first_paper": (rights, "told", lambda honest: lambda firm: Has("parties", firm)),
    "sees_what_lies_ready": (firms, "_was_served", lambda honest: lambda row, asker: row["party"] in asker.acts_for and dated(row)),
    "sees_the_file": (firms, "_was_served", lambda honest: lambda row, asker: (row["role"] == "file" and dated(row)) or honest(row, asker)),
    "sees_the_workers_papers": (firms, "_was_served", lambda honest: lambda row, asker: row["role"] == "complainant" and dated(row)),
    "sees_every_file": (firms, "_people", lambda honest: lambda asker: AnyOne()),
    "sees_only_what_it_did_itself": (firms, "_people", lambda honest: lambda asker: {asker.person}),
    "ended_goes_on": (authorised, "in_force", lambda honest: lambda on: Q(since__lte=on)),
    "acts_for_all_firms": (pages, "asker_of", lambda honest: lambda mandate: Asker(str(mandate.token), acts_for=EVERY.tokens())),
    "decides": (firms, "FIRMS", lambda honest: {*honest, "inspector", "finisher"}),
}


def dated(row: dict[str, Any]) -> bool:
    """Let a paper that was not served look as if it had been, so that the mutant shows it."""
    row["served_on"] = row["served_on"] or employers.DAY
    return True


class AnyOne(set[str]):
    """Holds everybody."""

    def __contains__(self, each: object) -> bool:
        return True


class EVERY:
    """The tokens of every employer there is."""

    @staticmethod
    def tokens() -> frozenset[str]:
        return frozenset(str(token) for token in authorised.Employer.objects.values_list("token", flat=True))


def test_the_table_kills_every_mutant(monkeypatch: pytest.MonkeyPatch) -> None:
    there = employers.build()
    own = [line for line in table() if line.path.startswith("/employer/")]
    with at_desk.day(employers.DAY, 11):
        for name, (module, function, mutation) in MUTANTS.items():
            with monkeypatch.context() as patched:
                patched.setattr(module, function, mutation(getattr(module, function)))
                assert next(wrong_ones(there, own), ""), f"{name} lives"
