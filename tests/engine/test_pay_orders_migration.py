"""The road from orders to pay without a number to numbered ones, on a database that has some."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from hezhong.engine.models import PayOrder, PayStep
from tests.migrating import as_before

pytestmark = pytest.mark.django_db(transaction=True)
EARLY, LATE, TAKEN = (datetime(2026, 9, day, 2, tzinfo=UTC) for day in (3, 17, 18))


def _given(apps: Any, month: int, at: datetime, **fetched: Any) -> UUID:
    """An order as it was kept then, of a payroll of a month."""
    name, order = uuid4(), uuid4()
    stored = apps.get_model("engine", "StoredFile").objects.create(
        id=uuid4(), sha256=name.hex * 2, size=1, title="工资支付表.xlsx", kind="application/xlsx", received_at=at
    )
    handed = apps.get_model("engine", "HandedFile").objects.create(
        id=name, series=name, file=stored, sender="employer:1", by="1", city=440300, employer=1, months=[month], state="taken", body=b"", handed_at=at
    )
    apps.get_model("engine", "PayOrder").objects.create(id=order, handed=handed, account=7, people=2, fen=1000, given_at=at, given_by="1", **fetched)
    return order


def test_orders_of_before_are_numbered_as_they_were_given_and_a_fetched_one_has_its_step() -> None:
    with as_before("engine", "0021_pay_orders") as apps:
        late = _given(apps, 202608, LATE, fetched_at=TAKEN, fetched_by="9")
        early = _given(apps, 202607, EARLY)
    rows = PayOrder.objects.order_by("number").values_list("id", "number", "months", "people", "fen", "body")
    assert list(rows) == [(early, "DF000000000001", [202607], 2, 1000, None), (late, "DF000000000002", [202608], 2, 1000, None)]
    assert list(PayStep.objects.values_list("order", "kind", "by", "at")) == [(late, "fetched", "9", TAKEN)]
