"""The remedies as they are printed, against the words of the acts (texts of 2023-09-01 and 2017-06-27)."""

from hezhong.law.statutes import remedies

DECISION = (
    "不服本决定的，可以自知道本决定之日起60日内，依照《中华人民共和国行政复议法》第20条第1款的规定，"
    "向本机关的本级人民政府申请行政复议；也可以自知道本决定之日起6个月内，"
    "依照《中华人民共和国行政诉讼法》第46条第1款的规定，直接向人民法院提起行政诉讼。"
)
REFUSAL = (
    "不服本决定的，应当自知道本决定之日起60日内，依照《中华人民共和国行政复议法》第20条第1款和第23条第1款第（三）项的规定，"
    "先向本机关的本级人民政府申请行政复议；对行政复议决定不服的，可以在收到行政复议决定书之日起15日内，"
    "依照《中华人民共和国行政诉讼法》第45条的规定，向人民法院提起行政诉讼。"
)


def test_what_is_printed() -> None:
    assert remedies.AGAINST_A_DECISION == DECISION
    assert remedies.AGAINST_A_REFUSAL == REFUSAL


def test_where_it_goes() -> None:
    assert str(remedies.RECONSIDER_WHERE) == "《中华人民共和国行政复议法》第24条第1款"
