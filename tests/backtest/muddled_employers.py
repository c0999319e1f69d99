"""Muddled employers: drawn so that every figure a sentence names is met, missed by one and passed by one.

Each employer has a few of the troubles and not all, so that a rule neither finds everybody nor nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from hezhong.kernel.dates import Calendar

CITIES = (440100, 445200)
MINIMUM = {440100: (230_000, 250_000), 445200: (162_000, 175_000)}
"""Fen a month, before and since March 2025 (粤府函〔2025〕12号)."""
EMPLOYERS = 40
DAY = timedelta(days=1)
Row = dict[str, Any]


def draw(seed: int, on: date, calendar: Calendar) -> dict[str, list[Row]]:
    """Return the rows of every table about employers, for rules that will be asked on or about a day. The same seed: the same."""
    crowd = Crowd(Random(seed), on, calendar)
    for employer in range(1, EMPLOYERS + 1):
        Employer(crowd, employer).draw()
    return {name: list(rows.values()) for name, rows in crowd.tables.items()}


def number(day: date) -> int:
    return day.year * 100 + day.month


def day_in(month: int, day: int) -> date:
    """Return a day of a month, its last where it has none of that number."""
    following = (date(month // 100, month % 100, 28) + 4 * DAY).replace(day=1)
    return min(date(month // 100, month % 100, 1) + (day - 1) * DAY, following - DAY)


@dataclass
class Crowd:
    """Dice, the day, and what was drawn so far: table -> key -> row, so that no key is drawn twice."""

    dice: Random
    on: date
    calendar: Calendar
    tables: dict[str, dict[tuple[Any, ...], Row]] = field(default_factory=lambda: {
        name: {} for name in (
            "roster", "attendance", "labour_days", "payroll_lines", "bank_lines", "contracts", "layoff_reports", "insured_heads", "signals", "complaints",
        )
    })  # fmt: skip

    def add(self, name: str, key: Sequence[Any], **row: Any) -> None:
        self.tables[name].setdefault(tuple(key), row)

    def near(self, *days: int) -> date:
        """Return the day asked for or one so many days off, now and then one more or less."""
        return self.on + (self.dice.choice(days) + self.dice.choice((-1, 0, 0, 1))) * DAY

    def maybe(self, value: Any, chance: float = 0.8) -> Any:
        return value if self.dice.random() < chance else None

    def months(self) -> list[int]:
        """Return the month of the day and the 14 before it, latest first."""
        found, first = [], self.on.replace(day=1)
        for _ in range(15):
            found.append(number(first))
            first = (first - DAY).replace(day=1)
        return found

    def working(self, month: int) -> int:
        days = (date(month // 100, month % 100, 1) + n * DAY for n in range(31))
        return sum(self.calendar.is_working(day) for day in days if number(day) == month)


@dataclass
class Employer:
    """One employer, its staff, and what offices know of it."""

    all: Crowd
    employer: int

    def draw(self) -> None:
        """Draw the staff with and without a site, and the reports."""
        dice = self.all.dice
        self.city = CITIES[self.employer % len(CITIES)]
        self.trouble = dice.choice((0, 0.05, 0.3, 0.9))
        self.gap, self.elsewhere = dice.random() < 0.3, dice.random() < 0.2
        # Of that month all are owed 3000 yuan: ten of them 30,000 between them.
        self.short = self.all.months()[2] if self.trouble == 0 else 0
        for worker in range(1, dice.choice((9, 10, 11) if self.short else (0, 1, 2, 4, 5, 6, 9, 10, 11, 12)) + 1):
            self.staff(100 * self.employer + worker)
        for worker in range(1, dice.choice((0, 1, 3, 10, 11)) + 1):
            # Now and then somebody who is on the staff too, or who works for the next employer.
            Builder(self, 100 * (self.employer + (dice.random() < 0.1)) + (worker if dice.random() < 0.3 else 50 + worker)).draw()
        for reports in (self.layoffs, self.insured, self.signals, self.complaints):
            if dice.random() < 0.8:
                reports()

    def staff(self, worker: int) -> None:
        """Draw the wages of a worker without a site, and the contracts."""
        dice = self.all.dice
        since = dice.choice((0, 0, 0, 3, 6, 9))
        for back, month in enumerate(self.all.months()):
            if month != self.short and (back < since or dice.random() < (0.25 if self.gap else 0.05) or (back > 4 and dice.random() < 0.5)):
                continue
            city = dice.choice(CITIES) if self.elsewhere and dice.random() < 0.3 else self.city
            self.wages(city, worker, month)
        self.agreements(worker, None)

    def wages(self, city: int, worker: int, month: int) -> None:
        """Draw the lines of a month, and what was paid for it on, before and after the due day."""
        dice, trouble = self.all.dice, self.all.dice.random() < self.trouble
        due_on, net = dice.choice((day_in(month, 31) + dice.choice((10, 15)) * DAY, day_in(month, dice.randint(1, 31)))), 0
        if trouble:
            due_on = dice.choice((due_on, self.all.near(0, -1, -7, -30, -31)))
        for sheet in range(0 if trouble and dice.random() < 0.3 else dice.choice((1, 1, 1, 2))):
            net += self.line(city, worker, month, sheet, due_on)
        parts = [net]
        if trouble:
            parts = dice.choice(([], [net - 1], [net // 2, net - net // 2], [net - 300_000], [net + 1], [1]))
        if month == self.short:
            parts = [net - 300_000 + (dice.random() < 0.05) - (dice.random() < 0.05)]
        for part in parts:
            if part > 0:
                self.transfer(city, worker, month, part, due_on if trouble else due_on - 4 * DAY)

    def line(self, city: int, worker: int, month: int, sheet: int, due_on: date) -> int:
        dice, full = self.all.dice, self.all.working(month)
        due = dice.choice((600_000, 500_000, dice.choice(MINIMUM[city]) + dice.choice((-1, 0, 1)), 0))
        due = due if dice.random() < self.trouble else 600_000
        cut = dice.choice((due // 5 - 1, due // 5, due // 5 + 1, due, 1))
        cut = max(0, min(cut, due) if due else cut) if dice.random() < self.trouble else 0
        net = max(0, due - cut)
        self.all.add(
            "payroll_lines", (month, sheet, worker, self.employer), city=city, month=month, sheet=(10 * month + sheet) * 1000 + self.employer, worker=worker,
            employer=self.employer, site=None, since=self.all.maybe(day_in(month, dice.randint(1, 31)), 0.3), until=None,
            days=dice.choice((None, full - 1, full, full + 1, full)), due_fen=due, deducted_fen=cut or self.all.maybe(0), net_fen=net,
            due_on=self.all.maybe(due_on, 0.95), confirmed="signed", confirmed_on=None,
        )  # fmt: skip
        return net

    def transfer(self, city: int, worker: int, month: int, fen: int, day: date) -> None:
        dice, line = self.all.dice, len(self.all.tables["bank_lines"]) + 1
        back = not self.short and dice.random() < 0.05
        booked = day + dice.choice((-3, -2, -1, 0, 0, 1)) * DAY
        self.all.add(
            "bank_lines", (line,), city=city, booked_on=booked, line=line, account=70_000 + self.employer, employer=self.employer, site=None, worker=worker,
            card=80_000_000 + worker, paid_fen=fen, month=month, channel="employer_account", state="returned" if back else "paid",
            returned_on=self.all.maybe(booked + dice.randint(0, 20) * DAY) if back else None,
        )  # fmt: skip

    def agreements(self, worker: int, site: int | None) -> None:
        """Draw no contract, one or two, that end about the day, a month before it or never."""
        dice = self.all.dice
        for count in range(dice.choice((0, 1, 1, 1, 2))):
            since = self.all.near(-200, -400, -20, -45)
            until = self.all.maybe(max(since, self.all.near(0, 0, 29, 30, -30, -31, -32, -60, 400)), 0.7)
            # Not after its term: of such a contract the ledger and the sentences say different things (decision 033).
            ended = self.all.maybe(max(since, min(until or date.max, self.all.near(0, -1, -30, -31, 5, 29))), 0.2)
            contract = 500_000_000 + 100 * worker + 10 * (site or 0) + count
            self.all.add(
                "contracts", (contract,), city=self.city, contract=contract, employer=self.employer, worker=worker, site=site, signed_on=None,
                since=since, until=until, term="fixed" if until else "open", agreed_fen=None, per=None, ended_on=ended,
            )  # fmt: skip

    def layoffs(self) -> None:
        """Draw reports of nearly every day, or of a few, about twenty people and about a tenth."""
        dice = self.all.dice
        daily, plan = dice.random() < 0.4, dice.choice((-5, -29, -30, -40, -150, -178, -179, -180, -200))
        aim, employed = dice.choice((19, 20, 21, 50, 100, 5, 10)), dice.choice((50, 99, 100, 101, 190, 200, 201, 1000))
        if dice.random() < 0.8:
            self.report(self.all.near(plan), employed, dice.choice((aim, aim + 1, 1)), 0)
        while aim > 0:
            part = min(aim, dice.choice((aim, 1, 5, 10)))
            self.report(self.all.near(0, -1, -10, -15, -28, -29, plan, plan + 29, plan + 30), employed + dice.choice((0, 0, 1)), dice.choice((0, 0, 0, aim)), part)
            aim -= part
        for back in range(40 if daily else 0):
            if dice.random() < 0.9:
                self.report(self.all.on - back * DAY, employed, 0, 0)

    def report(self, day: date, employed: int, planned: int, dismissed: int) -> None:
        self.all.add(
            "layoff_reports", (self.employer, day), city=self.city, employer=self.employer, day=day, employed=employed, planned=planned,
            dismissed=dismissed, severance_fen=None, reason=None,
        )  # fmt: skip

    def insured(self) -> None:
        """Draw heads that fall by a tenth and a little less, in one city or two; some months are not told."""
        dice = self.all.dice
        for city in {self.city, dice.choice(CITIES)}:
            # Of injury nobody tells in the first city.
            for insurance in ("pension", "medical", "unemployment") + (("injury",) if city != CITIES[0] else ()):
                heads = dice.choice((2, 9, 10, 11, 12, 100, 190, 200, 500))
                for month in self.all.months():
                    if dice.random() < 0.9:
                        owed = dice.choice((1, 10_000_000, 9_999_999, 0)) if dice.random() < self.trouble * 0.3 else self.all.maybe(0)
                        self.all.add(
                            "insured_heads", (city, self.employer, month, insurance), city=city, employer=self.employer, month=month, insurance=insurance,
                            heads=heads + dice.choice((0, 0, 0, 0, 1, -heads // 10, -heads // 10 + 1, -10)) if heads > 10 else heads, owed_fen=owed,
                        )  # fmt: skip

    def signals(self) -> None:
        """Draw supplies that are halved, nearly, or gone; rent and tax that are owed."""
        dice, months = self.all.dice, self.all.months()
        for kind in ("water", "power", "gas", "tax", "rent"):
            halved, whole = dice.random() < 0.5, dice.random() < 0.8
            for back, month in enumerate(months):
                figure = 1000 if back > 3 or not halved else dice.choice((500, 500, 500, 499, 501))
                figure = dice.choice((figure, 0)) if dice.random() < 0.05 else figure
                for city in {self.city, dice.choice(CITIES) if self.elsewhere else self.city}:
                    owed = dice.choice((1, 10_000_000, 9_999_999)) if dice.random() < self.trouble * 0.2 else self.all.maybe(0)
                    if whole or dice.random() < 0.95:
                        self.all.add(
                            "signals", (city, self.employer, month, kind), city=city, employer=self.employer, month=month, kind=kind,
                            used=self.all.maybe(figure, 0.99) if kind != "tax" else None, billed_fen=self.all.maybe(figure, 0.99), owed_fen=owed,
                        )  # fmt: skip

    def complaints(self) -> None:
        """Draw complaints about the edges of 30, 60, 90 and 365 days, and one after another by 90 days."""
        dice = self.all.dice
        for count in range(dice.choice((1, 3, 4, 5, 9, 12))):
            received = self.all.near(0, -10, -29, -30, -59, -60, -89, -90, -119, -178, -179, -364)
            complaint = 1000 * self.employer + dice.randint(1, 999)
            self.all.add(
                "complaints", (complaint,), city=dice.choice((self.city, self.city, *CITIES)), received_on=received, complaint=complaint, employer=self.employer,
                site=None, channel="window", subject=dice.choice(("wages", "wages", "hours", "contract")), people=dice.choice((1, 1, 2, 9, 10, 29, 30, count)),
                claimed_fen=dice.choice((None, 0, 1, 4_999_999, 5_000_000, 10_000_000)), closed_on=self.all.maybe(max(received, self.all.near(0, 0, 5, -20)), 0.5),
            )  # fmt: skip


@dataclass
class Builder:
    """One worker on a site of an employer, who is found there by roster, sheet or gate; or by none of them."""

    of: Employer
    worker: int

    def draw(self) -> None:
        """Draw two or three months of work, written down or swiped, and the papers."""
        everything = self.of.all
        dice = everything.dice
        self.site = 9_000 + self.of.employer + dice.choice((0, 100))  # an employer builds on two sites
        known = dice.choice(("roster", "roster", "sheet", "gate", ""))
        if known == "roster":
            self.enter()
        if dice.random() < 0.6:
            self.of.agreements(self.worker, self.site if dice.random() < 0.7 else None)
        for month in everything.months()[: dice.choice((1, 2, 3, 12))]:
            if known == "sheet" and dice.random() < 0.9:
                self.sheet(month)
            if dice.random() < 0.3:
                self.swipe(month, self.of.employer if known == "gate" else None)
            else:
                self.write(month)

    def enter(self) -> None:
        everything = self.of.all
        entered = everything.near(-18, -19, -28, -29, -30, -31, -32, -60, 0)
        everything.add(
            "roster", (self.site, self.worker, self.of.employer), city=self.of.city, site=self.site, worker=self.worker, employer=self.of.employer, team=None,
            entered_on=entered, left_on=everything.maybe(max(entered, everything.near(0, -1, -30, 5)), 0.15), card=None, agreed_fen=None, per=None, contract=None,
        )  # fmt: skip

    def sheet(self, month: int) -> None:
        everything = self.of.all
        everything.add(
            "payroll_lines", (month, "site", self.worker, self.of.employer), city=self.of.city, month=month, sheet=10_000_000 * self.site + month, worker=self.worker,
            employer=self.of.employer, site=self.site, since=everything.maybe(everything.near(-19, -29, -30, -31, 0), 0.5), until=None, days=None, due_fen=0,
            deducted_fen=None, net_fen=0, due_on=None, confirmed="no", confirmed_on=None,
        )  # fmt: skip

    def write(self, month: int) -> None:
        """Write down days whose minutes come to 36 hours over the month, or a minute less or more; or one long day."""
        everything, target = self.of.all, self.of.all.working(month) * 480 + 2160 + self.of.all.dice.choice((-1, 0, 1, -3000))
        days = sorted(self.days(month))
        long = everything.dice.choice((480, 659, 660, 661))
        for left, day in zip(range(len(days), 0, -1), days, strict=True):
            minutes = long if everything.dice.random() < 0.02 else max(1, min(650, target // left))
            target -= minutes
            everything.add(
                "labour_days", (self.site, self.worker, day), city=self.of.city, site=self.site, worker=self.worker, day=day, minutes=minutes, team_size=None,
            )  # fmt: skip

    def swipe(self, month: int, employer: int | None) -> None:
        for day in self.days(month):
            at = datetime.combine(day, time(7, 30))
            self.of.all.add(
                "attendance", (self.site, self.worker, day, at), city=self.of.city, site=self.site, worker=self.worker, day=day, swiped_at=at,
                direction="come", means=None, gate=None, employer=employer,
            )  # fmt: skip

    def days(self, month: int) -> set[date]:
        """Return days on end: six, seven or eight, in the month or to its end; now and then nearly all of it."""
        dice = self.of.all.dice
        if dice.random() < 0.5:
            return {day_in(month, day) for day in range(1, 32) if day % 7 or dice.random() < 0.1}
        start, length = dice.choice((1, 25, 26, 28, dice.randint(1, 28))), dice.choice((1, 2, 3, 4, 6, 7, 8))
        return {day for day in (day_in(month, start) + n * DAY for n in range(length)) if number(day) == month}
