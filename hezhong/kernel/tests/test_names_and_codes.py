"""Names of people and unified credit codes: what passes, what is refused and in which words."""

import pytest

from hezhong.kernel import credit_code, names
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.names import BadName


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张三", "张三"),
        ("  张 三 ", "张 三"),
        ("𠮷田", "𠮷田"),  # beyond the first plane
        ("㛃䶮", "㛃䶮"),
        ("王\U00030edd", "王\U00030edd"),  # biáng, plane 3
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("Ｏ'Brien", "Ｏ'Brien"),
        ("Jose\u0301", "José"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("李四（小李）", "李四（小李）"),
        ("示例建工集团（深圳）有限公司", "示例建工集团（深圳）有限公司"),
    ],
)
def test_names(typed: str, kept: str) -> None:
    assert names.normalise(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "请填写姓名"),
        ("   ", "请填写姓名"),
        ("张三😀", "姓名里有“😀”，请去掉它，只写证件上的姓名"),
        ("张三\u200b", "姓名里有看不见的符号，请去掉它，只写证件上的姓名"),
        ("张\x07三", "姓名里有看不见的符号，请去掉它，只写证件上的姓名"),
        ("张\u202e三", "姓名里有看不见的符号，请去掉它，只写证件上的姓名"),
        ("张三<b>", "姓名里有“<”，请去掉它，只写证件上的姓名"),
        ("张三/李四", "姓名里有“/”，请去掉它，只写证件上的姓名"),
        ("12345", "“12345”不像姓名。请写证件上的姓名"),
        ("···", "“···”不像姓名。请写证件上的姓名"),
        ("长" * 65, "姓名最多 64 个字，现在有 65 个"),
    ],
)
def test_what_is_no_name(typed: str, says: str) -> None:
    with pytest.raises(BadName) as told:
        names.normalise(typed)
    assert str(told.value) == says


def gb_32100(first: str) -> str:
    """Return the check sign of seventeen signs: powers of three, modulo 31."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * 3**place for place, sign in enumerate(first))
    return signs[-total % 31]


# examples as published
PUBLISHED = ["91110000600037341L", "91350100M000100Y43"]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes(code: str) -> None:
    assert gb_32100(code[:17]) == code[17]
    assert credit_code.normalise(code) == code
    assert credit_code.normalise(f" {code[:8].lower()} {code[8:]} ") == code
    assert credit_code.normalise(f"{code[:8]}-{code[8:17]}-{code[17]}") == code


@pytest.mark.parametrize("place", range(17))
def test_a_wrong_sign_is_found(place: int) -> None:
    code = PUBLISHED[0]
    wrong = code[:place] + ("1" if code[place] != "1" else "2") + code[place + 1 :]
    with pytest.raises(BadCreditCode, match="对不上校验位|一位写错"):
        credit_code.normalise(wrong)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "统一社会信用代码是 18 位，现在有 0 位。请对照营业执照再看一看"),
        ("91110000600037341", "统一社会信用代码是 18 位，现在有 17 位。请对照营业执照再看一看"),
        ("9111000060003734IL", "可能有一位写错了（没有字母 I、O、S、V、Z）"),
        ("统一社会信用代码是多少我不知道呀呀呀", "可能有一位写错了"),
    ],
)
def test_what_is_no_code(typed: str, says: str) -> None:
    with pytest.raises(BadCreditCode) as told:
        credit_code.normalise(typed)
    assert says in str(told.value)
