"""What a report keeps sealed, beside its case (decision 012). Nothing here can be read with the database alone.

No address, no device, no hour: days only, and of the reporter nothing but what the reporter wrote, under the report's key.
"""

import uuid

from django.db import models


class SealedReport(models.Model):
    """One report. Parked until it is filed: then ``key`` is wrapped for the vault, and a receipt opens it.

    key: the report's own key, wrapped. locator: blind index of the first signs of the receipt; receipt: its Argon2 hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField("engine.Case", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.BinaryField()
    content = models.BinaryField()
    locator = models.BinaryField(unique=True, null=True)
    receipt = models.TextField(default="")
    touched_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["touched_on"], condition=models.Q(case=None), name="report_parked")]


class Letter(models.Model):
    """One letter, from the reporter or from the office. press: of the form it came by, so that it comes once.

    by: token of the officer who wrote it; nobody's for the reporter.
    """

    report = models.ForeignKey(SealedReport, on_delete=models.CASCADE, related_name="letters")
    number = models.IntegerField()
    by = models.BigIntegerField(null=True)
    text = models.BinaryField()
    on = models.DateField()
    press = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="letter_once"),
            models.UniqueConstraint(fields=["report", "press"], name="letter_press_once"),
        ]


class Enclosure(models.Model):
    """One file of a report or of a letter. described: name, kind and size, sealed.

    original, shown: where the sealed bytes lie in the blob store; '' where no clean copy can be made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(SealedReport, on_delete=models.CASCADE, related_name="enclosures")
    letter = models.IntegerField(default=0)
    described = models.BinaryField()
    original = models.CharField(max_length=64)
    shown = models.CharField(max_length=64, default="")
    on = models.DateField()


class Reading(models.Model):
    """That an officer opened the content, the letters or a file; only added to."""

    report = models.ForeignKey(SealedReport, on_delete=models.PROTECT, related_name="readings")
    by = models.BigIntegerField()
    what = models.TextField()
    at = models.DateTimeField()
