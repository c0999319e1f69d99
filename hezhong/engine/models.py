"""The engine's tables. Only the engine touches them; everything but events can be rebuilt from events.

Events themselves stand in ``engine_event`` (see the first migration): append-only, partitioned by the year the
case was opened, read and written by ``engine.events`` alone.
"""

import uuid
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from hezhong.engine.calculation_tables import Calculation as Calculation
from hezhong.engine.clock_tables import CalendarYear as CalendarYear
from hezhong.engine.clock_tables import ClockDecision as ClockDecision
from hezhong.engine.clock_tables import ClockMove as ClockMove
from hezhong.engine.clock_tables import ClockRun as ClockRun
from hezhong.engine.clock_tables import RegionOrder as RegionOrder
from hezhong.engine.invitation import Invitation as Invitation
from hezhong.engine.law_tables import ConfirmedValue as ConfirmedValue
from hezhong.engine.law_tables import OfficePromise as OfficePromise
from hezhong.engine.law_tables import UsedValue as UsedValue
from hezhong.engine.ledger_tables import LedgerEntry as LedgerEntry
from hezhong.engine.ledger_tables import LedgerMark as LedgerMark
from hezhong.engine.listing_indexes import COUNTING, listing
from hezhong.engine.paper_tables import Paper as Paper
from hezhong.engine.paper_tables import Phrase as Phrase
from hezhong.engine.signed_tables import SignedPage as SignedPage
from hezhong.engine.signed_tables import SignedSheet as SignedSheet
from hezhong.engine.way_in_tables import HandedFile as HandedFile
from hezhong.engine.way_in_tables import KnownColumns as KnownColumns
from hezhong.engine.way_in_tables import PayAnswer as PayAnswer
from hezhong.engine.way_in_tables import PayOrder as PayOrder
from hezhong.engine.way_in_tables import PayStep as PayStep
from hezhong.engine.way_in_tables import WageCheck as WageCheck

NEVER_DUE = date(9999, 12, 31)


class MatterRow(models.Model):
    """A matter (事项): what a person seeks, whichever procedures it goes through. ``code``: blind index of the query code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.TextField(unique=True)
    code = models.BinaryField(unique=True, null=True)
    sealed_code = models.BinaryField(null=True)
    data = models.JSONField()
    opened_on = models.DateField()


class Case(models.Model):
    """The projection of a case's events that lists filter, sort and ask rights by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(MatterRow, on_delete=models.PROTECT, related_name="cases")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    parent_event = models.IntegerField(null=True)
    lead = models.ForeignKey(
        "self", null=True, to_field="number", on_delete=models.PROTECT, related_name="members", db_index=False
    )
    number = models.TextField(unique=True)
    year = models.SmallIntegerField()
    case_type = models.TextField()
    state = models.TextField()
    province = models.CharField(max_length=6)
    city = models.CharField(max_length=6, default="")
    county = models.CharField(max_length=6, default="")
    town = models.CharField(max_length=9, default="")
    office = models.IntegerField()
    upper_office = models.IntegerField(null=True)
    assignee = models.BigIntegerField(null=True)
    employer = models.BigIntegerField(null=True)
    people = models.IntegerField(default=1)
    people_words = models.TextField(default="")
    about = models.TextField(default="")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    next_due = models.DateField(default=NEVER_DUE)
    next_duty = models.TextField(default="")
    answer = models.TextField(default="")
    answered_in = models.SmallIntegerField(null=True)
    in_time = models.BooleanField(null=True)
    moved_on = models.DateField(null=True)
    colour = models.SmallIntegerField(default=0)
    sealed = models.BooleanField(default=False)
    version = models.IntegerField()
    facts = models.JSONField()
    facts_version = models.SmallIntegerField(default=1)
    search = SearchVectorField(null=True)
    search_text = models.TextField(default="")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            *(listing(column) for column in ("province", "city", "county", "town", "office", "assignee")),
            *COUNTING,
            models.Index(fields=["employer"], name="case_employer"),
            models.Index(fields=["lead"], condition=Q(lead__isnull=False), name="case_lead"),
            models.Index(fields=["colour", "city"], condition=Q(closed_on__isnull=True, colour__gt=0), name="case_colour"),
            GinIndex(fields=["search"], name="case_search"),
        ]


