"""The table of rights of who stands for an employer, and the world it speaks of; the letters are those of ``table``.

employer: a person of the case's employer; fellow: another one of the same; other: of an employer without a case here;
ended: once of the case's employer; nobody: not signed in; inspector: who has the case.

{told}: an inspection in which an order was served on the employer; {untold}: one in which papers lie ready for it;
{report}: an anonymous report that names it. {served}, {ready}, {internal}, {workers}: papers of {told} served on the
employer, sealed for it, kept in the file, addressed to the complainant; {brought}, {theirs}: files the employer, the worker handed in.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.test import Client

from hezhong.directory import employers, site_parties, sites
from hezhong.directory.models import Authorised, SiteParty
from hezhong.domains.inspection.outcomes import Performance
from hezhong.engine import files, handing_in, loading, store
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import Submission as Handed
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.models import Paper
from hezhong.engine.pay_days import PayDay
from hezhong.engine.rights import Asker
from hezhong.web.public.anonymous.gate import gate
from tests import at_desk, province
from tests.documents.inspection import courses
from tests.documents.inspection.courses import Course
from tests.reports import telling
from tests.reports.telling import STORY
from tests.rights import world
from tests.web.bank import desk
from tests.web.employer import firm
from tests.web.employer.firm import Firm

PEOPLE = ("employer", "fellow", "other", "ended", "nobody", "inspector")
DAY = "2026-11-05"
FELLOW_PHONE, ENDED_PHONE = "13900000044", "13900000033"

#                                             e f o  e n i
TABLE = """
GET  /employer/                               Y Y Y  F E E
GET  /employer/enter/                         - - -  - Y Y
GET  /employer/register/                      - - -  - Y Y
GET  /employer/record/                        Y Y Y  F E E
GET  /employer/consent/                       Y Y Y  F E E
POST /employer/consent/?agree=yes             G G G  F E E
GET  /employer/consent/pdf/                   N N N  F E E
GET  /employer/ledger/                        Y Y Y  F E E
POST /employer/ledger/                        R R R  F E E
GET  /employer/ledger/?template=roster        Y Y Y  F E E
GET  /employer/ledger/days/                   Y Y Y  F E E
GET  /employer/ledger/days/?site={site}       R R R  F E E
GET  /employer/ledger/order/{handed}/         N N N  F E E
GET  /employer/ledger/{handed}/               Y Y N  F E E
GET  /employer/ledger/{handed}/?corrections=1  Y Y N  F E E
POST /employer/ledger/{handed}/?confirm=1     R R N  F E E
POST /employer/ledger/{handed}/?ask=1         N N N  F E E
POST /employer/ledger/{handed}/?drop=1        G G N  F E E
POST /employer/ledger/{office_handed}/?drop=1  N N N  F E E
GET  /employer/ledger/{sub_handed}/           Y Y N  F E E
GET  /employer/ledger/{sub_handed}/?order=B2  Y Y N  F E E
POST /employer/ledger/{sub_handed}/?drop=1    N N N  F E E
POST /employer/ledger/{sub_handed}/?confirm=1  N N N  F E E
POST /employer/ledger/{sub_handed}/?ask=1     N N N  F E E
GET  /employer/ledger/{sub_handed}/signed/    Y Y N  F E E
POST /employer/ledger/{sub_handed}/signed/    N N N  F E E
POST /employer/ledger/{sub_handed}/?send_back=1  R R N  F E E
POST /employer/ledger/{sub_handed}/?send_back=1&why=少了人  G G N  F E E
GET  /employer/ledger/{handed}/signed/        N N N  F E E
GET  /employer/ledger/{own_payroll}/signed/   Y Y N  F E E
POST /employer/ledger/{own_payroll}/signed/   R R N  F E E
GET  /employer/ledger/{own_payroll}/signed/?photo={own_photo}  Y Y N  F E E
GET  /employer/ledger/{own_payroll}/signed/?photo=nothing  N N N  F E E
GET  /desk/ledger/{own_payroll}/signed/       F F F  F L N
GET  /desk/ledger/{handed}/                   F F F  F L N
POST /employer/ledger/{handed}/?give=1        R R N  F E E
GET  /desk/sites/{site}/                      F F F  F L Y
POST /desk/sites/{site}/                      F F F  F L R
GET  /desk/sites/{site}/facts/                F F F  F L Y
POST /desk/sites/{site}/facts/                F F F  F L R
GET  /desk/sites/new/                         F F F  F L Y
GET  /desk/sites/{site}/file/{handed}/        F F F  F L N
GET  /bank/                                   K K K  K K K
GET  /bank/files/{handed}/                    K K K  K K K
GET  /employer/case/{told}/                   Y Y N  F E E
GET  /employer/case/{untold}/                 N N N  F E E
GET  /employer/case/{report}/                 N N N  F E E
GET  /employer/case/{told}/act/prove/         Y Y N  F E E
GET  /employer/case/{told}/act/answer/        - - N  F E E
GET  /employer/case/{told}/act/perform/       N N N  F E E
GET  /employer/case/{told}/act/serve/         N N N  F E E
GET  /employer/case/{told}/act/withdraw_complaint/  N N N  F E E
POST /employer/case/{told}/act/prove/?says=今天付清   G G N  F E E
POST /employer/case/{told}/act/answer/?says=晚了      R R N  F E E
POST /employer/case/{told}/act/perform/?says=今天付清 N N N  F E E
POST /employer/case/{untold}/act/answer/?says=先说    N N N  F E E
GET  /employer/case/{told}/paper/{served}/    Y Y N  F E E
GET  /employer/case/{told}/paper/{ready}/     N N N  F E E
GET  /employer/case/{told}/paper/{internal}/  N N N  F E E
GET  /employer/case/{told}/paper/{workers}/   N N N  F E E
GET  /employer/case/{untold}/paper/{served}/  N N N  F E E
GET  /employer/case/{told}/file/{brought}/    Y Y N  F E E
GET  /employer/case/{told}/file/{theirs}/     N N N  F E E
GET  /desk/                                   F F F  F L Y
GET  /desk/case/{told}/                       F F F  F L Y
GET  /desk/case/{told}/paper/{internal}/      F F F  F L Y
GET  /desk/employer/{firm}/                   F F F  F L Y
GET  /desk/applicants/                        F F F  F L F
POST /desk/case/{told}/note/?text=x           F F F  F L G
GET  /api/cases/{told}                        F F F  F U Y
GET  /api/worklist                            F F F  F U Y
"""


@dataclass
class World:
    browsers: dict[str, Client]
    words: dict[str, str]
    secrets: tuple[str, ...]


def build() -> World:
    """Return the world on 5 November 2026, an hour before noon."""
    course = courses.ordered()
    there = firm.of_case(course.case_id)
    fellow = firm.admitted(firm.CODE, firm.NAME, FELLOW_PHONE, "2026-11-01")
    ended = firm.admitted(firm.CODE, firm.NAME, ENDED_PHONE, "2026-11-01")
    firm.another()
    with at_desk.day(DAY, 11):
        browsers = {
            "employer": there.client(),
            "fellow": there.client(FELLOW_PHONE),
            "other": firm.signed_in(firm.OTHER_CODE, firm.OTHER_PHONE),
            "ended": there.client(ENDED_PHONE),
            "nobody": Client(),
            "inspector": at_desk.signed_in("boan.inspector"),
        }
    Authorised.objects.filter(token=ended.token).update(until=DAY)
    assert fellow.employer_id == there.token
    telling.receive_reports(course.here)
    words = {"told": str(course.case_id), "untold": str(_untold(course, there)), "report": str(_report())}
    words |= _handed(course, there)
    words |= {"firm": str(there.token)} | _papers(course) | _files(course, there)
    return World({who: browsers[who] for who in PEOPLE}, words, ("林晓彤", "1990", STORY, "立案审批表", "调查终结报告"))


def _untold(course: Course, there: Firm) -> UUID:
    second = firm.more(course, there, DAY)
    assert Paper.objects.get(case=second, document="inquiry_notice").stage == Paper.Stage.SEALED
    return second


def _handed(course: Course, there: Firm) -> dict[str, str]:
    """A file of the employer about a site of its own, with a cell to be put right; and one that the office handed in."""
    site = sites.register("海上明珠", "440306", contractor=there.token)
    data = "姓名,身份证号,应发工资,实发工资\n赵六七,440306,很多,1\n".encode()
    given = Given("工资.csv", data, "payroll", date(2026, 10, 1), date(2026, 10, 31), site)
    hander = Hander(str(there.agent.token), date.fromisoformat(DAY), there.token)
    own = handing_in.hand_in(hander, given, province.at(DAY))
    return {"site": str(site), "handed": str(own), "office_handed": world.handed(course.here)["handed"], "sub_handed": str(_of_subcontractor(site))} | dict(
        zip(("own_payroll", "own_photo"), world.signed(hander, site), strict=True)
    )


def _of_subcontractor(site: int) -> UUID:
    """A payroll that a labour firm has handed in for the employer's site, and that the ledger has taken."""
    firm_there = employers.register("丙劳务有限公司", region="440306")
    site_parties.enter(site, firm_there, SiteParty.Role.LABOUR)
    hander = Hander("9", date.fromisoformat(DAY), firm_there)
    name = handing_in.hand_in(hander, Given("三月工资.xlsx", desk.payroll(), "payroll", site=site, pay_day=PayDay(15, 1)), province.at(DAY))
    handing_in.confirm(name, hander, [], province.at(DAY))
    return name


