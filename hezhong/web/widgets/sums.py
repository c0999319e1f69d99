"""Claims and wages of a calculation: what was brought from the calculator, wages month by month."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from hezhong.engine.answers import Sums
from hezhong.kernel import understand
from hezhong.kernel.money import yuan
from hezhong.kernel.understand import Unclear
from hezhong.kernel.values import Month, MonthlyWages
from hezhong.web.widgets.model import Raw, Widget
from hezhong.web.widgets.texts import none_at_all, understood

MOST_MONTHS = 240
LINE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*月?\s*[:：]?\s+(\S+)")


class SumsWidget(Widget):
    """Claims that were reckoned before: shown, carried along, changed only in the calculator."""

    template, grouped, first_part = "sums", True, ""

    def read(self, raw: Raw) -> Sums:
        found: Sums = self.around.reckoned(self.need(raw.one(self.name)))
        return found

    def context(self, raw: Raw) -> dict[str, Any]:
        try:
            sums = self.around.reckoned(raw.one(self.name)) if raw.one(self.name) else Sums()
        except Unclear:
            sums = Sums()
        rows = [(each.title, f"{yuan(each.amount)} 元" if each.amount is not None else "数额待核") for each in sums.items]
        return {"value": raw.one(self.name), "rows": rows, "total": yuan(sums.total)}

    def show(self, value: Sums) -> str:
        lines = [f"{each.title} {yuan(each.amount)} 元" if each.amount is not None else f"{each.title} 数额待核" for each in value.items]
        return "\n".join([*lines, f"合计 {yuan(value.total)} 元"])


class WagesWidget(Widget):
    """Wages by month: one number when every month was the same, or a line for each month."""

    template, grouped, first_part = "wages", True, "-even"

    def read(self, raw: Raw) -> MonthlyWages:
        even, lines = raw.one(f"{self.name}-even"), (raw.get(f"{self.name}-months") or [""])[0].strip()
        if not lines:
            return MonthlyWages(_amount(self.need(even)))
        named = dict(self._month(line) for line in lines.splitlines() if line.strip())
        if len(named) > MOST_MONTHS:
            raise Unclear(f"最多写 {MOST_MONTHS} 个月")
        return MonthlyWages.of(named, _amount(even) if even else None)

    def _month(self, line: str) -> tuple[Month, Any]:
        found = LINE.fullmatch(unicodedata.normalize("NFKC", line).strip())
        if not found or not 1 <= int(found[2]) <= 12:
            raise Unclear(f"没看懂“{line.strip()[:40]}”。一行写一个月，如 2025-03 8000")
        return (int(found[1]), int(found[2])), _amount(found[3])

    def context(self, raw: Raw) -> dict[str, Any]:
        even = raw.one(f"{self.name}-even")
        return {"even": even, "understood": understood(even), "months": (raw.get(f"{self.name}-months") or [""])[0]}

    def show(self, value: MonthlyWages) -> str:
        named = [f"{year}年{month}月 {yuan(amount)} 元" for (year, month), amount in value.named]
        rest = [f"{'其余' if named else '每'}月 {yuan(value.even)} 元"] if value.even is not None else []
        return "\n".join(named + rest)

    def wrong_part(self, raw: Raw) -> str:
        return "-months" if (raw.get(f"{self.name}-months") or [""])[0].strip() else "-even"


def _amount(text: str) -> Decimal:
    """Return a wage; nothing is an answer too. Raises Unclear."""
    return Decimal(0) if none_at_all(text) else understand.amount(text, "8000 或 1.2万")
