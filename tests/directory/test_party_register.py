"""Who has which part in a site: added and ended by days, overlaps refused, nothing overwritten, every change written down."""

from datetime import date, datetime, time

import pytest

from hezhong.directory import employers, party_register, regions, site_parties, sites
from hezhong.directory.changes import Author
from hezhong.directory.models import Change, Employer, Site, SiteParty
from hezhong.directory.party_register import BadParty
from hezhong.kernel.credit_code import complete
from tests.province import ZONE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 3)
BY = Author("何志远（宝安）", datetime.combine(TODAY, time(10), ZONE))
CODE = complete("91440300MA5EXAM05")


@pytest.fixture
def site() -> int:
    regions.load_guangdong()
    return sites.register("云山花园", "440306", "GD-1", contractor=employers.register("甲建设有限公司"), since=date(2026, 1, 5))


def told(site: int) -> list[tuple[str, str, date | None, date | None]]:
    return [(each.title, each.firm.name, each.since, each.until) for each in party_register.listed(site)]


def test_a_party_comes_goes_and_comes_again(site: int) -> None:
    labour = employers.register("丙劳务有限公司")
    party_register.add(site, labour, "labour", date(2026, 3, 1), BY)
    assert told(site) == [("施工总承包", "甲建设有限公司", date(2026, 1, 5), None), ("劳务分包", "丙劳务有限公司", date(2026, 3, 1), None)]
    assert [card.token for card in site_parties.sites_of(labour, TODAY)] == [site] and site_parties.sites_of(labour, date(2026, 2, 28)) == ()
    party = party_register.listed(site)[1]
    party_register.end(site, party.key, date(2026, 6, 30), BY)
    assert site_parties.sites_of(labour, date(2026, 6, 30)) and site_parties.sites_of(labour, date(2026, 7, 1)) == ()
    with pytest.raises(BadParty, match="已经登记过：2026-03-01 至 2026-06-30"):
        party_register.add(site, labour, "labour", date(2026, 6, 30), BY)
    party_register.add(site, labour, "labour", date(2026, 7, 1), BY)
    assert told(site)[1:] == [("劳务分包", "丙劳务有限公司", date(2026, 7, 1), None), ("劳务分包", "丙劳务有限公司", date(2026, 3, 1), date(2026, 6, 30))]
    assert list(Change.objects.filter(what="参建单位").order_by("id").values_list("says", "by")) == [
        ("项目“云山花园”：登记劳务分包单位“丙劳务有限公司”，从 2026-03-01 起", BY.by),
        ("项目“云山花园”：劳务分包单位“丙劳务有限公司”到 2026-06-30 为止", BY.by),
        ("项目“云山花园”：登记劳务分包单位“丙劳务有限公司”，从 2026-07-01 起", BY.by),
    ]


def test_the_general_contractor_changes_and_the_old_one_stays_on_record(site: int) -> None:
    first, second = employers.register("甲建设有限公司"), employers.register("乙建设有限公司")
    first = Site.objects.get(token=site).contractor or first
    with pytest.raises(BadParty, match="施工总承包单位现在是“甲建设有限公司”"):
        party_register.add(site, second, "general", date(2026, 9, 1), BY)
    party_register.end(site, "general", date(2026, 8, 31), BY)
    assert Site.objects.get(token=site).contractor is None
    assert site_parties.employers_on(site, date(2026, 8, 31)) == (first,) and site_parties.employers_on(site, TODAY) == ()
    with pytest.raises(BadParty, match="请从那天以后算起"):
        party_register.add(site, second, "general", date(2026, 8, 31), BY)
    party_register.add(site, second, "general", date(2026, 9, 1), BY)
    assert Site.objects.get(token=site).contractor == second and site_parties.employers_on(site, TODAY) == (second,)
    assert told(site) == [
        ("施工总承包", "乙建设有限公司", date(2026, 9, 1), None), ("施工总承包", "甲建设有限公司", date(2026, 1, 5), date(2026, 8, 31)),
    ]  # fmt: skip
    assert SiteParty.objects.count() == 2


