"""登记线索: an inspector opens a case, has it filed with the head's signature; others cannot, and nothing typed is lost."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from hezhong.engine.models import Case, Task
from tests import province
from tests.at_desk import day, signed_in
from tests.province import Province

pytestmark = pytest.mark.django_db
CLUE = {
    "source": "patrol", "employer": "示例家具有限公司", "place-1": "440300", "place-2": "440306", "place-3": "440306001",
    "place-rest": "某工业园三栋", "violation": "hours", "people": "26", "story": "巡查时查看考勤，九月人均加班 58 小时。",
    "key": "k1", "happened_on": "",
}  # fmt: skip


@pytest.fixture(name="here")
def the_office() -> Iterator[Province]:
    with day("2026-09-24"):
        yield province.build()


def test_a_clue_becomes_a_case_that_must_be_filed_in_five_working_days(here: Province) -> None:
    """From Thursday 24 September 2026: 28, 29, 30, then 8 and 9 October (25 to 27 September and 1 to 7 October are off)."""
    inspector = signed_in("boan.inspector")
    assert "登记线索" in inspector.get("/desk/").content.decode()
    answer = inspector.post("/desk/open/inspection/", CLUE)
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.number, case.state, case.about, case.people) == ("深宝劳监立〔2026〕1号", "clue", "违法延长工作时间", 26)
    assert Task.objects.get(case=case).due_on.isoformat() == "2026-10-09"
    again = inspector.post("/desk/open/inspection/", CLUE)
    assert again["Location"] == answer["Location"] and Case.objects.count() == 1
    text = inspector.get(answer["Location"]).content.decode()
    assert "对发现的违法线索立案" in text and "《广东省劳动保障监察条例》第32条" in text and "示例家具有限公司" in text


def test_the_head_signs_the_filing(here: Province) -> None:
    inspector, head = signed_in("boan.inspector"), signed_in("boan.head")
    path = inspector.post("/desk/open/inspection/", CLUE)["Location"]
    inspector.post(f"{path}take/", {"key": "t"})
    filing = {
        "main": "何志远（440306-118）", "second": "罗敏（440306-121）", "source": "patrol", "violation": "hours",
        "reason": "巡查发现超时加班。", "key": "f", "seen": "2", "happened_on": "",
    }  # fmt: skip
    assert first_button(inspector, path) == "立案"
    assert "送审批" in inspector.get(f"{path}act/file/").content.decode()
    inspector.post(f"{path}act/file/", filing)
    assert Case.objects.get().state == "clue"
    assert first_button(inspector, path) == "", "not filing is not what comes next while the filing waits"
    head.post(f"{path}sign/file/", {"agrees": "yes", "opinion": "同意", "key": "s"})
    assert Case.objects.get().state == "investigating"
    assert first_button(inspector, path) == "发调查询问通知"


def first_button(officer: Client, path: str) -> str:
    """Return what the case page offers first, or ''."""
    found = re.search(r'<a class="btn btn-primary"[^>]*>([^<]+)<', officer.get(path).content.decode())
    return found[1] if found else ""


def test_a_clue_without_names_counts_heads_and_says_no_more_than_it_knows(here: Province) -> None:
    inspector = signed_in("boan.inspector")
    text = inspector.get(inspector.post("/desk/open/inspection/", CLUE)["Location"]).content.decode()
    assert Case.objects.get().people_words == "26 人"
    assert "涉及劳动者" in text and not re.search("已经集体讨论|应当告知听证权利|情节复杂|负责人逃匿", text)


@pytest.mark.parametrize(("wrong", "said"), [
    ({"employer": ""}, "请填写单位"), ({"people": "很多"}, "很多"), ({"story": ""}, "发现的情况"), ({"happened_on": "明年"}, "明年"),
    ({"place-2": "440305", "place-3": "440305001"}, "这件事归"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_everything_typed_stays(here: Province, wrong: dict[str, str], said: str) -> None:
    answer = signed_in("boan.inspector").post("/desk/open/inspection/", {**CLUE, **wrong})
    text = answer.content.decode()
    assert answer.status_code == 422 and said in text and not Case.objects.exists()
    assert all(value in text for key, value in {**CLUE, **wrong}.items() if key in ("place-rest", "people"))


def test_who_handles_no_cases_opens_none(here: Province) -> None:
    for who in ("boan.head", "boan.clerk"):
        client: Client = signed_in(who)
        assert "登记线索" not in client.get("/desk/").content.decode()
        assert client.get("/desk/open/inspection/").status_code == 404
    assert signed_in("boan.inspector").get("/desk/open/complaint/").status_code == 404
