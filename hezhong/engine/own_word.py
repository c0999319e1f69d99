"""What an employer itself has told of pay since a moment. It is no bank's word: nothing that is owed ends by it alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from hezhong.directory import accounts
from hezhong.engine.handing_in import TITLES
from hezhong.engine.models import HandedFile


@dataclass(frozen=True)
class OwnWord:
    """How many files that were taken. payments: files that say what a bank paid; corrections: payrolls handed in again."""

    payments: int = 0
    corrections: int = 0

    def __bool__(self) -> bool:
        return bool(self.payments or self.corrections)

    def __str__(self) -> str:
        told = [f"{self.payments} 份银行回单"] * bool(self.payments) + [f"{self.corrections} 份更正的工资表"] * bool(self.corrections)
        return "、".join(told)


def of_site(site: int, since: datetime) -> OwnWord:
    """Return what employers told of a site, or of its wage accounts."""
    own = [card.token for card in accounts.within([site], [])]
    return _counted(Q(site=site) | Q(site=None, account__in=own), since)


def of_employer(employer: int, since: datetime) -> OwnWord:
    """Return what an employer told."""
    return _counted(Q(employer=employer), since)


def _counted(whose: Q, since: datetime) -> OwnWord:
    taken = HandedFile.objects.filter(whose, state=HandedFile.State.TAKEN, taken_at__gt=since, sender__startswith="employer:")
    payments, payrolls = (taken.filter(receipts__contains=[{"table": TITLES[table]}]) for table in ("bank_lines", "payroll_lines"))
    return OwnWord(payments.count(), payrolls.exclude(series=F("id")).count())
