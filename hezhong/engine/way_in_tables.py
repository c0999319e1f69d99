"""Files of sites, payroll offices and banks on their way into the ledger, and what their columns were said to mean. Part of ``models``."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class HandedFile(models.Model):
    """A file that somebody handed in for the ledger, from the upload to the receipt; the file itself stays, sealed, as evidence.

    sender: who answers for it (``employer:<token>``, ``office:<id>``). by: token of the person. employer, site, account:
    tokens. series: what a corrected pay sheet keeps. months: YYYYMM of the wages in it. body: sealed; what was seen in the
    file and what was answered, in which names and numbers stand. receipts: of the ledger's batches; no person is in them.
    pay_day, pay_lag: the day of the month on which wages were agreed to be paid, and how many months after theirs.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等着读"
        READ = "read", "等着核对"
        CONFIRMED = "confirmed", "正在收"
        TAKEN = "taken", "已收"
        DROPPED = "dropped", "不要了"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.OneToOneField("StoredFile", on_delete=models.PROTECT, related_name="handed")
    sender = models.TextField()
    by = models.TextField()
    kind = models.TextField(default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    city = models.IntegerField()
    employer = models.BigIntegerField()
    site = models.BigIntegerField(null=True)
    account = models.BigIntegerField(null=True)
    booked_on = models.DateField(null=True)
    pay_day = models.SmallIntegerField(null=True)
    pay_lag = models.SmallIntegerField(null=True)
    series = models.UUIDField(default=uuid.uuid4)
    months = ArrayField(models.IntegerField(), default=list)
    state = models.TextField(choices=State, default=State.WAITING)
    body = models.BinaryField()
    receipts = models.JSONField(default=list)
    handed_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    trouble = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["sender", "-handed_at"], name="handed_by"),
            models.Index(fields=["handed_at"], condition=Q(state__in=["waiting", "confirmed"]), name="handed_waiting"),
            models.Index(fields=["site", "-handed_at"], condition=Q(site__isnull=False), name="handed_of_site"),
        ]


class PayOrder(models.Model):
    """A payroll that was given to the bank of an account, to be paid from it (银行代发文件). account: token of the paying one.

    people, fen: how many payments and their sum. fetched_at, fetched_by: when the bank first took the file, and the token of who did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handed = models.ForeignKey(HandedFile, on_delete=models.PROTECT, related_name="orders")
    account = models.BigIntegerField()
    people = models.IntegerField()
    fen = models.BigIntegerField()
    given_at = models.DateTimeField()
    given_by = models.TextField()
    fetched_at = models.DateTimeField(null=True)
    fetched_by = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handed", "account"], name="pay_order_once")]
        indexes = [models.Index(fields=["account", "-given_at"], name="pay_order_of_account")]


class KnownColumns(models.Model):
    """What the columns of files of one make mean, as one sender has confirmed it. signature: of the heads. body: sealed."""

    owner = models.TextField()
    kind = models.TextField()
    signature = models.CharField(max_length=64)
    body = models.BinaryField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "signature"], name="columns_once")]


class WageCheck(models.Model):
    """That a worker was asked by phone whether a line of a payroll is right, and what came of it.

    code: blind index of the link's code. month: YYYYMM; sheet, worker: tokens of the line. why: sealed, what the worker said is wrong.
    """

    class Answer(models.TextChoices):
        RIGHT = "phone", "本人确认"
        WRONG = "refused", "说不对"

    code = models.BinaryField(unique=True)
    handed = models.ForeignKey(HandedFile, on_delete=models.PROTECT, related_name="checks")
    month = models.IntegerField()
    sheet = models.BigIntegerField()
    worker = models.BigIntegerField()
    sent_at = models.DateTimeField()
    answer = models.TextField(choices=Answer, default="")
    why = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handed", "month", "sheet", "worker"], name="wage_checked_once")]
