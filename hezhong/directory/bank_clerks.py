"""Who works at a bank and hands in for it (银行经办人): made by who runs the installation, for one feeder, and ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from hezhong.directory.changes import Author, note
from hezhong.directory.feeders import Admitted
from hezhong.directory.models import Account, BankClerk, Feeder
from hezhong.directory.offices import in_force
from hezhong.directory.tokens import new_token

WHAT = "银行经办人"


class NotMade(ValueError):
    """It cannot be done; the message is for the user."""


@dataclass(frozen=True)
class Clerk:
    """For which bank an account hands in today. token: the actor that files and lists name."""

    token: int
    name: str
    bank: Admitted

    @property
    def shown(self) -> str:
        return shown(self.bank.name, self.name)


def shown(bank: str, name: str) -> str:
    """Return the person with for whom: 示例银行（经办人 王某）."""
    return f"{bank}（经办人 {name}）"


def make(feeder: int, name: str, login: str, password: str, author: Author, *, demo: bool = False) -> int:
    """Return the token of a new clerk of a bank. password: as hashed by the caller. Raises NotMade."""
    bank = Feeder.objects.filter(pk=feeder, kind=Feeder.Kind.BANK, until=None).first()
    if bank is None:
        raise NotMade(f"没有第 {feeder} 号银行报送程序，或者已经停用。请先用 hezhong ledger feeder 登记银行")
    if Account.objects.filter(username=login).exists():
        raise NotMade(f"登录名“{login}”已经有人用了，请换一个")
    with transaction.atomic():
        account = Account.objects.create(username=login, password=password, kind=Account.Kind.BANK, shown_name=name, demo=demo)
        row = BankClerk.objects.create(
            token=new_token(), account=account, feeder=bank, name=name, since=author.at.date(), made_by=author.by
        )
        note(WHAT, [f"开通{shown(bank.name, name)}，登录名 {login}"], author)
    return row.token


def end(login: str, author: Author) -> bool:
    """Return whether the clerk could still sign in; from this day on no more."""
    row = BankClerk.objects.filter(in_force(author.at.date()), account__username=login).select_related("feeder").first()
    if row is None:
        return False
    row.until = author.at.date()
    row.save(update_fields=["until"])
    note(WHAT, [f"停用{shown(row.feeder.name, row.name)}"], author)
    return True


def standing(account_id: int, on: date) -> Clerk | None:
    """Return for which bank an account stands on that day, None for none, also where the bank itself was ended."""
    row = BankClerk.objects.filter(in_force(on), account_id=account_id).select_related("feeder", "account").first()
    if row is None or row.feeder.until is not None or not row.account.is_active:
        return None
    bank = row.feeder
    return Clerk(row.token, row.name, Admitted(bank.pk, bank.name, bank.kind, frozenset(bank.sites), frozenset(bank.accounts)))


def names(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return clerk -> 示例银行（经办人 王某）, in one query; ended ones too."""
    rows = BankClerk.objects.filter(token__in=list(tokens)).values_list("token", "feeder__name", "name")
    return {token: shown(bank, name) for token, bank, name in rows}
