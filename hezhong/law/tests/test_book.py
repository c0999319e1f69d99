"""Which rule binds where and when, what is not applied and why, and which figures may not bind: books made by hand."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.kernel.dates import Calendar, Period, calendar_days, working_days
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law.book import LawBook, Value, from_files
from hezhong.law.duties import inspection
from hezhong.law.model import Confidence, Duty, NotInForce, Statute, TimeLimit, Unconfirmed
from hezhong.law.statutes import warning_response

ANSWER = Duty("test.answer", "答复")
OTHER = Duty("test.other", "另一件事")
SHENZHEN, GUANGZHOU, HUNAN = GUANGDONG / "440300", GUANGDONG / "440100", NATION / "430000"
BAOAN = SHENZHEN / "440306"


def rule(
    title: str, period: Period, since: str, place: Place = NATION, until: str = "", duty: Duty = ANSWER
) -> TimeLimit:
    last = date.fromisoformat(until) if until else None
    return TimeLimit(duty, period, Statute(title, date.fromisoformat(since), last, place).article(1))


OLD_NATION = rule("全国旧法", working_days(60), "2000-01-01", until="2014-12-31")
NATION_NOW = rule("全国新法", working_days(30), "2015-01-01")
PROVINCE = rule("省条例", working_days(20), "2010-01-01", GUANGDONG)
CITY = rule("市条例", calendar_days(10), "2020-01-01", SHENZHEN)
OTHER_CITY = rule("他市条例", working_days(3), "2000-01-01", GUANGZHOU)
UNRELATED = rule("他事条例", working_days(1), "2000-01-01", duty=OTHER)
ALL = (UNRELATED, CITY, OTHER_CITY, OLD_NATION, PROVINCE, NATION_NOW)
BOOK = LawBook("by hand", Calendar(), ALL, ())


@pytest.mark.parametrize(
    ("place", "on", "binding"),
    [
        (SHENZHEN, "2026-01-01", CITY),
        (BAOAN, "2026-01-01", CITY),  # a district stands under its city
        (SHENZHEN, "2020-01-01", CITY),  # from the first day
        (SHENZHEN, "2019-12-31", PROVINCE),
        (GUANGDONG / "441900", "2026-01-01", PROVINCE),
        (GUANGDONG, "2026-01-01", PROVINCE),
        (GUANGZHOU, "2026-01-01", OTHER_CITY),
        (HUNAN, "2026-01-01", NATION_NOW),
        (HUNAN, "2015-01-01", NATION_NOW),
        (HUNAN, "2014-12-31", OLD_NATION),  # to the last day
        (SHENZHEN, "2009-12-31", OLD_NATION),
    ],
)
@pytest.mark.parametrize("book", [BOOK, LawBook("reversed", Calendar(), ALL[::-1], ())])
def test_city_before_province_before_nation(book: LawBook, place: Place, on: str, binding: TimeLimit) -> None:
    assert book.limit(ANSWER, place, date.fromisoformat(on)) is binding


def test_no_rule_is_no_silent_zero() -> None:
    with pytest.raises(NotInForce, match="答复：1999-12-31 没有适用的规定"):
        BOOK.limit(ANSWER, SHENZHEN, date(1999, 12, 31))


def rivals(place: Place, on: str) -> list[tuple[TimeLimit, str]]:
    return [(rival.limit, rival.why) for rival in BOOK.rivals(ANSWER, place, date.fromisoformat(on))]


def test_what_was_not_applied_and_why() -> None:
    assert rivals(SHENZHEN, "2026-01-01") == [
        (PROVINCE, "本地规定优先：已适用《市条例》第1条"),
        (NATION_NOW, "本地规定优先：已适用《市条例》第1条"),
        (OLD_NATION, "2014-12-31后不再施行"),
    ]
    assert rivals(SHENZHEN, "2012-06-01") == [
        (CITY, "2020-01-01起施行，当时尚未生效"),
        (NATION_NOW, "2015-01-01起施行，当时尚未生效"),
        (OLD_NATION, "本地规定优先：已适用《省条例》第1条"),
    ]
    assert rivals(HUNAN, "2026-01-01") == [(OLD_NATION, "2014-12-31后不再施行")]
    assert {why for _, why in rivals(HUNAN, "1999-01-01")} == {
        "2000-01-01起施行，当时尚未生效",
        "2015-01-01起施行，当时尚未生效",
    }


def test_of_one_place_the_newer_binds() -> None:
    newer = rule("全国更新的法", working_days(15), "2018-01-01")
    book = LawBook("two", Calendar(), (NATION_NOW, newer), ())
    assert book.limit(ANSWER, HUNAN, date(2026, 1, 1)) is newer
    (rival,) = book.rivals(ANSWER, HUNAN, date(2026, 1, 1))
    assert (rival.limit, rival.why) == (NATION_NOW, "新的规定优先：已适用《全国更新的法》第1条")


def test_the_complaint_has_national_and_provincial_rules_side_by_side() -> None:
    (national,) = from_files().rivals(inspection.CONCLUDE, BAOAN, date(2026, 10, 12))
    assert str(national.limit.article) == "《劳动保障监察条例》第17条"
    assert national.why == "本地规定优先：已适用《广东省劳动保障监察条例》第44条第1款"


def wage(amount: int, since: str, confidence: Confidence, place: Place = SHENZHEN) -> Value:
    return Value(
        "wage", Decimal(amount), f"{amount}号文", date.fromisoformat(since), place=place, confidence=confidence
    )


READ, REPRINT, MEMORY = Confidence.VERIFIED_TEXT, Confidence.SECONDARY_SOURCE, Confidence.FROM_MEMORY


def test_a_figure_that_nobody_confirmed_binds_nobody() -> None:
    book = LawBook("f", Calendar(), (), (wage(2000, "2020-01-01", READ), wage(2500, "2025-01-01", REPRINT)))
    assert book.binding_value("wage", SHENZHEN, date(2024, 12, 31)).amount == 2000
    assert book.value("wage", SHENZHEN, date(2025, 1, 1)).amount == 2500
    with pytest.raises(Unconfirmed, match="2500（2500号文）转载来源，待确认，不能写入决定。请管理员先核对原文并确认"):
        book.binding_value("wage", SHENZHEN, date(2025, 1, 1))
    with pytest.raises(NotInForce):
        book.binding_value("wage", HUNAN, date(2025, 1, 1))


def test_unconfirmed_until_an_administrator_confirms() -> None:
    reprint, memory = wage(2500, "2025-01-01", REPRINT), wage(2100, "2020-01-01", MEMORY, GUANGZHOU)
    book = LawBook("f", Calendar(), (), (wage(2000, "2020-01-01", READ), reprint, memory))
    assert book.unconfirmed() == (reprint, memory)
    assert book.confirm(wage(2510, "2025-01-01", READ), version="2").unconfirmed() == (memory,)
    # confirmed for an earlier day only: the reprint still answers from 2025 on
    assert book.confirm(wage(2510, "2024-06-01", READ), version="3").unconfirmed() == (reprint, memory)
    # confirmed from a later day only: until then the reprint answers
    assert book.confirm(wage(2510, "2026-01-01", READ), version="4").unconfirmed() == (reprint, memory)


def test_what_the_files_leave_to_be_confirmed() -> None:
    book = from_files()
    assert {value.confidence for value in book.unconfirmed()} <= {REPRINT, MEMORY}
    proposed = {(limit.duty.code, str(limit.article)) for limit in warning_response.LIMITS}
    assert {(limit.duty.code, str(limit.article)) for limit in book.unconfirmed_limits()} - proposed == {
        ("inspection.answer_complaint", "《关于实施《劳动保障监察条例》若干规定》第18条第1款"),
        ("inspection.decide_after_investigation", "《关于实施《劳动保障监察条例》若干规定》第37条"),
        ("petition.accept_simple", "《信访事项简易办理办法（试行）》（条号未核）"),
        ("petition.handle_simple", "《信访事项简易办理办法（试行）》（条号未核）"),
        ("publication.publish_quarterly", "《重大劳动保障违法行为社会公布办法》（条号未核）"),
        ("publication.publish_half_yearly", "《重大劳动保障违法行为社会公布办法》（条号未核）"),
        ("publication.review_objection", "《重大劳动保障违法行为社会公布办法》（条号未核）"),
        ("publication.publish_penalty", "《国务院办公厅关于全面推行行政执法公示制度…指导意见》（条号未核）"),
        ("publication.publish_other_decision", "《国务院办公厅关于全面推行行政执法公示制度…指导意见》（条号未核）"),
        ("credit.grade", "《企业劳动保障守法诚信等级评价办法》（条号未核）"),
    }


@pytest.mark.parametrize(
    ("confidence", "binds"),
    [(Confidence.CONFIRMED, True), (READ, True), (REPRINT, False), (MEMORY, False)],
)
def test_which_confidence_binds(confidence: Confidence, binds: bool) -> None:
    assert confidence.binding is binds and confidence.label
