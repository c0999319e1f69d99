"""What a file does not say itself is said on its page: the account, the day, the day on which people came."""

from datetime import date
from uuid import UUID

import pytest

from hezhong.directory import accounts, employers
from hezhong.engine.models import HandedFile
from hezhong.ledger.tests.written import card, person, xlsx
from tests.web.employer.test_looking_at_files import There, an_employer

pytestmark = pytest.mark.django_db
there = an_employer
ROSTER = [["姓名", "身份证号", "班组", "入场日期"], [*person(0), "木工班", ""]]
PAID = [["姓名", "身份证号", "银行卡号", "金额", "结果"], [*person(0), card(1), 6400, "成功"]]


def say(there: There, name: UUID, **said: str) -> tuple[int, str]:
    answer = there.client.post(f"/employer/ledger/{name}/", {"again": "1", **said})
    text = there.open(name) if answer.status_code == 302 else answer.content.decode()
    return answer.status_code, text


def test_the_day_on_which_all_of_a_roster_came(there: There) -> None:
    name = there.send(xlsx({"花名册": ROSTER}), "花名册.xlsx", kind="roster")
    text = there.open(name)
    assert "填“从哪天”" in text and '<details class="hf-more" open><summary>表的种类、月份或者发薪日不对' in text
    status, text = say(there, name, since="3月2号")
    assert status == 422 and "没有办成" in text
    status, text = say(there, name, since="2026-10-08")
    assert status == 302 and "按 2026年10月8日 入场收" in text and "确认提交" in text


def test_the_account_and_the_day_of_a_bank_file(there: There) -> None:
    known = there.send(xlsx({"花名册": [ROSTER[0], [*person(0), "木工班", "2026-03-01"]]}), "花名册.xlsx", kind="roster")
    assert there.client.post(f"/employer/ledger/{known}/", {"confirm": "1"}).status_code == 302
    name = there.send(xlsx({"s": PAID}), "回单.xlsx", kind="bank")
    text = there.open(name)
    assert "请填“付款账号”" in text and 'name="account"' in text and 'name="booked_on"' in text and 'name="pay_day"' not in text
    accounts.enter_account("6228480000002222", site=None, holder=employers.register("别家公司", region="440305"))
    status, text = say(there, name, account="6228480000002222")
    assert status == 422 and "登记在别的项目或者单位名下" in text and HandedFile.objects.get(id=name).account is None
    status, text = say(there, name, account="6228 4800 0000 1111", booked_on="2026-11-02")
    assert status == 302 and "确认提交" in text
    row = HandedFile.objects.get(id=name)
    assert row.booked_on == date(2026, 11, 2) and accounts.accounts(["6228480000001111"])["6228480000001111"].token == row.account
