"""Why a warning is found no more: what it was about is over, or it is only not looked at any more (合法排除, 停用规则).

Only the first says that anything was paid or mended. Where both may be so nothing is claimed: a person looks.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from hezhong.directory import regions
from hezhong.early_warning import exclusion_rows, rules
from hezhong.early_warning.editions import Edition, Mode, Standing
from hezhong.early_warning.exclusions import REASONS, holds
from hezhong.early_warning.models import LawfulExclusion, Warning

Over = Warning.Over
UNSEEN = (Over.EXCLUDED.value, Over.RULE.value)
"""What is found no more because it is not looked at."""


def why(row: Warning, standing: Mapping[str, Standing], excluded: Collection[tuple[str, int]]) -> Over:
    """Return why a warning that stood is found no more. excluded: (rule, subject) of everybody who is left out of a rule, wholly or in part."""
    edition = standing[row.rule].at(regions.place(row.town or row.county or row.city)) if row.rule in standing else None
    if edition is None or edition.mode is Mode.OFF or edition.version != row.version:
        return Over.RULE
    return Over.EXCLUDED if (row.rule, row.subject) in excluded else Over.MENDED


def looks_otherwise(row: Warning, edition: Edition, excluded: Collection[int]) -> bool:
    """Return whether less may be seen of a warning than before for another reason than that it was mended. excluded: ids of exclusions."""
    return edition.version != row.version or sorted(excluded) != sorted(row.excluded)


def why_less(row: Warning, edition: Edition, excluded: Collection[int]) -> str:
    """Return why less may be seen of a warning that still stands than before, '' where nothing hides a part. excluded: ids of exclusions."""
    if set(excluded) - set(row.excluded):
        return Over.EXCLUDED.value
    return Over.RULE.value if edition.version != row.version else ""


def exclusions_of(row: Warning, rows: Iterable[LawfulExclusion], on: date) -> list[LawfulExclusion]:
    """Return those of the exclusions that leave anybody out of a warning's rule on a day."""
    rule = rules.declared().get(row.rule)
    return [each for each in rows if rule and each.subject == row.subject and holds(each, rule, on)]


def said(rows: Iterable[Warning], on: date) -> str:
    """Return why what these warnings are about is not looked at, '' where nothing hides it. rows: of one case, those that stand too.

    What was found again has been looked at since: only how it is now says anything.
    """
    last = {(row.rule, row.subject): row for row in sorted(rows, key=lambda row: (row.first_on, row.gone_on is None))}
    hidden = [row for row in last.values() if row.gone_on and row.over in UNSEEN]
    standing = exclusion_rows.standing(on) if hidden else []
    words: list[str] = []
    for row in hidden:
        if row.over == Over.RULE:
            rule = rules.declared().get(row.rule)
            words.append(f"规则“{rule.title if rule else row.rule}”已经停用或者改动")
        words += [_words(each) for each in exclusions_of(row, standing, on)] or (["合法排除"] if row.over == Over.EXCLUDED else [])
    return "；".join(dict.fromkeys(words))


def _words(row: LawfulExclusion) -> str:
    reason = REASONS.get(row.reason)
    whole = "" if not row.worker else "，一名劳动者"
    return f"合法排除：{reason.title if reason else row.reason}（{row.document}，至 {row.until}{whole}）"
