"""A demonstration's ports for as long as its tests run: what they bind must not be left to the tests after them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import override_settings

from hezhong.app import ports
from tests.emptying import emptied


@contextmanager
def demonstration() -> Iterator[None]:
    """Bind what a demonstration binds; at the end empty the database and bind again what is no demonstration's."""
    try:
        with override_settings(HEZHONG_DEMO=True):
            ports.bind(settings.HOME)
            try:
                yield
            finally:
                emptied()
    finally:
        ports.bind(settings.HOME)
