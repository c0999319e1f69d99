"""Every address of the resolver, tried as everybody of the table; a new address without a line fails."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import at_desk
from tests.rights import world
from tests.rights.table import PEOPLE, TABLE
from tests.rights.world import World

HIDES = set("LUFNSK")
STATUS = {200: "Y", 204: "Y", 401: "U", 403: "F", 404: "N", 405: "X", 409: "C", 422: "R", 400: "B"}


@dataclass(frozen=True)
class Line:
    method: str
    pattern: str
    path: str
    expected: str


def lines() -> Iterator[Line]:
    for text in TABLE.splitlines():
        if words := text.split():
            at = next(number for number, word in enumerate(words) if word.startswith("/"))
            letters = "".join(words[at + 1 :])
            yield Line(words[0], "".join(words[1:at]), words[at], letters * len(PEOPLE) if len(letters) == 1 else letters)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, here)
        elif isinstance(each, URLPattern):
            yield here


def test_every_address_has_a_line() -> None:
    missing = set(addresses()) - {line.pattern for line in lines()}
    assert not missing, f"write into tests/rights/table.py who may open: {sorted(missing)}"


def test_no_line_speaks_of_an_address_that_is_gone() -> None:
    assert not {line.pattern for line in lines()} - set(addresses())


def test_every_line_says_something_of_everybody() -> None:
    assert [line for line in lines() if len(line.expected) != len(PEOPLE)] == []


def outcome(client: Client, line: Line, words: dict[str, str]) -> tuple[str, str]:
    """Return the letter of what somebody gets, and the body."""
    path, _, query = line.path.format(**words).partition("?")
    given = dict(parse_qsl(query))
    if line.method == "GET":
        answer = client.get(path + (f"?{quote(query, safe='=&')}" if query else ""))
    elif path.startswith("/api/cases/"):
        body = {"agrees": True} if "/signatures/" in path else {"given": given}
        answer = client.post(path, json.dumps(body), "application/json", HTTP_IDEMPOTENCY_KEY=uuid4().hex)
    else:
        answer = client.post(path, given)
    letter = _led(answer["Location"]) if answer.status_code in (301, 302) else STATUS.get(answer.status_code, "?")
    if letter == "-" and line.method == "POST":
        letter = "G"
    body = "" if answer.streaming or not answer["Content-Type"].startswith(("text", "application/json")) else answer.content.decode()
    return letter, body


def _led(to: str) -> str:
    path = urlsplit(to).path
    return {"/login/": "L", "/resume/": "S", "/employer/enter/": "E", "/bank/enter/": "K"}.get(path, "-")


def tried(there: World, line: Line, who: str) -> tuple[str, str]:
    """Return what somebody gets, with everything as it was before afterwards."""
    browser = there.browsers[who]
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        got = outcome(browser, line, there.words)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return got


@pytest.mark.django_db
def test_everybody_gets_what_the_table_says() -> None:
    there: World = world.build()
    wrong, leaks = [], []
    with at_desk.day(world.DAY, 12):
        for line in lines():
            for who, expected in zip(PEOPLE, line.expected, strict=True):
                got, body = tried(there, line, who)
                if got != expected:
                    wrong.append(f"{line.method} {line.path} as {who}: {got}, not {expected}")
                if got in HIDES and any(secret in body for secret in there.secrets):
                    leaks.append(f"{line.method} {line.path} as {who} tells of the case")
    assert not leaks, "\n".join(leaks)
    assert not wrong, "\n".join(wrong)
