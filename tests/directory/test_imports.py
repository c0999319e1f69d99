"""Workbooks: the template as a spreadsheet sees it; a filled one taken over whole; bad ones named row by row."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
import xlsxwriter
from django.utils import timezone

from hezhong.directory import employers, imports, officers, offices, regions, template
from hezhong.directory.changes import Author
from hezhong.directory.models import Account, Change, Employer, Office, Officer, Post, Serves
from hezhong.directory.reading import BadWorkbook
from tests.directory import places
from tests.directory.places import BAOAN, SHENZHEN

pytestmark = pytest.mark.django_db
BUSINESS = {"劳动保障监察投诉": "complaint"}
HEADS = {
    "机关": ("名称", "简称", "文号代字", "上级机关", "市", "县区", "镇街", "地址", "电话"),
    "管辖": ("机关", "业务", "市", "县区", "镇街", "起始日", "停止日"),
    "工作人员": ("登录名", "姓名", "机关", "岗位", "监察证号", "起始日", "停止日", "代理谁"),
    "单位": ("名称", "统一社会信用代码", "市", "县区", "地址", "负责人", "行业"),
}
NANSHAN, BRANCH = "深圳市南山区人力资源局", "东莞市人力资源和社会保障局长安分局"
CODE = "91110000600037341L"
Rows = Mapping[str, Sequence[Sequence[Any]]]
GOOD: Rows = {
    "机关": [
        (BRANCH, "长安分局", "莞长", "东莞市人力资源和社会保障局", "东莞市", "", "长安镇", "某路 1 号", "0769-12345"),
        ("东莞市人力资源和社会保障局", "", "莞", places.GUANGDONG, "东莞市", "", "", "", ""),
        (NANSHAN, "南山区", "深南", SHENZHEN, "深圳市", "南山区", "", "", ""),
    ],
    "管辖": [
        (NANSHAN, "劳动保障监察投诉", "深圳市", "南山区", "", "2026-01-01", ""),
        (BRANCH, "劳动保障监察投诉", "东莞市", "", "长安镇", "2026年1月1日", "2027/1/1"),
    ],
    "工作人员": [
        ("nanshan.head", "张 一", NANSHAN, "负责人", "", "2026-01-01", "", ""),
        ("nanshan.li", "李二", NANSHAN, "监察员", "440305-101", "2026-01-01", "", ""),
        ("nanshan.li", "李二", NANSHAN, "负责人", "440305-101", "2026-03-01", "2026-04-01", "nanshan.head"),
        ("baoan.window", "王三", BAOAN, "立案窗口", "", date(2026, 1, 1), "", ""),
    ],
    "单位": [
        ("示例建工集团有限公司", CODE.lower(), "深圳市", "南山区", "某路 2 号", "赵四", "建筑业"),
        ("示例餐饮管理有限公司", "91440300DEMX00001Y", "", "", "", "", ""),
    ],
}


@pytest.fixture(autouse=True)
def _province(db: None) -> Iterator[None]:
    with places.read_anew():
        places.build()
        yield


def by() -> Author:
    return Author("admin", timezone.now())


def workbook(rows: Rows, version: int | None = 1, heads: Mapping[str, Sequence[str]] = HEADS) -> bytes:
    """Return a workbook with these rows, as somebody filled it; dates as dates, numbers as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    if version:
        book.set_custom_property("和衷模板版本", version, "number")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, titles in heads.items():
        page = book.add_worksheet(name)
        page.write_row(0, 0, titles)
        for number, row in enumerate(rows.get(name, ()), 1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number, column, cell, day)
                else:
                    page.write(number, column, cell)
    book.close()
    return out.getvalue()


def faults(rows: Rows, **more: Any) -> list[str]:
    """Return what is said against a workbook; nothing may have been changed by it."""
    before = counts()
    with pytest.raises(BadWorkbook) as refused:
        imports.load(workbook(rows, **more), BUSINESS, by())
    assert counts() == before
    return [str(fault) for fault in refused.value.faults]


