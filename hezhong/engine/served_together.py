"""Several papers that reach one party on one receipt (一张送达回证): recorded all or none, the scan once."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hezhong.engine import store
from hezhong.engine.answers import Evidence
from hezhong.engine.case_type import Service
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker
from hezhong.engine.store import Submission


def serve(case_id: UUID, first: Service, others: Sequence[str], asker: Asker, at: Moment, key: str) -> None:
    """Record the service of the first document, and of the others on the same party by the same act.

    A file lies with one event only, so the others say with which document the receipt was filed. Raises as ``store.act``.
    """
    with transaction.atomic():
        store.act(case_id, "serve", first, asker, at, Submission(key))
        for number, document in enumerate(others, start=1):
            given = replace(first, document=document, receipt=Evidence(), receipt_with=first.document)
            store.act(case_id, "serve", given, asker, at, Submission(f"{key}-{number}" if key else ""))
