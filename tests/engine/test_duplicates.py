"""What may be the same again: found by identity, phone, or name at one employer; told according to rights; cheap at any size."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.directory.models import Person
from hezhong.domains.complaints.facts import Withdrawal
from hezhong.engine import duplicates, store, tracker
from hezhong.engine.answers import Employer, Prose, TypedEmployer, TypedPerson
from hezhong.engine.case_type import Recusal
from hezhong.engine.duplicates import Likely
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case
from tests import province
from tests.province import Province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
LIN = TypedPerson("林晓彤", "resident", "440306199003070002")
FIRM = Employer(typed=TypedEmployer("示例建工集团第三工程有限公司"))
OTHER_FIRM = Employer(typed=TypedEmployer("示例五金厂"))


@pytest.fixture(name="here")
def the_province() -> Province:
    return province.build()


def found(here: Province, who: str = "boan.clerk", person: TypedPerson | None = LIN, phone: str = "", firm: Employer | None = FIRM) -> list[Likely]:
    return list(duplicates.likely(duplicates.typed(person, phone, firm), here.asker(who), TODAY))


def reasons(here: Province, **sought: object) -> dict[str, tuple[str, ...]]:
    return {each.number: each.why for each in found(here, **sought)}  # type: ignore[arg-type]


def test_each_way_to_be_the_same_is_said(here: Province) -> None:
    identity = province.file("2026-10-20", phone="19900005500").number
    phone = province.file("2026-10-21", name="林小姐", number="440306199105100049", phone="19900005521").number
    namesake = province.file("2026-10-22", number="44030619910307000X", phone="19900005501").number
    province.file("2026-10-23", name="王兰", number="440306199203070007", phone="19900005502")
    assert reasons(here, phone="19900005521") == {
        namesake: ("同一单位，同名",),
        phone: ("同一手机号",),
        identity: ("同一证件号码", "同一单位，同名"),
    }
    assert reasons(here, phone="19900005521", firm=OTHER_FIRM) == {phone: ("同一手机号",), identity: ("同一证件号码",)}
    assert reasons(here, person=None, phone="19900005521", firm=None) == {phone: ("同一手机号",)}
    assert reasons(here, person=None, phone="", firm=FIRM) == {}


def test_the_newest_stands_first(here: Province) -> None:
    days = ["2026-10-20", "2026-10-30", "2026-10-25"]
    numbers = [province.file(day, phone=f"1990000550{n}").number for n, day in enumerate(days)]
    assert [each.number for each in found(here)] == [numbers[1], numbers[2], numbers[0]]


def test_a_name_that_only_begins_alike_is_another(here: Province) -> None:
    province.file("2026-10-20", name="林晓彤彤", number="44030619910307000X", phone="19900005501")
    assert found(here) == []


@pytest.mark.parametrize(("filed_on", "there"), [("2026-08-04", 1), ("2026-08-03", 0)])
def test_ninety_days_back_and_no_more(here: Province, filed_on: str, there: int) -> None:
    """The ninetieth day before 2 November 2026 is 4 August."""
    province.file(filed_on)
    assert len(found(here)) == there


def test_of_another_offices_case_nothing_but_number_office_state_and_day(here: Province) -> None:
    theirs = province.file("2026-10-28", town="440305001")
    assert found(here) == [Likely(theirs.number, "深圳市南山区人力资源局", "受理审查", date(2026, 10, 28), ("同一证件号码", "同一单位，同名"))]
    own = found(here, "nanshan.clerk")[0]
    assert (own.id, own.about, own.employer) == (theirs.case_id, "拖欠工资（工地）", "示例建工集团第三工程有限公司")


def test_a_closed_case_is_shown_too(here: Province) -> None:
    filed = province.file("2026-10-28")
    worker = tracker.recognise(filed.query_code, "19900005521")
    assert worker is not None
    store.act(filed.case_id, "withdraw", Withdrawal(reason=Prose("已经拿到钱")), worker.asker, province.at("2026-10-29"))
    assert [each.state for each in found(here)] == ["已撤回"]


def test_what_is_sealed_or_must_be_kept_from_somebody_is_not_told_of(here: Province) -> None:
    sealed = province.file("2026-10-28", town="440305001")
    Case.objects.filter(id=sealed.case_id).update(sealed=True)
    recused = province.file("2026-10-29")
    clerk = str(here.officers["boan.clerk"].token)
    store.act(recused.case_id, "recuse_officer", Recusal(clerk, "近亲属"), here.asker("boan.head"), province.at("2026-10-30"))
    assert found(here) == []
    assert [each.number for each in found(here, "boan.head")] == [recused.number]


def test_beside_a_case_stand_the_others_and_not_itself(here: Province) -> None:
    first = province.file("2026-10-20")
    again = province.file("2026-10-28", town="440305001")
    same_phone = province.file("2026-10-29", name="王兰", number="440306199203070007")
    beside = duplicates.of_case(first.case_id, here.asker("boan.head"), TODAY)
    assert [each.number for each in beside] == [same_phone.number, again.number]
    assert beside[1].why == ("同一证件号码", "同一手机号", "同一单位，同名") and beside[1].id is None
    with pytest.raises(NoSuchCase):
        duplicates.of_case(first.case_id, here.asker("tianhe.inspector"), TODAY)


@pytest.mark.parametrize("cases", [3, 12])
def test_the_number_of_queries_is_the_same_for_any_number_of_cases(here: Province, cases: int) -> None:
    for n in range(cases):
        province.file("2026-10-28", phone=f"199000055{n:02}")
    first = Case.objects.order_by("number")[0].id
    asker = here.asker("boan.head")
    with CaptureQueriesContext(connection) as typed:
        assert len(duplicates.likely(duplicates.typed(LIN, "19900005500", FIRM), asker, TODAY)) == min(cases, 10)
    with CaptureQueriesContext(connection) as beside:
        assert len(duplicates.of_case(first, asker, TODAY)) == min(cases - 1, 10)
    assert (len(typed), len(beside)) == (4, 6)


def test_the_database_walks_indexes_and_no_table(here: Province) -> None:
    """With sequential reading forbidden, every step that is left has an index: none has to be read row by row."""
    province.file("2026-10-28")
    person = Person.objects.get(name="林晓彤")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as queries:
            assert duplicates.likely(duplicates.typed(LIN, "19900005521", FIRM), here.asker("boan.head"), TODAY)
        sql = next(query["sql"] for query in queries.captured_queries if "WITH found" in query["sql"])
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
    assert there >= {"party_token", "case_employer"}  # in tables as small as these the planner may take another one
    assert "Seq Scan" not in plan.replace("Seq Scan on engine_exclusion", ""), plan
    assert str(person.token) in sql and "440306199003070002" not in sql


def test_the_public_is_never_told_of_others() -> None:
    """Neither the pages of the public nor the interface for programs ask for what may be the same."""
    web = Path(__file__).parents[2] / "hezhong" / "web"
    asks = {file.relative_to(web).parts[0] for file in web.rglob("*.py") if "duplicates" in file.read_text("utf8")}
    assert asks == {"desk"}
