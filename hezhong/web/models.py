"""What the pages keep for themselves: how often visitors of one place tried something, and links for walls. Nothing here is about a case."""

from django.db import models


class Tries(models.Model):
    """Tries of one kind from one place in one hour. ``mark``: stands for the address, which is not kept (``visits``)."""

    mark = models.BinaryField()
    what = models.TextField()
    hour = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "what", "hour"], name="tries_once")]


class WallLink(models.Model):
    """A screen login (大屏链接): opens the wall of one region for nobody in particular, until a day, or until it is taken back.

    secret: SHA-256 of what stands in the address, which was shown once and is kept nowhere. label: where the screen hangs.
    account, post: of the leader in whose post it was issued; it shows what that post oversees, as long as the leader holds it.
    """

    secret = models.CharField(max_length=64, unique=True)
    region = models.CharField(max_length=9)
    label = models.TextField()
    account = models.IntegerField()
    post = models.IntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_words = models.TextField(default="")
