"""The screens of regions over the wire: a warning's row is on every screen of its county, city and province, and on no other."""

import re
import time

import pytest

from tests.app.platform import Events, Platform

pytestmark = pytest.mark.database
NAMES = ("guangdong.head", "shenzhen.head", "boan.head", "nanshan.head", "boan.inspector")


@pytest.fixture(name="sessions", scope="module")
def everybody_is_signed_in(platform: Platform) -> dict[str, object]:
    return platform.script("visit", *NAMES)


def cookie(sessions: dict[str, object], name: str) -> dict[str, str]:
    return {"Cookie": f"hezhong={sessions[name]}"}


def numbered(page: Events) -> tuple[int, str]:
    """Return the number and the HTML of the next board; the lines of the stream are put together."""
    lines: list[str] = []
    event, number = "", 0
    while True:
        line = page.answer.readline().decode().rstrip("\n")
        if not line and event == "board":
            return number, "\n".join(lines)
        if not line:
            lines, event = [], ""
        elif line.startswith("event: "):
            event = line.removeprefix("event: ")
        elif line.startswith("id: "):
            number = int(line.removeprefix("id: "))
        elif line.startswith("data: "):
            lines.append(line.removeprefix("data: "))


def board(page: Events) -> str:
    return numbered(page)[1]


def drawn(platform: Platform) -> int:
    found = re.search(r"^hezhong_boards_drawn ([0-9.]+)", platform.get("/metrics", platform.port + 1)[1], re.M)
    assert found is not None
    return int(float(found[1]))


def quiet(platform: Platform, seconds: float = 3) -> int:
    """Return how many boards have been drawn once nothing more was drawn for a while."""
    last, since = drawn(platform), time.monotonic()
    while time.monotonic() - since < seconds:
        time.sleep(0.2)
        if (now := drawn(platform)) != last:
            last, since = now, time.monotonic()
    return last


def test_a_row_is_on_the_screens_of_its_place_and_drawn_once_for_all_who_see_the_same(platform: Platform, sessions: dict[str, object]) -> None:
    province, boan = cookie(sessions, "guangdong.head"), cookie(sessions, "boan.head")
    with (
        platform.screen("440000", **province) as first,
        platform.screen("440000", **province) as second,
        platform.screen("440306", **boan) as county,
        platform.screen("440305", **cookie(sessions, "nanshan.head")) as other,
    ):
        screens = (first, second, county)
        assert all("云山一期" not in board(each) for each in (*screens, other))
        before = drawn(platform)
        platform.script("warn", "云山一期")
        assert all("云山一期" in board(each) for each in screens)
        assert "云山一期" not in board(other), "its city's ledger has a new day, and that is all"
        assert drawn(platform) - before == 3, "once for each group: the province's two screens are one"
        platform.script("notify", str(platform.seeded["nanshan"]))  # an office alone moves no screen


@pytest.mark.parametrize(
    ("code", "name", "more", "status"),
    [
        ("440000", "", {}, 401),
        ("440000", "boan.head", {}, 403),
        ("440305", "boan.head", {}, 403),
        ("999999", "guangdong.head", {}, 403),
        ("440306", "boan.head", {"Origin": "https://example.com"}, 403),
        ("44", "boan.head", {}, 404),
        ("440306/more", "boan.head", {}, 404),
    ],
)
def test_who_may_not_look(platform: Platform, sessions: dict[str, object], code: str, name: str, more: dict[str, str], status: int) -> None:
    headers = (cookie(sessions, name) if name else {}) | more
    assert platform.get(f"/places/{code}/", platform.port + 1, **headers)[0] == status


def test_who_signs_out_gets_no_other_board(platform: Platform, sessions: dict[str, object]) -> None:
    with platform.screen("440306", **cookie(sessions, "boan.inspector")) as page:
        board(page)
        platform.script("leave", str(sessions["boan.inspector"]))
        platform.script("warn", "云山二期")
        rest = page.answer.read().decode()
    assert "云山二期" not in rest


def test_a_wall_goes_on_without_a_session_names_nobody_and_is_dark_once_its_link_is_taken_back(platform: Platform) -> None:
    secret = str(platform.script("wall", "issue", "boan.head", "440306")["secret"])
    before = quiet(platform)
    with platform.wall(secret) as screen:
        first, _ = numbered(screen)
        platform.script("warn", "云山四期")
        number, shown = numbered(screen)
        assert number > first and "工地工资" in shown and "云山" not in shown and "href" not in shown
        platform.script("wall", "end", "boan.head")
        last = first + drawn(platform) - before - 1  # boards are numbered as they are drawn
        platform.script("warn", "云山五期")
        later = re.findall(r"^id: (\d+)\nevent: board", screen.answer.read().decode(), re.M)
    assert all(int(number) <= last for number in later), "one that was drawn before may be on its way, none that was drawn later"
    assert platform.get(f"/walls/{secret}/", platform.port + 1)[0] == 404


@pytest.mark.parametrize(("secret", "more", "status"), [("a" * 43, {}, 404), ("short", {}, 404), ("a" * 43, {"Origin": "https://example.com"}, 403)])
def test_a_wall_needs_its_own_link(platform: Platform, secret: str, more: dict[str, str], status: int) -> None:
    assert platform.get(f"/walls/{secret}/", platform.port + 1, **more)[0] == status
