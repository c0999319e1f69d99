"""What the ledger knows by tokens beside persons and employers: sites, teams, cards and accounts, and who feeds it. Part of ``models``."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Site(models.Model):
    """A building site (工程建设项目). number: that of the project, where it has one. region: where it is built.

    contractor, owner: tokens of employers. since, until: the days between which it is built.
    """

    token = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    plain_name = models.TextField(default="")
    pieces = ArrayField(models.TextField(), default=list)
    number = models.TextField(null=True, unique=True)
    region = models.CharField(max_length=9)
    contractor = models.BigIntegerField(null=True)
    owner = models.BigIntegerField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            GinIndex(fields=["pieces"], name="site_pieces"),
            models.Index(fields=["region"], name="site_region"),
            models.Index(fields=["contractor"], name="site_contractor"),
        ]


class SiteFacts(models.Model):
    """What an office states of a site, as it is now; every change of it is in the history. Money in fen.

    The codes are those of the ledger's table of sites. labour_officer: token of a person.
    """

    class Trade(models.TextChoices):
        """行业."""

        HOUSING = "housing", "房屋建筑"
        MUNICIPAL = "municipal", "市政"
        TRANSPORT = "transport", "交通"
        WATER = "water", "水利"
        ENERGY = "energy", "能源"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        """工程状态."""

        PREPARING = "preparing", "筹建"
        BUILDING = "building", "在建"
        STOPPED = "stopped", "停工"
        FINISHED = "finished", "竣工"

    class Security(models.TextChoices):
        """工资保证金."""

        NONE = "none", "未存储"
        DEPOSIT = "deposit", "现金存储"
        GUARANTEE = "guarantee", "银行保函"
        INSURANCE = "insurance", "保证保险"

    site = models.OneToOneField(Site, on_delete=models.PROTECT, primary_key=True, related_name="facts")
    trade = models.TextField(choices=Trade.choices)
    state = models.TextField(choices=State.choices)
    contract_fen = models.BigIntegerField(null=True)
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    security = models.TextField(choices=Security.choices, default=Security.NONE)
    security_fen = models.BigIntegerField(null=True)
    security_until = models.DateField(null=True)
    notice_board = models.BooleanField(default=False)
    labour_officer = models.BigIntegerField(null=True)


class Team(models.Model):
    """A team (班组) on a site, by its name there."""

    token = models.BigIntegerField(primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams")
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="team_once")]


class Card(models.Model):
    """A bank card that wages go to. number: sealed; index: blind. holder: token of the person, none while nobody said."""

    token = models.BigIntegerField(primary_key=True)
    number = models.BinaryField()
    index = models.BinaryField(unique=True)
    holder = models.BigIntegerField(null=True, db_index=True)
    bank = models.TextField(default="")


class PayAccount(models.Model):
    """An account that wages are paid from. site: of a wage account (农民工工资专用账户). holder: token of the employer."""

    token = models.BigIntegerField(primary_key=True)
    number = models.BinaryField()
    index = models.BinaryField(unique=True)
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="accounts")
    holder = models.BigIntegerField(null=True, db_index=True)
    bank = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(site__isnull=False) | Q(holder__isnull=False), name="account_of_somebody")
        ]


class GateCard(models.Model):
    """A card that opens the gate of one site, by its blind index, and who carries it."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="gate_cards")
    index = models.BinaryField()
    holder = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "index"], name="gate_card_once")]


class Feeder(models.Model):
    """A program of a bank or of a gate's vendor that may send facts of these sites and accounts. secret: hash of its token.

    layout: of the pay files that were agreed with a bank whose program fetches them, '' for none that does.
    """

    class Kind(models.TextChoices):
        BANK = "bank", "银行"
        GATE = "gate", "考勤设备厂商"

    name = models.TextField()
    kind = models.TextField(choices=Kind)
    secret = models.BinaryField(unique=True)
    sites = ArrayField(models.BigIntegerField(), default=list)
    accounts = ArrayField(models.BigIntegerField(), default=list)
    layout = models.TextField(default="")
    since = models.DateField()
    until = models.DateField(null=True)
    made_by = models.TextField()
