"""A ticket of a hotline: which hotline, and the number it gave."""

from typing import Any

from hezhong.engine.answers import Hotline, Ticket
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget
from hezhong.web.widgets.texts import one_line

MOST = 40


class TicketWidget(Widget):
    """Which hotline, and the number of its ticket."""

    template, grouped, first_part = "ticket", True, "-hotline"

    def read(self, raw: Raw) -> Ticket:
        chosen = raw.one(f"{self.name}-hotline")
        number = one_line(raw.one(f"{self.name}-number"), "工单号")
        if chosen not in [each.label for each in Hotline]:
            raise Unclear("请选是哪条热线的工单：12345 还是 12333")
        if not number:
            raise Unclear(f"请填写 {chosen} 的工单号；不是热线转来的，请改选“不是”")
        if len(number) > MOST:
            raise Unclear(f"工单号最多 {MOST} 字，现在有 {len(number)} 字")
        return Ticket(next(each for each in Hotline if each.label == chosen), number)

    def wrong_part(self, raw: Raw) -> str:
        return "-number" if raw.one(f"{self.name}-hotline") in [each.label for each in Hotline] else "-hotline"

    def context(self, raw: Raw) -> dict[str, Any]:
        chosen = raw.one(f"{self.name}-hotline")
        return {
            "hotlines": [(each.label, each.label == chosen) for each in Hotline],
            "number": raw.one(f"{self.name}-number"),
        }
