"""Nothing of a reporter stays but what the reporter wrote, sealed: a whole dump, the logs, jobs and files are searched for marks.

Marks are new in every run. Those of the network (address, device, language) must be nowhere; those of the content nowhere in
clear. The last tests plant marks, so that the search itself can be seen to fail.
"""

import io
import logging
import re
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from conftest import SERVER
from hezhong.app.log import JsonLines
from hezhong.domains.reports import conversation, lodging, receipts
from hezhong.domains.reports.lodging import Slip
from hezhong.domains.reports.models import Reading
from hezhong.engine import store
from hezhong.engine.models import Case, Draft
from hezhong.web.public.anonymous.gate import gate
from tests import at_desk, province
from tests.reports import telling, traces

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "2026-11-02"


@dataclass
class Marks:
    """What is written, and where it comes from; each unlike anything else."""

    address: str = "203.0.113.77"
    forwarded: str = field(default_factory=lambda: f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::77")
    device: str = field(default_factory=lambda: f"Spion/{secrets.token_hex(6)}")
    referrer: str = field(default_factory=lambda: f"intranet-{secrets.token_hex(6)}.example")
    cookie: str = field(default_factory=lambda: f"tracked{secrets.token_hex(6)}")
    employer: str = field(default_factory=lambda: f"黑心厂{secrets.token_hex(6)}")
    street: str = field(default_factory=lambda: f"后街{secrets.token_hex(6)}")
    story: str = field(default_factory=lambda: f"他们扣钱{secrets.token_hex(6)}")
    name: str = field(default_factory=lambda: f"黄某{secrets.token_hex(6)}")
    contact: str = field(default_factory=lambda: f"huang{secrets.token_hex(6)}@example.com")
    picture: str = field(default_factory=lambda: f"车间{secrets.token_hex(6)}")
    exif: str = field(default_factory=lambda: f"PHONE{secrets.token_hex(6)}")
    file: str = field(default_factory=lambda: f"工资表{secrets.token_hex(6)}")
    letter: str = field(default_factory=lambda: f"补充一句{secrets.token_hex(6)}")
    reply: str = field(default_factory=lambda: f"请问是哪天{secrets.token_hex(6)}")
    photo: bytes = b""

    def __post_init__(self) -> None:
        """Draw the photograph at once: Pillow talks while it writes, and logs are searched."""
        image, exif, out = Image.new("RGB", (400, 300), "navy"), Image.Exif(), io.BytesIO()
        exif[0x010F] = self.exif
        image.save(out, "JPEG", exif=exif)
        self.photo = out.getvalue()
        assert self.exif.encode() in self.photo

    @property
    def of_the_network(self) -> list[str]:
        return [self.address, self.forwarded, self.device, self.referrer, self.cookie]

    @property
    def of_the_content(self) -> list[str]:
        return [
            self.employer, self.street, self.story, self.name, self.contact, self.picture, self.exif, self.file,
            self.letter, self.reply,
        ]  # fmt: skip

    @property
    def all(self) -> list[str]:
        return [*self.of_the_network, *self.of_the_content]


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whatever is laid aside for a while lands in a folder of this test's own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def nothing_on_disk(monkeypatch: pytest.MonkeyPatch, settings) -> None:  # type: ignore[no-untyped-def]
    """An upload that Django would lay on disk fails; everything but the smallest would be."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100

    def refuse(self: object, *arguments: object, **named: object) -> None:
        raise AssertionError("an upload was written to disk in clear")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", refuse)


class Reporter:
    """Somebody with a browser that says a lot, and headers that proxies add."""

    def __init__(self, marks: Marks) -> None:
        self.marks, self.client = marks, Client(enforce_csrf_checks=True)
        self.client.cookies["other"] = marks.cookie
        self.receipt = ""

    def get(self, path: str) -> HttpResponse:
        return self._left_no_trace(self.client.get(path, **self._headers()))

    def post(self, path: str, **typed: object) -> HttpResponse:
        return self._left_no_trace(self.client.post(path, typed, **self._headers()))

    def _headers(self) -> dict[str, str]:
        marks = self.marks
        return {
            "REMOTE_ADDR": marks.address,
            "HTTP_X_FORWARDED_FOR": f"{marks.forwarded}, 127.0.0.1",
            "HTTP_X_REAL_IP": marks.forwarded,
            "HTTP_USER_AGENT": marks.device,
            "HTTP_REFERER": f"http://{marks.referrer}/x",
            "HTTP_ACCEPT_LANGUAGE": "zh-CN",
        }

    def _left_no_trace(self, answer: HttpResponse) -> HttpResponse:
        assert not answer.cookies and "Set-Cookie" not in answer.headers
        assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "no-referrer"
        assert "Cookie" not in answer.get("Vary", "")
        return answer


def picture(marks: Marks) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{marks.picture}.jpg", marks.photo, "image/jpeg")


def slip_in(page: str) -> str:
    return re.search(r'name="slip" value="([^"]+)"', page)[1]  # type: ignore[index]


def report(reporter: Reporter) -> None:
    """Through all the pages, with the mistakes people make."""
    marks = reporter.marks
    reporter.get("/anonymous/")
    typed = {"violation": "wages", "place": "440306", "address": marks.street, "employer": marks.employer}
    named = {"name": marks.name, "contact": marks.contact, "wants_answer": "1"}
    wrong = reporter.post("/anonymous/", **typed, **named, story="", files=[picture(marks)])
    assert wrong.status_code == 422 and marks.picture in wrong.content.decode()
    slip = slip_in(wrong.content.decode())
    kept = re.findall(r'name="kept" value="([^"]+)"', wrong.content.decode())
    text = SimpleUploadedFile(f"{marks.file}.txt", (marks.story * 2000).encode(), "text/plain")
    check = reporter.post("/anonymous/", **typed, **named, story=marks.story, slip=slip, kept=kept, files=[text])
    assert check.status_code == 200 and "看一遍再提交" in check.content.decode()
    done, again = (reporter.post("/anonymous/receipt/", slip=slip).content.decode() for _ in range(2))
    reporter.receipt = re.search(r'data-receipt="([^"]+)"', done)[1]  # type: ignore[index]
    assert f'data-receipt="{reporter.receipt}"' in again, "a second press shows the same receipt"


def come_back(reporter: Reporter, **more: object) -> str:
    return reporter.post("/anonymous/back/", receipt=reporter.receipt, **more).content.decode()


def handle(there: province.Province, marks: Marks) -> UUID:
    """The officer takes it, reads it, looks at a file and answers; the worker does what is left to do."""
    case = Case.objects.get().id
    with at_desk.day("2026-11-03"):
        officer = at_desk.signed_in("boan.inspector")
        store.act(case, "take", None, there.asker("boan.inspector"), province.at("2026-11-03"))
        for path in ("/desk/", f"/desk/case/{case}/", f"/api/cases/{case}"):
            page = officer.get(path).content.decode()
            assert not traces.found(marks.all, page.encode()), path
        page = officer.get(f"/desk/case/{case}/report/").content.decode()
        assert marks.story in page and marks.employer in page and marks.letter in page and marks.name in page
        for path in sorted(set(re.findall(rf"/desk/case/{case}/report/file/[^/]+/", page))):
            assert marks.exif.encode() not in officer.get(path).content
        looked = officer.get(f"/desk/case/{case}/report/").content.decode().partition("谁打开过")[2]
        assert looked.count("深宝监察员") == 5 and looked.count("材料 ·") == 3  # twice the page, three files, and nobody else
        assert officer.post(f"/desk/case/{case}/report/", {"says": marks.reply, "kind": "answer"}).status_code == 302
    province.work("2026-11-03", 12)
    store.lapse_due(province.at("2026-11-20"))
    return case


def test_no_mark_stays_anywhere(caplog, capfd, own_temp: Path, nothing_on_disk: None) -> None:  # type: ignore[no-untyped-def]
    gate.forget()
    there, marks = telling.build(), Marks()
    for logger in (None, "django", "django.request", "django.db.backends", "hezhong"):
        caplog.set_level(logging.DEBUG, logger)
    reporter = Reporter(marks)
    with CaptureQueriesContext(connection):  # every statement with its values is logged too
        with at_desk.day(DAY, 9):
            report(reporter)
            assert "没有这个取件码" in reporter.post("/anonymous/back/", receipt="0" * 20).content.decode()
            assert "信寄出了" in come_back(reporter, says=marks.letter, press="p", files=[picture(marks)])
            reporter.get("/anonymous/back/")
        case = handle(there, marks)
        with at_desk.day("2026-11-04", 9):
            assert marks.reply in come_back(reporter)

    tables = traces.dump()
    everything = b"\n".join(tables.values())
    assert "劳监举".encode() in everything and str(case).encode() in everything  # the dump has what is no secret
    assert {"public.reports_sealedreport", "public.engine_event_2026", "public.procrastinate_jobs", "public.django_session"} <= tables.keys()
    for name, rows in tables.items():
        assert traces.found([*marks.all, reporter.receipt, reporter.receipt.replace("-", "")], rows) == set(), name

    formatter = JsonLines()
    said = "\n".join(f"{record.getMessage()} {formatter.format(record)}" for record in caplog.records)
    printed = capfd.readouterr()
    for text in (said, printed.out, printed.err):
        assert traces.found([*marks.all, reporter.receipt], text.encode()) == set()
    assert "UPDATE" in said and "Unprocessable" in said, "statements and requests were to be logged"

    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    assert list(traces.files(settings.HOME.files)), "the sealed files lie somewhere"
    assert traces.in_files(marks.all, settings.HOME.root, own_temp, SERVER.data) == set()
    assert list(traces.files(own_temp)) == []


def test_no_hour_is_kept_that_a_network_could_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what the reporter does, days alone are written; nothing carries the nine o'clock of the pages."""
    gate.forget()
    telling.build()
    reporter = Reporter(Marks())
    with at_desk.day(DAY, 9):
        before = traces.dump()
        report(reporter)
        come_back(reporter, says="还有", press="p")
    hour = re.compile(rb"2026-11-02[T ](0[1-9]|1\d|2[0-3]):")
    for name, rows in traces.dump().items():
        if name != "pg_stat_activity":
            new = set(rows.splitlines()) - set(before.get(name, b"").splitlines())
            assert [row for row in new if hour.search(row)] == [], name


def test_a_fault_in_the_middle_tells_the_log_nothing(caplog, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    gate.forget()
    telling.build()
    marks = Marks()
    reporter = Reporter(marks)
    reporter.client.raise_request_exception = False

    def fails(slip: Slip, at: object) -> str:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(lodging, "file", fails)
    caplog.set_level(logging.DEBUG)
    with at_desk.day(DAY, 9):
        page = reporter.client.post("/anonymous/", {"violation": "wages", "place": "440306", "employer": marks.employer, "story": marks.story})
        broken = reporter.client.post("/anonymous/receipt/", {"slip": slip_in(page.content.decode())}, **reporter._headers())
    assert broken.status_code == 500
    said = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "the disk is full" in said
    assert traces.found([*marks.all, slip_in(page.content.decode())], said.encode()) == set()


def test_who_looked_is_kept_and_cannot_be_the_reporter() -> None:
    gate.forget()
    there = telling.build()
    receipt, case = telling.file()
    assert conversation.by_receipt(receipt) is not None and Reading.objects.count() == 0
    conversation.at_desk(case, there.asker("boan.head"), province.at("2026-11-03"), "content")
    assert [row.by for row in Reading.objects.all()] == [there.officers["boan.head"].token]


def test_a_mark_in_a_table_is_seen() -> None:
    mark = f"黑心厂{secrets.token_hex(6)}"
    Draft.objects.create(code=b"1", flow="x", body=mark.encode(), touched_at=province.at(DAY).recorded_at)
    Draft.objects.create(code=b"2", flow=mark, body=b"", touched_at=province.at(DAY).recorded_at)
    (table,) = [name for name, rows in traces.dump().items() if traces.found([mark], rows) and name != "pg_stat_activity"]
    assert table == "public.engine_draft"
    Draft.objects.filter(code=b"2").delete()
    assert traces.found([mark], traces.dump()["public.engine_draft"]) == {mark}  # in hex


def test_a_mark_in_a_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.bin").write_bytes(b"x" * 100 + "车间9".encode() + b"y")
    (tmp_path / "车间9.jpg").write_bytes(b"")
    assert traces.in_files(["车间9"], tmp_path) == {("车间9", "b.bin"), ("车间9", "车间9.jpg")}
    assert traces.in_files(["车间8"], tmp_path) == set()
    for shape in ("车间9".encode(), "车间9".encode().hex().encode(), rb"\u8f66\u95f49"):
        assert traces.found(["车间9"], b"..." + shape) == {"车间9"}


def test_the_receipt_shown_again_is_the_same_and_only_from_the_same_form() -> None:
    gate.forget()
    telling.build()
    reporter = Reporter(Marks())
    with at_desk.day(DAY, 9):
        report(reporter)
        assert Case.objects.count() == 1
        stranger = reporter.post("/anonymous/receipt/", slip=Slip.new().text)
    assert stranger.status_code == 422 and receipts.normal(reporter.receipt)
