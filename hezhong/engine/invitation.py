"""The table of invitations: links by which colleagues join the case that leads them (decision 016)."""

from django.db import models
from django.db.models import Q


class Invitation(models.Model):
    """One link, found by the blind index of its code. At most one of a case is open at a time."""

    case = models.ForeignKey("engine.Case", on_delete=models.CASCADE, related_name="invitations")
    code = models.BinaryField(unique=True)
    sealed_code = models.BinaryField()
    by = models.TextField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "engine"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at__isnull=True), name="invitation_open_once")
        ]
