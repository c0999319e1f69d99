"""Photographs of payroll sheets that workers have signed on paper, and for whom the signatures stand. Part of ``models``."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hezhong.engine.way_in_tables import HandedFile


class SignedSheet(models.Model):
    """That somebody handed in photographs of a signed payroll. Only added to.

    by: token of the person. unsigned: tokens of the workers who have not signed. lines: how many of the ledger it stated as signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handed = models.ForeignKey(HandedFile, on_delete=models.PROTECT, related_name="signed")
    unsigned = ArrayField(models.BigIntegerField(), default=list)
    lines = models.IntegerField()
    by = models.TextField()
    at = models.DateTimeField()


class SignedPage(models.Model):
    """A photograph or scan of a signed sheet. Only added to; the file itself lies sealed with the others."""

    sheet = models.ForeignKey(SignedSheet, on_delete=models.PROTECT, related_name="pages")
    file = models.OneToOneField("StoredFile", on_delete=models.PROTECT, related_name="signed_page")
