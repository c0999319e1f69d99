"""The figures of a rule as heads type them: edges of colours and parameters, in the units that people use."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field, make_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hezhong.early_warning.editions import Edition, Mode
from hezhong.early_warning.vocabulary import Band, Grade, Measure, WarningRule
from hezhong.engine.answers import Prose
from hezhong.kernel.fields import ask
from hezhong.kernel.understand import Unclear

BAND, FIGURE = "band_", "figure_"
BASIS = ("basis_title", "basis_issuer", "basis_number", "basis_on", "reason", "until")
"""What somebody who only tries figures need not have written yet."""
ABOVE = re.compile(r"^(?:超过|大于|多于|>)(?!=)\s*")
AT_LEAST = re.compile(r"^(?:达到|至少|不少于|满|>=|≥)\s*")
HUNDREDTHS = {Measure.AMOUNT: "元", Measure.SHARE: "%"}
"""Measures that are kept in hundredths of what people write, with that unit."""


def form_of(rule: WarningRule) -> type[Any]:
    """Return the dataclass that asks for a change of this rule: where, since when, every colour, every parameter, the basis."""
    asked: list[tuple[str, Any, Any]] = [
        ("region", str, ask("地区", "改动在这个地区和它下面都算数", group="范围")),
        ("mode", str, ask("怎么执行", "试运行只记录，不派单", group="范围")),
        ("since", date, ask("从哪天起", group="范围", example="2026-12-1")),
        ("until", date | None, ask("到哪天止", group="范围", optional=True, default=None, example="2027-2-28")),
    ]
    for grade in Grade:
        words = "不用的颜色留空。写“超过 10”是不含 10" if grade is Grade.RED else ""
        asked.append((f"{BAND}{grade.code}", str, ask(f"{grade.title}色从多少起（{unit(rule)}）", words, group="界限", optional=True, default="", most=40)))
    for name, words_of in rule.family.parameters.items():
        asked.append((f"{FIGURE}{name}", str, ask(f"{words_of.title}（{words_of.unit}）", group="数值", most=20)))
    asked += [
        ("basis_title", str, ask("依据文件的名称", group="依据", example="关于冬季欠薪治理专项行动的通知", most=120)),
        ("basis_issuer", str, ask("发文机关", group="依据", example="深圳市人力资源和社会保障局", most=60)),
        ("basis_number", str, ask("文号", group="依据", optional=True, default="", most=60)),
        ("basis_on", date, ask("文件日期", group="依据", example="2026-11-20")),
        ("reason", Prose, ask("为什么要改", group="依据", optional=True, default=Prose(""), most=500)),
    ]
    return make_dataclass("Change", [(name, kind, given or field()) for name, kind, given in asked], kw_only=True, frozen=True)


def unit(rule: WarningRule) -> str:
    """Return the unit in which the edges of a rule are written."""
    return HUNDREDTHS.get(rule.family.measure, rule.family.shown_unit)


def typed(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of the figures of an edition, as somebody would have typed them."""
    factor = Decimal(100) if edition.rule.family.measure in HUNDREDTHS else Decimal(1)
    for band in edition.bands:
        yield f"{BAND}{band.grade.code}", f"{'超过 ' if band.above else ''}{Decimal(band.least) / factor:f}"
    for name, number in edition.parameters.items():
        yield f"{FIGURE}{name}", str(number)


def bands(rule: WarningRule, given: Mapping[str, Any]) -> tuple[Band, ...]:
    """Return the bands that were typed, worst first. Raises Unclear."""
    found = [_band(rule, grade, text) for grade in Grade if (text := given.get(f"{BAND}{grade.code}", ""))]
    if not found:
        raise Unclear("至少写一种颜色的界限；不想再用这条规则，请选“停用”并保留原来的界限")
    return tuple(found)


def _band(rule: WarningRule, grade: Grade, text: str) -> Band:
    plain = unicodedata.normalize("NFKC", text).strip()
    number, above = ABOVE.subn("", plain, count=1)
    least = _number(AT_LEAST.sub("", number), f"{grade.title}色的界限", unit(rule), text)
    factor = 100 if rule.family.measure in HUNDREDTHS else 1
    if (least * factor) % 1:
        raise Unclear(f"{grade.title}色的界限写了“{text}”，最多写到{'分' if rule.family.measure is Measure.AMOUNT else '整数或者两位小数'}")
    return Band(int(least * factor), grade, bool(above))


def parameters(rule: WarningRule, given: Mapping[str, Any]) -> dict[str, int]:
    """Return the parameters that were typed. Raises Unclear."""
    return {
        name: int(_whole(_number(given[f"{FIGURE}{name}"], words.title, words.unit, given[f"{FIGURE}{name}"]), words.title))
        for name, words in rule.family.parameters.items()
    }


def _number(text: str, what: str, of: str, written: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(of)
    factor, plain = (Decimal(10_000), plain.removesuffix("万")) if plain.endswith("万") else (Decimal(1), plain)
    try:
        number = Decimal(plain) if re.fullmatch(r"\d{1,15}(?:\.\d{1,4})?", plain) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Unclear(f"没看懂“{written[:40]}”。{what}请写数字，如 10")
    return number * factor


def _whole(number: Decimal, what: str) -> Decimal:
    if number % 1:
        raise Unclear(f"{what}要写整数")
    return number


def modes() -> tuple[tuple[str, str], ...]:
    """Return (code, words) of how a rule may be carried out."""
    return tuple((mode.code, mode.title) for mode in Mode)