def test_an_owner_and_a_bank_are_parties_and_hand_in_nothing(site: int) -> None:
    owner, bank = employers.register("云山置业有限公司"), employers.register("示例银行宝安支行")
    party_register.add(site, owner, "owner", date(2026, 1, 5), BY)
    party_register.add(site, bank, "bank", date(2026, 2, 1), BY)
    assert [each[0] for each in told(site)] == ["施工总承包", "建设单位", "专户开户银行"]
    assert Site.objects.get(token=site).owner == owner and sites.cards([site])[site].owner == "云山置业有限公司"
    assert site_parties.sites_of(owner, TODAY) == () == site_parties.sites_of(bank, TODAY)
    assert len(site_parties.employers_on(site, TODAY)) == 1


@pytest.mark.parametrize(
    ("role", "since", "says"),
    [("boss", date(2026, 3, 1), "请选是什么单位"), ("labour", date(2026, 11, 4), "还没有发生"), ("labour", date(1999, 12, 31), "2000 年以后")],
)
def test_what_cannot_be_registered(site: int, role: str, since: date, says: str) -> None:
    with pytest.raises(BadParty, match=says):
        party_register.add(site, employers.register("丙劳务有限公司"), role, since, BY)
    assert not SiteParty.objects.exists() and not Change.objects.filter(what="参建单位").exists()


def test_what_cannot_be_ended(site: int) -> None:
    party_register.add(site, employers.register("丙劳务有限公司"), "labour", date(2026, 3, 1), BY)
    party = party_register.listed(site)[1]
    for key, until, says in (
        (party.key, date(2026, 2, 28), "不能早于起始日期 2026-03-01"), (party.key, date(2026, 12, 1), "还没有发生"), ("404", TODAY, "已经结束，或者不在"),
        ("owner", TODAY, "已经结束，或者不在"), ("", TODAY, "已经结束，或者不在"),
    ):  # fmt: skip
        with pytest.raises(BadParty, match=says):
            party_register.end(site, key, until, BY)
    party_register.end(site, party.key, TODAY, BY)
    with pytest.raises(BadParty, match="已经结束"):
        party_register.end(site, party.key, TODAY, BY)


def test_whom_somebody_typed(site: int) -> None:
    named = employers.register("丙劳务有限公司", CODE, registered=True)
    assert party_register.firm_of(" 丙劳务有限公司 ", "") == named == party_register.firm_of("", CODE) == party_register.firm_of("丙劳务有限公司", CODE)
    for name, code, says in (
        ("", "", "还没有写是哪家单位"), ("没有的公司", "", "登记里没有叫“没有的公司”的单位"), ("别的公司", CODE, "登记的是“丙劳务有限公司”"),
        ("", complete("91440300MA5EXAM06"), "把单位名称也填上"), ("丁", "914403", "18"),
    ):  # fmt: skip
        with pytest.raises(BadParty, match=says):
            party_register.firm_of(name, code)
    Employer.objects.create(token=5, name="丙劳务有限公司", plain_name="丙劳务有限公司")
    with pytest.raises(BadParty, match="有 2 家单位叫“丙劳务有限公司”"):
        party_register.firm_of("丙劳务有限公司", "")
    before = Employer.objects.count()
    with pytest.raises(BadParty, match="还没有发生"):
        party_register.enter(site, ("丁劳务有限公司", complete("91440300MA5EXAM07")), "labour", date(2027, 1, 1), BY)
    assert Employer.objects.count() == before, "nobody is entered for what is refused"
    party_register.enter(site, ("丁劳务有限公司", complete("91440300MA5EXAM07")), "labour", date(2026, 3, 1), BY)
    assert Employer.objects.count() == before + 1
