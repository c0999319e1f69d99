"""A complaint as a browser without JavaScript would send it: page by page, through Django's test client."""

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client

from hezhong.engine import drafts
from hezhong.engine.drafts import Kept
from hezhong.engine.models import Case, Draft, StoredFile
from tests.browsing import Box, Clock

FLOW = "/report/complaints"
PHONE = "19900005521"
GOOD: Mapping[str, Mapping[str, Any]] = {
    "trouble": {"trouble": "wages"},
    "site": {"on_site": "yes"},
    "employer": {"employer": "示例建工集团第三工程有限公司"},
    "place": {"place-1": "440300", "place-2": "440306", "place-3": "440306001", "place-rest": "某地块二期"},
    "wages": {"wages": ["monthly"]},
    "months": {"months-y1": "2026", "months-m1": "7", "months-y2": "2026", "months-m2": "9"},
    "amount": {"amount": "1.86万"},
    "crowd": {"crowd": "one"},
    "told": {"told_before": "no"},
    "story": {"story": "7 月进场，一直没有发。"},
    "evidence": {},
    "person": {"person-name": "林晓彤", "person-kind": "resident", "person-number": "440306199003070002"},
    "phone": {"phone": PHONE, "address": ""},
}


def answer(client: Client, slug: str, typed: Mapping[str, Any], **more: Any) -> Any:
    """Return the answer to one page as sent."""
    return client.post(f"{FLOW}/{slug}/", typed, **more)


def fill(client: Client, **other: Mapping[str, Any]) -> None:
    """Answer every page well; ``other`` gives pages other answers."""
    for slug, typed in {**GOOD, **other}.items():
        response = answer(client, slug, typed)
        assert response.status_code == 302, (slug, page_text(response))


def page_text(response: Any) -> str:
    return response.content.decode()


def kept(client: Client, clock: Clock) -> Kept:
    """Return the draft as it is kept."""
    there = drafts.load(client.cookies["draft"].value, clock.now())
    assert there is not None
    return there


def everything() -> tuple[int, int, int, list[bytes]]:
    """Return what a refused input must leave alone: cases, files, drafts, and what stands in the drafts."""
    bodies = [bytes(body) for body in Draft.objects.order_by("pk").values_list("body", flat=True)]
    return Case.objects.count(), StoredFile.objects.count(), len(bodies), bodies


def code_in(box: Box) -> str:
    """Return the newest code in 本机短信箱."""
    newest = next(text for text in box.deliver() if text.startswith("验证码"))
    found = re.search(r"\d{6}", newest)
    assert found is not None
    return found[0]


def file_it(client: Client, box: Box) -> str:
    """Confirm, prove the phone, file; return the query code."""
    client.post(f"{FLOW}/check/")
    response = client.post(f"{FLOW}/phone/code/", {"code": code_in(box)})
    assert response["Location"] == f"{FLOW}/done/", page_text(response)
    code = re.search(r'class="code">([^<]+)<', page_text(client.get(f"{FLOW}/done/")))
    assert code is not None
    return code[1]
