"""A site is entered at a desk with what the ledger asks of it, and from then on its builders' files and the rules reach it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client

from hezhong.app.warning_watch import Watch
from hezhong.directory import employers, site_facts
from hezhong.directory.models import Change, Person, Site, SiteFacts, SiteParty
from hezhong.directory.site_facts import Facts
from hezhong.early_warning.models import Warning
from hezhong.engine import handing_in, ledger_place
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.ledger_register import Register
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ROSTER, SITES
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk, province
from tests.early_warning.warned import keep

DAY = "2026-11-03"
NEW = "/desk/sites/new/"
TYPED: Mapping[str, Any] = {
    "name": "云山花园二期", "number": " gd-2026-7 ", "region": "440306001", "firm": "甲建设有限公司", "code": "", "owner": "", "owner_code": "",
    "trade": "housing", "state": "building", "began_on": "2026-3-1", "ended_on": "", "contract": "5000万", "security": "guarantee",
    "security_amount": "150万", "security_until": "2027-12-31", "board": "yes", "person": "", "person_number": "",
}  # fmt: skip
STATED = Facts("housing", "building", 5_000_000_000, date(2026, 3, 1), None, "guarantee", 150_000_000, date(2027, 12, 31), True, None)
(LI, LI_ID) = person(7)


@pytest.fixture
def inspector(db: None) -> Iterator[Client]:
    with at_desk.day(DAY):
        province.build()
        employers.register("甲建设有限公司", region="440306", registered=True)
        yield at_desk.signed_in("boan.inspector")


def test_a_site_is_entered_whole(inspector: Client) -> None:
    form = inspector.get(NEW).content.decode()
    assert "登记项目" in form and "新安街道" in form and "天河" not in form, "only places of the own post are offered"
    answer = inspector.post(NEW, {**TYPED, "person": LI, "person_number": LI_ID})
    site = Site.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/desk/sites/{site.token}/"
    assert (site.name, site.number, site.region) == ("云山花园二期", "GD-2026-7", "440306001")
    officer = Person.objects.get()
    assert site_facts.of(site.token) == Facts(**{**vars(STATED), "labour_officer": officer.token}) and officer.name == LI
    (party,) = SiteParty.objects.all()
    assert (party.role, party.since, party.employer_id) == ("general", date(2026, 3, 1), site.contractor)
    (change,) = Change.objects.filter(what="工程项目")
    assert change.says == (
        "登记项目“云山花园二期”（GD-2026-7，深圳市宝安区新安街道）：行业 房屋建筑，工程状态 在建，工程合同价款 50,000,000 元，开工日期 2026-03-01，工资保证金 银行保函，"
        "保证金金额 1,500,000 元，保证金（保函）到期日 2027-12-31，维权信息告示牌 有，劳资专管员 有"
    )
    assert LI_ID not in change.says and "宝安区人力资源局" in change.by
    shown = inspector.get(answer["Location"]).content.decode()
    assert "50,000,000 元" in shown and "银行保函" in shown and "改工程情况" in shown


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "请填写项目名称"), ({"number": ""}, "请填写项目编号"), ({"region": "440106"}, "请从列出的里面选在哪里"), ({"trade": ""}, "请选择行业"),
        ({"began_on": ""}, "在建的项目要填开工日期"), ({"ended_on": "2026-2-1", "state": "finished"}, "竣工日期早于开工日期"), ({"began_on": "三月"}, "没看懂“三月”"),
        ({"contract": "很多"}, "没看懂“很多”"), ({"security": "none"}, "形式却是“未存储”"), ({"firm": "没有的公司"}, "请补上统一社会信用代码"),
        ({"person": LI}, "要写姓名，也要写身份证号"), ({"person": LI, "person_number": "44030619900101001X"}, "身份证"), ({"began_on": "1926-3-1"}, "请核对年份"),
        ({"owner": "没有的建设单位"}, "请补上统一社会信用代码"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_in_words_kept_and_changes_nothing(inspector: Client, wrong: dict[str, str], says: str) -> None:
    before = Person.objects.count()
    answer = inspector.post(NEW, {**TYPED, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page, page[page.find("<form") :][:3000]
    assert 'value="150万"' in page and 'value="2027-12-31"' in page, "what was typed stands"
    assert not Site.objects.exists() and not SiteFacts.objects.exists() and not SiteParty.objects.exists() and Person.objects.count() == before
    assert not Change.objects.filter(what__in=("工程项目", "参建单位")).exists()


def test_a_number_that_is_taken_is_refused_with_whose_it_is(inspector: Client) -> None:
    inspector.post(NEW, TYPED)
    answer = inspector.post(NEW, {**TYPED, "name": "别的项目", "number": "GD-2026-7"})
    assert answer.status_code == 422 and "已经登记过：“云山花园二期”（深圳市宝安区新安街道）" in answer.content.decode() and Site.objects.count() == 1


def test_facts_are_filled_in_changed_and_told_in_the_history(inspector: Client) -> None:
    inspector.post(NEW, {**TYPED, "person": LI, "person_number": LI_ID})
    token = Site.objects.get().token
    address = f"/desk/sites/{token}/facts/"
    form = inspector.get(address).content.decode()
    assert 'value="50,000,000"' in form and f"劳资专管员现在是：{LI}" in form and LI_ID not in form
    typed = {
        **{name: TYPED[name] for name in ("trade", "began_on", "security", "security_amount", "security_until", "board", "person", "person_number")},
        "state": "stopped", "contract": "50,000,000", "ended_on": "",
    }  # fmt: skip
    assert inspector.post(address, typed).status_code == 302
    now = site_facts.of(token)
    assert now is not None and (now.state, now.contract_fen) == ("stopped", 5_000_000_000) and now.labour_officer, "not typed, he stays"
    assert Change.objects.filter(what="工程项目").latest("id").says == "项目“云山花园二期”：工程状态 停工"
    assert inspector.post(address, typed).status_code == 302 and Change.objects.filter(what="工程项目").count() == 2, "the same again is no change"
    refused = inspector.post(address, {**typed, "gone": "left", "person": LI, "person_number": LI_ID})
    assert refused.status_code == 422 and "请留一样" in refused.content.decode()
    assert inspector.post(address, {**typed, "gone": "left"}).status_code == 302
    assert Change.objects.filter(what="工程项目").latest("id").says == "项目“云山花园二期”：劳资专管员 没有"


def test_only_who_may_enter_there_does(inspector: Client) -> None:
    inspector.post(NEW, TYPED)
    address = f"/desk/sites/{Site.objects.get().token}/facts/"
    assert at_desk.signed_in("tianhe.inspector").get(address).status_code == 404
    assert at_desk.signed_in("tianhe.inspector").post(NEW, {**TYPED, "number": "X-1"}).status_code == 422, "the other district is not in the list"
    assert Site.objects.count() == 1
    province_wide = at_desk.signed_in("guangdong.head").get(NEW).content.decode()
    assert "深圳市宝安区<" in province_wide and "新安街道" not in province_wide and "东莞市" in province_wide


def test_codes_are_those_of_the_ledger() -> None:
    for column, kind in (("trade", SiteFacts.Trade), ("state", SiteFacts.State), ("security", SiteFacts.Security)):
        assert dict(kind.choices) == dict(SITES.columns[column].codes), column


@pytest.mark.django_db(transaction=True)
def test_from_the_desk_to_the_ledger_and_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, "site_officer_missing")
    register = Register()
    with at_desk.day(DAY):
        province.build()
        firm = employers.register("甲建设有限公司", region="440306", registered=True)
        inspector = at_desk.signed_in("boan.inspector")
        assert inspector.post(NEW, TYPED).status_code == 302
        site = Site.objects.get().token
        ledger = ledger_place.current()
        assert register.bring(ledger) == 2, "the site, and its contractor as a builder"
        (row,) = Reader(ledger.root, ledger.manifest.state()).rows(SITES).to_pylist()
        assert row == {"city": 440300, "site": site, "owner": None, "general_contractor": firm, "wage_account": None, **vars(STATED)}
        assert register.bring(ledger) == 0 and Register().bring(ledger) == 0
        hander = Hander("77", date.fromisoformat(DAY), firm)
        data = xlsx({"花名册": [["姓名", "身份证号", "班组", "入场日期", "银行卡号"], [*person(1), "木工班", "2026-10-01", card(1)]]})
        name = handing_in.hand_in(hander, Given("花名册.xlsx", data, "roster", site=site), province.at(DAY))
        handing_in.confirm(name, hander, [], province.at(DAY))
        (there,) = Reader(ledger.root, ledger.manifest.state()).rows(ROSTER).to_pylist()
        assert (there["site"], there["employer"], there["city"]) == (site, firm, 440300)
        Watch().look(ledger, province.at(DAY))
        (warning,) = Warning.objects.all()
        assert (warning.rule, warning.subject) == ("site_officer_missing", site)
        facts = {**TYPED, "person": LI, "person_number": LI_ID}
        assert inspector.post(f"/desk/sites/{site}/facts/", facts).status_code == 302
        assert register.bring(ledger) == 1
        Watch().look(ledger, province.at("2026-11-04"))
        assert Warning.objects.get().gone_on == date(2026, 11, 4)

