"""Forms from dataclasses: the fields that apply, what was typed, what is still to be put right."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from hezhong.kernel.fields import Asked, asked
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Surroundings
from hezhong.web.widgets.registry import Bound, widget


@dataclass(frozen=True)
class Reading:
    """What was understood of a form. errors: field -> sentence for the person."""

    values: dict[str, Any]
    errors: dict[str, str]

    def answers(self, of: type[Any]) -> Any:
        """Return the dataclass of the values. Only without errors."""
        return of(**self.values)


def read(fields: tuple[Asked, ...], raw: Raw, around: Surroundings) -> Reading:
    """Return the values of the fields that apply and the errors; ``when`` sees the answers before it."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for each in fields:
        if each.question.when and not each.question.when(values):
            continue
        one = widget(each, around)
        if each.may_stay_empty and one.empty(raw):
            continue
        try:
            values[each.name] = one.read(raw)
        except Unclear as unclear:
            errors[each.name] = str(unclear)
    return Reading(values, errors)


@dataclass(frozen=True)
class Form:
    """A form as a template shows it: groups of bound fields, and the errors on top."""

    groups: dict[str, list[Bound]]
    fields: list[Bound]
    errors: list[Bound]
    reading: Reading

    @classmethod
    def of(cls, given: type[Any] | None, raw: Raw, around: Surroundings, *, complain: bool = False, later: Collection[str] = ()) -> "Form":
        """Return the form of a dataclass; ``complain`` shows what is wrong, after it was sent. later: fields that may still be wrong."""
        fields = asked(given) if given else ()
        reading = read(fields, raw, around)
        shown = {name: says for name, says in reading.errors.items() if name not in later} if complain else {}
        bound = [
            Bound(each, raw, around, shown.get(each.name, ""))
            for each in fields
            if each.question.when is None or each.question.when(reading.values)
        ]
        groups: dict[str, list[Bound]] = {}
        for each in bound:
            groups.setdefault(each.question.group, []).append(each)
        return cls(groups, bound, [each for each in bound if each.error], reading)
