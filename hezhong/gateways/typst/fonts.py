"""The fonts papers are set in: the office's own first, then the ones that come with the product, then rare characters.

GB/T 9704 asks for 仿宋 and 小标宋, which may not be shipped; an operator who holds a licence puts them in a folder and
names it. Names of people contain characters that no single free font has, so what else lies there helps out.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pylopdf_fonts_zh_cn as shipped
import typst

BODY = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋", "FandolFang R", "FandolFang")
TITLE = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "STZhongsong", "华文中宋")
HEAD = ("SimHei", "黑体", "STHeiti", "华文黑体")
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
RARE = ("Noto Serif CJK SC", "Noto Serif JP", "Noto Serif TC", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans TC")

SHIPPED = Path(shipped.serif_path()).parent
SYSTEM = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
"""Where Debian's and Fedora's fonts-noto-cjk lie: some 65,000 characters, for names like 𠮷."""


@dataclass(frozen=True)
class FontShelf:
    """Folders of fonts, the operator's own first. Read once and shared by all papers."""

    folders: tuple[Path, ...]

    @cached_property
    def faces(self) -> typst.Fonts:
        """Return the fonts of the folders and no others: papers look the same on every machine."""
        there = [str(folder) for folder in self.folders if folder.is_dir()]
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=there)

    @cached_property
    def lists(self) -> str:
        """Return the family lists as JSON for the style: body, title, head."""
        families = frozenset(self.faces.families())
        return json.dumps({name: _there(wanted, families) for name, wanted in WANTED.items()})


WANTED: Mapping[str, tuple[str, ...]] = {
    "body": (*BODY, SERIF, *RARE),
    "title": (*TITLE, SERIF, *RARE),
    "head": (*HEAD, SANS, *RARE),
}


def _there(wanted: Iterable[str], families: frozenset[str]) -> list[str]:
    return [name for name in wanted if name in families]


def shelf(own: Path | None = None) -> FontShelf:
    """Return the shelf of an installation. own: the operator's folder of fonts (FONT_DIR)."""
    return FontShelf(((own,) if own else ()) + (SHIPPED, *SYSTEM))
