"""Word and Excel archives: bombs, links, paths that lead out, passwords, macros."""

import io
import random
import zipfile

import pytest

from hezhong.engine.uploads import MOST_BYTES, BadUpload, inspect
from hezhong.engine.uploads.tests import samples


def archive(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
        for entry, body in entries:
            made.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("word/link")
    entry.external_attr = 0o120777 << 16
    return entry


def locked() -> bytes:
    """The flag that says an entry is encrypted, set in both headers of the last entry."""
    data = bytearray(archive(("word/x.xml", b"x")))
    data[data.rindex(b"PK\x03\x04") + 6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """A bomb that claims to be one byte large."""
    data = bytearray(archive(("word/x.xml", bytes(50 << 20))))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


HOSTILE = (
    ("ratio", archive(("word/x.xml", bytes(30 << 20))), "展开以后太大"),
    ("lying", lying(), "打不开|展开以后太大"),
    ("symlink", archive((link(), b"/etc/passwd")), "内部结构不对"),
    ("leads out", archive(("../../x", b"x")), "内部结构不对"),
    ("absolute", archive(("/etc/x", b"x")), "内部结构不对"),
    ("too deep", archive(("/".join("abcdefghijklmn"), b"x")), "内部结构不对"),
    ("too many", archive(*((f"word/{n}.xml", b"") for n in range(2001))), "内部结构不对"),
    ("locked", locked(), "去掉密码"),
    ("macros", archive(("word/vbaProject.bin", b"x")), "宏"),
    ("cut off", archive()[:-30], "打不开"),
)


@pytest.mark.parametrize(("data", "says"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_hostile(data: bytes, says: str) -> None:
    with pytest.raises(BadUpload, match=says):
        inspect("经过.docx", data)


def test_an_honest_sheet_that_shrinks_well_is_taken() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>8800</v></c></row>' % (n, n) for n in range(20_000))
    assert inspect("工资表.xlsx", samples.office("xl/workbook.xml", xl__worksheets__sheet1_xml=rows)).size < 200_000


def test_many_modest_entries_are_a_bomb_together() -> None:
    """Each unpacks to eighteen times its size, all together to 210 MB."""
    noise = random.Random(44)
    block = b"".join(noise.randbytes(100) + bytes(1900) for _ in range(3500))
    together = archive(*((f"word/{n}.bin", block) for n in range(30)))
    assert len(together) < MOST_BYTES
    with pytest.raises(BadUpload, match="展开以后太大"):
        inspect("经过.docx", together)
