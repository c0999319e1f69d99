"""An employer of the register with people who stand for it, and cases that an office of Bao'an has against it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.test import Client

from hezhong.directory import authorised, regions
from hezhong.directory.authorised import Application
from hezhong.directory.changes import Author
from hezhong.directory.models import Authorised, Employer
from hezhong.domains.inspection import facts as asks
from hezhong.engine import filing
from hezhong.engine.answers import Employer as TypedName
from hezhong.engine.answers import Prose, TypedEmployer, TypedPerson
from hezhong.engine.case_type import Service
from hezhong.engine.intake import Intake, NewParty
from hezhong.engine.models import Case, Paper
from hezhong.engine.roles import EMPLOYER
from hezhong.engine.serving import Method
from hezhong.engine.store import Submission
from hezhong.kernel.credit_code import complete
from hezhong.web.employer.pages import asker_of
from tests import province
from tests.documents.inspection import courses
from tests.documents.inspection.courses import Course
from tests.province import PASSWORD, ZONE, hashed

NAME = "示例建工集团第三工程有限公司"
CODE, OTHER_CODE = complete("91440300MA5EXAM01"), complete("91440300MA5EXAM02")
PHONE, OTHER_PHONE = "13900000011", "13900000022"
AGENT = TypedPerson("王示例", "resident", "440306198808080019")


@dataclass
class Firm:
    """The employer of a case, with one person who stands for it."""

    token: int
    agent: Authorised

    def client(self, phone: str = PHONE, code: str = CODE) -> Client:
        return signed_in(code, phone)

    def asker(self, on: date):  # type: ignore[no-untyped-def]
        mandate = authorised.standing(self.agent.account_id, on)
        assert mandate is not None
        return asker_of(mandate)


def of_case(case_id: UUID, since: str = "2026-11-01", phone: str = PHONE) -> Firm:
    """Return the employer of a case, put into the register, with its person admitted by an office on a day."""
    case = Case.objects.get(id=case_id)
    Employer.objects.filter(token=case.employer).update(code=CODE, registered=True, region="440306")
    assert case.employer
    return Firm(case.employer, admitted(CODE, NAME, phone, since))


def another(since: str = "2026-11-01") -> Firm:
    """Return an employer without any case, with its person."""
    token = 880_001
    Employer.objects.create(token=token, name="示例电子有限公司", plain_name="示例电子有限公司", code=OTHER_CODE, registered=True)
    return Firm(token, admitted(OTHER_CODE, "示例电子有限公司", OTHER_PHONE, since))


def admitted(code: str, name: str, phone: str, since: str) -> Authorised:
    """Return somebody whom an office has admitted for the employer of this code."""
    row, at = apply(code, name, phone, since), datetime.combine(date.fromisoformat(since), time(9), ZONE)
    authorised.admit(row.token, "授权委托书 2026 年第 1 号", at.date(), Author("boan.clerk", at))
    return Authorised.objects.get(token=row.token)


def apply(code: str, name: str, phone: str, day: str) -> Authorised:
    """Return somebody who waits to be admitted."""
    number = {PHONE: AGENT.number, OTHER_PHONE: "440306199105100049"}.get(phone, "440306199003070002")
    who = TypedPerson(AGENT.name, AGENT.kind, number).reached_at(phone)
    at = datetime.combine(date.fromisoformat(day), time(9), ZONE)
    return authorised.apply(Application(code, name, who, hashed()), at)


def signed_in(code: str, phone: str, password: str = PASSWORD) -> Client:
    """Return a browser that came in by the employer's door."""
    client = Client()
    answer = client.post("/employer/enter/", {"code": code, "phone": phone, "password": password})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return client


def more(course: Course, there: Firm, day: str) -> UUID:
    """Return another inspection of the same employer, with a notice of inquiry that lies ready and was not served."""
    named = NewParty(EMPLOYER, employer=TypedName(typed=TypedEmployer(NAME)))
    intake = Intake(asks.Findings(), regions.place("440306001"), (named,), about="拖欠工资", people=3)
    opened = filing.open_case("inspection", intake, course.here.asker("boan.inspector"), province.at(day, 8), Submission())
    second = Course(course.here, opened.case_id)
    second.do("take", None, day)
    form = asks.FilingOfCase(
        **courses.PAIR, source=asks.Source.PATROL, violation=asks.Violation.WAGES, reason=Prose("巡查发现。")
    )
    second.approved("file", form, day, courses.head(day))
    on = (date.fromisoformat(day) + timedelta(days=7)).isoformat()
    second.do("summon", summons(on, str(opened.case_id)[:8]), day)
    assert Case.objects.get(id=second.case_id).employer == there.token
    return second.case_id


def summons(on: str, room: str) -> asks.Summons:
    """Return a summons for a day, to a room."""
    bring, day = Prose("1. 工资表"), date.fromisoformat(on)
    return asks.Summons(**courses.PAIR, about=Prose("工资"), bring=bring, day=day, start=time(9), room=room)


def serve(course: Course, case: UUID, document: str, day: str) -> None:
    """Hand a paper of this case to the employer."""
    party = Paper.objects.get(case=case, document=document, role="employer").party
    course.do("serve", Service(document, "employer", party, method=Method.DIRECT, proof="前台签收"), day, case=case)


def paper(document: str, role: str = "employer") -> Paper:
    return Paper.objects.filter(document=document, role=role).latest("event")


__all__ = ["AGENT", "CODE", "NAME", "OTHER_CODE", "OTHER_PHONE", "PHONE", "Firm", "admitted", "another", "apply", "more", "of_case", "paper", "serve", "summons", "signed_in"]
