"""A period is published once, even by two at the same moment; a correction is a further edition, and both stay readable."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from docx import Document

from hezhong.indicators import publishing
from hezhong.indicators.models import Published, Report
from hezhong.indicators.publishing import Signing
from hezhong.indicators.report_editions import AlreadyPublished, Correction
from hezhong.web.desk.centre import situation
from tests.at_desk import day, signed_in
from tests.migrating import as_before
from tests.province import Province, at
from tests.web.desk import warned

PAGE = "/desk/command/reports/"
MONDAY, TUESDAY = "2026-03-23", "2026-03-24"
REASON = "期末把已经消失的一件也算进去了"


@pytest.fixture(name="here")
def the_province(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Province]:
    warned.only_one_rule(monkeypatch)
    with day(MONDAY):
        yield warned.build()


def press(name: str = "guangdong.head", kind: str = "week") -> Any:
    return signed_in(name).post(PAGE, {"kind": kind})


def correct(report: Report, reason: str = REASON, name: str = "guangdong.head") -> Any:
    return signed_in(name).post(f"{PAGE}{report.id}/correct/", {"reason": reason})


def page(report: Report, name: str = "guangdong.head") -> str:
    answer = signed_in(name).get(f"{PAGE}{report.id}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_a_second_one_of_the_same_place_kind_and_period_is_refused_with_a_link(here: Province) -> None:
    assert press().status_code == 302
    first = Report.objects.get()
    again = press()
    said = again.content.decode()
    assert again.status_code == 422 and Report.objects.count() == 1 and Published.objects.exclude(report=first).count() == 0
    assert "2026年3月16日至3月22日的周报已经由粤负责人发布（第1版），同一期只发布一次" in said
    assert f'href="{PAGE}{first.id}/">看已经发布的第1版' in said
    shown = signed_in("guangdong.head").get(PAGE).content.decode()
    assert f'href="{PAGE}{first.id}/">看本期周报' in shown and "发布季报" in shown and "发布周报" not in shown
    assert press(kind="quarter").status_code == press("shenzhen.head").status_code == 302, "another period, another place"
    with day("2026-03-30"):
        assert press().status_code == 302, "the week after"


@pytest.mark.django_db
def test_a_correction_names_what_it_replaces_and_why_and_both_stay(here: Province) -> None:
    press()
    first = Report.objects.get()
    before = [(each.code, each.content, each.hash) for each in first.figures.order_by("place")]
    with day(TUESDAY):
        assert correct(first).status_code == 302
        second = Report.objects.get(edition=2)
        assert (second.replaces_id, second.reason, second.since, second.until) == (first.id, REASON, first.since, first.until)
        newer, older = page(second), page(first)
        assert "第2版" in newer and REASON in newer and first.hash[:16] in newer and "和发布时一样" in newer and "发布第3版" in newer
        assert f'已经由<a href="{PAGE}{second.id}/">第2版</a>替换' in older and REASON in older
        assert "和发布时一样" in older and first.hash[:16] in older and "发布第" not in older
        listed = signed_in("guangdong.head").get(PAGE).content.decode()
        assert "周报第2版" in listed and "已由第2版替换" in listed
        words = Document(BytesIO(signed_in("guangdong.head").get(f"{PAGE}{second.id}.docx").content))
        told = "\n".join(each.text for each in words.paragraphs)
        sheet = signed_in("guangdong.head").get(f"{PAGE}{second.id}.pdf").content
        assert sheet.startswith(b"%PDF-") and "第2版，替换第1版" in told and REASON in told and first.hash[:16] in told and second.hash in told
    assert [(each.code, each.content, each.hash) for each in first.figures.order_by("place")] == before
    assert press().status_code == 422, "the corrected week is published all the same"


@pytest.mark.django_db
def test_the_same_days_are_counted_again_by_what_the_history_says_now(here: Province) -> None:
    press()
    with day("2026-04-20"):
        correct(Report.objects.get())
    texts = [json.loads(each.text) for each in Report.objects.order_by("edition")]
    assert texts[0]["period"] == texts[1]["period"] == "2026年3月16日至3月22日" and texts[0]["history"] == texts[1]["history"]


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "why"), [("", "请写明为什么更正"), ("  \n", "请写明为什么更正"), ("错" * 501, "最多 500 字，现在有 501 字")])
def test_a_correction_without_a_reason_is_refused_and_keeps_what_was_typed(here: Province, reason: str, why: str) -> None:
    press()
    refused = correct(Report.objects.get(), reason)
    said = refused.content.decode()
    assert refused.status_code == 422 and why in said and f">{reason}</textarea>" in said and Report.objects.count() == 1


@pytest.mark.django_db
def test_only_the_latest_edition_is_corrected_and_only_by_who_leads_there(here: Province) -> None:
    press("boan.head")
    first = Report.objects.get()
    assert correct(first, name="boan.clerk").status_code == correct(first, name="shenzhen.head").status_code == 403
    assert correct(first, name="nanshan.head").status_code == 404
    assert "为什么更正" not in page(first, "shenzhen.head")
    assert correct(first, name="boan.head").status_code == 302
    again = correct(first, name="boan.head")
    second = Report.objects.get(edition=2)
    assert again.status_code == 422 and "已经由第2版替换" in again.content.decode() and f"{PAGE}{second.id}/" in again.content.decode()
    assert correct(second, "还有一处", "boan.head").status_code == 302 and Report.objects.get(edition=3).replaces == second


@pytest.mark.django_db
def test_whoever_changes_the_reason_or_the_edition_is_seen(here: Province) -> None:
    press()
    correct(Report.objects.get())
    second = Report.objects.get(edition=2)
    for change in ({"reason": "别的"}, {"edition": 7}):
        with transaction.atomic():
            Report.objects.filter(id=second.id).update(**change)
            whole = publishing.read(second.id)
            assert whole is not None and not whole.same, change
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_database_itself_holds_it(here: Province) -> None:
    press()
    row = Report.objects.get()
    plain = {name: getattr(row, name) for name in ("kind", "region", "since", "until", "text", "hash", "by", "by_words", "office", "at")}
    for wrong in ({}, {"edition": 2}, {"edition": 2, "replaces": row}, {"edition": 2, "reason": "x"}, {"replaces": row, "reason": "x", "region": "440300"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(**{**plain, **wrong})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("corrects", [False, True])
def test_of_two_who_press_at_the_same_moment_one_is_told(transactional_db: None, monkeypatch: pytest.MonkeyPatch, corrects: bool) -> None:
    """Both have looked and found nothing before either of them writes."""
    warned.only_one_rule(monkeypatch)
    with day(MONDAY):
        here = warned.build()
        if corrects:
            press()
        both, write = Barrier(2, timeout=30), publishing.publish
        made: list[Report] = []
        told: list[str] = []

        def together(*given: Any) -> Report:
            both.wait()
            return write(*given)

        monkeypatch.setattr(publishing, "publish", together)
        first = Report.objects.first()

        def publish(name: str) -> None:
            try:
                asker, by = here.asker(name, date(2026, 3, 23)), Signing(1, name, 1)
                if first:
                    made.append(situation.correct(asker, Correction(first, REASON), by, at(MONDAY)))
                else:
                    made.append(situation.publish(asker, "440306", situation.period("week", date(2026, 3, 23)), by, at(MONDAY)))
            except AlreadyPublished as there:
                told.append(str(there))
            finally:
                connection.close()

        threads = [Thread(target=publish, args=(name,)) for name in ("boan.head", "guangdong.head")]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert (len(made), len(told)) == (1, 1), told
    assert re.search("已经由第2版替换" if corrects else r"已经由\S+发布（第1版）", told[0])
    assert Report.objects.count() == 1 + corrects and not Published.objects.exclude(report__in=Report.objects.all()).exists()


@pytest.mark.django_db(transaction=True)
def test_what_was_published_twice_before_becomes_editions() -> None:
    ids = [uuid4() for _ in range(4)]
    with as_before("indicators", "0001_published"), connection.cursor() as cursor:
        for id, hour, kind in zip(ids, (9, 11, 10, 8), ("week", "week", "week", "quarter"), strict=True):
            cursor.execute(
                "INSERT INTO indicators_report (id, kind, region, since, until, text, hash, seq, by, by_words, office, at)"
                " VALUES (%s, %s, '440306', '2026-01-05', '2026-01-11', '{}', '', 0, 1, '', 1, %s)",
                [id, kind, datetime(2026, 1, 12, hour, tzinfo=UTC)],
            )
    rows = {row.id: row for row in Report.objects.all()}
    assert [(rows[id].edition, rows[id].replaces_id) for id in ids] == [(1, None), (3, ids[2]), (2, ids[0]), (1, None)]
    assert [bool(rows[id].reason) for id in ids] == [False, True, True, False]
