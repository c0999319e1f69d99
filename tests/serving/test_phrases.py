"""常用语: an officer's own and the office's, put in where they fit, managed by whom they belong to."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.app.demo import phrases as demo
from hezhong.engine.models import Phrase
from hezhong.web.desk import phrases
from tests import province
from tests.at_desk import day, signed_in
from tests.province import Province

pytestmark = pytest.mark.django_db
PATH = "/desk/phrases/"
MOST = {"page": 6, "pick": 6}


@pytest.fixture(name="here")
def the_province() -> Iterator[Province]:
    with day("2026-11-02"):
        yield province.build()


def picked(client: Client, field: str) -> list[str]:
    return client.get(f"{PATH}pick/", {"field": field}).json()["phrases"]


def test_own_phrases_are_ones_own_and_the_offices_are_everybodys_there(here: Province) -> None:
    mine, head, other = signed_in("boan.inspector"), signed_in("boan.head"), signed_in("nanshan.head")
    assert mine.post(PATH, {"text": " 已电话告知。 "}).status_code == 302
    assert head.post(PATH, {"text": "同意。", "field": "opinion", "shared": "yes"}).status_code == 302
    assert picked(mine, "accept.opinion") == ["已电话告知。"]
    assert picked(mine, "opinion") == ["已电话告知。", "同意。"]
    assert picked(head, "opinion") == ["同意。"] and picked(other, "opinion") == []
    assert mine.post(PATH, {"text": "已电话告知。"}).status_code == 302
    assert Phrase.objects.count() == 2, "the same again is kept once"
    page = mine.get(PATH).content.decode()
    assert "已电话告知。" in page and "自己的" in page and "全机关" in page and "签批意见" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"text": "  "}, "请写常用语的内容"),
        ({"text": "字" * 501}, "最多 500 字，现在多了 1 字"),
        ({"text": "写了很久", "shared": "yes"}, "由负责人和窗口人员管理"),
        ({"text": "写了很久", "field": "nowhere.x"}, "请从列出的里面选用在哪里"),
    ],
)
def test_what_is_wrong_is_said_and_stays(here: Province, typed: dict[str, str], words: str) -> None:
    answer = signed_in("boan.inspector").post(PATH, typed)
    assert answer.status_code == 422 and words in answer.content.decode() and typed["text"] in answer.content.decode()
    assert not Phrase.objects.exists()


def test_who_may_delete(here: Province) -> None:
    mine, head, second = signed_in("boan.inspector"), signed_in("boan.head"), signed_in("boan.second")
    mine.post(PATH, {"text": "我的"})
    head.post(PATH, {"text": "大家的", "shared": "yes"})
    own, shared = Phrase.objects.get(text="我的"), Phrase.objects.get(text="大家的")
    for client, phrase, allowed in ((second, own, 422), (head, own, 422), (mine, shared, 422), (head, shared, 302), (mine, own, 302)):
        assert client.post(f"{PATH}{phrase.id}/drop/").status_code == allowed
    assert not Phrase.objects.exists()


def test_the_demonstration_begins_with_phrases_for_fields_that_exist(here: Province) -> None:
    boan = here.offices["boan"].id
    for _ in range(2):
        demo.seed([boan], province.at("2026-11-02").recorded_at)
    assert Phrase.objects.filter(office=boan, officer=None).count() == len(demo.SAID) >= 12
    assert {field for field, _ in demo.SAID} - {""} <= phrases.places().keys()
    assert demo.SAID[3][1] in picked(signed_in("boan.head"), "opinion")


def test_they_cost_no_more_queries_than_they_may(here: Province) -> None:
    client = signed_in("boan.head")
    client.get(PATH)
    for what, path in (("page", PATH), ("pick", f"{PATH}pick/?field=opinion")):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= MOST[what], [query["sql"][:120] for query in queries]
