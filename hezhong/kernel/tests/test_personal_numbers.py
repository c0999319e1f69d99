"""A number that a stranger could know a person by is told from a token."""

import pytest

from hezhong.kernel.personal_numbers import personal


@pytest.mark.parametrize(("number", "what"), [
    (13800138000, "手机号码"),
    (12800138000, ""),
    (138001380001, ""),
    (110101199003070012, ""),  # its check digit would be 1
    (11010519491231002, ""),  # 17 digits
    (440524188001010014, "身份证号码"),  # the example of GB 11643
    (440524188013010014, ""),  # no thirteenth month
    (6222021234567890128, "银行卡号"),
    (6222021234567890129, ""),
    (4111111111111111, ""),  # a card of another scheme, no prefix of wage cards
    (1, ""),
    (2**63 - 1, ""),
])  # fmt: skip
def test_shape(number: int, what: str) -> None:
    assert personal(number) == what
