"""Events of cases in the ledger: each once, none lost, whoever commits late and whoever is killed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import connection

from hezhong.directory import employers, site_parties, sites
from hezhong.directory.models import SiteParty
from hezhong.domains.complaints.facts import Acceptance, Withdrawal
from hezhong.engine import filing, ledger_stream, store
from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.engine.models import Case, LedgerMark, Party
from hezhong.engine.rights import Asker
from hezhong.engine.store import Submission
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.office_tables import CASE_EVENTS, COMPLAINTS
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.vocabulary import Table
from hezhong.web.listening import address
from tests import province
from tests.province import Province, at

pytestmark = pytest.mark.django_db(transaction=True)
ACCEPTANCE = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


@pytest.fixture
def here() -> Iterator[Province]:
    yield province.build()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path, Manifest(PostgresJournal()))


def rows(ledger: Ledger, table: Table) -> list[dict[str, Any]]:
    return Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist()


def steps(ledger: Ledger) -> Counter[str]:
    return Counter(row["step"] for row in rows(ledger, CASE_EVENTS))


def events() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM engine_event")
        return int(cursor.fetchone()[0])


def test_a_complaint_from_receipt_to_its_end(here: Province, ledger: Ledger) -> None:
    filed = province.file("2026-11-02")
    case = Case.objects.get(id=filed.case_id)
    assert ledger_stream.bring(ledger) == 1
    (opened,) = rows(ledger, CASE_EVENTS)
    assert (opened["step"], opened["city"], opened["day"], opened["office"], opened["employer"]) == (
        "opened", 440300, date(2026, 11, 2), here.offices["boan"].pk, case.employer,
    )  # fmt: skip
    (complaint,) = rows(ledger, COMPLAINTS)
    assert (complaint["received_on"], complaint["channel"], complaint["subject"], complaint["claimed_fen"], complaint["closed_on"]) == (
        date(2026, 11, 2), "online", "wages", 1860000, None,
    )  # fmt: skip
    store.act(filed.case_id, "take", None, here.asker("boan.inspector"), at("2026-11-02"))
    store.act(filed.case_id, "accept", ACCEPTANCE, here.asker("boan.inspector"), at("2026-11-03"))
    brought = ledger_stream.bring(ledger)
    assert brought == events() - 1
    assert steps(ledger) == {"opened": 2, "moved": 1, "closed": 1}  # the complaint, and the inspection that it opened
    (complaint,) = rows(ledger, COMPLAINTS)
    assert complaint["closed_on"] == date(2026, 11, 3)
    assert ledger_stream.bring(ledger) == 0


def test_a_complaint_names_the_one_site_on_which_its_employer_builds_there(here: Province, ledger: Ledger) -> None:
    def filed(day: str, **more: Any) -> Case:
        return Case.objects.get(id=filing.file("complaints", replace(province.answers(), **more), at(day), Submission("")).case_id)

    first = filed("2026-11-02")
    firm = first.employer
    assert firm
    mine = sites.register("云山花园", "440306", "GD-1", contractor=firm)  # registered for the county: the town may be any of it
    far = sites.register("远山花园", "440106001", "GD-2", contractor=firm)
    other = sites.register("别家工地", "440306001", "GD-3", contractor=employers.register("别家有限公司"))
    off_site = filed("2026-11-02", on_site=False)
    ledger_stream.bring(ledger)
    told = {row["complaint"]: row["site"] for row in rows(ledger, COMPLAINTS)}
    assert told == {ledger_stream.case_token(first.id): mine, ledger_stream.case_token(off_site.id): None} and len({mine, far, other}) == 3
    labour = sites.register("云海花园", "440306001", "GD-4")
    site_parties.enter(labour, firm, SiteParty.Role.LABOUR, date(2026, 11, 3))
    second, third = filed("2026-11-02"), filed("2026-11-03")
    Case.objects.filter(id__in=(second.id, third.id)).update(employer=firm)  # who typed the name anew is found to mean the same one
    ledger_stream.bring(ledger)
    told = {row["complaint"]: row["site"] for row in rows(ledger, COMPLAINTS)}
    assert told[ledger_stream.case_token(second.id)] == mine, "it came there only the day after"
    assert told[ledger_stream.case_token(third.id)] is None, "two are there: nobody can say which"


def test_the_ledger_holds_tokens_and_no_number_of_a_case(here: Province, ledger: Ledger) -> None:
    filed = province.file("2026-11-02")
    ledger_stream.bring(ledger)
    told = str(rows(ledger, CASE_EVENTS) + rows(ledger, COMPLAINTS))
    assert filed.number not in told and str(filed.case_id) not in told
    assert all(file.read_bytes().find(filed.number.encode()) < 0 for file in ledger.root.rglob("*.parquet"))


def test_an_event_that_is_committed_late_is_not_lost(here: Province, ledger: Ledger) -> None:
    """One transaction begins first and ends last; what came between waits for it, and all go in one order."""
    first = province.file("2026-11-02")
    ledger_stream.bring(ledger)
    copied = "INSERT INTO engine_event (case_year, case_id, seq, action, stage, actor, state, happened_on, recorded_at, law, body) " \
        "SELECT case_year, case_id, 2, action, stage, actor, state, happened_on, recorded_at, law, body FROM engine_event WHERE seq = 1"
    with psycopg.connect(**address()) as slow:
        slow.execute(copied)
        province.file("2026-11-02", name="王小明", number="440306199105100049", phone="19900005522")
        assert ledger_stream.bring(ledger) == 0
        slow.commit()
    assert ledger_stream.bring(ledger) == 2
    assert steps(ledger) == {"opened": 2, "moved": 1}
    assert ledger_stream.bring(ledger) == 0
    assert first.case_id


def test_another_database_of_the_server_holds_nothing_up(here: Province, ledger: Ledger) -> None:
    """Somebody's long transaction elsewhere is older than the event, and cannot have written it."""
    with psycopg.connect(**{**address(), "dbname": "postgres"}) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        province.file("2026-11-02")
        assert ledger_stream.bring(ledger) == 1


