"""Every scenario there is."""

from hezhong.app.synthetic.scenarios import (
    arrears,
    building,
    contracting,
    correcting,
    hours,
    noticing,
    offices,
    operating,
    paying,
    rosters,
    swiping,
)

SCENARIOS = tuple(
    scenario
    for subject in (arrears, paying, rosters, swiping, hours, contracting, building, offices, operating, correcting, noticing)
    for scenario in subject.SCENARIOS
)
