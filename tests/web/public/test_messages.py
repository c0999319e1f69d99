"""Short messages: which gateway is chosen, and that one that is down delays messages and never an action."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client

from hezhong.app import ports
from hezhong.app.home import Home
from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import outbox, store
from hezhong.engine.messenger import MessengerDown
from hezhong.engine.models import Case, Message
from hezhong.gateways.sms.http import HttpSms
from hezhong.gateways.sms.local import LocalOutbox
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.web.public.filling import FLOW, fill, page_text

SECRET = "a secret of the province"
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


class Gateway(BaseHTTPRequestHandler):
    """Takes what is rightly signed, and writes it down once for its key."""

    server: "Listening"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = self.headers["X-Timestamp"].encode() + b"." + body
        right = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest() == self.headers["X-Signature"]
        if right:
            message = json.loads(body)
            self.server.taken.setdefault(message["key"], (message["to"], message["text"]))
        answer = json.dumps({"id": "1"} if right else {"error": "bad_signature"}).encode()
        self.send_response(200 if right else 401)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


class Listening(ThreadingHTTPServer):
    taken: dict[str, tuple[str, str]]


@pytest.fixture
def gateway() -> Iterator[Listening]:
    server = Listening(("127.0.0.1", 0), Gateway)
    server.taken = {}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_environment_chooses_the_gateway(tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    settings.HEZHONG_DEMO = True
    assert isinstance(ports.messenger(home), LocalOutbox)
    settings.HEZHONG_DEMO = False
    with pytest.raises(MessengerDown, match="HEZHONG_SMS_URL"):
        ports.messenger(home).send("19900005521", "x", "k")
    monkeypatch.setenv("HEZHONG_SMS_URL", "https://sms.example.cn/send")
    monkeypatch.setenv("HEZHONG_SMS_ACCOUNT", "guangdong")
    monkeypatch.setenv("HEZHONG_SMS_SECRET", SECRET)
    chosen = ports.messenger(home)
    assert isinstance(chosen, HttpSms) and (chosen.account, chosen.secret) == ("guangdong", SECRET.encode())
    monkeypatch.setenv("HEZHONG_SMS_URL", "http://sms.example.cn/send")
    with pytest.raises(ValueError, match="https"):
        ports.messenger(home)


@pytest.mark.django_db
def test_a_dead_gateway_delays_messages_and_no_action(clock: Clock, gateway: Listening) -> None:
    here, filed = province.build(), province.file()
    with_nobody = Listening(("127.0.0.1", 0), Gateway)
    dead = HttpSms(f"http://127.0.0.1:{with_nobody.server_port}/", "guangdong", SECRET.encode(), seconds=2)
    with_nobody.server_close()
    assert outbox.drain(dead, clock.now()) == 0
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-02", 12)
    store.act(filed.case_id, "take", None, inspector, at)
    assert store.act(filed.case_id, "accept", TWO, inspector, at).state == "accepted"
    clock.pass_by(hours=3)
    assert outbox.drain(dead, clock.now()) == 0
    waiting = list(Message.objects.order_by("created_at"))
    assert len(waiting) == 2 and all(message.sent_at is None for message in waiting)
    assert "does not answer" in waiting[0].trouble and "19900005521" not in waiting[0].trouble

    clock.pass_by(hours=3)
    alive = HttpSms(f"http://127.0.0.1:{gateway.server_port}/", "guangdong", SECRET.encode(), seconds=5)
    assert outbox.drain(alive, clock.now()) == 2 and outbox.drain(alive, clock.now()) == 0
    texts = [text for to, text in gateway.taken.values() if to == "19900005521"]
    assert len(texts) == 2 and "正在审查是否受理" in texts[0] and "已受理并立案" in texts[1]
    assert all(filed.query_code in text for text in texts)
    assert filed.query_code not in "".join(Message.objects.values_list("text", flat=True))  # rows keep it sealed


@pytest.mark.django_db
def test_a_case_is_confirmed_though_no_message_leaves(client: Client, clock: Clock, box: Box) -> None:
    province.build()
    fill(client)
    assert client.post(f"{FLOW}/check/").status_code == 302
    assert "已经发到 199****5521" in page_text(client.get(f"{FLOW}/phone/code/"))
    assert Message.objects.filter(sent_at=None).count() == 1 and not Case.objects.exists()


@pytest.mark.django_db
def test_the_box_is_there_on_demonstrations_only(client: Client, box: Box, settings: Any) -> None:
    page = page_text(client.get("/demo/sms/"))
    assert "<h1>本机短信箱（演示）</h1>" in page
    settings.HEZHONG_DEMO = False
    assert client.get("/demo/sms/").status_code == 404
