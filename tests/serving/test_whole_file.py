"""The whole file: what is in it, in which order, on which page; who gets which part; what cannot be bound is listed."""

import hashlib
import io
import subprocess
import tempfile
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from hezhong.engine import binding, files, store, whole_file
from hezhong.engine.answers import Evidence
from hezhong.engine.case_type import Service
from hezhong.engine.models import Case, Errand, StoredFile
from hezhong.engine.serving import Method
from hezhong.engine.whole_file import Part
from tests import province
from tests.at_desk import day, signed_in
from tests.documents.inspection.courses import Course
from tests.documents.reading import out_of_order, words
from tests.serving import courses

pytestmark = pytest.mark.django_db
ON = "2026-11-06"


@pytest.fixture(name="course")
def the_course() -> Course:
    """Return a case with a scan of two pages, a photograph across, and a text file beside its papers."""
    course = courses.sealed()
    kept = [brought("回证扫描.pdf", two_pages()), brought("现场照片.png", photograph()), brought("聊天记录.txt", "发工资吗？".encode())]
    given = Service("order_text", "employer", courses.the_order(course).party, method=Method.DIRECT, proof="前台", receipt=Evidence(tuple(kept)))
    store.act(course.case_id, "serve", given, course.here.asker("boan.inspector"), province.at("2026-11-05"))
    return course


def brought(name: str, data: bytes) -> UUID:
    return files.receive(name, data, "", province.at("2026-11-05").recorded_at).id


def two_pages() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.add_blank_page(page_size=(842, 595)).rotate(90, relative=False)
        pdf.save(out)
    return out.getvalue()


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(out, "PNG")
    return out.getvalue()


