"""A leaver's cases go to others in one transaction; the posts end from a day; nothing is half done."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory import officers
from hezhong.directory.models import Change, Post
from hezhong.engine.models import Case, Exclusion
from tests.at_desk import day, signed_in
from tests.web.desk import office
from tests.web.desk.office import There

pytestmark = pytest.mark.django_db
PATH = "/desk/team/hand-over/"
MOST = 14


@pytest.fixture(name="there")
def the_office() -> Iterator[There]:
    there = office.build()
    Case.objects.filter(id__in=there.cases, closed_on=None).update(assignee=token(there, "inspector"))
    with day(office.TODAY):
        yield there


@pytest.fixture(name="head")
def the_head(there: There) -> Client:
    return signed_in("boan.head")


def token(there: There, post: str) -> int:
    return int(there.province.officers[f"boan.{post}"].token)


def having(there: There) -> Counter[str]:
    names = {token(there, post): post for post in ("inspector", "second", "clerk", "head")}
    rows = Case.objects.filter(office=there.province.offices["boan"].id, closed_on=None)
    return Counter(names.get(row.assignee or 0, "nobody") for row in rows)


def sent(there: There, **more: object) -> dict[str, object]:
    cases = Case.objects.filter(assignee=token(there, "inspector"), closed_on=None)
    to = {f"to-{case.id}": str(token(there, "second")) for case in cases}
    return {"officer": str(token(there, "inspector")), "key": "h1", **to, **more}


def test_the_list_before_says_each_case_and_sharing_changes_nothing(there: There, head: Client) -> None:
    before = having(there)
    text = head.get(PATH, {"officer": token(there, "inspector")}).content.decode()
    numbers = list(Case.objects.filter(assignee=token(there, "inspector"), closed_on=None).values_list("number", flat=True))
    assert len(numbers) >= 5 and all(number in text for number in numbers)
    assert f'<h2>在办案件 <span class="n">{len(numbers)}</span></h2>' in text
    form = {"officer": str(token(there, "inspector")), "share": "1", "key": "x"}
    assert "请勾选由谁接手" in head.post(PATH, form).content.decode()
    taking = [str(token(there, "second")), str(token(there, "clerk"))]
    shared = head.post(PATH, {**form, "taking": taking}).content.decode()
    half = (len(numbers) + 1) // 2
    assert f"接 {half} 件" in shared and f"接 {len(numbers) - half} 件" in shared
    assert having(there) == before


def test_all_go_at_once_and_the_post_ends(there: There, head: Client) -> None:
    many = having(there)["inspector"]
    answer = head.post(PATH, sent(there, since="2026-11-10"))
    assert (answer.status_code, answer["Location"]) == (302, PATH)
    text = head.get(PATH).content.decode()
    assert f"深宝监察员的案件交出 {many} 件：深宝监察员 {many} 件" in text and "11月10日（周二）" in text
    assert having(there)["inspector"] == 0 and having(there)["second"] == many
    assert "已经交接" not in head.get(PATH).content.decode(), "it is told once"
    (post,) = Post.objects.filter(officer=token(there, "inspector"))
    assert post.until == date(2026, 11, 10)
    here = there.province.offices["boan"].id
    on_duty = [token(there, "inspector") in {who for who, _, _ in officers.of_office(here, date(2026, 11, d))} for d in (9, 10)]
    assert on_duty == [True, False]
    assert Change.objects.filter(what="岗位", says__contains="为止").count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"since": "2026-10-01"}, "已经过去"),
        ({"since": "下个月"}, "没看懂"),
        ({"officer": "1"}, "请先选谁离岗"),
    ],
)
def test_what_is_wrong_changes_nothing(there: There, head: Client, more: dict[str, str], words: str) -> None:
    before = having(there)
    answer = head.post(PATH, sent(there, **more))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert having(there) == before


def test_one_that_may_not_take_a_case_stops_all(there: There, head: Client) -> None:
    before = having(there)
    barred = Case.objects.filter(assignee=token(there, "inspector"), closed_on=None).first()
    assert barred is not None
    Exclusion.objects.create(case=barred, token=token(there, "second"))
    answer = head.post(PATH, sent(there, since="2026-11-10"))
    text = answer.content.decode()
    assert answer.status_code == 422 and barred.number in text and "应当回避" in text
    assert having(there) == before and Post.objects.get(officer=token(there, "inspector")).until is None


def test_a_case_left_out_or_out_of_sight_keeps_the_post(there: There, head: Client) -> None:
    form = sent(there, since="2026-11-10")
    left = next(name for name in form if name.startswith("to-"))
    answer = head.post(PATH, {**form, left: ""})
    assert answer.status_code == 422 and "还有 1 件没有选由谁接手" in answer.content.decode()
    sealed = Case.objects.get(id=left.removeprefix("to-"))
    Case.objects.filter(id=sealed.id).update(sealed=True)
    shown = head.get(PATH, {"officer": token(there, "inspector")}).content.decode()
    assert sealed.number not in shown and "另有 1 件您不能查看" in shown, "a head who is not on the panel does not see it"
    answer = head.post(PATH, form)
    assert answer.status_code == 422 and "还有 1 件没有交出去" in answer.content.decode()
    assert having(there)["second"] == 0


def test_only_who_oversees_may(there: There) -> None:
    assert signed_in("boan.inspector").get(PATH).status_code == 403
    elsewhere = signed_in("nanshan.head").get(PATH, {"officer": token(there, "inspector")}).content.decode()
    assert "在办案件" not in elsewhere


def test_the_page_costs_no_more_queries_than_it_may(there: There, head: Client) -> None:
    head.get(PATH)
    with CaptureQueriesContext(connection) as queries:
        head.get(PATH, {"officer": token(there, "inspector")})
    asked = [query["sql"] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= MOST, "\n".join(each[:150] for each in asked)
