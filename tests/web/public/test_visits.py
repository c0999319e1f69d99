"""Codes and tries from one address have an end; from where somebody came is kept nowhere."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from hezhong.engine.models import PhoneCode
from hezhong.web import visits
from hezhong.web.models import Tries
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.web.public.filling import FLOW, PHONE, file_it, fill, page_text

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.9", "198.51.100.4"
NOBODYS = {"code": "AAAA-AAAA", "phone": "19900001111"}


def test_thirty_misses_an_hour_from_one_address(clock: Clock, client: Client, box: Box) -> None:
    province.build()
    fill(client)
    code, sent = file_it(client, box), PhoneCode.objects.count()
    clock.pass_by(minutes=2)
    stranger = Client(REMOTE_ADDR=HERE)
    for _ in range(30):
        response = stranger.post("/resume/", NOBODYS)
        assert response.status_code == 422 and "没有找到这个查询码和手机号" in page_text(response)
    for typed in (NOBODYS, {"code": code, "phone": PHONE}):  # what is right is not told either
        for somebody in (stranger, Client(REMOTE_ADDR=HERE)):  # nor to a browser that forgot its cookies
            response = somebody.post("/resume/", typed)
            page = page_text(response)
            assert response.status_code == 429 and "换一个网络" in page and "现在还不能继续" in page and f'value="{typed["code"]}"' in page
    assert PhoneCode.objects.count() == sent
    assert "短信验证码" in page_text(Client(REMOTE_ADDR=THERE).post("/resume/", {"code": code, "phone": PHONE}))
    clock.pass_by(hours=1)
    assert "短信验证码" in page_text(stranger.post("/resume/", {"code": code, "phone": PHONE}))


def test_a_wrong_code_is_a_miss_and_a_right_one_is_not(clock: Clock, client: Client, box: Box) -> None:
    province.build()
    fill(client)
    both = {"code": file_it(client, box), "phone": PHONE}
    clock.pass_by(minutes=2)
    assert client.post("/resume/", both).status_code == 200
    assert not Tries.objects.filter(what="misses").exists()
    assert client.post("/resume/", {**both, "asked": "1", "sent": "12"}).status_code == 422
    assert [row.count for row in Tries.objects.filter(what="misses")] == [1]


def test_sixty_codes_an_hour_from_one_address(clock: Clock, client: Client, box: Box) -> None:
    province.build()
    fill(client)
    for _ in range(60):
        assert client.post(f"{FLOW}/check/").status_code == 302
    for path, typed in ((f"{FLOW}/check/", {}), (f"{FLOW}/phone/code/", {"resend": "1"})):
        response = client.post(path, typed)
        assert response.status_code == 429 and "一小时内要了太多次验证码" in page_text(response)
        assert "您填的内容还在" in page_text(response)
    assert PhoneCode.objects.count() == 1
    assert client.post(f"{FLOW}/check/", REMOTE_ADDR=THERE).status_code == 302
    clock.pass_by(hours=1)
    assert client.post(f"{FLOW}/check/").status_code == 302 and PhoneCode.objects.count() == 2


def test_the_address_is_kept_nowhere_and_another_day_knows_no_one(clock: Clock) -> None:
    stranger = Client(REMOTE_ADDR=HERE)
    stranger.post("/resume/", NOBODYS)
    clock.pass_by(days=1)
    stranger.post("/resume/", NOBODYS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, mark FROM web_tries t ORDER BY id")
        rows = cursor.fetchall()
    assert len(rows) == 2 and bytes(rows[0][1]) != bytes(rows[1][1]) and {len(row[1]) for row in rows} == {16}
    raw = bytes(map(int, HERE.split(".")))
    for text, mark in rows:
        assert HERE not in text and HERE.encode().hex() not in text and raw not in bytes(mark) and "19900001111" not in text
    visits.sweep(clock.now())
    assert Tries.objects.count() == 1


@pytest.mark.parametrize(
    ("direct", "passed", "proxies", "from_where"),
    [
        (HERE, "", (), HERE),
        (HERE, "10.1.1.1", (), HERE),  # anybody can write that
        ("127.0.0.1", "", (), "127.0.0.1"),
        ("127.0.0.1", HERE, (), HERE),
        ("::1", f"10.1.1.1, {HERE}", (), HERE),
        ("10.0.0.7", HERE, (), "10.0.0.7"),
        ("10.0.0.7", HERE, ("10.0.0.7",), HERE),
        ("127.0.0.1", f"10.1.1.1, {HERE}, 10.0.0.7", ("10.0.0.7",), HERE),
    ],
)
def test_past_our_own_proxies_and_no_further(
    direct: str, passed: str, proxies: tuple[str, ...], from_where: str, settings: Any
) -> None:
    settings.HEZHONG_PROXIES = frozenset(proxies)
    more = {"HTTP_X_FORWARDED_FOR": passed} if passed else {}
    assert visits.address_of(RequestFactory(REMOTE_ADDR=direct, **more).get("/")) == from_where


def test_one_connection_has_one_mark_however_many_addresses_it_has() -> None:
    at = datetime(2026, 11, 2, 2, tzinfo=UTC)
    for address in ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", "2001:db8:1:3::3", "no address", HERE):
        visits.count(RequestFactory(REMOTE_ADDR=address).get("/"), visits.MISSES, at)
    assert sorted(row.count for row in Tries.objects.all()) == [1, 1, 1, 2]
    visits.sweep(at + timedelta(hours=1))
    assert Tries.objects.count() == 4, "the hour before may still be looked at"
