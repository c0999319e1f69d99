"""What was typed about people and employers becomes tokens before anything is decided or written down.

One walk over the answers; the directory registers each person and employer once, in the caller's transaction.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hezhong.directory import employers, people
from hezhong.engine.answers import Employer, Person, Phone, TypedPerson


def registered(answers: Any) -> Any:
    """Return the answers with a token in the place of everybody who was typed. Raises BadIdentity."""
    if isinstance(answers, Person):
        return _known(answers.typed) if answers.typed else answers
    if isinstance(answers, Employer):
        return Employer(employers.register(answers.typed.name, answers.typed.code)) if answers.typed else answers
    if isinstance(answers, Phone):
        return replace(answers, typed="")
    if isinstance(answers, tuple):
        return tuple(registered(each) for each in answers)
    if is_dataclass(answers) and not isinstance(answers, type):
        changed = {f.name: registered(getattr(answers, f.name)) for f in fields(answers) if _may_hold(answers, f.name)}
        return replace(answers, **changed) if changed else answers
    return answers


def _known(typed: TypedPerson) -> Person:
    token, contact = people.enter(typed, typed.phone, typed.address)
    return Person(token, contact=contact)


def _may_hold(answers: Any, name: str) -> bool:
    value = getattr(answers, name)
    return isinstance(value, tuple) or (is_dataclass(value) and not isinstance(value, type))


def is_typed(answers: Any) -> bool:
    """Return whether somebody in the answers is typed and has no token yet."""
    if isinstance(answers, (Person, Employer, Phone)):
        return bool(answers.typed)
    if isinstance(answers, tuple):
        return any(is_typed(each) for each in answers)
    if is_dataclass(answers) and not isinstance(answers, type):
        return any(is_typed(getattr(answers, field.name)) for field in fields(answers))
    return False
