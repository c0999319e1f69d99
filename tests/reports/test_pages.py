"""The pages of a report under bad input, second presses and floods: clear words, everything typed stays, nothing half done."""

import hashlib
import re
from datetime import timedelta
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from hezhong.domains.reports import conversation
from hezhong.domains.reports.lodging import Slip
from hezhong.domains.reports.models import Enclosure, Letter, SealedReport
from hezhong.engine.models import Case
from hezhong.web.public.anonymous.gate import LIVES, TRIES, Gate, challenge, gate
from tests import at_desk, province
from tests.reports import telling

pytestmark = pytest.mark.django_db
DAY = "2026-11-02"
GOOD = {
    "violation": "wages", "employer": "示例制衣厂", "place": "440306", "address": "后街 3 号", "story": "每月少发五百",
    "name": "", "contact": "",
}  # fmt: skip
NOON = province.at(DAY, 12).recorded_at


@pytest.fixture(autouse=True)
def opened():  # type: ignore[no-untyped-def]
    gate.forget()
    telling.build()
    with at_desk.day(DAY):
        yield


def send(path: str = "/anonymous/", **typed: object) -> tuple[int, str]:
    answer = Client().post(path, {name: value for name, value in typed.items() if value is not None})
    return answer.status_code, answer.content.decode()


def slip_in(page: str) -> str:
    return re.search(r'name="slip" value="([^"]+)"', page)[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"violation": ""}, "请选一项最接近的"),
        ({"violation": "murder"}, "请选一项最接近的"),
        ({"employer": ""}, "请写单位名称"),
        ({"employer": "厂" * 101}, "单位名称最多写 100 字，现在有 101 字"),
        ({"place": ""}, "请选在哪里"),
        ({"place": "110000"}, "请选在哪里"),
        ({"place": "440306' OR 1=1"}, "请选在哪里"),
        ({"violation": "office", "place": "440000"}, "12388"),
        ({"story": " \n "}, "请写几句怎么回事"),
        ({"story": "长" * 4001}, "经过最多写 4000 字，现在有 4001 字"),
        ({"wants_answer": "1"}, "请留姓名和联系方式"),
        ({"wants_answer": "1", "name": "黄某"}, "请留姓名和联系方式"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], says: str) -> None:
    typed = {**GOOD, **wrong}
    status, page = send(**typed)
    assert status == 422 and says in page and "请改这 1 处" in page
    for name in ("employer", "address", "story"):
        assert typed[name].strip() in page
    assert ('value="440306" selected' in page) is (typed["place"] == "440306")
    assert not Case.objects.exists()
    status, page = send("/anonymous/receipt/", slip=slip_in(page))  # the checking was skipped
    assert status == 422 and says in page and not Case.objects.exists()


def test_an_office_needs_no_employer_and_no_name_is_needed() -> None:
    status, page = send(**{**GOOD, "violation": "office", "employer": ""})
    assert status == 200 and "深圳市人力资源和社会保障局（被举报机关的上一级）" in page and "不留" in page


def test_nothing_typed_is_taken_for_markup() -> None:
    evil = "<script>alert(1)</script>"
    _, page = send(**{**GOOD, "story": evil, "employer": '"><img src=x>'})
    assert evil not in page and "&lt;script&gt;" in page and "<img" not in page


@pytest.mark.parametrize(
    "slip",
    ["", "x", "a.b", f"{'0' * 32}.{'0' * 64}", Slip.new().text, "0" * 5000],
    ids=["nothing", "a letter", "no slip", "zeros", "never given out", "far too long"],
)
def test_a_slip_that_leads_nowhere(slip: str) -> None:
    status, page = send("/anonymous/receipt/", slip=slip)
    assert status == 422 and "只放一天" in page and not Case.objects.exists()
    status, page = send(**GOOD, again="1", slip=slip)
    assert status == 422 and "每月少发五百" in page


def test_what_lay_too_long_is_gone_and_what_was_typed_stays() -> None:
    slip = slip_in(send(**GOOD)[1])
    SealedReport.objects.update(touched_on=province.at("2026-10-30").happened_on)
    with at_desk.day("2026-11-02"):
        send(**GOOD)  # somebody comes, and the old is swept
        status, page = send("/anonymous/receipt/", slip=slip)
    assert status == 422 and "只放一天" in page


def test_filed_already_says_so_and_files_no_second() -> None:
    slip = slip_in(send(**GOOD)[1])
    first, second = (send("/anonymous/receipt/", slip=slip)[1] for _ in range(2))
    shown = [re.search(r'data-receipt="([^"]+)"', page)[1] for page in (first, second)]  # type: ignore[index]
    assert shown[0] == shown[1] and Case.objects.count() == 1
    for typed in ({"again": "1", "slip": slip}, {**GOOD, "slip": slip}):
        status, page = send(**typed)
        assert status == 422 and "已经提交了" in page
    assert Case.objects.count() == 1


