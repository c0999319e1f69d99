"""A rule as it stands somewhere: as declared, or as officers of a place have changed it. The nearest place decides."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from hezhong.early_warning.vocabulary import Band, Basis, Grade, WarningRule
from hezhong.kernel.places import Place


class Mode(Enum):
    """Whether a rule opens cases, only finds and shows, or does nothing."""

    LIVE = "live", "执行"
    SHADOW = "shadow", "试运行"
    OFF = "off", "停用"

    def __init__(self, code: str, title: str) -> None:
        self.code = code
        self.title = title


@dataclass(frozen=True)
class Edition:
    """A rule with the figures that hold at a place and all below it. change: id of the officers' change, 0 as declared."""

    rule: WarningRule
    place: Place
    mode: Mode
    bands: tuple[Band, ...]
    parameters: Mapping[str, int]
    basis: tuple[Basis, ...]
    change: int = 0

    @property
    def version(self) -> str:
        """Return a digest of everything that decides what it finds, but for the family's code."""
        bands = [[band.least, band.grade.value, band.above] for band in self.bands]
        said = [self.rule.code, self.rule.says, self.mode.code, bands, sorted(self.parameters.items()), self.place.path]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]

    def grade(self, measure: int, among: int) -> Grade | None:
        """Return the worst colour whose band the finding reaches, or None."""
        return self.rule.family.graded(self.bands, measure, among)

    @property
    def figures(self) -> dict[str, object]:
        """Return the figures as JSON, to be kept with what they graded."""
        bands = [[band.least, band.grade.value, band.above] for band in self.bands]
        return {"bands": bands, "parameters": dict(self.parameters), "change": self.change, "place": list(self.place.path)}


def declared(rule: WarningRule) -> Edition:
    """Return a rule as its declaration has it."""
    mode = Mode.SHADOW if rule.shadow else Mode.LIVE
    return Edition(rule, rule.place, mode, rule.bands, rule.parameters, rule.basis)


@dataclass(frozen=True)
class Standing:
    """Every edition of one rule that is in force on a day, the declared one among them."""

    rule: WarningRule
    editions: tuple[Edition, ...]

    def at(self, place: Place) -> Edition | None:
        """Return the edition of the deepest place that covers this one; None where the rule does not apply at all."""
        here = [each for each in self.editions if each.place.covers(place)]
        return max(here, key=lambda each: (len(each.place.path), each.change), default=None)

    def by_parameters(self) -> list[tuple[Mapping[str, int], tuple[Edition, ...]]]:
        """Return the editions that ask the ledger the same, together: each group is asked once."""
        groups: dict[tuple[tuple[str, int], ...], list[Edition]] = {}
        for each in self.editions:
            if each.mode is not Mode.OFF:
                groups.setdefault(tuple(sorted(each.parameters.items())), []).append(each)
        return [(dict(key), tuple(group)) for key, group in groups.items()]


def digest(standing: Iterable[Standing]) -> str:
    """Return a digest of all rules in force: two runs with the same one asked the same."""
    versions = sorted(each.version for rule in standing for each in rule.editions)
    return hashlib.sha256("".join(versions).encode()).hexdigest()[:16]


def bands_of(editions: Sequence[Edition]) -> tuple[Band, ...]:
    """Return the mildest band of each edition: what reaches none of them is no finding anywhere."""
    return tuple(min(each.bands, key=lambda band: (band.least, band.above)) for each in editions)
