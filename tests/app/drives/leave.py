"""Ends a session, as signing out does."""

from django.contrib.sessions.backends.db import SessionStore


def do(key: str) -> dict[str, object]:
    SessionStore(key).delete()
    return {}
