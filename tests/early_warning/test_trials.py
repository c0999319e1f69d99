"""Figures are tried on the form of a change before anybody proposes them: nothing is saved, everything typed stays."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.early_warning import questions
from hezhong.early_warning.models import Question, RuleChange, RuleTrial
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.warned import BOAN, DAY, NANSHAN, WAGES, answer, keep, run, site, workers
from tests.province import Province, at

pytestmark = pytest.mark.django_db
FORM = f"/desk/rules/{WAGES}/propose/"
FIGURES = {
    "region": "440306", "mode": "live", "since": "2026-3-17", "band_red": "20", "band_orange": "10", "band_yellow": "超过 1", "figure_grace": "0",
}  # fmt: skip
BASIS = {"basis_title": "关于冬季欠薪治理专项行动的通知", "basis_issuer": "深圳市宝安区人力资源局", "basis_on": "2026-3-1"}


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    keep(monkeypatch, WAGES)
    with day(DAY):
        yield province.build()


def tries(client: Client, **more: str) -> Any:
    return client.post(FORM, FIGURES | more | {"step": "try"})


def two_sites() -> list[dict[str, Any]]:
    """25 workers unpaid in Bao'an, 25 in Nanshan: orange as declared (10 to 29), red once twenty are enough."""
    rows = [*workers(site("滨海湾一号", BOAN), 25), *workers(site("科技园三期", NANSHAN), 25)]
    run(DAY, rows)
    return rows


def counted(page: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Return day -> colour -> (now, then), as the tables of the page have them."""
    found = {}
    for on, body in re.findall(r"<thead><tr><th>([\d-]+)</th>.*?<tbody>(.*?)</tbody>", page, re.S):
        cells = re.findall(r'hue-(\w+)">[^<]+</span></td><td class="r num">(\d+)</td><td class="r num">(\d+)</td>', body)
        found[on] = {colour: (int(now), int(then)) for colour, now, then in cells}
    return found


def test_what_was_typed_is_tried_on_the_last_months_and_stays_in_the_form(here: Province) -> None:
    rows = two_sites()
    client = signed_in("boan.head")
    sent = tries(client, basis_title="写到一半的")
    page = sent.content.decode()
    assert sent.status_code == 200 and not RuleChange.objects.exists(), "nothing is proposed"
    trial = RuleTrial.objects.get()
    assert f'hx-get="/desk/rules/trials/{trial.pk}/"' in page and "正在向台账查询" in page and "还没有提出，只是试一试" in page
    for typed in ('value="20"', 'value="超过 1"', 'value="写到一半的"', 'value="2026-3-17"'):
        assert typed in page, typed
    assert "要改：" not in page, "the document may come later"
    answer(rows)
    alone = client.get(f"/desk/rules/trials/{trial.pk}/").content.decode()
    nothing = dict.fromkeys(("red", "orange", "yellow", "blue"), (0, 0))
    assert counted(alone) == {
        "2026-03-17": nothing | {"red": (0, 1), "orange": (1, 0)}, "2026-02-17": nothing, "2026-01-17": nothing, "2025-12-17": nothing,
    }, "by hand: one site of Bao'an, wages of February due in March; Nanshan's does not count"  # fmt: skip
    assert "every 2s" not in alone
    again = tries(client).content.decode()
    assert counted(again) == counted(alone) and 'value="20"' in again and Question.objects.count() == 1, "the same figures are asked once"


def test_after_trying_it_is_proposed_as_typed(here: Province) -> None:
    two_sites()
    client = signed_in("boan.head")
    tries(client)
    assert client.post(FORM, FIGURES | BASIS).status_code == 302
    assert [row[0] for row in RuleChange.objects.get().bands] == [20, 10, 1]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"band_red": "5"}, "红色要比橙色更严重"), ({"band_red": "很多"}, "很多"), ({"since": ""}, "要改："), ({"region": "440305"}, "要改："),
        ({"figure_grace": "99999999"}, "要在 0 到"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_says_why_and_stays_typed(here: Province, more: dict[str, str], why: str) -> None:
    two_sites()
    sent = tries(signed_in("boan.head"), reason="写了很久的理由", **more)
    page = sent.content.decode()
    assert sent.status_code == 422 and why in page and "写了很久的理由" in page and not Question.objects.exists()
    assert all(f'value="{text}"' in page for name, text in more.items() if text and name != "region")


def test_before_the_first_run_there_is_nothing_to_try_on(here: Province) -> None:
    sent = tries(signed_in("boan.head"))
    assert sent.status_code == 422 and "台账还没有运行过" in sent.content.decode() and 'value="20"' in sent.content.decode()


def test_only_heads_over_the_place_try_and_see_what_came_of_it(here: Province) -> None:
    two_sites()
    tries(signed_in("boan.head"))
    address = f"/desk/rules/trials/{RuleTrial.objects.get().pk}/"
    seen = {name: signed_in(name).get(address).status_code for name in ("boan.head", "shenzhen.head", "nanshan.head", "boan.inspector")}
    assert seen == {"boan.head": 200, "shenzhen.head": 200, "nanshan.head": 404, "boan.inspector": 404}
    assert tries(signed_in("boan.inspector")).status_code == 403


def test_a_change_that_holds_already_is_what_the_trial_is_compared_with(here: Province) -> None:
    """Bao'an has red from 20 on since an approved change; to try 26 takes the red one back to orange."""
    rows = two_sites()
    client = signed_in("boan.head")
    where = client.post(FORM, FIGURES | BASIS)["Location"]
    signed_in("shenzhen.head").post(f"{where}decide/", {"step": "agree"})
    Question.objects.all().delete()
    tries(client, band_red="26")
    answer(rows)
    page = client.get(f"/desk/rules/trials/{RuleTrial.objects.get().pk}/").content.decode()
    assert (counted(page)["2026-03-17"]["red"], counted(page)["2026-03-17"]["orange"]) == ((1, 0), (0, 1))


def test_what_was_tried_goes_after_thirty_days(here: Province) -> None:
    rows = two_sites()
    client = signed_in("boan.head")
    tries(client)
    answer(rows)
    now = at(DAY).recorded_at
    questions.forget_old(now + timedelta(days=29))
    assert RuleTrial.objects.count() == Question.objects.count() == 1
    questions.forget_old(now + timedelta(days=31))
    assert RuleTrial.objects.count() == Question.objects.count() == 0


def test_it_costs_no_more_queries_than_it_may(here: Province) -> None:
    two_sites()
    client = signed_in("boan.head")
    tries(client)
    address = f"/desk/rules/trials/{RuleTrial.objects.get().pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len([each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]) <= 8
