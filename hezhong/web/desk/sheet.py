"""One sheet on which a clerk registers for somebody, from paper: the questions of a flow without its pages.

Fields, widgets and rules are those of the flow itself (``engine.intake.Window``); here stands only what a sheet adds to
them: all at once, what is filled in although it does not apply, and what leads elsewhere.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from hezhong.directory import offices
from hezhong.directory.models import Office
from hezhong.engine import duplicates
from hezhong.engine.answers import Address
from hezhong.engine.duplicates import Likely
from hezhong.engine.intake import Elsewhere, Flow, Intake, Window
from hezhong.engine.rights import Asker
from hezhong.kernel.fields import Asked, asked
from hezhong.kernel.places import NATION, Place
from hezhong.web.forms import Reading, read
from hezhong.web.widgets.model import Raw, Surroundings
from hezhong.web.widgets.registry import Bound, widget

NOT_ASKED = "按现在选的，不用填{label}。请删掉，要紧的话写在经过里"
NOBODY = "这个地方还没有受理这类事项的机关。请打 12333 问该找哪里"


@dataclass(frozen=True)
class Sheet:
    """The sheet as filled in so far."""

    flow: Flow
    raw: Raw
    around: Surroundings

    @property
    def window(self) -> Window:
        assert self.flow.window is not None
        return self.flow.window

    @cached_property
    def fields(self) -> tuple[Asked, ...]:
        """The fields on the sheet, in its order."""
        there = {each.name: each for each in asked(self.window.facts)}
        return tuple(there[name] for name in self.window.fields)

    @cached_property
    def reading(self) -> Reading:
        return read(self.fields, self.raw, self.around)

    @cached_property
    def errors(self) -> dict[str, str]:
        """What is to be put right: not understood, filled in although it does not apply, or not for this office's business."""
        errors, values = dict(self.reading.errors), self.reading.values
        for each in self.fields:
            if each.name in errors:
                break  # what comes after may hang on it
            if each.name not in values and not widget(each, self.around).empty(self.raw):
                errors[each.name] = NOT_ASKED.format(label=each.question.label)
        if (page := self.elsewhere) is not None:
            errors.setdefault(self._asks(page), f"{page.title}。{''.join(page.text)}")
        return errors

    @cached_property
    def elsewhere(self) -> Elsewhere | None:
        """The page that leads what was chosen to another place, None where it is for us."""
        leads = (page for page in self.flow.pages if isinstance(page, Elsewhere) and page.when)
        return next((page for page in leads if page.when and page.when(self.reading.values)), None)

    def _asks(self, page: Elsewhere) -> str:
        """Return the field of the question before the page that leads elsewhere."""
        before = [each for each in self.flow.pages[: self.flow.pages.index(page)] if each.fields]
        return before[-1].fields[0]

    def bound(self, errors: dict[str, str]) -> list[Bound]:
        return [Bound(each, self.raw, self.around, errors.get(each.name, "")) for each in self.fields]

    @property
    def place(self) -> Place:
        """Where it happened, as far as it was chosen."""
        found = (value.place for value in self.reading.values.values() if isinstance(value, Address))
        return next(found, NATION)

    def office(self, on: date) -> Office | None:
        """Return the office that has jurisdiction; None before the place is known, or where there is none."""
        return offices.competent(self.flow.case_type, self.place, on) if self.place.path else None

    def likely(self, asker: Asker, on: date) -> tuple[Likely, ...]:
        """Return the cases that may be the same."""
        values = self.reading.values
        person, phone, employer = (values.get(name) for name in ("person", "phone", "employer"))
        sought = duplicates.typed(person.typed if person else None, phone.typed if phone else "", employer)
        return duplicates.likely(sought, asker, on)

    def intake(self) -> Intake:
        """Return the case that is asked for. Only without errors."""
        return self.flow.intake(self.window.facts(**self.window.complete(self.reading.values)))

    def said(self) -> list[tuple[str, str]]:
        """Return (label, words) of all that was filled in, numbers masked: what is printed and signed."""
        values: dict[str, Any] = self.reading.values
        return [(each.question.label, widget(each, self.around).show(values[each.name])) for each in self.fields if each.name in values]
