"""Builds a small province and signs two of its officers in; prints sessions and offices."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from hezhong.directory.models import Account
from tests import province


def do() -> dict[str, object]:
    here = province.build()
    found: dict[str, object] = {name: office.pk for name, office in here.offices.items()}
    for name in ("boan.inspector", "nanshan.inspector"):
        found[name] = signed_in(Account.objects.get(username=name))
    return found


def signed_in(account: Account) -> str:
    """Return the key of a session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return session.session_key or ""
