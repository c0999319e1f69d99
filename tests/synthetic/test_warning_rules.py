"""The warning rules over the synthetic province: silent where nothing is staged, and heard where something is."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import ibis
import pytest

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.finding import facts, findings
from hezhong.early_warning.rules import declared
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.ledger.months import Scope
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_months import site_month
from hezhong.ledger.tables import TABLES
from hezhong.ledger.worker_months import worker_month
from tests.synthetic.conftest import CITIES, Province

pytestmark = pytest.mark.prove  # minutes: by hand

MONTHS = (202501, 202502, 202503, 202504)
HAPPENS = {
    "labour_fees": "due_on", "attendance": "day", "labour_days": "day", "bank_lines": "booked_on", "account_balances": "day",
    "layoff_reports": "day", "complaints": "received_on", "case_events": "day",
}  # fmt: skip
STAFF_OFF_THE_SHEET = {"attended_not_listed", "left_unsettled"}
"""Cases in which nothing is stated, so that nothing stated is unpaid: other rules see them."""


def tables_on(province: Province, on: date) -> Mapping[str, ibis.Table]:
    """Return the ledger as it was known on a day, with the months derived from it."""
    reader = Reader(province.ledger.root, province.ledger.manifest.state())
    stated = {name: ibis.memtable(reader.rows(table)) for name, table in TABLES.items()}
    workers, sites = [], []
    for month in (month for month in MONTHS if month <= on.year * 100 + on.month):
        workers.append(ibis.memtable(worker_month(stated, Scope(month, on)).to_pyarrow()))
        sites.append(ibis.memtable(site_month(workers[-1], stated, Scope(month, on)).to_pyarrow()))
    # Nobody knows of a contract yet that it will be ended early.
    ended = stated["contracts"].ended_on
    stated["contracts"] = stated["contracts"].mutate(ended_on=ibis.ifelse(ended <= on, ended, None))
    known = {name: stated[name].filter(stated[name][column] <= on) for name, column in HAPPENS.items()}
    return {**stated, **known, "worker_month": ibis.union(*workers), "site_month": ibis.union(*sites)}


def found_on(province: Province, on: date) -> dict[str, set[int]]:
    tables, book = tables_on(province, on), from_files()
    places, found = {city: GUANGDONG / str(city) for city in CITIES}, {}
    for code, rule in declared().items():
        rows = findings(rule, facts(rule, tables, Asked(on, book, places, rule.parameters)), rule.bands)
        found[code] = set(rows.subject.to_pyarrow().to_pylist())
    return found


@pytest.fixture(scope="module")
def at_the_end(province: Province) -> dict[str, set[int]]:
    return found_on(province, province.truth.as_of)


def staged(province: Province) -> set[int]:
    return {token for fact in province.truth.facts for token in (fact.site, fact.employer)}


def test_silent_where_nothing_is_staged(province: Province, at_the_end: Mapping[str, set[int]]) -> None:
    assert {code: subjects - staged(province) for code, subjects in at_the_end.items() if subjects - staged(province)} == {}


def test_silent_in_the_middle_of_a_month(province: Province) -> None:
    found = found_on(province, date(2025, 3, 14))
    assert {code: subjects - staged(province) for code, subjects in found.items() if subjects - staged(province)} == {}


def test_wages_owed_are_found(province: Province, at_the_end: Mapping[str, set[int]]) -> None:
    sites, employers = set(), set()
    for fact in (*province.truth.of("unpaid"), *province.truth.of("short")):
        if fact.wrong and fact.case.split("#")[0] not in STAFF_OFF_THE_SHEET:
            (sites if fact.site else employers).add(fact.site or fact.employer)
    assert at_the_end["site_wages_unpaid"] == sites and at_the_end["employer_wages_unpaid"] == employers


def test_what_stands_is_found(province: Province, at_the_end: Mapping[str, set[int]]) -> None:
    wrong = defaultdict(set)
    for fact in province.truth.facts:
        if fact.wrong:
            wrong[fact.kind].add(fact.site or fact.employer)
    for code, kind in (
        ("site_board_missing", "no_notice_board"), ("site_officer_missing", "no_labour_officer"), ("site_security_missing", "no_security"),
        ("site_security_over", "security_expired"), ("site_money_held", "funds_held"), ("site_payment_returned", "returned_unpaid"), ("site_payroll_refused", "refused"),
        ("site_left_unsettled", "left_unsettled"), ("tax_owed", "tax_owed"), ("rent_owed", "rent_owed"), ("supplies_falling", "supplies_fall"),
        ("social_insurance_owed", "insurance_owed"),
    ):  # fmt: skip
        assert (code, at_the_end[code]) == (code, wrong[kind])
