"""What banks tell of the accounts of sites: money that did not come as agreed, money that is frozen or taken.

Source: 保障农民工工资支付条例 第二十七条, 第三十三条.
"""

from dataclasses import dataclass
from datetime import timedelta

from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.app.synthetic.tokens import Thing
from hezhong.kernel.dates import ONE_DAY

DEPOSITS = 2**31
"""Numbers of the accounts in which the security for wages lies, beside those of wages."""


@dataclass(frozen=True)
class Notice:
    """What a bank tells. lifted: days after the notice, None for never. deposit: of the security, else of the wage account."""

    kind: str
    reason: str | None = None
    lifted: int | None = None
    deposit: bool = False


def _told(notice: Notice, why: str, *, wrong: bool = True, edge: bool = False) -> Play:
    """Tell of an account; of a wage account without naming the site, which is known by its account."""

    def play(stage: Stage) -> None:
        plan, place = stage.plan, stage.place
        on = stage.span.start(stage.month).replace(day=1 + int(stage.dice.integers(0, 20)))
        fen = int(stage.dice.integers(1_000, 90_000)) * 100
        lifted = None if notice.lifted is None else on + timedelta(notice.lifted)
        account = plan.tokens.one(Thing.ACCOUNT, place + DEPOSITS) if notice.deposit else int(plan.places.account[place])
        plan.extra["account_notices"].append({
            "city": plan.city.code, "account": account, "notice": plan.tokens.one(Thing.NOTICE, place),
            "site": int(plan.places.site[place]) if notice.deposit else None, "noticed_on": on, "kind": notice.kind, "reason": notice.reason,
            "fen": fen, "lifted_on": lifted,
        })  # fmt: skip
        told = Told(fen if wrong else 0, 1, on, on if wrong else None, lifted - ONE_DAY if wrong and lifted else None, wrong, edge)
        stage.of_place("funds_short" if notice.kind == "short" else "funds_held", stage.month, told, why)

    return play


SCENARIOS = (
    Scenario("told_short", 30, _told(Notice("short"), "the bank told that money did not come as agreed, and it never came")),
    Scenario("told_short_for_a_day", 10, _told(Notice("short", lifted=1), "told, and made good the day after: it counts on its own day only", edge=True)),
    Scenario("told_short_made_good_at_once", 10, _told(Notice("short", lifted=0), "told and made good on the very day: it never counts", wrong=False, edge=True)),
    Scenario("account_frozen", 30, _told(Notice("held", "other"), "the wage account is frozen for another reason than the wages of the site")),
    Scenario("account_frozen_no_reason", 10, _told(Notice("held"), "the wage account is frozen and nobody says why: it counts", edge=True)),
    Scenario("deposit_taken", 20, _told(Notice("taken", "other", deposit=True), "the security for wages was taken for another reason than the wages of the site")),
    Scenario("deposit_taken_for_own_wages", 10, _told(
        Notice("taken", "own_wages", deposit=True), "the security was taken to pay the wages of this very site: that is what it is for", wrong=False, edge=True,
    )),
    Scenario("account_frozen_by_law", 10, _told(Notice("held", "by_law"), "the wage account is frozen as another law provides: not against article 33", wrong=False, edge=True)),
    Scenario("account_freed_at_once", 10, _told(Notice("held", "other", 0), "frozen and freed on the very day: it never counts", wrong=False, edge=True)),
)  # fmt: skip
