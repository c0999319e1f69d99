"""The stage for the kills, in a process of its own with the installation's environment.

``python -m tests.faults.stage set N`` builds a province in real dress (no demonstration), N complaints in an inspector's
hands and a session; ``python -m tests.faults.stage look`` says what the database holds afterwards. Both speak JSON.
"""

import json
import sys
from typing import Any

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402 (Django first)
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from hezhong.directory.models import Account, Officer  # noqa: E402
from hezhong.engine import loading, projection, store  # noqa: E402
from hezhong.engine.codec import facts_to_plain  # noqa: E402
from hezhong.engine.models import NEVER_DUE, Case, Errand, Message, Paper, Received  # noqa: E402
from hezhong.kernel.dates import ONE_DAY  # noqa: E402
from hezhong.law.book import from_files  # noqa: E402
from hezhong.web import clock  # noqa: E402
from tests import province  # noqa: E402

WHO = "boan.inspector"


def set_up(count: int) -> dict[str, Any]:
    """Return the cookie of a session and the ids of the cases."""
    here = province.build()
    Account.objects.update(demo=False)
    Officer.objects.update(demo=False)
    filed_on = (clock.today() - ONE_DAY).isoformat()  # at ten, which today may lie ahead
    ids = []
    for number in range(count):
        filed = province.file(filed_on, number="", phone=f"199{number:08}")
        store.act(filed.case_id, "take", None, here.asker(WHO), province.at(filed_on))
        ids.append(str(filed.case_id))
    account = Account.objects.get(username=WHO)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return {"session": session.session_key, "cases": ids}


def look() -> dict[str, Any]:
    """Return what stands in the tables, and every case whose row is not the fold of its trail."""
    return {
        "waiting": Message.objects.filter(sent_at=None).count() + Errand.objects.filter(done_at=None).count(),
        "messages": [[str(row.pk), row.text] for row in Message.objects.all()],
        "papers": [[row.number, row.stage] for row in Paper.objects.filter(document="acceptance_notice")],
        "answered": Received.objects.filter(key__startswith="api/kill/").count(),
        "trails": {str(case_id): _trail(case_id) for case_id in Case.objects.values_list("pk", flat=True)},
        "unlike": [str(case_id) for case_id in Case.objects.values_list("pk", flat=True) if not _is_fold(case_id)],
    }


def _trail(case_id: Any) -> list[str]:
    return [event.action.name for event in loading.look(case_id).dossier.events]


def _is_fold(case_id: Any) -> bool:
    """Whether row and tasks say what the trail says."""
    loaded = loading.look(case_id)
    row, dossier = loaded.row, loaded.dossier
    owed = projection.tasks_of(dossier, from_files().calendar)
    closed_on = next((event.happened_on for event in dossier.events if dossier.case_type.ends_in(event.state)), None)
    said = (row.state, row.version, row.facts, row.closed_on, row.next_due == NEVER_DUE, row.tasks.count())
    return said == (
        dossier.state.name, len(dossier.events), facts_to_plain(dossier.facts), closed_on, not owed, len(owed)
    )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(set_up(int(sys.argv[2])) if sys.argv[1] == "set" else look()))
