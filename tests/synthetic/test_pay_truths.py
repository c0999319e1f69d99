"""Pay: the plain reading of the rows finds exactly what the truths say, worker by worker and fen by fen."""

from collections import defaultdict

import pytest

from tests.synthetic import plainly
from tests.synthetic.conftest import Province

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier

MINIMUM = {
    (440100, 202501): 230_000, (440300, 202501): 236_000, (442000, 202501): 190_000,
    (440100, 202503): 250_000, (440300, 202503): 252_000, (442000, 202503): 208_000,
}  # fmt: skip
"""粤府函〔2021〕345号 to February 2025, 粤府函〔2025〕23号 from March; fen."""
FULL_MONTH = 10  # days


def said(province: Province, kind: str, wrong: bool = True) -> dict[plainly.Key, int]:
    """(site or employer, worker, month) -> fen, of the truths that are wrong, or of those that only look so."""
    return {(fact.site or fact.employer, fact.worker, fact.month): fact.amount_fen for fact in province.truth.of(kind) if fact.wrong == wrong}


def test_unpaid(province: Province) -> None:
    assert plainly.unpaid(province.rows) == said(province, "unpaid")


def test_unpaid_people_and_months(province: Province) -> None:
    people, months = defaultdict(list), defaultdict(list)
    for (place, worker, month), fen in plainly.unpaid(province.rows).items():
        people[place, month].append(fen)
        months[place, worker].append(fen)
    told = {(fact.site, fact.month): (fact.number, fact.amount_fen) for fact in province.truth.of("unpaid_people")}
    assert {number for number, _ in told.values()} == {9, 10, 29, 30, 31}
    assert {key: (len(people[key]), sum(people[key])) for key in told} == told
    assert {key: len(each) for key, each in people.items() if len(each) > 8} == {key: number for key, (number, _) in told.items()}
    running = {(fact.site, fact.worker): (fact.number, fact.amount_fen) for fact in province.truth.of("unpaid_months")}
    assert {key: (len(each), sum(each)) for key, each in months.items() if key in running} == running
    assert {key for key, each in months.items() if len(each) > 1} == {key for key, (number, _) in running.items() if number > 1}


def test_short(province: Province) -> None:
    assert plainly.short(province.rows) == said(province, "short")
    assert 1 in said(province, "short").values() and 30_000 in said(province, "short").values()
    assert plainly.overpaid(province.rows) == set()


def test_late(province: Province) -> None:
    found = plainly.late(province.rows)
    assert found == {(fact.site, fact.worker, fact.month): (fact.amount_fen, fact.number) for fact in province.truth.of("late") if fact.wrong}
    assert said(province, "late", wrong=False) and not found.keys() & said(province, "late", wrong=False).keys()


def test_below_minimum(province: Province) -> None:
    rows, found = province.rows, {}
    for (place, worker, month), row in rows.stated.items():
        least = MINIMUM[row["city"], 202503 if month >= 202503 else 202501]
        if row["net_fen"] < least and rows.months.get((place, worker, month), FULL_MONTH) >= FULL_MONTH:
            found[place, worker, month] = least - row["net_fen"]
    assert found == said(province, "below_minimum")
    assert sorted(found.values()) == [1, 30_000]
    exactly, part = sorted(said(province, "below_minimum", wrong=False), key=lambda key: -rows.months[key])
    assert rows.stated[exactly]["net_fen"] == MINIMUM[rows.stated[exactly]["city"], 202503 if exactly[2] >= 202503 else 202501]
    assert rows.months[part] == 4


def test_cards(province: Province) -> None:
    rows, cards = province.rows, defaultdict(set)
    two, other = set(), set()
    for key, lines in rows.lines.items():
        used = {line["card"] for line in lines}
        two |= {key} if len(used) > 1 else set()
        other |= {key} if key[:2] in rows.roster and used - {rows.roster[key[:2]]["card"]} else set()
        for card in used:
            cards[card].add(key[1])
    assert two == said(province, "two_cards").keys()
    assert other == said(province, "card_not_of_roster").keys()
    assert {worker for workers in cards.values() if len(workers) > 1 for worker in workers} == {fact.worker for fact in province.truth.of("shared_card")}


def test_channels_and_returns(province: Province) -> None:
    rows = province.rows
    elsewhere = {key: rows.paid(key) for key, lines in rows.lines.items() if lines[0]["site"] and lines[0]["channel"] != "wage_account"}
    assert elsewhere == said(province, "other_channel")
    returned = {(row["site"], row["worker"], row["month"]): row["paid_fen"] for row in rows["bank_lines"] if row["state"] == "returned"}
    assert {key: fen for key, fen in returned.items() if not rows.paid(key)} == said(province, "returned_unpaid")
    repaid = {key for key in returned if rows.paid(key)}
    assert repaid >= said(province, "returned_unpaid", wrong=False).keys() != set()
    assert all(rows.paid(key) == returned[key] == rows.stated[key]["net_fen"] for key in repaid)
    assert all(row["returned_on"] >= row["booked_on"] for row in rows["bank_lines"] if row["state"] == "returned")


def test_confirmation(province: Province) -> None:
    for state, kind in (("no", "unconfirmed"), ("refused", "refused")):
        assert {key: row["net_fen"] for key, row in province.rows.stated.items() if row["confirmed"] == state} == said(province, kind)


def test_sums_too_high(province: Province) -> None:
    rows, year = province.rows, defaultdict(int)
    months = {key: rows.paid(key) for key in rows.lines}
    assert {key: fen for key, fen in months.items() if fen > 5_000_000} == said(province, "high_month")
    assert {months[key] for key in said(province, "high_month", wrong=False)} == {5_000_000}
    for key, lines in rows.lines.items():
        for line in lines:
            year[key[:2], line["booked_on"].year] += line["paid_fen"]
    told = {((fact.site, fact.worker), fact.number): fact.amount_fen for fact in province.truth.of("high_year")}
    assert {key: year[key] for key in told} == told and sorted(told.values()) == [30_000_000, 30_000_001]
    assert {fen for fen in year.values() if fen > 30_000_000} == {30_000_001}


def test_corrections(province: Province) -> None:
    rows = province.rows
    (gone,) = province.truth.of("withdrawn")
    assert not [row for table in rows.tables.values() for row in table if row.get("worker") == gone.worker]
    (repeated,) = province.truth.of("repeated")
    key = (repeated.site, repeated.worker, repeated.month)
    assert rows.paid(key) == rows.stated[key]["net_fen"] > 0
    (down,) = (fact for fact in province.truth.of("short") if not fact.wrong)
    key = (down.site, down.worker, down.month)
    assert rows.paid(key) == rows.stated[key]["net_fen"] > 0


def test_sheets_add_up(province: Province) -> None:
    for row in province.rows["payroll_lines"]:
        assert row["net_fen"] == row["due_fen"] - row["deducted_fen"] > 0
        assert row["due_on"] >= row["until"] >= row["since"]
