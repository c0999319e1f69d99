"""The demonstration's ledger: a small synthetic Guangdong of three months, and its sites, employers and workers in the directory.

Every batch has a number, so that a making that was killed is done again without harm; everybody in it is invented.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hezhong.app import synthetic
from hezhong.app.demo.folk import person_name
from hezhong.directory import given_tokens, regions
from hezhong.directory.given_tokens import NewFirm, NewSite
from hezhong.directory.models import SiteParty
from hezhong.engine.answers import TypedPerson
from hezhong.kernel import credit_code, identity
from hezhong.kernel.dates import add_months
from hezhong.ledger.months import month_of
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.tables import TABLES

SEED, MONTHS, SCALE = 20, 3, 0.0004
HOMES = ("421023", "511722", "341221", "360428", "450127", "522422", "411627", "610824", "430721", "530381")
"""Counties of other provinces from which nobody else of the demonstration comes, so that no two have one identity number."""
BORN, DAYS = date(1968, 3, 1), 12_000
FIRST_CODE = 1000
WORDS_FIRST, WORDS_SECOND = "鹏嵘骏铭翰颐晟煜珩澜峻岚霖钧", "达远建业筑基峰拓成创立晖岳丰"
BUILDINGS = ("花园", "中学教学楼", "产业园", "人民医院住院楼", "安置房", "污水处理厂", "滨河路改造", "人才公寓", "商业中心", "地铁站配套")
PHASES = ("一期", "二期", "三期", "A标段", "B标段")
FIRMS = (("建筑工程有限公司", "建筑业"), ("建设集团有限公司", "建筑业"), ("劳务有限公司", "建筑业"), ("市政工程有限公司", "建筑业"))
MAKERS = (("电子科技有限公司", "制造业"), ("服装有限公司", "制造业"), ("家具有限公司", "制造业"), ("餐饮管理有限公司", "住宿和餐饮业"))
FAVOURED = {"440300": "440306", "440100": "440106"}
"""Cities of which every other site lies in one county, whose officers are in the list of logins."""


@dataclass(frozen=True)
class There:
    """What the ledger speaks of. sites: token -> (city, owner, general contractor). firms: token -> city. roles: of employers on sites."""

    sites: Mapping[int, tuple[int, int, int]]
    firms: Mapping[int, int]
    roles: tuple[tuple[int, int, str], ...]
    workers: tuple[int, ...]


def months(today: date) -> list[int]:
    """Return the months of which the ledger has rows, the one of the settlement last, as YYYYMM."""
    return [month_of(add_months(today.replace(day=1), -back)) for back in range(MONTHS, -1, -1)]


def make(ledger: Ledger, today: date) -> int:
    """Fill the ledger as it stands at the end of a day; return how many rows were given. Done again, it changes nothing."""
    first = add_months(today.replace(day=1), -MONTHS)
    delivery = synthetic.Delivery(ledger, today)
    synthetic.make(SEED, MONTHS, SCALE, first, delivery)
    return delivery.rows.total()


def register(ledger: Ledger) -> There:
    """Enter everybody whom the ledger speaks of under the very tokens that it has; return them."""
    there = _there(ledger)
    chance = random.Random(f"{SEED}/register")
    given_tokens.enter_employers(dict(_firms(there, chance)), demo=True)
    given_tokens.enter_sites(dict(_sites(there, chance)), demo=True)
    roles = set(SiteParty.Role.values)
    given_tokens.enter_parties((site, firm, role) for site, firm, role in there.roles if site in there.sites and role in roles)
    given_tokens.enter_people(dict(zip(there.workers, _people(chance), strict=False)), demo=True)
    return there


def _there(ledger: Ledger) -> There:
    reader = Reader(ledger.root, ledger.manifest.state())
    rows = {name: reader.rows(TABLES[name]).to_pylist() for name in ("sites", "site_employers", "insured_heads", "layoff_reports")}
    people = {name: reader.rows(TABLES[name]).select(["worker", "employer", "city"]).to_pylist() for name in ("roster", "contracts")}
    sites = {row["site"]: (row["city"], row["owner"] or 0, row["general_contractor"] or 0) for row in rows["sites"]}
    firms: dict[int, int] = {}
    for city, owner, contractor in sites.values():
        firms.setdefault(owner, city)
        firms.setdefault(contractor, city)
    for row in (*rows["site_employers"], *rows["insured_heads"], *rows["layoff_reports"], *people["roster"], *people["contracts"]):
        firms.setdefault(row["employer"], row["city"])
    firms.pop(0, None)
    workers = sorted({row["worker"] for each in people.values() for row in each})
    roles = tuple((row["site"], row["employer"], row["role"]) for row in rows["site_employers"])
    return There(dict(sorted(sites.items())), dict(sorted(firms.items())), roles, tuple(workers))


def _firms(there: There, chance: random.Random) -> Iterator[tuple[int, NewFirm]]:
    builders = {token for _, owner, contractor in there.sites.values() for token in (owner, contractor)} | {firm for _, firm, _ in there.roles}
    words = [a + b for a in WORDS_FIRST for b in WORDS_SECOND]
    chance.shuffle(words)
    for number, (token, city) in enumerate(there.firms.items()):
        suffix, industry = (FIRMS if token in builders else MAKERS)[number % 4]
        county = _county(str(city), number)
        word = words[number % len(words)] + ("" if number < len(words) else WORDS_FIRST[number // len(words) % len(WORDS_FIRST)])
        code = credit_code.complete(f"91{county}DEMX{FIRST_CODE + number:04d}{number % 10}")
        address = f"{regions.full_name(county)}示例大道{chance.randrange(1, 400)}号"
        yield token, NewFirm(f"示例{word}{suffix}", code, county, address, person_name(chance), industry)


def _sites(there: There, chance: random.Random) -> Iterator[tuple[int, NewSite]]:
    towns = list(_towns([str(city) for city, _, _ in there.sites.values()], chance))
    for number, ((token, (_, owner, contractor)), town) in enumerate(zip(there.sites.items(), towns, strict=True)):
        what = BUILDINGS[number % len(BUILDINGS)] + PHASES[number // len(BUILDINGS) % len(PHASES)]
        name = f"示例{WORDS_FIRST[number % len(WORDS_FIRST)]}{WORDS_SECOND[number // len(WORDS_FIRST) % len(WORDS_SECOND)]}{what}"
        yield token, NewSite(name, town, f"DEMO-{town[:6]}-{number + 1:04d}", contractor, owner)


def _county(city: str, number: int) -> str:
    """Return a county of the city, in turn; the city itself where it has none."""
    counties = [code for code, _ in regions.children(city) if regions.level(code) == "county"]
    return counties[number % len(counties)] if counties else city


def _towns(cities: Iterable[str], chance: random.Random) -> Iterator[str]:
    """Yield a town for each site, in the city in whose partition the ledger keeps it."""
    for number, city in enumerate(cities):
        county = FAVOURED[city] if city in FAVOURED and number % 2 else _county(city, chance.randrange(1000))
        below = [code for code, _ in regions.children(county) if regions.level(code) == "town"]
        yield chance.choice(below) if below else county


def _people(chance: random.Random) -> Iterator[TypedPerson]:
    """Yield people without end, no two with one identity number."""
    number = 0
    while number < len(HOMES) * DAYS:
        born = BORN + timedelta(days=number // len(HOMES) * 7919 % DAYS)
        first = f"{HOMES[number % len(HOMES)]}{born:%Y%m%d}000"
        yield TypedPerson(person_name(chance), "resident", first + identity.check_digit(first))
        number += 1
