"""The table of saved calculations: facts, what the law gave for them, and the figures it rested on. Part of ``models``."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Calculation(models.Model):
    """One entitlement reckoned beside a case, as it was shown that day. Never changed: a new one is reckoned instead.

    facts: as ``law.facts.read`` understands them, with ``city``. shown: the line that was shown (``claim_sheet.Line``).
    used: name, case, place, since and confidence of each figure of law; names: their names, to be searched. by: the token of
    whoever reckoned it. Unit of the amounts: CNY, unless ``unit`` says otherwise.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("engine.Case", on_delete=models.CASCADE, related_name="calculations")
    entitlement = models.TextField()
    facts = models.JSONField()
    claimed = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    unit = models.TextField()
    shown = models.JSONField()
    used = models.JSONField(default=list)
    names = ArrayField(models.TextField(), default=list)
    law = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["names"], name="calculation_names")]
