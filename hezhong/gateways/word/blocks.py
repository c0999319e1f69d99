"""What a typeset paper says, as blocks: headings, paragraphs and tables, read from the elements Typst answers with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

Element = Mapping[str, Any]
SELECTOR = "selector(heading).or(par).or(table)"
PAGE_MARKS = "0.65em"
"""The leading of what stands at the foot of each page; the paper itself is set on a grid of its own."""
QUOTED = "本文书依据的规定"
"""The small heading over the articles, which the shared style sets as a block of its own."""
INSIDE = ("children", "child", "body")


class Kind(Enum):
    CENTRED = "居中"
    TITLE = "标题"
    PLAIN = "顶格"
    INDENTED = "正文"
    SMALL = "小字"
    RIGHT = "居右"
    TABLE = "表格"


@dataclass(frozen=True)
class Cell:
    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Block:
    """One piece. cells, columns: of a table only; cells in reading order, as they span."""

    kind: Kind
    text: str = ""
    cells: tuple[Cell, ...] = ()
    columns: int = 0


def read(elements: Sequence[Element], office: str, number_line: str) -> Iterator[Block]:
    """Yield the blocks of a paper in their order; paragraphs inside a table belong to it."""
    titled, in_table, quoted = False, "", False
    for each in elements:
        if each["func"] == "table":
            cells = tuple(_cells(each["children"]))
            in_table = "\n".join(cell.text for cell in cells)
            yield Block(Kind.TABLE, cells=cells, columns=len(each["columns"]))
            continue
        text = words(each).strip("\n ")
        if not text or each.get("leading") == PAGE_MARKS or text in in_table:
            continue
        if each["func"] == "heading":
            titled = True
            yield Block(Kind.TITLE, text)
        elif not titled:
            yield Block(Kind.CENTRED, text)
        elif text == number_line:
            yield Block(Kind.RIGHT, text)
        elif text.startswith(office) and text != office and _dated(text[len(office) :]):
            yield Block(Kind.RIGHT, office)
            yield Block(Kind.RIGHT, text[len(office) :])
        else:
            kind = _kind(each)
            if kind is Kind.SMALL and not quoted:
                quoted = True
                yield Block(Kind.SMALL, QUOTED)
            yield Block(kind, text)


def words(node: Any) -> str:
    """Return the text of an element and all that lies in it."""
    if isinstance(node, list):
        return "".join(words(each) for each in node)
    if not isinstance(node, Mapping):
        return ""
    match node.get("func"):
        case "text":
            return str(node["text"])
        case "linebreak" | "parbreak":
            return "\n"
        case "space":
            return " "
        case _:
            return "".join(words(node[name]) for name in INSIDE if name in node)


def _dated(text: str) -> bool:
    """Return whether this is a day, or the room left for one: the line under the office in a sign-off."""
    return len(text) <= 20 and text.endswith("日")


def _kind(paragraph: Element) -> Kind:
    if paragraph.get("leading") == "4pt":
        return Kind.SMALL
    indent = paragraph.get("first-line-indent") or {}
    return Kind.INDENTED if indent.get("amount") == "2em" else Kind.PLAIN


def _cells(children: Any) -> Iterator[Cell]:
    for child in children:
        if child["func"] in ("header", "footer"):
            yield from _cells(child["children"])
        elif child["func"] == "cell":
            text = "\n".join(line.strip(" ") for line in words(child).split("\n"))
            yield Cell(text.strip("\n"), child.get("colspan", 1), child.get("rowspan", 1))
