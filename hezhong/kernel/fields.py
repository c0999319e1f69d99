"""How a dataclass field asks for itself on a form: ``amount: Money = ask("金额", unit="元")``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, get_type_hints

Answers = Mapping[str, Any]
"""Field name -> value, of the fields answered so far, in the order of declaration."""


@dataclass(frozen=True)
class Question:
    """The words of one field.

    label: the noun, for tables and print. when: asked only if this holds of the answers so far.
    most: characters (text), members (lists) or years back (months) at most; 0 means the widget's own limit.
    error: replaces the widget's sentence when the field is left empty. known_as: the fact in which a case knows this
    already, where that has another name. mark: yes or no, of which only the yes is worth a line on a page. inner: by
    which the program finds something again, and nobody reads it. least: the smallest number that is an answer.
    """

    label: str
    hint: str = ""
    unit: str = ""
    example: str = ""
    group: str = ""
    when: Callable[[Answers], bool] | None = None
    optional: bool = False
    most: int = 0
    wide: bool = False
    error: str = ""
    known_as: str = ""
    mark: bool = False
    inner: bool = False
    least: int = 1


def ask(label: str, hint: str = "", *, default: Any = MISSING, **words: Any) -> Any:
    """Return a dataclass field that knows its question; without a default it must be answered."""
    return field(default=default, metadata={"question": Question(label, hint, **words)})


@dataclass(frozen=True)
class Asked:
    """One field of a dataclass with its type and its words. default: MISSING where it must be answered."""

    name: str
    kind: Any
    question: Question
    default: Any

    @property
    def required(self) -> bool:
        return self.default is MISSING and not self.question.optional

    @property
    def may_stay_empty(self) -> bool:
        """Whether nothing is an answer. A field with a condition has a default for when it is not asked at all."""
        return self.question.optional or (not self.required and self.question.when is None)


def asked(of: type[Any]) -> tuple[Asked, ...]:
    """Return the fields of a dataclass that ask something, in the order of declaration."""
    return tuple(_asked(of))


def _asked(of: type[Any]) -> Iterator[Asked]:
    kinds = get_type_hints(of)
    for each in fields(of):
        if words := question(each):
            yield Asked(each.name, kinds[each.name], words, each.default)


def question(of: "Field[Any]") -> Question | None:
    return of.metadata.get("question")


def unasked(asked_for: Any) -> list[str]:
    """Return the names of the fields that carry no question: every one is a mistake."""
    return [each.name for each in fields(asked_for) if question(each) is None]


@dataclass(frozen=True)
class Reason:
    """The commonest thing an action asks for."""

    reason: str = ask("理由", "写明事实和依据", most=500, wide=True)
