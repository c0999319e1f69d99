"""Bad input from the public: a sentence that leads out, everything typed still there, and nothing changed."""

import io
import threading
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from hezhong.directory.models import Employer, Person
from hezhong.engine.models import Case, Draft, PhoneCode, StoredFile
from hezhong.engine.uploads.tests import samples
from tests import province
from tests.browsing import Box, Clock, box_of_messages, clock_of_the_pages  # noqa: F401 (fixtures)
from tests.web.public.filling import FLOW, GOOD, answer, code_in, everything, file_it, fill, kept, page_text

pytestmark = pytest.mark.django_db
WHO = {"person-name": "林晓彤", "person-kind": "resident", "person-number": "440306199003070002"}
WHERE = {"place-1": "440300", "place-2": "440306", "place-3": "440306001", "place-rest": ""}
WHEN = {"months-y1": "2026", "months-m1": "7", "months-y2": "2026", "months-m2": "9"}
LONG = "一" * 4003

# page, what is typed, the sentence, what must still stand in the page
TYPED = (
    ("person", WHO | {"person-number": "440306199003070003"}, "证件号码对不上校验位", 'value="440306199003070003"'),
    ("person", WHO | {"person-number": "44030619900307000"}, "居民身份证号码是 18 位，现在有 17 位", 'value="44030619900307000"'),
    ("person", WHO | {"person-number": "440306199002300006"}, "出生日期不存在", 'value="440306199002300006"'),
    ("person", WHO | {"person-number": ""}, "请填写证件号码", 'value="林晓彤"'),
    ("person", WHO | {"person-name": ""}, "请填写姓名", 'value="440306199003070002"'),
    ("person", WHO | {"person-name": "小明😀"}, "姓名里有“😀”", 'value="小明😀"'),
    ("person", WHO | {"person-name": "林\u202e彤"}, "姓名里有看不见的符号", "林\u202e彤"),
    ("person", WHO | {"person-name": "林\u0007彤"}, "姓名里有看不见的符号", 'value="440306199003070002"'),
    ("person", WHO | {"person-name": "12345"}, "“12345”不像姓名", 'value="12345"'),
    ("person", WHO | {"person-name": "林" * 65}, "姓名最多 64 个字，现在有 65 个", "林" * 65),
    ("person", WHO | {"person-kind": "library_card"}, "请从列出的证件里选一种", 'value="林晓彤"'),
    ("person", {}, "请填写姓名", "您是谁？"),
    ("employer", {"employer": "91440300MA5DAN1R3X"}, "没认出“91440300MA5DAN1R3X”", 'value="91440300MA5DAN1R3X"'),
    ("employer", {"employer": "91440300123456781"}, "18 位，现在有 17 位", 'value="91440300123456781"'),
    ("employer", {"employer": ""}, "请填写单位", "是哪一家单位？"),
    ("employer", {"employer": "🏗️建筑"}, "单位名称里有", 'value="🏗️建筑"'),
    ("employer", {"employer": "示例" * 51}, "单位名称最多 100 字，现在有 102 字", "示例" * 51),
    ("months", WHEN | {"months-m2": "12"}, "2026年12月还没有到", '<option value="12" selected>12月'),
    ("months", WHEN | {"months-m1": "9", "months-m2": "7"}, "现在是从 2026年9月 到 2026年7月", '<option value="9" selected>9月'),
    ("months", WHEN | {"months-y1": "0"}, "请选择从哪年哪月，到哪年哪月", '<option value="9" selected>9月'),
    ("months", WHEN | {"months-m2": "13"}, "请选择从哪年哪月，到哪年哪月", '<option value="7" selected>7月'),
    ("months", WHEN | {"months-y2": "9999"}, "请选择从哪年哪月，到哪年哪月", '<option value="7" selected>7月'),
    ("amount", {"amount": "很多"}, "没看懂“很多”。请填写金额，如 12000 或 1.2万", 'value="很多"'),
    ("amount", {"amount": "-500"}, "写了“-500”，金额不能是负数", 'value="-500"'),
    ("amount", {"amount": "0"}, "写了“0”，金额要大于 0", 'value="0"'),
    ("amount", {"amount": "0.001"}, "写了“0.001”，金额要大于 0", 'value="0.001"'),
    ("amount", {"amount": "99999999999"}, "超过一百亿元", 'value="99999999999"'),
    ("amount", {"amount": "9" * 4000}, "超过一百亿元", "9" * 4000),
    ("amount", {"amount": ""}, "请填写欠薪金额，如 12000 或 1.2万", "一共欠您多少钱？"),
    ("story", {"story": LONG}, "经过最多 4000 字，现在多了 3 字", LONG),
    ("place", WHERE | {"place-1": "430100"}, "请选择在哪个市", "在哪里干活？"),  # 长沙, another province
    ("place", WHERE | {"place-2": "440106"}, "请选择在哪个县区", '<option value="440300" selected>'),  # 天河 is not in 深圳
    ("place", WHERE | {"place-rest": "路" * 121}, "详细地址最多 120 字，现在有 121 字", "路" * 121),
    ("place", WHERE | {"place-rest": "深\u2066圳"}, "详细地址里有看不见的符号", '<option value="440306" selected>'),
    ("trouble", {"trouble": "everything"}, "请从列出的选项里选事由", "您遇到了什么事？"),
    ("trouble", {}, "请选一项：事由", "您遇到了什么事？"),
    ("crowd", {"crowd": "one' OR 1=1"}, "请从列出的选项里选涉及人数", "几个人遇到同样的事？"),
    ("wages", {"wages": ["gold"]}, "请从列出的选项里选", "欠的是哪些钱？"),
    ("wages", {}, "请至少选一项", "欠的是哪些钱？"),
    ("site", {"on_site": "maybe"}, "请选“是”或“否”", "是在工地干活吗？"),
    ("phone", {"phone": "1380000", "address": "某某路"}, "没看懂“1380000”。手机号是 1 开头的 11 位数字", 'value="某某路"'),
    ("phone", {"phone": "19900005521", "address": "路" * 121}, "送达地址最多 120 字，现在多了 1 字", 'value="19900005521"'),
)  # fmt: skip


