"""Prints a paper with Typst: its data as JSON, the shared style as a package, PDF/A-2a as the result."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import segno
import typst

from hezhong.engine.renderer import PaperData, TemplateRef, Unprintable
from hezhong.gateways.typst.fonts import FontShelf, shelf

PACKAGES = Path(__file__).parent / "packages"
STANDARD: Final = "a-2a"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class TypstRenderer:
    """The printer. own_fonts: the operator's folder of fonts, for 仿宋 and 小标宋."""

    def __init__(self, own_fonts: Path | None = None, *, fonts: FontShelf | None = None) -> None:
        self._fonts = fonts or shelf(own_fonts)

    def render(self, template: TemplateRef, data: PaperData) -> bytes:
        """Return the paper as PDF/A-2a; the same data give the same bytes. Raises Unprintable for a missing character."""
        compiler = typst.Compiler(
            template.folder / f"{template.name}.typ",
            root=template.folder,
            font_paths=self._fonts.faces,
            sys_inputs={"data": json.dumps(_printed(data), ensure_ascii=False), "fonts": self._fonts.lists},
            package_path=PACKAGES,
        )
        midnight = datetime.fromisoformat(data.dated[:10]).replace(tzinfo=UTC)
        try:
            pdf = compiler.compile(pdf_standards=STANDARD, timestamp=midnight)
        except typst.TypstError as trouble:
            raise _explained(trouble) from None
        assert isinstance(pdf, bytes)
        return pdf


def _printed(data: PaperData) -> Mapping[str, Any]:
    """Return what the template reads: the paper's data and its QR code as a drawing."""
    return {**asdict(data), "qr": _drawing(data.check_url)}


def _drawing(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0, scale=4)
    return out.getvalue().decode()


def _explained(trouble: typst.TypstError) -> Exception:
    """Return what to raise: a missing character is for the administrator; anything else is a mistake of ours."""
    missing = sorted(set(NO_GLYPH.findall(str(trouble))))
    if not missing:
        return trouble
    words = "、".join(f"“{text}”" for text in missing)
    return Unprintable(f"字体里没有{words}，印不出来。请系统管理员安装 fonts-noto-cjk，或者在字体目录里放一个有这些字的字体")
