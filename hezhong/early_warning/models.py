"""What early warning keeps: runs, warnings with their history, officers' changes of rules, exclusions, campaigns, who looked at workers' lines.

A warning is a row as long as the ledger finds it; its history is only added to. How it is being handled is no column:
that is the case it has opened.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hezhong.directory import regions


class Run(models.Model):
    """Every rule asked once, for one day. seq: number of the ledger it read. rules: digest of the rules in force.

    key: a run of the same day, ledger and rules is not done twice. troubles: rule -> why it could not be asked. broken: city ->
    why its part of the ledger could not be read, so that it was left out. tried_at: when those cities were last tried.
    """

    key = models.TextField(unique=True)
    on = models.DateField()
    seq = models.BigIntegerField()
    rules = models.TextField()
    law = models.TextField()
    started_at = models.DateTimeField()
    found_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    troubles = models.JSONField(default=dict)
    broken = models.JSONField(default=dict)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-on", "-id"], name="run_latest")]

    @property
    def left_out(self) -> str:
        """Return the names of the cities that were left out, '' where none was."""
        return "、".join(regions.code_name(city) or city for city in sorted(self.broken))


class PeopleCounted(models.Model):
    """How many different workers the open warnings were about on a day. counts: code of a region -> workers, each once there."""

    on = models.DateField(unique=True)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)


class CityRun(models.Model):
    """What a run brings to one city: its findings, and whether they have been dispatched there. One job each.

    kind: of the subjects. city: of sites, where the ledger keeps them; of employers, whose office answers. digest: of all
    that was asked there, so that a city in which nothing has changed is not asked again.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="cities")
    city = models.CharField(max_length=6)
    kind = models.TextField(default="site")
    digest = models.TextField(default="")
    findings = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="")
    tries = models.SmallIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "city", "kind"], name="city_run_once")]
        indexes = [
            models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="city_run_waiting"),
            models.Index(fields=["city", "kind", "-id"], name="city_run_latest"),
        ]


class Warning(models.Model):  # noqa: A001 - the word of the trade
    """A rule has found a subject, from ``first_on`` until ``gone_on``. shadow: it opens nothing.

    asked_in: city of the runs that look after it. among: of a share, all facts, else 1. figures: the bands and parameters that graded it. outcome: how its case ended,
    '' while it is open. version: digest of the rule as it stood. over: why it is found no more, '' while it is. excluded: ids of the
    exclusions that held when it was last looked at. most_fen: what was owed at most of what is looked at and of what was paid.
    """

    class Over(models.TextChoices):
        MENDED = "mended", "台账里已经没有"
        EXCLUDED = "excluded", "合法排除"
        RULE = "rule", "规则停用或者改动"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.TextField()
    subject_kind = models.TextField()
    subject = models.BigIntegerField()
    employer = models.BigIntegerField(default=0)
    grade = models.SmallIntegerField()
    worst = models.SmallIntegerField()
    measure = models.BigIntegerField()
    among = models.BigIntegerField(default=1)
    people = models.IntegerField(default=0)
    fen = models.BigIntegerField(default=0)
    most_fen = models.BigIntegerField(default=0)
    asked_in = models.CharField(max_length=6, default="")
    city = models.CharField(max_length=6)
    county = models.CharField(max_length=6, default="")
    town = models.CharField(max_length=9, default="")
    first_on = models.DateField()
    seen_on = models.DateField()
    gone_on = models.DateField(null=True)
    over = models.TextField(choices=Over, default="")
    excluded = ArrayField(models.BigIntegerField(), default=list)
    shadow = models.BooleanField(default=False)
    version = models.TextField()
    figures = models.JSONField(default=dict)
    seq = models.BigIntegerField()
    case_id = models.UUIDField(null=True)
    case_number = models.TextField(default="")
    outcome = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "subject"], condition=Q(gone_on__isnull=True), name="warning_once"),
        ]
        indexes = [
            models.Index(fields=["grade", "-first_on", "-id"], condition=Q(gone_on__isnull=True), name="warning_open"),
            models.Index(fields=["city", "grade", "-first_on", "-id"], condition=Q(gone_on__isnull=True), name="warning_open_city"),
            models.Index(fields=["county", "grade", "-first_on", "-id"], condition=Q(gone_on__isnull=True), name="warning_open_county"),
            models.Index(fields=["subject"], name="warning_subject"),
            models.Index(fields=["employer"], name="warning_employer"),
            models.Index(fields=["case_id"], name="warning_case"),
            models.Index(fields=["-first_on", "-id"], name="warning_latest"),
            models.Index(fields=["city", "-first_on", "-id"], name="warning_city_latest"),
            models.Index(fields=["county", "-first_on", "-id"], name="warning_county_latest"),
        ]


