"""Values that two administrators confirm, and an office's own shorter promise: they bind what comes later."""

from datetime import date

import pytest

from hezhong.domains.complaints.case import Complaint
from hezhong.engine import casefile, confirmations
from hezhong.engine.confirmations import Promise
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.kernel.dates import calendar_days, working_days
from hezhong.kernel.places import GUANGDONG
from tests import province

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


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