@pytest.fixture
def answered(client: Client, clock: Clock) -> Client:  # noqa: F811
    """A browser in which every page was answered well."""
    province.build()
    fill(client)
    return client


def test_what_cannot_be_meant_is_said_back_and_changes_nothing(answered: Client, clock: Clock) -> None:
    for slug, typed, sentence, still_there in TYPED:
        before = everything()
        response = answer(answered, slug, typed)
        page, told = page_text(response), f"{slug} {str(typed)[:80]}"
        assert response.status_code == 422, told
        assert sentence in page, told
        assert still_there in page, told
        assert 'href="#id-' in page and 'class="summary" role="alert"' in page, told
        assert everything() == before, told


SAME_AMOUNT = (
    "12000",
    "1.2万",
    "１２０００",
    "１.２万",
    "一万二",
    "12,000 元",
    "1.2w",
    "¥12000.00",
    "一万二千块钱",
    " 12 000 ",
)


@pytest.mark.parametrize("typed", SAME_AMOUNT)
def test_amounts_as_people_write_them(typed: str, client: Client, clock: Clock) -> None:
    province.build()
    fill(client, amount={"amount": typed})
    assert "12,000 元" in page_text(client.get(f"{FLOW}/check/"))
    assert "就是 12,000 元" in page_text(client.get("/look-up/understood/amount/", {"amount": typed}))


@pytest.mark.parametrize("name", ["𠮷田翀", "翀喆玥", "阿卜杜拉·买买提", "欧阳㛃", "O'Brien"])
def test_rare_names_are_names(name: str, client: Client, clock: Clock, box: Box) -> None:
    province.build()
    fill(client, person=WHO | {"person-name": name})
    file_it(client, box)
    assert Person.objects.get().name == name


