"""What a clock says of itself: provisional years, hours, promises, silence, doubtful law, clocks of each party."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hezhong.engine.case_type import CaseType, Correction
from hezhong.engine.clock import Clock, clocks, due, due_moment, explain, guessed, promised
from hezhong.engine.core import THE_CLOCK, Refused, decide, evolve, lapse, open_case
from hezhong.engine.dossier import Dossier, Moment, Opening, PartyHere
from hezhong.engine.matter import Matter
from hezhong.engine.roles import CLERK, CLOCK, DIRECTOR, RESPONDENT
from hezhong.engine.telling import SHENZHEN, Story, acting, moment
from hezhong.engine.tests.counting import ACT, DUTY, Counted, Nothing, begin, clock_of, due_of
from hezhong.engine.vocabulary import Action, Deadline, Document, State, extend, resume, suspend
from hezhong.kernel.dates import Calendar, Hours, YearDay, calendar_days, working_days
from hezhong.kernel.fields import Reason
from hezhong.kernel.holidays import state_council
from hezhong.law.book import LawBook
from hezhong.law.model import Confidence, Extension, Silence, TimeLimit

BEIJING = timezone(timedelta(hours=8))
CALENDAR = state_council()


def said(story: Story) -> list[str]:
    return [str(step) for step in explain(clock_of(story), story.book.calendar)]


# A year nobody has announced


def test_a_due_day_beyond_the_announced_years_is_provisional() -> None:
    story = begin(working_days(45), date(2026, 11, 20), CALENDAR)
    # 29 weekdays to the end of 2026, New Year off, then sixteen: 25 January 2027
    assert due_of(story) == date(2027, 1, 25) and guessed(clock_of(story), CALENDAR) == (2027,)
    assert said(story) == [
        "2026-11-20起算（当日不计），答复：45个工作日（《计时办法》第1条）",
        "2027年放假安排尚未公布，暂按周末和法定节日推算，公布后重新计算",
        "截至2027-01-25（暂定）",
    ]


def test_a_way_through_an_unknown_year_is_provisional_though_its_end_is_known() -> None:
    calendar = Calendar(CALENDAR.days_off, CALENDAR.worked_weekends, CALENDAR.announced - {2025})
    story = begin(working_days(300), date(2024, 12, 2), calendar)
    assert guessed(clock_of(story), calendar) == (2025,)
    assert "没有收录" in " ".join(said(story)) and "（暂定）" in " ".join(said(story))


def test_a_day_within_the_announced_years_is_no_guess() -> None:
    story = begin(working_days(5), date(2026, 10, 12), CALENDAR)
    assert guessed(clock_of(story), CALENDAR) == () and said(story)[-1] == "截至2026-10-19"


def test_a_year_before_the_first_in_the_table_is_told_apart_from_one_to_come() -> None:
    assert "2018年放假安排没有收录" in " ".join(said(begin(working_days(5), date(2018, 6, 1), CALENDAR)))


# Operations in words


def test_every_operation_is_told_with_its_article() -> None:
    story = begin(working_days(10), date(2025, 7, 1), CALENDAR, working_days(5))
    story.do("pause", CLERK, "2025-07-03")
    story.do("go_on", CLERK, "2025-07-08")
    story.do("again", CLERK, "2025-07-10")
    story.do("prolong", DIRECTOR, "2025-07-11")
    assert said(story) == [
        "2025-07-01起算（当日不计），答复：10个工作日（《计时办法》第1条）",
        "2025-07-03中止（《计时办法》第3条）",
        "2025-07-08恢复",
        "2025-07-10重新计算（当日不计），答复：10个工作日（《计时办法》第4条）",
        "2025-07-11批准延长5个工作日（《计时办法》第2条）",
        "截至2025-07-31",
    ]
    story.do("pause", CLERK, "2025-07-14")
    assert said(story)[-1] == "中止中，期满日待恢复后确定"


def test_a_last_day_of_rest_rolls_and_a_missed_one_has_its_own_article() -> None:
    limit = TimeLimit(DUTY, calendar_days(15), ACT.article(1), missed="加处罚款", missed_under=ACT.article(72, 1))
    story = begin(calendar_days(15), date(2025, 9, 17), CALENDAR)
    clock = replace(clock_of(story), limit=limit)
    assert [str(step) for step in explain(clock, CALENDAR)][-3:] == [
        "末日为休息日，顺延至工作日",
        "截至2025-10-09",
        "逾期：加处罚款（《计时办法》第72条第1款）",
    ]
    same = replace(clock, limit=replace(limit, missed_under=None))
    assert str(explain(same, CALENDAR)[-1]) == "逾期：加处罚款（《计时办法》第1条）"


def test_law_that_nobody_has_read_says_so() -> None:
    clock = clock_of(begin(working_days(5), date(2025, 7, 1), CALENDAR))
    doubtful = replace(clock, limit=replace(clock.limit, confidence=Confidence.FROM_MEMORY))
    steps = [step for step in explain(doubtful, CALENDAR) if step.confidence is Confidence.FROM_MEMORY]
    assert [str(step) for step in steps] == ["这一期限的条文未读到原文，待核对（《计时办法》第1条）"]
    assert not [step for step in explain(clock, CALENDAR) if not step.confidence.binding]


# Silence


class Asked(CaseType):
    title = "申请"
    facts = Nothing
    filed = State("已收到")
    granted = State("已准许")
    closed = (granted,)
    answer = Deadline(DUTY, since=filed, until=(granted,), owed_by=CLERK)
    grant = Action("准许", filed, granted, by=CLERK)
    deem = Action("视为准许", filed, granted, by=CLOCK, after=answer)


@pytest.mark.parametrize(
    ("confidence", "from_the_start", "happened"),
    [
        (Confidence.VERIFIED_TEXT, True, "2025-07-01"),
        (Confidence.CONFIRMED, False, "2025-07-09"),
        (Confidence.SECONDARY_SOURCE, True, ""),
        (Confidence.FROM_MEMORY, True, ""),
    ],
)
def test_silence_binds_only_where_the_law_was_read(confidence: Confidence, from_the_start: bool, happened: str) -> None:
    silence = Silence("视为准许", from_the_start)
    limit = TimeLimit(DUTY, working_days(5), ACT.article(1), silence=silence, confidence=confidence)
    book = LawBook("silence", CALENDAR, (limit,), ())
    opening = Opening(Matter("M", ("w",), "e", SHENZHEN), Nothing())
    dossier = open_case(Asked, "C", THE_CLOCK, moment("2025-07-01", book), opening)
    assert lapse(dossier, moment("2025-07-08", book)) == []  # the fifth day itself
    found = lapse(dossier, moment("2025-07-09", book))
    assert [event.happened_on.isoformat() for event in found] == ([happened] if happened else [])
    if not happened:
        with pytest.raises(Refused, match="条文还没有核对"):
            decide(dossier, "deem", THE_CLOCK, moment("2025-07-09", book))


# Hours


class Urgent(CaseType):
    title = "移送"
    facts = Nothing
    found = State("已发现")
    sent = State("已移送")
    closed = (sent,)
    send_in_time = Deadline(DUTY, since=found, until=(sent,), owed_by=CLERK)
    send = Action("移送", found, sent, by=CLERK, within=send_in_time)
    late = Action("逾期移送", found, sent, by=CLERK)
    pause = Action("中止", found, None, by=CLERK, clock=(suspend(send_in_time, ACT.article(3)),))
    go_on = Action("恢复", found, None, by=CLERK, clock=(resume(send_in_time),))
    prolong = Action("延长", found, None, by=DIRECTOR, clock=(extend(send_in_time),))


HOURS = LawBook(
    "hours",
    CALENDAR,
    (TimeLimit(DUTY, Hours(24), ACT.article(1), extension=Extension(Hours(12), DIRECTOR.name, ACT.article(2))),),
    (),
)


def at(when: str, happened: str = "") -> Moment:
    recorded = datetime.fromisoformat(when).replace(tzinfo=BEIJING)
    return Moment(date.fromisoformat(happened) if happened else recorded.date(), recorded, HOURS)


def urgent(when: str, happened: str = "") -> Dossier[Nothing]:
    return open_case(Urgent, "C", THE_CLOCK, at(when, happened), Opening(Matter("M", ("w",), "e", SHENZHEN), Nothing()))


def hour_clock(dossier: Dossier[Nothing]) -> Clock:
    return clocks(dossier.events)[(Urgent.send_in_time, "")]


def test_hours_run_through_the_holiday_to_a_moment() -> None:
    case = urgent("2025-09-30T15:30")
    clock = hour_clock(case)
    assert due_moment(clock, CALENDAR) == datetime(2025, 10, 1, 15, 30, tzinfo=BEIJING)
    assert due(clock, CALENDAR) == date(2025, 10, 1)  # a day off, and no roll-over
    assert guessed(clock, Calendar()) == ()
    assert "至2025-10-01 15:30（小时连续计算，节假日不扣除）" in [str(step) for step in explain(clock, CALENDAR)]
    assert decide(case, "send", acting(CLERK), at("2025-10-01T15:30")).state is Urgent.sent
    with pytest.raises(Refused, match="已超过期限"):
        decide(case, "send", acting(CLERK), at("2025-10-01T15:31"))


def test_hours_that_stand_still_and_go_on() -> None:
    case = urgent("2025-07-01T10:00")
    case = evolve(case, decide(case, "pause", acting(CLERK), at("2025-07-02T09:00")))
    assert due_moment(hour_clock(case), CALENDAR) is None and due(hour_clock(case), CALENDAR) is None
    case = evolve(case, decide(case, "go_on", acting(CLERK), at("2025-07-04T09:00")))
    # fourteen hours of 1 July are gone; ten are left on the 4th
    assert due_moment(hour_clock(case), CALENDAR) == datetime(2025, 7, 4, 10, 0, tzinfo=BEIJING)


def test_hours_extended() -> None:
    case = urgent("2025-07-01T10:00")
    case = evolve(case, decide(case, "prolong", acting(DIRECTOR), at("2025-07-01T11:00")))
    assert due_moment(hour_clock(case), CALENDAR) == datetime(2025, 7, 2, 22, 0, tzinfo=BEIJING)


def test_hours_of_a_day_typed_in_later_run_from_its_end() -> None:
    clock = hour_clock(urgent("2025-07-03T10:00", happened="2025-07-01"))
    assert due_moment(clock, CALENDAR) is None and due(clock, CALENDAR) == date(2025, 7, 2)


def test_hours_of_a_moved_event_run_from_the_end_of_its_true_day_and_back() -> None:
    case = urgent("2025-07-03T10:00")
    first = hour_clock(case)
    moved = decide(case, "correct", acting(DIRECTOR), at("2025-07-04T10:00"), Correction(1, "误录", date(2025, 7, 1)))
    case = evolve(case, moved)
    assert due_moment(hour_clock(case), CALENDAR) is None and due(hour_clock(case), CALENDAR) == date(2025, 7, 2)
    back = decide(
        case, "correct", acting(DIRECTOR), at("2025-07-04T11:00"), Correction(1, "没有误录", date(2025, 7, 3))
    )
    case = evolve(case, back)
    assert due_moment(hour_clock(case), CALENDAR) == due_moment(first, CALENDAR)
    assert due_moment(first, CALENDAR) == datetime(2025, 7, 4, 10, 0, tzinfo=BEIJING)


# A day of the year


def test_a_day_of_the_year_comes_again_and_rolls() -> None:
    story = begin(working_days(5), date(2025, 6, 1), CALENDAR)
    clock = replace(clock_of(story), limit=TimeLimit(DUTY, YearDay(3, 31), ACT.article(1)))
    assert due(clock, CALENDAR) == date(2026, 3, 31)
    october = replace(clock, limit=TimeLimit(DUTY, YearDay(10, 1), ACT.article(1)))
    assert due(october, CALENDAR) == date(2025, 10, 9)


# An office's own promise


def promising(story: Story, days: int) -> Clock:
    return replace(clock_of(story), promise=working_days(days))


def test_a_promise_stands_still_with_the_clock_and_never_moves_the_law() -> None:
    story = begin(working_days(10), date(2025, 7, 1), CALENDAR)
    assert promised(promising(story, 5), CALENDAR) == date(2025, 7, 8)
    assert due(promising(story, 5), CALENDAR) == date(2025, 7, 15)
    assert promised(clock_of(story), CALENDAR) is None
    story.do("pause", CLERK, "2025-07-03")
    assert promised(promising(story, 5), CALENDAR) is None
    story.do("go_on", CLERK, "2025-07-10")
    # 2, then 10, 11, 14, 15 July
    assert promised(promising(story, 5), CALENDAR) == date(2025, 7, 15)


def test_the_book_gives_an_office_its_promise() -> None:
    book = LawBook(
        "p", CALENDAR, (TimeLimit(DUTY, working_days(10), ACT.article(1)),), (), ((7, DUTY.code, working_days(3)),)
    )
    for office, day in ((7, date(2025, 7, 4)), (8, None)):
        opening = Opening(Matter("M", ("w",), "e", SHENZHEN), Nothing(), office=office)
        case = open_case(Asked, "C", THE_CLOCK, moment("2025-07-01", book), opening)
        assert promised(clocks(case.events)[(Asked.answer, "")], CALENDAR) == day


# A clock for each party


class Served(CaseType):
    title = "送达"
    facts = Nothing
    begun = State("已开始")
    done = State("已结束")
    closed = (done,)
    letter = Document("通知书", RESPONDENT)
    reply = Deadline(DUTY, since=letter.served(RESPONDENT), until=(done,), owed_by=RESPONDENT, each=True)
    pause = Action("中止", begun, None, by=CLERK, clock=(suspend(reply, ACT.article(3)),))
    go_on = Action("恢复", begun, None, by=CLERK, clock=(resume(reply),))
    answer = Action("答复", begun, None, by=RESPONDENT, given=Reason, within=reply)
    finish = Action("结束", begun, done, by=CLERK)


def test_every_party_has_a_clock_and_all_stand_still_together() -> None:
    book = LawBook("each", CALENDAR, (TimeLimit(DUTY, working_days(5), ACT.article(1)),), ())
    parties = (PartyHere("respondent", "a"), PartyHere("respondent", "b"))
    opening = Opening(Matter("M", ("w",), "e", SHENZHEN), Nothing(), parties=parties)
    story = Story(open_case(Served, "C", THE_CLOCK, moment("2025-07-01", book), opening), book)
    with pytest.raises(Refused, match="期限未在计算中"):
        story.do("pause", CLERK, "2025-07-01")
    story.serve("letter", RESPONDENT, "2025-07-01", by=CLERK, party="a")
    story.serve("letter", RESPONDENT, "2025-07-03", by=CLERK, party="b")
    assert (story.due(Served.reply, "a"), story.due(Served.reply, "b")) == ("2025-07-08", "2025-07-10")
    story.do("pause", CLERK, "2025-07-07")
    assert (story.due(Served.reply, "a"), story.due(Served.reply, "b")) == ("中止", "中止")
    with pytest.raises(Refused, match="期限已在中止中"):
        story.do("pause", CLERK, "2025-07-07")
    story.do("go_on", CLERK, "2025-07-14")
    # a: 2, 3, 4 July counted, two left; b: 4 July counted, four left
    assert (story.due(Served.reply, "a"), story.due(Served.reply, "b")) == ("2025-07-15", "2025-07-17")


def test_stopping_is_for_good() -> None:
    story = begin(working_days(5), date(2025, 7, 1), CALENDAR)
    story.do("end", CLERK, "2025-07-03")
    assert not clock_of(story).running and Counted.ends_in(story.dossier.state)
    with pytest.raises(Refused):
        story.do("pause", CLERK, "2025-07-03")
