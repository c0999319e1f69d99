"""The link of a wall: issued by a leader, shown once, hashed at rest, without a session, without names, until a day or taken back."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Account, Post
from hezhong.web.models import WallLink
from tests.at_desk import day, signed_in
from tests.province import Province
from tests.web.desk import warned

pytestmark = pytest.mark.django_db
PAGE = "/desk/command/walls/"
LAST = "2026-06-18"
"""Ninety days after the day of the tests, by the calendar: eleven days of March, thirty of April, thirty-one of May, eighteen of June."""


@pytest.fixture(name="here", scope="module")
def the_province(django_db_setup: None, django_db_blocker: Any) -> Iterator[Province]:
    with warned.standing(django_db_blocker) as there:
        yield there


def ask(name: str = "boan.head", **more: str) -> Any:
    return signed_in(name).post(PAGE, {"label": "三楼值班室", "region": "440306", "until": "2026-4-20", **more})


def issued(name: str = "boan.head", **more: str) -> str:
    """Return the path of a new wall."""
    answer = ask(name, **more)
    found = re.search(r'href="http://[^/"]+(/wall/[^"]+)"', answer.content.decode())
    assert answer.status_code == 200 and found, answer.content.decode()[:3000]
    return found[1]


def figures(page: str) -> dict[str, str]:
    return dict(re.findall(r'id="f-(\w+)">(?:(?!id="f-).)*?<data value="([^"]*)">', page, re.S))


def test_the_link_opens_the_wall_without_a_session_and_goes_on_when_the_leaders_ends(here: Province) -> None:
    path = issued()
    Session.objects.all().delete()
    screen = Client()
    page = screen.get(path).content.decode()
    own = signed_in("boan.head").get("/desk/command/?screen=wall").content.decode()
    assert figures(page) and all(figures(own)[code] == value for code, value in figures(page).items())
    assert figures(page)["warnings_open"] == "2" and figures(page)["warnings_red"] == "1"
    assert "宝安区" in page and "三楼值班室" in page and "30&nbsp;人" in page and "差 900,000&nbsp;元" in page
    assert screen.cookies.get("hezhong") is None and not Session.objects.filter(session_key=screen.cookies.get("hezhong", "")).exists()
    assert screen.get(f"{path}feed/").status_code == 200


def test_it_names_nobody_and_leads_nowhere(here: Province) -> None:
    path = issued()
    for address in (path, f"{path}feed/"):
        answer = Client().get(address)
        page = answer.content.decode()
        assert not [name for name in ("滨海湾一号", "海滨二期", "总承包", "深宝负责人", "/desk/") if name in page]
        assert set(re.findall(r'<a [^>]*href="([^"]*)"', page)) <= {"#main"}
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert f'/walls/{path.split("/")[2]}/"' in Client().get(path).content.decode()


def test_the_secret_is_shown_once_and_kept_as_a_hash(here: Province) -> None:
    secret = issued().split("/")[2]
    row = WallLink.objects.get()
    assert len(secret) >= 43 and secret not in str(vars(row)) and len(row.secret) == 64
    page = signed_in("boan.head").get(PAGE).content.decode()
    assert secret not in page and row.secret not in page and "三楼值班室" in page and "能用" in page


@pytest.mark.parametrize("until", [warned.TODAY, LAST])
def test_it_is_good_until_the_end_of_its_day(here: Province, until: str) -> None:
    path = issued(until=until)
    with day(until):
        assert Client().get(path).status_code == 200
    after = date.fromordinal(date.fromisoformat(until).toordinal() + 1)
    with day(after.isoformat()):
        over = Client().get(path)
        assert over.status_code == 404 and "已经到期" in over.content.decode() and "重新发一个" in over.content.decode()
        assert "已到期" in signed_in("boan.head").get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"until": "2026-06-19"}, "有效期要在今天到2026年6月18日之间（最多 90 天）"), ({"until": "2026-03-19"}, "有效期要在今天到"),
        ({"until": "很久"}, "没看懂"), ({"label": ""}, "请填写"), ({"region": "440305"}, "请"), ({"region": "440300"}, "请"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_stays_typed(here: Province, more: dict[str, str], why: str) -> None:
    answer = ask(**more)
    page = answer.content.decode()
    assert answer.status_code == 422 and why in page and not WallLink.objects.exists()
    assert all(f'value="{text}"' in page for name, text in more.items() if name == "until")


@pytest.mark.parametrize("name", ["boan.inspector", "boan.clerk"])
def test_only_leaders_issue_see_and_take_back(here: Province, name: str) -> None:
    issued()
    row = WallLink.objects.get()
    client = signed_in(name)
    assert [client.get(PAGE).status_code, ask(name).status_code, client.post(f"{PAGE}{row.pk}/end/").status_code] == [403] * 3
    other = signed_in("nanshan.head")
    assert other.post(f"{PAGE}{row.pk}/end/").status_code == 404 and "三楼值班室" not in other.get(PAGE).content.decode()
    assert WallLink.objects.get().ended_at is None
    assert ">大屏链接</a>" not in client.get("/desk/command/").content.decode()
    assert ">大屏链接</a>" in other.get("/desk/command/").content.decode()


def test_one_that_is_taken_back_is_dark_and_says_who_did_it(here: Province) -> None:
    path = issued()
    row = WallLink.objects.get()
    for name in ("shenzhen.head", "boan.head"):  # a second one changes nothing
        assert signed_in(name).post(f"{PAGE}{row.pk}/end/").status_code == 302
    dark = Client().get(path)
    assert dark.status_code == Client().get(f"{path}feed/").status_code == 404 and "已经被收回" in dark.content.decode()
    page = signed_in("boan.head").get(PAGE).content.decode()
    assert "深负责人（深圳市人力资源和社会保障局）" in page and "收回" in page and "能用" not in page


def test_it_ends_with_the_post_and_with_the_account_of_who_issued_it(here: Province) -> None:
    path, officer = issued(), here.officers["boan.head"]
    Post.objects.filter(officer=officer).update(until=date(2026, 3, 19))
    assert Client().get(path).status_code == 404
    Post.objects.filter(officer=officer).update(until=None, leader=False)
    assert Client().get(path).status_code == 404
    Post.objects.filter(officer=officer).update(leader=True)
    assert Client().get(path).status_code == 200
    Account.objects.filter(username="boan.head").update(is_active=False)
    assert Client().get(path).status_code == 404


def test_a_province_may_issue_a_link_for_one_of_its_counties_only_that_shows(here: Province) -> None:
    path = issued("guangdong.head")
    page = Client().get(f"{path}?place=440000&show=people").content.decode()
    assert "宝安区" in page and figures(page)["warnings_open"] == "2" and "广州" not in page


@pytest.mark.parametrize("secret", ["x", "a" * 43, "%00", "很" * 50])
def test_what_is_no_secret_opens_nothing(here: Province, secret: str) -> None:
    assert Client().get(f"/wall/{secret}/").status_code == Client().get(f"/wall/{secret}/feed/").status_code == 404
    assert Client().post(f"/wall/{secret}/").status_code == 405


def test_it_costs_no_more_queries_than_it_may(here: Province) -> None:
    path, client = issued("guangdong.head", region="440000"), Client()
    for address, most in ((path, 20), (f"{path}feed/", 14)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked = [query["sql"][:100] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(asked) <= most, "\n".join(asked)