def test_what_is_rolled_back_never_comes(here: Province, ledger: Ledger) -> None:
    province.file("2026-11-02")
    with psycopg.connect(**address()) as undone:
        undone.execute("UPDATE engine_case SET about = about")
        undone.execute("SELECT pg_current_xact_id()")
        undone.rollback()
    assert ledger_stream.bring(ledger) == 1


@pytest.mark.parametrize("dies_at", ["before the batch", "after the events", "before the mark"])
def test_a_killed_worker_sends_the_same_range_again(here: Province, ledger: Ledger, dies_at: str) -> None:
    """Between the two attempts the complaint goes on; nothing is missing and nothing counts twice."""
    filed = province.file("2026-11-02")

    class Killed(Exception):
        pass

    calls = {"n": 0}
    real = ledger_stream.ingest

    def ingest(*given: Any) -> Any:
        calls["n"] += 1
        if dies_at == "before the batch" or (dies_at == "after the events" and calls["n"] == 2):
            raise Killed
        done = real(*given)
        if dies_at == "before the mark" and calls["n"] == 2:
            raise Killed
        return done

    with patch.object(ledger_stream, "ingest", ingest), pytest.raises(Killed):
        ledger_stream.bring(ledger)
    assert LedgerMark.objects.get().sending is not None
    worker = Asker(str(Party.objects.get(case=filed.case_id, role="complainant").token))
    store.act(filed.case_id, "withdraw", Withdrawal(reason="钱到了"), worker, at("2026-11-03"))
    assert ledger_stream.bring(ledger) == events()
    assert len(rows(ledger, CASE_EVENTS)) == events() == 2
    assert [row["closed_on"] for row in rows(ledger, COMPLAINTS)] == [date(2026, 11, 3)]
    assert LedgerMark.objects.get().sending is None


def test_many_events_go_in_several_batches_and_one_transaction_is_never_cut(here: Province, ledger: Ledger) -> None:
    for n in range(5):
        province.file("2026-11-02", name=f"王小{'一二三四五'[n]}", number=["440306199105100049", "440306199105100065", "440306199105100081", "440306199105100102", "440306199105100129"][n], phone=f"1990000552{n}")
    assert ledger_stream.bring(ledger, most=2) == 5
    assert len(rows(ledger, CASE_EVENTS)) == 5
    assert ledger.manifest.state().seq >= 4


def test_after_a_restore_into_another_server_all_is_stated_again_and_nothing_twice(here: Province, ledger: Ledger) -> None:
    """The new server's transactions begin at small numbers; what is new must not wait until they have caught up."""
    province.file("2026-11-02")
    ledger_stream.bring(ledger)
    LedgerMark.objects.update(upto=2**40)
    province.file("2026-11-02", name="王小明", number="440306199105100049", phone="19900005522")
    assert ledger_stream.bring(ledger) == 2
    assert len(rows(ledger, CASE_EVENTS)) == len(rows(ledger, COMPLAINTS)) == 2
    assert LedgerMark.objects.get().upto < 2**40


def test_who_comes_second_leaves_it_to_the_first(here: Province, ledger: Ledger) -> None:
    province.file("2026-11-02")
    with psycopg.connect(**address(), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('hezhong ledger stream'))")
        assert ledger_stream.bring(ledger) == 0
        other.execute("SELECT pg_advisory_unlock_all()")  # the server lets go of a closed connection's locks only after a moment
    assert ledger_stream.bring(ledger) == 1


def test_a_sealed_case_says_of_nobody(here: Province, ledger: Ledger) -> None:
    province.file("2026-11-02")
    Case.objects.update(sealed=True)
    ledger_stream.bring(ledger)
    assert [row["employer"] for row in rows(ledger, CASE_EVENTS)] == [None] and rows(ledger, COMPLAINTS) == []
    assert employers.Employer.objects.exists()


def test_what_an_event_is() -> None:
    happened = ledger_stream.Happened(None, 2, "accept", "DONE", "accepted", date(2026, 11, 2), None, "received")  # type: ignore[arg-type]
    case_type = ledger_stream.catalogue.current().case_types["complaint"]
    assert ledger_stream.step(happened, case_type) == "closed"
    assert ledger_stream.step(replace(happened, state="received", before="accepted"), case_type) == "reopened"
    assert ledger_stream.step(replace(happened, state="received"), case_type) == "moved"
    assert ledger_stream.step(replace(happened, seq=1, state="received", before=""), case_type) == "opened"
