"""What is taken and what is refused, by content; the message always says what to do."""

import hashlib
from pathlib import Path

import pytest

from hezhong.engine.uploads import MOST_BYTES, BadUpload, Kind, inspect
from hezhong.engine.uploads.tests import samples

TAKEN = (
    ("照片.jpg", samples.photo(), Kind.JPEG, "image/jpeg"),
    ("截图.png", samples.drawn("PNG"), Kind.PNG, "image/jpeg"),
    ("图.webp", samples.drawn("WEBP"), Kind.WEBP, "image/jpeg"),
    ("合同.pdf", samples.saved(samples.pdf(3)), Kind.PDF, "application/pdf"),
    ("经过.docx", samples.office(), Kind.DOCX, ""),
    ("工资表.xlsx", samples.office("xl/workbook.xml"), Kind.XLSX, ""),
    ("旧合同.doc", samples.compound("WordDocument", "1Table"), Kind.DOC, ""),
    ("旧工资表.xls", samples.compound("Workbook"), Kind.XLS, ""),
    ("经过.txt", "2026年8月起没发工资\r\n".encode(), Kind.TEXT, "text/plain"),
    ("经过.TXT", "2026年8月起没发工资，工头叫赵翀喆".encode("gb18030"), Kind.TEXT, "text/plain"),
    ("通话.mp3", samples.mp3(), Kind.MP3, ""),
    ("通话.m4a", b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00" + bytes(64), Kind.M4A, ""),
    ("语音.amr", b"#!AMR\n" + bytes(64), Kind.AMR, ""),
    ("录音.wav", b"RIFF\x40\x00\x00\x00WAVEfmt " + bytes(64), Kind.WAV, ""),
    ("工地.mp4", b"\x00\x00\x00\x20ftypisom\x00\x00\x00\x00" + bytes(64), Kind.MP4, ""),
    ("工地.mov", b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00" + bytes(64), Kind.MOV, ""),
)

REFUSED = (
    ("工资条.jpg", b"MZ\x90\x00" + bytes(200), "程序"),
    ("工资条.jpg", b"\x7fELF\x02\x01" + bytes(200), "程序"),
    ("工资条.jpg", b"<html><script>alert(1)</script></html>", "网页"),
    ("工资条.png", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "网页"),
    ("说明.txt", b"\n  <!DOCTYPE html><body onload=x>", "网页"),
    ("说明.txt", b"#!/bin/sh\nrm -rf /", "程序"),
    ("材料.pdf", b"Rar!\x1a\x07\x00" + bytes(64), "压缩包"),
    ("材料.docx", samples.office("readme.md"), "压缩包"),
    ("发票.ofd", samples.office("OFD.xml"), "另存为 PDF"),
    ("安装.doc", samples.compound("!Tables", "!Columns"), "没看懂"),  # an installer is a compound file too
    ("宏.xls", samples.compound("Workbook", "_VBA_PROJECT_CUR"), "宏"),
    ("锁.docx", samples.compound("EncryptedPackage", "EncryptionInfo"), "去掉密码"),
    ("IMG_01.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00" + bytes(64), "请换成 JPG"),
    ("动图.jpg", b"GIF89a" + bytes(64), "另存为 JPG"),
    ("运行.bat", b"@echo off\ndel *", "请交照片"),
    ("乱码.txt", b"\x00\x01\x02\xff\xfe\x00" + bytes(range(256)), "UTF-8"),
    ("空.jpg", b"", "空的"),
)


@pytest.mark.parametrize(("name", "data", "kind", "shown_as"), TAKEN, ids=[each[0] for each in TAKEN])
def test_taken(name: str, data: bytes, kind: Kind, shown_as: str) -> None:
    checked = inspect(name, data)
    assert (checked.kind, checked.kind.shown_as) == (kind, shown_as)
    assert (checked.size, checked.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (checked.shown is not None) == bool(shown_as)
    assert checked.title.lower() == name.lower()
    assert checked.note.startswith("已检查，未扫描病毒")
    assert ("只存原件" in checked.note) == (checked.shown is None)


@pytest.mark.parametrize(("name", "data", "says"), REFUSED, ids=[f"{name} {says}" for name, _, says in REFUSED])
def test_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(BadUpload, match=says) as bad:
        inspect(name, data)
    assert "请" in str(bad.value) and "格式错误" not in str(bad.value)


def test_the_name_does_not_decide() -> None:
    checked = inspect("工资条.exe", samples.photo())
    assert (checked.kind, checked.title) == (Kind.JPEG, "工资条.exe.jpg")


def test_size_is_measured_before_anything_is_read(tmp_path: Path) -> None:
    large = tmp_path / "录像.mp4"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadUpload, match="有 21 MB，最大只能 20 MB"):
        inspect(large.name, large)
    with pytest.raises(BadUpload, match="有 21 MB"):
        inspect("录像.mp4", bytes(21 << 20))


def test_a_file_on_disk_is_read_like_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(samples.photo())
    assert inspect("照片.jpg", path).sha256 == hashlib.sha256(samples.photo()).hexdigest()


def test_text_is_shown_in_one_encoding() -> None:
    shown = inspect("经过.txt", "工头叫赵翀喆\r\n欠 3 个月".encode("gb18030")).shown
    assert shown == "工头叫赵翀喆\n欠 3 个月".encode()
    assert inspect("经过.txt", "没发工资".encode("utf-16")).shown == "没发工资".encode()


def test_mp3_is_not_guessed_from_one_frame() -> None:
    with pytest.raises(BadUpload, match="没看懂"):
        inspect("x.mp3", b"\xff\xfb\x90\x00" + bytes(2000))
