"""Working copies for Word, read back: every word of every paper's hand-written sample, and a header that says what it is."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from hezhong.engine.models import Paper
from hezhong.gateways.typst.renderer import TypstRenderer
from hezhong.gateways.word.blocks import Cell, Kind, read
from tests.at_desk import day, signed_in
from tests.documents import samples
from tests.documents.reading import out_of_order
from tests.documents.samples import ALL, data, template
from tests.web.desk.office import There, the_office  # noqa: F401

PRINTER = TypstRenderer()
OF_THE_PAGE = ("扫码查验", "查验码", "联系电话：", "地址：", "示范文本", "演示系统", "骑缝", "—", "（印章）", "K7MP-3XQ9-TR4W", "被询问人（签名、捺印）", "当事人或者代理人（签名）")
"""What stands at the edge of a page or beside its code: no words of the paper."""


def said(docx: bytes) -> str:
    """Return what stands in the body, in its order, without white space; a merged cell is read once."""
    out = []
    for each in Document(io.BytesIO(docx)).element.body.iterchildren():
        if each.tag.endswith("}p"):
            out.append(Paragraph(each, None).text)
        elif each.tag.endswith("}tbl"):
            seen = set()
            for row in Table(each, None).rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        out.append(cell.text)
    return "".join("".join(out).split())


def header(docx: bytes) -> str:
    return "".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).sections[0].header.paragraphs)


@pytest.mark.parametrize("name", ALL)
def test_the_words_of_the_sample_are_all_there(name: str) -> None:
    docx = PRINTER.word(template(name), data(name))
    text, expected = said(docx), samples.told(name)["expected"]
    wanted = [each for each in (*expected["in_order"], *expected.get("also", ())) if not each.startswith(OF_THE_PAGE)]
    missing = [each for each in wanted if "".join(each.split()) not in text]
    assert missing == [], text
    assert "工作稿，不是正式文书" in header(docx) and "以它为准" in header(docx)


def test_what_somebody_typed_is_no_template() -> None:
    shown = replace(data("refusal_notice"), office="{{ notice }}<b>&", stage="draft")
    assert "{{notice}}<b>&" in said(PRINTER.word(template("refusal_notice"), shown))


def test_cells_that_span_stand_where_they_belong() -> None:
    table = {
        "func": "table",
        "columns": ["1fr", "1fr", "1fr"],
        "children": [
            {"func": "cell", "rowspan": 2, "body": {"func": "text", "text": "甲"}},
            {"func": "cell", "colspan": 2, "body": {"func": "text", "text": "乙"}},
            {"func": "cell", "body": {"func": "text", "text": "丙"}},
            {"func": "cell", "body": {"func": "text", "text": "丁"}},
        ],
    }
    inside = {"func": "par", "leading": "6pt", "body": {"func": "text", "text": "丁"}}
    (block,) = read([table, inside], "机关", "")
    assert block.kind is Kind.TABLE and block.cells == (Cell("甲", 1, 2), Cell("乙", 2, 1), Cell("丙"), Cell("丁"))


@pytest.fixture(name="inspector")
def the_inspector(there: There) -> Iterator[Client]:
    with day("2026-11-02"):
        yield signed_in("boan.inspector")


@pytest.mark.django_db
def test_a_draft_is_downloaded_and_a_paper_signed_off_is_not(there: There, inspector: Client) -> None:
    draft = Paper.objects.get(case=there.accepted, document="acceptance_notice")
    base = f"/desk/case/{there.accepted}/paper/{draft.id}/"
    assert f'href="{base}word/"' in inspector.get(f"/desk/case/{there.accepted}/").content.decode()
    answer = inspector.get(f"{base}word/")
    assert answer["Content-Type"].endswith("wordprocessingml.document") and ".docx" in answer["Content-Disposition"]
    text = said(answer.content)
    told = ["深圳市宝安区人力资源局", "受理通知书", "吴勇：", "符合受理条件", "主办、协办监察员：何志远（440306-118）、罗敏（440306-121）"]
    assert out_of_order(text, told) == ""
    assert inspector.post(f"{base}sign-off/", {"key": "a"}).status_code == 302
    assert inspector.get(f"{base}word/").status_code == 404
    assert signed_in("nanshan.inspector").get(f"{base}word/").status_code == 404