def _report() -> UUID:
    """Return an anonymous report that names the employer."""
    gate.forget()
    return telling.file(DAY, employer=firm.NAME)[1]


def _papers(course: Course) -> dict[str, str]:
    wanted = {"served": "order_text", "ready": "inquiry_notice", "internal": "report_of_inquiry", "workers": "extension_notice"}
    return {word: str(Paper.objects.get(case=course.case_id, document=name).id) for word, name in wanted.items()}


def _files(course: Course, there: Firm) -> dict[str, str]:
    """Let the employer prove something with a voucher, and the worker bring a file of her own."""
    at, agent = province.at(DAY), there.asker(date.fromisoformat(DAY))
    voucher = files.receive("回单.txt", "转账".encode(), agent.person, at.recorded_at)
    given = Performance(says=Prose("付了一部分"), evidence=Evidence((voucher.id,)))
    store.act(course.case_id, "prove", given, agent, at)
    worker = Asker(next(each.token for each in loading.look(course.case_id).dossier.parties if each.role == "complainant"))
    record = files.receive("考勤.txt", "考勤".encode(), worker.person, at.recorded_at)
    store.act(course.case_id, "submit", Handed(Evidence((record.id,))), worker, at)
    return {"brought": str(voucher.id), "theirs": str(record.id)}
