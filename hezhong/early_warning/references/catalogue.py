"""Every reference by the code of its rule."""

from collections.abc import Mapping

from hezhong.early_warning.backtest import Reference
from hezhong.early_warning.references.employer_catalogue import OF_EMPLOYERS
from hezhong.early_warning.references.site_catalogue import OF_SITES

REFERENCES: Mapping[str, Reference] = {**OF_SITES, **OF_EMPLOYERS}
"""Code of a rule -> its reference. Rules about sites and rules about employers have no code in common."""
