"""The album: one page, a chapter for each story, a picture with its words for each step."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path

STYLE = """
body{margin:0 auto;max-width:1180px;padding:24px 16px 80px;font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC",sans-serif;color:#1d2733;background:#f6f7f9}
h1{font-size:28px}h2{margin-top:56px;border-top:1px solid #d7dce2;padding-top:28px;font-size:22px}
ol{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(340px,1fr));gap:20px}
li{background:#fff;border:1px solid #e1e5ea;border-radius:8px;overflow:hidden}li.wide{grid-column:1/-1}
img{display:block;width:100%;max-height:760px;object-fit:cover;object-position:top;border-bottom:1px solid #e1e5ea}
p{margin:10px 14px 14px}b{color:#48607a;font-weight:600;margin-right:6px}.broken{color:#a4262c}nav a{margin-right:16px}
"""


@dataclass
class Chapter:
    """One story. pictures: file, words, and whether it was seen on a desk."""

    name: str
    title: str
    folder: Path
    pictures: list[tuple[str, str, bool]] = field(default_factory=list)
    broken: bool = False

    def next(self) -> Path:
        """Return where the next picture goes."""
        return self.folder / f"{self.name}-{len(self.pictures) + 1:02}.png"

    def add(self, picture: Path, words: str, *, wide: bool) -> None:
        self.pictures.append((picture.name, words, wide))

    def html(self) -> str:
        shown = "".join(
            f'<li{" class=wide" if wide else ""}><a href="{name}"><img src="{name}" alt="{escape(words)}" loading="lazy"></a>'
            f"<p><b>{number}</b>{escape(words)}</p></li>"
            for number, (name, words, wide) in enumerate(self.pictures, 1)
        )
        end = '<p class="broken">这个故事没有走完。</p>' if self.broken else ""
        return f'<h2 id="{self.name}">{escape(self.title)}</h2><ol>{shown}</ol>{end}'


@dataclass
class Album:
    """The whole. folder: where pictures and page are written; what lay there of an earlier tour is replaced."""

    folder: Path
    chapters: list[Chapter] = field(default_factory=list)

    def chapter(self, name: str, title: str) -> Chapter:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob(f"{name}-*.png"):
            old.unlink()
        self.chapters.append(Chapter(name, title, self.folder))
        return self.chapters[-1]

    def write(self) -> None:
        """Write the page."""
        self.folder.mkdir(parents=True, exist_ok=True)
        links = "".join(f'<a href="#{each.name}">{escape(each.title)}</a>' for each in self.chapters)
        body = "".join(each.html() for each in self.chapters)
        page = (
            '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" '
            f'content="width=device-width"><title>和衷画册</title><style>{STYLE}</style></head><body><h1>和衷画册</h1>'
            f"<p>在运行着的演示系统里走出来的，人和单位都是虚构的。</p><nav>{links}</nav>{body}</body></html>"
        )
        (self.folder / "index.html").write_text(page, "utf8")
