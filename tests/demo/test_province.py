"""The demonstration's ledger in a year whose days off nobody has announced yet."""

from datetime import date
from pathlib import Path

from hezhong.app.demo import province
from hezhong.app.detecting import InDuckDB, as_table, detected, in_force
from hezhong.ledger.connecting import Limits
from hezhong.ledger.place import local

TODAY = date(2031, 1, 1)
MADE_UP = 3
"""The scenario of sites that stand still; every other site of the ledger works."""


def test_sites_work_until_the_month_of_the_day(tmp_path: Path) -> None:
    ledger = local(tmp_path)
    province.make(ledger, TODAY)
    assert province.months(TODAY) == [203010, 203011, 203012, 203101]
    asked = InDuckDB(ledger, TODAY, Limits("500MB", 1))
    asked.prepare()
    standing = in_force(TODAY, ["site_attendance_missing", "site_wages_unpaid"])
    found = as_table(detected(TODAY, standing, asked), standing).column("rule").to_pylist()
    assert found.count("site_attendance_missing") <= MADE_UP and found.count("site_wages_unpaid") >= 5
