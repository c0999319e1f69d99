"""Web, worker and PostgreSQL are killed with -9 while clients act; they repeat with the same key until they are heard.

Afterwards everything has happened exactly once: each action, each number, each message, each sealed paper.
"""

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.faults.gateway import Gateway
from tests.faults.platform import Platform

pytestmark = pytest.mark.database
CLIENTS = 16
SETTLE_WITHIN = 300.0  # seconds: a message that failed rests half a minute before its next try
TOKEN = "a" * 32
GIVEN = {"main": "何志远（440306-118）", "second": "罗敏（440306-121）"}


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    there = Gateway()
    yield there
    there.close()


@pytest.fixture
def platform(tmp_path_factory: pytest.TempPathFactory, gateway: Gateway) -> Iterator[Platform]:
    there = Platform(tmp_path_factory.mktemp("platform"), gateway.url)
    there.prepare()
    yield there
    there.close()


class Client:
    """An officer's program that never gives up: what is not heard is said again with the same key."""

    def __init__(self, platform: Platform, session: str) -> None:
        self.where = urlsplit(platform.url)
        self.headers = {
            "Cookie": f"hezhong={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN, "Content-Type": "application/json"
        }  # fmt: skip
        self.unheard = 0

    def accept_and_sign(self, case: str) -> None:
        """Do two actions: accept the complaint, then sign its notice off."""
        self.until_heard("POST", f"/api/cases/{case}/actions/accept", {"given": GIVEN}, f"kill/{case}/accept")
        papers = self.until_heard("GET", f"/api/cases/{case}")["papers"]
        (paper,) = [each["id"] for each in papers if each["title"] == "受理通知书"]
        given = {"given": {"paper": paper, "document": "acceptance_notice"}}
        self.until_heard("POST", f"/api/cases/{case}/actions/sign_off", given, f"kill/{case}/sign")

    def until_heard(self, method: str, path: str, body: Any = None, key: str = "") -> Any:
        """Return the answer. Silence and 5xx mean another try; any other refusal fails the test."""
        while True:
            try:
                connection = http.client.HTTPConnection(self.where.hostname or "", self.where.port, timeout=30)
                connection.request(method, path, json.dumps(body), self.headers | ({"Idempotency-Key": key} if key else {}))
                answer = connection.getresponse()
                status, text = answer.status, answer.read()
            except (OSError, http.client.HTTPException):
                status, text = 599, b""
            finally:
                connection.close()
            if status == 200:
                return json.loads(text)
            assert status >= 500, f"{status} {path}: {text.decode()[:300]}"
            self.unheard += 1
            time.sleep(0.3)


def strike(platform: Platform, stop: threading.Event, kills: list[str], pause: float) -> None:
    """Kill one part after another, until there is nobody left to disturb."""
    for part in kills:
        if stop.wait(pause):
            return
        platform.kill(part)


def acted(platform: Platform, staged: Any, kills: list[str], pause: float) -> int:
    """Let the clients act on every case while parts are killed; return how often they were not heard."""
    clients, stop = [Client(platform, staged["session"]) for _ in range(CLIENTS)], threading.Event()
    killer = threading.Thread(target=strike, args=(platform, stop, kills, pause))
    killer.start()
    try:
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda pair: pair[0].accept_and_sign(pair[1]), zip(itertools.cycle(clients), staged["cases"])))  # noqa: B905
    finally:
        stop.set()
        killer.join()
    return sum(client.unheard for client in clients)


def settled(platform: Platform) -> Any:
    """Return what the database holds once nothing waits any more."""
    end = time.monotonic() + SETTLE_WITHIN
    while (found := platform.staged("look"))["waiting"]:
        assert time.monotonic() < end, (found["waiting"], platform.said())
        time.sleep(2)
    return found


def everything_once(found: Any, gateway: Gateway, cases: list[str]) -> None:
    count = len(cases)
    assert found["answered"] == 2 * count
    assert found["unlike"] == []
    assert {case: found["trails"][case] for case in cases} == {
        case: ["opened", "take", "accept", "sign_off"] for case in cases
    }
    numbers = sorted(int(number.partition("〕")[2].removesuffix("号")) for number, _ in found["papers"])
    assert numbers == list(range(1, count + 1))
    assert {(number[:6], number[10:11], stage) for number, stage in found["papers"]} == {("深宝劳监受〔", "〕", "sealed")}
    assert sorted(gateway.sent) == sorted(key for key, _ in found["messages"])
    assert Counter(Counter(gateway.sent.values()).values()) == {1: 2 * count}  # filed, and accepted: each phone each text once


def test_a_few_kills_lose_nothing_and_double_nothing(platform: Platform, gateway: Gateway) -> None:
    staged = platform.staged("set", "12")
    platform.open()
    acted(platform, staged, ["web", "postgres"], 0.7)
    everything_once(settled(platform), gateway, staged["cases"])


@pytest.mark.prove
def test_five_hundred_actions_through_kills_and_an_outage(platform: Platform, gateway: Gateway) -> None:
    """The gateway is down all the while people act: that delays messages, never actions."""
    staged = platform.staged("set", "250")
    gateway.down = True
    platform.open()
    kills = ["web", "postgres", "worker"] * 4
    unheard = acted(platform, staged, kills, 4.0)
    assert unheard > 0, "no kill was noticed: the test has proved nothing"
    assert gateway.sent == {} and gateway.asked > 0
    gateway.down = False
    everything_once(settled(platform), gateway, staged["cases"])