def counts() -> list[int]:
    return [table.objects.count() for table in (Office, Serves, Account, Officer, Post, Employer, Change)]


def test_a_good_workbook_is_taken_over() -> None:
    done = imports.load(workbook(GOOD), BUSINESS, by())
    assert (done.offices, done.services, done.officers, done.employers) == (3, 2, 3, 2)
    assert done.logins == {"nanshan.head": "张 一", "nanshan.li": "李二", "baoan.window": "王三"}

    branch = Office.objects.get(name=BRANCH)
    assert (branch.region, branch.level, branch.word) == ("441900119", "town", "莞长")
    assert branch.parent is not None and branch.parent.name == "东莞市人力资源和社会保障局"
    assert branch.parent.parent == Office.objects.get(word="粤") and not branch.demo
    for day, name in ((date(2026, 12, 31), BRANCH), (date(2027, 1, 1), None), (date(2025, 12, 31), None)):
        found = offices.competent("complaint", regions.place("441900119"), day)
        assert (found.name if found else None) == name

    li = Account.objects.get(username="nanshan.li")
    assert not li.has_usable_password() and li.kind == "officer" and not li.demo
    assert {post.title for post in officers.standing(li.pk, date(2026, 3, 15)).posts} == {"监察员", "代负责人"}
    assert [post.title for post in officers.standing(li.pk, date(2026, 4, 1)).posts] == ["监察员"]
    window = Post.objects.get(officer__account__username="baoan.window")
    assert window.clerk and not window.leader and window.since == date(2026, 1, 1)

    (card,) = employers.search(CODE)
    assert (card.name, card.code, card.region) == ("示例建工集团有限公司", CODE, "440305")
    said = set(Change.objects.filter(by="admin").values_list("what", flat=True))
    assert said == {"机关", "管辖", "工作人员", "单位"}


def test_the_same_workbook_again_is_refused_with_every_row() -> None:
    imports.load(workbook(GOOD), BUSINESS, by())
    said = faults(GOOD)
    assert "“机关”表第 2 行“名称”：这个机关已经有了。请改一个，或者删掉这一行" in said
    assert "“单位”表第 2 行“统一社会信用代码”：这家单位已经登记过。请删掉这一行" in said
    assert sum("已经有机关管辖" in each for each in said) == 2
    assert sum("已经有了。请换一个，或者删掉这一行" in each for each in said) == 4


