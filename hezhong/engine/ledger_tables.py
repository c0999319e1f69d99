"""The tables of the ledger in PostgreSQL: its journal, and how far the trail of cases has been brought to it. Part of ``models``."""

from django.db import models


class LedgerEntry(models.Model):
    """One commit of the ledger's manifest, under its number; only added to. entry: as ``ledger.commits.as_json`` writes it."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.JSONField()


class LedgerMark(models.Model):
    """How far a stream of PostgreSQL has been brought to the ledger. upto: the first transaction (xid8) that is not there yet.

    sending: the end of the range that is on its way, written down before it goes, so that a killed worker sends the
    same range again; none when nothing is on its way.
    """

    stream = models.TextField(primary_key=True)
    upto = models.BigIntegerField()
    sending = models.BigIntegerField(null=True)
