"""Identity documents: published specimens, wrong digits, wrong kinds, and the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezhong.kernel.identity import BadIdentity, IdentityKind, birth, check_digit, mask, normalise

RESIDENT, PERMIT, HK_MACAO = IdentityKind.RESIDENT, IdentityKind.RESIDENCE_PERMIT, IdentityKind.HK_MACAO
TAIWAN, PASSPORT, FOREIGN = IdentityKind.TAIWAN, IdentityKind.PASSPORT, IdentityKind.FOREIGN_PERMANENT


def mod_11_2(digits: str) -> str:
    """Return the check sign by the recursive way of ISO 7064, where the product weighs and sums."""
    rest = 0
    for digit in digits:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "440524188001010014", "810000199408230021", "830000199201300022"],  # specimens
)
def test_check_digit_of_specimens(number: str) -> None:
    assert check_digit(number[:17]) == number[17] == mod_11_2(number[:17])


@given(st.text("0123456789", min_size=17, max_size=17))
def test_check_digit_as_iso_7064_has_it(digits: str) -> None:
    assert check_digit(digits) == mod_11_2(digits)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (RESIDENT, "11010519491231002X", "11010519491231002X"),
        (RESIDENT, "11010519491231002x", "11010519491231002X"),
        (RESIDENT, " 110105 19491231 002X ", "11010519491231002X"),
        (RESIDENT, "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        (RESIDENT, "810000199408230021", "810000199408230021"),  # nobody is refused for the place in the number
        (PERMIT, "810000199408230021", "810000199408230021"),
        (PERMIT, "830000199201300022", "830000199201300022"),
        (PERMIT, "820000198703150013", "820000198703150013"),
        (HK_MACAO, "H12345678", "H12345678"),
        (HK_MACAO, "m12345678", "M12345678"),
        (HK_MACAO, "H1234567801", "H1234567801"),
        (TAIWAN, "12345678", "12345678"),
        (TAIWAN, "1234567801", "1234567801"),
        (PASSPORT, "e12345678", "E12345678"),
        (PASSPORT, "AB-123 456", "AB123456"),
        (FOREIGN, "CHN110080010101", "CHN110080010101"),
        (FOREIGN, "911124198108030024", "911124198108030024"),
        ("resident", "11010519491231002X", "11010519491231002X"),
    ],
)
def test_numbers_in_one_form(kind: IdentityKind, typed: str, kept: str) -> None:
    assert normalise(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (RESIDENT, "", "请填写证件号码"),
        (RESIDENT, "1101051949123100", "居民身份证号码是 18 位，现在有 16 位"),
        (RESIDENT, "11010519491231002A", "前 17 位是数字，最后一位是数字或 X"),
        (RESIDENT, "1101051949123100X2", "前 17 位是数字，最后一位是数字或 X"),
        (RESIDENT, "110105194912310021", "对不上校验位，可能有一位写错了"),
        (RESIDENT, "110105194902310023", "出生日期不存在"),
        (RESIDENT, "110105194913310020", "出生日期不存在"),
        (RESIDENT, "110105170001010019", "出生年份太早"),
        (RESIDENT, "911124198108030024", "这个号码不是居民身份证的号码。请看看证件种类选对了没有"),
        (PERMIT, "11010519491231002X", "这个号码不是港澳台居民居住证的号码。请看看证件种类选对了没有"),
        (PERMIT, "810000199408230022", "对不上校验位"),
        (FOREIGN, "11010519491231002X", "这个号码不是外国人永久居留身份证的号码"),
        (FOREIGN, "CHN1100800101", "外国人永久居留身份证号码是 18 位，现在有 13 位"),
        (HK_MACAO, "12345678", "港澳居民来往内地通行证是字母 H 或 M 加 8 位数字"),
        (HK_MACAO, "H1234567", "港澳居民来往内地通行证是字母 H 或 M 加 8 位数字"),
        (HK_MACAO, "H123456789", "港澳居民来往内地通行证是字母 H 或 M 加 8 位数字"),
        (TAIWAN, "T1234567", "台湾居民来往大陆通行证是 8 位数字"),
        (TAIWAN, "123456789", "台湾居民来往大陆通行证是 8 位数字"),
        (PASSPORT, "E123", "护照号码由 5 到 17 位字母和数字组成"),
        (PASSPORT, "E12345678中", "护照号码由 5 到 17 位字母和数字组成"),
    ],
)
def test_what_is_told_when_a_number_is_wrong(kind: IdentityKind, typed: str, says: str) -> None:
    with pytest.raises(BadIdentity) as told:
        normalise(kind, typed)
    assert says in str(told.value)
    assert not typed or typed not in str(told.value)  # the number itself is never repeated


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, by: int) -> None:
    good = "440524188001010014"
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    with pytest.raises(BadIdentity):
        normalise(RESIDENT, wrong)


def test_day_of_birth_and_mask() -> None:
    assert birth("11010519491231002X").isoformat() == "1949-12-31"
    assert mask("11010519491231002X") == "1101**********002X"
    assert mask("H12345678") == "*******78" and mask("E1234") == "***34"


def test_labels() -> None:
    assert [kind.label for kind in IdentityKind] == [
        "居民身份证", "港澳台居民居住证", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "护照", "外国人永久居留身份证",
    ]  # fmt: skip
