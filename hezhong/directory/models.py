"""Regions, offices, officers, employers and persons. Each is known to the rest of the house by an id or a token.

Tokens are random: nothing can be read from them. Identity, phone, card and address are sealed in their columns.
"""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from hezhong.directory.bank_tables import BankClerk as BankClerk
from hezhong.directory.ledger_tables import Card as Card
from hezhong.directory.ledger_tables import Feeder as Feeder
from hezhong.directory.ledger_tables import GateCard as GateCard
from hezhong.directory.ledger_tables import PayAccount as PayAccount
from hezhong.directory.ledger_tables import Site as Site
from hezhong.directory.ledger_tables import SiteFacts as SiteFacts
from hezhong.directory.ledger_tables import Team as Team
from hezhong.directory.party_tables import SiteParty as SiteParty


class DateRange(Func):
    """The days of a dated row as a range, for the exclusion constraint."""

    function = "daterange"
    output_field = DateRangeField()


class Account(AbstractUser):
    """Somebody who signs in: officers, administrators, auditors, who stands for an employer, who works at a bank. No workers."""

    class Kind(models.TextChoices):
        OFFICER = "officer", "工作人员"
        ADMINISTRATOR = "administrator", "系统管理员"
        AUDITOR = "auditor", "审计员"
        EMPLOYER = "employer", "单位经办人"
        BANK = "bank", "银行经办人"

    kind = models.TextField(choices=Kind, default=Kind.OFFICER)
    shown_name = models.TextField(default="")
    demo = models.BooleanField(default=False)


class Region(models.Model):
    """A region as it was between two days; a change of name or parent is a new row."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        CITY = "city", "市"
        COUNTY = "county", "县区"
        TOWN = "town", "镇街"

    code = models.CharField(max_length=9)
    name = models.TextField()
    level = models.TextField(choices=Level)
    parent = models.CharField(max_length=9, default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "since"], nulls_distinct=False, name="region_once")]
        indexes = [models.Index(fields=["parent", "code"], name="region_parent")]


class Office(models.Model):
    """An authority. ``word``: its word in document numbers (深宝)."""

    name = models.TextField(unique=True)
    short_name = models.TextField(default="")
    word = models.TextField(unique=True)
    level = models.TextField(choices=Region.Level)
    region = models.CharField(max_length=9)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="below")
    address = models.TextField(default="")
    phone = models.TextField(default="")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    demo = models.BooleanField(default=False)


class Serves(models.Model):
    """Which office serves a region for a business, between two days. Special zones are rows here, not regions."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="serves")
    region = models.CharField(max_length=9)
    business = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["business", "region"], name="serves_business")]
        constraints = [
            ExclusionConstraint(
                name="one_office_serves",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("business", RangeOperators.EQUAL),
                    (DateRange(F("since"), F("until")), RangeOperators.OVERLAPS),
                ],
            )
        ]


class Officer(models.Model):
    """An officer. ``certificate``: number of the inspector's certificate (监察证号)."""

    token = models.BigIntegerField(primary_key=True)
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="officer")
    name = models.TextField()
    certificate = models.TextField(default="")
    demo = models.BooleanField(default=False)


class Post(models.Model):
    """What an officer is for in an office, between two days. businesses: case types; empty means all of them."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    title = models.TextField()
    roles = ArrayField(models.TextField(), default=list)
    businesses = ArrayField(models.TextField(), default=list)
    clerk = models.BooleanField(default=False)
    leader = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    deputy_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="deputies")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(until__isnull=False), name="deputies_only_for_a_time"
            )
        ]


class Employer(models.Model):
    """An employer of the register, or one that somebody named. ``code``: unified credit code, when known."""

    token = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    plain_name = models.TextField(default="")
    pieces = ArrayField(models.TextField(), default=list)
    code = models.CharField(max_length=18, null=True, unique=True)
    address = models.TextField(default="")
    region = models.CharField(max_length=9, default="")
    in_charge = models.TextField(default="")
    industry = models.TextField(default="")
    registered = models.BooleanField(default=False)
    demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["pieces"], name="employer_pieces"),
            models.Index(fields=["plain_name"], name="employer_plain_name"),
        ]


class Authorised(models.Model):
    """Somebody who stands for an employer (授权经办人); each row is one person for one employer, and an account of its own.

    person, contact: tokens. phone_index: blind index, by which the person signs in. code, firm: as typed; ``employer`` is
    known from admission on. paper: the served paper whose check code admitted; it admits once. letter: what the
    officer noted of the letter of authorisation (授权委托书). since: none while nobody has admitted the applicant.
    """

    class Admitted(models.TextChoices):
        PAPER = "paper", "凭送达文书的核验码"
        OFFICE = "office", "由机关核对授权委托书"
        DEMO = "demo", "演示"

    token = models.BigIntegerField(primary_key=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="authorised")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="authorised")
    code = models.CharField(max_length=18)
    firm = models.TextField()
    name = models.TextField()
    person = models.BigIntegerField()
    contact = models.BigIntegerField()
    phone_index = models.BinaryField()
    admitted = models.TextField(choices=Admitted, default="")
    admitted_by = models.TextField(default="")
    letter = models.TextField(default="")
    paper = models.UUIDField(null=True, unique=True)
    applied_at = models.DateTimeField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    declined = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "phone_index"], condition=Q(until__isnull=True, declined=""), name="authorised_once"
            )
        ]
        indexes = [models.Index(fields=["applied_at"], condition=Q(since__isnull=True, declined=""), name="authorised_waiting")]


class Consent(models.Model):
    """That an employer agreed to be served electronically (送达地址确认书), from a day until it takes that back."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="consents")
    by = models.ForeignKey(Authorised, on_delete=models.PROTECT, related_name="consents")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Authorised, null=True, on_delete=models.PROTECT, related_name="withdrawn_consents")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer"], condition=Q(until__isnull=True), name="consent_once")
        ]


class MailboxItem(models.Model):
    """A paper that lies in an employer's mailbox: the proof of electronic service. paper: id; sha256: of the bytes put there."""

    paper = models.UUIDField(unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mailbox")
    sha256 = models.CharField(max_length=64)
    put_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Authorised, null=True, on_delete=models.PROTECT, related_name="opened")


class Person(models.Model):
    """A person; ``identity`` is the blind index of kind and number, by which the same person is found again."""

    token = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    kind = models.TextField()
    number = models.BinaryField(null=True)
    identity = models.BinaryField(null=True, unique=True)
    card = models.BinaryField(null=True)
    demo = models.BooleanField(default=False)


class Contact(models.Model):
    """How a person said to be reached, once: a later filing makes another and changes none."""

    token = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True, db_index=True)
    address = models.BinaryField(null=True)


class Alias(models.Model):
    """A name somebody gave with an identity that is registered under another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="alias_once")]


class AccessRecord(models.Model):
    """Who looked at whose full number, when and why."""

    person = models.BigIntegerField()
    field = models.TextField()
    by = models.TextField()
    why = models.TextField()
    at = models.DateTimeField()


class Change(models.Model):
    """Who changed what in the directory, and when; only added to."""

    what = models.TextField()
    says = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
