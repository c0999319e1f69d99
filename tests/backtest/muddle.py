"""A muddled province: few sites, drawn so that every figure a sentence names is met, missed by one and passed by one.

Nothing in it is likely. Dates lie about the day asked for, sums about what is due, and every column that may be empty is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

CITIES = (440100, 445200)
SITES, WORKERS, EMPLOYERS = 36, 14, 5
DAY = timedelta(days=1)
Row = dict[str, Any]


def draw(seed: int, on: date, *, twice: bool = False) -> dict[str, list[Row]]:
    """Return the rows of every table about sites, for rules that will be asked on or about a day. The same seed: the same.

    twice: whether a worker may stand on the roster of a site with two employers, and have more than one contract.
    """
    muddle = Muddle(Random(seed), on, twice)
    for site in range(1, SITES + 1):
        muddle.site(site)
    muddle.complaints()
    muddle.notices()
    return {name: list(rows.values()) for name, rows in muddle.tables.items()}


@dataclass
class Muddle:
    """Dice, the day, and what was drawn so far: table -> key -> row, so that no key is drawn twice."""

    dice: Random
    on: date
    twice: bool
    tables: dict[str, dict[tuple[Any, ...], Row]] = field(default_factory=lambda: {
        name: {} for name in ("sites", "labour_fees", "roster", "attendance", "labour_days", "payroll_lines", "bank_lines", "account_balances", "contracts", "complaints", "account_notices")
    })  # fmt: skip

    def add(self, name: str, key: Sequence[Any], **row: Any) -> None:
        self.tables[name].setdefault(tuple(key), row)

    def near(self, *days: int) -> date:
        """Return the day asked for, or one so many days off and up to one more or less."""
        return self.on + (self.dice.choice((0, *days)) + self.dice.choice((-1, 0, 1))) * DAY

    def maybe(self, value: Any, chance: float = 0.8) -> Any:
        return value if self.dice.random() < chance else None

    def months(self) -> list[int]:
        """Return the months of a site's work: the last few all, those before them now and then."""
        found, first = [], self.on.replace(day=1)
        for back in range(14):
            if back < 5 or self.dice.random() < 0.35:
                found.append(first.year * 100 + first.month)
            first = (first - DAY).replace(day=1)
        return found

    def site(self, site: int) -> None:
        """Draw a site with its account, fees and workers."""
        dice, city = self.dice, CITIES[site % len(CITIES)]
        price = dice.choice((None, 299_999_999, 300_000_000, 300_000_001, 1_000_000_000))
        least = (price or 300_000_000) // 200
        account = self.maybe(7_000 + dice.choice((site, site, neighbour(site))))
        self.add(
            "sites", (site,), city=city, site=site, owner=None, general_contractor=None, trade="housing", contract_fen=price,
            began_on=self.maybe(self.near(-20, -29, -30, -31, -45, -59, -60, -200)), ended_on=None,
            state=dice.choice(("building",) * 5 + ("stopped", "finished", "preparing")), wage_account=account,
            security=dice.choice(("deposit", "guarantee", "insurance", "none", "none")),
            security_fen=self.maybe(least + dice.choice((-1, 0, 1))), security_until=self.maybe(self.near(-30, 30, 1)),
            notice_board=dice.random() < 0.7, labour_officer=self.maybe(9_000 + site),
        )  # fmt: skip
        months = self.months()[dice.choice((0, 0, 2)):]
        crowd = [day_in(month, day) for month in months[:2] for day in range(5, 5 + dice.choice((1, 2, 4)))] if dice.random() < 0.4 else []
        for worker in range(1, (dice.choice((10, 11, WORKERS)) if crowd else dice.choice((2, 6, 11, WORKERS))) + 1):
            Hand(self, city, site, 100 * city + (worker if dice.random() < 0.3 else 50 * site + worker), months, crowd).draw()
        for month in months:
            self.money(city, site, account, month)

    def money(self, city: int, site: int, account: int | None, month: int) -> None:
        """Draw instalments of a month and some days of the account."""
        dice = self.dice
        for _ in range(dice.choice((0, 1, 1, 2))):
            due_on = dice.choice((day_in(month, dice.randint(1, 31)), self.near(-5)))
            self.add("labour_fees", (site, due_on), city=city, site=site, due_on=due_on, due_fen=dice.choice((100_000, 100_001, 200_000)))
        used = account or 7_000 + site
        named = used - 7_000 if used % 3 else None
        for _ in range(dice.choice((0, 1, 3))):
            day = dice.choice((day_in(month, dice.randint(1, 31)), self.near(-28, -30, -31)))
            self.add(
                "account_balances", (used, day), city=city, account=used, day=day, site=named, received_fen=dice.choice((0, 0, 100_000, 200_000)),
                paid_fen=dice.choice((0, 10_000, 10_001, 250_000, 1_300_000)), balance_fen=dice.choice((0, 50_000, 600_000, 9_000_000)),
            )  # fmt: skip

        self.spend(city, used, named, month)

    def spend(self, city: int, used: int, named: int | None, month: int) -> None:
        """Let out of the account of a month what its wages were and about 100 or 10,000 yuan more."""
        booked = sum(row["paid_fen"] for row in self.tables["bank_lines"].values() if row["account"] == used and day_in(month, 1) <= row["booked_on"] <= day_in(month, 31))
        out = sum(row["paid_fen"] for row in self.tables["account_balances"].values() if row["account"] == used and day_in(month, 1) <= row["day"] <= day_in(month, 31))
        more = self.dice.choice((0, 10_000, 10_001, 999_999, 1_000_000))
        self.add(
            "account_balances", (used, day_in(month, 15)), city=city, account=used, day=day_in(month, 15), site=named, received_fen=0,
            paid_fen=max(0, booked - out + more), balance_fen=self.dice.choice((0, 600_000)),
        )  # fmt: skip

    def complaints(self) -> None:
        """Draw complaints about the sites."""
        dice = self.dice
        for number in range(1, 3 * SITES):
            received = self.near(-29, -30)
            site = dice.randint(1, SITES)
            self.add(
                "complaints", (received, number), city=CITIES[site % len(CITIES)], received_on=received, complaint=number, employer=1, site=self.maybe(site, 0.9),
                channel="window", subject=dice.choice(("wages", "wages", "hours")), people=dice.choice((1, 4, 5, 9, 10, 29, 30)),
                claimed_fen=None, closed_on=self.maybe(self.near(-3, 5), 0.4),
            )  # fmt: skip

    def notices(self) -> None:
        """Draw what banks tell of accounts; some are nobody's, some name a site."""
        dice = self.dice
        for number in range(1, 4 * SITES):
            site = dice.randint(1, SITES)
            account = dice.choice((7_000, 7_000, 6_000)) + site
            self.add(
                "account_notices", (account, number), city=CITIES[site % len(CITIES)], account=account, notice=number, site=self.maybe(site, 0.4),
                noticed_on=self.near(-1, -3, -4, -30, -500), kind=dice.choice(("short", "held", "taken")),
                reason=dice.choice((None, "own_wages", "by_law", "other", "other")), fen=self.maybe(100_000), lifted_on=self.maybe(self.near(2, 20), 0.5),
            )  # fmt: skip


