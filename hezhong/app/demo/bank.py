"""The bank of the demonstration: it keeps the wage accounts of two sites of one contractor, and somebody works there."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password

from hezhong.app.logins import Login, new_password
from hezhong.directory import bank_clerks, feeders
from hezhong.directory.changes import Author
from hezhong.directory.models import Account, BankClerk

NAME, LOGIN, WHO = "示例银行深圳宝安支行", "bank", "钱示例"


def found(sites: Sequence[int], author: Author) -> None:
    """Register the bank for the wage accounts of sites, with one person who signs in; its program's token is kept by nobody."""
    feeder, _ = feeders.make(NAME, "bank", author, sites)
    bank_clerks.make(feeder, WHO, LOGIN, make_password(None), author, demo=True)


def let_in() -> Iterable[Login]:
    """Give those who work at a bank new passwords; yield what to print."""
    for row in BankClerk.objects.filter(account__demo=True, until=None).select_related("feeder", "account").order_by("account_id"):
        password = new_password()
        Account.objects.filter(pk=row.account_id).update(password=make_password(password))
        yield Login(row.account.username, password, f"银行经办人（{row.feeder.name}），从“银行登录”进：取代发文件，交回单和对账单")
