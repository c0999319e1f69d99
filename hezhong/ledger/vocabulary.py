"""The words a ledger table is declared in.

There is no kind of column for free text: what can stand in the ledger is a token, a sum, a count, a day, a moment, or
one of few codes. So no name and no identity, phone or card number has a place to stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a column holds: ``MEMBER = word, DuckDB's type``."""

    TOKEN = "token", "BIGINT"
    """A random number of the directory for a person, employer, site, account or line. At least 1."""
    FEN = "fen", "BIGINT"
    """Money in fen (0.01 CNY)."""
    COUNT = "count", "INTEGER"
    """A number of things or people, not negative."""
    MINUTES = "minutes", "INTEGER"
    """A length of time in minutes, not negative."""
    CITY = "city", "INTEGER"
    """The region code of a city, 6 digits."""
    MONTH = "month", "INTEGER"
    """A calendar month as YYYYMM."""
    DAY = "day", "DATE"
    """A date in Asia/Shanghai."""
    MOMENT = "moment", "TIMESTAMP"
    """A time of day on a date, Asia/Shanghai, without zone."""
    FLAG = "flag", "BOOLEAN"
    """Yes or no."""
    CODE = "code", "VARCHAR"
    """One of the codes that the column lists."""

    def __init__(self, word: str, sql: str) -> None:
        self.word = word
        self.sql = sql


@dataclass(frozen=True)
class Column:
    """One column. codes: code -> Chinese, of a CODE. optional: whether it may be empty."""

    kind: Kind
    title: str
    optional: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)


def token(title: str, *, optional: bool = False) -> Column:
    """Return a column of tokens."""
    return Column(Kind.TOKEN, title, optional)


def fen(title: str, *, optional: bool = False) -> Column:
    """Return a column of money in fen."""
    return Column(Kind.FEN, title, optional)


def count(title: str, *, optional: bool = False) -> Column:
    """Return a column of counts."""
    return Column(Kind.COUNT, title, optional)


def day(title: str, *, optional: bool = False) -> Column:
    """Return a column of dates."""
    return Column(Kind.DAY, title, optional)


def flag(title: str, *, optional: bool = False) -> Column:
    """Return a column of yes and no."""
    return Column(Kind.FLAG, title, optional)


def code(title: str, *, optional: bool = False, **codes: str) -> Column:
    """Return a column that holds one of the codes given as code=Chinese."""
    return Column(Kind.CODE, title, optional, codes)


CITY = "city"
"""The column that every table begins with: the city whose partition holds the row."""
WITHDRAWN = "withdrawn"
"""The column that files have beside the declared ones: whether the row takes back what stood under its key."""


@dataclass(frozen=True)
class Table:
    """A data set of the ledger, partitioned by month and city.

    one_row_per: what a row is. key: the columns that, with the city, tell one row from every other; a later row of the
    same key replaces the earlier. dated: the column of the key whose month is the partition's; '' for a register,
    which stands in no month. Raises: ValueError for a declaration that does not hold together.
    """

    name: str
    title: str
    one_row_per: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    dated: str = ""

    def __post_init__(self) -> None:
        wrong = [name for name in self.key if name not in self.columns or self.columns[name].optional]
        if wrong or not self.key:
            raise ValueError(f"{self.name}: key columns that are undeclared or optional: {wrong}")
        if {CITY, WITHDRAWN} & set(self.columns):
            raise ValueError(f"{self.name}: {CITY} and {WITHDRAWN} stand in every table by themselves")
        # A correction that changes the month would leave the old row standing in the old partition.
        if self.dated and self.dated not in self.key:
            raise ValueError(f"{self.name}: {self.dated} decides the partition, so it belongs to the key")
        bare = [name for name, column in self.columns.items() if (column.kind is Kind.CODE) != bool(column.codes)]
        if bare:
            raise ValueError(f"{self.name}: codes missing or out of place in {bare}")

    @property
    def all_columns(self) -> Mapping[str, Column]:
        """Return the columns with the city in front."""
        return {CITY: Column(Kind.CITY, "地级以上市"), **self.columns}

    @property
    def identity(self) -> tuple[str, ...]:
        """Return the city and the key."""
        return (CITY, *self.key)
