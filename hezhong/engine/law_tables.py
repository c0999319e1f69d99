"""The tables of what officers say the law is: figures proposed and approved, an office's promises, and what rests on which figure.

Part of ``models``.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class ConfirmedValue(models.Model):
    """A figure of law that one administrator proposed from a document and another approved; it counts from its approval.

    place, also: where it holds; several cities may have one figure from one document. case: which of several figures of
    that name. parts: [what, how much] as text. seen: what the proposer read; document: a copy of it, where there is one. proposer, approver: ids of accounts, by which
    nobody approves what is their own. approval: its place among all approvals, which the law book's version names.
    ended: why it never counted, where it did not.
    """

    class Ended(models.TextChoices):
        DECLINED = "declined", "没有通过"
        WITHDRAWN = "withdrawn", "已撤回"

    name = models.TextField()
    case = models.TextField(default="")
    place = ArrayField(models.CharField(max_length=9), default=list)
    also = models.JSONField(default=list)
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    parts = models.JSONField(default=list)
    members = models.JSONField(default=list)
    text = models.TextField(default="")
    cites = models.TextField()
    seen = models.TextField(default="")
    document = models.ForeignKey("engine.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    proposer = models.BigIntegerField(null=True)
    proposed_by = models.TextField(default="")
    proposed_at = models.DateTimeField(null=True)
    approver = models.BigIntegerField(null=True)
    approved_by = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    approval = models.IntegerField(null=True, unique=True)
    ended = models.TextField(choices=Ended, default="", blank=True)
    ended_by = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(approver=F("proposer")), name="value_needs_two"),
            models.CheckConstraint(condition=Q(approved_at=None) | Q(ended=""), name="value_ends_once"),
        ]

    @property
    def waiting(self) -> bool:
        return self.approved_at is None and not self.ended


class UsedValue(models.Model):
    """That a step of a case rests on a figure of law: what its event says (``Event.used``), where it can be searched.

    place, on: for where and for which day the figure was asked. of_place, since: whose figure answered. which: its case.
    """

    case = models.ForeignKey("engine.Case", on_delete=models.CASCADE, related_name="used")
    event = models.IntegerField()
    name = models.TextField()
    which = models.TextField(default="")
    place = ArrayField(models.CharField(max_length=9), default=list)
    on = models.DateField()
    of_place = ArrayField(models.CharField(max_length=9), default=list)
    since = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    confidence = models.TextField()
    law = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "on"], name="used_value")]


class OfficePromise(models.Model):
    """An office's own shorter period inside the statutory one (承诺时限). Only added to: the newest of a duty counts.

    days: none ends the promise.
    """

    office = models.IntegerField()
    duty = models.TextField()
    days = models.SmallIntegerField(null=True)
    working = models.BooleanField(default=True)
    by = models.TextField()
    at = models.DateTimeField()
