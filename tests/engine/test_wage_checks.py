"""A worker confirms a line of a payroll, or says what is wrong, by a link sent to the phone that the roster tells."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from hezhong.directory import vault
from hezhong.engine import handing_in, wage_checks
from hezhong.engine.core import Refused
from hezhong.engine.models import HandedFile, Message, WageCheck
from hezhong.engine.wage_checks import NoSuchCheck
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk, province
from tests.engine.test_handing_in import DAY, Firm, pay, payroll, rows

pytestmark = pytest.mark.django_db
(ZHAO, ZHAO_ID), (QIAN, QIAN_ID), (SUN, SUN_ID) = person(0), person(1), person(2)
AT = province.at(DAY).recorded_at
PHONES = {ZHAO: "13900000101", QIAN: "13900000102"}


def filed() -> tuple[Firm, object]:
    firm = Firm()
    heads = ["姓名", "身份证号", "手机号码", "进场日期", "银行卡号"]
    roster = xlsx({"s": [heads, *([name, number, PHONES[name], "2026-03-01", card(n)] for n, (name, number) in enumerate([(ZHAO, ZHAO_ID), (QIAN, QIAN_ID)]))]})
    firm.confirm(firm.send(roster, "花名册.xlsx"))
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6400, 6400), pay((SUN, SUN_ID), 3)))
    firm.confirm(name, "not_on_roster")
    return firm, name


def asked(firm: Firm, name: object) -> dict[str, str]:
    """Ask everybody; return name -> code of the link, as the messages tell."""
    codes: list[str] = []
    sent = wage_checks.ask(name, firm.hander, lambda code: codes.append(code) or f"https://x/wages/{code}/", AT)  # type: ignore[arg-type, func-returns-value]
    assert (sent.sent, sent.without_phone) == (2, 1)
    return {wage_checks.look(code, AT).name: code for code in codes}


def test_right_and_wrong_stand_in_the_ledger_and_before_the_employer() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    line = wage_checks.look(codes[ZHAO], AT)
    assert (line.employer, line.site, line.month, line.days, line.due, line.net, line.answer) == ("甲建设有限公司", "云山花园", (2026, 3), 22, 640000, 640000, "")
    wage_checks.answer(codes[ZHAO], True, "", AT)
    with pytest.raises(Refused, match="请说说哪里不对"):
        wage_checks.answer(codes[QIAN], False, "  ", AT)
    wage_checks.answer(codes[QIAN], False, "少算了两天", AT)
    wage_checks.answer(codes[QIAN], True, "", AT)
    told = {row["confirmed"] for row in rows(PAYROLL_LINES)}
    assert sorted((row["confirmed"], row["confirmed_on"] is not None, row["due_fen"]) for row in rows(PAYROLL_LINES)) == [("no", False, 640000), ("phone", True, 640000), ("refused", True, 640000)], told
    said = wage_checks.answers(name)  # type: ignore[arg-type]
    assert (said.asked, said.right, said.wrong) == (2, 1, ((QIAN, "少算了两天"),))
    assert "少算" not in str(list(WageCheck.objects.values()))


def test_nobody_is_asked_twice_and_the_message_goes_to_the_phone_of_the_roster() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    again = wage_checks.ask(name, firm.hander, str, AT)  # type: ignore[arg-type]
    assert (again.sent, again.before, again.without_phone) == (0, 2, 1)
    messages = Message.objects.filter(key__startswith="wage-check/")
    assert {vault.open_sealed(bytes(each.sealed_to), f"engine_message.sealed_to:{each.id}") for each in messages} == set(PHONES.values())
    text = next(each.text for each in messages if codes[ZHAO] in each.text)
    assert text.startswith("甲建设有限公司报了您2026年3月的工资") and ZHAO not in text and "6400" not in text


def test_a_link_ends_with_its_time_and_with_its_line() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    with pytest.raises(NoSuchCheck, match="已经失效"):
        wage_checks.look(codes[ZHAO], AT + timedelta(days=31))
    second = firm.send(payroll(pay((QIAN, QIAN_ID), 2, 6500, 6500)))
    handing_in.answer(second, firm.hander, {}, province.at(DAY), series=firm.look(name).series)  # type: ignore[arg-type]
    firm.confirm(second)
    with pytest.raises(NoSuchCheck):
        wage_checks.look(codes[ZHAO], AT)
    assert wage_checks.look(codes[QIAN], AT).due == 650000


def test_a_correction_wipes_no_refusal_and_nothing_that_stays_as_it_was_found_right() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    wage_checks.answer(codes[ZHAO], True, "", AT)
    wage_checks.answer(codes[QIAN], False, "少算了两天", AT)

    def corrected(*lines: list[object]) -> object:
        again = firm.send(payroll(*lines))
        handing_in.answer(again, firm.hander, {}, province.at(DAY), series=firm.look(name).series)  # type: ignore[arg-type]
        firm.confirm(again, "not_on_roster")
        return again

    def said() -> dict[int, tuple[str, bool]]:
        return {row["net_fen"]: (row["confirmed"], row["confirmed_on"] is not None) for row in rows(PAYROLL_LINES)}

    second = corrected(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6500, 6500), pay((SUN, SUN_ID), 3, 6600, 6600))
    assert said() == {640000: ("phone", True), 650000: ("refused", True), 660000: ("no", False)}

    links: list[str] = []
    sent = wage_checks.ask(second, firm.hander, lambda code: links.append(code) or code, AT)  # type: ignore[arg-type, func-returns-value]
    assert (sent.sent, sent.before, sent.without_phone) == (1, 1, 1), "who found it right is not asked about the same line again"
    wage_checks.answer(links[0], True, "", AT)
    assert said()[650000] == ("phone", True)

    corrected(pay((ZHAO, ZHAO_ID), 1, 6300, 6300), pay((QIAN, QIAN_ID), 2, 6500, 6500))
    assert said() == {630000: ("no", False), 650000: ("phone", True)}, "of other sums nobody has said that they are right"


def test_a_correction_taken_twice_counts_once() -> None:
    """Killed after the ledger has it and before the file says so, it is taken again."""
    firm, name = filed()
    wage_checks.answer(asked(firm, name)[ZHAO], True, "", AT)
    again = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6500, 6500)))
    handing_in.answer(again, firm.hander, {}, province.at(DAY), series=firm.look(name).series)  # type: ignore[arg-type]
    firm.confirm(again)
    before = rows(PAYROLL_LINES)
    HandedFile.objects.filter(id=again).update(state=HandedFile.State.CONFIRMED, receipts=[], taken_at=None)
    handing_in.work(province.at(DAY))
    taken = HandedFile.objects.get(id=again)
    assert taken.state == HandedFile.State.TAKEN and [each["repeated"] for each in taken.receipts if "batch" in each] == [True]
    assert rows(PAYROLL_LINES) == before


def test_without_any_phone_it_says_what_to_do() -> None:
    firm = Firm()
    name = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)))
    firm.confirm(name)
    with pytest.raises(Refused, match="请在花名册里补上“手机号码”"):
        wage_checks.ask(name, firm.hander, str, AT)


def test_the_page() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    with at_desk.day(DAY, 12):
        client = Client()
        assert client.get("/wages/NOTHING/").status_code == 404
        page = client.get(f"/wages/{codes[ZHAO]}/").content.decode()
        assert "2026年3月的工资对不对？" in page and "6,400.00 元" in page and "22 天" in page and ZHAO_ID not in page
        empty = client.post(f"/wages/{codes[ZHAO]}/", {"right": "no", "why": ""})
        assert empty.status_code == 422 and "请说说哪里不对" in empty.content.decode()
        assert client.post(f"/wages/{codes[ZHAO]}/", {"right": "yes"}).status_code == 302
        assert re.search("记下了：您说对", client.get(f"/wages/{codes[ZHAO]}/").content.decode())
