"""The road from figures that one person confirmed to figures that need two, on a database that has some."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from hezhong.engine import confirmations, proposals
from hezhong.kernel.places import GUANGDONG
from tests.migrating import as_before

pytestmark = pytest.mark.django_db(transaction=True)
OLD_ROW = """
INSERT INTO engine_confirmedvalue (id, name, place, amount, cites, since, confirmed_by, confirmed_at)
VALUES (%s, %s, %s, %s, '粤府函〔2026〕188号', '2026-09-01', '何管理（keeper）', %s)
"""


def test_figures_of_before_have_their_new_names_and_count_on() -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    with as_before("engine", "0009_serving"), connection.cursor() as cursor:
        cursor.execute(OLD_ROW, [3, "minimum_wage", ["440000", "440300"], Decimal(2710), at])
        cursor.execute(OLD_ROW, [7, "local_average_wage", ["440000", "440100"], Decimal(170000), at])
        cursor.execute(OLD_ROW, [8, "gd.min_wage.hourly", ["440000", "440300"], Decimal(26), at])
    rows = {row.pk: row for row in proposals.every()}
    assert [rows[pk].name for pk in (3, 7, 8)] == [
        "gd.min_wage.monthly", "gd.avg_wage.city_onpost_annual", "gd.min_wage.hourly",
    ]  # fmt: skip
    assert all((row.proposed_by, row.approved_by, row.approval) == ("何管理（keeper）", "何管理（keeper）", pk) for pk, row in rows.items())
    book = confirmations.book()
    assert book.version == "files+8.0"
    assert book.value("gd.min_wage.monthly", GUANGDONG / "440300", date(2026, 9, 1)).amount == 2710
