"""Which widget belongs to which type, and a field as a template sees it."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin

from hezhong.engine.answers import Address, Employer, Evidence, Money, Months, Person, Phone, Prose, Sums, Ticket
from hezhong.engine.dossier import Destination
from hezhong.kernel.fields import Asked
from hezhong.kernel.fields import asked as asked_fields
from hezhong.kernel.values import MonthlyWages
from hezhong.web.widgets.choices import Cards, CodeList, Listed, MonthRange, Several, SeveralListed, YesNo
from hezhong.web.widgets.model import Raw, Surroundings, Widget
from hezhong.web.widgets.people import EmployerWidget, Mobile, PersonWidget
from hezhong.web.widgets.places import AddressWidget, OfficeWidget
from hezhong.web.widgets.sums import SumsWidget, WagesWidget
from hezhong.web.widgets.texts import Amount, Day, Hour, Line, LongText, Quantity, Whole
from hezhong.web.widgets.tickets import TicketWidget
from hezhong.web.widgets.uploads import UploadWidget

BY_TYPE: Mapping[type, type[Widget]] = {
    str: Line,
    int: Whole,
    bool: YesNo,
    date: Day,
    time: Hour,
    Money: Amount,
    Decimal: Quantity,
    Prose: LongText,
    Months: MonthRange,
    Person: PersonWidget,
    Phone: Mobile,
    Employer: EmployerWidget,
    Address: AddressWidget,
    Destination: OfficeWidget,
    Evidence: UploadWidget,
    Ticket: TicketWidget,
    Sums: SumsWidget,
    MonthlyWages: WagesWidget,
}
MOST_CARDS = 6


def kind_of(asked: Asked) -> Any:
    """Return the type to ask for: of an optional one the other half."""
    if get_origin(asked.kind) in (Union, types.UnionType):
        return next(each for each in get_args(asked.kind) if each is not type(None))
    return asked.kind


def widget(asked: Asked, around: Surroundings) -> Widget:
    """Return the field's widget: more than six options make a select, a tuple of options check boxes."""
    kind = kind_of(asked)
    asked = Asked(asked.name, kind, asked.question, asked.default)
    if asked.name in around.choices:
        return (SeveralListed if get_origin(kind) is tuple else Listed)(asked, around)
    if get_origin(kind) is tuple:
        member = get_args(kind)[0]
        return (RowsOf if is_dataclass(member) else Several)(asked, around)
    if issubclass(kind, Enum):
        return (CodeList if len(kind) > MOST_CARDS else Cards)(asked, around)
    if kind is str and asked.question.wide:
        return LongText(asked, around)
    return BY_TYPE[kind](asked, around)


class RowsOf(Widget):
    """Some lines of the same questions: as many as were filled in, and two more to fill in."""

    template, grouped = "rows", True
    most, more = 12, 2

    @property
    def first_part(self) -> str:  # type: ignore[override]
        return f"-0-{self._asked[0].name}"

    @property
    def _asked(self) -> tuple[Asked, ...]:
        return asked_fields(get_args(self.field.kind)[0])

    def _row(self, number: int) -> list[Asked]:
        least = self.question.least
        return [
            replace(each, name=f"{self.name}-{number}-{each.name}", question=replace(each.question, least=least))
            for each in self._asked
        ]

    def _filled(self, raw: Raw) -> list[int]:
        return [number for number in range(self.most) if any(not widget(each, self.around).empty(raw) for each in self._row(number))]

    def read(self, raw: Raw) -> tuple[Any, ...]:
        of = get_args(self.field.kind)[0]
        return tuple(of(**self._told(number, raw)) for number in self._filled(raw))

    def _told(self, number: int, raw: Raw) -> dict[str, Any]:
        """Return what a line says; what may stay empty and is, keeps its default. Raises Unclear."""
        pairs = zip(self._asked, self._row(number), strict=True)
        told = [(one.name, widget(each, self.around), each.may_stay_empty) for one, each in pairs]
        return {name: each.read(raw) for name, each, may in told if not (may and each.empty(raw))}

    def context(self, raw: Raw) -> dict[str, Any]:
        last = max(self._filled(raw), default=-1)
        shown = range(min(last + 1 + self.more, self.most))
        return {"rows": [[Bound(each, raw, self.around) for each in self._row(number)] for number in shown]}

    def show(self, value: tuple[Any, ...]) -> str:
        return "\n".join("，".join(widget(each, self.around).show(shown) for each in self._asked if (shown := getattr(row, each.name)) not in (None, "")) for row in value)


@dataclass
class Bound:
    """A field as a template sees it. ``heading``: the question, when it is the title of the page."""

    asked: Asked
    raw: Raw
    around: Surroundings
    error: str = ""
    heading: str = ""
    widget: Widget = field(init=False)

    def __post_init__(self) -> None:
        self.widget = widget(self.asked, self.around)
        self.name = self.asked.name
        self.question = self.asked.question
        self.grouped = self.widget.grouped
        self.template = f"widgets/{self.widget.template}.html"
        self.c = self.widget.context(self.raw)
        self.label = self.heading or self.question.label
        self.anchor = self.widget.anchor
        part = self.widget.wrong_part(self.raw) if self.error else self.widget.first_part
        self.wrong = f"id-{self.name}{part}"  # where the link of the error leads
        self.c["wrong"] = part if self.error else None
        parts = ((f"{self.name}-hint", self.question.hint), (f"{self.name}-error", self.error))
        self.described = " ".join(part for part, there in parts if there)
        self.optional = self.asked.may_stay_empty