class WarningStep(models.Model):
    """One change of a warning: raised, worse, milder, changed, gone, or that its case ended. Only added to."""

    class Kind(models.TextChoices):
        RAISED = "raised", "发出"
        WORSE = "worse", "升级"
        MILDER = "milder", "降级"
        CHANGED = "changed", "变化"
        GONE = "gone", "消失"
        ENDED = "ended", "处置结束"

    warning = models.ForeignKey(Warning, on_delete=models.PROTECT, related_name="steps")
    kind = models.TextField(choices=Kind)
    on = models.DateField()
    at = models.DateTimeField()
    grade = models.SmallIntegerField()
    measure = models.BigIntegerField()
    among = models.BigIntegerField()
    people = models.IntegerField()
    fen = models.BigIntegerField()
    seq = models.BigIntegerField()
    note = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["on", "id"], name="warning_step_day")]


class RuleChange(models.Model):
    """A rule as officers want it for a place, between two days: proposed by one, decided by another. Only added to.

    place: path of region codes. bands: [least, grade, above]; parameters: name -> number; empty leaves the declared ones.
    mode: live, shadow (finds and shows, opens nothing), off. The basis is always a document with its day.
    """

    class Mode(models.TextChoices):
        LIVE = "live", "执行"
        SHADOW = "shadow", "试运行"
        OFF = "off", "停用"

    rule = models.TextField()
    region = models.CharField(max_length=9)
    mode = models.TextField(choices=Mode)
    since = models.DateField()
    until = models.DateField(null=True)
    bands = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    basis_title = models.TextField()
    basis_issuer = models.TextField()
    basis_number = models.TextField(default="")
    basis_on = models.DateField()
    reason = models.TextField(default="")
    by = models.IntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()


class RuleDecision(models.Model):
    """What another officer decided of a change. Only added to."""

    change = models.OneToOneField(RuleChange, on_delete=models.PROTECT, related_name="decision")
    agrees = models.BooleanField()
    reason = models.TextField(default="")
    by = models.IntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()


class LawfulExclusion(models.Model):
    """A reason in law why a subject, or one worker of it, is not counted for some rules until a day (合法排除).

    ended_on: from when it no longer holds, though its last day is later; of one that nobody approved: when it was given up.
    ended_words: who ended it, and why.
    """

    subject_kind = models.TextField()
    subject = models.BigIntegerField()
    worker = models.BigIntegerField(default=0)
    rules = ArrayField(models.TextField(), default=list)
    reason = models.TextField()
    document = models.TextField()
    since = models.DateField()
    until = models.DateField()
    by = models.IntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()
    approved_by = models.IntegerField(null=True)
    approved_words = models.TextField(default="")
    approved_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_words = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["subject"], name="exclusion_subject")]


class Campaign(models.Model):
    """A special action (专项行动): warnings of some rules and colours in a place, counted down to none by a day."""

    title = models.TextField()
    document = models.TextField(default="")
    region = models.CharField(max_length=9)
    rules = ArrayField(models.TextField(), default=list)
    grades = ArrayField(models.SmallIntegerField(), default=list)
    since = models.DateField()
    until = models.DateField()
    by = models.IntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()
    ended_on = models.DateField(null=True)


class CitySupervisor(models.Model):
    """Who of the province supervises one city in a campaign (一对一包市督导). officer: token."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="supervisors")
    city = models.CharField(max_length=6)
    officer = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "city"], name="one_supervisor")]


class Question(models.Model):
    """A question to the ledger that an officer has put on a page, and its answer; the worker answers, the web never does.

    kind change: subject is the id of a change of a rule; trial: of figures that are only tried. rule '': what every rule says. asked_by: token of the officer.
    seq: number of the ledger that was the latest when it was put. answer: tokens and figures, no name and no number of anybody.
    """

    class Kind(models.TextChoices):
        SITE = "site", "项目"
        EMPLOYER = "employer", "单位"
        CHANGE = "change", "规则改动"
        TRIAL = "trial", "试算"

    kind = models.TextField(choices=Kind)
    subject = models.BigIntegerField()
    rule = models.TextField(default="")
    on = models.DateField()
    seq = models.BigIntegerField()
    asked_by = models.BigIntegerField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="")
    answer = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "rule", "on", "seq"], condition=Q(trouble=""), name="question_once"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="question_waiting")]


class RuleTrial(models.Model):
    """Figures of a rule that somebody tries before proposing them, as in RuleChange. Same figures, same row; it goes with its answers."""

    key = models.TextField(unique=True)
    rule = models.TextField()
    region = models.CharField(max_length=9)
    mode = models.TextField(choices=RuleChange.Mode)
    since = models.DateField()
    bands = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    at = models.DateTimeField()


class Viewing(models.Model):
    """That an officer opened lines of single workers (查阅工人明细): of which subject, on which page, how many lines. Only added to.

    about: what the page is of, in its own words: the rule and case of a warning, a month. by: token; by_words: name and office as they were.
    """

    subject_kind = models.TextField()
    subject = models.BigIntegerField()
    page = models.TextField()
    about = models.TextField(default="")
    lines = models.IntegerField()
    by = models.BigIntegerField()
    by_words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="viewing_latest")]
