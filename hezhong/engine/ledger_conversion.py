"""What converters of rows share: the file's context, whom its rows mean, and the lines of the ledger that come of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hezhong.directory.tokens import derived_token
from hezhong.engine.ledger_people import Enrolment
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.reading import Reading


@dataclass(frozen=True)
class Context:
    """What a file does not say itself.

    sender: who answers for it (``employer:<token>``, ``office:<id>``, ``feeder:<id>``). city: six digits. employer, site,
    account: tokens; account is the one that paid. sheet: what makes a pay sheet one and the same when it is corrected.
    number: the sender's own of the file, '' for one known by its content. confirmed: phone, signed, no, refused.
    due_on: YYYYMM -> day on which the wages of that month were agreed to be paid, None where nobody said. booked_on: of a bank file whose rows name no day. channel: '' for what the account says.
    since: the first day that the file was said to be about; of a roster the day on which those came of whom it names none.
    """

    sender: str
    city: int
    employer: int
    site: int | None = None
    sheet: str = ""
    number: str = ""
    account: int | None = None
    confirmed: str = "no"
    due_on: Callable[[int], date] | None = None
    booked_on: date | None = None
    channel: str = ""
    since: date | None = None

    @property
    def by_bank(self) -> bool:
        """Return whether a bank answers for the file: then it tells of one account, and of nothing else."""
        return self.sender.startswith("feeder:")


@dataclass(frozen=True)
class Line:
    """A row of the ledger to be. number: the row of the spreadsheet it came from. withdrawn: it takes back what stands there."""

    table: Table
    number: int
    values: Mapping[str, Any]
    withdrawn: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(self.values[name] for name in self.table.identity)


@dataclass
class Here:
    """One reading on its way. whose: place of a row among the reading's -> whom it means."""

    context: Context
    reading: Reading
    enrolment: Enrolment
    whose: Mapping[int, tuple[str, str] | int] = field(default_factory=dict)
    employers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    teams: Mapping[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[Any]:
        """Return the rows of the reading, of whatever kind."""
        return self.reading.rows

    def people(self) -> Iterator[tuple[Any, int]]:
        """Yield each row with the token of the worker it means."""
        for place, row in enumerate(self.rows):
            yield row, self.enrolment.token(self.whose[place])

    def wrong(self, row: Any, column: str, says: str, *, unsaid: bool = False) -> None:
        self.faults.append(Fault(self.reading.sheet, row.number, column, says, unsaid))

    def employer(self, row: Any) -> int:
        """Return who employs the worker of a row: whom the row names, else whom the context does."""
        return self.employers.get(firm_of(row), self.context.employer)

    def card(self, row: Any) -> int | None:
        return self.enrolment.card_tokens.get(row.bank_account) if row.bank_account else None

    def team(self, row: Any) -> int | None:
        return self.teams.get(" ".join(row.team.split())) if row.team else None

    def note(self, says: str, times: int) -> None:
        """Say what was left out, when anything was."""
        if times:
            sheet = f"“{self.reading.sheet}”" if self.reading.sheet else ""  # a text file has no sheets
            self.notes.append(f"{sheet}有 {times} 行{says}")

    @property
    def pay_sheet(self) -> int:
        """Return the token of the pay sheet that this sheet of the file is."""
        context = self.context
        return derived_token("pay sheet", f"{context.employer}:{context.site or 0}:{context.sheet}:{self.reading.sheet}")


def firm_of(row: Any) -> tuple[str, str]:
    """Return the name and the credit code of the employer that a row names, '' each where it does not."""
    return " ".join((getattr(row, "employer", None) or "").split()), getattr(row, "employer_code", None) or ""
