"""What must not be kept: drafts nobody came back to with their files' rows, codes sent to phones, texts that are done.

Bytes of files stay in the store, sealed: whether they may go is the archive's decision.
"""

from datetime import datetime, timedelta

from django.db import transaction

from hezhong.engine.drafts import KEPT
from hezhong.engine.models import Draft, Message, PhoneCode, StoredFile

CODES_KEPT = timedelta(days=1)  # they count for the limit an hour; after that they are only somebody's phone
TEXTS_KEPT = timedelta(days=1)  # of messages to a phone that is nobody's: codes


def sweep(at: datetime) -> int:
    """Remove what is too old; return how many drafts went."""
    with transaction.atomic():
        old = Draft.objects.filter(touched_at__lt=at - KEPT)
        StoredFile.objects.filter(draft__in=old, case__isnull=True).delete()
        gone, _ = old.delete()
        PhoneCode.objects.filter(sent_at__lt=at - CODES_KEPT).delete()
        Message.objects.filter(case=None, sent_at__lt=at - TEXTS_KEPT).delete()
        return gone
