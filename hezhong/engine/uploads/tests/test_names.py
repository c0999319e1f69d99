"""Names are for the eye: typed words stay, tricks go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezhong.engine.uploads.model import Kind
from hezhong.engine.uploads.names import shown

CASES = (
    ("工资 条.jpg", Kind.JPEG, "工资 条.jpg"),
    ("工资条.JPEG", Kind.JPEG, "工资条.JPEG"),
    ("../../etc/passwd", Kind.PDF, "passwd.pdf"),
    ("C:\\fakepath\\合同.pdf", Kind.PDF, "合同.pdf"),
    ("合同\x00\r\n.pdf", Kind.PDF, "合同 .pdf"),
    ("照\u202egpj.exe", Kind.PNG, "照gpj.exe.png"),
    ("Cafe\u0301 𠮷.pdf", Kind.PDF, "Café 𠮷.pdf"),
    ("", Kind.PDF, "未命名.pdf"),
    ("工" * 200 + ".pdf", Kind.PDF, "工" * 116 + ".pdf"),
    ("工" * 200 + ".exe", Kind.JPEG, "工" * 116 + ".jpg"),
)


@pytest.mark.parametrize(("typed", "kind", "title"), CASES)
def test_title(typed: str, kind: Kind, title: str) -> None:
    assert shown(typed, kind) == title


@given(st.text(max_size=300), st.sampled_from(Kind))
def test_whatever_is_typed(typed: str, kind: Kind) -> None:
    title = shown(typed, kind)
    assert len(title) <= 120 and title.lower().endswith(kind.endings)
    assert not set("/\\\r\n\x00\u202e") & set(title)
