"""Sites, cards and accounts: found again by number, sealed, shown by their last four digits; many in few statements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from hezhong.directory import accounts, employers, regions, sites, vault
from hezhong.directory.accounts import WageCard
from hezhong.directory.models import Card, PayAccount
from hezhong.directory.tokens import derived_token
from hezhong.kernel.personal_numbers import personal

pytestmark = pytest.mark.django_db
Most = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def site() -> int:
    regions.load_guangdong()
    return sites.register("云山花园一期", "440106", "gd-2026 01", contractor=employers.register("甲建设有限公司"))


def test_a_site_is_registered_once_by_its_number_or_by_name_and_place(site: int) -> None:
    assert sites.register("换了名字", "440106", "GD-202601") == site
    assert sites.register("云山花园一期", "440106") == site
    assert sites.register("云山花园一期", "440305") != site
    assert sites.numbered(["gd-202601", "GD-404"]) == {"gd-202601": site}


def test_the_card_of_a_site(site: int) -> None:
    shown = sites.cards([site, 404])
    assert set(shown) == {site}
    assert (shown[site].name, shown[site].contractor, shown[site].number, shown[site].city) == ("云山花园一期", "甲建设有限公司", "GD-202601", 440100)
    assert "天河区" in shown[site].place and shown[site].below == f"{shown[site].place}　甲建设有限公司"
    assert [found.token for found in sites.search("云山")] == [site] == [found.token for found in sites.search("gd-202601")]
    assert sites.search("云") == () and sites.search("别的") == ()


def test_teams_by_name_within_a_site(site: int) -> None:
    first = sites.team_tokens(site, ["木工班", " 钢筋  班 ", "木工班", ""])
    assert set(first) == {"木工班", "钢筋 班"}
    assert sites.team_tokens(site, ["木工班"]) == {"木工班": first["木工班"]}
    assert sites.team_tokens(sites.register("别处", "440305"), ["木工班"]) != {"木工班": first["木工班"]}


def test_whose_a_card_is_stays_as_it_was_first_said() -> None:
    first = accounts.enter_cards([WageCard("6217003320000000001"), WageCard("6217003320000000002", 8, "工商银行")])
    again = accounts.enter_cards([WageCard("6217003320000000001", 7), WageCard("6217003320000000002", 9)])
    assert again == first == accounts.card_tokens(first)
    assert accounts.holders([*first, "6217003320000000404"]) == {"6217003320000000001": 7, "6217003320000000002": 8}
    assert accounts.masked(first.values()) == {token: "*" * 15 + number[-4:] for number, token in first.items()}
    assert all(number.encode() not in bytes(card.number) + bytes(card.index) for number in first for card in Card.objects.all())


def test_a_sealed_number_does_not_open_elsewhere() -> None:
    one, other = accounts.enter_cards([WageCard("6217003320000000001"), WageCard("6217003320000000002")]).values()
    Card.objects.filter(token=one).update(number=Card.objects.get(token=other).number)
    with pytest.raises(vault.Tampered):
        accounts.masked([one])


def test_a_paying_account_belongs_to_a_site_or_an_employer(site: int) -> None:
    token = accounts.enter_account("44050100000000000001", site=site)
    assert accounts.enter_account("44050100000000000001", holder=7) == token
    assert accounts.accounts(["44050100000000000001", "1"]) == {"44050100000000000001": accounts.Account(token, site, None)}
    assert accounts.account(token) == accounts.Account(token, site, None) and accounts.account(404) is None
    assert accounts.masked([token]) == {token: "*" * 16 + "0001"}
    assert PayAccount.objects.count() == 1


def test_a_gate_card_goes_to_its_last_holder_and_counts_on_its_site_alone(site: int) -> None:
    accounts.enter_gate_cards(site, {"a 001": 7, "B2": 8})
    accounts.enter_gate_cards(site, {"A001": 9})
    assert accounts.gate_holders(site, ["A001", "a001", "B2", "C"]) == {"A001": 9, "a001": 9, "B2": 8}
    assert accounts.gate_holders(sites.register("别处", "440305"), ["A001"]) == {}


def test_many_cards_in_few_statements(django_assert_max_num_queries: Most) -> None:
    many = [WageCard(f"62170033200{n:08d}", n + 1) for n in range(3000)]
    with django_assert_max_num_queries(4):
        found = accounts.enter_cards(many)
    assert len(found) == len(set(found.values())) == 3000
    with django_assert_max_num_queries(1):
        assert accounts.card_tokens(found) == found


def test_a_derived_token_is_the_same_for_the_same_and_looks_like_nobodys_number() -> None:
    tokens = [derived_token("bank line", str(n)) for n in range(2000)]
    assert tokens == [derived_token("bank line", str(n)) for n in range(2000)] and len(set(tokens)) == 2000
    assert not set(tokens) & {derived_token("gate", str(n)) for n in range(2000)}
    assert all(0 < token < 2**63 and not personal(token) for token in tokens)
