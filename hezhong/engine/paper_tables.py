"""The tables of papers, and of the phrases that officers keep for what they write on them. Part of ``models``."""

import uuid

from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """One document to one addressee, on its way from draft to served. ``office``: whose paper it is, for good.

    served_on: the day from which it counts as served, which lies ahead while a public notice runs. posted_on: the day on
    which that notice was posted up. served_event: number of the event that served it.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "草稿"
        SIGNED_OFF = "signed_off", "已签发"
        NUMBERED = "numbered", "已编号"
        SEALED = "sealed", "已定稿"
        SERVED = "served", "已送达"
        VOID = "void", "已作废"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("engine.Case", on_delete=models.CASCADE, related_name="papers")
    office = models.IntegerField()
    event = models.IntegerField()
    document = models.TextField()
    title = models.TextField()
    role = models.TextField()
    party = models.TextField(default="")
    stage = models.TextField(choices=Stage, default=Stage.DRAFT)
    number = models.TextField(default="")
    check_code = models.TextField(unique=True)
    data = models.JSONField()
    sha256 = models.TextField(default="")
    signed_by = models.TextField(default="")
    signed_on = models.DateField(null=True)
    sealed_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    served_by = models.TextField(default="")
    posted_on = models.DateField(null=True)
    served_event = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "event", "document", "role", "party"], condition=~Q(stage="void"), name="paper_once"
            ),
            models.UniqueConstraint(
                fields=["number", "document", "role", "party", "event"],
                condition=~Q(number="") & ~Q(stage="void"),
                name="paper_number_once",
            ),
        ]


class Phrase(models.Model):
    """Words that officers write again and again (常用语): of an office, or of one officer there.

    field: ``<action>.<field>`` they are meant for; '' for every text.
    """

    office = models.IntegerField()
    officer = models.BigIntegerField(null=True)
    field = models.TextField(default="")
    text = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "officer", "text"], nulls_distinct=False, name="phrase_once")
        ]
