"""Prints a paper with Typst: its data as JSON, the shared style as a package, PDF/A-2a as the result."""

import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import segno
import typst

from hezhong.engine.renderer import PaperData, TemplateRef, Unprintable
from hezhong.gateways.typst.fonts import FontShelf, shelf
from hezhong.gateways.word.blocks import SELECTOR, read
from hezhong.gateways.word.writer import write

PACKAGES = Path(__file__).parent / "packages"
STANDARD: Final = "a-2a"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
JOINER = "\u200d"
NO_NUMBER = "〔　　　〕　　　号"
"""What the shared style prints where a paper has no number yet (number-line)."""
PICTOGRAPHS = re.compile(f"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f{JOINER}]+")


class TypstRenderer:
    """The printer. own_fonts: the operator's folder of fonts, for 仿宋 and 小标宋."""

    def __init__(self, own_fonts: Path | None = None, *, fonts: FontShelf | None = None) -> None:
        self._fonts = fonts or shelf(own_fonts)

    def render(self, template: TemplateRef, data: PaperData) -> bytes:
        """Return the paper as PDF/A-2a; the same data give the same bytes. Raises Unprintable for a missing character.

        A pictograph in what somebody told is printed as the word 〔表情〕: no name holds one, and a paper must not
        wait for a font of smileys.
        """
        values = _printed(data)
        try:
            return self._compiled(template, values, data.dated)
        except typst.TypstError as trouble:
            if not _missing(trouble):
                raise
        try:
            return self._compiled(template, _each_text(values, _pictographs_in_words), data.dated)
        except typst.TypstError as trouble:
            raise _explained(trouble) from None

    def word(self, template: TemplateRef, data: PaperData) -> bytes:
        """Return the paper's words as a working copy for Word: read from what Typst has laid out, so none is missing."""
        elements = json.loads(self._compiler(template, _printed(data)).query(SELECTOR))
        return write(list(read(elements, data.office, data.number or NO_NUMBER)), data)

    def _compiler(self, template: TemplateRef, values: Any) -> typst.Compiler:
        return typst.Compiler(
            template.folder / f"{template.name}.typ",
            root=template.folder,
            font_paths=self._fonts.faces,
            sys_inputs={"data": json.dumps(values, ensure_ascii=False), "fonts": self._fonts.lists},
            package_path=PACKAGES,
        )

    def _compiled(self, template: TemplateRef, values: Any, dated: str) -> bytes:
        compiler = self._compiler(template, values)
        midnight = datetime.fromisoformat(dated[:10]).replace(tzinfo=UTC)
        pdf = compiler.compile(pdf_standards=STANDARD, timestamp=midnight)
        assert isinstance(pdf, bytes)
        return pdf


def _printed(data: PaperData) -> Mapping[str, Any]:
    """Return what the template reads: the paper's data and its QR code as a drawing."""
    told: dict[str, Any] = _each_text(asdict(data), _visible)
    return {**told, "qr": _drawing(data.check_url)}


def _drawing(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0, scale=4)
    return out.getvalue().decode()


def _missing(trouble: typst.TypstError) -> str:
    """Return the characters that no font has, each once; '' when something else is wrong."""
    named = ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), "".join(NO_GLYPH.findall(str(trouble))))
    return "".join(sorted(set(named)))


def _pictographs_in_words(text: str) -> str:
    return PICTOGRAPHS.sub("〔表情〕", text)


def _visible(text: str) -> str:
    """Return the text without what cannot be seen: controls, and marks that would turn the order of the line."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf") or sign == JOINER)


def _each_text(values: Any, change: Callable[[str], str]) -> Any:
    """Return the values with every text in them changed."""
    if isinstance(values, str):
        return change(values)
    if isinstance(values, Mapping):
        return {name: _each_text(value, change) for name, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [_each_text(value, change) for value in values]
    return values


def _explained(trouble: typst.TypstError) -> Exception:
    """Return what to raise: a missing character is for the administrator; anything else is a mistake of ours."""
    missing = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in _missing(trouble))
    where = "请系统管理员安装 fonts-noto-cjk，或者在字体目录里放一个有这些字的字体"
    return Unprintable(f"字体里没有{missing}，印不出来。{where}") if missing else trouble
