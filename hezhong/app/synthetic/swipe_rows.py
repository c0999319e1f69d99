"""The swipes at the gates: in the morning and in the evening, some at noon, some without going out, some past midnight."""

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic.plan import Plan
from hezhong.app.synthetic.rows import coded, table_of
from hezhong.app.synthetic.site_rows import worked
from hezhong.app.synthetic.tokens import Thing, chance
from hezhong.ledger.site_tables import ATTENDANCE

HOUR = 3600
WITHOUT_GOING, WITH_NOON, AT_NIGHT = 0.08, 0.06, 0.01
"""Shares of the days worked."""
MEANS = ("face", "card", "phone")
DIRECTIONS = ("come", "go")
SECOND = np.timedelta64(1_000_000, "us")


def attendance(plan: Plan, month: int) -> pa.Table:
    """Return the swipes of a month in the order of the ledger: site, worker, day, time. The day is that of the shift."""
    who, day, at, going = _drawn(plan, month)
    own = _own(plan, month)
    where = _places_between(plan, who, own[0])
    who, day, at, going = (np.insert(drawn, where, staged) for drawn, staged in zip((who, day, at, going), own, strict=True))
    hands, place = plan.hands, plan.hands.place[who]
    return table_of(ATTENDANCE, plan.city.code, {
        "site": plan.places.site[place],
        "worker": hands.worker[who],
        "day": day,
        "swiped_at": at,
        "direction": coded(going, DIRECTIONS),
        "means": coded(place % 7 % 3, MEANS),
        "gate": plan.tokens.of(Thing.GATE, place),
        "employer": hands.employer[who],
    })  # fmt: skip


Swipes = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Whose (hands), the day, the moment, and 1 for going out."""


def _drawn(plan: Plan, month: int) -> Swipes:
    hands, places = plan.hands, plan.places
    some = np.nonzero((places.site[hands.place] != 0) & places.gated[hands.place] & ~hands.own & (hands.bits[:, month] != 0))[0]
    some = some[np.lexsort((hands.worker[some], places.site[hands.place[some]]))]
    days = plan.span.days(month)
    who, number = worked(hands.bits[some, month], len(days))
    seconds, there = _times(chance(plan.seed, plan.city.code, "swipes", month), len(who))
    rows, column = np.nonzero(there)
    day = days[number[rows]]
    at = day.astype("datetime64[us]") + seconds[rows, column] * SECOND
    return some[who[rows]], day, at, column % 2


def _times(dice: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the seconds of come, go, come and go of each day worked, and which of them there are."""
    kind = dice.random(count)
    night, without = kind < AT_NIGHT, (kind >= AT_NIGHT) & (kind < AT_NIGHT + WITHOUT_GOING)
    noon = kind > 1 - WITH_NOON
    seconds = np.empty((count, 4), np.int64)
    for column, (earliest, width) in enumerate(((6 * HOUR + 1800, HOUR), (11 * HOUR + 1800, 1800), (13 * HOUR, 1800), (17 * HOUR + 1800, 2 * HOUR))):
        seconds[:, column] = earliest + dice.integers(0, width, count)
    seconds[night, 0] += 9 * HOUR
    seconds[night, 3] += 6 * HOUR + 1800
    there = np.ones((count, 4), bool)
    there[:, 1] = there[:, 2] = noon
    there[:, 3] = ~without
    return seconds, there


def _own(plan: Plan, month: int) -> Swipes:
    """Return the swipes that scenarios wrote themselves, in order."""
    days = plan.span.days(month)
    mine = [each for each in plan.swipes if days[0] <= np.datetime64(each.day, "D") <= days[-1]]
    who = np.array([each.hand for each in mine], np.int64)
    at = np.array([each.at for each in mine], "datetime64[us]")
    day = np.array([each.day for each in mine], "datetime64[D]")
    order = np.lexsort((at, day, plan.hands.worker[who], plan.places.site[plan.hands.place[who]]))
    return who[order], day[order], at[order], np.array([not each.come for each in mine], np.int64)[order]


def _places_between(plan: Plan, drawn: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return before which of the drawn swipes each of the others belongs: no worker has of both kinds on one site."""
    if not len(own):
        return own
    hands, sites = plan.hands, plan.places.site
    site, worker = sites[hands.place[drawn]], hands.worker[drawn]
    found = []
    for hand in own.tolist():
        here = sites[hands.place[hand]]
        since, until = np.searchsorted(site, here), np.searchsorted(site, here, "right")
        found.append(since + np.searchsorted(worker[since:until], hands.worker[hand]))
    return np.array(found)
