"""Reading a QR code off a screen, as a phone's camera would (ISO/IEC 18004): level M, versions 1 to 6, text in bytes.

A screenshot is not blurred, so nothing is corrected: a code that is drawn wrong is not read.
"""

import io
from collections.abc import Callable, Iterable, Iterator

from PIL import Image

BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}
"""Of each version: blocks, and codewords of data in each (table 9, level M)."""
LEVEL_M, FORMAT_MASK, BYTES = 0b00, 0b10101, 0b0100
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)

Grid = list[list[int]]


def read(picture: bytes) -> str:
    """Return the text of the one code in the picture. Raises ValueError."""
    grid = _modules(Image.open(io.BytesIO(picture)).convert("L"))
    version = (len(grid) - 17) // 4
    if version not in BLOCKS:
        raise ValueError(f"no QR code of version 1 to 6 is here: {len(grid)} modules")
    level, mask = divmod(_number(grid[8][:5]) ^ FORMAT_MASK, 8)
    if level != LEVEL_M:
        raise ValueError("the code is not of level M")
    bits = list(_bits(grid, version, MASKS[mask]))
    return _text(_data([_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)], *BLOCKS[version]))


def _modules(picture: Image.Image) -> Grid:
    """Return the modules, 1 for dark. The finder pattern in the corner is seven of them wide."""
    found = picture.point(lambda light: 255 if light < 128 else 0).getbbox()
    if found is None:
        raise ValueError("the picture is blank")
    code = picture.crop(found)
    row = [int(code.getpixel((x, 0))) for x in range(code.width)]  # type: ignore[arg-type]
    corner = next((x for x, light in enumerate(row) if light >= 128), code.width)
    size = round(code.width / (corner / 7))
    step = code.width / size
    at = [int((place + 0.5) * step) for place in range(size)]
    return [[int(int(code.getpixel((x, y))) < 128) for x in at] for y in at]  # type: ignore[arg-type]


def _bits(grid: Grid, version: int, mask: Callable[[int, int], bool]) -> Iterator[int]:
    """Yield what stands in the data region, unmasked: two columns at a time from the right, up and down in turn."""
    size, upwards = len(grid), True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upwards else range(size):
            for x in (right, right - 1):
                if not _function(y, x, size, version):
                    yield grid[y][x] ^ mask(y, x)
        upwards = not upwards


def _function(y: int, x: int, size: int, version: int) -> bool:
    """Whether the module belongs to a pattern or to the format, not to the data."""
    corners = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    aligned = version > 1 and abs(y - (size - 7)) <= 2 and abs(x - (size - 7)) <= 2
    return corners or aligned or 6 in (y, x)


def _data(codewords: list[int], blocks: int, each: int) -> list[int]:
    """Return the codewords of data, which the blocks hold in turn."""
    return [codewords[place * blocks + block] for block in range(blocks) for place in range(each)]


def _text(data: list[int]) -> str:
    """Return the text of the first segment; version 9 and below count its bytes in eight bits."""
    bits = "".join(f"{each:08b}" for each in data)
    if int(bits[:4], 2) != BYTES:
        raise ValueError("the code does not hold bytes")
    length = int(bits[4:12], 2)
    return bytes(int(bits[at : at + 8], 2) for at in range(12, 12 + 8 * length, 8)).decode("utf8")


def _number(bits: Iterable[int]) -> int:
    return int("".join(map(str, bits)), 2)
