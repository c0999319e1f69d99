"""The tour reads QR codes as another program (segno) draws them, and its people are nobody of the demonstration."""

import io
import itertools

import pytest
import segno
from PIL import Image

from hezhong.app.demo import folk as demonstration
from tour import folk, qr

ADDRESS = "http://127.0.0.1:8000/join/Zr3-q_W8mPp0tB6kXy1uVA/"


def drawn(text: str, scale: int, mask: int, error: str = "m") -> bytes:
    out = io.BytesIO()
    segno.make(text, error=error, mask=mask, micro=False, boost_error=False).save(
        out, kind="png", scale=scale, border=4
    )
    return out.getvalue()


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize("text", ["http://x/", ADDRESS, ADDRESS + "?" + "q" * 40])
def test_what_was_drawn_is_read(text: str, mask: int) -> None:
    assert qr.read(drawn(text, 1 + mask % 5, mask)) == text


def test_what_is_no_code_of_this_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="level M"):
        qr.read(drawn(ADDRESS, 3, 2, "h"))
    with pytest.raises(ValueError, match="version 1 to 6"):
        qr.read(drawn("q" * 200, 3, 2))
    out = io.BytesIO()
    Image.new("L", (50, 50), 255).save(out, "PNG")
    with pytest.raises(ValueError, match="blank"):
        qr.read(out.getvalue())


def test_the_people_are_new_and_nobody() -> None:
    drawn_people = list(itertools.islice(folk.people(), 600))
    numbers, phones = {number for _, number, _ in drawn_people}, {phone for _, _, phone in drawn_people}
    assert not set(folk.HOMES) & set(demonstration.ELSEWHERE) and not any(home.startswith("44") for home in folk.HOMES)
    assert len({name for name, _, _ in drawn_people}) == 600
    assert len(numbers) == len(phones) == 600
    assert all(number[14:17] == "000" for number in numbers) and all(
        phone.startswith("154") and len(phone) == 11 for phone in phones
    )
    for first in range(0, 560, 40):
        assert len({name[0] for name, _, _ in drawn_people[first : first + 40]}) == 40
