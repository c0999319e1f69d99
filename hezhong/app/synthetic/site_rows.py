"""The rows of sites: registers, labour fees, rosters, and the days that teams without a gate write down."""

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic import plan as words
from hezhong.app.synthetic.plan import NEVER, Plan
from hezhong.app.synthetic.rows import coded, known, table_of
from hezhong.app.synthetic.tokens import Thing, chance
from hezhong.ledger.shapes import rows_of
from hezhong.ledger.site_tables import LABOUR_DAYS, LABOUR_FEES, ROSTER, SITE_EMPLOYERS, SITES

STANDARD_MINUTES = 8 * 60
LONGEST_OVERTIME = 60
"""Minutes a day: over all working days of a month less than the 36 hours of 劳动法 第四十一条."""
ROLES = ("general", "labour", "subcontract")


def sites(plan: Plan) -> pa.Table:
    """Return the register of sites."""
    ours = plan.places.take(np.nonzero(plan.places.site)[0])
    secured = ours.security != words.UNSECURED
    return table_of(SITES, plan.city.code, {
        "site": ours.site,
        "owner": ours.owner,
        "general_contractor": ours.employer,
        "trade": coded(ours.trade, words.TRADES),
        "contract_fen": ours.contract_fen,
        "began_on": ours.began_on,
        "ended_on": ours.ended_on,
        "state": coded(ours.state, words.STATES),
        "wage_account": known(ours.account),
        "security": coded(ours.security, words.SECURITIES),
        "security_fen": pa.array(ours.security_fen, mask=~secured),
        "security_until": np.where(secured, ours.security_until, NEVER),
        "notice_board": ours.notice_board,
        "labour_officer": known(ours.officer),
    })  # fmt: skip


def site_employers(plan: Plan) -> pa.Table:
    """Return who builds on which site in which role."""
    ours = plan.places.take(np.nonzero(plan.places.site)[0])
    second = ours.take(np.nonzero(ours.subcontractors[:, 1])[0])
    parts = ((ours, ours.employer, 0), (ours, ours.subcontractors[:, 0], 1), (second, second.subcontractors[:, 1], 2))
    return pa.concat_tables([
        table_of(SITE_EMPLOYERS, plan.city.code, {
            "site": of.site,
            "employer": employer,
            "role": coded(np.full(len(employer), role), ROLES),
            "since": of.began_on,
            "until": of.ended_on,
            "contract_fen": of.contract_fen // (1 + 4 * role),
        })
        for of, employer, role in parts
    ])  # fmt: skip


def labour_fees(plan: Plan, month: int) -> pa.Table:
    """Return the instalments of labour fees out of which the wages of a month are paid."""
    places = plan.places
    some = np.nonzero((places.site != 0) & (places.fee_fen[:, month] > 0))[0]
    return table_of(LABOUR_FEES, plan.city.code, {"site": places.site[some], "due_on": places.fee_on[some, month], "due_fen": places.fee_fen[some, month]})


def roster(plan: Plan) -> pa.Table:
    """Return the rosters of all sites."""
    ours = plan.hands.take(np.nonzero(plan.hands.on_roster)[0])
    team = plan.tokens.of(Thing.TEAM, ours.place * 64 + ours.worker % 7)
    return table_of(ROSTER, plan.city.code, {
        "site": plan.places.site[ours.place],
        "worker": ours.worker,
        "employer": ours.employer,
        "team": team,
        "entered_on": ours.entered_on,
        "left_on": ours.left_on,
        "card": ours.card,
        "agreed_fen": known(ours.agreed_fen),
        "per": coded(ours.per, words.PER),
        "contract": known(ours.contract),
    })  # fmt: skip


def labour_days(plan: Plan, month: int) -> pa.Table:
    """Return the days that teams wrote down in a month, on sites without a gate."""
    hands, places, days = plan.hands, plan.places, plan.span.days(month)
    some = np.nonzero((places.site[hands.place] != 0) & ~places.gated[hands.place] & ~hands.own & (hands.bits[:, month] != 0))[0]
    who, day = worked(hands.bits[some, month], len(days))
    who = some[who]
    dice = chance(plan.seed, plan.city.code, "hours", month)
    by_hand = table_of(LABOUR_DAYS, plan.city.code, {
        "site": places.site[hands.place[who]],
        "worker": hands.worker[who],
        "day": days[day],
        "minutes": STANDARD_MINUTES + dice.integers(0, LONGEST_OVERTIME + 1, len(who)),
    })  # fmt: skip
    inside = set(days.tolist())
    staged = [
        {"city": plan.city.code, "site": int(places.site[hands.place[each.hand]]), "worker": int(hands.worker[each.hand]), "day": each.day, "minutes": each.minutes}
        for each in plan.written if each.day in inside
    ]  # fmt: skip
    return pa.concat_tables([by_hand, rows_of(LABOUR_DAYS, staged)])


def worked(bits: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return for each day worked whose it is and which day it is, from 0, in order."""
    flags = (bits[:, None] >> np.arange(1, length + 1, dtype=np.uint32)) & np.uint32(1)
    who, day = np.nonzero(flags)
    return who, day