class Task(models.Model):
    """Something owed in a case: a running deadline, or a signature that is waited for."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline"
        SIGNATURE = "signature"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    kind = models.TextField(choices=Kind)
    key = models.TextField()
    party = models.TextField(default="")
    title = models.TextField()
    role = models.TextField(default="")
    due_on = models.DateField(null=True)
    since = models.DateField()
    lapses = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "kind", "key", "party"], name="task_once")]
        indexes = [models.Index(fields=["due_on"], condition=Q(lapses=True), name="task_lapsing")]


class Party(models.Model):
    """Somebody who takes part in a case, by the token of the directory."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    role = models.TextField()
    kind = models.TextField(default="person")
    token = models.BigIntegerField()
    contact = models.BigIntegerField(null=True)
    elected = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "role", "token"], name="party_once")]
        indexes = [models.Index(fields=["token"], name="party_token")]


class Exclusion(models.Model):
    """An officer who must not take part in a case (回避)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions")
    token = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "token"], name="exclusion_once")]


class Panel(models.Model):
    """Who may see a sealed case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="panel")
    token = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "token"], name="panel_once")]


class GlassBreak(models.Model):
    """A leader's written reason to read a sealed case, until a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="glass_breaks")
    token = models.BigIntegerField()
    reason = models.TextField()
    until = models.DateField()
    at = models.DateTimeField()


class Participation(models.Model):
    """Another office that may read a case: who sent it, supervises it, or had it before."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participations")
    office = models.IntegerField()
    kind = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office"], include=["case"], condition=Q(until__isnull=True), name="participation_office")
        ]


class StoredFile(models.Model):
    """A file of a case or of a draft; its bytes lie in the blob store under their hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="files")
    draft = models.ForeignKey("Draft", null=True, on_delete=models.SET_NULL, related_name="files")
    event = models.IntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    shown_sha256 = models.CharField(max_length=64, default="")
    kind = models.TextField()
    title = models.TextField()
    size = models.IntegerField()
    pages = models.IntegerField(default=0)
    checked = models.TextField(default="未扫描")
    submitted_by = models.TextField(default="")
    received_at = models.DateTimeField()


class Appointment(models.Model):
    """A room kept for a case; it cannot be booked twice."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appointments")
    name = models.TextField()
    title = models.TextField()
    office = models.IntegerField()
    room = models.TextField(default="")
    during = DateTimeRangeField()
    event = models.IntegerField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="room_once",
                expressions=[
                    ("office", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=~Q(room=""),
            )
        ]


class Attendance(models.Model):
    """A person kept for an appointment; nobody can sit in two."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="attendances")
    token = models.BigIntegerField()
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="person_once",
                expressions=[("token", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]


class Link(models.Model):
    """Two cases that belong together without one having opened the other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "other", "kind"], name="link_once")]


class Note(models.Model):
    """A working note of an officer; never shown to a party."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()


class Counter(models.Model):
    """The last number given in a series of an office and year; taken under its row lock, so that none is left out."""

    office = models.IntegerField()
    series = models.TextField()
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "series", "year"], name="counter_once")]


class Received(models.Model):
    """A submission already acted on: the same key gets the same answer and does nothing twice."""

    actor = models.TextField()
    key = models.TextField()
    digest = models.BinaryField()
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="received_once")]


class Message(models.Model):
    """A message to somebody outside, sent once. ``to``: contact token; the number is looked up when it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField(unique=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="messages")
    to = models.BigIntegerField(null=True)
    sealed_to = models.BinaryField(null=True)
    text = models.TextField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    trouble = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at__isnull=True), name="message_waiting")]


class Errand(models.Model):
    """Something the worker does after an action, once: render a paper, open the next case, tell the parent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField(unique=True)
    kind = models.TextField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="errands")
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    tries = models.SmallIntegerField(default=0)
    trouble = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["created_at"], condition=Q(done_at__isnull=True), name="errand_waiting")]


class Draft(models.Model):
    """Answers of the public that are not filed yet; found by the blind index of their code, kept encrypted."""

    code = models.BinaryField(unique=True)
    flow = models.TextField()
    body = models.BinaryField()
    phone = models.BinaryField(null=True)
    phone_verified = models.BooleanField(default=False)
    filed_as = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL)
    touched_at = models.DateTimeField()


class PhoneCode(models.Model):
    """A six-digit code sent to a phone. Kept as a hash; a few tries, a few minutes."""

    phone = models.BinaryField(db_index=True)
    purpose = models.TextField()
    code_hash = models.BinaryField()
    sent_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used = models.BooleanField(default=False)
