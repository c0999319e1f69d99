"""A site at the desk: its parties kept by officers of the place, what was handed in about it, and who may open that."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory import accounts, employers, sites
from hezhong.directory.models import Change, SiteParty
from hezhong.early_warning.models import Viewing, Warning
from hezhong.engine import handing_in
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.models import Case
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk, province
from tests.rights.warning_world import _warning as warning
from tests.web.bank import desk as bank

pytestmark = pytest.mark.django_db
DAY = "2026-11-03"
MOST_QUERIES = 20
HEADS = ["月份", "姓名", "身份证号", "应发工资", "实发工资", "银行卡号"]


class There:
    """A site of Bao'an with a contractor, and the province around it."""

    def __init__(self) -> None:
        self.province = province.build()
        self.firm = employers.register("甲建设有限公司", region="440306", registered=True)
        self.site = sites.register("云山花园", "440306", "GD-1", contractor=self.firm)

    def hand_in(self, data: bytes, name: str = "十月工资.xlsx") -> UUID:
        hander = Hander("77", date.fromisoformat(DAY), self.firm)
        given = Given(name, data, "payroll", site=self.site, pay_day=PayDay(15, 1))
        return handing_in.hand_in(hander, given, province.at(DAY))

    def confirm(self, name: UUID) -> None:
        handing_in.confirm(name, Hander("77", date.fromisoformat(DAY), self.firm), [], province.at(DAY))

    @property
    def address(self) -> str:
        return f"/desk/sites/{self.site}/"

    def page(self, who: Client) -> str:
        answer = who.get(self.address)
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def there() -> Iterator[There]:
    with at_desk.day(DAY):
        yield There()


def payroll(*rows: tuple[int, object]) -> bytes:
    return xlsx({"十月": [HEADS, *(["2026-10", *person(n), net, net, card(n)] for n, net in rows)]})


def warned(there: There, officer: str) -> None:
    """A warning about the site whose case this officer has."""
    case = province.file().case_id
    Case.objects.filter(id=case).update(office=there.province.offices["boan"].pk, assignee=str(there.province.officers[officer].token))
    warning(there.site, "site_wages_unpaid", case)


def test_sites_of_the_place_are_found(there: There) -> None:
    page = at_desk.signed_in("boan.inspector").get("/desk/sites/").content.decode()
    assert "云山花园" in page and "GD-1" in page
    assert "云山花园" in at_desk.signed_in("shenzhen.head").get("/desk/sites/?q=云山").content.decode()
    elsewhere = at_desk.signed_in("tianhe.inspector")
    assert "云山花园" not in elsewhere.get("/desk/sites/").content.decode() and elsewhere.get(there.address).status_code == 404
    nothing = at_desk.signed_in("boan.inspector").get("/desk/sites/?q=%00没有的").content.decode()
    assert "本地区没有叫“没有的”的项目" in nothing


def test_a_party_is_added_and_ended(there: There) -> None:
    inspector = at_desk.signed_in("boan.inspector")
    employers.register("丙劳务有限公司", registered=True)
    answer = inspector.post(there.address, {"step": "add", "role": "labour", "firm": "丙劳务有限公司", "since": "2026-3-1"})
    assert answer.status_code == 302
    party = SiteParty.objects.get()
    assert (party.role, party.since, party.until) == ("labour", date(2026, 3, 1), None)
    assert "丙劳务有限公司" in there.page(inspector) and "2026-03-01" in there.page(inspector)
    assert inspector.post(there.address, {"step": "end", "party": str(party.pk), "until": "2026-10-31"}).status_code == 302
    party.refresh_from_db()
    assert party.until == date(2026, 10, 31)
    changes = Change.objects.filter(what="参建单位")
    assert changes.count() == 2 and all("宝安区人力资源局" in change.by for change in changes)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "请按页面上的按钮"),
        ({"step": "add", "role": "labour", "firm": "没有的公司", "since": "2026-3-1"}, "请补上统一社会信用代码"),
        ({"step": "add", "role": "labour", "firm": "甲建设有限公司", "since": "三月"}, "没看懂“三月”"),
        ({"step": "add", "role": "labour", "firm": "甲建设有限公司", "since": ""}, "请填写日期"),
        ({"step": "add", "role": "general", "firm": "甲建设有限公司", "since": "2026-3-1"}, "请先结束它，再登记新的"),
        ({"step": "add", "role": "", "firm": "甲建设有限公司", "since": "2026-3-1"}, "请选是什么单位"),
        ({"step": "end", "party": "9" * 40, "until": "2026-3-1"}, "已经结束，或者不在这个项目上"),
        ({"step": "end", "party": "general", "until": "2027-3-1"}, "还没有发生"),
        ({"step": "account", "account": "12", "bank": "示例银行宝安支行"}, "应当是 8 到 32 位数字"),
    ],
)
def test_bad_input_is_answered_in_words_and_kept(there: There, given: dict[str, str], says: str) -> None:
    answer = at_desk.signed_in("boan.inspector").post(there.address, given)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page, page[page.find("没有登记") :][:300]
    assert not SiteParty.objects.exists() and sites.contractors([there.site]) == {there.site: there.firm}
    if given.get("bank"):
        assert 'value="12"' in page and 'value="示例银行宝安支行"' in page and not Change.objects.filter(what="工资专户").exists()
    if given.get("firm"):
        assert f'value="{given["firm"]}"' in page, "what was typed stays"


