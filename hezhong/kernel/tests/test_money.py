"""Money written, said back and printed on decisions: tables written by hand."""

from decimal import Decimal

import pytest

from hezhong.kernel.money import capital, in_words, to_cent, yuan


@pytest.mark.parametrize(
    ("amount", "written", "said"),
    [
        ("0", "0", "0 元"),
        ("0.5", "0.50", "0.50 元"),
        ("3500", "3,500", "3,500 元"),
        ("9999.99", "9,999.99", "9,999.99 元"),
        ("10000", "10,000", "1万 元"),
        ("12000", "12,000", "1.2万 元"),
        ("12300", "12,300", "1.23万 元"),
        ("12345", "12,345", "12,345 元"),
        ("12000.50", "12,000.50", "12,000.50 元"),
        ("100000", "100,000", "10万 元"),
        ("1234500", "1,234,500", "123.45万 元"),
        ("99990000", "99,990,000", "9999万 元"),
        ("100000000", "100,000,000", "100,000,000 元"),
    ],
)
def test_written_and_said(amount: str, written: str, said: str) -> None:
    assert (yuan(Decimal(amount)), in_words(Decimal(amount))) == (written, said)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("0.99", "玖角玖分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("20.05", "贰拾元零伍分"),
        ("20.50", "贰拾元伍角整"),
        ("101", "壹佰零壹元整"),
        ("110", "壹佰壹拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("10500", "壹万零伍佰元整"),
        ("12000", "壹万贰仟元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        ("100000001", "壹亿零壹元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("1000010000", "壹拾亿零壹万元整"),
        ("2000500000", "贰拾亿零伍拾万元整"),
        ("1000000000000", "壹万亿元整"),
    ],
)
def test_in_the_characters_of_decisions(amount: str, words: str) -> None:
    assert capital(Decimal(amount)) == f"人民币{words}"


@pytest.mark.parametrize(("exact", "cent"), [("0.005", "0.01"), ("0.004", "0.00"), ("2.675", "2.68"), ("1", "1.00")])
def test_half_a_cent_is_rounded_up(exact: str, cent: str) -> None:
    assert str(to_cent(Decimal(exact))) == cent
