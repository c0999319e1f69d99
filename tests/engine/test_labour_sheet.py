"""计工单 by team and day: from a phone to the ledger, each writing once, of a subcontractor only its own people."""

from datetime import date
from uuid import uuid4

import pytest

from hezhong.directory import employers, site_parties
from hezhong.directory.models import SiteParty
from hezhong.engine import handing_in, labour_sheet
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.labour_sheet import WrongHours
from hezhong.ledger.site_tables import LABOUR_DAYS
from hezhong.ledger.tests.written import person, xlsx
from tests import province
from tests.engine.test_handing_in import DAY, Firm, rows

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 9)
PEOPLE = [person(n) for n in range(3)]


def site() -> Firm:
    firm = Firm()
    other = employers.register("乙劳务有限公司")
    site_parties.enter(firm.site, other, SiteParty.Role.LABOUR)
    heads = ["姓名", "身份证号", "班组", "单位名称", "入场日期", "退场日期"]
    data = [heads, [*PEOPLE[0], "木工班", "", "2026-03-01", ""], [*PEOPLE[1], "木工班", "乙劳务有限公司", "2026-03-01", ""], [*PEOPLE[2], "钢筋班", "", "2026-03-01", "2026-03-31"]]
    name = handing_in.hand_in(firm.hander, Given("花名册.xlsx", xlsx({"s": data}), site=firm.site), province.at(DAY))
    handing_in.confirm(name, firm.hander, (), province.at(DAY))
    return firm


def test_a_day_is_written_and_written_again() -> None:
    firm = site()
    first = labour_sheet.sheet(firm.hander, firm.site, ON)
    assert [(each.name, each.team, each.hours) for each in first.members] == sorted((name, "木工班", "") for name, _ in PEOPLE[:2])
    zhao, qian = (next(each.worker for each in first.members if each.name == name) for name, _ in PEOPLE[:2])
    key = str(uuid4())
    receipt = labour_sheet.write(firm.hander, firm.site, ON, {zhao: "9.5", qian: "8", 12345: "8"}, key)
    assert (receipt.rows, receipt.repeated) == (2, False)
    assert labour_sheet.write(firm.hander, firm.site, ON, {zhao: "9.5", qian: "8"}, key).repeated
    with pytest.raises(Refused, match="已经交过了"):
        labour_sheet.write(firm.hander, firm.site, ON, {zhao: "1"}, key)
    labour_sheet.write(firm.hander, firm.site, ON, {zhao: "", qian: "0"}, str(uuid4()))
    assert [(row["worker"], row["minutes"], row["team_size"]) for row in rows(LABOUR_DAYS)] == [(zhao, 570, 2)]
    assert [each.hours for each in labour_sheet.sheet(firm.hander, firm.site, ON).members if each.worker == zhao] == ["9.5"]
    labour_sheet.write(firm.hander, firm.site, ON, {zhao: "9.5", qian: "8"}, str(uuid4()))
    assert len(rows(LABOUR_DAYS)) == 2


def test_a_subcontractor_sees_its_own_people() -> None:
    firm = site()
    (token,) = employers.bearing("乙劳务有限公司")
    other = Hander("9", firm.hander.on, token)
    assert [each.name for each in labour_sheet.sheet(other, firm.site, ON).members] == [PEOPLE[1][0]]
    general = {each.worker for each in labour_sheet.sheet(firm.hander, firm.site, ON).members}
    own = {each.worker for each in labour_sheet.sheet(other, firm.site, ON).members}
    with pytest.raises(Refused, match="还没有填工时"):
        labour_sheet.write(other, firm.site, ON, dict.fromkeys(general - own, "8"), str(uuid4()))


@pytest.mark.parametrize(("hours", "says"), [("25", "最多 24 小时"), ("八", "不是数字"), ("-1", "小于零")])
def test_hours_that_cannot_be(hours: str, says: str) -> None:
    firm = site()
    worker = labour_sheet.sheet(firm.hander, firm.site, ON).members[0].worker
    with pytest.raises(WrongHours) as wrong:
        labour_sheet.write(firm.hander, firm.site, ON, {worker: hours}, str(uuid4()))
    assert says in wrong.value.wrong[worker] and rows(LABOUR_DAYS) == []


def test_no_roster_and_a_day_to_come() -> None:
    firm = Firm()
    with pytest.raises(Refused, match="还没有花名册"):
        labour_sheet.sheet(firm.hander, firm.site, ON)
    with pytest.raises(Refused, match="还没有到"):
        labour_sheet.write(firm.hander, firm.site, date(2026, 4, 11), {1: "8"}, str(uuid4()))
    with pytest.raises(Refused, match="没有找到这个项目"):
        labour_sheet.sheet(Hander("9", firm.hander.on, employers.register("丙有限公司")), firm.site, ON)


def test_the_left_are_there_on_the_days_before_they_left() -> None:
    firm = site()
    assert PEOPLE[2][0] in [each.name for each in labour_sheet.sheet(firm.hander, firm.site, date(2026, 3, 30)).members]
    assert labour_sheet.sheet(firm.hander, firm.site, date(2026, 2, 1)).members == ()
