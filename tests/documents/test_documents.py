"""Every document as a template prints it: its words, the standard it claims, its code, and what people may type."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno

from hezhong.engine.renderer import Unprintable
from hezhong.gateways.typst.fonts import SHIPPED, SYSTEM, FontShelf
from hezhong.gateways.typst.renderer import TypstRenderer
from tests.documents import reading, samples
from tests.documents.samples import ALL, data, template

pytestmark = pytest.mark.debian("pdftotext", "pdftoppm")
PRINTER = TypstRenderer()
TEXTS = Path(__file__).parents[3] / "shared" / "law" / "texts"
RARE = pytest.mark.skipif(not any(each.is_dir() for each in SYSTEM), reason="needs fonts-noto-cjk")


def printed(name: str, **fields: Any) -> bytes:
    return PRINTER.render(template(name), data(name, **fields))


@pytest.mark.parametrize("name", ALL)
def test_the_sample_reads_as_written(name: str) -> None:
    expected, pdf = samples.told(name)["expected"], printed(name)
    text = reading.words(pdf)
    assert reading.out_of_order(text, expected["in_order"]) == ""
    assert [each for each in expected.get("also", ()) if each not in text] == []
    assert reading.pages(pdf) == expected["pages"]
    assert "演示系统" in text and "示范文本，未经主管部门核定" in text


@pytest.mark.parametrize("name", ALL)
def test_it_is_an_archive_that_can_be_read_aloud(name: str) -> None:
    pdf = pikepdf.open(io.BytesIO(printed(name)))
    with pdf.open_metadata() as claims:
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("2", "A")
        assert data(name).title in claims["dc:title"]
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).lower().startswith("zh")
    assert len(pdf.Root.StructTreeRoot.K) > 0
    fonts = list(_fonts(pdf))
    assert fonts and all(any(f"/FontFile{kind}" in each for kind in ("", "2", "3")) for each in fonts)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            for below in font.get("/DescendantFonts", [font]):
                yield below.FontDescriptor


def test_the_same_data_give_the_same_bytes() -> None:
    again = TypstRenderer().render(template("refusal_notice"), data("refusal_notice"))
    assert again == printed("refusal_notice")


def test_a_draft_says_so_and_cannot_be_looked_up() -> None:
    draft = replace(data("refusal_notice"), stage="draft", number="")
    text = reading.words(PRINTER.render(template("refusal_notice"), draft))
    assert "草稿" in text and "草稿没有查验码" in text and "〔〕号" in text
    assert draft.check_code not in text and "2026年10月13日" not in text
    assert "草稿" not in reading.words(printed("refusal_notice"))


def test_only_a_demonstration_calls_itself_one() -> None:
    real = replace(data("forum_notice"), demo=False)
    assert "演示系统" not in reading.words(PRINTER.render(template("forum_notice"), real))


def test_the_code_leads_to_the_check_page() -> None:
    wanted = segno.make("https://hezhong.example/check/K7MP-3XQ9-TR4W/", error="m", micro=False).matrix
    found = reading.squares(printed("acceptance_notice"), 1, len(wanted))
    assert found == [[bool(square) for square in row] for row in wanted]


TYPED = (
    ("refusal_notice", "reason"),
    ("inspection/filing_form", "story"),
    ("inspection/penalty_decision", "found"),
    ("inspection/review_opinion", "defence"),
    ("inspection/minutes", "report"),
)


@pytest.mark.parametrize(("name", "where"), TYPED)
def test_what_people_typed_is_printed_and_never_run(name: str, where: str) -> None:
    typed = '#eval("1+1") *粗* _x_ $a^2$ \\ <b> "引" @x [y] ${z} `c` // 注 /* 完 */ #import "x": * = 题'
    text = reading.words(printed(name, **{where: typed}))
    assert "".join(typed.split()) in text


def test_marks_that_turn_a_line_around_are_left_out() -> None:
    assert "欠薪5000元" in reading.words(printed("forum_notice", reason="欠薪\u202e5000\u202c\u200b元\x07"))


def test_pictographs_in_a_story_become_words() -> None:
    text = reading.words(printed("registration_form", story="哭了😭😭真的👨\u200d👩\u200d👧没钱❤\ufe0f了"))
    assert "哭了〔表情〕真的〔表情〕没钱〔表情〕了" in text


@RARE
def test_rare_characters_of_names_are_printed() -> None:
    paper = replace(data("forum_notice"), addressee="𠮷田㛃玥")
    assert "𠮷田㛃玥：" in reading.words(PRINTER.render(template("forum_notice"), paper))


@pytest.mark.parametrize(
    ("sign", "called"),
    [("𱍐", "“𱍐”（U+31350）"), ("\ue123", "“\ue123”（U+E123）")],
    ids=["of Unicode 13", "of a private area"],
)
def test_a_character_that_no_font_has_is_never_a_box(sign: str, called: str) -> None:
    bare = TypstRenderer(fonts=FontShelf((SHIPPED,)))
    wanted = re.escape(f"字体里没有{called}，印不出来。请系统管理员安装 fonts-noto-cjk")
    with pytest.raises(Unprintable, match=wanted):
        bare.render(template("forum_notice"), replace(data("forum_notice"), addressee=f"王{sign}"))


@pytest.mark.skipif(not TEXTS.is_dir(), reason="needs the texts of the law")
@pytest.mark.parametrize("name", ALL)
def test_what_an_article_says_is_quoted_word_for_word(name: str) -> None:
    for cited, says in samples.articles(name):
        statute = re.match("《(?:中华人民共和国)?(.+?)》", cited)
        assert statute is not None
        found = [path.read_text("utf8") for path in TEXTS.glob("*.md") if path.name.startswith(f"{statute.group(1)}(")]
        text = "".join(found).replace("(", "（").replace(")", "）")  # old texts number their items (一)
        item = cited.rpartition("第")[2].removesuffix("项")
        wanted = says.replace("(", "（").replace(")", "）")
        assert (f"{item}{wanted}" if item.startswith("（") else wanted) in text


def test_a_plain_complaint_is_registered_on_one_sheet() -> None:
    """One worker, two photographs, no opinion written: the law at the end stays on the sheet of the form."""
    said = "7 月进场，说好每月 6200 元，一直没有发。"
    pdf = printed(
        "registration_form", evidence=["工地.jpg（1 页）", "工资条.jpg（1 页）"], opinion="", approvals=[], story=said
    )
    assert reading.pages(pdf) == 1 and "第三十七条：投诉文书应当载明下列事项" in reading.words(pdf)


@pytest.mark.parametrize("name", samples.INSPECTION)
def test_a_draft_of_which_little_is_known_prints(name: str) -> None:
    """A clue may have no employer, a firm no code; what is not known is left open for a pen, never an error."""
    bare = replace(
        data(name), stage="draft", number="", articles=(), remedy="", signed_by="", fields={"copy_for": "file"}
    )
    text = reading.words(PRINTER.render(template(name), bare))
    assert data(name).title in text and "草稿" in text and "none" not in text


LONG = "".join(f"第{number}项事实：当事人没有支付。\n" for number in range(1, 400))


@pytest.mark.parametrize(("name", "where"), TYPED[1:])
def test_a_long_story_goes_on_over_as_many_pages_as_it_needs(name: str, where: str) -> None:
    pdf = printed(name, **{where: LONG})
    text = reading.words(pdf)
    assert reading.pages(pdf) > 5
    assert [number for number in range(1, 400) if f"第{number}项事实：当事人没有支付。" not in text] == []


@pytest.mark.parametrize(
    ("name", "where", "signed"),
    [
        ("inspection/inquiry_minutes", "minutes", "被询问人（签名、捺印）："),
        ("inspection/minutes", "report", "当事人或者代理人（签名）："),
    ],
)
def test_minutes_are_signed_on_every_page(name: str, where: str, signed: str) -> None:
    pdf = printed(name, **{where: LONG})
    assert reading.words(pdf).count(signed) == reading.pages(pdf) > 5
