"""One or several of few, and ranges of months."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args

from hezhong.engine.answers import Months, Option, Person
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget


class YesNo(Widget):
    template, grouped, first_part = "cards", True, "-0"

    def read(self, raw: Raw) -> bool:
        chosen = self.need(raw.one(self.name), "请选“是”或“否”：")
        if chosen not in ("yes", "no"):
            raise Unclear("请选“是”或“否”")
        return chosen == "yes"

    def context(self, raw: Raw) -> dict[str, Any]:
        chosen = raw.one(self.name)
        options = [(code, words, "", code == chosen) for code, words in (("yes", "是"), ("no", "否"))]
        return {"kind": "radio", "row": True, "options": options}

    def show(self, value: bool) -> str:
        return "是" if value else "否"


class Cards(Widget):
    """One of few, each with its hint."""

    template, grouped, first_part = "cards", True, "-0"

    @property
    def options(self) -> dict[str, Any]:
        """Code -> member, in the order of declaration."""
        members: Any = self.field.kind
        return {_code(member): member for member in members}

    def read(self, raw: Raw) -> Any:
        chosen = self.need(raw.one(self.name), "请选一项：")
        if chosen not in self.options:
            raise Unclear(f"请从列出的选项里选{self.question.label}")
        return self.options[chosen]

    def context(self, raw: Raw) -> dict[str, Any]:
        chosen = raw.get(self.name) or []
        listed = [(code, _words(m), getattr(m, "hint", ""), code in chosen) for code, m in self.options.items()]
        return {"kind": "radio", "options": listed}

    def show(self, value: Any) -> str:
        return _words(value)


class Several(Cards):
    """Any number of few."""

    @property
    def options(self) -> dict[str, Any]:
        return {_code(member): member for member in get_args(self.field.kind)[0]}

    def read(self, raw: Raw) -> tuple[Any, ...]:
        self.need(raw.one(self.name), "请至少选一项：")
        chosen = raw[self.name]
        if not set(chosen) <= set(self.options):
            raise Unclear(f"请从列出的选项里选{self.question.label}")
        return tuple(member for code, member in self.options.items() if code in chosen)

    def context(self, raw: Raw) -> dict[str, Any]:
        return super().context(raw) | {"kind": "checkbox"}

    def show(self, value: tuple[Any, ...]) -> str:
        return "、".join(_words(member) for member in value)


class CodeList(Cards):
    """One of many: a select."""

    template, grouped, first_part = "code_list", False, ""


class Listed(Widget):
    """One of what the page lists: the value is a token or a number, which nobody ever types."""

    template = "code_list"

    @property
    def listed(self) -> Mapping[str, str]:
        return dict(self.around.choices[self.name])

    def read(self, raw: Raw) -> Any:
        chosen = self.need(raw.one(self.name), "请选择")
        if chosen not in self.listed:
            raise Unclear(f"请从列出的里面选{self.question.label}")
        return int(chosen) if self.field.kind is int else chosen

    def context(self, raw: Raw) -> dict[str, Any]:
        now = raw.one(self.name)
        return {"options": [(code, words, "", code == now) for code, words in self.listed.items()]}

    def show(self, value: Any) -> str:
        return self.listed.get(str(value), "")


class SeveralListed(Listed):
    """Any number of what the page lists; persons by their tokens."""

    template, grouped, first_part = "cards", True, "-0"

    def read(self, raw: Raw) -> tuple[Any, ...]:
        chosen = [code for code in raw.get(self.name) or [] if code]
        if not chosen and not self.question.optional:
            raise Unclear(f"请至少选一个{self.question.label}")
        if set(chosen) - self.listed.keys():
            raise Unclear(f"请从列出的里面选{self.question.label}")
        of_persons = get_args(self.field.kind)[0] is Person
        return tuple(Person(int(code)) if of_persons else code for code in chosen)

    def context(self, raw: Raw) -> dict[str, Any]:
        chosen = raw.get(self.name) or []
        return {"kind": "checkbox", "options": [(code, words, "", code in chosen) for code, words in self.listed.items()]}

    def show(self, value: tuple[Any, ...]) -> str:
        codes = [str(each.token) if isinstance(each, Person) else each for each in value]
        return "、".join(self.listed.get(code, "") for code in codes)


class MonthRange(Widget):
    """From a month to a month, by selects: native month inputs speak the browser's language."""

    template, grouped, first_part = "months", True, "-y1"

    parts = ("y1", "m1", "y2", "m2")

    @property
    def years(self) -> list[int]:
        """The years to choose from, this one first."""
        this = self.around.today.year
        return list(range(this, this - (self.question.most or 3) - 1, -1))

    def read(self, raw: Raw) -> Months:
        if self._unchosen(raw):
            raise Unclear("请选择从哪年哪月，到哪年哪月")
        y1, m1, y2, m2 = (int(raw.one(f"{self.name}-{part}")) for part in self.parts)
        if (y2, m2) < (y1, m1):
            raise Unclear(f"“到”要在“从”之后：现在是从 {y1}年{m1}月 到 {y2}年{m2}月")
        today = self.around.today
        if (y2, m2) > (today.year, today.month):
            raise Unclear(f"{y2}年{m2}月还没有到。请选已经过去的月份")
        return Months((y1, m1), (y2, m2))

    def wrong_part(self, raw: Raw) -> str:
        return self._unchosen(raw) or "-y2"

    def _unchosen(self, raw: Raw) -> str:
        """Return the first select that names nothing on offer, '' when all four do."""
        offered = {"y": {str(year) for year in self.years}, "m": {str(month) for month in range(1, 13)}}
        return next((f"-{part}" for part in self.parts if raw.one(f"{self.name}-{part}") not in offered[part[0]]), "")

    def context(self, raw: Raw) -> dict[str, Any]:
        years, months = self.years, range(1, 13)

        def pick(part: str, values: Any, unit: str, title: str) -> dict[str, Any]:
            now = raw.one(f"{self.name}-{part}")
            options = [(str(value), str(value) == now) for value in values]
            return {"name": f"{self.name}-{part}", "part": f"-{part}", "title": title, "unit": unit, "options": options}

        return {
            "ends": [
                ("从", pick("y1", years, "年", "从哪年"), pick("m1", months, "月", "从哪月")),
                ("到", pick("y2", years, "年", "到哪年"), pick("m2", months, "月", "到哪月")),
            ]
        }

    def show(self, value: Months) -> str:
        (y1, m1), (y2, m2) = value.since, value.until
        return f"{y1}年{m1}月" + (f" 到 {y2}年{m2}月" if len(value) > 1 else "") + f"，共 {len(value)} 个月"


def _code(member: Enum) -> str:
    return member.code if isinstance(member, Option) else member.name.lower()


def _words(member: Enum) -> str:
    return member.label if isinstance(member, Option) else str(member.value)
