"""Why a warning, and why none: the facts, the rule's version and article, what would close it; and each silence's reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import ibis

from hezhong.early_warning.detection import Frame, question
from hezhong.early_warning.editions import Edition, Mode, Standing
from hezhong.early_warning.finding import Finding, added_up, facts
from hezhong.early_warning.vocabulary import Grade, Measure, Subject, Tables
from hezhong.early_warning.wording import measured
from hezhong.kernel.places import Place

MOST_ROWS = 2_000


class Why(Enum):
    """What a rule has to say of a subject on a day."""

    WARNED = "发出预警"
    SHADOW = "试运行中，只记录不派单"
    BELOW = "没有达到预警的界限"
    EXCLUDED = "有合法排除事由"
    NO_FACTS = "台账里没有这条规则要看的数据"
    NOT_HERE = "这条规则在这里不适用或者已经停用"
    TROUBLE = "这条规则没有算成"


@dataclass(frozen=True)
class Explanation:
    """A rule about one subject on one day. rows: the facts that count, at most MOST_ROWS. hidden: how many more.

    law: name of a figure of the law -> fen, as of the subject's city. left_out: facts that lawful exclusions left out.
    """

    edition: Edition
    why: Why
    grade: Grade | None = None
    finding: Finding | None = None
    rows: tuple[Mapping[str, Any], ...] = ()
    hidden: int = 0
    left_out: int = 0
    law: tuple[tuple[str, int], ...] = ()
    trouble: str = ""

    @property
    def words(self) -> str:
        """Return what was found, or why nothing was, in one sentence."""
        family = self.edition.rule.family
        if self.finding is None:
            return self.trouble or self.why.value
        found = self.finding
        said = measured(family, found.measure, found.among, found.people, found.fen)
        if self.why is Why.BELOW:
            lowest = self.edition.bands[-1]
            edge = measured(replace(family, money=False), lowest.least, 1, 0, 0) if family.measure is not Measure.SHARE else f"{lowest.least / 100:g}%"
            return f"现在是 {said}，{'超过' if lowest.above else '达到'} {edge} 才预警"
        return said


def explain(edition: Edition, tables: Tables, frame: Frame, subject: int) -> Explanation:
    """Return what a rule says of one subject on the day of the frame."""
    asked = frame.asked(edition.parameters)
    looked_at = facts(edition.rule, tables, asked, frame.excluded(edition))
    every_row = looked_at.filter(looked_at.subject == subject).to_pyarrow()
    own, count = ibis.memtable(every_row), every_row.num_rows
    everybody = replace(frame, excluded=lambda _: None)
    left_out = 0
    if frame.excluded(edition) is not None:
        every = question(edition, tables, everybody)
        left_out = int(every.filter(every.subject == subject).count().execute()) - count
    there = set(every_row.column("city").to_pylist())
    law = tuple(sorted((name, fen) for name, by_city in asked.legal.items() for city, fen in by_city.items() if city in there))
    if not count:
        return Explanation(edition, Why.EXCLUDED if left_out else Why.NO_FACTS, left_out=left_out)
    (added,) = added_up(edition.rule, own).to_pyarrow().to_pylist()[:1]
    finding = Finding(**added)
    grade = edition.grade(finding.measure, finding.among)
    counting = own.filter(own.hit == 1)
    hits = int(counting.count().execute())
    rows = counting.order_by("worker", "month", "fen", "value").limit(MOST_ROWS).to_pyarrow().to_pylist()
    why = Why.BELOW if grade is None else Why.SHADOW if edition.mode is Mode.SHADOW else Why.WARNED
    if grade is None and left_out:
        why = Why.EXCLUDED
    return Explanation(edition, why, grade, finding, tuple(rows), max(hits - len(rows), 0), left_out, law)


def why_not(standing: Iterable[Standing], tables: Tables, frame: Frame, kind: Subject, subject: int, place: Place) -> list[Explanation]:
    """Return what every rule about such a subject says of this one on the day of the frame, warned or silent."""
    found = []
    for each in standing:
        if each.rule.family.subject is not kind:
            continue
        edition = each.at(place)
        if edition is None or edition.mode is Mode.OFF:
            found.append(Explanation(edition or each.editions[0], Why.NOT_HERE))
            continue
        try:
            found.append(explain(edition, tables, frame, subject))
        except Exception as trouble:  # noqa: BLE001 - said with its rule; the others are still answered
            found.append(Explanation(edition, Why.TROUBLE, trouble=f"{type(trouble).__name__}: {trouble}"[:300]))
    return found