BAD: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("机关", ("", "", "某", SHENZHEN, "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“名称”：没有填。公章上的全称"),
    ("机关", ("某局", "", "", SHENZHEN, "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“文号代字”：没有填。文书编号开头的字，如 深宝。各机关不能相同"),
    ("机关", ("某局", "", "深宝", SHENZHEN, "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“文号代字”：别的机关已经用了这个代字。请改一个，或者删掉这一行"),
    ("机关", ("某局", "", "某", "没有的局", "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“上级机关”：没有叫“没有的局”的机关。请写全称，或者先在本表里加上它"),
    ("机关", ("某局", "", "某", "", "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“上级机关”：没有填。只有省级机关可以留空"),
    ("机关", ("某局", "", "某", "某局", "深圳市", "罗湖区", "", "", ""), "“机关”表第 2 行“上级机关”：绕了一圈又回到自己。请检查上下级"),
    ("机关", ("某局", "", "某", SHENZHEN, "深圳", "", "", "", ""), "“机关”表第 2 行“市”：本省没有“深圳”。请写地区表里的全称"),
    ("机关", ("某局", "", "某", SHENZHEN, "深圳市", "天河区", "", "", ""), "“机关”表第 2 行“县区”：深圳市没有“天河区”。请写地区表里的全称"),
    ("机关", ("某局", "", "某", SHENZHEN, "东莞市", "", "新安街道", "", ""), "“机关”表第 2 行“镇街”：东莞市没有“新安街道”。请写地区表里的全称"),
    ("管辖", (BAOAN, "劳动保障监察投诉", "深圳市", "宝安区", "", "2026-01-01", ""), "“管辖”表第 2 行“机关”：这个地区的这项业务在这段时间已经有机关管辖。请先停止原来的，或者改起始日"),
    ("管辖", (BAOAN, "劳动仲裁", "深圳市", "罗湖区", "", "2026-01-01", ""), "“管辖”表第 2 行“业务”：没有“劳动仲裁”这项业务。可以填：劳动保障监察投诉"),
    ("管辖", (BAOAN, "劳动保障监察投诉", "深圳市", "罗湖区", "", "明年", ""), "“管辖”表第 2 行“起始日”：“明年”不是日期。请写成 2026-01-01"),
    ("管辖", (BAOAN, "劳动保障监察投诉", "深圳市", "罗湖区", "", "2026-02-30", ""), "“管辖”表第 2 行“起始日”：“2026-02-30”不是日期。请写成 2026-01-01"),
    ("管辖", (BAOAN, "劳动保障监察投诉", "深圳市", "罗湖区", "", "2026-02-01", "2026-02-01"), "“管辖”表第 2 行“停止日”：停止日要在起始日以后"),
    ("工作人员", ("a b", "张一", BAOAN, "监察员", "", "2026-01-01", "", ""), "“工作人员”表第 2 行“登录名”：登录名是 3 到 30 位字母、数字、点或者横线"),
    ("工作人员", ("zhang", "张😀", BAOAN, "监察员", "", "2026-01-01", "", ""), "“工作人员”表第 2 行“姓名”：姓名里有“😀”，请去掉它，只写证件上的姓名"),
    ("工作人员", ("zhang", "张一", "没有的局", "监察员", "", "2026-01-01", "", ""), "“工作人员”表第 2 行“机关”：没有叫“没有的局”的机关。请写全称，或者先在“机关”表里加上它"),
    ("工作人员", ("zhang", "张一", BAOAN, "局长", "", "2026-01-01", "", ""), "“工作人员”表第 2 行“岗位”：没有“局长”这个岗位。可以填：监察员、立案窗口、负责人、法制审核人员"),
    ("工作人员", ("zhang", "张一", BAOAN, "负责人", "", "2026-01-01", "2026-02-01", "nobody"), "“工作人员”表第 2 行“代理谁”：“nobody”不是这个机关的负责人"),
    ("工作人员", ("zhang", "张一", BAOAN, "监察员", 440306101202601, "2026-01-01", "", ""), "“工作人员”表第 2 行“监察证号”：这一格成了数字，后面的位数可能已经丢了。请把单元格格式改成“文本”，重新填写"),
    ("单位", ("某公司", CODE[:-1] + "A", "", "", "", "", ""), "“单位”表第 2 行“统一社会信用代码”：统一社会信用代码对不上校验位，可能有一位写错了（没有字母 I、O、S、V、Z）。请对照营业执照再看一看"),
    ("单位", ("某公司", CODE[:-1], "", "", "", "", ""), "“单位”表第 2 行“统一社会信用代码”：统一社会信用代码是 18 位，现在有 17 位。请对照营业执照再看一看"),
    ("单位", ("某公司", 914403001234567890, "", "", "", "", ""), "“单位”表第 2 行“统一社会信用代码”：这一格成了数字，后面的位数可能已经丢了。请把单元格格式改成“文本”，重新填写"),
    ("单位", ("某公司", "", "", "", "", "", ""), "“单位”表第 2 行“统一社会信用代码”：没有填。18 位"),
)  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "says"), BAD, ids=range(len(BAD)))
def test_a_bad_row_is_named(sheet: str, row: tuple[Any, ...], says: str) -> None:
    assert faults({sheet: [row]}) == [says]


def test_one_bad_row_keeps_all_the_good_ones_out_and_all_bad_rows_are_named_at_once() -> None:
    bad: dict[str, list[Any]] = {name: list(rows) for name, rows in GOOD.items()}
    bad["机关"].append(("某局", "", "深南", SHENZHEN, "深圳市", "罗湖区", "", "", ""))
    bad["单位"].append(("又一家", CODE, "", "", "", "", ""))
    assert faults(bad) == [
        "“机关”表第 5 行“文号代字”：和第 4 行相同。请删掉一行，或者改正",
        "“单位”表第 4 行“统一社会信用代码”：和第 2 行相同。请删掉一行，或者改正",
    ]


def test_two_rows_of_one_file_cannot_serve_the_same_region() -> None:
    row = (BAOAN, "劳动保障监察投诉", "深圳市", "罗湖区", "")
    said = faults({"管辖": [(*row, "2026-01-01", "2026-06-01"), (*row, "2026-05-31", "")]})
    assert len(said) == 1 and said[0].startswith("“管辖”表第 3 行“机关”：这个地区的这项业务")
    done = imports.load(
        workbook({"管辖": [(*row, "2026-01-01", "2026-06-01"), (*row, "2026-06-01", "")]}), BUSINESS, by()
    )
    assert done.services == 2


def test_one_login_is_one_person() -> None:
    rows = [
        ("zhang", "张一", BAOAN, "监察员", "", "2026-01-01", "", ""),
        ("zhang", "张三", BAOAN, "立案窗口", "", "2026-01-01", "", ""),
    ]
    assert faults({"工作人员": rows}) == [
        "“工作人员”表第 3 行“姓名”：登录名“zhang”前面写的是“张一”。同一个人请写同一个姓名"
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not a workbook", "打不开"),
        (b"", "打不开"),
        (b"PK\x03\x04" + b"\0" * 50, "打不开"),
        (workbook({}), "没有一行内容"),
        (workbook(GOOD, version=7), "第 7 版模板，现在是第 1 版"),
    ],
    ids=["text", "empty", "torn", "no rows", "another version"],
)
def test_what_is_no_filled_template_is_refused(data: bytes, says: str) -> None:
    before = counts()
    with pytest.raises(BadWorkbook, match=says):
        imports.load(data, BUSINESS, by())
    assert counts() == before


def test_a_renamed_head_is_named() -> None:
    heads = {**HEADS, "单位": ("名称", "信用代码", *HEADS["单位"][2:])}
    assert faults(GOOD, heads=heads) == ["“单位”表第 1 行“统一社会信用代码”：表头缺这一栏。请用模板的表头，不要改名字"]


def test_a_workbook_that_lost_its_property_and_empty_rows_is_read() -> None:
    rows = {"单位": [("", "", "", "", "", "", ""), *GOOD["单位"]]}
    assert imports.load(workbook(rows, version=None), BUSINESS, by()).employers == 2


def test_the_template_offers_lists_and_keeps_numbers_as_text(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    template.write(path, BUSINESS)
    book = calamine.load_workbook(str(path))
    assert book.sheet_names == [*HEADS, "列表"]
    for name, titles in HEADS.items():
        assert tuple(book.get_sheet_by_name(name).to_python()[0]) == titles
    with zipfile.ZipFile(path) as parts:
        names, sheet = parts.read("xl/workbook.xml").decode(), parts.read("xl/worksheets/sheet4.xml").decode()
        properties, styles = parts.read("docProps/custom.xml").decode(), parts.read("xl/styles.xml").decode()
    assert 'name="和衷模板版本"' in properties and ">1<" in properties
    assert len(re.findall(r'<definedName name="县区_', names)) == 21 and 'state="hidden"' in names
    assert 'INDIRECT("县区_"&amp;$C2)' in sheet
    style = re.search(r'<col min="2" max="2" [^>]*style="(\d+)"', sheet)
    assert style is not None
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    assert formats[int(style.group(1))] == "49", "49 is text in every spreadsheet"


def test_the_template_filled_as_it_is_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    template.write(path, BUSINESS)
    with pytest.raises(BadWorkbook, match="没有一行内容"):
        imports.load(path.read_bytes(), BUSINESS, by())
