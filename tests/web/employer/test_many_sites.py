"""An employer with more sites and more files than a page lists: none is out of reach."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from hezhong.directory import site_parties, sites
from hezhong.directory.models import Employer, Site
from hezhong.engine import handing_in
from hezhong.engine.core import Refused
from hezhong.engine.handers import NO_SITE, Hander
from hezhong.engine.handing_in import Given, NoSuchFile
from hezhong.engine.models import HandedFile
from hezhong.engine.pay_days import PayDay
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk, province
from tests.web.employer import firm
from tests.web.employer.firm import Firm

pytestmark = pytest.mark.django_db
DAY = "2026-11-03"
HEADS = ["月份", "姓名", "身份证号", "出勤天数", "应发工资", "实发工资", "银行卡号"]
PAYROLL = xlsx({"十月": [HEADS, ["2026-10", *person(0), 22, 6400, 6400, card(0)]]})


@pytest.fixture(name="own")
def an_employer(db: None) -> Iterator[Firm]:
    with at_desk.day(DAY):
        province.build()
        own = firm.another("2026-11-01")
        Employer.objects.filter(token=own.token).update(region="440306")
        yield own


def build(own: Firm, count: int) -> list[int]:
    """Return the tokens of sites in the order of their names."""
    return [sites.register(f"云山{number:03}号地块", "440306", f"GD-{number}", contractor=own.token) for number in range(count)]


def hander(own: Firm) -> Hander:
    return Hander(str(own.agent.token), date.fromisoformat(DAY), own.token)


def send(own: Firm, site: int, name: str = "十月工资.xlsx") -> UUID:
    return handing_in.hand_in(hander(own), Given(name, PAYROLL, site=site, pay_day=PayDay(15, 1)), province.at(DAY))


def offered(page: str) -> list[str]:
    chooser = page.partition('id="hf-site"')[2].partition("</select>")[0]
    return re.findall(r'<option value="([1-9]\d*)"', chooser)


def test_the_last_of_many_sites_is_found_and_handed_in_for(own: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_parties, "MOST_SHOWN", 3)
    tokens = build(own, 5)
    strange = sites.register("云山009号地块", "440306", "GD-9")
    client = own.client(firm.OTHER_PHONE, firm.OTHER_CODE)
    page = client.get("/employer/ledger/").content.decode()
    assert offered(page) == [str(token) for token in tokens[:3]] and "只列了前 3 个项目" in page
    found = client.get("/employer/ledger/", {"q": "004号"}).content.decode()
    assert offered(found) == [str(tokens[4])]
    assert offered(client.get("/employer/ledger/", {"q": "GD-3"}).content.decode()) == [str(tokens[3])]
    nothing = client.get("/employer/ledger/", {"q": "009号"}).content.decode()
    assert offered(nothing) == [] and "没有找到“009号”" in nothing, "somebody else's site"
    name = send(own, tokens[4])
    assert HandedFile.objects.get(id=name).site == tokens[4]
    with pytest.raises(Refused, match=NO_SITE):
        send(own, strange)
    sheet = client.get(reverse("employer-labour-days"), {"site": tokens[4]})

    assert f'value="{tokens[4]}" selected' in sheet.content.decode(), "the one that was chosen stays chosen"


def test_few_sites_need_no_looking_for(own: Firm) -> None:
    build(own, 2)
    assert 'name="q"' not in own.client(firm.OTHER_PHONE, firm.OTHER_CODE).get("/employer/ledger/").content.decode()


def test_an_officers_site_is_found_among_many_of_other_places(own: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_parties, "MOST_SHOWN", 3)
    for number in range(4):
        sites.register(f"云山{number:03}号地块", "440305", f"NS-{number}")
    there = sites.register("云山999号地块", "440306", "BA-1")
    page = at_desk.signed_in("boan.inspector").get("/desk/ledger/", {"q": "云山"}).content.decode()
    assert offered(page) == [str(there)] and Site.objects.count() == 5


def test_what_was_handed_in_goes_on_by_key_and_loses_nothing(own: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_in, "LISTED", 2)
    (site,) = build(own, 1)
    names = [send(own, site, f"第{number}份.xlsx") for number in range(5)]
    first = HandedFile.objects.get(id=names[0]).handed_at
    for number, name in enumerate(names):  # two at the same moment
        HandedFile.objects.filter(id=name).update(handed_at=first + timedelta(minutes=min(number, 3)))
    client, seen, query, pages = own.client(firm.OTHER_PHONE, firm.OTHER_CODE), list[str](), "", 0
    while pages < 9:
        page, pages = client.get(f"/employer/ledger/{query}").content.decode(), pages + 1
        seen += re.findall(r">(第\d份\.xlsx)<", page)
        further = re.search(r'href="(\?before=[^"#]+)', page)
        if not further:
            break
        query = further[1]
    assert pages == 3 and set(seen[:2]) == {"第3份.xlsx", "第4份.xlsx"} and seen[2:] == ["第2份.xlsx", "第1份.xlsx", "第0份.xlsx"]
    assert client.get("/employer/ledger/?before=x").status_code == 404
    stranger = Hander("1", date.fromisoformat(DAY), own.token + 1)
    with pytest.raises(NoSuchFile):
        handing_in.listed(stranger, names[0])