def test_a_bad_file_leaves_the_good_ones() -> None:
    files = [SimpleUploadedFile("好.txt", "车间".encode()), SimpleUploadedFile("坏.exe", b"MZ" + b"\0" * 900)]
    status, page = send(**GOOD, files=files)
    assert status == 422 and "“坏.exe”：" in page and "好.txt" in page and Enclosure.objects.count() == 1
    kept = re.findall(r'name="kept" value="([^"]+)"', page)
    status, page = send(**GOOD, slip=slip_in(page), kept=kept)
    assert status == 200 and "好.txt" in page
    status, page = send(**GOOD, slip=slip_in(page), kept=["x", *kept[1:]])  # unticked
    assert status == 200 and "好.txt" not in page and Enclosure.objects.count() == 0


def test_twenty_files_and_no_more() -> None:
    _, page = send(**GOOD, files=[SimpleUploadedFile(f"{n}.txt", f"车间 {n}".encode()) for n in range(20)])
    kept = re.findall(r'name="kept" value="([^"]+)"', send(again="1", slip=slip_in(page))[1])
    status, page = send(**GOOD, slip=slip_in(page), kept=kept, files=[SimpleUploadedFile("21.txt", b"x")])
    assert len(kept) == 20 and status == 422 and "已经有 20 个了" in page and Enclosure.objects.count() == 20


def test_a_letter_with_a_bad_file_is_not_half_sent() -> None:
    receipt, _ = telling.file()
    bad = SimpleUploadedFile("坏.exe", b"MZ" + b"\0" * 900)
    status, page = send("/anonymous/back/", receipt=receipt, says="补充", press="p", files=[SimpleUploadedFile("好.txt", b"x"), bad])
    assert status == 422 and "信还没有寄出" in page and ">补充</textarea>" in page
    assert not Letter.objects.exists() and not Enclosure.objects.exists()
    good = {"receipt": receipt, "says": "", "press": "p"}
    for _ in range(2):  # pressed twice
        status, page = send("/anonymous/back/", **good, files=[SimpleUploadedFile("好.txt", b"x")])
        assert status == 200 and "（补交了材料）" in page
    assert Letter.objects.count() == 1 and Enclosure.objects.count() == 1


def test_a_wrong_receipt_tells_nothing_and_keeps_the_letter() -> None:
    telling.file()
    status, page = send("/anonymous/back/", receipt="ABCDE-ABCDE-ABCDE-ABCDE", says="写了半天的信")
    assert status == 422 and "没有这个取件码" in page and "示例制衣厂" not in page
    assert "写了半天的信" in page


def test_late_is_said_to_the_reporter() -> None:
    receipt, _ = telling.file()
    with at_desk.day("2026-11-10"):
        assert "本来最迟11月9日（周一）" in send("/anonymous/back/", receipt=receipt)[1]
    with at_desk.day("2026-11-09"):
        assert "<b>最迟11月9日（周一）</b>" in send("/anonymous/back/", receipt=receipt)[1]


def solved(words: str) -> str:
    """Return the work for a challenge: hashed by a second implementation of the rule, sixteen zero bits."""
    return next(f"{words}:{n}" for n in count() if hashlib.sha256(f"{words}:{n}".encode()).hexdigest().startswith("0000"))


def knock(there: Gate, at=NOON, address: str = "203.0.113.5", work: str = "") -> bool:  # type: ignore[no-untyped-def]
    return there.passes(RequestFactory().post("/", {"work": work}, REMOTE_ADDR=address), at)


def test_a_flood_from_one_address_is_held_up_and_nobody_else() -> None:
    there = Gate()
    assert [knock(there) for _ in range(TRIES + 1)] == [True] * TRIES + [False]
    assert knock(there, address="203.0.113.6")
    assert knock(there, NOON + timedelta(seconds=21)) and not knock(there, NOON + timedelta(seconds=22))
    assert all(b"203.0.113" not in mark for mark in there._buckets)


def test_work_opens_the_gate_once() -> None:
    there = Gate()
    while knock(there):
        pass
    work = solved(challenge(NOON))
    assert knock(there, work=work) and not knock(there, work=work)
    words = challenge(NOON)
    for bad in (f"{words}:", f"{words}:x", words, f"1.2.3:{1}", solved("1793592000.aa.bb"), f"{words}:{-1}"):
        assert not knock(there, work=bad), bad
    lazy = next(f"{words}:{n}" for n in count() if not hashlib.sha256(f"{words}:{n}".encode()).hexdigest().startswith("0"))
    assert not knock(there, work=lazy)
    stale = solved(challenge(NOON - timedelta(seconds=LIVES + 1)))
    assert not knock(there, work=stale)


def test_held_up_keeps_what_was_typed_on_every_page() -> None:
    slip = slip_in(send(**GOOD)[1])
    receipt, _ = telling.file()
    while gate.passes(RequestFactory().post("/"), province.at(DAY).recorded_at):
        pass
    status, page = send(**GOOD)
    assert status == 429 and "请过几分钟再按一次" in page and "每月少发五百" in page
    status, page = send("/anonymous/receipt/", slip=slip)
    assert status == 429 and "请过几分钟再按一次" in page and slip in page
    status, page = send("/anonymous/back/", receipt=receipt, says="一封长信")
    assert status == 429 and receipt in page and "一封长信" in page and not Letter.objects.exists()
    found = conversation.by_receipt(receipt)
    assert found is not None and found.letters() == []
