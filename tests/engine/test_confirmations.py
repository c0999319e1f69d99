"""Values that an administrator confirms, and an office's own shorter promise: they bind what comes later."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.domains.complaints.case import Complaint
from hezhong.engine import casefile, confirmations
from hezhong.engine.confirmations import Confirmation, Promise
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.kernel.dates import calendar_days, working_days
from hezhong.kernel.places import GUANGDONG
from hezhong.law.model import Confidence
from tests import province

pytestmark = pytest.mark.django_db
NOTICE = "粤人社规〔2026〕1号"
DAY = date(2026, 11, 2)


def test_a_confirmed_value_stands_before_the_files_and_is_sure() -> None:
    at = province.at("2026-11-02")
    before = confirmations.book().version
    given = Confirmation("gd.min_wage.monthly", GUANGDONG / "440300", Decimal(2750), NOTICE, date(2026, 10, 1))
    confirmations.confirm(given, "administrator", at.recorded_at)
    book = confirmations.book()
    value = book.value("gd.min_wage.monthly", GUANGDONG / "440300" / "440306", DAY)
    assert (value.amount, value.cites, value.confidence) == (Decimal(2750), NOTICE, Confidence.CONFIRMED)
    assert book.version != before
    assert book.value("gd.min_wage.monthly", GUANGDONG / "440300", date(2026, 9, 30)).amount == Decimal(2700)


def test_an_office_promises_three_days_and_five_still_bind() -> None:
    here = province.build()
    at, office = province.at("2026-11-02"), here.offices["boan"].pk
    limit = confirmations.book().limit(Complaint.answer.duty, GUANGDONG / "440300" / "440306", DAY)
    for longer in (working_days(5), working_days(6), calendar_days(3), working_days(0)):
        with pytest.raises(Refused, match="短于法定时限"):
            confirmations.promise(Promise(office, limit, longer), "head", at.recorded_at)
    confirmations.promise(Promise(office, limit, working_days(3)), "head", at.recorded_at)
    now = Moment(at.happened_on, at.recorded_at, confirmations.book())
    filed = province.file(at=now)
    (clock,) = casefile.view(filed.case_id, here.asker("boan.clerk"), DAY, now.book).clocks
    assert (clock.promised_on, clock.due.on) == (date(2026, 11, 5), date(2026, 11, 9))
    confirmations.promise(Promise(office, limit, None), "head", at.recorded_at)
    assert confirmations.book().promise(Complaint.answer.duty, office) is None
