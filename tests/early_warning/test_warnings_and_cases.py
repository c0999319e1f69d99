"""From a case to the warnings it answers and back, for who may read both; supervision is answered while one waits."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.domains.warning_response.facts import Referral, Supervision, SupervisionAnswer, Visit
from hezhong.early_warning.models import Warning
from hezhong.engine import store
from hezhong.engine.answers import Prose
from hezhong.engine.core import Refused
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.warned import BOAN, DAY, WAGES, keep, run, site, warning, workers
from tests.province import Province, at

pytestmark = pytest.mark.django_db
ANSWER = "答复督办"


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    keep(monkeypatch, WAGES)
    with day(DAY):
        yield province.build()


def warned(name: str = "滨海湾一号") -> tuple[Warning, UUID]:
    """Return a red warning with its case."""
    there = site(name, BOAN)
    run(DAY, workers(there, 30))
    row = warning(there)
    assert row.case_id
    return row, row.case_id


def text(name: str, path: str, status: int = 200) -> str:
    answer = signed_in(name).get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def of_the_case(case: UUID, name: str = "boan.head") -> str:
    return text(name, f"/desk/case/{case}/")


def came_from(page: str) -> str:
    """Return the part of a case's page that names its warnings, '' where there is none."""
    found = re.search(r'<section id="warnings">.*?</section>', page, re.S)
    return found[0] if found else ""


def test_a_case_names_its_warnings_with_colour_place_and_day_and_each_leads_back(here: Province) -> None:
    row, case = warned()
    told = came_from(of_the_case(case))
    assert f'href="/desk/warnings/{row.id}/">工地工资到期未足额支付</a>' in told and "红色" in told
    assert "深圳市宝安区新安街道" in told and "3月17日" in told and "消失" not in told
    assert f'href="/desk/case/{case}/"' in text("boan.head", f"/desk/warnings/{row.id}/")


def test_a_case_of_several_warnings_names_all_worst_first_in_one_query(here: Province) -> None:
    row, case = warned()
    client = signed_in("boan.head")

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/desk/case/{case}/").status_code == 200
        return [each["sql"] for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]

    client.get(f"/desk/case/{case}/")
    before = asked()
    Warning.objects.create(
        **{name: getattr(row, name) for name in ("subject_kind", "subject", "measure", "city", "county", "town", "seen_on", "version", "seq", "case_id")},
        rule="site_wages_owed", grade=3, worst=3, first_on=date(2026, 3, 1), gone_on=date(2026, 3, 16),
    )  # fmt: skip
    assert re.findall(r"hue-(\w+)", came_from(of_the_case(case))) == ["red", "yellow"] and "3月16日（周一）消失" in came_from(of_the_case(case))
    assert len(asked()) == len(before) and sum("early_warning_warning" in sql for sql in before) == 1


def test_who_may_not_read_the_warning_has_no_link_and_who_may_not_read_the_case_neither(here: Province) -> None:
    row, case = warned()
    Warning.objects.filter(id=row.id).update(county="440305", town="440305001")
    assert came_from(of_the_case(case)) == "" and f"/desk/warnings/{row.id}" not in of_the_case(case)
    store.act(case, "take", None, here.asker("boan.inspector"), at(DAY))
    Warning.objects.filter(id=row.id).update(county="440306", town="440306001")
    assert str(case) not in text("boan.second", f"/desk/warnings/{row.id}/")
    text("boan.second", f"/desk/case/{case}/", 404)


def test_a_case_of_another_kind_asks_for_no_warning(here: Province) -> None:
    warned()
    filed = province.file("2026-03-17")
    with CaptureQueriesContext(connection) as queries:
        page = of_the_case(filed.case_id)
    assert came_from(page) == "" and not [each for each in queries.captured_queries if "early_warning_warning" in each["sql"]]


def test_a_warning_that_went_on_in_a_later_case_is_still_named_by_the_first(here: Province) -> None:
    row, case = warned()
    Warning.objects.filter(id=row.id).update(case_id=None, case_number="")
    assert f"/desk/warnings/{row.id}/" in came_from(of_the_case(case))


def test_an_answer_is_offered_only_while_supervision_waits_and_first_then(here: Province) -> None:
    _, case = warned()
    inspector, above = here.asker("boan.inspector"), here.asker("shenzhen.head")
    store.act(case, "take", None, inspector, at(DAY))
    store.act(case, "visit", Visit(visited=Prose("到现场")), inspector, at(DAY))
    page = of_the_case(case, "boan.inspector")
    assert ANSWER not in page and re.search(r'btn-primary"[^>]*data-key="a">督促整改', page)
    assert signed_in("boan.inspector").get(f"/desk/case/{case}/act/answer_supervision/").status_code == 404
    with pytest.raises(Refused, match="没有等着答复的督办"):
        store.act(case, "answer_supervision", SupervisionAnswer(answer=Prose("在办")), inspector, at(DAY))
    store.act(case, "supervise", Supervision(demand=Prose("三日内付清"), answer_by=date(2026, 3, 20)), above, at(DAY))
    assert re.search(rf'btn-primary"[^>]*data-key="a">{ANSWER}', of_the_case(case, "boan.inspector"))
    store.act(case, "answer_supervision", SupervisionAnswer(answer=Prose("已付清")), inspector, at(DAY))
    assert f">{ANSWER}<" not in of_the_case(case, "boan.inspector").split('<section><h2>经过')[0]


def test_with_inspection_nothing_leads_on_until_it_ends(here: Province) -> None:
    _, case = warned()
    inspector = here.asker("boan.inspector")
    store.act(case, "take", None, inspector, at(DAY))
    store.act(case, "refer", Referral(reason=Prose("老板失联")), inspector, at(DAY))
    page = of_the_case(case, "boan.inspector")
    assert 'data-key="a"' not in page and "等监察案件办结" in page
