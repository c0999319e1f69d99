"""The calculator beside a case: filled in from what the matter knows, refused where facts contradict, kept, printed."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hezhong.engine import calculations
from hezhong.engine.models import Calculation, Case
from tests.documents.reading import words
from tests.web.desk.office import There, the_inspector, the_office  # noqa: F401 (some are fixtures)

pytestmark = pytest.mark.django_db
TOLD = {
    "hire_date": "2023-03-01", "end_date": "2026-05-31", "reason_code": "no_fault", "last12_wages-even": "8000",
    "last12_wages-months": "",
}  # fmt: skip


def at(there: There, rest: str = "") -> str:
    return f"/desk/case/{there.taken}/reckon/{rest}"


def test_the_result_is_shown_and_nothing_is_kept_until_asked(there: There, inspector: Client) -> None:
    page = inspector.post(at(there, "severance/"), TOLD).content.decode()
    assert "经济补偿：28,000 元" in page and "《中华人民共和国劳动合同法》第47条" in page and "177057" in page
    assert not Calculation.objects.exists()


def test_it_is_kept_beside_the_case_with_the_figures_it_rests_on(there: There, inspector: Client) -> None:
    before = Case.objects.get(id=there.taken).version
    response = inspector.post(at(there, "severance/"), TOLD | {"keep": "1"})
    assert response.status_code == 302
    row = Calculation.objects.get()
    assert (row.amount, row.facts["city"]) == (Decimal("28000.00"), "440306")
    assert {each["name"] for each in row.used} >= {"gd.avg_wage.city_onpost_annual", "gd.min_wage.monthly"}
    assert list(calculations.resting_on("gd.min_wage.monthly")) == [row]
    page = inspector.get(at(there)).content.decode()
    assert "28,000 元" in page and "转载来源，待确认" in page
    assert Case.objects.get(id=there.taken).version == before, "a calculation decides nothing"


def test_the_next_one_knows_what_was_told(there: There, inspector: Client) -> None:
    inspector.post(at(there, "severance/"), TOLD | {"keep": "1"})
    page = inspector.get(at(there, "severance/")).content.decode()
    assert 'value="2023-03-01"' in page and 'value="8000' in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"end_date": "2022-05-31"}, "最后一天（2022-05-31）早于入职日期（2023-03-01），请核对"),
        ({"hire_date": "1950-01-01"}, "超过70年，请核对年份"),
        ({"last12_wages-even": "很多"}, "没看懂“很多”"),
        ({"reason_code": "none"}, "请从列出的选项里选"),
    ],
)
def test_bad_facts_are_refused_and_what_was_typed_stays(
    there: There, inspector: Client, typed: dict[str, Any], says: str
) -> None:
    response = inspector.post(at(there, "severance/"), TOLD | typed | {"keep": "1"})
    page = response.content.decode()
    assert response.status_code == 422 and says in page
    assert all(f'value="{value}"' in page for name, value in typed.items() if name != "reason_code"), re.findall("<input[^>]*>", page)
    assert not Calculation.objects.exists()


def test_an_entitlement_that_is_none_is_not_found(there: There, inspector: Client) -> None:
    assert inspector.get(at(there, "gold/")).status_code == 404


@pytest.mark.debian("pdftotext")
def test_it_is_printed_as_it_was(there: There, inspector: Client) -> None:
    inspector.post(at(there, "severance/"), TOLD | {"keep": "1"})
    text = words(inspector.get(f"/desk/case/{there.taken}/reckoned/{Calculation.objects.get().id}.pdf").content)
    for each in ("权益计算单", "28,000元", "3年3个月", "第47条", "深宝劳监投〔2026〕3号"):
        assert each in text, each