def neighbour(site: int) -> int:
    """Return the site of the same city whose account it may register too."""
    return max(2 - site % 2, site - 2 * (site % 3))


def day_in(month: int, day: int) -> date:
    """Return a day of a month, its last where it has none of that number."""
    following = (date(month // 100, month % 100, 28) + 4 * DAY).replace(day=1)
    return min(date(month // 100, month % 100, 1) + (day - 1) * DAY, following - DAY)


@dataclass
class Hand:
    """One worker on one site."""

    all: Muddle
    city: int
    site: int
    worker: int
    months: list[int]
    crowd: list[date]

    def draw(self) -> None:
        """Draw roster, contract and each month."""
        dice = self.all.dice
        self.card = 80_000_000 + dice.choice((self.worker, self.worker, self.site))
        self.contract = 500_000_000_000 + self.worker * 100 + self.site
        for employer in dice.sample(range(1, EMPLOYERS), dice.choice((0, 1, 1, 1, 1, 1 + self.all.twice))):
            self.enter(employer)
        for number in range(dice.choice((0, 0, 1, 1, 1, 2))):
            self.agree(number)
        for month in self.months:
            if dice.random() < (0.97 if self.crowd else 0.8):
                self.attend(month)
            if dice.random() < 0.75:
                self.pay(month)
        if dice.random() < 0.03:
            self.worker += 1_000_000
            self.transfer(self.months[0], 100_000)

    def enter(self, employer: int) -> None:
        dice, near = self.all.dice, self.all.near
        entered = dice.choice((near(-30, -31, -45), near(-60, -100), day_in(dice.choice(self.months), dice.randint(1, 31))))
        gone = dice.choice((near(-7, -8, -20), entered + dice.randint(0, 70) * DAY))
        self.all.add(
            "roster", (self.site, self.worker, employer), city=self.city, site=self.site, worker=self.worker, employer=employer, team=None, entered_on=entered,
            left_on=self.all.maybe(max(gone, entered), 0.5), card=self.all.maybe(self.card), agreed_fen=None,
            per=dice.choice((None, "month", "day", "hour")), contract=self.all.maybe(self.contract, 0.4),
        )  # fmt: skip

    def agree(self, number: int) -> None:
        dice, near = self.all.dice, self.all.near
        since = near(-20, -30, -60, -150)
        until = self.all.maybe(since + dice.choice((10, 90, 400)) * DAY, 0.5)
        ended = max(since, near(-30, 5))
        key = (self.contract, number) if self.all.twice else (self.worker,)
        self.all.add(
            "contracts", key, city=self.city, contract=self.contract + 10_000_000_000 * number, employer=dice.randint(1, EMPLOYERS), worker=self.worker,
            site=self.all.maybe(self.site), signed_on=since, since=since, until=until, term="fixed",
            agreed_fen=None, per=None, ended_on=self.all.maybe(min(until or ended, ended), 0.2),
        )  # fmt: skip

    def attend(self, month: int) -> None:
        """Draw days on end, some more, and the swipes of each day; or a team's written days."""
        dice = self.all.dice
        start, length = dice.randint(1, 28), dice.choice((1, 2, 5, 6, 7, 8, 10))
        days = {day_in(month, start + number) for number in range(length)} | {day_in(month, dice.randint(1, 31)) for _ in range(dice.choice((0, 1, 4)))}
        if dice.random() < 0.2:
            days |= {day_in(month, number) for number in range(20, 32)}
        written = not self.crowd and dice.random() < 0.15
        minute = 480 if self.crowd else 480 + dice.choice((0, 0, 1))
        days |= {day for day in self.crowd if (day.year, day.month) == divmod(month, 100)}
        for day in sorted(days):
            if written:
                self.all.add(
                    "labour_days", (self.site, self.worker, day), city=self.city, site=self.site, worker=self.worker, day=day,
                    minutes=dice.choice((480, 659, 660, 661)), team_size=None,
                )  # fmt: skip
            else:
                self.swipe(day, minute + (dice.random() < (0.005 if self.crowd else 0.03)), "come" if self.crowd else dice.choice(("come", "come", "come", "unknown")))
                if dice.random() < 0.2:
                    self.swipe(day, 1080, "go")

    def swipe(self, day: date, minute: int, direction: str) -> None:
        at = datetime.combine(day, time(minute // 60, minute % 60, self.all.dice.randint(0, 59)))
        self.all.add(
            "attendance", (self.site, self.worker, day, at, direction), city=self.city, site=self.site, worker=self.worker, day=day, swiped_at=at,
            direction=direction, means=None, gate=None, employer=self.all.maybe(2, 0.3),
        )  # fmt: skip

    def pay(self, month: int) -> None:
        """Draw the lines of a month and what was paid for it."""
        dice, whole = self.all.dice, 0
        for sheet in range(dice.choice((0, 1, 1, 1, 2))):
            net = self.line(month, sheet)
            whole += net
        for part in dice.choice(((), (whole,), (whole,), (whole, 1), (whole - 1,), (whole // 2, whole - whole // 2), (5_000_001,), (5_000_000, 25_000_000), (5_000_001, 24_999_999), (3_100_000,))):
            if part > 0:
                self.transfer(month, part)

    def line(self, month: int, sheet: int) -> int:
        dice = self.all.dice
        minimum = dice.choice((250_000, 230_000, 208_000, 185_000, 175_000, 190_000))
        days = dice.choice((None, 0, 10, 17, 18, 19, 20, 21, 22, 23))
        due = dice.choice((minimum, minimum * (days or 10) * 100 // 2175, 600_000, 0)) + dice.choice((-1, 0, 1))
        due = max(0, due)
        net = max(0, due - dice.choice((0, 0, 50_000)))
        later = day_in(month, 31) + dice.randint(1, 40) * DAY
        self.all.add(
            "payroll_lines", (month, 10 * month + sheet, self.worker, self.site), city=self.city, month=month, sheet=(10 * month + sheet) * 100 + self.site, worker=self.worker,
            employer=dice.randint(1, EMPLOYERS), site=self.site, since=None, until=None, days=days, due_fen=due, deducted_fen=self.all.maybe(due - net), net_fen=net,
            due_on=self.all.maybe(dice.choice((later, later, self.all.near(-7, -30, 7)))), confirmed=dice.choice(("phone", "signed", "no", "refused")), confirmed_on=None,
        )  # fmt: skip
        return net

    def transfer(self, month: int, fen: int) -> None:
        dice = self.all.dice
        number = len(self.all.tables["bank_lines"]) + 1
        booked = dice.choice((day_in(month, 31) + dice.randint(-10, 45) * DAY, self.all.near(-1, -10, -40)))
        state = dice.choice(("paid",) * 5 + ("returned",))
        self.all.add(
            "bank_lines", (number,), city=self.city, booked_on=booked, line=number, account=7_000 + self.site, employer=self.all.maybe(1), site=self.all.maybe(self.site, 0.97),
            worker=self.worker, card=dice.choice((self.card, self.card, self.card, 80_000_000 + self.site, 81_000_000 + self.worker)), paid_fen=fen,
            month=self.all.maybe(month, 0.97), channel=dice.choice(("wage_account",) * 6 + ("employer_account", "cash")), state=state,
            returned_on=self.all.maybe(booked + dice.randint(0, 20) * DAY) if state == "returned" else None,
        )  # fmt: skip
