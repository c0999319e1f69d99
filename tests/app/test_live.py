"""Live updates over the wire: what one process does reaches the pages of its office, and no other's."""

import pytest

from tests.app.platform import Platform

pytestmark = pytest.mark.database


def cookie(platform: Platform, officer: str) -> dict[str, str]:
    return {"Cookie": f"other=1; hezhong={platform.seeded[officer]}"}


def test_an_action_in_one_process_reaches_the_pages_of_its_office_only(platform: Platform) -> None:
    boan, nanshan = platform.seeded["boan"], platform.seeded["nanshan"]
    with (
        platform.listening(boan, **cookie(platform, "boan.inspector")) as here,
        platform.listening(nanshan, **cookie(platform, "nanshan.inspector")) as there,
    ):
        first, other = here.block(), there.block()
        assert set(first) == {"retry", "id"}
        platform.script("file")
        moved = here.block()
        assert moved["event"] == "moved" and moved["data"] == moved["id"] and int(moved["id"]) > int(first["id"])

        platform.script("notify", str(nanshan))
        later = there.block()
        assert int(later["id"]) == int(other["id"]) + 1  # the first thing it hears is its own


def test_a_page_that_missed_something_is_told_when_it_comes_back(platform: Platform) -> None:
    boan = platform.seeded["boan"]
    with platform.listening(boan, **cookie(platform, "boan.inspector")) as page:
        seen = page.block()["id"]
    platform.script("notify", str(boan))
    with platform.listening(boan, **cookie(platform, "boan.inspector"), **{"Last-Event-ID": seen}) as page:
        missed = page.block()
    assert missed["event"] == "moved" and int(missed["data"]) > int(seen)
    with platform.listening(boan, **cookie(platform, "boan.inspector"), **{"Last-Event-ID": missed["id"]}) as page:
        assert "event" not in page.block()


@pytest.mark.parametrize(
    ("path", "officer", "more", "status"),
    [
        ("/offices/{boan}/", "", {}, 401),
        ("/offices/{boan}/", "nanshan.inspector", {}, 403),
        ("/offices/{shenzhen}/", "boan.inspector", {}, 403),
        ("/offices/{boan}/", "boan.inspector", {"Origin": "https://example.com"}, 403),
        ("/offices/{boan}/", "boan.inspector", {"Origin": "http://127.0.0.1:1"}, 403),
        ("/offices/0/", "boan.inspector", {}, 403),
        ("/offices/", "boan.inspector", {}, 404),
        ("/offices/{boan}/more/", "boan.inspector", {}, 404),
    ],
)
def test_who_may_not_listen(platform: Platform, path: str, officer: str, more: dict[str, str], status: int) -> None:
    headers = (cookie(platform, officer) if officer else {}) | more
    assert platform.get(path.format(**platform.seeded), platform.port + 1, **headers)[0] == status


def test_our_own_pages_may_read_the_stream_with_their_cookie(platform: Platform) -> None:
    with platform.listening(
        platform.seeded["boan"], **cookie(platform, "boan.inspector"), Origin=platform.site
    ) as page:
        allowed = page.answer.headers
        assert allowed["Access-Control-Allow-Origin"] == platform.site
        assert allowed["Access-Control-Allow-Credentials"] == "true"
        assert allowed["Content-Type"] == "text/event-stream" and allowed["Cache-Control"] == "no-store"


@pytest.mark.parametrize("how", ["signed_out", "idle", "inactive"])
def test_a_session_that_is_over_hears_nothing(platform: Platform, how: str) -> None:
    boan = platform.seeded["boan"]
    key = platform.script("end", how)["session"]
    assert platform.get(f"/offices/{boan}/", platform.port + 1, Cookie=f"hezhong={key}")[0] in (401, 403)
