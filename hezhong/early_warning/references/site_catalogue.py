"""The references of the rules about building sites, by the code of the rule."""

from collections.abc import Mapping

from hezhong.early_warning.backtest import Reference

OF_SITES: Mapping[str, Reference] = {}
