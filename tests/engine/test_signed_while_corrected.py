"""A payroll is corrected while somebody says something of it: both come one after another, and nothing that was said is lost."""

import threading
import time
from uuid import UUID

import pytest
from django.db import connection

from hezhong.engine import handing_in, ledger_place, signed_sheets
from hezhong.engine.holding import held, payroll
from hezhong.engine.models import HandedFile
from hezhong.engine.uploads.tests import samples
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.reading import Reader
from tests import province
from tests.engine.test_handing_in import DAY, QIAN, QIAN_ID, ZHAO, ZHAO_ID, Firm, pay
from tests.engine.test_handing_in import payroll as sheet

pytestmark = pytest.mark.django_db(transaction=True)
AT = province.at(DAY, 12)


def corrected(firm: Firm, series: UUID) -> UUID:
    """Return a correction, not confirmed yet, in which the second worker is due more."""
    name = firm.send(sheet(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6500, 6500)), "更正.xlsx")
    handing_in.answer(name, firm.hander, {}, province.at(DAY), series=series)
    return name


def test_a_correction_waits_while_a_signature_is_written_down() -> None:
    firm = Firm()
    name = firm.send(sheet(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2)))
    firm.confirm(name)
    series = HandedFile.objects.get(id=name).series
    second, done = corrected(firm, series), threading.Event()

    def confirm() -> None:
        try:
            handing_in.confirm(second, firm.hander, [], AT)
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=confirm)
    with held(payroll(series)):  # as a signature or an answer by phone does
        thread.start()
        until = time.monotonic() + 30
        while HandedFile.objects.get(id=second).state != HandedFile.State.CONFIRMED and time.monotonic() < until:
            time.sleep(0.05)
        assert not done.wait(1) and HandedFile.objects.get(id=second).state == HandedFile.State.CONFIRMED
        signed_sheets.sign(name, firm.hander, [("签字.jpg", samples.photo())], [], AT.recorded_at)
    thread.join(60)
    assert done.is_set() and HandedFile.objects.get(id=second).state == HandedFile.State.TAKEN
    ledger = ledger_place.current()
    rows = Reader(ledger.root, ledger.manifest.state()).rows(PAYROLL_LINES).to_pylist()
    assert sorted((row["net_fen"], row["confirmed"]) for row in rows) == [(640_000, "signed"), (650_000, "no")], "of the sum that changed nobody signed"
