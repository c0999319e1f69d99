"""Signs an officer in whose session is over in one way or another; prints the session."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore

from hezhong.directory.models import Account
from hezhong.web import clock
from tests.app.drives.seed import signed_in


def do(how: str) -> dict[str, object]:
    account = Account.objects.get(username="boan.second")
    key = signed_in(account)
    session = SessionStore(key)
    if how == "signed_out":
        session.delete()
    if how == "idle":
        session["seen_at"] = (clock.now() - timedelta(minutes=16)).timestamp()
        session.save()
    Account.objects.filter(pk=account.pk).update(is_active=how != "inactive")
    return {"session": key}
