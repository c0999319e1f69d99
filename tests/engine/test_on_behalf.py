"""代发 (保障农民工工资支付条例 31): a subcontractor draws the payroll up, the general contractor pays it, and it is owed once."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hezhong.directory import employers, party_register, sites
from hezhong.directory.models import SiteParty
from hezhong.directory.site_parties import enter
from hezhong.engine import handing_in, ledger_place, on_behalf, pay_order_rows, pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given, NoSuchFile
from hezhong.engine.models import HandedFile, PayOrder
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.pay_tables import BANK_LINES, PAYROLL_LINES
from hezhong.ledger.reading import Reader
from hezhong.ledger.vocabulary import Table
from tests import province
from tests.web.bank import desk
from tests.web.bank.desk import AUTHOR, DAY, There

pytestmark = pytest.mark.django_db
AT = province.at(DAY)


def rows(table: Table) -> list[dict[str, Any]]:
    ledger = ledger_place.current()
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def labour(there: There, name: str = "丙劳务有限公司") -> Hander:
    """Return somebody of a labour firm that builds on the site."""
    token = employers.register(name, region="440306")
    enter(there.site, token, SiteParty.Role.LABOUR)
    return replace(there.hander, person="88", employer=token)


def sent(there: There, hander: Hander, net: tuple[int, ...] = (6400, 6500), sure: bool = True, corrects: UUID | None = None) -> UUID:
    given = Given("三月工资.xlsx", desk.payroll(net), "payroll", site=there.site, pay_day=PayDay(15, 1))
    name = handing_in.hand_in(hander, given, AT)
    if corrects:
        handing_in.answer(name, hander, {}, AT, series=HandedFile.objects.get(id=corrects).series)
    seen = handing_in.look(name, hander).seen
    assert seen is not None
    handing_in.confirm(name, hander, [doubt.key for doubt in seen.doubts] if sure else [], province.at(DAY, 11) if corrects else AT)
    return name


@pytest.fixture
def there() -> There:
    return desk.build()


def test_from_the_subcontractors_sheet_to_the_workers_card(there: There) -> None:
    sub = labour(there)
    name = sent(there, sub)
    (listed,) = on_behalf.listed(there.hander)
    assert (listed.id, listed.firm, listed.site, listed.months, listed.state) == (name, "丙劳务有限公司", "云山花园", (202603,), "等着付")
    shown = handing_in.look(name, there.hander)
    assert not shown.own and handing_in.look(name, sub).own
    assert [each.account.token for each in pay_orders.payers(handing_in.paid_row(name, there.hander), there.hander)] == [there.account]
    with pytest.raises(Refused, match="工资专户由施工总承包单位交给银行"):
        pay_orders.give(name, sub, there.account, AT.recorded_at)
    pay_orders.give(name, there.hander, there.account, AT.recorded_at)
    pay_orders.give(name, there.hander, there.account, AT.recorded_at)
    order = PayOrder.objects.get()
    assert (order.people, order.fen, order.given_by) == (2, 1_290_000, "77")
    assert on_behalf.listed(there.hander)[0].state == f"已交给银行，{order.number}"
    assert list(pay_order_rows.of(sub)) == list(pay_order_rows.of(there.hander)) == [order]
    back = Given("回单.xlsx", desk.booked(("6400", "成功"), ("6500", "成功")), "bank", order=order.number)
    returned = handing_in.hand_in(there.hander, back, AT)
    seen = handing_in.look(returned, there.hander).seen
    assert seen is not None and seen.sound, seen
    handing_in.confirm(returned, there.hander, [doubt.key for doubt in seen.doubts], AT)
    assert sorted((row["employer"], row["net_fen"]) for row in rows(PAYROLL_LINES)) == [(sub.employer, 640000), (sub.employer, 650000)]
    assert sorted((row["paid_fen"], row["account"], row["channel"]) for row in rows(BANK_LINES)) == [
        (640000, there.account, "wage_account"), (650000, there.account, "wage_account"),
    ]  # fmt: skip


def test_the_same_people_are_not_owed_twice_without_a_word(there: There) -> None:
    sub = labour(there)
    sent(there, sub)
    with pytest.raises(Refused, match="这些人同一个月的工资，丙劳务有限公司已经报过"):
        sent(there, there.hander, sure=False)
    assert len(rows(PAYROLL_LINES)) == 2
    name = HandedFile.objects.get(sender=there.hander.sender).id
    seen = handing_in.look(name, there.hander).seen
    assert seen is not None and [(each.key, each.rows) for each in seen.doubts] == [("elsewhere:丙劳务有限公司", (2, 3))]
    other = labour(there, "丁劳务有限公司")
    with pytest.raises(Refused, match="丙劳务有限公司已经报过"):
        sent(there, other, (6400,), sure=False)


def test_a_sheet_is_sent_back_with_a_reason_and_paid_only_once_corrected(there: There) -> None:
    sub = labour(there)
    name = sent(there, sub)
    with pytest.raises(Refused, match="请写明退回的原因"):
        on_behalf.send_back(name, there.hander, "  ", AT.recorded_at)
    on_behalf.send_back(name, there.hander, "少了王五的工天", AT.recorded_at)
    assert handing_in.look(name, sub).sent_back == handing_in.look(name, there.hander).sent_back == "少了王五的工天"
    assert "王五" not in str(HandedFile.objects.values().get(id=name)), "names stand sealed"
    with pytest.raises(Refused, match="这张表已经退回单位更正"):
        pay_orders.give(name, there.hander, there.account, AT.recorded_at)
    again = sent(there, sub, (6400, 6600), corrects=name)
    assert [each.id for each in on_behalf.listed(there.hander)] == [again], "the earlier one is not listed any more"
    pay_orders.give(again, there.hander, there.account, AT.recorded_at)
    with pytest.raises(Refused, match=r"已经交给银行（代发指令 DF\d{12}），不能再退回"):
        on_behalf.send_back(again, there.hander, "还是不对", AT.recorded_at)


def test_one_sheet_is_paid_from_one_account(there: There) -> None:
    sub = labour(there)
    name = sent(there, sub)
    pay_orders.give(name, there.hander, there.account, AT.recorded_at)
    PayOrder.objects.update(account=there.account + 1)
    with pytest.raises(Refused, match="再交一次会付两遍"):
        pay_orders.give(name, there.hander, there.account, AT.recorded_at)


def test_nobody_else_sees_it(there: There) -> None:
    name = sent(there, labour(there))
    own = sent(there, there.hander, (7000,))
    stranger = employers.register("戊建设有限公司", region="440306")
    sites.register("别处工地", "440306", "GD-9", contractor=stranger)
    another = labour(there, "丁劳务有限公司")
    for hander in (replace(there.hander, employer=stranger), another, Hander("5", date.fromisoformat(DAY))):
        assert on_behalf.listed(hander) == ()
        with pytest.raises(NoSuchFile):
            handing_in.look(name, hander)
        with pytest.raises(Refused, match="不是您总承包的项目的"):
            on_behalf.send_back(name, hander, "试试", AT.recorded_at)
    with pytest.raises(NoSuchFile):
        handing_in.look(own, another)
    for change in (lambda: handing_in.drop(name, there.hander), lambda: handing_in.answer(name, there.hander, {}, AT), lambda: handing_in.confirm(name, there.hander, [], AT)):
        with pytest.raises(NoSuchFile):
            change()
    party_register.end(there.site, "general", date(2026, 4, 1), AUTHOR)
    with pytest.raises(NoSuchFile):
        handing_in.look(name, there.hander)
    assert on_behalf.listed(there.hander) == ()
