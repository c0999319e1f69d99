"""The HTTP gateway against a small server that is honest, slow, down, forgetful or hostile."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hezhong.engine.messenger import MessageRefused, MessengerDown, Receipt
from hezhong.gateways.sms import signing
from hezhong.gateways.sms.http import HttpSms

SECRET = b"a secret of the province"
NOW = 1_795_000_000
PHONE = "13812345678"


class Exchange(BaseHTTPRequestHandler):
    """Answers in the mood the server is in; honest means: checks the signature, sends a key once."""

    server: "FakeGateway"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        mood, self.server.calls = self.server.mood, self.server.calls + 1
        if mood == "slow":
            time.sleep(1.5)
        if mood == "hangs up":
            self.connection.close()
            return
        if mood == "moved":
            self._say(302, {}, Location=f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        elif isinstance(mood, int):
            self._say(mood, {"error": "dead_number", "message": f"{PHONE} is dead"})
        elif mood == "gibberish":
            self._say(200, None)
        elif mood == "no receipt":
            self._say(200, {"ok": True})
        else:
            self._take(body)

    def _take(self, body: bytes) -> None:
        stamp = self.headers["X-Timestamp"]
        expected = hmac.new(SECRET, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        if self.headers["X-Account"] != "hezhong" or self.headers["X-Signature"] != expected:
            self._say(401, {"error": "bad_signature"})
            return
        message = json.loads(body)
        known = message["key"] in self.server.sent
        self.server.sent.setdefault(message["key"], message)
        number = list(self.server.sent).index(message["key"]) + 1
        if self.server.mood == "forgets to answer" and not known:
            self.connection.close()
            return
        self._say(200, {"id": number, "repeated": known})

    def _say(self, status: int, answer: Any, **headers: str) -> None:
        body = b"<html>" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: Any) -> None:
        """The test's output stays readable."""


class FakeGateway(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.mood: str | int = "honest"
        self.sent: dict[str, dict[str, str]] = {}
        self.calls = 0
        super().__init__(("127.0.0.1", 0), Exchange)


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with FakeGateway() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def sms(gateway: FakeGateway, secret: bytes = SECRET, seconds: float = 0.5) -> HttpSms:
    return HttpSms(f"http://127.0.0.1:{gateway.server_port}/send", "hezhong", secret, seconds, clock=lambda: NOW)


def test_a_message_arrives_once(gateway: FakeGateway) -> None:
    assert sms(gateway).send(PHONE, "您的投诉已经受理", "m1") == Receipt("1")
    assert sms(gateway).send(PHONE, "您的投诉已经受理", "m1") == Receipt("1", repeated=True)
    assert sms(gateway).send(PHONE, "请补正材料", "m2") == Receipt("2")
    assert gateway.sent["m1"] == {"to": PHONE, "text": "您的投诉已经受理", "key": "m1"}
    assert len(gateway.sent) == 2


def test_an_answer_that_was_lost_is_asked_for_again(gateway: FakeGateway) -> None:
    gateway.mood = "forgets to answer"
    with pytest.raises(MessengerDown):
        sms(gateway).send(PHONE, "x", "m1")
    assert sms(gateway).send(PHONE, "x", "m1") == Receipt("1", repeated=True)
    assert len(gateway.sent) == 1


@pytest.mark.parametrize("mood", ("slow", "hangs up", "gibberish", "no receipt", "moved", 401, 403, 429, 500, 503))
def test_later(gateway: FakeGateway, mood: str | int) -> None:
    gateway.mood = mood
    with pytest.raises(MessengerDown) as trouble:
        sms(gateway).send(PHONE, "x", "m1")
    assert not isinstance(trouble.value, MessageRefused)
    assert PHONE not in str(trouble.value)
    assert gateway.calls == 1  # a redirect is not followed with a phone number


@pytest.mark.parametrize("status", (400, 404, 422))
def test_never(gateway: FakeGateway, status: int) -> None:
    gateway.mood = status
    with pytest.raises(MessageRefused, match=f"{status} dead_number") as trouble:
        sms(gateway).send(PHONE, "x", "m1")
    assert PHONE not in str(trouble.value)


def test_nobody_there() -> None:
    with pytest.raises(MessengerDown, match="does not answer"):
        HttpSms("http://127.0.0.1:1/", "hezhong", SECRET, 1).send(PHONE, "x", "m1")


def test_another_secret_is_refused(gateway: FakeGateway) -> None:
    with pytest.raises(MessengerDown, match="401 bad_signature"):
        sms(gateway, b"another").send(PHONE, "x", "m1")
    assert not gateway.sent


@pytest.mark.parametrize("url", ("http://sms.example.com/send", "ftp://127.0.0.1/", "file:///etc/passwd"))
def test_numbers_leave_the_house_only_over_https(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        HttpSms(url, "hezhong", SECRET)


def test_the_other_side_can_check() -> None:
    """The vector was computed with openssl dgst -sha256 -hmac."""
    signature = "a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03"
    assert signing.sign(b"key", 1_700_000_000, b'{"a":1}') == signature
    assert signing.genuine(b"key", 1_700_000_000, b'{"a":1}', signature, 1_700_000_300)
    assert not signing.genuine(b"key", 1_700_000_000, b'{"a":1}', signature, 1_700_000_301)
    assert not signing.genuine(b"key", 1_700_000_000, b'{"a":2}', signature, 1_700_000_000)
