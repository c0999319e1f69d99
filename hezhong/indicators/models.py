"""What was published: a situation report and each of its figures, as they stood that day. Only added to."""

import uuid

from django.db import models
from django.db.models import Q


class Report(models.Model):
    """A situation report (形势分析报告) of a region for a period. text: what it says besides its figures, as canonical JSON.

    A period is published once; what was wrong is corrected by a further edition, which names the one it replaces and why.
    hash: of the text and of the hashes of all its figures, in their order. run_on, seq: the day and number of the ledger.
    """

    class Kind(models.TextChoices):
        WEEK = "week", "周报"
        QUARTER = "quarter", "季报"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=Kind)
    region = models.CharField(max_length=9)
    since = models.DateField()
    until = models.DateField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    run_on = models.DateField(null=True)
    seq = models.BigIntegerField(default=0)
    by = models.BigIntegerField()
    by_words = models.TextField()
    office = models.IntegerField()
    at = models.DateTimeField()
    edition = models.SmallIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["region", "-at"], name="report_of_region")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "region", "since", "edition"], name="report_once"),
            models.CheckConstraint(
                condition=Q(edition=1, replaces=None, reason="") | Q(edition__gt=1, replaces__isnull=False) & ~Q(reason=""),
                name="report_replaces_with_reason",
            ),
        ]


class Published(models.Model):
    """A published figure: its definition, its value and the list of what it counts, frozen. content: canonical JSON.

    hash: of the content; what is read again is compared with it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    place = models.SmallIntegerField()
    code = models.TextField()
    content = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "place"], name="published_in_order")]
