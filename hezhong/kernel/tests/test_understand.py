"""What people type, and what is made of it: tables written by hand."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.kernel.understand import Unclear, amount, chinese_number, day, phone

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("12000", "12000"),
        ("12,000", "12000"),
        ("1,200.50", "1200.50"),
        ("１２，０００元", "12000"),
        ("￥3500", "3500"),
        (" 3500 块钱", "3500"),
        ("人民币 3500 元整", "3500"),
        ("3500.555", "3500.56"),
        ("1.2万", "12000"),
        ("１．２万", "12000"),
        ("1.2 万元", "12000"),
        ("0.5万", "5000"),
        ("1.234567万", "12345.67"),
        ("3w", "30000"),
        ("3W", "30000"),
        ("三w", "30000"),
        ("3k", "3000"),
        ("3千", "3000"),
        ("1.5千", "1500"),
        ("3千5", "3500"),
        ("2万5", "25000"),
        ("1万2千", "12000"),
        ("1万2千5", "12500"),
        ("12万3456", "123456"),
        ("2万0500", "20500"),
        ("1亿", "100000000"),
        ("一万二", "12000"),
        ("一万五", "15000"),
        ("十二", "12"),
        ("二十", "20"),
        ("二十五", "25"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("一百一十五", "115"),
        ("两千", "2000"),
        ("三千五", "3500"),
        ("三千零五", "3005"),
        ("三千零五十", "3050"),
        ("一千二百三", "1230"),
        ("一万二千三百", "12300"),
        ("一万零五百", "10500"),
        ("一万零五", "10005"),
        ("两万两千块", "22000"),
        ("十万", "100000"),
        ("十二万五", "125000"),
        ("一千二百万", "12000000"),
        ("一亿两千万", "120000000"),
        ("壹万贰仟元整", "12000"),
        ("九十九亿", "9900000000"),
    ],
)
def test_amounts(typed: str, yuan: str) -> None:
    assert amount(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    "typed",
    [
        "", "abc", "约12000", "4000多", "半万", "三点五万", "1e5", "1..2", "万", "百", "万五",
        "12,00", "3,5万", "1,2", "一二三", "四五千", "三千五万", "一万二万", "1.25万3", "1万23456", "2万左右", "3500/月",
    ],
)  # fmt: skip
def test_an_amount_that_could_mean_several_things_is_asked_again(typed: str) -> None:
    with pytest.raises(Unclear) as told:
        amount(typed)
    assert str(told.value) == f"没看懂“{typed}”。请填写金额，如 12000 或 1.2万"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-5", "写了“-5”，金额不能是负数。请填写金额，如 12000 或 1.2万"),
        ("0", "写了“0”，金额要大于 0，如 12000 或 1.2万"),
        ("0.004", "写了“0.004”，金额要大于 0，如 12000 或 1.2万"),
        ("10000000001", "“10000000001”超过一百亿元，请再看一看有没有多写几个零"),
        ("x" * 40, f"没看懂“{'x' * 30}…”。请填写金额，如 12000 或 1.2万"),
    ],
)
def test_why_an_amount_is_not_taken(typed: str, says: str) -> None:
    with pytest.raises(Unclear) as told:
        amount(typed)
    assert str(told.value) == says


def test_the_largest_amount_is_taken_and_the_example_is_the_askers() -> None:
    assert amount("10000000000") == Decimal(10_000_000_000)
    with pytest.raises(Unclear, match="如 80000"):
        amount("?", "80000")


@pytest.mark.parametrize(
    ("text", "number"), [("二十六", 26), ("十", 10), ("两百", 200), ("26", 26), ("一百零六", 106), ("三", 3)]
)
def test_numbers_of_people(text: str, number: int) -> None:
    assert chinese_number(text) == number


def test_no_number() -> None:
    for text in ("", "零", "很多", "二十来", "2.5"):
        with pytest.raises(ValueError):
            chinese_number(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("今天", "2026-11-25"),
        ("昨天", "2026-11-24"),
        (" 前天 ", "2026-11-23"),
        ("大前天", "2026-11-22"),
        ("2026-8-3", "2026-08-03"),
        ("2026/08/03", "2026-08-03"),
        ("2026.8.3", "2026-08-03"),
        ("2026年8月3日", "2026-08-03"),
        ("2026 年 8 月 3 号", "2026-08-03"),
        ("20260803", "2026-08-03"),
        ("２０２６-８-３", "2026-08-03"),
        ("8月3日", "2026-08-03"),
        ("8月3号", "2026-08-03"),
        ("8-3", "2026-08-03"),
        ("11月25日", "2026-11-25"),  # today
        ("11月26日", "2025-11-26"),  # not yet come this year
        ("12.31", "2025-12-31"),
        ("2024-2-29", "2024-02-29"),
        ("2027-1-1", "2027-01-01"),  # with its year a day may lie ahead; the form decides
    ],
)
def test_days(typed: str, meant: str) -> None:
    assert day(typed, TODAY) == date.fromisoformat(meant)


def test_yesterday_over_the_turn_of_the_year() -> None:
    assert day("昨天", date(2026, 1, 1)) == date(2025, 12, 31)
    assert day("12月31日", date(2026, 1, 1)) == date(2025, 12, 31)


@pytest.mark.parametrize(
    "typed", ["", "明天", "上周五", "3号", "26-8-3", "2026-2-30", "2025-2-29", "13月1日", "8月", "2026"]
)
def test_a_day_that_is_none_is_asked_again(typed: str) -> None:
    with pytest.raises(Unclear) as told:
        day(typed, TODAY)
    assert str(told.value) == f"没看懂“{typed}”。请填写日期，如 2026-8-3 或 8月3日"


@pytest.mark.parametrize(
    "typed",
    [
        "13800005521",
        "138 0000 5521",
        "138-0000-5521",
        "+86 13800005521",
        "0086 138 0000 5521",
        "８６１３８００００５５２１",
    ],
)
def test_phones(typed: str) -> None:
    assert phone(typed) == "13800005521"


@pytest.mark.parametrize("typed", ["1380000552", "138000055210", "23800005521", "0755-12345678", "手机"])
def test_a_phone_that_is_none(typed: str) -> None:
    with pytest.raises(Unclear, match="手机号是 1 开头的 11 位数字"):
        phone(typed)
