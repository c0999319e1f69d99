"""A small world for the rights: twenty people, four cases, what may befall them, and the oracle written by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hezhong.engine.rights import Asker, BreakGlass, Duties, Right
from hezhong.engine.roles import DIRECTOR, DISPATCHER, FINISHER, INSPECTOR, LEGAL_REVIEWER, MEMBER, UPPER_LEVEL
from hezhong.engine.vocabulary import Role
from hezhong.kernel.places import GUANGDONG, Place

TODAY = date(2026, 11, 2)
Row = dict[str, Any]

# Offices: number, place, the office above.
PROVINCE, CITY, OTHER_CITY, COUNTY, OTHER_COUNTY, TOWN = 1, 2, 3, 4, 5, 6
PLACES: dict[int, Place] = {
    PROVINCE: GUANGDONG,
    CITY: GUANGDONG / "440300",
    OTHER_CITY: GUANGDONG / "440100",
    COUNTY: GUANGDONG / "440300" / "440306",
    OTHER_COUNTY: GUANGDONG / "440300" / "440305",
    TOWN: GUANGDONG / "440300" / "440306" / "440306001",
}
ABOVE = {PROVINCE: None, CITY: PROVINCE, OTHER_CITY: PROVINCE, COUNTY: CITY, OTHER_COUNTY: CITY, TOWN: COUNTY}
COMPLAINT, ARBITRATION = frozenset({"complaint"}), frozenset({"arbitration"})
EVERYTHING: frozenset[str] = frozenset()
HEAD = (DIRECTOR, UPPER_LEVEL)


def post(
    office: int, *roles: Role, of: frozenset[str] = COMPLAINT, clerk: bool = False, leader: bool = False
) -> Duties:
    played = {MEMBER, FINISHER, *roles} | ({DISPATCHER} if clerk or leader else set())
    return Duties(of, PLACES[office], office, frozenset(played), clerk, leader)


PEOPLE: dict[str, tuple[Duties, ...]] = {
    "worker": (),
    "employer": (),
    "administrator": (),
    "county.inspector": (post(COUNTY, INSPECTOR),),
    "county.second": (post(COUNTY, INSPECTOR),),
    "county.clerk": (post(COUNTY, clerk=True),),
    "county.head": (post(COUNTY, *HEAD, of=EVERYTHING, leader=True),),
    "county.reviewer": (post(COUNTY, LEGAL_REVIEWER),),
    "county.arbitrator": (post(COUNTY, of=ARBITRATION, leader=True),),
    "other_county.inspector": (post(OTHER_COUNTY, INSPECTOR),),
    "other_county.head": (post(OTHER_COUNTY, *HEAD, leader=True),),
    "city.officer": (post(CITY, INSPECTOR, UPPER_LEVEL, of=EVERYTHING),),
    "city.clerk": (post(CITY, clerk=True),),
    "city.head": (post(CITY, *HEAD, leader=True),),
    "other_city.head": (post(OTHER_CITY, *HEAD, leader=True),),
    "province.head": (post(PROVINCE, *HEAD, of=EVERYTHING, leader=True),),
    "town.clerk": (post(TOWN, clerk=True),),
    "two_posts": (post(COUNTY, INSPECTOR), post(OTHER_COUNTY, DIRECTOR, leader=True)),
}
PEOPLE |= {
    "agent": (),
    "officer_and_agent": (post(COUNTY, INSPECTOR, clerk=True),),
}
TOKENS = {name: str(9001 + number) for number, name in enumerate(PEOPLE)}
FIRMS = FIRM, OTHER_FIRM = "9901", "9902"
ACTS_FOR = {"agent": FIRM, "officer_and_agent": FIRM}
OFFICERS = [name for name, posts in PEOPLE.items() if posts]
LEADERS = [name for name, posts in PEOPLE.items() if any(duties.leader for duties in posts)]


def everybody() -> dict[str, Asker]:
    for_whom = {name: frozenset({firm}) for name, firm in ACTS_FOR.items()}
    return {
        name: Asker(TOKENS[name], duties=posts, acts_for=for_whom.get(name, frozenset())) for name, posts in PEOPLE.items()
    }


def case(number: int) -> Row:
    """Return a case as it begins: two of the county (one of them an arbitration), one of the other, one of the city.

    The fifth lies where the county's office has no region but serves all the same, as a special zone's office does.
    """
    office, place, kind = (
        (COUNTY, PLACES[TOWN], "complaint"),
        (OTHER_COUNTY, PLACES[OTHER_COUNTY], "complaint"),
        (CITY, PLACES[CITY], "complaint"),
        (COUNTY, PLACES[COUNTY], "arbitration"),
        (COUNTY, PLACES[CITY], "complaint"),
    )[number]
    nobody: frozenset[Any] = frozenset()
    return {
        "id": str(UUID(int=number + 1)),
        "case_type": kind,
        **levels(place),
        "office": office,
        "upper_office": ABOVE[office],
        "assignee": "",
        "sealed": False,
        "open": True,
        "parties": frozenset({TOKENS["worker"]}),
        "recused": nobody,
        "panel": nobody,
        "offices": nobody,
        "told": nobody,
    }


def levels(place: Place) -> dict[str, str]:
    return dict(zip(("province", "city", "county", "town"), (*place.path, "", "", "", ""), strict=False))


def handed_over(row: Row, office: int) -> Row:
    """Return the case in the hands of another office; the one that had it reads on."""
    return row | {
        **levels(PLACES[office]),
        "office": office,
        "upper_office": ABOVE[office],
        "assignee": "",
        "offices": row["offices"] | {row["office"]},
    }


def with_glass(who: Asker, row: Row, days: int) -> Asker:
    return replace(who, broken_glass=(*who.broken_glass, BreakGlass(row["id"], TODAY + timedelta(days=days))))


def oracle(right: Right, who: Asker, row: Row) -> bool:
    """The order of the security design, written out by hand."""
    if not who.active:
        return False
    if not row["open"] and right in (Right.SUBMIT, Right.TAKE, Right.ASSIGN, Right.EDIT):
        return False
    if who.person in row["parties"]:
        return right in (Right.READ, Right.SUBMIT)
    if any(firm in row["told"] for firm in who.acts_for):
        return right in (Right.READ, Right.SUBMIT)
    if any(firm in row["parties"] for firm in who.acts_for):
        return False
    if who.person in row["recused"]:
        return False
    return any(by_post(right, who, duties, row) for duties in who.duties)


def by_post(right: Right, who: Asker, duties: Duties, row: Row) -> bool:
    """What one post grants to somebody active who is neither party nor recused."""
    if duties.case_types and row["case_type"] not in duties.case_types:
        return False
    own, path = row["office"] == duties.office, (row["province"], row["city"], row["county"], row["town"])
    below = path[: len(duties.place.path)] == duties.place.path
    if right is Right.READ and not below and not own and duties.office not in row["offices"]:
        return False
    if right is Right.OVERSEE and row["upper_office"] != duties.office:
        return False
    if right not in (Right.READ, Right.OVERSEE) and not own:
        return False
    if row["sealed"] and who.person not in row["panel"]:
        unbroken = [glass for glass in who.broken_glass if glass.case == row["id"] and glass.until >= TODAY]
        if not (unbroken and duties.leader and right is Right.READ):
            return False
    mine, nobodys, above = row["assignee"] == who.person, row["assignee"] == "", duties.clerk or duties.leader
    names = {role.name for role in duties.roles}
    signs, reviews = bool(names & {"director", "legal_reviewer"}), "upper_level" in names
    under = row["upper_office"] == duties.office
    return {
        Right.READ: mine or above or (own and nobodys) or (own and signs) or (under and reviews),
        Right.SUBMIT: False,
        Right.TAKE: nobodys,
        Right.ASSIGN: above,
        Right.EDIT: mine,
        Right.FINISH: mine,
        Right.SIGN: signs,
        Right.OVERSEE: reviews,
    }[right]
