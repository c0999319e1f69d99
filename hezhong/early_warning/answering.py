"""What a warning says to the case that answers it: the same words for whichever case type a rule opens."""

from dataclasses import dataclass
from datetime import date

from hezhong.early_warning.vocabulary import Alleged, Grade
from hezhong.kernel.fields import ask
from hezhong.kernel.values import Money, Option


class Colour(Option):
    """The four colours, worst first."""

    RED = "红色"
    ORANGE = "橙色"
    YELLOW = "黄色"
    BLUE = "蓝色"

    @classmethod
    def of(cls, grade: Grade) -> "Colour":
        """Return the colour as cases say it."""
        return cls[grade.name]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the ledger says on a day; brought by a run, typed by nobody. found: in words. seq: number of the ledger read.

    still_found: whether anything is left that the warning is about; of wages, a fen short of one worker is.
    unseen: why it is not looked at any more (合法排除, 规则停用), '' where it is: then nothing is said to be paid or mended.
    alleged: what was broken if that is true, of all warnings that are open, the worst warning's first.
    """

    colour: Colour = ask("颜色", default=Colour.BLUE)
    found: str = ask("台账显示", default="")
    people: int = ask("涉及劳动者", unit="人", default=0)
    owed: Money | None = ask("尚欠金额", unit="元", default=None)
    as_of: date | None = ask("截至", default=None)
    seq: int = ask("台账序号", default=0)
    still_found: bool = ask("台账仍显示", default=True, mark=True)
    alleged: tuple[Alleged, ...] = ask("涉嫌", default=())
    unseen: str = ask("台账不再显示的原因", default="")


@dataclass(frozen=True, kw_only=True)
class Alert(Reading):
    """Facts that a case begins with when a warning opens it. warning: its id. rule: code; version: digest of the rule.

    money: whether wages are owed, so that only bank lines close it. suggested: which figures are the product's proposal.
    """

    warning: str = ask("预警编号", default="", inner=True)
    rule: str = ask("规则代码", default="", inner=True)
    title: str = ask("预警事项", default="")
    subject: str = ask("预警对象", default="")
    sentence: str = ask("规则", default="")
    basis: str = ask("依据", default="")
    suggested: str = ask("其中本平台建议的部分", default="")
    version: str = ask("规则版本", default="")
    closes: str = ask("怎样才算解决", default="")
    money: bool = ask("涉及应付工资", default=False, mark=True)
