"""Length of service as the law counts it: whole years, half years, and the time for which double wages are owed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months

ONE = Decimal(1)
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Service:
    """Service from the day of hiring to the last day of the contract, both counted."""

    hired: date
    ended: date

    @property
    def years(self) -> int:
        """Return the whole years: k months are full when the same day of the k-th month after is not later than the day after the end."""
        return self.full_months // 12

    @property
    def full_months(self) -> int:
        after = self.ended + ONE_DAY
        months = (after.year - self.hired.year) * 12 + after.month - self.hired.month
        return months if add_months(self.hired, months) <= after else months - 1

    @property
    def exact(self) -> bool:
        """Whether no day is left beyond the full months."""
        return add_months(self.hired, self.full_months) == self.ended + ONE_DAY

    @property
    def months_owed(self) -> Decimal:
        """Return the months' wages that it earns: half a year or more is a year, less is half. Source: 劳动合同法 第四十七条."""
        years, rest = divmod(self.full_months, 12)
        if not rest and self.exact:
            return Decimal(years)
        return years + (ONE if rest >= 6 else HALF)

    def __str__(self) -> str:
        years, months = divmod(self.full_months, 12)
        words = (f"{years}年" if years else "") + (f"{months}个月" if months else "")
        return f"{self.hired} 至 {self.ended} = {words or '不满1个月'}" + ("" if self.exact or not words else "余")
