"""The demonstration is built once, as of Wednesday 25 November 2026, and looked at from all sides."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import is_password_usable
from django.db import connection
from django.test import Client, override_settings

from hezhong.app.demo import build
from hezhong.app.logins import Logins, kept
from hezhong.directory import employers, people, vault
from hezhong.directory.models import Account, Change, Contact, Employer, Office, Officer, Person, Post, Serves
from hezhong.engine import chores, errands, loading, papers
from hezhong.engine.dossier import Moment
from hezhong.law.book import from_files
from hezhong.web import clock
from tests.demo.standing import demonstration

NOW = datetime(2026, 11, 25, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
def days(month: int, first: int, last: int) -> set[date]:
    return {date(2026, month, day) for day in range(first, last + 1)}


OFF = days(1, 1, 3) | days(2, 15, 23) | days(4, 4, 6) | days(5, 1, 5) | days(6, 19, 21) | days(9, 25, 27) | days(10, 1, 7)
WORKED = {date(2026, *day) for day in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))}
"""The notice for 2026, copied by hand."""

STATES = {
    "complaint": {"received": 46, "supplementing": 9, "accepted": 251, "refused": 10, "informed": 9, "withdrawn": 4},
    "inspection": {
        "clue": 13, "unfounded": 4, "investigating": 132, "investigated": 15, "mediating": 5, "suspended": 3,
        "announced": 3, "ordered": 14, "performed": 6, "notified": 7, "handled": 5, "penalised": 3, "overdue": 7,
        "enforcing": 2, "rescinded": 6, "redirected": 4, "removed": 3, "archived": 64,
    },
    "hearing": {"scheduled": 3, "held": 5},
    "expertise": {"commissioned": 1, "reported": 3},
    "crime_transfer": {"sent": 2},
    "report": {"received": 9, "registered": 6, "accepted": 3, "not_founded": 3, "concluded": 3},
}  # fmt: skip
"""Counted by hand from the lists of courses."""


def counted_anew(text: str) -> None:
    """Let the planner see what was built so far: other tests have left it statistics of empty tables."""
    connection.cursor().execute("ANALYZE")


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Logins]:
    """The logins of a demonstration that stays for this module; each test's own changes are rolled back."""
    with django_db_blocker.unblock(), demonstration():
        try:
            yield build.build_at(NOW, counted_anew)
        finally:
            settings.HOME.logins.unlink(missing_ok=True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


def rows(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def test_every_state_is_reached() -> None:
    found: dict[str, dict[str, int]] = {}
    for case_type, state, count in rows("SELECT case_type, state, count(*) FROM engine_case GROUP BY 1, 2"):
        found.setdefault(case_type, {})[state] = count
    assert found == STATES and sum(sum(states.values()) for states in found.values()) == 663


ACTIONS = {
    "opened": 663, "deem_accepted": 12, "tell_forum": 9, "hand_over": 10, "withdraw": 4, "withdraw_complaint": 6,
    "ask_supplement": 18, "supplement": 9, "submit": 3, "recuse_officer": 1, "correct": 4,
}  # fmt: skip
"""By hand from the same list; what is proposed, signed and returned is counted apart. Two days of acceptances were corrected, and
moved their inspections along.
"""


def test_every_side_path_is_walked() -> None:
    found = dict(rows("SELECT action, count(*) FROM engine_event GROUP BY action"))
    assert {name: found.get(name, 0) for name in ACTIONS} == ACTIONS
    assert dict(rows("SELECT stage, count(*) FROM engine_event WHERE action = 'refuse' GROUP BY stage")) == {
        "PROPOSED": 16,
        "DONE": 10,
        "RETURNED": 1,
    }
    assert {"take", "assign", "accept", "sign_off", "serve"} <= found.keys()


def test_what_is_due_today_soon_and_over() -> None:
    due = Counter(day for (day,) in rows("SELECT next_due FROM engine_case WHERE closed_on IS NULL"))
    today = NOW.date()
    assert due[today] >= 8
    assert all(due[today + timedelta(n)] >= 3 for n in (1, 2))  # Thursday, Friday
    assert sum(count for day, count in due.items() if day < today) == 5  # three inspections, and two answers of the police
    unassigned = rows("SELECT count(*) FROM engine_case WHERE closed_on IS NULL AND assignee IS NULL")
    assert unassigned[0][0] >= 15


def test_papers_stand_at_every_step() -> None:
    stages = dict(rows("SELECT stage, count(*) FROM engine_paper GROUP BY stage"))
    assert stages.keys() == {"draft", "numbered", "sealed", "served"}
    documents = {name for (name,) in rows("SELECT DISTINCT document FROM engine_paper WHERE stage <> 'draft'")}
    assert documents == {
        "registration_form", "acceptance_notice", "supplement_notice", "refusal_notice", "forum_notice", "transfer_letter",
        "filing_form", "inquiry_notice", "inquiry_minutes", "site_minutes", "commission_letter", "extension_form",
        "extension_notice", "suspension_notice", "public_notice", "report_of_inquiry", "discussion_minutes", "prior_notice",
        "order_text", "review_opinion", "pay_decision", "penalty_decision", "rescission_notice", "dispute_notice",
        "removal_letter", "default_order", "urging_letter", "court_application", "report_form", "closing_form", "notice",
        "minutes", "transfer_form",
    }  # fmt: skip
    signed = stages["numbered"] + stages["sealed"] + stages["served"]
    waiting = rows("SELECT kind, count(*), min(created_at) FROM engine_errand WHERE done_at IS NULL GROUP BY kind")
    assert waiting == [("seal_paper", signed, NOW)], "printing is left for the worker, but for what was served"
    assert chores.work(Moment(NOW.date(), NOW, from_files())) == errands.AT_ONCE == 20
    done = "SELECT data->>'paper' FROM engine_errand WHERE done_at IS NOT NULL AND kind = 'seal_paper'"
    assert rows(f"SELECT count(*) FROM engine_paper WHERE stage = 'numbered' AND id::text IN ({done})") == [(0,)]
    assert rows(f"SELECT count(*) FROM engine_paper WHERE stage IN ('sealed', 'served') AND id::text IN ({done})") == [(20,)]
    (sealed,) = rows("SELECT id FROM engine_paper WHERE document = 'refusal_notice' AND stage = 'served' LIMIT 1")
    assert papers.pdf(papers.get(sealed[0])).startswith(b"%PDF")


def test_everything_was_recorded_by_the_writer() -> None:
    """Each row is what its own trail says; each trail is whole, in time, and by nobody from outside."""
    officers = {str(token) for token in Officer.objects.values_list("token", flat=True)}
    persons = {str(token) for token in Person.objects.values_list("token", flat=True)}
    for case_id, state, version in rows("SELECT id, state, version FROM engine_case"):
        dossier = loading.look(UUID(str(case_id))).dossier
        assert (dossier.state.name, len(dossier.events)) == (state, version)
        assert [event.number for event in dossier.events] == list(range(1, version + 1))
        times = [event.recorded_at for event in dossier.events]
        assert times == sorted(times) and times[-1] <= NOW
        assert {event.actor for event in dossier.events} <= officers | persons | {""}


def test_officers_act_on_working_days_in_the_past() -> None:
    officers = [str(token) for token in Officer.objects.values_list("token", flat=True)]
    acted = rows("SELECT happened_on, recorded_at FROM engine_event WHERE actor = ANY(%s)", officers)
    assert len(acted) > 250
    for happened, recorded in acted:
        assert happened in WORKED or (happened.weekday() < 5 and happened not in OFF)
        assert happened == recorded.astimezone(NOW.tzinfo).date() < NOW.date()
        assert 9 <= recorded.astimezone(NOW.tzinfo).hour < 18


def test_ten_months_of_life() -> None:
    ((first, last),) = rows("SELECT min(opened_on), max(opened_on) FROM engine_case")
    assert last == NOW.date() and 300 <= (last - first).days <= 340


def test_phones_are_of_a_segment_that_nobody_has() -> None:
    phones = [people.phone_of(contact) for contact in Contact.objects.values_list("token", flat=True)]
    assert len(phones) >= 320 and all(phone.startswith("154") and len(phone) == 11 for phone in phones)


def test_identities_are_valid_and_given_to_nobody() -> None:
    numbers = []
    for person in Person.objects.all():
        number = vault.open_sealed(bytes(person.number), f"person.number:{person.token}")
        assert number[14:17] == "000" and remainder(number) == 1 and person.demo
        numbers.append(number)
    assert len(numbers) == 1014 == len(set(numbers)), "a thousand workers, two who stand for employers, and twelve whose wages wait at the bank"


def remainder(number: str) -> int:
    """ISO 7064 MOD 11-2, by Horner's rule: a valid number leaves 1."""
    left = 0
    for sign in number[:-1]:
        left = (left + int(sign)) * 2 % 11
    return (left + (10 if number[-1] == "X" else int(number[-1]))) % 11


def test_employers_are_examples() -> None:
    every = list(Employer.objects.all())
    assert len(every) == 201 and len({each.name for each in every}) == 201
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for each in every:
        assert each.name.startswith("示例") and each.demo and each.registered
        assert each.code is not None and each.code[8:12] == "DEMX"
        assert sum(alphabet.index(sign) * weight for sign, weight in zip(each.code, weights, strict=True)) % 31 == 0
    assert employers.search("示例", 5)


def test_offices_and_officers() -> None:
    levels = Counter(Office.objects.values_list("level", flat=True))
    assert levels == {"province": 1, "city": 21, "county": 122, "town": 12}  # nine branches, three zones
    assert not Office.objects.filter(demo=False).exists() and not Account.objects.filter(demo=False).exists()
    assert Officer.objects.count() == 156 * 5 and not Officer.objects.filter(demo=False).exists()
    for office in Office.objects.filter(level="county"):
        titles = sorted(Post.objects.filter(office=office, deputy_for=None).values_list("title", flat=True))
        assert titles == ["法制审核人员", "监察员", "监察员", "立案窗口", "负责人"], office.name
    deputy = Post.objects.get(deputy_for__isnull=False)
    assert deputy.title == "代负责人" and deputy.since < NOW.date() < deputy.until
    words = list(Office.objects.values_list("word", flat=True))
    assert len(set(words)) == 156
    named = dict(Office.objects.values_list("name", "word"))
    assert named["深圳市宝安区人力资源局"] == "深宝" and named["广东省人力资源和社会保障厅"] == "粤"
    assert named["惠州市惠城区人力资源和社会保障局"] == "惠城" and named["汕头市潮南区人力资源和社会保障局"] == "汕潮南"
    assert Serves.objects.filter(business="complaint").count() == 1 + 21 + 122 + 9 + 8
    assert Change.objects.filter(what="机关").count() == 156


def test_stories_vary() -> None:
    told = {story for (story,) in rows("SELECT facts->>'story' FROM engine_case WHERE case_type = 'complaint'")}
    assert len(told) >= 30
    troubles = {trouble for (trouble,) in rows("SELECT facts->>'trouble' FROM engine_case WHERE case_type = 'complaint'")}
    assert troubles == {"wages", "contract", "hours"}
    assert rows("SELECT count(*) FROM engine_case WHERE people > 1 AND case_type = 'complaint'") == [(5,)]
    photographs = rows("SELECT count(*), count(DISTINCT case_id) FROM engine_storedfile WHERE case_id IS NOT NULL")
    assert photographs[0][0] >= 20 and photographs[0][1] >= 15


def test_messages_went_out_on_their_day() -> None:
    (sent,) = rows("SELECT count(*), count(sent_at), max(sent_at - created_at) FROM engine_message")
    assert sent[0] == sent[1] > 150 and sent[2] < timedelta(days=1)


def test_only_named_logins_open(built: Logins) -> None:
    names = {row.name for row in built.rows}
    assert {"baoan.inspector", "baoan.head", "baoan.clerk", "nanshan.inspector", "dongguan.inspector"} <= names
    assert {"shenzhen.head", "guangdong.head", "administrator", "administrator2", "auditor", "contractor", "bank"} <= names
    usable = {each.username for each in Account.objects.all() if is_password_usable(each.password)}
    assert usable == names
    assert len({row.password for row in built.rows}) == len(names) and all(len(row.password) == 14 for row in built.rows)
    path = settings.HOME.logins
    assert path.stat().st_mode & 0o777 == 0o600 and kept(path) == built.rows
    first = built.rows[0]
    account = authenticate(Client().request().wsgi_request, username=first.name, password=first.password)
    assert account is not None and account.username == first.name


def test_outside_a_demonstration_its_logins_do_not_reach_the_desk(built: Logins) -> None:
    """Without the mark of a demonstration, which is only set on loopback, a second factor is asked for."""
    client = Client()
    client.force_login(Account.objects.get(username="baoan.head"), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/desk/").status_code == 200
    with override_settings(HEZHONG_DEMO=False):
        answer = client.get("/desk/")
        assert answer.status_code == 302 and answer["Location"] == "/account/2fa/"


def counts() -> list[tuple[Any, ...]]:
    tables = ("engine_case", "engine_event", "engine_paper", "directory_account", "directory_person", "directory_change")
    return [(table, *rows(f"SELECT count(*) FROM {table}")[0]) for table in tables]


def test_a_second_build_changes_nothing(built: Logins) -> None:
    before, said = counts(), []
    again = build.build_at(NOW + timedelta(days=1), said.append)
    assert counts() == before and again.rows == built.rows and not again.built
    assert said == ["演示省份已经建好，没有改动。"]


def test_lost_logins_are_made_anew(built: Logins) -> None:
    path = settings.HOME.logins
    text = path.read_text("utf8")
    path.unlink()
    try:
        again = build.build_at(NOW, lambda said: None)
        assert [row.name for row in again.rows] == [row.name for row in built.rows]
        assert {row.password for row in again.rows}.isdisjoint(row.password for row in built.rows)
    finally:
        path.write_text(text, "utf8")


def test_a_real_office_beside_it_is_refused() -> None:
    Office.objects.filter(word="粤").update(demo=False)
    with pytest.raises(build.NotHere, match="正式的机关"):
        build.build_at(NOW, lambda said: None)


def test_an_employer_signs_in_and_finds_the_notice_of_inquiry(built: Logins) -> None:
    login = next(row for row in built.rows if row.name == "employer")
    code, phone = re.findall(r"代码 (\w{18})，手机号 (\d{11})", login.who)[0]
    client = Client()
    with mock.patch.object(clock, "now", lambda: NOW):
        entered = client.post("/employer/enter/", {"code": code, "phone": phone, "password": login.password})
        assert entered.status_code == 302, entered.content.decode()[-2000:]
        home = client.get("/employer/").content.decode()
        assert home.count("劳动保障监察案件") >= 1
        case = client.get(re.findall(r"/employer/case/[0-9a-f-]{36}/", home)[0]).content.decode()
    assert "劳动保障监察调查询问通知书" in case and "回复询问、交材料" in case


def test_a_bank_signs_in_and_finds_its_account(built: Logins) -> None:
    login, client = next(row for row in built.rows if row.name == "bank"), Client()
    assert "从“银行登录”进" in login.who
    with mock.patch.object(clock, "now", lambda: NOW):
        assert client.post("/bank/enter/", {"login": login.name, "password": login.password})["Location"] == "/bank/"
        page = client.get("/bank/").content.decode()
    assert "示例滨江花园二期 尾号 9001" in page and "示例银行深圳宝安支行" in page
