"""Figures of a rule tried before anybody proposes them: kept only so that the worker can answer what they would do."""

import hashlib
from datetime import datetime

from hezhong.early_warning.models import RuleChange, RuleTrial
from hezhong.early_warning.rule_changes import Proposed, untryable
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.plain import canonical

MONTHS = (0, -1, -2, -3)
"""The day of the last run, and the same day of each of the three months before it."""
UNSAVED = 2**62
"""Stands for the id of a change that is none yet: it comes after every change there is."""


def kept(given: Proposed, at: Moment) -> RuleTrial:
    """Return the row of figures to try, the same for the same figures. The document need not be named yet. Raises Refused."""
    if wrong := untryable(given):
        raise Refused("；".join(wrong))
    told = {
        "rule": given.rule, "region": given.region, "mode": given.mode, "since": given.since.isoformat(),
        "bands": [[band.least, int(band.grade), band.above] for band in sorted(given.bands, key=lambda band: band.grade)],
        "parameters": dict(given.parameters),
    }  # fmt: skip
    row, _ = RuleTrial.objects.get_or_create(
        key=hashlib.sha256(canonical(told)).hexdigest(), defaults={**told, "since": given.since, "at": at.recorded_at}
    )
    return row


def as_change(trial: RuleTrial) -> RuleChange:
    """Return the figures as a change that is not saved, to be asked like one."""
    return RuleChange(
        pk=UNSAVED, rule=trial.rule, region=trial.region, mode=trial.mode, since=trial.since, bands=trial.bands, parameters=trial.parameters,
        basis_title="试算，还没有提出", basis_issuer="", basis_on=trial.since,
    )  # fmt: skip


def forget(before: datetime) -> None:
    """Remove what was tried before a moment."""
    RuleTrial.objects.filter(at__lt=before).delete()
