"""Officers signed in for tests: a real session of Django's client, on the day the web's clock is set to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from unittest import mock

from django.conf import settings
from django.test import Client, override_settings

from hezhong.web import clock
from tests.province import PASSWORD, ZONE


@contextmanager
def day(text: str, hour: int = 10) -> Iterator[None]:
    """Let the web's one clock stand at an hour of a day; in a demonstration no second factor is asked."""
    moment = datetime.combine(date.fromisoformat(text), datetime.min.time().replace(hour=hour), ZONE)
    with mock.patch.object(clock, "now", lambda: moment), override_settings(HEZHONG_DEMO=True):
        yield


def signed_in(name: str, *, csrf: bool = False) -> Client:
    """Return a browser in which somebody has signed in by the login page."""
    client = Client(enforce_csrf_checks=csrf)
    typed = {"login": name, "password": PASSWORD}
    if csrf:
        client.get(settings.LOGIN_URL)
        typed["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    answer = client.post(settings.LOGIN_URL, typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return client

