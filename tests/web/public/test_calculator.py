"""我能主张什么 as a browser without JavaScript sends it: questions, answers, bad input, and on into a complaint."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hezhong.engine.models import Case, MatterRow
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.documents.reading import words
from tests.web.public.filling import FLOW, GOOD, answer, file_it, kept, page_text

pytestmark = pytest.mark.django_db
WHERE = {"place-1": "440300", "place-2": "440306", "place-3": "440306001", "place-rest": ""}
SEVERANCE: Mapping[str, Mapping[str, Any]] = {
    "what": {"what": ["severance"]},
    "place": WHERE,
    "hire_date": {"hire_date": "2023-3-1"},
    "end_date": {"end_date": "2026-5-31"},
    "reason_code": {"reason_code": "no_fault"},
    "last12_wages": {"last12_wages-even": "8000", "last12_wages-months": ""},
}


@pytest.fixture
def asker(clock: Clock, box: Box, client: Client, db: None) -> Iterator[Client]:
    province.build()
    yield client


def told(client: Client, answers: Mapping[str, Mapping[str, Any]]) -> Any:
    """Answer pages until none is left; return the page that the last one led to."""
    response = client.get("/claims/")
    for _ in range(40):
        where = response["Location"]
        if where == "/claims/answer/":
            return client.get(where)
        slug = where.split("?")[0].strip("/").split("/")[-1]
        response = client.post(where, answers.get(slug, {}))
        assert response.status_code == 302, (slug, page_text(response))
    pytest.fail("the questions never end")


def test_severance_is_reckoned_with_its_articles_and_says_what_is_missing(asker: Client) -> None:
    page = page_text(told(asker, SEVERANCE))
    assert "28,000 元" in page  # three years and three months: 3.5 months of 8,000
    assert "2023-03-01 至 2026-05-31 = 3年3个月 → 折合3.5个月工资" in page
    assert "《中华人民共和国劳动合同法》第47条" in page and "177057" in page


def test_a_contradiction_is_said_on_the_page_that_can_mend_it(asker: Client) -> None:
    told(asker, SEVERANCE)
    response = asker.post("/claims/end_date/", {"end_date": "2022-5-31"})
    assert response.status_code == 422
    assert "最后一天（2022-05-31）早于入职日期（2023-03-01），请核对" in page_text(response)
    assert 'value="2022-5-31"' in page_text(response)
    assert "28,000 元" in page_text(asker.get("/claims/answer/")), "nothing was changed"


@pytest.mark.parametrize(
    ("slug", "typed", "says"),
    [
        ("what", {}, "请至少选一项"),
        ("what", {"what": ["nothing_of_ours"]}, "请从列出的选项里选"),
        ("hire_date", {"hire_date": "很久以前"}, "没看懂"),
        ("last12_wages", {"last12_wages-even": "-5"}, "不能是负数"),
        ("last12_wages", {"last12_wages-months": "三月 8000"}, "一行写一个月，如 2025-03 8000"),
        ("reason_code", {"reason_code": ""}, "请选"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(asker: Client, slug: str, typed: dict[str, Any], says: str) -> None:
    told(asker, SEVERANCE)
    response = asker.post(f"/claims/{slug}/", typed)
    assert response.status_code == 422 and says in page_text(response)


def test_it_is_printed(asker: Client) -> None:
    told(asker, SEVERANCE)
    response = asker.get("/claims/answer.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


@pytest.mark.debian("pdftotext")
def test_the_printed_sheet_says_the_same(asker: Client) -> None:
    told(asker, SEVERANCE)
    text = words(asker.get("/claims/answer.pdf").content)
    for each in ("权益计算单", "经济补偿", "28,000元", "3年3个月", "第47条", "不是决定"):
        assert each in text, each


@pytest.mark.django_db(transaction=True)
def test_what_was_reckoned_is_filed_without_typing_it_again(asker: Client, box: Box, clock: Clock) -> None:
    told(asker, SEVERANCE)
    response = asker.post("/claims/complain/")
    assert response["Location"] == f"{FLOW}/"
    for slug in ("site", "employer", "months"):  # neither what happened, nor where, nor how much is asked again
        answer(asker, slug, GOOD[slug])
    page = page_text(asker.get(f"{FLOW}/sums/"))
    assert "28,000" in page and "经济补偿" in page
    answer(asker, "sums", {"sums": kept(asker, clock).raw["sums"]})
    for slug in ("crowd", "told", "story", "evidence", "person", "phone"):
        assert answer(asker, slug, GOOD[slug]).status_code == 302, slug
    file_it(asker, box)
    case = Case.objects.get()
    assert case.amount == Decimal("28000.00")
    items = MatterRow.objects.get().data["items"]
    found = [(each["kind"], each["claimed"], each["since"], each["until"]) for each in items]
    assert found == [("SEVERANCE", "28000.00", "2026-05-31", "2026-05-31")]
