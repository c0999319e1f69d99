"""Whoever handed a payroll in brings photographs of the signed sheet on its page; a record says who opened them."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hezhong.early_warning.models import Viewing
from hezhong.engine.models import SignedPage, SignedSheet
from hezhong.engine.uploads.tests.samples import photo
from hezhong.ledger.tests.written import card, person, xlsx
from tests import at_desk
from tests.web.employer.test_looking_at_files import DAY, HEADS, WHO, There, an_employer

pytestmark = pytest.mark.django_db
assert an_employer


def words(answer: Any) -> str:
    """Return the words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_photographs_are_brought_and_stand_for_all_but_who_is_ticked(there: There) -> None:
    name = there.send(xlsx({"十月": [HEADS, *(["2026-10", *person(n), 22, 6400, 6400, card(n)] for n in range(2))]}))
    address = f"/employer/ledger/{name}/signed/"
    assert there.client.get(address).status_code == 404, "not taken yet"
    with at_desk.day(DAY):
        assert there.client.post(f"/employer/ledger/{name}/", {"confirm": "1"}).status_code == 302
    assert 'href="signed/"' in there.open(name)
    page = there.client.get(address)
    assert "2 人，2 人还没有确认" in words(page) and "《保障农民工工资支付条例》第 31 条" in words(page)
    (second,) = re.findall(rf'value="(\d+)"> <span>{person(1)[0]}<', page.content.decode())
    refused = there.client.post(address, {"without": [second]})
    assert refused.status_code == 422 and "请先选签字工资表的照片" in words(refused)
    assert f'value="{second}" checked' in refused.content.decode(), "what was ticked stays"
    refused = there.client.post(address, {"without": [second], "photos": [SimpleUploadedFile("说明.txt", "已签".encode())]})
    assert refused.status_code == 422 and "请交 jpg、png 或者 pdf" in words(refused) and not SignedSheet.objects.exists()
    assert there.client.post(address, {"without": [second], "photos": [SimpleUploadedFile("签字.jpg", photo())]}).status_code == 302
    page = there.client.get(address)
    assert "2 人，1 人还没有确认" in words(page) and "这一次记成签字 1 条" in words(page) and f"{person(0)[0]}：签字照片" in words(page)
    before = Viewing.objects.count()
    shown = there.client.get(f"{address}?photo={SignedPage.objects.get().file_id}")
    assert (shown.status_code, shown["Content-Type"], shown["Cache-Control"]) == (200, "image/jpeg", "no-store")
    record = Viewing.objects.order_by("-id")[0]
    assert Viewing.objects.count() == before + 1 and (record.by_words, record.lines, record.subject) == (WHO, 1, there.site)
    assert there.client.get(f"{address}?photo=nothing").status_code == 404
