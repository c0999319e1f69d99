"""Whoever opens workers' lines in a file that was handed in leaves a record: at the employer's, the office's and the bank's door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory import sites
from hezhong.directory.models import Account, Employer
from hezhong.early_warning.models import Viewing
from hezhong.engine import handing_in
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.models import HandedFile
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk, province
from tests.web.bank import desk as bank
from tests.web.employer import firm

pytestmark = pytest.mark.django_db
DAY = "2026-11-03"
HEADS = ["月份", "姓名", "身份证号", "出勤天数", "应发工资", "实发工资", "银行卡号"]
WHO = "示例电子有限公司（经办人 王示例）"


@dataclass
class There:
    """An employer with a site, at its own door."""

    firm: firm.Firm
    site: int
    client: Client

    def send(self, data: bytes, name: str = "十月工资.xlsx", site: bool = True, kind: str = "") -> UUID:
        given = Given(name, data, kind, site=self.site if site else 0, pay_day=PayDay(15, 1))
        return handing_in.hand_in(Hander(str(self.firm.agent.token), date.fromisoformat(DAY), self.firm.token), given, province.at(DAY))

    def open(self, name: UUID, query: str = "") -> str:
        answer = self.client.get(f"/employer/ledger/{name}/{query}")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode("utf8", "replace")


@pytest.fixture(name="there")
def an_employer(db: None) -> Iterator[There]:
    with at_desk.day(DAY):
        province.build()
        own = firm.another("2026-11-01")
        Employer.objects.filter(token=own.token).update(region="440306")
        yield There(own, sites.register("云山花园", "440306", "GD-1", contractor=own.token), own.client(firm.OTHER_PHONE, firm.OTHER_CODE))


def payroll(*nets: object) -> bytes:
    return xlsx({"十月": [HEADS, *(["2026-10", *person(n), 22, net, net, card(n)] for n, net in enumerate(nets))]})


def kept() -> list[tuple[str, int, str, int, str]]:
    return [(each.subject_kind, each.subject, each.page, each.lines, each.by_words) for each in Viewing.objects.order_by("id")]


def test_the_page_of_doubts_leaves_one_record_a_look_and_auditors_read_it(there: There) -> None:
    name = there.send(payroll(900, 6400, 6500))
    assert not Viewing.objects.exists(), "handing in is not looking"
    with CaptureQueriesContext(connection) as queries:
        page = there.open(name)
    assert "最低工资" in page and "谁打开过这一页，系统会记下" in page
    record = ("site", there.site, "handed", 3, WHO)
    assert kept() == [record] and sum("early_warning_viewing" in each["sql"] for each in queries.captured_queries) == 1
    refused = there.client.post(f"/employer/ledger/{name}/", {"confirm": "1"})
    assert refused.status_code == 422 and kept() == [record] * 2, "a page with what is wrong shows the lines again"
    assert Viewing.objects.latest("id").about == f"十月工资.xlsx（{name}）"
    Account.objects.create(username="auditor", password=province.hashed(), shown_name="审计员", kind=Account.Kind.AUDITOR, demo=True)
    listed = at_desk.signed_in("auditor").get("/desk/access/").content.decode()
    assert listed.count("报送的工资和考勤表") == 2 and "云山花园" in listed and WHO in listed and "3 行" in listed and person(0)[0] not in listed


def test_the_page_shows_the_first_rows_and_a_download_all_of_them(there: There) -> None:
    name = there.send(payroll(6400, "很多", *([6400] * 8)))
    there.open(name)
    assert kept()[-1][3] == 8
    there.open(name, "?corrections=1")
    assert kept()[-1] == ("site", there.site, "handed", 10, WHO)
    whole = there.send(payroll(6400, 6500), "两个人.xlsx")
    handing_in.confirm(whole, Hander("77", date.fromisoformat(DAY), there.firm.token), [], province.at(DAY))
    there.open(whole, "?order=B2")
    assert kept()[2:] == [("site", there.site, "handed", 2, WHO)], "the bank's pay file names everybody"


def test_what_shows_no_worker_leaves_nothing(there: There) -> None:
    taken = there.send(payroll(6400, 6500))
    handing_in.confirm(taken, Hander("77", date.fromisoformat(DAY), there.firm.token), [], province.at(DAY))
    there.open(taken)
    waiting = there.send(payroll(6400))
    HandedFile.objects.filter(id=waiting).update(state=HandedFile.State.CONFIRMED)
    there.open(waiting)
    assert there.client.get("/employer/ledger/").status_code == 200
    assert not Viewing.objects.exists()


def test_a_file_of_no_site_is_about_the_employer(there: There) -> None:
    there.open(there.send(payroll(6400), site=False))
    assert kept() == [("employer", there.firm.token, "handed", 1, WHO)]


def test_an_officer_leaves_the_same_and_somebody_elses_file_nothing(there: There) -> None:
    inspector = at_desk.signed_in("boan.inspector")
    upload = SimpleUploadedFile("十月.xlsx", payroll(6400, 6500))
    sent = inspector.post("/desk/ledger/", {"file": upload, "site": str(there.site), "pay_lag": "1", "pay_day": "15"})
    assert sent.status_code == 302
    inspector.get(sent["Location"])
    (record,) = kept()
    assert record[:4] == ("site", there.site, "handed", 2) and record[4].endswith("（深圳市宝安区人力资源局）")
    assert there.client.get(f"/employer/ledger/{sent['Location'].split('/')[-2]}/").status_code == 404 and len(kept()) == 1


def test_a_sheet_of_labour_days_is_looked_at_too(there: There) -> None:
    heads = ["姓名", "身份证号", "班组", "入场日期"]
    roster = there.send(xlsx({"花名册": [heads, *([*person(n), "木工班", "2026-10-01"] for n in range(3))]}), "花名册.xlsx", kind="roster")
    handing_in.confirm(roster, Hander("77", date.fromisoformat(DAY), there.firm.token), [], province.at(DAY))
    answer = there.client.get(f"/employer/ledger/days/?site={there.site}&day=2026-11-02")
    assert answer.status_code == 200
    assert kept() == [("site", there.site, "labour_days", 3, WHO)] and Viewing.objects.get().about == "2026-11-02"


def test_a_banks_file_is_about_the_site_of_its_account(db: None) -> None:
    with at_desk.day(bank.DAY):
        here = bank.build()
        client = bank.signed_in()
        booked = xlsx({"回单": [bank.BOOKED_HEADS, ["A1", person(0)[0], card(0), person(0)[1], 6400, "2026-03", "2026-04-09", "成功"]]})
        sent = client.post("/bank/files/", {"file": SimpleUploadedFile("回单.xlsx", booked), "account": str(here.account)})
        assert sent.status_code == 302, sent.content.decode()[:3000]
        assert client.get(sent["Location"]).status_code == 200
        assert kept() == [("site", here.site, "handed", 1, "示例银行（经办人 钱示例）")]
