"""A payroll that its workers have signed on paper: photographs are kept, the ledger states whose signature stands, the warning falls silent."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from hezhong.directory import employers
from hezhong.early_warning.tests.employer_rows import found
from hezhong.engine import handing_in, ledger_place, signed_sheets, wage_checks
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.models import SignedPage, SignedSheet, StoredFile
from hezhong.engine.uploads import BadUpload
from hezhong.engine.uploads.tests.samples import drawn, pdf, photo, saved
from hezhong.ledger.asking import asked as showing
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.refreshing import refresh
from tests import province
from tests.engine.test_handing_in import DAY, QIAN, QIAN_ID, SUN, SUN_ID, ZHAO, ZHAO_ID, Firm, pay, payroll, rows
from tests.engine.test_on_behalf import labour, sent
from tests.engine.test_wage_checks import asked, filed
from tests.web.bank import desk

pytestmark = pytest.mark.django_db
AT = province.at(DAY).recorded_at
PHOTO = ("签字.jpg", photo())


def taken(*lines: list[Any]) -> tuple[Firm, UUID]:
    firm = Firm()
    name = firm.send(payroll(*(lines or (pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6500, 6500), pay((SUN, SUN_ID), 3, 6600, 6600)))))
    firm.confirm(name)
    return firm, name


def said() -> dict[int, tuple[str, date | None]]:
    """Return net wages in fen -> what the ledger says of their confirmation."""
    return {row["net_fen"]: (row["confirmed"], row["confirmed_on"]) for row in rows(PAYROLL_LINES)}


def token(firm: Firm, name: UUID, who: str) -> int:
    return next(each.token for each in signed_sheets.look(name, firm.hander).signers if each.name == who)


def test_all_have_signed_but_one_and_he_signs_later() -> None:
    firm, name = taken()
    assert [(each.said, each.waits) for each in signed_sheets.look(name, firm.hander).signers] == [("未确认", True)] * 3
    scan = ("签字二.pdf", saved(pdf()))
    assert signed_sheets.sign(name, firm.hander, [PHOTO, scan], {token(firm, name, QIAN), 999}, AT) == 2
    signed, open_ = ("signed", date(2026, 4, 10)), ("no", None)
    assert said() == {640000: signed, 650000: open_, 660000: signed}
    there = signed_sheets.look(name, firm.hander)
    assert [(each.name, each.said) for each in there.signers if each.waits] == [(QIAN, "未确认")]
    assert [(each.title, each.signed) for each in there.photographs] == [("签字.jpg", 2), ("签字二.pdf", 2)]
    assert signed_sheets.sign(name, firm.hander, [("钱.png", drawn("PNG"))], (), AT) == 1
    assert said()[650000] == signed and SignedSheet.objects.count() == 2 and SignedPage.objects.count() == 3


def test_the_same_again_changes_nothing() -> None:
    firm, name = taken()
    assert [signed_sheets.sign(name, firm.hander, [PHOTO], (), AT) for _ in range(2)] == [3, 3]
    assert SignedPage.objects.count() == 1


def test_killed_before_the_ledger_has_it_it_is_stated_by_doing_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    firm, name = taken()
    with monkeypatch.context() as killed:
        killed.setattr(signed_sheets, "ingest", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            signed_sheets.sign(name, firm.hander, [PHOTO], (), AT)
    assert {state for state, _ in said().values()} == {"no"}
    assert signed_sheets.sign(name, firm.hander, [PHOTO], (), AT) == 3
    assert {state for state, _ in said().values()} == {"signed"} and SignedSheet.objects.count() == 1


def test_what_a_worker_has_said_by_phone_goes_before_paper() -> None:
    firm, name = filed()
    codes = asked(firm, name)
    wage_checks.answer(codes[QIAN], False, "少算了两天", AT)
    assert isinstance(name, UUID)
    assert signed_sheets.sign(name, firm.hander, [PHOTO], (), AT) == 2
    assert sorted(row["confirmed"] for row in rows(PAYROLL_LINES)) == ["refused", "signed", "signed"]
    wage_checks.answer(codes[ZHAO], False, "不是我签的", AT)
    assert sorted(row["confirmed"] for row in rows(PAYROLL_LINES)) == ["refused", "refused", "signed"]
    with pytest.raises(Refused, match="没有要记成签字的人"):
        signed_sheets.sign(name, firm.hander, [("又一张.png", drawn("PNG"))], (), AT)


def test_bad_input_is_told_and_nothing_is_kept() -> None:
    firm, name = taken()
    before = StoredFile.objects.count()
    for pages, why in (
        ([], "请先选签字工资表的照片或者扫描件"), ([PHOTO, ("说明.txt", "已签".encode())], "“说明.txt”不是照片或者扫描件。请交 jpg、png 或者 pdf"),
        ([("坏.jpg", b"\xff\xd8\xff\xe0 nothing")], "这张照片打不开"), ([PHOTO] * 51, "一张工资表最多交 50 张照片，已经有 0 张"),
    ):  # fmt: skip
        with pytest.raises(BadUpload, match=why):
            signed_sheets.sign(name, firm.hander, pages, (), AT)
    everybody = [each.token for each in signed_sheets.look(name, firm.hander).signers]
    with pytest.raises(Refused, match="没有要记成签字的人"):
        signed_sheets.sign(name, firm.hander, [PHOTO], everybody, AT)
    assert StoredFile.objects.count() == before and not SignedSheet.objects.exists()
    assert {state for state, _ in said().values()} == {"no"}


def test_of_a_corrected_sheet_only_the_last_is_signed_and_what_stays_stays_signed() -> None:
    firm, name = taken()
    signed_sheets.sign(name, firm.hander, [PHOTO], (), AT)
    again = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1), pay((QIAN, QIAN_ID), 2, 6700, 6700)))
    handing_in.answer(again, firm.hander, {}, province.at(DAY), series=firm.look(name).series)
    handing_in.confirm(again, firm.hander, [], province.at(DAY, 11))
    assert said() == {640000: ("signed", date(2026, 4, 10)), 670000: ("no", None)}, "of another sum nobody has signed"
    with pytest.raises(Refused, match="这张表已经有更正的一份"):
        signed_sheets.sign(name, firm.hander, [("又一张.png", drawn("PNG"))], (), AT)


def test_only_who_handed_the_sheet_in_signs_and_opens() -> None:
    firm, name = taken()
    signed_sheets.sign(name, firm.hander, [PHOTO], (), AT)
    page = SignedPage.objects.get().file_id
    opened, lines = signed_sheets.photograph(name, firm.hander, page)
    assert lines == 3 and opened.data.startswith(b"\xff\xd8") and b"SECRET-PLACE" not in opened.data
    stranger = Hander("9", date.fromisoformat(DAY), employers.register("戊建设有限公司", region="440306"))
    other = firm.send(payroll(pay((ZHAO, ZHAO_ID), 1)), "未交.xlsx")
    for what in (
        lambda: signed_sheets.look(name, stranger), lambda: signed_sheets.sign(name, stranger, [PHOTO], (), AT),
        lambda: signed_sheets.photograph(name, stranger, page), lambda: signed_sheets.photograph(other, firm.hander, page),
        lambda: signed_sheets.look(other, firm.hander),
    ):  # fmt: skip
        with pytest.raises(NoSuchFile):
            what()


def test_the_warning_of_payrolls_not_confirmed_falls_silent() -> None:
    firm, name = taken()

    def warned() -> dict[int, str]:
        ledger = ledger_place.current()
        refresh(ledger)
        with showing(ledger, (202603,), (440300,)) as shown:
            months = shown["worker_month"].to_pyarrow().to_pylist()
        return dict(found("site_payroll_unconfirmed", date(2026, 4, 30), worker_month=months))

    assert warned() == {firm.site: "黄 3 3 0"}
    signed_sheets.sign(name, firm.hander, [PHOTO], {token(firm, name, SUN)}, AT)
    assert warned() == {firm.site: "黄 1 1 0"}
    signed_sheets.sign(name, firm.hander, [("孙.png", drawn("PNG"))], (), AT)
    assert warned() == {}


def test_the_general_contractor_sees_the_signatures_of_its_subcontractors_sheet_and_sets_none() -> None:
    there = desk.build()
    sub = labour(there)
    name = sent(there, sub)
    second = signed_sheets.look(name, sub).signers[1]
    signed_sheets.sign(name, sub, [PHOTO], [second.token], AT)
    seen = signed_sheets.look(name, there.hander)
    assert [(each.said, each.waits) for each in seen.signers] == [("未确认", True), ("签字照片", False)] and seen.signers[0] == second
    assert signed_sheets.photograph(name, there.hander, seen.photographs[0].id)[1] == 1
    with pytest.raises(NoSuchFile):
        signed_sheets.sign(name, there.hander, [("乙.png", drawn("PNG"))], (), AT)
    for other in (labour(there, "丁劳务有限公司"), replace(there.hander, employer=employers.register("戊建设有限公司", region="440306"))):
        with pytest.raises(NoSuchFile):
            signed_sheets.look(name, other)
        with pytest.raises(NoSuchFile):
            signed_sheets.photograph(name, other, seen.photographs[0].id)
