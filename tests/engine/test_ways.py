"""Lists and pages walk indexes: no plan reads every case, and words narrow whatever way led to a case."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.engine import casefile, worklist
from hezhong.engine.models import Party
from hezhong.engine.rights import Asker
from hezhong.engine.worklist import Filters
from tests import province

pytestmark = pytest.mark.django_db
TODAY = "2026-11-09"
ASKERS = ("boan.inspector", "boan.clerk", "boan.head", "shenzhen.inspector", "shenzhen.head", "guangdong.head")
NARROWED = {
    "all": Filters(),
    "mine": Filters(whose="mine"),
    "new": Filters(whose="new"),
    "a town": Filters(place="440306001"),
    "words": Filters(text="示例建工集团"),
}


def plans(reading: Callable[[], object]) -> str:
    """Return the plans of all that is read, made while reading a whole table is forbidden wherever an index would do."""
    with CaptureQueriesContext(connection) as queries:
        reading()
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries.captured_queries:
            cursor.execute("EXPLAIN " + query["sql"])
            found += [line for (line,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
    return "\n".join(found)


def listed(asker: Asker, filters: Filters) -> worklist.WorklistPage:
    at = province.at(TODAY)
    return worklist.page(asker, filters, "", at.happened_on, at.calendar)


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("who", ASKERS)
def test_a_list_walks_an_index(who: str, narrowed: str) -> None:
    here = province.build()
    province.file(number="")
    plan = plans(lambda: listed(here.asker(who), NARROWED[narrowed]))
    assert "Seq Scan on engine_case" not in plan
    assert ("case_search" in plan) is (narrowed == "words")


def test_a_page_walks_an_index() -> None:
    here = province.build()
    filed, at = province.file(number=""), province.at(TODAY)
    plan = plans(lambda: casefile.view(filed.case_id, here.asker("boan.head"), at.happened_on, at.book))
    assert "Seq Scan on engine_case" not in plan and "engine_case" in plan


def test_words_narrow_what_somebody_reads_as_a_party_too() -> None:
    here = province.build()
    filed = province.file(number="")
    token = Party.objects.get(case=filed.case_id, kind="person").token
    worker = replace(here.asker("nanshan.clerk"), person=str(token))
    assert ids(listed(worker, Filters(text="示例建工"))) == [filed.case_id]
    nothing = listed(worker, Filters(text="另外一家公司"))
    assert ids(nothing) == [] and nothing.total == 0


def ids(page: worklist.WorklistPage) -> list[UUID]:
    return [row.id for band in page.bands for row in band.rows]
