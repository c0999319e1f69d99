"""What holds on a day, side by side: for the nation, for Guangdong, for one city. Each answer with its article or its source."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hezhong.engine.claim_sheet import used_words
from hezhong.kernel.money import yuan
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law import facts
from hezhong.law.book import LawBook
from hezhong.law.entitlement import by_id
from hezhong.law.entries import encoded
from hezhong.law.facts import BadFacts
from hezhong.law.model import NotInForce, TimeLimit
from hezhong.law.worked import Example, examples

NONE = "没有规定"


@dataclass(frozen=True)
class Row:
    """One question with its three answers. Each answer: (what holds, why or from where)."""

    about: str
    nation: tuple[str, str]
    province: tuple[str, str]
    city: tuple[str, str]


def rows(id: str, city: Place, on: date, book: LawBook) -> tuple[Row, ...]:
    """Return what is asked of an id, answered for the three places on that day."""
    how = encoded().get(id)
    if isinstance(how, TimeLimit):
        return (_row(how.duty.title, city, lambda place: _limit(how, place, on, book)),)
    if id in by_id():
        return tuple(_row(each.says, city, _reckoned(id, each, book)) for each in examples(id))
    cases = dict.fromkeys(value.case for value in book.by_name.get(id, ()))
    return tuple(_row(case or "数额", city, _figure(id, case, on, book)) for case in cases)


def _row(about: str, city: Place, answer: Callable[[Place], tuple[str, str]]) -> Row:
    return Row(about, answer(NATION), answer(GUANGDONG), answer(city))


def _limit(how: TimeLimit, place: Place, on: date, book: LawBook) -> tuple[str, str]:
    try:
        limit = book.limit(how.duty, place, on)
    except NotInForce:
        return NONE, ""
    return str(limit.period), str(limit.article)


def _figure(id: str, case: str, on: date, book: LawBook) -> Callable[[Place], tuple[str, str]]:
    def answer(place: Place) -> tuple[str, str]:
        try:
            value = book.value(id, place, on, case)
        except NotInForce as why:
            return NONE, str(why)
        shown = f"{value.figure.normalize():f}" if value.figure is not None else ""
        parts = "；".join(f"{what} {number.normalize():f}" for what, number in value.parts)
        return shown or parts or "、".join(value.members) or value.text, used_words(value)

    return answer


def _reckoned(id: str, example: Example, book: LawBook) -> Callable[[Place], tuple[str, str]]:
    entitlement = by_id()[id]

    def answer(place: Place) -> tuple[str, str]:
        plain = {name: value for name, value in example.facts.items() if name not in ("city", "claimed")}
        try:
            result = entitlement.reckoned(facts.read(entitlement.facts, plain), place, book)
        except BadFacts as bad:
            return "不适用", str(bad)
        amount = f"{yuan(result.amount)} {result.unit}" if result.amount is not None else "算不出来"
        return amount, "；".join(gap.says for gap in result.missing)

    return answer
