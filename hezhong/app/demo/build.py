"""Builds the demonstration province in an empty database: all of it or nothing; its ledger comes after that, step by step.

One transaction: a build that is killed leaves no row behind, and the next one begins anew. Complaints are made by
acting through the engine, day by day, never by inserting rows.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from hezhong.app import logins
from hezhong.app.demo import authorities, bank, chronicle, firm, folk, ledger, ordered, phrases, plan, reserved, staff
from hezhong.app.demo.plan import Cast, Ground
from hezhong.app.logins import Logins
from hezhong.directory import founding, offices, people, regions
from hezhong.directory.changes import Author
from hezhong.directory.models import Account, Office
from hezhong.domains.complaints.case import Complaint
from hezhong.domains.reports.case import Report
from hezhong.engine import confirmations, errands, figures
from hezhong.engine.messenger import Messenger
from hezhong.gateways.sms.local import FILE, LocalOutbox
from hezhong.law.book import LawBook
from hezhong.web import clock

SEED = 20
LOCK = 4_401_2026
LOGINS = (
    "演示系统的登录名和密码。只在本机有效，不要用在别处。\n"
    "# 想以劳动者的身份查进度：本机短信箱里有查询码；手机号中间四位都是 0000，如 154****0100 是 15400000100。"
)
NOT_A_DEMO = "这个进程不是作为演示系统启动的。请运行 hezhong demo，或者 hezhong run --demo。"
REAL = "这里已经有正式的机关、账号或者案件，不能建演示省份，什么都没有改动。请换一个空的 HEZHONG_HOME，或去掉 DATABASE_URL。"

Progress = Callable[[str], None]


STALE = (
    "这份演示数据是 {day} 建的，台账停在那一天：之后的月份没有考勤和工资表，项目会因此出现“在建项目没有考勤”等预警。"
    "想从今天看起，请先停下来，删掉 {home}，再运行一次。"
)


class NotHere(RuntimeError):
    """The demonstration must not be built here; the message says why and what to do."""


def build(progress: Progress) -> Logins:
    """Build the demonstration as of now, or what is missing of it; return who may sign in. Raises NotHere."""
    found = build_at(clock.now(), progress)
    began = ledger.began() or clock.now()
    ledger.build(began, confirmations.book(), progress)
    if ledger.stale(began, clock.today()):
        progress(STALE.format(day=f"{began.year} 年 {began.month} 月 {began.day} 日", home=settings.HOME.root))
    return found


def build_at(now: datetime, progress: Progress) -> Logins:
    """Build it as of a moment, without its ledger. The same day gives the same people, texts and steps; tokens and passwords are random."""
    if not settings.HEZHONG_DEMO:
        raise NotHere(NOT_A_DEMO)
    try:
        with transaction.atomic():
            _alone()
            if Office.objects.filter(demo=False).exists() or Account.objects.filter(demo=False).exists():
                raise NotHere(REAL)
            if Office.objects.filter(demo=True).exists():
                return _there(progress)
            if figures.any_case():
                raise NotHere(REAL)
            return _built(now, progress)
    except BaseException:
        offices.forget()
        regions.forget()
        raise


def _alone() -> None:
    """Let a second build that comes at the same time wait for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _there(progress: Progress) -> Logins:
    """Return the logins that are kept; where their file is gone, everybody gets a new password."""
    progress("演示省份已经建好，没有改动。")
    rows = logins.kept(settings.HOME.logins)
    if not rows:
        rows = (*staff.let_in(staff.everybody()), *firm.let_in(clock.today()), *bank.let_in())
        logins.keep(settings.HOME.logins, LOGINS, rows)
        progress("登录名文件不见了，已经换了新密码。")
    return Logins(rows, built=False)


def _built(now: datetime, progress: Progress) -> Logins:
    began, chance, book = time.monotonic(), random.Random(f"{SEED}/{now.date()}"), confirmations.book()
    cast = _peopled(now, chance, progress)
    ground = Ground(now, book.calendar)
    _live(cast, ground, book, chance, progress)
    firm.inquire(now, book)
    errands.wait_from_now(now)
    rows = (*staff.let_in(staff.everybody()), *firm.let_in(now.date()), *bank.let_in())
    logins.keep(settings.HOME.logins, LOGINS, rows)
    progress(f"演示省份已建好，用了 {time.monotonic() - began:.0f} 秒。登录名和密码在 {settings.HOME.logins}")
    return Logins(rows)


def _peopled(now: datetime, chance: random.Random, progress: Progress) -> Cast:
    """Create regions, offices, officers, employers and workers."""
    author = Author("演示", now)
    progress(f"地区：{regions.load_guangdong()} 个")
    bodies = authorities.offices()
    founding.add_offices(bodies, author, demo=True)
    phrases.seed(Office.objects.filter(demo=True).values_list("id", flat=True), now)
    founding.add_services(authorities.services([Complaint.code, Report.code]), author)
    founding.add_officers(staff.rows(bodies, chance, now.date()), author, demo=True)
    staff.add_system_accounts()
    progress(f"机关：{len(bodies)} 个，每个机关五名工作人员")
    firms = folk.employers(chance)
    founding.add_employers([each.row for each in firms], author, demo=True)
    reserved.found(now)
    ordered.found()
    workers = [(people.register(typed, demo=True), typed) for typed in folk.workers(chance, now.date())]
    progress(f"单位：{len(firms)} 家，劳动者：{len(workers)} 人")
    return Cast(workers, firms, staff.teams())


def _live(cast: Cast, ground: Ground, book: LawBook, chance: random.Random, progress: Progress) -> None:
    """Live through the complaints; short messages go to the local outbox on their day."""
    box = settings.HOME.messages
    (box / FILE).unlink(missing_ok=True)  # of a build that was killed: its rows are gone, its messages must be too

    def at(moment: datetime) -> Messenger:
        return LocalOutbox(box, demo=True, clock=lambda: moment)

    chronicle.live(plan.entries(cast, ground, chance), ground, book, at, progress)
