"""The head's dashboard: every number opened and counted, of an office with all that an office may have."""

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.engine.test_risks import slow
from tests.web.desk.office import There, the_head, the_office  # noqa: F401
from tests.web.desk.test_team import withdraw

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'<a href="(/desk/\?office=[^"]+)">(\d+)<')


def listed(client: Client, address: str) -> list[list[Any]]:
    answer = client.get(f"{unescape(address)}&export=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    return [row for row in rows[1:] if row[0] and not str(row[0]).startswith("导出人")]


def at_work(there: There) -> None:
    """One closed, and three examples: 3, 6 and 6 working days."""
    withdraw(there)
    slow(there.province)


def test_every_number_opens_the_list_of_exactly_its_cases(there: There, head: Client) -> None:
    at_work(there)
    text = head.get("/desk/team/").content.decode()
    opened, medians = set(), 0
    for address, value in NUMBER.findall(text):
        rows = listed(head, address)
        if "days_to_close" in address:
            medians += 1
            assert len(rows) == 1, "one is closed: its days are the median"
            continue
        opened.add(re.sub(r"office=\d+|who=\d+", "", unescape(address)))
        assert len(rows) == int(value), (address, value)
    assert medians == 1 and len(opened) >= 14, sorted(opened)
    assert {each for each in opened if "due=" in each} and any("risk=1" in each for each in opened)


def test_the_risk_of_lateness_by_hand(there: There, head: Client) -> None:
    """Complaints stayed 2 (accepted on 29 October), 3, 6, 6 (the examples) and 5 working days (withdrawn) in the first state.

    The inspector's: filed on 28 October, due on the fourth, three spent; of 5, 6, 6 the middle is 6, three needed, two left:
    at risk, one of five (the four inspections have forty-five days, and none of them has gone on).
    Nobody's: filed on 30 October, one spent, the middle of all is 5, four needed, four left: no; those of today need five
    and have five.
    """
    at_work(there)
    text = head.get("/desk/team/").content.decode()
    token = there.province.officers["boan.inspector"].token
    mine = re.search(rf'who={token}&amp;risk=1">(\d+)</a> <span class="of">(\d+)%', text)
    assert mine is not None and mine.groups() == ("1", "20")
    new = re.search(r'whose=new&amp;risk=1">(\d+)</a> <span class="of">(\d+)%', text)
    assert new is not None and new.groups() == ("0", "0")
    assert re.search(r'可能逾期 <a href="[^"]+risk=1">1</a> 件', text)


def test_the_lists_say_what_they_are(there: There, head: Client) -> None:
    at_work(there)
    boan = there.province.offices["boan"].pk
    text = head.get(f"/desk/?office={boan}&risk=1").content.decode()
    assert "<h1>可能逾期" in text and "宝安区人力资源局" in text
    text = head.get(f"/desk/?office={boan}&due=2026-11-04").content.decode()
    assert "11月4日（周三）" in text and text.count("data-row") == 1
    text = head.get(f"/desk/?office={boan}&figure=closed_this_month").content.decode()
    assert "<h1>本月办结" in text and text.count("data-row") == 1 and "口径：办结日在本月" in text
    for nonsense in ("office=x", "office=99999999999999999999", "due=2026-13-01", "figure=nothing", "part=met", "own=1"):
        assert head.get(f"/desk/?{nonsense}").status_code == 200

