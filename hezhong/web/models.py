"""What the pages count to stay usable: how often visitors of one place tried something. Nothing here is about a case."""

from django.db import models


class Tries(models.Model):
    """Tries of one kind from one place in one hour. ``mark``: stands for the address, which is not kept (``visits``)."""

    mark = models.BinaryField()
    what = models.TextField()
    hour = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "what", "hour"], name="tries_once")]