def text_of(pdf: bytes, page: int) -> str:
    """Return the words of one page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole.pdf"
        path.write_bytes(pdf)
        said = subprocess.run(["pdftotext", "-raw", "-f", str(page), "-l", str(page), str(path), "-"], capture_output=True, check=True)
    return "".join(said.stdout.decode().split())


def test_cover_contents_and_numbered_pages_in_order(course: Course) -> None:
    case = Case.objects.get(id=course.case_id)
    bound = whole_file.bind(case, Part.MAIN, province.at(ON).happened_on)
    with pikepdf.open(io.BytesIO(bound.data)) as pdf:
        assert len(pdf.pages) == bound.leaves == bound.pages + 2
    cover, contents = text_of(bound.data, 1), text_of(bound.data, 2)
    told = ["深圳市宝安区人力资源局", "卷宗", "（正卷）", "案号", case.number, "案由", "拖欠工资", "示例建工集团第三工程有限公司", f"{bound.pages}页"]
    assert out_of_order(cover, told) == ""
    wanted = ["卷内文件目录", "劳动保障监察调查询问通知书", "劳动保障监察限期整改指令书", "回证扫描.pdf", "现场照片.png", "聊天记录.txt", "不能装订"]
    assert set(wanted) <= {each for each in wanted if each in contents}
    assert contents.index("调查询问通知书") < contents.index("限期整改指令书") < contents.index("回证扫描.pdf")
    text = StoredFile.objects.get(title="聊天记录.txt")
    assert text.sha256 == hashlib.sha256("发工资吗？".encode()).hexdigest() and text.sha256 in contents
    for page in range(1, bound.pages + 1):
        assert f"第{page}页共{bound.pages}页" in text_of(bound.data, page + 2), page
    assert "页共" not in cover


def test_the_contents_name_the_page_on_which_a_paper_begins(course: Course) -> None:
    bound = whole_file.bind(Case.objects.get(id=course.case_id), Part.MAIN, province.at(ON).happened_on)
    contents = text_of(bound.data, 2)
    for page in range(1, bound.pages + 1):
        text = text_of(bound.data, page + 2)
        if "限期整改指令书" in text and "你单位" in text:
            break
    after = contents[contents.index("限期整改指令书") :]
    day_and_page = after[after.index("2026-11-03") + len("2026-11-03") :][:3]
    assert day_and_page.startswith(str(page))


def test_what_was_written_for_the_file_alone_is_the_inner_part(course: Course) -> None:
    case = Case.objects.get(id=course.case_id)
    main, inner = (words(whole_file.bind(case, part, province.at(ON).happened_on).data) for part in (Part.MAIN, Part.INNER))
    assert "立案审批表" in inner and "调查终结报告" in inner and "不给当事人查阅" in inner and "限期整改指令书（送" not in inner
    assert "同意立案。" in inner and "同意立案。" not in main and "调查终结报告" not in main


def test_a_photograph_fills_a_page_across(course: Course) -> None:
    sheet = binding.bind(two_pages(), [binding.pages_of(photograph(), "image/png")], lambda pages: two_pages()).data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.pdf"
        path.write_bytes(sheet)
        subprocess.run(["pdftoppm", "-r", "36", "-f", "3", "-l", "3", str(path), f"{folder}/p"], check=True)
        picture = Image.open(next(Path(folder).glob("p*.ppm"))).convert("RGB")
    assert picture.width > picture.height
    red, green, blue = picture.getpixel((picture.width // 2, picture.height // 2))
    assert red > 240 and green < 20 and blue < 20


def test_the_same_file_gives_the_same_bytes(course: Course) -> None:
    case, on = Case.objects.get(id=course.case_id), province.at(ON).happened_on
    assert whole_file.bind(case, Part.MAIN, on).data == whole_file.bind(case, Part.MAIN, on).data


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_number_stands_at_the_lower_right_however_a_page_is_turned(turned: int) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(600, 300)).rotate(turned, relative=False)
        pdf.save(out)
    slip = io.BytesIO()
    with pikepdf.new() as pdf:
        black = pdf.add_blank_page(page_size=binding.STAMP)
        black.contents_add(b"0 0 0 rg 0 0 110 22 re f")
        pdf.save(slip)
    bound = binding.bind(two_pages(), [out.getvalue()], lambda pages: slip.getvalue())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.pdf"
        path.write_bytes(bound.data)
        subprocess.run(["pdftoppm", "-r", "72", "-gray", "-f", "3", "-l", "3", str(path), f"{folder}/p"], check=True)
        picture = Image.open(next(Path(folder).glob("p*.pgm")))
        wide, high = picture.size
        assert (wide, high) == ((600, 300) if turned % 180 == 0 else (300, 600))
        dark = [(x, y) for x in range(wide) for y in range(high) if picture.getpixel((x, y)) < 128]
    left, right = min(x for x, _ in dark), max(x for x, _ in dark)
    top, bottom = min(y for _, y in dark), max(y for _, y in dark)
    assert abs(wide - right - 1 - binding.BESIDE) <= 2 and abs(high - bottom - 1 - binding.ABOVE) <= 2
    assert abs(right - left - 109) <= 2 and abs(bottom - top - 21) <= 2


def test_it_is_asked_for_printed_by_the_worker_and_opened(course: Course) -> None:
    path = f"/desk/case/{course.case_id}/whole/"
    with day(ON):
        client = signed_in("boan.inspector")
        assert client.post(path, {"part": "main"}).status_code == 302
        assert client.post(path, {"part": "main"}).status_code == 302
        assert Errand.objects.filter(kind="print_whole").count() == 1, "the same again is printed once"
        waiting = client.get(path).content.decode()
        assert "正在装订" in waiting and "hx-trigger" in waiting
        province.work(ON, 12)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(path).content.decode()
        assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 9
        (printed,) = whole_file.printed(course.case_id)
        assert printed.sha256 in shown and f"{printed.pages} 页，另有封面和目录 2 页" in shown and "hx-trigger" not in shown
        pdf = client.get(f"{path}{printed.id}/")
        assert pdf["Content-Type"] == "application/pdf"
        assert hashlib.sha256(pdf.content).hexdigest() == printed.sha256
        assert signed_in("nanshan.inspector").get(f"{path}{printed.id}/").status_code == 404


def test_the_inner_part_stays_in_the_office(course: Course) -> None:
    path = f"/desk/case/{course.case_id}/whole/"
    with day(ON):
        assert signed_in("boan.head").post(path, {"part": "inner"}).status_code == 302
        province.work(ON, 12)
        (printed,) = whole_file.printed(course.case_id)
        superior = signed_in("shenzhen.head")
        shown = superior.get(path)
        assert shown.status_code == 200 and "副卷</h2>" not in shown.content.decode()
        assert superior.get(f"{path}{printed.id}/").status_code == 404
        assert superior.post(path, {"part": "inner"}).status_code == 422
        assert signed_in("boan.inspector").get(f"{path}{printed.id}/").status_code == 200
