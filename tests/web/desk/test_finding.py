"""One search; a person and an employer over all procedures; what is searched for stands in no address."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import AccessRecord, Employer, Person
from hezhong.engine import filing
from hezhong.engine.models import Case
from tests import province
from tests.at_desk import signed_in
from tests.web.desk.office import NUMBERS, There, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
CASE = re.compile(r">(深[宝南]劳监投〔2026〕\d+号)</a>")
LIN = "440306199203070007"


def found(client: Client, text: str, status: int = 200) -> str:
    answer = client.post("/desk/find/", {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == status
    return answer.content.decode()


def persons(text: str) -> list[str]:
    return re.findall(r'/desk/person/\d+/">([^<]+)</a>', text)


def firms(text: str) -> list[str]:
    return re.findall(r'/desk/employer/\d+/">([^<]+)</a>', text)


@pytest.mark.parametrize("typed", [LIN, f" {LIN[:6]} {LIN[6:14]} {LIN[14:]} ", "19900005522", "199-0000-5522", "１９９０００05522"])
def test_a_number_leads_to_its_person_and_to_nothing_else(head: Client, typed: str) -> None:
    text = found(head, typed)
    assert persons(text) == ["林晓彤"] and firms(text) == [] and CASE.findall(text) == []
    assert LIN not in text and "19900005522" not in text and "4403**********0007" in text and "199****5522" in text


@pytest.mark.parametrize(("typed", "says"), [
    ("440306199203070008", "对不上校验位"), ("440306198501010016", "没有用这个号码登记的案件"), ("19900009999", "没有用这个号码登记的案件"),
    ("没有这样的", "没有您能看的案件"),
])  # fmt: skip
def test_nothing_found_says_why(head: Client, typed: str, says: str) -> None:
    assert says in found(head, typed)


def test_too_little_and_too_much_are_refused_and_stay(head: Client) -> None:
    assert "请至少写两个字" in found(head, "林", 422)
    assert "最多写 100 个字" in found(head, "林" * 101, 422)
    assert 'value="林"' in head.post("/desk/find/", {"q": "林"}).content.decode()


def test_a_name_leads_to_persons_and_cases_an_employer_to_both_too(head: Client) -> None:
    text = found(head, "林晓彤")
    assert persons(text) == ["林晓彤"] and CASE.findall(text) == ["深宝劳监投〔2026〕3号"]
    text = found(head, "示例建工集团")
    assert firms(text) == ["示例建工集团第三工程有限公司"] and "9 件，9 件在办" in text and len(CASE.findall(text)) == 9 and persons(text) == []


def test_a_registered_employer_is_found_by_its_code(there: There, head: Client) -> None:
    Employer.objects.filter(token=Case.objects.get(id=there.taken).employer).update(code="91440300MA5FJK1X26", registered=True)
    assert firms(found(head, "91440300MA5FJK1X26")) == ["示例建工集团第三工程有限公司"]


def test_a_case_is_found_by_its_number_its_matter_and_the_workers_query_code(there: There, head: Client) -> None:
    case = Case.objects.select_related("matter").get(id=there.taken)
    code = filing.told(case.id).query_code
    for typed in (case.number, "深宝劳监投[2026]3", case.matter.number, code, code.lower().replace("-", "")):
        assert CASE.findall(found(head, typed)) == [case.number], typed


def test_everybody_finds_only_what_they_may_read(there: There) -> None:
    for name, cases in (("boan.head", 9), ("shenzhen.head", 9), ("nanshan.head", 0), ("boan.inspector", 9), ("boan.second", 6)):
        client = signed_in(name)
        assert len(CASE.findall(found(client, "示例建工集团"))) == cases, name
        assert persons(found(client, LIN)) == (["林晓彤"] if name in ("boan.head", "shenzhen.head", "boan.inspector") else []), name


def test_a_person_is_shown_over_all_their_cases_and_whoever_looked_is_kept(there: There, head: Client) -> None:
    province.file("2026-10-29", town="440305001", name="林晓彤", number=LIN, phone="19900005599")
    province.file("2026-10-30", name="林晓彤", number=LIN, phone="19900005598")
    token = Person.objects.get(name="林晓彤").token
    text = head.get(f"/desk/person/{token}/").content.decode()
    assert "<b>2</b>件" in text and "<b>2</b>件在办" in text and "<b>37,200</b>元" in text
    assert CASE.findall(text) == ["深宝劳监投〔2026〕10号", "深宝劳监投〔2026〕3号"] and "199****5598" in text
    city = signed_in("shenzhen.head").get(f"/desk/person/{token}/").content.decode()
    assert len(CASE.findall(city)) == 3 and "<b>55,800</b>元" in city
    kept = [(each.person, each.field, each.by, each.why) for each in AccessRecord.objects.order_by("pk")]
    assert kept == [
        (token, "cases", str(there.province.officers["boan.head"].token), "查看当事人的全部案件"),
        (token, "cases", str(there.province.officers["shenzhen.head"].token), "查看当事人的全部案件"),
    ]
    assert signed_in("tianhe.head").get(f"/desk/person/{token}/").status_code == 404 and AccessRecord.objects.count() == 2


def test_an_employer_is_shown_with_who_bears_its_name(there: There, head: Client) -> None:
    token = Case.objects.get(id=there.taken).employer
    text = head.get(f"/desk/employer/{token}/").content.decode()
    assert "<b>9</b>件" in text and "<b>167,400</b>元" in text and len(CASE.findall(text)) == 9
    assert signed_in("tianhe.head").get(f"/desk/employer/{token}/").status_code == 404
    assert AccessRecord.objects.count() == 0


def test_what_is_searched_for_stands_in_no_address(head: Client) -> None:
    page = head.get("/desk/find/").content.decode()
    form = re.findall(r"<form[^>]*class=\"asked\"[^>]*>", page)[0]
    assert 'method="post"' in form and 'hx-post="/desk/find/"' in form
    assert "林晓彤" not in head.get("/desk/find/?q=林晓彤").content.decode(), "an address is not read"
    assert head.post("/desk/find/", {"q": LIN}).status_code == 200, "no redirect that would carry it"


MOST = {"find-name": 10, "find-number": 6, "person": 8, "employer": 8}


def test_the_search_costs_no_more_queries_than_it_may(there: There, head: Client) -> None:
    person, firm = Person.objects.get(name="林晓彤").token, Case.objects.get(id=there.taken).employer
    for what, ask in {
        "find-name": lambda: head.post("/desk/find/", {"q": "示例建工"}),
        "find-number": lambda: head.post("/desk/find/", {"q": LIN}),
        "person": lambda: head.get(f"/desk/person/{person}/"),
        "employer": lambda: head.get(f"/desk/employer/{firm}/"),
    }.items():
        ask()
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code == 200
        found = [query["sql"] for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]
        assert len(found) <= MOST[what], f"{what} {len(found)}\n" + "\n".join(sql[:150] for sql in found)
        assert not any(LIN in sql for sql in found), "a number never reaches the database as text"


def test_the_list_ends_and_says_so(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.engine.finding.MOST", 4)
    monkeypatch.setattr("hezhong.engine.dealings.MOST", 4)
    text = found(head, "示例建工")
    assert len(CASE.findall(text)) == 4 and "只列出最新的 4 件" in text
    assert NUMBERS[0] not in text
