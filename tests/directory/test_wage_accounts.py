"""A site's wage account: registered by the office, the general contractor's, one site's; what an employer types is its own."""

from datetime import date, datetime, time

import pytest

from hezhong.directory import accounts, employers, party_register, regions, sites, wage_accounts
from hezhong.directory.changes import Author
from hezhong.directory.models import Change, PayAccount
from hezhong.directory.wage_accounts import BadAccount
from tests.province import ZONE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)
BY = Author("何志远（宝安）", datetime.combine(TODAY, time(10), ZONE))
NUMBER, BANK = "4430000000009001", "示例银行 宝安支行"


@pytest.fixture
def firm() -> int:
    regions.load_guangdong()
    return employers.register("甲建设有限公司", region="440306")


@pytest.fixture
def site(firm: int) -> int:
    return sites.register("云山花园", "440306", "GD-1", contractor=firm)


def test_it_is_the_sites_and_the_contractors_from_then_on(site: int, firm: int) -> None:
    typed = accounts.enter_account("4430000000009001", holder=firm)
    assert wage_accounts.listed(site) == ()
    assert wage_accounts.register(site, NUMBER, BANK, BY) == typed, "what the employer had typed before is the same account"
    (card,) = wage_accounts.listed(site)
    assert (card.shown, card.bank, card.site_name, card.holder_name) == ("尾号 9001", "示例银行 宝安支行", "云山花园", "甲建设有限公司")
    assert list(Change.objects.values_list("what", "says", "by")) == [("工资专户", "项目“云山花园”：登记工资专户，尾号 9001，示例银行 宝安支行", BY.by)]


@pytest.mark.parametrize(
    ("number", "bank", "says"),
    [
        (NUMBER, "  ", "还没有写开户行"),
        ("4430000000009002", BANK, "已经是“云山花园”的工资专户"),
        ("4430000000009003", BANK, "已经是“远山花园”的工资专户。一个账号只能登记给一个项目"),
        ("4430000000009004", BANK, "登记的是“乙建设有限公司”的账户，不是施工总承包单位的"),
    ],
)
def test_what_cannot_be_registered(site: int, firm: int, number: str, bank: str, says: str) -> None:
    other = employers.register("乙建设有限公司", region="440306")
    far = sites.register("远山花园", "440306", "GD-2", contractor=firm)
    wage_accounts.register(site, "4430000000009002", BANK, BY)
    wage_accounts.register(far, "4430000000009003", BANK, BY)
    accounts.enter_account("4430000000009004", holder=other)
    before = (PayAccount.objects.count(), Change.objects.count())
    with pytest.raises(BadAccount, match=says):
        wage_accounts.register(site, number, bank, BY)
    assert (PayAccount.objects.count(), Change.objects.count()) == before


def test_a_site_without_a_general_contractor_has_none(site: int) -> None:
    party_register.end(site, "general", TODAY, BY)
    with pytest.raises(BadAccount, match="还没有登记施工总承包单位"):
        wage_accounts.register(site, NUMBER, BANK, BY)
    assert not PayAccount.objects.exists()
