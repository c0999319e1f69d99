"""The tables of what moves many clocks at once: orders of a region, years of the calendar, and the runs they cause.

Part of ``models``. Orders, years and decisions are only added to.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class RegionOrder(models.Model):
    """An order that the clocks of a region stand still (区域中止令), or that changes the days of one (``changes``).

    until: the first day that counts again; with a changing order equal to ``since`` the first one is taken back.
    procedures: codes of case types; duties: codes of duties; none means every one. by: id of the account.
    """

    number = models.TextField(unique=True)
    title = models.TextField()
    authority = models.TextField()
    basis = models.TextField()
    region = models.CharField(max_length=9)
    since = models.DateField()
    until = models.DateField()
    procedures = ArrayField(models.TextField(), default=list)
    duties = ArrayField(models.TextField(), default=list)
    note = models.TextField(default="")
    changes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="changed_by")
    by = models.BigIntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()


class CalendarYear(models.Model):
    """The days off of a year as an administrator read them in a notice; approved, they stand in place of the file's."""

    year = models.SmallIntegerField()
    number = models.TextField()
    issued = models.DateField()
    off = ArrayField(models.DateField(), default=list)
    worked = ArrayField(models.DateField(), default=list)
    by = models.BigIntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()


class ClockDecision(models.Model):
    """What a second administrator said of an order or a year. Its id is part of the version of the law book."""

    order = models.OneToOneField(RegionOrder, null=True, on_delete=models.PROTECT, related_name="decision")
    year = models.OneToOneField(CalendarYear, null=True, on_delete=models.PROTECT, related_name="decision")
    agrees = models.BooleanField()
    reason = models.TextField(default="")
    by = models.BigIntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(order__isnull=True) ^ Q(year__isnull=True), name="clock_decision_of_one"
            )
        ]


class ClockRun(models.Model):
    """One walk over open clocks: what an order or a calendar does to them, only looked at (dry) or done.

    key: what it is for, once. calendar, before: the days of the calendar it counts by, and of the one the due days
    stand by now. cursor: the last case done. Units of the counts: cases (total, done, failed), deadlines (the others).
    """

    class Kind(models.TextChoices):
        ORDER_DRY = "order_dry", "试算区域中止"
        ORDER = "order", "执行区域中止"
        CALENDAR_DRY = "calendar_dry", "试算日历"
        CALENDAR = "calendar", "按日历重新计算"

    kind = models.TextField(choices=Kind)
    key = models.TextField(unique=True)
    order = models.ForeignKey(RegionOrder, null=True, on_delete=models.PROTECT, related_name="runs")
    year = models.ForeignKey(CalendarYear, null=True, on_delete=models.PROTECT, related_name="runs")
    calendar = models.JSONField(null=True)
    before = models.JSONField(null=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cursor = models.UUIDField(null=True)
    total = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    later = models.IntegerField(default=0)
    earlier = models.IntegerField(default=0)
    overdue = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["not_before"], condition=Q(finished_at__isnull=True), name="clock_run_waiting")]

    @property
    def dry(self) -> bool:
        return self.kind in (self.Kind.ORDER_DRY, self.Kind.CALENDAR_DRY)

    @property
    def moved(self) -> int:
        """Return how many deadlines fall on another day."""
        return self.later + self.earlier


class ClockMove(models.Model):
    """A due day that a run moved, or would move; or, with ``trouble``, a case in which it failed. Only added to.

    before, after: none while the clock stands still. overdue: it became late by it.
    """

    run = models.ForeignKey(ClockRun, on_delete=models.PROTECT, related_name="moves")
    case = models.ForeignKey("engine.Case", on_delete=models.CASCADE, related_name="clock_moves")
    office = models.IntegerField()
    case_type = models.TextField()
    key = models.TextField(default="")
    party = models.TextField(default="")
    title = models.TextField(default="")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    overdue = models.BooleanField(default=False)
    trouble = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "case", "key", "party"], name="clock_move_once")]
        indexes = [models.Index(fields=["run", "case_type", "office", "id"], name="clock_move_list")]