def test_a_sign_that_no_keyboard_has_is_left_out_everywhere(answered: Client, box: Box) -> None:
    assert answer(answered, "story", {"story": "一\0二"}).status_code == 302
    assert answer(answered, "employer", {"employer": "示例\0建工"}).status_code == 302
    for address in (
        "/look-up/employer/employer/?employer=%00%00a",
        "/look-up/place/place/?place-1=%00",
        "/check/?code=%00",
    ):
        assert answered.get(address).status_code in (200, 404)
    assert answered.post("/resume/", {"code": "\0", "phone": "\0"}).status_code == 422
    file_it(answered, box)
    assert Case.objects.get().facts["story"] == "一二"


def zipped(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


ZEROS = bytes(60 << 20)
FILES = (
    ("大照片.jpg", lambda: bytes(30 << 20), "这个文件有 30 MB，最大只能 20 MB"),
    ("工资条.jpg", lambda: b"MZ\x90\x00" + bytes(2000), "这是程序或网页文件"),
    ("照片.jpg", lambda: b"\x7fELF" + bytes(2000), "这是程序或网页文件"),
    ("合同.pdf", lambda: samples.saved(samples.pdf())[:120], "这个 PDF 打不开"),
    ("合同2.pdf", lambda: samples.pdf_bomb(300), "这个 PDF 展开以后太大"),
    ("合同.docx", lambda: samples.office(word__media__x=ZEROS), "这个文件展开以后太大"),
    ("工资.xlsx", lambda: samples.office("xl/workbook.xml", xl__x=ZEROS), "这个文件展开以后太大"),
    ("材料.zip", lambda: zipped("a.txt", ZEROS), "这是压缩包"),
    ("照片.png", lambda: samples.png_claiming(50_000, 50_000), "这张图片太大"),
    (
        "图.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "这是程序或网页文件",
    ),
    ("图.jpg", lambda: b"<!doctype html><script>alert(1)</script>", "这是程序或网页文件"),
    ("空.jpg", lambda: b"", "这个文件是空的"),
    ("什么.xyz", lambda: b"hello", "没看懂这是什么文件"),
)


@pytest.mark.parametrize(("name", "make", "sentence"), FILES, ids=[name for name, _, _ in FILES])
def test_files_that_are_not_taken(name: str, make: Any, sentence: str, answered: Client, clock: Clock) -> None:
    answer(answered, "evidence", {"evidence-new": SimpleUploadedFile("好.jpg", samples.photo())})
    before = everything()[:3], kept(answered, clock).raw
    good = str(StoredFile.objects.get().pk)
    data = {"evidence-kept": [good], "evidence-new": SimpleUploadedFile(name, make())}
    response = answer(answered, "evidence", data)
    assert response.status_code == 422 and f"“{name}”：{sentence}" in page_text(response)
    assert f'value="{good}" checked' in page_text(response)
    assert (everything()[:3], kept(answered, clock).raw) == before


def test_a_picture_that_is_also_a_page_is_shown_as_a_picture_only(answered: Client) -> None:
    polyglot = samples.photo() + b"<script>alert(1)</script>" + zipped("a.html", b"<script>")
    assert answer(answered, "evidence", {"evidence-new": SimpleUploadedFile("两用.jpg", polyglot)}).status_code == 302
    assert StoredFile.objects.get().kind == "image/jpeg"


def test_one_bad_file_among_good_ones_loses_none_of_them(answered: Client, clock: Clock) -> None:
    three = [
        SimpleUploadedFile("一.jpg", samples.photo()),
        SimpleUploadedFile("二.jpg", b"MZ12"),
        SimpleUploadedFile("三.jpg", samples.drawn("JPEG")),
    ]
    response = answer(answered, "evidence", {"evidence-new": three})
    assert response.status_code == 422 and "“二.jpg”：" in page_text(response)
    assert [file.title for file in kept(answered, clock).files] == ["一.jpg", "三.jpg"]
    assert page_text(response).count('name="evidence-kept"') == 2


def test_fifty_files_and_no_more(answered: Client, clock: Clock) -> None:
    many = [SimpleUploadedFile(f"{number}.txt", f"第 {number} 份".encode()) for number in range(51)]
    response = answer(answered, "evidence", {"evidence-new": many})
    assert response.status_code == 422 and "一件案子最多交 50 个文件，已经有 50 个了" in page_text(response)
    assert len(kept(answered, clock).files) == 50
    stay = [str(file.id) for file in kept(answered, clock).files[:40]]
    answer(answered, "evidence", {"evidence-kept": stay})
    assert len(kept(answered, clock).files) == 40


def test_files_of_somebody_else_cannot_be_named(answered: Client, clock: Clock, box: Box) -> None:
    other = Client()
    fill(other)
    answer(other, "evidence", {"evidence-new": SimpleUploadedFile("别人的.jpg", samples.photo())})
    theirs = str(StoredFile.objects.get().pk)
    for forged in (theirs, str(uuid4()), "x", ""):
        answer(answered, "evidence", {"evidence-kept": [forged]})
        assert "别人的.jpg" not in page_text(answered.get(f"{FLOW}/check/"))
    file_it(answered, box)
    assert StoredFile.objects.get().case_id is None


def test_a_page_that_does_not_apply_takes_nothing_away(answered: Client, clock: Clock) -> None:
    before = kept(answered, clock).raw
    assert answer(answered, "heads", {"heads": "5"}).status_code == 302  # one person alone is not asked how many
    assert answer(answered, "no-such-page", {"trouble": "other"}).status_code == 404
    assert kept(answered, clock).raw == before


def test_an_older_choice_does_not_stick_to_another_name(answered: Client, clock: Clock) -> None:
    for number, name in ((1, "示例甲建筑有限公司"), (2, "示例乙建筑有限公司")):
        Employer.objects.create(token=number, name=name, plain_name=name, registered=True, pieces=pieces(name))
    assert answer(answered, "employer", {"employer": "示例甲", "employer-code": "1"}).status_code == 302
    response = answer(answered, "employer", {"employer": "示例乙", "employer-code": "1"})
    assert response.status_code == 422 and "请选是哪一家" in page_text(response)
    assert answer(answered, "employer", {"employer": "示例丙", "employer-code": "1"}).status_code == 302
    assert "示例丙（名单里没有找到，按您写的）" in page_text(answered.get(f"{FLOW}/check/"))


def pieces(name: str) -> list[str]:
    return sorted({name[at : at + 2] for at in range(len(name) - 1)})


def test_a_form_that_was_open_too_long_is_shown_again_as_typed(clock: Clock) -> None:
    province.build()
    strict = Client(enforce_csrf_checks=True)
    strict.get(f"{FLOW}/trouble/")
    token = strict.cookies["csrftoken"].value if "csrftoken" in strict.cookies else ""
    fill_with(strict, token)
    before = everything()
    response = answer(strict, "story", {"story": "写了很久的一段话", "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403 and everything() == before
    assert "这一页放得太久了" in page_text(response) and "写了很久的一段话" in page_text(response)
    stranger = Client(enforce_csrf_checks=True).post(f"{FLOW}/story/", {"story": "别处来的"})
    assert stranger.status_code == 403 and "这张表单放得太久了" in page_text(stranger)
    assert "别处来的" not in page_text(stranger)


def fill_with(client: Client, token: str) -> None:
    for slug, typed in GOOD.items():
        assert answer(client, slug, {**typed, "csrfmiddlewaretoken": token}).status_code == 302


def test_codes_of_the_phone(answered: Client, clock: Clock, box: Box) -> None:
    answered.post(f"{FLOW}/check/")
    right = code_in(box)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        response = answered.post(f"{FLOW}/phone/code/", {"code": wrong})
        assert (
            response.status_code == 422
            and "验证码不对" in page_text(response)
            and f'value="{wrong}"' in page_text(response)
        )
    response = answered.post(f"{FLOW}/phone/code/", {"code": right})
    assert response.status_code == 429 and "验证码试了太多次" in page_text(response) and not Case.objects.exists()

    clock.pass_by(minutes=2)
    answered.post(f"{FLOW}/phone/code/", {"resend": "1"})
    late = code_in(box)
    clock.pass_by(minutes=11)
    assert answered.post(f"{FLOW}/phone/code/", {"code": late}).status_code == 422 and not Case.objects.exists()
    for _ in range(3):
        clock.pass_by(minutes=2)
        assert answered.post(f"{FLOW}/phone/code/", {"resend": "1"}).status_code == 200
    clock.pass_by(minutes=2)
    response = answered.post(f"{FLOW}/phone/code/", {"resend": "1"})
    assert response.status_code == 429 and "一小时内已经收了 5 次验证码" in page_text(response)
    assert PhoneCode.objects.count() == 5 and answered.post(f"{FLOW}/check/").status_code == 429
    typed = "".join(chr(ord(sign) + 0xFEE0) for sign in code_in(box))
    assert answered.post(f"{FLOW}/phone/code/", {"code": f" {typed} "}).status_code == 302  # full width
    assert Case.objects.count() == 1


def test_two_presses_within_a_minute_send_one_message(answered: Client, box: Box) -> None:
    answered.post(f"{FLOW}/check/")
    answered.post(f"{FLOW}/check/")
    response = answered.post(f"{FLOW}/phone/code/", {"resend": "1"})
    assert "一分钟内刚发过一次" in page_text(response) and len(box.deliver()) == 1


def test_another_phone_must_be_proved_anew(answered: Client, clock: Clock, box: Box) -> None:
    Draft.objects.update(phone_verified=True)
    answered.post(f"{FLOW}/check/")
    answer(answered, "phone", {"phone": "19900009999", "address": ""})
    response = answered.post(f"{FLOW}/phone/code/", {"code": ""})
    assert response.status_code == 422 and not Case.objects.exists()


def test_pressed_again_after_filing_tells_the_same(answered: Client, box: Box) -> None:
    answered.post(f"{FLOW}/check/")
    typed = {"code": code_in(box)}
    for _ in range(3):
        assert answered.post(f"{FLOW}/phone/code/", typed)["Location"] == f"{FLOW}/done/"
    assert Case.objects.count() == 1
    assert answered.get(f"{FLOW}/trouble/").status_code == 200
    assert "checked" not in page_text(answered.get(f"{FLOW}/trouble/"))  # the next complaint begins empty


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_files_once(client: Client, clock: Clock, box: Box) -> None:
    province.build()
    fill(client)
    client.post(f"{FLOW}/check/")
    typed, answers, ready = {"code": code_in(box)}, [], threading.Barrier(4)

    def press() -> None:
        mine = Client()
        mine.cookies.update(client.cookies)
        ready.wait()
        answers.append(mine.post(f"{FLOW}/phone/code/", typed).get("Location", ""))
        connections.close_all()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert answers == [f"{FLOW}/done/"] * 4 and Case.objects.count() == 1


def test_too_much_at_once_is_answered_with_a_page(answered: Client, settings: Any) -> None:
    settings.HEZHONG_UPLOAD_LIMIT = 1 << 20
    before = everything()
    response = answer(answered, "evidence", {"evidence-new": SimpleUploadedFile("大.jpg", bytes(2 << 20))})
    assert (
        response.status_code == 413
        and "一次最多传 1 MB" in page_text(response)
        and "前面填的都还在" in page_text(response)
    )
    response = answer(answered, "story", {"story": "一" * (1 << 20)})
    assert response.status_code == 413
    settings.HEZHONG_UPLOAD_LIMIT = 64 << 20
    response = answer(answered, "story", {"story": "字" * (3 << 20)})
    assert response.status_code == 400 and "一次写的字太多" in page_text(response)
    many = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(101)]
    response = answer(answered, "evidence", {"evidence-new": many})
    assert response.status_code == 400 and "一次最多选 100 个" in page_text(response)
    assert everything() == before
