"""What must be put right in a file, named by sheet, row and column."""

import re
from dataclasses import dataclass

LONG_NUMBER = re.compile(r"\d{7,}[Xx]?")
LONGEST_QUOTE = 20


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says what to do."""


class WrongCell(ValueError):
    """One cell cannot be read; the message says what to do, and never repeats a long number."""


@dataclass(frozen=True)
class Fault:
    """One thing to put right. row: as the spreadsheet counts, 0 where the whole sheet is meant; column: its head.

    unsaid: whether one answer about the file as a whole puts it right, beside the file as well as in it.
    """

    sheet: str
    row: int
    column: str
    says: str
    unsaid: bool = False

    def __str__(self) -> str:
        place = f"“{self.sheet}”" if self.sheet else ""
        place += f"第 {self.row} 行" if self.row else ""
        place += f"“{self.column}”" if self.column else ""
        return f"{place}：{self.says}" if place else self.says


def shown(text: str) -> str:
    """Return what was typed, fit for a message: short, and of long numbers (identity, card, telephone) only the end."""
    masked = LONG_NUMBER.sub(lambda found: f"****{found[0][-2:]}", text)
    return masked if len(masked) <= LONGEST_QUOTE else f"{masked[:LONGEST_QUOTE]}…"
