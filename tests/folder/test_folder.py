"""A case type that is one folder: found, listed, shown, driven by web and writer, drawn and described, nothing else edited."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from hezhong.directory import regions
from hezhong.directory.models import Post
from hezhong.engine import casefile, catalogue, filing, loading, store, tracker
from hezhong.engine.answers import Employer, Person, Prose, TypedEmployer, TypedPerson
from hezhong.engine.case_type import Gathering
from hezhong.engine.core import Refused
from hezhong.engine.filing import Filed
from hezhong.engine.intake import Intake, NewParty
from hezhong.engine.matrix import matrix
from hezhong.engine.models import Case
from hezhong.engine.roles import APPLICANT, EMPLOYER
from hezhong.engine.store import Submission
from hezhong.kernel.fields import Reason
from tests import at_desk, province
from tests.folder.permits.facts import Appraised, Decision, Permission

pytestmark = pytest.mark.django_db
PEOPLE = [
    ("林晓彤", "440306199003070002", "19900005521"), ("王小明", "440306199105100049", "19900005522"),
    ("李大勇", "440306198808080019", "19900005523"), ("陈阿妹", "440306197701010032", "19900005524"),
]  # fmt: skip
ROLES = {"boan.inspector": ["clerk"], "boan.second": ["legal_reviewer"]}


@dataclass
class Here:
    province: province.Province

    def view(self, case: UUID, who: str, day: str) -> Any:
        at = province.at(day)
        return casefile.view(case, self.province.asker(who), at.happened_on, at.book)

    def do(self, case: UUID, name: str, given: Any, who: str, day: str) -> store.Done:
        return store.act(case, name, given, self.province.asker(who), province.at(day))


@pytest.fixture
def here() -> Iterator[Here]:
    with catalogue.using("tests.folder"):
        there = province.build(business="permit")
        for name, roles in ROLES.items():
            Post.objects.filter(officer=there.officers[name]).update(roles=roles)
        yield Here(there)


def intake(number: int = 0, town: str = "440306001") -> Intake:
    name, identity, phone = PEOPLE[number % len(PEOPLE)]
    person = Person(typed=TypedPerson(name, "resident", identity, phone))
    firm = Employer(typed=TypedEmployer("示例物流有限公司"))
    parties = (NewParty(APPLICANT, person=person), NewParty(EMPLOYER, employer=firm))
    return Intake(Permission(trade="物流"), regions.place(town), parties, about="综合计算工时")


def opened(here: Here, day: str = "2026-11-02", number: int = 0, key: str = "") -> Filed:
    return filing.open_case("permit", intake(number), here.province.asker("boan.clerk"), province.at(day), Submission(key))


def examined(here: Here, day: str = "2026-11-03") -> Filed:
    filed = opened(here, day)
    for name in ("take", "examine"):
        here.do(filed.case_id, name, None, "boan.inspector", day)
    return filed


def clocks(view: Any) -> dict[str, date | None]:
    return {clock.title: clock.due.on for clock in view.clocks if clock.met_on is None}


def test_the_officer_at_the_window_opens_it_once_and_only_for_the_own_office(here: Here) -> None:
    first, again = opened(here, key="k"), opened(here, key="k")
    assert first == again and first.number == "深宝试许〔2026〕1号" and Case.objects.count() == 1
    with pytest.raises(Refused, match="归深圳市宝安区人力资源局管"):
        filing.open_case("permit", intake(1), here.province.asker("tianhe.clerk"), province.at("2026-11-02"), Submission())


def test_it_appears_everywhere_without_another_edit(here: Here) -> None:
    filed = opened(here)
    assert set(catalogue.current().case_types) == {"permit", "appraisal"}
    with at_desk.day("2026-11-03"):
        clerk = at_desk.signed_in("boan.clerk")
        assert filed.number in clerk.get("/desk/").content.decode()
        page = clerk.get(f"/desk/case/{filed.case_id}/").content.decode()
        assert "试验许可" in page and "综合计算工时" in page and "已申请" in page
        diagram = clerk.get("/desk/flows/permit/").content.decode()
        assert all(title in diagram for title in ("审查中", "不予准许", "复查决定", "请求复查"))
        listed = clerk.get("/api/worklist").json()["rows"]
        assert [(row["number"], row["case_type"]) for row in listed] == [(filed.number, "permit")]
        types = {each["code"]: each for each in clerk.get("/api/case-types").json()}
        assert types["permit"]["title"] == "试验许可" and "list_hearing" in {a["name"] for a in types["permit"]["actions"]}
        schemas = clerk.get("/api/openapi.json").json()["components"]["schemas"]
        assert schemas["permit.grant"]["required"] == ["opinion"] and "complaint.accept" not in schemas
    lines = matrix(catalogue.current().case_types["permit"]).splitlines()
    heads, grant, review = (next(line for line in lines if line.startswith(f"| {word}")).split(" | ") for word in ("动作", "准许 grant", "复查决定 review"))
    assert grant[heads.index("法制审核人员")] == "批1" and grant[heads.index("负责人")] == "批2" and review[heads.index("上一级机关")] == "办"


def test_a_child_case_pauses_the_parents_clock(here: Here) -> None:
    """45 working days from 1 July 2026 end on 2 September; the six from 8 to 15 July are not counted: 10 September."""
    filed = examined(here, "2026-07-01")
    assert clocks(here.view(filed.case_id, "boan.inspector", "2026-07-02"))["查处案件并作出处理"] == date(2026, 9, 2)
    here.do(filed.case_id, "appraise", Reason("鉴定"), "boan.inspector", "2026-07-08")
    assert clocks(here.view(filed.case_id, "boan.inspector", "2026-07-09"))["查处案件并作出处理"] is None
    child = Case.objects.get(parent=filed.case_id)
    assert child.number == "深宝试鉴〔2026〕1号" and child.assignee == here.province.officers["boan.inspector"].token
    with pytest.raises(Refused, match="鉴定还没有结束"):
        here.do(filed.case_id, "grant", Decision(opinion=Prose("准许")), "boan.inspector", "2026-07-09")
    here.do(child.id, "report", Appraised(finding=Prose("符合")), "boan.inspector", "2026-07-16")
    assert province.work("2026-07-16", 12) == 1
    assert clocks(here.view(filed.case_id, "boan.inspector", "2026-07-17"))["查处案件并作出处理"] == date(2026, 9, 10)


def test_a_hearing_is_appointed_on_the_desk_and_counted_back_from(here: Here) -> None:
    filed = examined(here)
    second = str(here.province.officers["boan.second"].token)
    with at_desk.day("2026-11-04"):
        clerk = at_desk.signed_in("boan.inspector")
        path = f"/desk/case/{filed.case_id}/act/list_hearing/"
        form = clerk.get(path).content.decode()
        assert 'name="people"' in form and f'value="{second}"' in form
        near = {"day": "2026-11-06", "start": "9:00", "end": "11:00", "room": "一庭", "people": second}
        assert "应当提前" in clerk.post(path, near).content.decode()
        assert clerk.post(path, {**near, "day": "2026-11-18"}).status_code == 302
        page = clerk.get(f"/desk/case/{filed.case_id}/").content.decode()
        assert "一庭" in page and "深宝监察员" in page
    view = here.view(filed.case_id, "boan.inspector", "2026-11-05")
    assert clocks(view)["开庭前通知"] == date(2026, 11, 11)  # five working days before 18 November
    other = opened(here, number=1)
    for name in ("take", "examine"):
        here.do(other.case_id, name, None, "boan.inspector", "2026-11-05")
    with at_desk.day("2026-11-05"):
        clerk = at_desk.signed_in("boan.inspector")
        taken = clerk.post(f"/desk/case/{other.case_id}/act/list_hearing/", {**near, "day": "2026-11-18", "start": "10:00", "end": "12:00", "room": "二庭"})
        assert taken.status_code == 422 and "已有安排" in taken.content.decode()


def test_refused_by_two_signatures_served_asked_and_reviewed_by_the_office_above(here: Here) -> None:
    filed = examined(here)
    case = filed.case_id
    with at_desk.day("2026-11-05"):
        inspector, reviewer, head = (at_desk.signed_in(f"boan.{who}") for who in ("inspector", "second", "head"))
        assert send(inspector, f"/api/cases/{case}/actions/refuse", {"given": {"opinion": "材料不符"}})["proposed"] is True
        assert "当前没有待您签批的事项" in send(head, f"/api/cases/{case}/signatures/refuse", {"agrees": True}, 422)["message"]
        assert send(reviewer, f"/api/cases/{case}/signatures/refuse", {"agrees": True})["proposed"] is False
        assert loading.look(case).dossier.state.name == "examined"
        assert send(head, f"/api/cases/{case}/signatures/refuse", {"agrees": True})["state"] == "refused"
    assert province.work("2026-11-05", 12) == 1
    paper = next(p for p in here.view(case, "boan.inspector", "2026-11-05").papers if p.title == "不予准许决定书")
    assert (paper.stage, paper.number) == ("sealed", "深宝试决〔2026〕1号")
    assert "请求复查" not in clocks(here.view(case, "boan.inspector", "2026-11-06"))
    with at_desk.day("2026-11-09"):
        inspector = at_desk.signed_in("boan.inspector")
        served = inspector.post(f"/desk/case/{case}/paper/{paper.id}/serve/", {"method": "direct", "proof": "本人签收"})
        assert served.status_code == 302, served.content.decode()[-3000:]
    assert clocks(here.view(case, "boan.inspector", "2026-11-10"))["请求复查"] == date(2026, 12, 9)  # thirty days from service
    party = tracker.recognise(filed.query_code, PEOPLE[0][2])
    assert party is not None
    store.act(case, "request_review", Reason("材料齐全"), party.asker, province.at("2026-11-20"))
    with pytest.raises(Refused):
        here.do(case, "review", Decision(opinion=Prose("维持")), "boan.head", "2026-11-23")
    with at_desk.day("2026-11-24"):
        superior = at_desk.signed_in("shenzhen.head")
        done = superior.post(f"/desk/case/{case}/act/review/", {"opinion": "维持原决定"})
        assert done.status_code == 302, done.content.decode()[-3000:]
    assert loading.look(case).dossier.state.name == "reviewed"
    draft = next(p for p in here.view(case, "shenzhen.head", "2026-11-24").papers if p.title == "复查决定书")
    assert draft.may == ("sign_off",)


def test_twelve_go_together_or_not_at_all(here: Here) -> None:
    cases = [opened(here, number=n, key=f"member-{n}") for n in range(12)]
    ids = [filed.case_id for filed in cases]
    officer = str(here.province.officers["boan.inspector"].token)
    with at_desk.day("2026-11-03"):
        head = at_desk.signed_in("boan.head")
        assert head.post("/desk/team/assign/", {"case": ids, "officer": officer}).status_code == 302
    asker, at = here.province.asker("boan.inspector"), province.at("2026-11-04")
    here.do(ids[5], "examine", None, "boan.inspector", "2026-11-03")
    with pytest.raises(Refused):
        store.act_many(ids, "examine", None, asker, at, Submission("all"))
    assert Case.objects.filter(state="examined").count() == 1
    rest = [each for each in ids if each != ids[5]]
    assert here.view(ids[0], "boan.inspector", "2026-11-03").lead is None
    lead, numbers = rest[0], tuple(filed.number for filed in cases if filed.case_id in rest[1:])
    here.do(lead, "gather", Gathering(numbers), "boan.inspector", "2026-11-03")
    members = here.view(lead, "boan.inspector", "2026-11-03").members
    assert [each.number for each in members] == list(numbers)
    rest = [lead, *(each.id for each in members)]
    assert len(store.act_many(rest, "examine", None, asker, at, Submission("rest"))) == 11
    assert len(store.act_many(rest, "examine", None, asker, at, Submission("rest"))) == 11
    assert set(Case.objects.exclude(id=ids[5]).values_list("state", "version")) == {("examined", 4)}
    assert Case.objects.get(id=ids[5]).version == 3
    assert sorted(int(filed.number.split("〕")[1][:-1]) for filed in cases) == list(range(1, 13))


def send(client: Client, path: str, body: Any, status: int = 200) -> Any:
    answer = client.post(path, json.dumps(body), "application/json", HTTP_IDEMPOTENCY_KEY=path)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()
