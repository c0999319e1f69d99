"""Writes the .xls of 1997: records of BIFF8 in a compound file, the least that a spreadsheet needs."""

import struct
from collections.abc import Sequence

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def xls(name: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    """Return a workbook of one sheet; texts as LABEL, numbers as NUMBER records."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet += _record(0x0204, struct.pack("<HHHHB", at, place, 0, len(value), 1) + value.encode("utf-16le"))
            elif not isinstance(value, str):
                sheet += _record(0x0203, struct.pack("<HHHd", at, place, 0, value))
    sheet += _record(0x000A, b"")
    title = name.encode("utf-16le")
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    length = len(start) + 4 + 8 + len(title) + 4
    bound = _record(0x0085, struct.pack("<IBBBB", length, 0, 0, len(name), 1) + title)
    return _compound(start + bound + _record(0x000A, b"") + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Return a compound file: header, one sector of the allocation table, one of the directory, then the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    table = [FAT, END, *range(3, count + 2), END]
    header = struct.pack("<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    header += struct.pack("<108I", *[FREE] * 108)
    fat = struct.pack("<128I", *(table + [FREE] * (128 - len(table))))
    return header + fat + _entry("Root Entry", 5, 1, END, 0) + _entry("Workbook", 2, FREE, 2, len(stream)) + _entry("", 0, FREE, 0, 0) * 2 + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16le")
    return struct.pack("<64sHBBIII16sIQQIQ", text, len(text) + 2 if name else 0, kind, 1, FREE, FREE, child, b"", 0, 0, 0, start, size)
