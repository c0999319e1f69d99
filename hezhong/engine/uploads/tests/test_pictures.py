"""Photographs: painted anew, upright, without notes; bombs are refused before they are decoded."""

import io
import time

import pytest
from PIL import Image

from hezhong.engine.uploads import BadUpload, inspect
from hezhong.engine.uploads.tests import samples


def opened(name: str, data: bytes) -> Image.Image:
    shown = inspect(name, data).shown
    assert shown is not None
    return Image.open(io.BytesIO(shown))


def near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 30 for a, b in zip(found, colour, strict=True))


def test_no_note_of_place_or_device_is_left() -> None:
    original = samples.photo()
    assert b"SECRET-PLACE" in original
    picture = opened("照片.jpg", original)
    assert picture.format == "JPEG" and not picture.getexif() and "exif" not in picture.info
    assert b"SECRET-PLACE" not in (inspect("照片.jpg", original).shown or b"")


def test_a_picture_held_sideways_stands_upright() -> None:
    picture = opened("照片.jpg", samples.photo((640, 480), orientation=6))  # 6: turned to the right by a quarter
    assert picture.size == (480, 640)
    assert near(picture, (240, 100), (200, 20, 20)) and near(picture, (240, 540), (20, 20, 200))


def test_long_sides_are_cut_to_4096() -> None:
    assert opened("长图.png", samples.drawn("PNG", size=(1000, 9000))).size == (455, 4096)


def test_what_is_transparent_becomes_paper() -> None:
    assert near(opened("签名.png", samples.drawn("PNG", "RGBA", (0, 0, 0, 0))), (30, 20), (255, 255, 255))


def test_sixteen_bit_grey_keeps_its_tone() -> None:
    assert near(opened("扫描.png", samples.drawn("PNG", "I;16", 0x8000)), (30, 20), (128, 128, 128))


def test_what_hangs_behind_a_picture_is_gone() -> None:
    shown = inspect("照片.jpg", samples.photo() + b"PK\x03\x04<script>HIDDEN</script>").shown
    assert shown is not None and b"HIDDEN" not in shown


def test_forty_million_points_are_the_limit_and_the_header_tells() -> None:
    began = time.process_time()
    with pytest.raises(BadUpload, match="4000 万像素"):
        inspect("炸弹.png", samples.png_claiming(60_000, 60_000))
    with pytest.raises(BadUpload, match="4000 万像素"):
        inspect("炸弹.png", samples.png_claiming(8000, 5001))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("cut", (100, 700, 1500))
def test_a_picture_that_was_cut_off_is_named_so(cut: int) -> None:
    with pytest.raises(BadUpload, match="没有传完"):
        inspect("照片.jpg", samples.photo()[:cut])
