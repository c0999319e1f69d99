"""Two returns to one order confirmed at the same instant by two processes: one counts, the other is sent back in words."""

import threading
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection

from hezhong.engine import handing_in, ledger_place
from hezhong.engine.handing_in import Given
from hezhong.engine.models import HandedFile, PayAnswer, PayOrder
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.reading import Reader
from tests import at_desk, province
from tests.web.bank import desk
from tests.web.bank.desk import DAY, There

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield desk.build()


def read(there: There, *lines: tuple[str, str]) -> UUID:
    """Return a return file of the contractor's that was read and found sound."""
    name = handing_in.hand_in(there.hander, Given("回单.xlsx", desk.booked(*lines), "bank", site=there.site, account=there.account), province.at(DAY))
    seen = handing_in.look(name, there.hander).seen
    assert seen is not None and seen.sound and seen.order is not None, seen
    return name


@pytest.mark.parametrize("turn", range(3))
def test_one_counts_and_the_other_is_sent_back(there: There, turn: int) -> None:
    order = PayOrder.objects.get(id=desk.given(there))
    names = [read(there, ("6400", "成功"), ("6500", "成功")), read(there, ("6400", "成功"), ("6500", "退票"))]
    start, troubles = threading.Barrier(2), []

    def confirm(name: UUID) -> None:
        try:
            start.wait(10)
            handing_in.confirm(name, there.hander, (), province.at(DAY))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert troubles == [] and not any(thread.is_alive() for thread in threads)
    assert sorted(HandedFile.objects.filter(id__in=names).values_list("state", flat=True)) == ["read", "taken"]
    back = next(handing_in.look(name, there.hander) for name in names if handing_in.look(name, there.hander).state == "read")
    assert back.seen is not None and [f"和已经回完的代发指令 {order.number} 一样" in doubt.says for doubt in back.seen.doubts] == [True], "asked before it counts"
    assert PayAnswer.objects.filter(order=order).count() == 2 and len(set(PayAnswer.objects.values_list("source", flat=True))) == 1
    ledger = ledger_place.current()
    lines = Reader(ledger.root, ledger.manifest.state()).rows(BANK_LINES).to_pylist()
    assert sorted(row["paid_fen"] for row in lines) == [640_000, 650_000]
