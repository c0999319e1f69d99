"""The money of the wage accounts: labour fees that cover the wages, and an opening balance that covers the next payroll."""

import numpy as np

from hezhong.app.synthetic.plan import Plan

STEP = 1_000_000
"""Labour fees are agreed in steps of 10,000 yuan. Units: fen."""


def settle(plan: Plan) -> None:
    """Give each account the fees that its payrolls need, on the day they are due, and a reserve of more than one payroll."""
    hands, places = plan.hands, plan.places
    owed = np.zeros(places.fee_fen.shape, np.int64)
    for month in range(plan.span.months):
        np.add.at(owed[:, month], hands.place, np.where(hands.listed[:, month], hands.net_fen[:, month], 0))
    places.fee_fen = -(-owed // STEP) * STEP
    places.received_fen = places.fee_fen.copy()
    places.opening_fen = owed.max(1) * 13 // 10
