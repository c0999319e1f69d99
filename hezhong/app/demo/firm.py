"""One employer of the demonstration with a person who stands for it: inquired into, and answering on its own pages.

Chosen after the chronicle: the one against which an inspector of Bao'an has most in hand. Its notices of inquiry are
served on the last working day before today, so that they can be answered; the states of the cases stay what the courses say.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.contrib.auth.hashers import make_password

from hezhong.app.demo import staff
from hezhong.app.demo.acts import print_out
from hezhong.app.demo.folk import PHONES
from hezhong.app.demo.staff import Worker
from hezhong.app.logins import Login, new_password
from hezhong.directory import authorised, employers, people
from hezhong.directory.authorised import Application
from hezhong.directory.changes import Author
from hezhong.directory.models import Account, Authorised
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import Summons
from hezhong.engine import casefile, store, worklist
from hezhong.engine.answers import Prose, TypedPerson
from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker
from hezhong.engine.serving import Method
from hezhong.engine.views import WorklistRow
from hezhong.engine.worklist import Filters
from hezhong.kernel import identity
from hezhong.kernel.dates import working_days
from hezhong.law.book import LawBook

PHONE = f"{PHONES}99990001"
FIRST = "44030619880808000"
WHO = TypedPerson("王示例", "resident", FIRST + identity.check_digit(FIRST))
MOST = 2
NOTICE = "inquiry_notice"
DEMO, LOGIN = "演示", "employer"
BRING = "1. 职工名册和劳动合同\n2. 欠薪月份的工资表和考勤\n3. 工资支付凭证"


def inquire(now: datetime, book: LawBook) -> None:
    """Summon the employer to be asked, and let a person stand for it; nothing where nobody has an inspection in hand."""
    at, found = _yesterday(now, book), None
    for team in (team for team in staff.teams().values() if team["inspector"].name):
        rows = _in_hand(team["inspector"], at)
        if rows and (found is None or len(rows) > len(found[1])):
            found = team, rows
    if found is None:
        return
    team, rows = found
    for number, row in enumerate(rows[:MOST]):
        _summon(row, team["inspector"], team["second"], number, at)
    _authorise(rows[0].employer, at)


def _in_hand(inspector: Worker, at: Moment) -> list[WorklistRow]:
    """Return the inspections under way against the employer of which this inspector has most."""
    asker = inspector.asker(at.happened_on)
    filters = Filters(whose="mine", case_type=Inspection.code, state=Inspection.investigating.name)
    page = worklist.page(asker, filters, "", at.happened_on, at.calendar)
    rows = (row for band in page.bands for row in band.rows if _code(row.employer))
    listed = sorted((row for row in rows if _rests(row, asker, at)), key=_firm)
    return max((list(rows) for _, rows in groupby(listed, _firm)), key=len, default=[])


def _yesterday(now: datetime, book: LawBook) -> Moment:
    """Return half past four of the last working day before today."""
    day = now.date() - timedelta(days=1)
    while not book.calendar.is_working(day):
        day -= timedelta(days=1)
    return Moment(day, datetime.combine(day, time(16, 30), now.tzinfo), book)


def _rests(row: WorklistRow, asker: Asker, at: Moment) -> bool:
    """Whether nothing happened in the case since: a trail goes forward only."""
    return casefile.view(row.id, asker, at.happened_on, at.book).events[0].recorded_at <= at.recorded_at


def _firm(row: WorklistRow) -> str:
    return row.employer


def _code(name: str) -> str:
    return next((card.code for card in employers.search(name) if card.name == name), "")


def _summon(row: WorklistRow, one: Worker, two: Worker, number: int, at: Moment) -> None:
    """Summon, sign the notice off, print it, and hand it over."""
    who, day = one.asker(at.happened_on), working_days(6 + number).after(at.happened_on, at.calendar)
    given = Summons(
        main=one.signature(), second=two.signature(), about=Prose("工资支付情况"), bring=Prose(BRING), day=day,
        start=time(14, 30), room="三楼询问室",
    )  # fmt: skip
    store.act(row.id, "summon", given, who, at)
    lines = casefile.view(row.id, who, at.happened_on, at.book).papers
    paper = next(each for each in lines if each.document == NOTICE and each.stage == "draft")
    store.act(row.id, "sign_off", SignOff(str(paper.id), NOTICE), who, at)
    print_out(row.id, NOTICE, at)
    parties = casefile.view(row.id, who, at.happened_on, at.book).raw.parties
    employer = next(party.token for party in parties if party.role == "employer")
    store.act(row.id, "serve", Service(NOTICE, "employer", employer, method=Method.DIRECT, proof="单位前台签收"), who, at)


def _authorise(firm: str, at: Moment) -> None:
    authorise(Application(_code(firm), firm, WHO.reached_at(PHONE), make_password(None)), LOGIN, at.recorded_at)


def authorise(application: Application, login: str, at: datetime) -> None:
    """Let a person stand for an employer of the demonstration since three days before, under this login."""
    people.register(application.who, demo=True)
    row = authorised.apply(application, at)
    authorised.admit(row.token, "演示用的授权委托书", at.date() - timedelta(days=3), Author(DEMO, at))
    Account.objects.filter(pk=row.account_id).update(demo=True, username=login)


def let_in(today: date) -> Iterable[Login]:
    """Give those who stand for an employer new passwords; yield what to print."""
    for row in Authorised.objects.filter(account__demo=True, since__lte=today).select_related("employer", "account").order_by("account_id"):
        password = new_password()
        Account.objects.filter(pk=row.account_id).update(password=make_password(password))
        phone = people.phone_of(row.contact)
        yield Login(row.account.username, password, f"用人单位经办人（{row.firm}），从“用人单位登录”进：代码 {row.code}，手机号 {phone}")
