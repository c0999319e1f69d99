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
    order: the one that a return file answers, where that was said. sent_back_why: sealed; why the general contractor does not pay it. pay_day, pay_lag: the day of the month on which wages were agreed to be paid, and how many months after theirs.
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
    order = models.ForeignKey("PayOrder", null=True, on_delete=models.PROTECT, related_name="returns")
    pay_day = models.SmallIntegerField(null=True)
    pay_lag = models.SmallIntegerField(null=True)
    series = models.UUIDField(default=uuid.uuid4)
    months = ArrayField(models.IntegerField(), default=list)
    state = models.TextField(choices=State, default=State.WAITING)
    body = models.BinaryField()
    receipts = models.JSONField(default=list)
    handed_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_why = models.BinaryField(null=True)
    tries = models.SmallIntegerField(default=0)
    trouble = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["sender", "-handed_at"], name="handed_by"),
            models.Index(fields=["handed_at"], condition=Q(state__in=["waiting", "confirmed"]), name="handed_waiting"),
            models.Index(fields=["site", "-handed_at"], condition=Q(site__isnull=False), name="handed_of_site"),
        ]


class PayOrder(models.Model):
    """A payroll that was given to be paid from an account (代发指令). A row never changes: what became of it are its steps and answers.

    number: ``DF`` and twelve digits, in the order in which orders were given. account: token of the paying one. months: YYYYMM.
    people, fen: how many payments and their sum. digest: SHA-256 of the pay file as CSV. body: sealed, the payments in the
    order of the file, in which names and numbers stand; None for those given before orders kept them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.TextField(unique=True)
    handed = models.ForeignKey(HandedFile, on_delete=models.PROTECT, related_name="orders")
    account = models.BigIntegerField()
    months = ArrayField(models.IntegerField(), default=list)
    people = models.IntegerField()
    fen = models.BigIntegerField()
    digest = models.CharField(max_length=64, default="")
    body = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    given_by = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handed", "account"], name="pay_order_once")]
        indexes = [
            models.Index(fields=["account", "-given_at"], name="pay_order_of_account"),
            models.Index(fields=["account", "number"], name="pay_order_in_order"),
        ]


class PayStep(models.Model):
    """Something that the bank did with an order: it fetched the file, or said that it has it. Only added to.

    by: token of the clerk, or ``feeder:<id>`` of the program. layout, digest: of the file that went out.
    """

    class Kind(models.TextChoices):
        FETCHED = "fetched", "银行已取"
        TAKEN = "taken", "银行已确认收到"

    order = models.ForeignKey(PayOrder, on_delete=models.PROTECT, related_name="steps")
    kind = models.TextField(choices=Kind)
    by = models.TextField()
    layout = models.TextField(default="")
    digest = models.CharField(max_length=64, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "kind", "by", "layout", "digest"], name="pay_step_once")]


class PayAnswer(models.Model):
    """What the bank answered to one payment of an order (回单): paid, or sent back. Only added to; what was paid may be sent back later.

    place: of the payment in the order, from 1. body: sealed; the bank's words, and how the bank booked it. source: of the return that said so,
    ``file:<id>`` or the sender and its number of the batch.
    """

    class Outcome(models.TextChoices):
        PAID = "paid", "已付"
        RETURNED = "returned", "退票"

    order = models.ForeignKey(PayOrder, on_delete=models.PROTECT, related_name="answers")
    place = models.IntegerField()
    outcome = models.TextField(choices=Outcome)
    body = models.BinaryField()
    source = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "place", "outcome"], name="pay_answer_once")]


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
