"""What the general contractor and the subcontractor see of a payroll that the one pays for the other."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from hezhong.directory.models import Employer
from hezhong.engine.models import PayOrder
from tests import at_desk
from tests.engine.test_on_behalf import labour, sent
from tests.web.bank import desk
from tests.web.bank.desk import DAY, There
from tests.web.employer import firm

pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    """Return the words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield desk.build()


def test_the_contractor_finds_pays_and_sends_back_and_the_subcontractor_reads_why(there: There) -> None:
    sub = labour(there)
    for token, code, phone in ((there.firm, firm.CODE, firm.PHONE), (sub.employer, firm.OTHER_CODE, firm.OTHER_PHONE)):
        Employer.objects.filter(token=token).update(code=code, registered=True)
        firm.admitted(code, Employer.objects.get(token=token).name, phone, "2026-04-01")
    first, second = sent(there, sub), sent(there, sub, (7000,))
    contractor, own = firm.signed_in(firm.CODE, firm.PHONE), firm.signed_in(firm.OTHER_CODE, firm.OTHER_PHONE)
    page = words(contractor.get("/employer/ledger/"))
    assert "分包单位报来、由本单位代发的" in page and "丙劳务有限公司 · 云山花园" in page and page.count("等着付") == 2
    assert "由本单位代发的" not in words(own.get("/employer/ledger/"))
    page = words(contractor.get(f"/employer/ledger/{first}/"))
    assert "保障农民工工资支付条例》第 31 条" in page and "还没有请工人核对" in page and "发短信请工人核对" not in page
    signing, theirs = words(contractor.get(f"/employer/ledger/{first}/signed/")), words(own.get(f"/employer/ledger/{first}/signed/"))
    assert "2 人，2 人还没有确认" in signing and "上传，记成签字" not in signing and "上传，记成签字" in theirs
    assert contractor.post(f"/employer/ledger/{first}/", {"give": str(there.account)}).status_code == 302
    order = PayOrder.objects.get()
    assert order.number in words(contractor.get(f"/employer/ledger/{first}/")) and order.number in words(own.get(f"/employer/ledger/{first}/"))
    assert contractor.get(f"/employer/ledger/order/{order.id}/").status_code == 200
    refused = contractor.post(f"/employer/ledger/{second}/", {"send_back": "1", "why": ""})
    assert refused.status_code == 422 and "请写明退回的原因" in words(refused)
    too_late = contractor.post(f"/employer/ledger/{first}/", {"send_back": "1", "why": "忘了退"})
    assert too_late.status_code == 422 and f"代发指令 {order.number}" in words(too_late)
    assert contractor.post(f"/employer/ledger/{second}/", {"send_back": "1", "why": "金额不对"}).status_code == 302
    assert "交给银行" not in words(contractor.get(f"/employer/ledger/{second}/")).replace("直接交给银行", ""), "what was sent back is not offered for payment"
    assert re.search("施工总承包单位退回了这张表 金额不对 请改好以后再交一份", words(own.get(f"/employer/ledger/{second}/")))
    assert "已退回" in words(contractor.get("/employer/ledger/"))
    assert contractor.post(f"/employer/ledger/{second}/", {"drop": "1"}).status_code == 404
