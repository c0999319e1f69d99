"""A printed paper as a reader sees it: its words in order, its pages, the squares of its code."""

import io
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

DOTS = 300  # an inch
MM = DOTS / 25.4
LEFT = 28  # mm: the margin that the code stands at
CODE = 21  # mm


def words(pdf: bytes) -> str:
    """Return the text in reading order without any white space."""
    return "".join(_run("pdftotext", pdf, "-raw").decode().split())


def pages(pdf: bytes) -> int:
    return _run("pdftotext", pdf).count(b"\f")


def out_of_order(text: str, wanted: list[str]) -> str:
    """Return the first of the wanted words that does not follow the one before it, '' when all do."""
    at = 0
    for each in wanted:
        found = text.find("".join(each.split()), at)
        if found < 0:
            return each
        at = found + 1
    return ""


def squares(pdf: bytes, page: int, number: int) -> list[list[bool]]:
    """Return which squares of the code on a page are dark; ``number``: how many stand in a row."""
    picture = Image.open(io.BytesIO(_run("pdftoppm", pdf, "-r", str(DOTS), "-gray", "-f", str(page), "-l", str(page))))
    top, left, step = _middle_of_the_lines(pdf, page) * DOTS / 72 - CODE * MM / 2, LEFT * MM, CODE * MM / number
    return [
        [_dark(picture, left + (x + 0.5) * step, top + (y + 0.5) * step) for x in range(number)] for y in range(number)
    ]


def _dark(picture: Image.Image, x: float, y: float) -> bool:
    shade = picture.getpixel((round(x), round(y)))
    assert isinstance(shade, int)
    return shade < 128


def _middle_of_the_lines(pdf: bytes, page: int) -> float:
    """Return how far down the lines beside the code have their middle, in points: the code is as high there."""
    tree = ElementTree.fromstring(_run("pdftotext", pdf, "-bbox", "-f", str(page), "-l", str(page)))
    spots = list(tree.iter("{http://www.w3.org/1999/xhtml}word"))
    first = next(spot for spot in spots if (spot.text or "").startswith("扫码查验"))
    last = next(spot for spot in spots if (spot.text or "").startswith("联系电话"))
    return (float(first.attrib["yMin"]) + float(last.attrib["yMax"])) / 2


def _run(program: str, pdf: bytes, *options: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        out = [str(path), *(["-"] if program == "pdftotext" else [])]
        return subprocess.run([program, *options, *out], check=True, capture_output=True).stdout
