"""The 91 figures of law against the research they come from, and what may never happen: a silent zero, a guess.

The comparison reads ../shared/law/parameters.yaml (``parameters_yaml``) and is skipped where that is absent; the rest is by hand.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hezhong.kernel.dates import Calendar
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law import gaps, parameter_files
from hezhong.law.book import LawBook, NotingBook, from_files
from hezhong.law.model import Confidence, Missing, NotInForce, Value
from hezhong.law.parameter_files import CLASS_OF_CITY, cities_of_class, parameters, values
from hezhong.law.tests.parameters_yaml import read

RESEARCH = Path(__file__).parents[4] / "shared" / "law" / "parameters.yaml"
MONTHLY, HOURLY, AVERAGE = "gd.min_wage.monthly", "gd.min_wage.hourly", "gd.avg_wage.city_onpost_annual"
SHENZHEN, GUANGZHOU, SHAOGUAN, SHANTOU = (GUANGDONG / code for code in ("440300", "440100", "440200", "440500"))
ZHANJIANG = GUANGDONG / "440800"
ON = date(2026, 11, 29)

CASES = {
    "term<3m 或 以完成一定工作任务为期限 或 非全日制": "under_3_months",
    "3m<=term<12m": "under_1_year",
    "12m<=term<36m": "under_3_years",
    "term>=36m 固定期限 或 无固定期限": "from_3_years",
    "第五十四条(单位)": "article_54_employer",
    "第五十四条(个人)": "article_54_person",
    "第五十五至五十七条": "articles_55_to_57",
    "CN:农民工": "migrant_workers",
}
PERIODS = [
    ("<10", "<5", "total_under_10_unit_under_5"),
    ("<10", ">=5", "total_under_10_unit_from_5"),
    (">=10", "<5", "total_from_10_unit_under_5"),
    (">=10", "5-10", "total_from_10_unit_5_to_10"),
    (">=10", "10-15", "total_from_10_unit_10_to_15"),
    (">=10", "15-20", "total_from_10_unit_15_to_20"),
    (">=10", ">=20", "total_from_10_unit_from_20"),
]
RENAMED = {"<1y": "under_1_year", "1y<=s<10y": "from_1_year", "10y<=s<20y": "from_10_years", ">=20y": "from_20_years"}
A_YEAR_EACH = AVERAGE
"""An average of a year holds until the next is published; the research leaves the end open, the files say it."""

Told = tuple[date, date | None, Place, str, Confidence, Any]
"""since, until, place, case, confidence, what it says."""


def of_research() -> dict[str, set[Told]]:
    return {name: set(_told(name, table)) for name, table in read(RESEARCH).items()}


def _told(name: str, table: dict[str, Any]) -> Iterator[Told]:
    for row in table["values"]:
        since = date.fromisoformat(row["from"])
        until = date.fromisoformat(row["until"]) if row["until"] else None
        if name == A_YEAR_EACH:
            until = date(since.year + 1, 6, 30)
        sure = Confidence[(row.get("confidence") or row.get("from_confidence") or table["confidence"]).upper()]
        for case, said in _cases(row["scope"], row["value"]):
            for first, last, place in _places(name, row["scope"], since, until):
                yield first, last, place, case, sure, said


def _cases(scope: str, said: Any) -> Iterator[tuple[str, Any]]:
    """Yield (case, what it says); a table of periods has one case a line."""
    if isinstance(said, list) and isinstance(said[0], dict):
        for each in said:
            case = next(c for t, u, c in PERIODS if (t, u) == (each["total_years"], each["unit_years"]))
            yield case, parts({"months": each["months"], "window_months": each["window"]})
    else:
        yield (scope[-1] if scope.startswith("class:") and isinstance(said, list) else CASES.get(scope, "")), meaning(said)


def _places(name: str, scope: str, since: date, until: date | None) -> Iterator[tuple[date, date | None, Place]]:
    """Yield the places of a scope with their days: a class of cities means other cities before December 2021."""
    if scope.startswith("class:") and name != CLASS_OF_CITY:
        for first, last, codes in CLASSES[int(scope[-1])]:
            begins, ends = max(first, since), min(last or date.max, until or date.max)
            for code in codes if begins <= ends else ():
                yield begins, None if ends == date.max else ends, GUANGDONG / code
    elif name == CLASS_OF_CITY:
        yield since, until, GUANGDONG
    elif scope.isdecimal():
        yield since, until, GUANGDONG if scope == "440000" else GUANGDONG / scope
    else:
        yield since, until, NATION


def meaning(said: Any) -> Any:
    """Return a value in the one form that both sides are brought to."""
    match said:
        case None:
            return None
        case {"flexible": flexible, "comprehensive": cycles}:
            return (flexible, *(f"综合计算工时工作制：{cycle}" for cycle in cycles))
        case {"调解成功率": _}:
            return "；".join(f"{what}{than}" for what, than in said.items())
        case dict():
            return parts(said)
        case [low, high] if _number(low) and _number(high):
            if len(low) == len(high) == 6 and low.startswith("44"):
                return tuple(said)
            return parts({"least": low, "most": high})
        case list():
            return tuple(said)
        case _ if _number(said):
            return Decimal(said)
    return said


def parts(said: dict[str, Any], before: str = "") -> Any:
    found: dict[str, Decimal] = {}
    for key, value in said.items():
        name = before + RENAMED.get(key, key)
        if key == "annual_report_deadline":
            month, day = value.split("-")
            found |= {"annual_report_month": Decimal(month), "annual_report_day": Decimal(day)}
        elif isinstance(value, dict):
            found |= dict(parts(value, f"{name}_"))
        elif isinstance(value, list):
            found |= {f"{name}_least": Decimal(value[0]), f"{name}_most": Decimal(value[1])}
        else:
            found[name] = Decimal(value)
    return frozenset(found.items())


def _number(text: Any) -> bool:
    return isinstance(text, str) and text.replace(".", "", 1).isdecimal()


CLASSES: dict[int, list[tuple[date, date | None, list[str]]]] = {
    1: [(date(2018, 7, 1), date(2021, 11, 30), ["440100", "440300"]), (date(2021, 12, 1), None, ["440100", "440300"])],
    2: [
        (date(2018, 7, 1), date(2021, 11, 30), ["440400", "440600", "441900", "442000"]),
        (date(2021, 12, 1), None, ["440400", "440600", "441900", "442000"]),
    ],
    3: [
        (date(2018, 7, 1), date(2021, 11, 30), ["440500", "441300", "440700", "441200"]),
        (date(2021, 12, 1), None, ["440500", "441300", "440700", "440800", "441200"]),
    ],
    4: [
        (date(2018, 7, 1), date(2021, 11, 30), ["440200", "441600", "441400", "441500", "441700", "440800", "440900", "441800", "445100", "445200", "445300"]),
        (date(2021, 12, 1), None, ["440200", "441600", "441400", "441500", "441700", "440900", "441800", "445100", "445200", "445300"]),
    ],
}  # fmt: skip


def of_files() -> dict[str, set[Told]]:
    found: dict[str, set[Told]] = {}
    for v in values():
        said: Any = v.figure if v.figure is not None else frozenset(v.parts) or v.members or v.text or None
        found.setdefault(v.name, set()).add((v.since, v.until, v.place, v.case, v.confidence, said))
    return found


@pytest.mark.skipif(not RESEARCH.exists(), reason="the texts of the law are not here")
def test_every_figure_is_that_of_the_research() -> None:
    theirs, ours = of_research(), of_files()
    assert len(theirs) == 91 and ours.keys() == theirs.keys() == parameters().keys()
    wrong = [f"{name}: only in research {theirs[name] - ours[name]}, only in files {ours[name] - theirs[name]}" for name in theirs if theirs[name] != ours[name]]
    assert not wrong, "\n".join(wrong)
    assert sum(len(each) for each in ours.values()) == len(values())


@pytest.mark.skipif(not RESEARCH.exists(), reason="the texts of the law are not here")
def test_titles_units_and_sources_are_those_of_the_research() -> None:
    before = ""
    for name, table in read(RESEARCH).items():
        words, before = parameters()[name], table["citation"].replace("同上", before)
        assert (words.title, words.unit, words.cites) == (table["name_zh"], table["unit"], before), name
    assert not any("同上" in value.cites for value in values())


def test_every_part_and_case_has_a_word() -> None:
    for value in values():
        words = parameters()[value.name].words
        named = {part for part, _ in value.parts} | ({value.case} if value.case and value.name != CLASS_OF_CITY else set())
        assert named <= words.keys(), (value.name, named - words.keys())


def amount(name: str, place: Place, on: str) -> Decimal:
    return from_files().value(name, place, date.fromisoformat(on)).amount


def test_a_city_changes_its_class_and_shenzhen_has_days_of_its_own() -> None:
    assert amount(MONTHLY, ZHANJIANG, "2021-11-30") == 1410  # class 4
    assert amount(MONTHLY, ZHANJIANG, "2021-12-01") == 1720  # class 3
    assert amount(MONTHLY, SHENZHEN, "2021-12-31") == 2200
    assert amount(MONTHLY, SHENZHEN, "2022-01-01") == 2360
    assert ZHANJIANG in cities_of_class(4, date(2021, 11, 30)) and ZHANJIANG in cities_of_class(3, date(2021, 12, 1))
    assert cities_of_class(1, date(2018, 6, 30)) == ()


@pytest.mark.parametrize("name", [MONTHLY, HOURLY])
def test_what_nobody_has_found_is_missing_and_never_nothing(name: str) -> None:
    with pytest.raises(Missing, match="2026-09-01起的数值还没有录入"):
        from_files().value(name, SHAOGUAN, date(2026, 9, 1))
    with pytest.raises(Missing):
        from_files().value(name, SHAOGUAN / "440203", date(2027, 1, 1))
    assert amount(MONTHLY, SHANTOU, "2026-09-01") == 2040
    assert amount(MONTHLY, SHAOGUAN, "2026-08-31") == 1750


def test_outside_its_days_and_places_nothing_is_in_force() -> None:
    for name, place, on in (
        (MONTHLY, SHANTOU, date(2013, 4, 30)),
        (MONTHLY, NATION / "430000", ON),
        ("sz.sick_pay.ratio", GUANGZHOU, ON),
        ("plan.indicators_2025", GUANGDONG, date(2026, 1, 1)),
        ("cn.probation.max_months", NATION, ON),  # which one depends on the term
        ("no.such.figure", NATION, ON),
    ):
        with pytest.raises(NotInForce):
            from_files().value(name, place, on)
    first = min(values(), key=lambda value: value.since)
    with pytest.raises(NotInForce):
        from_files().value(first.name, first.place, date(1994, 12, 31), first.case)


def confirmed(name: str, figure: int, since: str, place: Place) -> LawBook:
    value = Value(name, Decimal(figure), "文件", date.fromisoformat(since), place=place)
    return from_files().confirm(value, version="test")


def test_what_was_entered_fills_the_gap_from_whichever_day() -> None:
    book = confirmed(AVERAGE, 180000, "2026-06-20", SHENZHEN)
    assert book.value(AVERAGE, SHENZHEN, date(2026, 8, 1)).amount == 180000
    assert book.value(AVERAGE, SHENZHEN, date(2026, 6, 19)).amount == 177057
    provincial = confirmed(AVERAGE, 120000, "2026-07-01", GUANGDONG)
    with pytest.raises(Missing):  # the province's figure is not the city's
        provincial.value(AVERAGE, SHENZHEN, date(2026, 8, 1))


def test_the_gaps_are_counted_and_close_one_by_one() -> None:
    cities = [city for number in (1, 2, 3, 4) for city in cities_of_class(number, ON)]
    assert len(cities) == len(set(cities)) == 21
    lacks = {(lack.name, len(lack.places), lack.since) for lack in gaps.missing(from_files())}
    assert {(MONTHLY, 10, date(2026, 9, 1)), (HOURLY, 10, date(2026, 9, 1))} <= lacks
    absent = gaps.absent(from_files(), cities, ON)
    assert {lack.name for lack in absent} == {AVERAGE}
    wholly = next(lack for lack in absent if len(lack.places) > 1)
    # 21 cities less Guangzhou and Shenzhen, and Zhuhai, whose second year stands in the files as missing
    assert len(wholly.places) == 18 and (wholly.since, wholly.until) == (date(2025, 7, 1), None)
    book = confirmed(MONTHLY, 1900, "2026-09-01", SHAOGUAN)
    lack = next(lack for lack in gaps.missing(book) if lack.name == MONTHLY)
    assert len(lack.places) == 9 and SHAOGUAN not in lack.places


def test_a_gap_is_as_long_as_nothing_covers_it() -> None:
    city = GUANGDONG / "440400"
    rows = (
        Value(AVERAGE, Decimal(1), "a", date(2025, 9, 1), date(2025, 12, 31), city),
        Value(AVERAGE, Decimal(1), "b", date(2026, 2, 1), date(2026, 3, 31), city),
    )
    found = gaps.absent(LawBook("by hand", Calendar(), (), rows), [city], date(2026, 5, 1))
    assert [(lack.since, lack.until) for lack in found if lack.name == AVERAGE] == [
        (date(2025, 7, 1), date(2025, 8, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 4, 1), None),
    ]


def test_doubtful_is_what_is_applied_and_may_not_bind() -> None:
    found = gaps.doubtful(from_files(), ON)
    assert {value.confidence for value in found} == {Confidence.SECONDARY_SOURCE, Confidence.FROM_MEMORY}
    assert {v.amount for v in found if v.name == MONTHLY and v.place == SHENZHEN} == {Decimal(2700)}
    assert not any(value.until and value.until < ON for value in found)


def test_a_book_notes_what_it_was_asked_once_each() -> None:
    book = NotingBook.over(from_files())
    for _ in range(2):
        book.value(MONTHLY, SHENZHEN / "440306", date(2026, 11, 2))
    with pytest.raises(Missing):
        book.value(MONTHLY, SHAOGUAN, ON)
    ((asked),) = book.noted
    assert (asked.value.amount, asked.place, asked.on) == (Decimal(2700), SHENZHEN / "440306", date(2026, 11, 2))


def test_every_file_is_read_as_decimal() -> None:
    assert all(isinstance(number, Decimal) for value in values() for _, number in value.parts)
    assert parameter_files.parameters()["cn.pay.days_per_month"].unit == "day"
    assert from_files().value("cn.pay.days_per_month", NATION, ON).amount == Decimal("21.75")
