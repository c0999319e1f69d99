"""Who works at a bank that feeds the ledger, and signs in at the bank's door. Part of ``models``."""

from django.db import models


class BankClerk(models.Model):
    """Somebody of a bank (银行经办人) who hands in for one feeder, between two days; an account of its own. token: the actor's."""

    token = models.BigIntegerField(primary_key=True)
    account = models.OneToOneField("Account", on_delete=models.PROTECT, related_name="bank_clerk")
    feeder = models.ForeignKey("Feeder", on_delete=models.PROTECT, related_name="clerks")
    name = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    made_by = models.TextField()
