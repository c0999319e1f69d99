"""For which time double wages are owed where no contract was written, and what limitation leaves of it. Source: 实施条例 第六、七条."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.kernel.places import GUANGDONG, NATION
from hezhong.kernel.values import Option
from hezhong.law.book import LawBook
from hezhong.law.model import Article
from hezhong.law.statutes.arbitration import ACT as ARBITRATION
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import GUANGDONG_MINUTES, INTERPRETATION_2
from hezhong.law.working import Working

DEADLINE, DEEMED = "cn.contract.written_deadline_months", "cn.contract.deemed_open_ended_months"
LIMITATION = "cn.limitation.arbitration_years"
Window = tuple[date, date]
"""(first day, last day), both counted; nothing where the last comes before the first."""


class LimitationMode(Option):
    """From when the year of limitation runs."""

    ROLLING = "从主张之日倒推一年，一个月一个月地算", "广东的口径"
    FROM_END = "从不付二倍工资的最后一天起算一年", "一年内主张的全部支持"


@dataclass(frozen=True)
class Unwritten:
    """Employment without the contract that the law wants.

    open_ended_due: the day from which a contract without end was due (article 82, second paragraph). claimed: the day the
    worker first asked for it. expired: the last day of a contract after which work went on without a new one.
    """

    hired: date
    signed: date | None
    ended: date | None
    open_ended_due: date | None
    claimed: date | None
    mode: LimitationMode
    expired: date | None = None

    @property
    def begins(self) -> date:
        """Return the day from which there is no contract: of hiring, or after the one that ran out; never before the act."""
        return max(self.expired + ONE_DAY if self.expired else self.hired, ACT.since)

    @property
    def counted_from(self) -> date:
        """Return the day whose corresponding days end its months."""
        return self.open_ended_due or self.begins

    @property
    def known_end(self) -> date | None:
        """Return the last day that can be told without the law: before the contract, of the employment, or before the claim."""
        before = [day - ONE_DAY for day in (self.signed,) if day]
        told = [*before, *([self.ended] if self.ended else [])]
        return min(told) if told else (self.claimed - ONE_DAY if self.claimed else None)

    def claimable(self, book: LawBook) -> Window:
        """Return the time that is owed and not barred, by the figures of a book; nothing where a figure is missing."""
        silent = Working(NATION, book)
        window = self.window(silent)
        return self.in_time(window, silent) if window else (self.hired, self.hired - ONE_DAY)

    def window(self, sheet: Working) -> Window | None:
        """Return the time for which double wages are owed, before limitation; None where a figure or a day is missing."""
        if self.open_ended_due:
            return self._open_ended(self.open_ended_due, sheet)
        begins = self.begins
        if begins != self.hired and not self.expired:
            sheet.say(f"{ACT.since}以前入职没有签的，从这天起算一个月", ACT.article(97, 2))
        deadline, deemed = sheet.figure(DEADLINE, begins), sheet.figure(DEEMED, begins)
        if deadline is None or deemed is None:
            return None
        since, until = add_months(begins, int(deadline)), add_months(begins, int(deemed)) - ONE_DAY
        until = min(day for day in (until, self.signed and self.signed - ONE_DAY, self.ended) if day)
        self._say_window(since, until, deadline, sheet)
        if not self.signed or self.signed > add_months(begins, int(deemed)):
            self._say_deemed(sheet)
        return since, until

    def _say_window(self, since: date, until: date, deadline: Decimal, sheet: Working) -> None:
        if until < since:
            return
        if self.expired:
            sheet.say(
                f"合同{self.expired}期满后还在干、超过{deadline}个月没有续订：从{since}至{until}", GUANGDONG_MINUTES.article(14, 2)
            )
        else:
            sheet.say(f"从{since}（用工满{deadline}个月的次日）至{until}", IMPLEMENTATION.article(6, 2))

    def _say_deemed(self, sheet: Working) -> None:
        if self.expired:
            sheet.say("二倍工资只到不满一年", ACT.article(82, 1))
        else:
            sheet.say("满一年没有签的，视为已有无固定期限合同，以后不再付二倍工资", _deemed_under(self.claimed))

    def _open_ended(self, due: date, sheet: Working) -> Window | None:
        if self.known_end is None:
            return None
        sheet.say(f"从应当签无固定期限合同之日{due}起，至{self.known_end}，没有月数限制", ACT.article(82, 2))
        return due, self.known_end

    def in_time(self, window: Window, sheet: Working) -> Window:
        """Return what limitation leaves of a time. It is the employer's to plead: the sheet says so."""
        until = window[1]
        if self.claimed is None:
            sheet.warn("没有写哪天要的钱，没有考虑一年的时效", ARBITRATION.article(27))
            return window
        if self.claimed <= until and not self.open_ended_due:
            sheet.warn(f"{self.claimed}以后的部分，主张时还没有到期；一直没签、一直在干才有", ACT.article(82))
        years = sheet.figure(LIMITATION, self.claimed)
        if years is None:
            return window
        months = int(12 * years)
        keep = _KEEPS[self.mode](window, self.claimed, months)
        if keep != window:
            sheet.say(f"{self.claimed}主张，按“{self.mode}”，{keep[0]}以前的超过时效", _limitation_under(self.mode, sheet))
        if keep != window or self.mode is LimitationMode.FROM_END or not GUANGDONG.covers(sheet.place):
            sheet.warn(
                f"时效按“{self.mode}”算（口径：limitation_mode）；单位在仲裁时不提时效的，不减", ARBITRATION.article(27)
            )
        return keep


def _rolling(window: Window, claimed: date, months: int) -> Window:
    return max(window[0], add_months(claimed, -months)), window[1]


def _from_end(window: Window, claimed: date, months: int) -> Window:
    return window if claimed <= add_months(window[1], months) else (window[1] + ONE_DAY, window[1])


_KEEPS: dict[LimitationMode, Callable[[Window, date, int], Window]] = {
    LimitationMode.ROLLING: _rolling,
    LimitationMode.FROM_END: _from_end,
}


def _deemed_under(claimed: date | None) -> Article:
    return INTERPRETATION_2.article(9) if claimed is None or claimed >= INTERPRETATION_2.since else IMPLEMENTATION.article(7)


def _limitation_under(mode: LimitationMode, sheet: Working) -> Article:
    rolling = mode is LimitationMode.ROLLING and GUANGDONG.covers(sheet.place)
    return GUANGDONG_MINUTES.article(15) if rolling else ARBITRATION.article(27)

