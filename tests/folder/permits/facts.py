"""What a permit knows, and what its actions ask for."""

from dataclasses import dataclass

from hezhong.engine.answers import Prose
from hezhong.kernel.fields import ask


@dataclass(frozen=True, kw_only=True)
class Permission:
    trade: str = ask("行业", default="")
    opinion: Prose = ask("意见", default=Prose(""))


@dataclass(frozen=True, kw_only=True)
class Decision:
    opinion: Prose = ask("意见", most=500, wide=True)


@dataclass(frozen=True, kw_only=True)
class Appraised:
    """Facts of an appraisal."""

    finding: Prose = ask("鉴定结论", default=Prose(""))
