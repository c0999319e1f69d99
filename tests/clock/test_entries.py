"""What an entry answers of a day beyond its due day: which entry binds, whether it is in force, what may happen to its clock."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hezhong.engine.plain import reader, writer
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law.book import from_files
from hezhong.law.clock_events import BadEvents
from hezhong.law.limit_answer import LimitAnswer, UnknownEntry, answer, resolve
from hezhong.law.model import Confidence, NotInForce, TimeLimit
from hezhong.law.provision_files import provisions

BOOK = from_files()
HUNAN, SHENZHEN = NATION / "430000", GUANGDONG / "440300"
MARCH_2 = date(2026, 3, 2)  # a Monday; the days off of 2026 are announced


def asked(entry: str, on: date = MARCH_2, place: Place = SHENZHEN, events: Any = ()) -> LimitAnswer:
    return answer(entry, on, place, BOOK, events)


def test_what_an_answer_says() -> None:
    found = asked("fine_payment")
    assert (found.entry, found.amount, found.unit, found.day_kind) == ("fine_payment", 15, "calendar_day", "自然日")
    assert found.due == date(2026, 3, 17) and found.in_force and found.superseded_by is None
    assert found.article == "《中华人民共和国行政处罚法》第67条"
    assert [step.says for step in found.steps] == [
        "2026-03-02起算（当日不计），缴纳罚款：15个自然日",
        "截至2026-03-17",
        "逾期：每日按罚款数额的百分之三加处罚款",
    ]
    assert str(found.steps[-1].article) == "《中华人民共和国行政处罚法》第72条第1款"


@pytest.mark.parametrize("entry", sorted(provisions()))
@pytest.mark.parametrize("place", [NATION, HUNAN, SHENZHEN, SHENZHEN / "440306"])
def test_every_entry_answers_everywhere(entry: str, place: Place) -> None:
    found, told = asked(entry, place=place), provisions()[entry]
    assert (found.due is not None) is told.has_clock
    assert (found.amount, found.unit, found.confidence) == (told.amount, told.unit, told.confidence)
    assert found.steps and "《" in found.article
    assert bool(found.rule) is (told.unit == "rule")
    local = found.not_in_force.startswith("《")
    assert found.in_force or local and place.path[:1] != ("440000",)


@pytest.mark.parametrize(
    ("entry", "place", "instead", "why"),
    [
        ("investigation_national", SHENZHEN, "case_handling_gd", "本地规定优先"),
        ("investigation_national", HUNAN, "", ""),
        ("case_handling_gd", SHENZHEN, "", ""),
        ("complaint_accept_national", SHENZHEN, "complaint_deemed_accepted", "本地规定优先"),
        ("arb_review_decision", SHENZHEN, "arb_review_decision_gd", "本地规定优先"),
        ("arb_review_decision", HUNAN, "", ""),
        ("penalty_decision_general", SHENZHEN, "case_handling_gd", "从其规定"),
        ("penalty_decision_general", HUNAN, "", ""),
        ("rg_decision_after_investigation", SHENZHEN, "case_handling_gd", "已经包含作出处理"),
        ("ledger_retention_gd", SHENZHEN, "wage_ledger_retention", "取长"),
        ("deemed_service_posting", SHENZHEN, "", ""),  # the conditions on record choose
    ],
)
def test_which_entry_binds_instead(entry: str, place: Place, instead: str, why: str) -> None:
    found = asked(entry, place=place).superseded_by
    assert (found.entry if found else "") == instead
    assert found is None or why in found.why


def test_guangdongs_entries_do_not_hold_elsewhere_and_not_before_their_day() -> None:
    elsewhere = asked("case_handling_gd", place=HUNAN)
    assert elsewhere.not_in_force == "《广东省劳动保障监察条例》是地方规定，不适用于该地"
    assert elsewhere.superseded_by is not None and elsewhere.superseded_by.entry == "investigation_national"
    assert elsewhere.due is not None  # its own clock is told all the same
    early = asked("case_handling_gd", date(2012, 6, 1))
    assert early.not_in_force == "《广东省劳动保障监察条例》2013-05-01起施行，当时尚未生效"
    assert early.superseded_by is not None and early.superseded_by.entry == "investigation_national"


def test_an_unread_entry_says_so() -> None:
    found = asked("petition_simple_handle")
    assert found.confidence is Confidence.FROM_MEMORY and not found.confidence.binding
    assert any("未读到原文" in step.says for step in found.steps)
    assert found.article == "《信访事项简易办理办法（试行）》条号未核"


@pytest.mark.parametrize(
    ("entry", "on", "due", "stricter"),
    [
        ("hearing_notice", date(2025, 7, 18), date(2025, 7, 11), date(2025, 7, 10)),  # 17, 16, 15, 14, 11
        ("hearing_notify", date(2025, 6, 19), date(2025, 6, 10), date(2025, 6, 9)),  # 18, 17, 16, 13, 12, 11, 10
        ("postponement_request", date(2025, 7, 14), date(2025, 7, 9), date(2025, 7, 8)),  # 11, 10, 9
        ("double_wage_lookback_gd", date(2026, 3, 10), date(2025, 3, 10), None),
        ("credit_lookback_gd", date(2024, 2, 29), date(2021, 2, 28), None),
    ],
)
def test_what_runs_back(entry: str, on: date, due: date, stricter: date | None) -> None:
    found = asked(entry, on)
    assert (found.due, found.stricter, found.backwards) == (due, stricter, True)


def test_where_nobody_has_to_act_the_last_day_stays() -> None:
    assert asked("public_notice_service", date(2026, 1, 20)).due == date(2026, 2, 19)  # in the spring festival
    assert asked("archive_award", date(2018, 2, 5)).due == date(2028, 2, 5)  # a Saturday
    assert asked("archive_award", date(2018, 2, 5)).provisional_years == ()
    assert asked("transfer_send", datetime(2026, 2, 14, 16, 30)).due == datetime(2026, 2, 15, 16, 30)
    assert asked("transfer_send", date(2026, 2, 14)).due == datetime(2026, 2, 16)  # from the end of the day


def test_a_year_that_is_not_announced_makes_it_provisional() -> None:
    # working days on their way into 2027; a calendar period only asks whether its last day is one of rest
    assert asked("investigation_national", date(2026, 11, 2)).provisional_years == (2027,)
    assert asked("reconsideration_application", date(2026, 11, 16)).provisional_years == (2027,)
    assert asked("reconsideration_application", date(2026, 10, 12)).provisional_years == ()
    assert "（暂定）" in asked("investigation_national", date(2026, 11, 2)).steps[-1].says


SUSPENDED = [{"op": "suspend", "on": "2026-03-10"}, {"op": "resume", "on": "2026-03-20"}]


@pytest.mark.parametrize(
    ("entry", "events", "due"),
    [
        ("award_period", [], "2026-04-16"),
        ("award_period", SUSPENDED, "2026-04-27"),  # ten days on: 26 April is a Sunday
        ("award_period", [{"op": "extend", "on": "2026-04-10"}], "2026-05-06"),  # 60 days: 1 May, in the days off to 5 May
        ("award_period", [*SUSPENDED, {"op": "extend", "on": "2026-04-10"}], "2026-05-11"),
        ("award_period", [{"op": "restart", "on": "2026-04-01"}], "2026-05-18"),  # 45 days: 16 May, a Saturday
        ("award_period", [{"op": "extend", "on": "2026-03-20"}, {"op": "restart", "on": "2026-04-01"}], "2026-05-18"),
        ("award_period", [{"op": "toll", "since": "2026-03-10", "until": "2026-03-20"}], "2026-04-27"),
        ("award_period", [{"op": "stop", "on": "2026-04-01"}], "2026-04-16"),
        ("award_period", SUSPENDED[:1], None),
    ],
)
def test_what_happens_to_a_clock(entry: str, events: list[dict[str, str]], due: str | None) -> None:
    found = asked(entry, events=events)
    assert found.due == (date.fromisoformat(due) if due else None)
    assert found.stands_still is (due is None)


@pytest.mark.parametrize(
    ("entry", "events", "says"),
    [
        ("award_period", [{"op": "extend", "on": "2026-03-10"}] * 2, "只能延长一次.*办案规则》第45条"),
        ("answer_period", [{"op": "extend", "on": "2026-03-10"}], "第30条第2款没有规定这一期限可以延长"),
        ("award_period", [{"op": "resume", "on": "2026-03-10"}], "没有中止"),
        ("award_period", SUSPENDED[:1] * 2, "已经中止"),
        ("award_period", [{"op": "suspend", "on": "2026-03-01"}], "早于起算日2026-03-02"),
        ("award_period", [{"op": "stop", "on": "2026-03-05"}, *SUSPENDED], "已经在2026-03-05停止"),
        ("award_period", [{"op": "pause", "on": "2026-03-05"}], "第1个事件：op 不认识“pause”"),
        ("award_period", [{"op": "suspend"}], "on 要写日期"),
        ("award_period", [{"op": "suspend", "on": "2026-02-30"}], "on 要写日期"),
        ("award_period", [{"op": "suspend", "on": "2026-03-05", "until": "2026-03-09"}], "没有until这一项"),
        ("award_period", [{"op": "toll", "since": "2026-03-05", "until": "2026-03-05"}], "要晚于 since"),
        ("hearing_notice", [{"op": "suspend", "on": "2026-02-10"}], "往前倒数的期限没有中止"),
        ("onspot_penalty_org", SUSPENDED, "没有期限，不能有事件"),
    ],
)
def test_what_cannot_happen_to_it(entry: str, events: list[dict[str, str]], says: str) -> None:
    with pytest.raises(BadEvents, match=says):
        asked(entry, events=events)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(BadEvents) as bad:
        asked("award_period", events=[{"op": "x"}, {"op": "suspend", "on": "y"}])
    assert len(bad.value.wrong) == 2


def test_a_duty_is_resolved_to_the_entry_that_binds() -> None:
    def entry(duty: str, place: Place) -> str:
        return resolve(duty, MARCH_2, place, BOOK).entry

    assert entry("inspection.conclude", SHENZHEN) == "case_handling_gd"
    assert entry("inspection.conclude", HUNAN) == "investigation_national"
    assert entry("mediation.review_agreement", SHENZHEN) == "arb_review_decision_gd"
    assert entry("arbitration.conclude", SHENZHEN) == "award_period"
    assert entry("arbitration.notify_panel", HUNAN) == "tribunal_formation"
    national = resolve("inspection.serve_decision", MARCH_2, HUNAN, BOOK)  # an article that is no entry of the table
    assert (national.entry, national.amount, national.unit) == ("", 7, "working_day")
    assert national.article == "《中华人民共和国行政处罚法》第61条第1款" and national.due == date(2026, 3, 11)
    with pytest.raises(NotInForce):
        resolve("inspection.file_own_discovery", MARCH_2, HUNAN, BOOK)
    with pytest.raises(UnknownEntry, match="没有代码为“nothing”的义务"):
        resolve("nothing", MARCH_2, HUNAN, BOOK)


def test_the_two_ways_to_the_same_time_are_the_same() -> None:
    for duty in ("arbitration.conclude", "arbitration.notify_panel"):
        cited = next(limit for limit in BOOK.limits if limit.duty.code == duty)
        named = next(limit for limit in BOOK.limits if resolve(duty, MARCH_2, HUNAN, BOOK).entry in limit.entries)
        assert cited.period == named.period
        assert (cited.extension and cited.extension.period) == (named.extension and named.extension.period)


def test_thresholds_have_an_amount_and_rules_their_words() -> None:
    range_ = asked("collective_representatives")
    assert (range_.amount, range_.most, range_.unit, range_.due) == (3, 5, "people", None)
    assert asked("late_fine_rate").amount == Decimal("0.03")
    assert asked("final_award_amount_test").due is None and asked("final_award_amount_test").unit == "month"
    rule = asked("split_awards")
    assert rule.amount is None and "应当分别制作裁决书" in rule.rule and rule.article == "《劳动人事争议仲裁办案规则》第50条第4款"


def test_no_such_entry() -> None:
    with pytest.raises(UnknownEntry, match="没有编号为“nothing”"):
        asked("nothing")


@pytest.mark.parametrize("limit", BOOK.limits, ids=lambda limit: limit.duty.code)
def test_events_neither_write_nor_ask_what_only_tells_of_the_law(limit: TimeLimit) -> None:
    plain = writer(TimeLimit)(limit)
    assert plain.keys() == {
        "duty", "period", "article", "extension", "silence", "missed", "missed_under", "confidence",
    }  # fmt: skip
    assert reader(TimeLimit)(plain) == limit
