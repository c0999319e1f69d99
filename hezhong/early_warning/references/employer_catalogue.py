"""The references of the rules about employers, by the code of the rule."""

from collections.abc import Mapping

from hezhong.early_warning.backtest import Reference

OF_EMPLOYERS: Mapping[str, Reference] = {}
