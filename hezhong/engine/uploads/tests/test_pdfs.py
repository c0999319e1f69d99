"""PDFs: what acts, hides or tells is gone from the shown copy; bombs, locks and damage are refused in words."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from hezhong.engine.uploads import BadUpload, inspect
from hezhong.engine.uploads.tests import samples


def laid_open(data: bytes) -> bytes:
    """Return the file with every stream unpacked and every object in the open, so that words can be looked for."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def test_nothing_acts_hides_or_tells() -> None:
    original = samples.armed_pdf()
    before, after = laid_open(original), laid_open(inspect("合同.pdf", original).shown or b"")
    for word in (b"ACTIVE-", b"HIDDEN-", b"SECRET-", b"/JavaScript", b"/OpenAction", b"/EmbeddedFile", b"/XFA"):
        assert word in before, word
        assert word not in after, word
    assert b"KEPT-NOTE" in after and b"/GoTo" in after


def test_pages_are_counted() -> None:
    assert inspect("合同.pdf", samples.saved(samples.pdf(7))).pages == 7


def test_a_signed_pdf_says_where_the_evidence_is() -> None:
    made = samples.pdf()
    made.Root.AcroForm = Dictionary(Fields=Array([made.make_indirect(Dictionary(FT=Name.Sig, T="签名"))]))
    assert "以原件为准" in inspect("合同.pdf", samples.saved(made)).note


def test_a_locked_pdf_is_named_so() -> None:
    locked = samples.saved(samples.pdf(), encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(BadUpload, match="加了密码"):
        inspect("合同.pdf", locked)


def test_a_pdf_that_only_forbids_printing_is_shown() -> None:
    forbids = samples.saved(samples.pdf(), encryption=pikepdf.Encryption(user="", owner="secret"))
    shown = inspect("合同.pdf", forbids).shown
    assert shown is not None and not pikepdf.open(io.BytesIO(shown)).is_encrypted


@pytest.mark.parametrize("layers", (1, 2))
def test_flate_bombs(layers: int) -> None:
    bomb = samples.pdf_bomb(300, layers)
    assert len(bomb) < 400_000
    with pytest.raises(BadUpload, match="展开以后太大"):
        inspect("炸弹.pdf", bomb)


def test_a_large_honest_scan_is_not_a_bomb() -> None:
    made = samples.pdf()
    page = pikepdf.Stream(made, b"")
    page.write(zlib.compress(bytes(2480 * 3508 * 3)), filter=Name.FlateDecode)  # an empty sheet at 300 dots an inch
    page.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2480, Height=3508))
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Scan=made.make_indirect(page)))
    assert inspect("扫描.pdf", samples.saved(made)).pages == 1


def test_a_picture_that_claims_a_wall() -> None:
    made = samples.pdf()
    page = made.make_indirect(pikepdf.Stream(made, b"\xff\xd8"))
    page.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000, Filter=Name.DCTDecode))
    made.pages[0].Resources = Dictionary(XObject=Dictionary(Wall=page))
    with pytest.raises(BadUpload, match="展开以后太大"):
        inspect("炸弹.pdf", samples.saved(made))


DAMAGED = (b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20, samples.armed_pdf()[:300])


@pytest.mark.parametrize("data", DAMAGED)
def test_damage_is_named_so(data: bytes) -> None:
    with pytest.raises(BadUpload, match=r"打不开.*请重新导出|一页也没有"):
        inspect("合同.pdf", data)


def test_no_page() -> None:
    with pytest.raises(BadUpload, match="一页也没有"):
        inspect("空.pdf", samples.saved(samples.pdf(0)))


def test_too_many_pages() -> None:
    with pytest.raises(BadUpload, match="1000 页"):
        inspect("长.pdf", samples.saved(samples.pdf(1001)))