def test_a_wage_account_is_registered_by_who_keeps_the_site(there: There) -> None:
    inspector, told = at_desk.signed_in("boan.inspector"), {"step": "account", "account": "4430 0000 0000 9001", "bank": "示例银行宝安支行"}
    assert "还没有登记工资专户" in there.page(inspector)
    assert inspector.post(there.address, told).status_code == 302
    page = there.page(inspector)
    assert "尾号 9001" in page and "示例银行宝安支行" in page and "4430" not in page
    assert inspector.post(there.address, told).status_code == 422
    head = at_desk.signed_in("shenzhen.head").post(there.address, {**told, "account": "4430000000009009"})
    elsewhere = at_desk.signed_in("tianhe.inspector").post(there.address, {**told, "account": "4430000000009009"})
    assert (elsewhere.status_code, head.status_code) == (404, 302), "an officer of the place, above or below, and nobody of another"
    assert accounts.accounts(["4430000000009001"])["4430000000009001"].site == there.site


def test_what_was_handed_in_is_listed_with_its_errors(there: There) -> None:
    inspector = at_desk.signed_in("boan.inspector")
    assert "还没有人报过这个项目的文件" in there.page(inspector)
    good = there.hand_in(payroll((0, 6400), (1, 6500)))
    there.confirm(good)
    there.hand_in(payroll((2, "很多"), (3, "x")), "写错的.xlsx")
    dropped = there.hand_in(payroll((0, 1)), "不要的.xlsx")
    handing_in.drop(dropped, Hander("77", date.fromisoformat(DAY), there.firm))
    uploads = inspector.get(there.address).context["uploads"]
    told = [(each.title, each.kinds, each.months, each.state, each.rows, each.wrong, each.whose) for each in uploads]
    assert sorted(told) == [("写错的.xlsx", "工资表", "", "read", 2, 4, "甲建设有限公司"), ("十月工资.xlsx", "工资表", "2026年10月", "taken", 2, 0, "甲建设有限公司")]
    page = there.page(inspector)
    assert "4 处" in page and "不要的" not in page and card(0) not in page and person(0)[1] not in page


def test_a_file_is_opened_by_who_may_read_the_warnings_case_and_that_is_kept(there: There) -> None:
    name = there.hand_in(payroll((0, 6400)))
    there.confirm(name)
    inspector, address = at_desk.signed_in("boan.inspector"), f"{there.address}file/{name}/"
    assert inspector.get(address).status_code == 404 and address not in there.page(inspector), "no warning, no case"
    warned(there, "boan.inspector")
    assert address in there.page(inspector)
    answer = inspector.get(address)
    assert answer.content == payroll((0, 6400)) or answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == f'attachment; filename="handed-{str(name)[:8]}.xlsx"' and answer["Cache-Control"] == "no-store"
    assert at_desk.signed_in("boan.second").get(address).status_code == 404, "a colleague without the case"
    assert at_desk.signed_in("tianhe.inspector").get(address).status_code == 404
    assert inspector.get(f"{there.address}file/{uuid4()}/").status_code == 404
    (kept,) = Viewing.objects.all()
    assert (kept.subject, kept.page, kept.lines) == (there.site, "site", 1) and "十月工资.xlsx" in kept.about and "宝安" in kept.by_words


def test_a_file_of_another_site_is_not_opened_by_this_ones_address(there: There) -> None:
    name = there.hand_in(payroll((0, 6400)))
    other = sites.register("远山花园", "440306", "GD-2", contractor=there.firm)
    warned(there, "boan.inspector")
    Warning.objects.update(subject=other)
    inspector = at_desk.signed_in("boan.inspector")
    assert inspector.get(f"/desk/sites/{other}/file/{name}/").status_code == 404
    assert inspector.get(f"{there.address}file/{name}/").status_code == 404


def test_the_number_of_queries_does_not_grow(there: There) -> None:
    inspector = at_desk.signed_in("boan.inspector")
    there.hand_in(payroll((0, 6400)))
    inspector.get(there.address)
    with CaptureQueriesContext(connection) as few:
        inspector.get(there.address)
    for n in range(4):
        there.hand_in(payroll((0, 6401 + n)), f"{n}.xlsx")
        employer = employers.register(f"第{n}劳务有限公司")
        SiteParty.objects.create(site_id=there.site, employer_id=employer, role="labour", since=date(2026, 1, 1))
    with CaptureQueriesContext(connection) as many:
        inspector.get(there.address)
    assert len(few) == len(many) <= MOST_QUERIES, (len(few), len(many))


def test_a_bank_stands_in_the_list_by_name(there: There) -> None:
    own = bank.build()
    client = bank.signed_in()
    with at_desk.day(DAY):
        send = client.post("/bank/files/", {"file": SimpleUploadedFile("回单.xlsx", bank.booked(("6400", "成功"))), "account": own.account})
    assert send.status_code == 302
    uploads = at_desk.signed_in("boan.inspector").get(f"/desk/sites/{own.site}/").context["uploads"]
    assert [(each.whose, each.by) for each in uploads] == [("示例银行", "示例银行（经办人 钱示例）")]
