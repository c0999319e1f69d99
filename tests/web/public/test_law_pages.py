"""The pages for lawyers: every id is there, with its sentence and source, and what holds where on the day named at the top."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import province
from tests.browsing import Clock, clock_of_the_pages  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somewhere(clock: Clock, db: None) -> None:
    province.build()


def text(client: Client, address: str, **asked: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address, asked).content.decode()))


def sides(page: str) -> list[str]:
    """Return what the three places answer, in the order of the page."""
    return re.findall(r"(?:全国|广东|深圳|汕头|韶关) (\S.*?)(?= 全国 | 广东 | 深圳 | 汕头 | 韶关 | 条文 | 来源 | 用在哪里|$)", page.split("适用什么")[1])


def test_every_id_is_listed_once(client: Client) -> None:
    page = client.get("/law/").content.decode()
    ids = re.findall(r"<code>([^<]+)</code>", page)
    assert len(ids) == len(set(ids)) and f"用到的 {len(ids)} 条" in page
    assert {"award_period", "gd.min_wage.monthly", "severance", "petition_handle"} <= set(ids)


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [("最低工资", "gd.min_wage.monthly", "petition_handle"), ("award_period", "award_period", "severance"), ("办结 信访", "petition_handle", "award_period")],
)
def test_the_list_is_narrowed_by_words(client: Client, words: str, there: str, not_there: str) -> None:
    page = client.get("/law/", {"q": words}).content.decode()
    assert f"<code>{there}</code>" in page and f"<code>{not_there}</code>" not in page


def test_nation_and_province_side_by_side(client: Client) -> None:
    page = text(client, "/law/investigation_national/", on="2026-11-02", city="440300")
    nation, guangdong, shenzhen = sides(page)[:3]
    assert nation.startswith("60个工作日 《劳动保障监察条例》第17条")
    assert guangdong.startswith("45个工作日 《广东省劳动保障监察条例》第44条") and shenzhen.startswith("45个工作日")
    assert "劳动保障监察案件的期限" in page, "where it is used"


def test_the_day_decides(client: Client) -> None:
    before = sides(text(client, "/law/investigation_national/", on="2010-01-01", city="440300"))
    assert [each.split()[0] for each in before[:3]] == ["60个工作日"] * 3


@pytest.mark.parametrize(
    ("on", "city", "says"),
    [("2026-11-02", "440300", "2700"), ("2025-06-01", "440300", "2520"), ("2026-11-02", "440500", "2040"), ("2026-11-02", "440200", "没有规定")],
)
def test_a_figure_of_a_city_by_day(client: Client, on: str, city: str, says: str) -> None:
    page = text(client, "/law/gd.min_wage.monthly/", on=on, city=city)
    assert sides(page)[2].startswith(says), sides(page)
    assert sides(page)[0].startswith("没有规定")


def test_a_figure_nobody_has_entered_says_so(client: Client) -> None:
    assert "还没有录入" in text(client, "/law/gd.min_wage.monthly/", on="2026-11-02", city="440200")


def test_an_entitlement_shows_its_examples(client: Client) -> None:
    page = text(client, "/law/severance/", on="2026-11-02", city="440300")
    assert "算例" in page and "411107.50" in page and "entitlements.yaml severance 2" in page


@pytest.mark.parametrize(("asked", "status", "says"), [({"on": "不知道哪天"}, 422, "没看懂"), ({"city": "110000"}, 200, "深圳"), ({"city": "x"}, 200, "深圳")])
def test_bad_input_is_said_and_nothing_breaks(client: Client, asked: dict[str, Any], status: int, says: str) -> None:
    response = client.get("/law/award_period/", asked)
    assert response.status_code == status and says in response.content.decode()


def test_what_is_none_is_not_found(client: Client) -> None:
    assert client.get("/law/nothing.here/").status_code == 404


def test_a_page_asks_the_database_little(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/law/award_period/")
    with django_assert_max_num_queries(1):
        client.get("/law/award_period/")
    with django_assert_max_num_queries(0):
        client.get("/law/")
