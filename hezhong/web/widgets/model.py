"""What every widget is: it reads what was typed, and shows a value in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hezhong.kernel.fields import Asked
from hezhong.kernel.understand import Unclear


class Raw(dict[str, list[str]]):
    """What was posted, kept as typed so that nothing is lost on an error."""

    @classmethod
    def sent(cls, lists: Iterable[tuple[str, list[Any]]]) -> "Raw":
        """Return what a browser sent, without the sign that no keyboard has and no database takes (NUL)."""
        return cls({key: [str(value).replace("\0", "") for value in values] for key, values in lists})

    def one(self, key: str) -> str:
        """Return the first value typed under a name, without spaces around it."""
        return (self.get(key) or [""])[0].strip()

    def of(self, name: str) -> "Raw":
        """Return what belongs to one field: its own name and its parts (name-part)."""
        return Raw({key: values for key, values in self.items() if belongs(key, name)})


def belongs(key: str, name: str) -> bool:
    return key == name or key.startswith(f"{name}-")


Choice = tuple[str, str]
"""A code and its words."""


def _nothing(*_: Any) -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class Surroundings:
    """What a widget may ask while it reads: the day, the registers, the files handed in so far.

    employers: text -> cards. below: region code -> (code, name). offices: what a case may go to.
    files: id -> (title, size), those this person has handed in for this form and no others.
    choices: field -> (code, words), for a text or number that is one of those the page lists.
    reckoned: claims brought from the calculator, as JSON -> the same, reckoned anew; raises Unclear.
    """

    today: date
    employers: Callable[[str], tuple[Any, ...]] = _nothing
    employer: Callable[[str], Any] = lambda token: None
    below: Callable[[str], tuple[Choice, ...]] = _nothing
    place: Callable[[str], Any] = lambda code: None
    root: str = ""
    offices: Callable[[], tuple[Choice, ...]] = _nothing
    destination: Callable[[str], Any] = lambda office: None
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    reckoned: Callable[[str], Any] = lambda text: None


class Widget:
    """One field on a form. ``grouped``: several inputs, so a fieldset with a legend instead of a label."""

    template = "line"
    grouped = False
    first_part = ""

    def __init__(self, field: Asked, around: Surroundings) -> None:
        self.field = field
        self.name = field.name
        self.question = field.question
        self.around = around

    def read(self, raw: Raw) -> Any:
        """Return the value that was meant. Raises Unclear with words for the person."""
        return self.need(raw.one(self.name))

    def context(self, raw: Raw) -> dict[str, Any]:
        """Return what the template shows."""
        return {"value": raw.one(self.name)}

    def show(self, value: Any) -> str:
        """Return a value in words, for the page that is checked before filing."""
        return str(value)

    def empty(self, raw: Raw) -> bool:
        """Return whether nothing was typed in any part."""
        return not any(value.strip() for values in raw.of(self.name).values() for value in values)

    def need(self, text: str, verb: str = "请填写") -> str:
        """Return the text; raise Unclear, saying what to fill in, when there is none."""
        if not text:
            if self.question.error:
                raise Unclear(self.question.error)
            example = self.question.example.removeprefix("如：")
            raise Unclear(f"{verb}{self.question.label}" + (f"，如 {example}" if example else ""))
        return text

    def wrong_part(self, raw: Raw) -> str:
        """Return which part was unclear, where there are several; asked only after an error."""
        return self.first_part

    @property
    def anchor(self) -> str:
        """Return the id of the first input."""
        return f"id-{self.name}{self.first_part}"
