"""Text, numbers, money and days as typed."""

import re
import unicodedata
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from hezhong.engine.answers import Money, Prose
from hezhong.kernel import money, understand
from hezhong.kernel.dates import spoken
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget

MOST_LINE = 200
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Invisible signs that make text read in another order than it was written."""


def one_line(text: str, label: str) -> str:
    """Return a short text in one form. Raises Unclear for signs that nobody sees."""
    text = unicodedata.normalize("NFC", text)
    if any(unicodedata.category(sign) == "Cc" or sign in TURNING for sign in text):
        raise Unclear(f"{label}里有看不见的符号。请删掉，重新写一遍")
    return text


def several_lines(text: str) -> str:
    """Return a long text in one form, without signs that nobody sees; joined emoji stay whole."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(s for s in text if s in "\n\t" or (unicodedata.category(s) != "Cc" and s not in TURNING)).strip()


class Line(Widget):
    """A short text."""

    def read(self, raw: Raw) -> str:
        text = self.need(one_line(raw.one(self.name), self.question.label))
        most = self.question.most or MOST_LINE
        if len(text) > most:
            raise Unclear(f"{self.question.label}最多 {most} 字，现在多了 {len(text) - most} 字")
        return text


class LongText(Widget):
    """Several lines."""

    template = "prose"

    def read(self, raw: Raw) -> Prose:
        text = self.need(several_lines((raw.get(self.name) or [""])[0]))
        if self.question.most and len(text) > self.question.most:
            more = len(text) - self.question.most
            raise Unclear(f"{self.question.label}最多 {self.question.most} 字，现在多了 {more} 字。可以删短一些，或者写在附件里")
        return Prose(text)

    def context(self, raw: Raw) -> dict[str, Any]:
        return {"value": (raw.get(self.name) or [""])[0]}


class Whole(Widget):
    """A whole number of something."""

    template = "number"

    def read(self, raw: Raw) -> int:
        typed = self.need(raw.one(self.name))
        text = unicodedata.normalize("NFKC", typed).replace(" ", "").removesuffix(self.question.unit)
        example = self.question.example or 3
        try:
            number = int(text[:12]) if text.removeprefix("-").isdecimal() else understand.chinese_number(text)
        except ValueError:
            raise Unclear(f"没看懂“{typed[:40]}”。{self.question.label}请写数字，如 {example}") from None
        if number < self.question.least:
            raise Unclear(f"写了“{typed[:40]}”，{self.question.label}最少是 {self.question.least}，如 {example}")
        if number > 100_000:
            raise Unclear(f"写了“{typed[:40]}”，请再看一看有没有多写")
        return number

    def show(self, value: int) -> str:
        return f"{value} {self.question.unit}"


class Amount(Widget):
    """Money, as people write it; what was understood is said back."""

    template = "money"

    def read(self, raw: Raw) -> Money:
        typed = self.need(raw.one(self.name))
        if not self.question.least and none_at_all(typed):
            return Money(0)
        return Money(understand.amount(typed, self.question.example or "12000 或 1.2万"))

    def context(self, raw: Raw) -> dict[str, Any]:
        return {"value": raw.one(self.name), "understood": understood(raw.one(self.name))}

    def show(self, value: Money) -> str:
        return f"{money.yuan(value)} 元"


def understood(text: str) -> str:
    """Return how an amount was understood, '' when it was not."""
    try:
        value = understand.amount(text)
    except Unclear:
        return ""
    words = money.in_words(value)
    return f"{money.yuan(value)} 元" + (f"（{words}）" if "万" in words else "")


NOTHING = re.compile(r"[0０零](?:\.0{1,2})?元?|没有|没发|无")


def none_at_all(text: str) -> bool:
    """Return whether somebody wrote that it was nothing."""
    return NOTHING.fullmatch(text.strip()) is not None


class Quantity(Widget):
    """A number that need not be whole: hours, days, a ratio."""

    template = "number"

    def read(self, raw: Raw) -> Decimal:
        typed = self.need(raw.one(self.name))
        text = unicodedata.normalize("NFKC", typed).replace(" ", "").replace(",", "").removesuffix(self.question.unit)
        if none_at_all(text):
            return Decimal(0)
        try:
            number = Decimal(text[:16])
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise Unclear(f"没看懂“{typed[:40]}”。{self.question.label}请写数字，如 {self.question.example or '10.5'}")
        if not 0 <= number <= 1_000_000:
            raise Unclear(f"写了“{typed[:40]}”，请再看一看有没有写错")
        return number

    def show(self, value: Decimal) -> str:
        return f"{value:f} {self.question.unit}"


class Day(Widget):
    """A day, past or to come."""

    def read(self, raw: Raw) -> date:
        return understand.day(self.need(raw.one(self.name)), self.around.today)

    def show(self, value: date) -> str:
        return spoken(value, self.around.today.year)


class Hour(Widget):
    """A time of day: 9:00, 9点, 14:30."""

    def read(self, raw: Raw) -> time:
        text = unicodedata.normalize("NFKC", self.need(raw.one(self.name))).replace("点半", ":30").replace("点", ":00")
        hour, _, minute = text.partition(":")
        try:
            return time(int(hour), int(minute[:2] or 0))
        except ValueError:
            raise Unclear(f"没看懂“{text}”。请填写时间，如 9:00 或 14:30") from None

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"
