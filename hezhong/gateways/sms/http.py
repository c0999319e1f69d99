"""The gateway of an operator or of the province, spoken to in JSON over HTTPS.

Request: POST {"to", "text", "key"} with the headers X-Account, X-Timestamp, X-Signature (see ``signing``) and
Idempotency-Key. Answers: 200 {"id", "repeated"?}; 400, 404, 422 {"error"} for a message it will never send; anything
else (401, 403, 429, 5xx, silence) means later. A gateway that speaks otherwise gets an adapter in front of it.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from hezhong.engine.messenger import MessageRefused, MessengerDown, Receipt
from hezhong.gateways.sms.signing import sign

LONGEST_ANSWER = 65536
NEVER = (400, 404, 422)
AT_HOME = ("127.0.0.1", "localhost", "::1")


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Never carries a phone number on to another address."""

    def redirect_request(self, *request: object) -> None:
        return None


OPENER = urllib.request.build_opener(_StayHere)


@dataclass(frozen=True)
class HttpSms:
    """A gateway. url: https, or http to this machine. seconds: to connect, and between two pieces of an answer."""

    url: str
    account: str
    secret: bytes
    seconds: float = 10
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        where = urlsplit(self.url)
        if where.scheme != "https" and not (where.scheme == "http" and where.hostname in AT_HOME):
            raise ValueError("phone numbers leave the house only over https")

    def send(self, to: str, text: str, key: str) -> Receipt:
        """Hand a message over; the gateway sends a repeated key once. Raises MessengerDown, MessageRefused."""
        body = json.dumps({"to": to, "text": text, "key": key}, ensure_ascii=False).encode()
        try:
            with OPENER.open(self._request(body, key), timeout=self.seconds) as answer:
                return _receipt(answer.read(LONGEST_ANSWER))
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise _trouble(refusal.code, refusal.read(LONGEST_ANSWER)) from None
        except (OSError, http.client.HTTPException) as trouble:
            raise MessengerDown(f"the gateway does not answer: {type(trouble).__name__}") from None

    def _request(self, body: bytes, key: str) -> urllib.request.Request:
        timestamp = int(self.clock())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Account": self.account,
            "X-Timestamp": str(timestamp),
            "X-Signature": sign(self.secret, timestamp, body),
            "Idempotency-Key": key,
        }
        return urllib.request.Request(self.url, body, headers, method="POST")


def _receipt(answer: bytes) -> Receipt:
    said = _object(answer)
    if not said.get("id"):
        raise MessengerDown("the gateway answered without a receipt")
    return Receipt(str(said["id"]), said.get("repeated") is True)


def _trouble(status: int, answer: bytes) -> MessengerDown:
    """Return what to raise. The gateway's words may repeat the number, so only its short code is passed on."""
    code = str(_object(answer).get("error", ""))[:40]
    words = f"{status} {code}".strip()
    if status in NEVER:
        return MessageRefused(f"the gateway will not send this message: {words}")
    return MessengerDown(f"the gateway takes no message now: {words}")


def _object(answer: bytes) -> dict[str, object]:
    try:
        said = json.loads(answer)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
