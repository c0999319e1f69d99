"""Places chosen level by level, and offices a case may go to."""

from typing import Any

from hezhong.engine.answers import Address
from hezhong.engine.dossier import Destination
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget
from hezhong.web.widgets.texts import one_line

TITLES = ("市", "县区", "镇街")


class AddressWidget(Widget):
    """City, county, town and the rest. 东莞 and 中山 have no county: the second select then lists towns."""

    template, grouped, first_part = "place", True, "-1"

    def chain(self, raw: Raw) -> list[dict[str, Any]]:
        """Return the selects to show: one more than was chosen, as far as there is something below."""
        parent, selects = self.around.root, []
        for number in (1, 2, 3):
            below = self.around.below(parent)
            if not below:
                break
            chosen = raw.one(f"{self.name}-{number}")
            chosen = chosen if chosen in {code for code, _ in below} else ""
            title = TITLES[2] if len(below[0][0]) > 6 else TITLES[number - 1]
            options = [(code, name, code == chosen) for code, name in below]
            selects.append({"name": f"{self.name}-{number}", "title": title, "options": options, "chosen": chosen})
            if not chosen:
                break
            parent = chosen
        return selects

    def read(self, raw: Raw) -> Address:
        selects = self.chain(raw)
        chosen = [code for select in selects for code, _, on in select["options"] if on]
        if len(chosen) < min(len(selects), 2) or (selects and not chosen):
            raise Unclear(f"请选择在哪个{selects[len(chosen)]['title']}")
        rest = one_line(raw.one(f"{self.name}-rest"), "详细地址")
        if len(rest) > 120:
            raise Unclear(f"详细地址最多 120 字，现在有 {len(rest)} 字")
        return Address(self.around.place(chosen[-1]), rest)

    def wrong_part(self, raw: Raw) -> str:
        selects = self.chain(raw)
        chosen = sum(on for select in selects for _, _, on in select["options"])
        return f"-{min(chosen + 1, len(selects))}" if chosen < 2 <= len(selects) or not chosen else "-rest"

    def context(self, raw: Raw) -> dict[str, Any]:
        selects = self.chain(raw)
        more = not selects[-1]["chosen"] if selects else False
        return {"selects": selects, "more": more, "rest": raw.one(f"{self.name}-rest")}

    def show(self, value: Address) -> str:
        names = []
        for parent, code in zip(value.place.path, value.place.path[1:], strict=False):
            names.append(dict(self.around.below(parent)).get(code, ""))
        return "".join(names) + value.rest


class OfficeWidget(Widget):
    """One of the offices that serve this business."""

    template = "code_list"

    def read(self, raw: Raw) -> Destination:
        chosen = self.need(raw.one(self.name), "请选择")
        destination = self.around.destination(chosen) if chosen.isdecimal() else None
        if not isinstance(destination, Destination):
            raise Unclear("请从列出的机关里选一个")
        return destination

    def context(self, raw: Raw) -> dict[str, Any]:
        now = raw.one(self.name)
        return {"options": [(code, name, "", code == now) for code, name in self.around.offices()]}

    def show(self, value: Destination) -> str:
        return dict(self.around.offices()).get(str(value.office), "")
