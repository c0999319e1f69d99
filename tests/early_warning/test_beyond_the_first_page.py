"""Nothing drops out because there is much: an employer's old arrears stay in its index, a county's exclusions stay on its list."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from hezhong.directory.models import Site
from hezhong.early_warning import exclusion_entries
from hezhong.early_warning.models import LawfulExclusion, Warning
from hezhong.web.desk.warnings import listing
from tests.at_desk import day, signed_in
from tests.early_warning.warned import BOAN, DAY, NANSHAN, WAGES, keep, run, site, warning, workers
from tests.province import ZONE, Province, build

pytestmark = pytest.mark.django_db
ON = date.fromisoformat(DAY)


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    keep(monkeypatch, WAGES)
    with day(DAY):
        yield build()


def text(client: Client, path: str, **headers: str) -> str:
    answered = client.get(path, headers=headers)
    assert answered.status_code == 200, (path, answered.status_code)
    return answered.content.decode()


def gone(first: Warning, number: int) -> Warning:
    """Return a warning of the same employer that came later and is gone."""
    row = Warning.objects.get(pk=first.pk)
    row.pk, row.subject, row.gone_on, row.case_id = None, 5_000_000 + number, ON, None
    row.first_on = ON + timedelta(days=1)
    row._state.adding = True
    row.id = Warning._meta.get_field("id").get_default()
    row.save(force_insert=True)
    return row


def test_the_index_is_of_all_that_stands_and_the_list_goes_on(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "SIZE", 2)
    monkeypatch.setattr("hezhong.web.desk.warnings.subject.SIZE", 2)
    boan = site("滨海湾一号", BOAN)
    run(DAY, workers(boan, 30))
    old = warning(boan)
    for number in range(4):
        gone(old, number)
    address = f"/desk/subjects/employer/{old.employer}/"
    with day("2026-12-01"):
        client = signed_in("boan.head")
        page = text(client, address)
        assert re.search(r'<span class="sum">40\.0</span>', page) and "还在的预警 1 条" in page, "one red warning of wages weighs 40"
        assert '预警 <span class="n">5</span>' in page and "滨海湾一号</a>" not in page
        seen, query = 0, ""
        for _ in range(5):
            piece = text(client, f"{address}{query}", **({"HX-Request": "true"} if query else {}))
            seen += piece.count('class="entry"')
            further = re.search(r'href="\?(after=[^"]+)"', piece)
            if not further:
                break
            query = f"?{further[1]}"
        assert seen == 5 and "滨海湾一号</a>" in piece and "<h1" not in piece
        live = text(client, f"{address}{query}", **{"HX-Request": "true", "X-Live": "1"})
        assert "<h1" in live, "the part that waits for the ledger asks for the page"


def test_only_what_counts_and_a_few_more_stand_under_the_index(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.web.desk.warnings.subject.LIGHTER", 1)
    names = ("一号", "二号", "三号", "四号")
    run(DAY, [row for name in names for row in workers(site(name, BOAN), 30)])
    firm = Warning.objects.earliest("id").employer
    Warning.objects.update(employer=firm)
    with day("2026-12-01"):
        page = text(signed_in("boan.head"), f"/desk/subjects/employer/{firm}/")
    assert page.count("40×100%＝40.0") == 2 and "较轻的另有 2 条，不计入" in page


def excluded(subject: int, **more: Any) -> LawfulExclusion:
    wanted: dict[str, Any] = {
        "subject_kind": "site", "subject": subject, "rules": [WAGES], "reason": "arbitration", "document": "仲裁受理通知书", "since": ON,
        "until": ON + timedelta(days=30), "by": 1, "by_words": "何志远", "at": datetime.combine(ON, time(9), ZONE),
    }  # fmt: skip
    return LawfulExclusion.objects.create(**(wanted | more))


def documents(client: Client) -> list[str]:
    """Return the documents of every page of the list, from the top."""
    found, query = list[str](), ""
    for _ in range(20):
        page = text(client, f"/desk/exclusions/{query}")
        found += re.findall(r'<td class="about-it">(文\d+)</td>', page)
        further = re.search(r'href="(\?after=[^"#]+)', page)
        if not further:
            break
        query = further[1]
    return found


def test_a_countys_waiting_exclusion_stays_behind_many_newer_ones_of_others(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exclusion_entries, "SIZE", 3)
    boan, nanshan = site("滨海湾一号", BOAN), site("前海二期", NANSHAN)
    approved = {"approved_at": datetime.combine(ON, time(10), ZONE), "approved_by": 2}
    excluded(boan, document="文1")
    for number in range(8):
        excluded(nanshan, document=f"文9{number}")
    excluded(boan, document="文2", until=ON + timedelta(days=9), **approved)
    excluded(boan, document="文3", until=ON + timedelta(days=5), **approved)
    excluded(boan, document="文4", since=ON + timedelta(days=1), **approved)
    excluded(boan, document="文5", until=ON - timedelta(days=2), since=ON - timedelta(days=9), **approved)
    excluded(boan, document="文6", until=ON - timedelta(days=1), since=ON - timedelta(days=9), **approved)
    excluded(boan, document="文7", ended_on=ON, **approved)
    excluded(boan, document="文8", ended_on=ON)
    excluded(contractor_of(boan), document="文9", subject_kind="employer")
    excluded(77, document="文10")
    assert documents(signed_in("boan.head")) == ["文9", "文1", "文3", "文2", "文4", "文6", "文5", "文7", "文8"]
    assert '合法排除 <span class="n">9</span>' in text(signed_in("boan.head"), "/desk/exclusions/")
    assert set(documents(signed_in("nanshan.head"))) == {f"文9{number}" for number in range(8)}
    assert len(documents(signed_in("guangdong.head"))) == 18, "one of nobody's place is the province's"
    assert "后面没有了" in text(signed_in("boan.head"), "/desk/exclusions/?after=9.9.9")
    assert "文9<" in text(signed_in("boan.head"), "/desk/exclusions/?after=x.%00.9")


def contractor_of(where: int) -> int:
    """Return the general contractor of a site."""
    contractor = Site.objects.get(token=where).contractor
    assert contractor
    return contractor
