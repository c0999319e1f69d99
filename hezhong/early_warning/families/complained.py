"""Complaints about one employer: how often, by how many people, how much more than before, again about the same, how much money."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY

READS = ("complaints",)
WINDOW = Parameter("往前看", "天")
HALF_A_YEAR, A_YEAR = 7, 13


def within(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the complaints received within days: each counts; value is how many people it is of."""
    received = _received(tables, asked, asked["window"])
    return as_facts(received, subject=received.employer, hit=ibis.literal(1), value=received.people, fen=received.claimed_fen)


def growing(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the complaints of a window: they count where they are enough, and enough more than in the window before it."""
    window = asked["window"]
    both = _received(tables, asked, 2 * window)
    now = both.received_on >= asked.days_back(window)
    sums = both.group_by("employer").aggregate(now=now.sum(), before=(~now).sum())
    more = (sums.now >= asked["least"]) & (sums.now * 10_000 >= sums.before * (10_000 + asked["share"]))
    sums = sums.mutate(more=more)
    latest = both.filter(now).inner_join(sums, "employer").select(both, "more")
    return as_facts(latest, subject=latest.employer, hit=latest.more, fen=latest.claimed_fen)


def again(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the complaints of a window: one counts where one about the same thing had come not too many days before it."""
    window = asked["window"]
    received = _received(tables, asked, 2 * window)
    order = ibis.window(group_by=[received.employer, received.subject], order_by=[received.received_on, received.complaint])
    received = received.mutate(earlier=received.received_on.lag(1).over(order))
    latest = received.filter(received.received_on >= asked.days_back(window))
    since = latest.received_on.delta(latest.earlier, unit="day").cast("int64")
    return as_facts(latest, subject=latest.employer, hit=ibis.coalesce(since < window, False), fen=latest.claimed_fen)


def still_open(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the complaints of a year: those count that claim money and are not closed."""
    received = _received(tables, asked, 365)
    is_open = received.closed_on.isnull() | (received.closed_on > asked.on)
    return as_facts(received, subject=received.employer, hit=is_open & (received.claimed_fen > 0), fen=received.claimed_fen, value=received.people)


def _received(tables: Tables, asked: Asked, days: int) -> ibis.Table:
    complaints = tables["complaints"]
    return complaints.filter(complaints.received_on.between(asked.on - (days - 1) * ONE_DAY, asked.on))


REPEATED = Family(
    "complaints_repeated", "多次被投诉举报", Subject.EMPLOYER, Measure.COUNT, READS, HALF_A_YEAR, within,
    closes="这段时间的投诉举报次数回到级别以下，已收到的都已办结", parameters={"window": WINDOW}, unit="件",
)  # fmt: skip
GROUP = Family(
    "complaint_of_a_group", "群体性投诉举报", Subject.EMPLOYER, Measure.MOST, READS, HALF_A_YEAR, within,
    closes="群体性投诉已经办结，参与的劳动者已得到答复", parameters={"window": WINDOW}, unit="人",
)  # fmt: skip
PEOPLE_TOGETHER = Family(
    "complaints_people", "一段时间内投诉举报的合计人数", Subject.EMPLOYER, Measure.TOTAL, READS, HALF_A_YEAR, within,
    closes="这段时间投诉举报的合计人数回到级别以下", parameters={"window": WINDOW}, unit="人",
)  # fmt: skip
GROWING = Family(
    "complaints_growing", "投诉举报明显增多", Subject.EMPLOYER, Measure.COUNT, READS, HALF_A_YEAR, growing,
    closes="投诉举报不再比前一段时间明显增多",
    parameters={"window": WINDOW, "share": Parameter("比前一段时间增加", "万分之一"), "least": Parameter("至少", "件")}, unit="件",
)  # fmt: skip
AGAIN = Family(
    "complaints_again", "同一事由再次被投诉举报的占比", Subject.EMPLOYER, Measure.SHARE, READS, HALF_A_YEAR, again,
    closes="同一事由不再重复发生", parameters={"window": WINDOW},
)  # fmt: skip
CLAIMED = Family(
    "complaints_claimed", "未办结投诉举报的涉及金额", Subject.EMPLOYER, Measure.AMOUNT, READS, A_YEAR, still_open,
    closes="涉及金额较大的投诉举报已经办结",
)  # fmt: skip
