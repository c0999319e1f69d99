"""The register of sites' wage accounts (农民工工资专用账户): opened by the general contractor, reported to the office of the place.

What an employer types as the account it paid from is its own until it is registered here (保障农民工工资支付条例 26, 31).
"""

from django.db import transaction

from hezhong.directory import accounts, employers
from hezhong.directory.accounts import AccountCard
from hezhong.directory.changes import Author, note
from hezhong.directory.models import PayAccount, Site

WHAT = "工资专户"


class BadAccount(ValueError):
    """It cannot be registered so; the message is for the user."""


def listed(site: int) -> tuple[AccountCard, ...]:
    """Return the wage accounts of a site; three queries."""
    return accounts.within([site], ())


def register(site: int, digits: str, bank: str, author: Author) -> int:
    """Return the token of an account that is the site's wage account from now on. Raises BadAccount; then nothing is entered.

    digits: its number. What was paid from it before stays as it was told.
    """
    bank = " ".join(bank.split())
    if not bank:
        raise BadAccount("还没有写开户行。请照开户证明填写，写到支行")
    with transaction.atomic():
        row = Site.objects.select_for_update().get(token=site)
        if row.contractor is None:
            raise BadAccount("这个项目还没有登记施工总承包单位，专户由它开立。请先登记施工总承包单位")
        token = accounts.enter_account(digits, holder=row.contractor)
        account = PayAccount.objects.select_for_update(of=("self",)).select_related("site").get(token=token)
        if account.site:
            raise BadAccount(f"这个账号已经是“{account.site.name}”的工资专户" + ("" if account.site_id == site else "。一个账号只能登记给一个项目，请核对账号"))
        if account.holder != row.contractor:
            holder = employers.cards([account.holder or 0]).get(account.holder or 0)
            raise BadAccount(f"这个账号登记的是“{holder.name if holder else '别的单位'}”的账户，不是施工总承包单位的。专户由施工总承包单位开立，请核对账号")
        account.site, account.bank = row, bank
        account.save(update_fields=["site", "bank"])
        note(WHAT, [f"项目“{row.name}”：登记工资专户，尾号 {digits[-accounts.SHOWN:]}，{bank}"], author)
        return token
