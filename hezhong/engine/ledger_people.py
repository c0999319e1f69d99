"""Whom the rows of a file mean: by identity number, by gate card, by bank card and name, or by name within a roster.

A name alone is enough only where exactly one worker of the site, or of the employer, bears it; otherwise the row is
refused. Nothing is entered here: that happens when the whole file is right (``Enrolment``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hezhong.directory import accounts, enrolling, people
from hezhong.directory.accounts import WageCard
from hezhong.engine import ledger_place
from hezhong.kernel import names
from hezhong.kernel.identity import kind_of
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ROSTER


@dataclass(frozen=True)
class Worker:
    """A worker as a file names one; in the form that the directory enrols."""

    name: str
    kind: str
    number: str
    phone: str = ""
    address: str = ""


class NotKnown(ValueError):
    """Nobody, or more than one, is meant; the message says what to do."""


@dataclass(frozen=True)
class Standing:
    """The roster of a site, or of an employer where there is no site, as it stands in the ledger. city: its partition."""

    ledger: Ledger
    city: int
    employer: int
    site: int | None

    @cached_property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return the rows of the roster."""
        reader = Reader(self.ledger.root, self.ledger.manifest.state(), ledger_place.LOOKING)
        where = f"site = {self.site:d}" if self.site else f"employer = {self.employer:d}"
        query = f"SELECT * FROM ({reader.sql(ROSTER, lambda part: part.city == self.city)}) WHERE {where}"
        return tuple(reader.connection.sql(query).to_arrow_table().to_pylist())

    @cached_property
    def by_name(self) -> Mapping[str, frozenset[int]]:
        """Return name -> tokens of those who bear it, aliases too."""
        found: dict[str, set[int]] = {}
        for token, name in people.all_names(row["worker"] for row in self.rows):
            found.setdefault(names.normalise(name), set()).add(token)
        return {name: frozenset(tokens) for name, tokens in found.items()}

    def named(self, name: str) -> int:
        """Return the one worker of this name. Raises NotKnown."""
        found = self.by_name.get(names.normalise(name), frozenset())
        if len(found) > 1:
            own = found & {row["worker"] for row in self.rows if row["employer"] == self.employer}
            found = own or found
        if len(found) == 1:
            return next(iter(found))
        where = "这个项目" if self.site else "本单位"
        if found:
            raise NotKnown(f"{where}的花名册里有 {len(found)} 个人叫“{name}”。请补上身份证号")
        raise NotKnown(f"{where}的花名册里没有“{name}”。请补上身份证号，或者先导入花名册")


@dataclass
class Enrolment:
    """The people and cards of one file, gathered row by row and then entered all at once."""

    standing: Standing
    workers: dict[tuple[str, str], Worker] = field(default_factory=dict)
    cards: dict[str, tuple[tuple[str, str] | int, str]] = field(default_factory=dict)
    tokens: dict[tuple[str, str], int] = field(default_factory=dict)
    card_tokens: Mapping[str, int] = field(default_factory=dict)
    gates: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[tuple[str, str], int] = field(default_factory=dict)
    said: Mapping[int, str] = field(default_factory=dict)

    def look_up(self, rows: Iterable[Any]) -> None:
        """Read in three queries what the directory knows of the numbers in these rows."""
        listed = list(rows)
        identities = list({identity_of(row) for row in listed if getattr(row, "identity", None)})
        self.known = dict(zip(identities, enrolling.known(identities), strict=True)) if identities else {}
        unnamed = [row for row in listed if not getattr(row, "identity", None)]
        gate = [row.card for row in unnamed if getattr(row, "card", None)]
        self.gates = accounts.gate_holders(self.standing.site, gate) if gate and self.standing.site else {}
        cards = [row.bank_account for row in unnamed if getattr(row, "bank_account", None)]
        self.held = accounts.holders(cards) if cards else {}
        self.said = people.names_of(self.held.values()) if self.held else {}

    def meant(self, row: Any) -> tuple[str, str] | int:
        """Return whom a row means: an identity to be entered, or the token of who is known. Raises NotKnown, BadName."""
        if row.identity:
            return self._identified(row)
        card: str = getattr(row, "card", None) or ""
        if card in self.gates:
            return self.gates[card]
        holder = self.held.get(getattr(row, "bank_account", None) or "", 0)
        if holder and (not row.name or self.said.get(holder) == names.normalise(row.name)):
            return holder
        if row.name:
            return self.standing.named(row.name)
        raise NotKnown("这张卡没有登记是谁的。请补上身份证号，或者先在花名册里填门禁卡号" if card else "没有写是谁。请补上姓名和身份证号")

    def _identified(self, row: Any) -> tuple[str, str]:
        who = identity_of(row)
        if row.name:
            name = names.normalise(row.name)
            if self.workers.setdefault(who, Worker(name, *who)).name != name:
                raise NotKnown("同一个身份证号前面写的是另一个姓名。请对照身份证改成一样的")
        elif who not in self.workers and not self.known.get(who):
            raise NotKnown("这个身份证号还没有登记过，这里又没有写姓名。请先导入花名册，或者补上姓名")
        return who

    def card(self, number: str | None, holder: tuple[str, str] | int, bank: str | None) -> None:
        """Note a bank card and whose it is said to be."""
        if number:
            self.cards.setdefault(number, (holder, bank or ""))

    def enter(self) -> None:
        """Enter everybody and every card in the directory, in a few statements."""
        entered = enrolling.enter_all(list(self.workers.values()))
        self.tokens = {who: token for who, (token, _) in zip(self.workers, entered, strict=True)}
        self.tokens |= {who: token for who, token in self.known.items() if token}
        cards = [WageCard(number, self.token(holder), bank) for number, (holder, bank) in self.cards.items()]
        self.card_tokens = accounts.enter_cards(cards)

    def token(self, who: tuple[str, str] | int) -> int:
        """Return the token of somebody who was entered or known."""
        return who if isinstance(who, int) else self.tokens[who]


def identity_of(row: Any) -> tuple[str, str]:
    """Return the kind and number of a row's identity document."""
    return str(kind_of(row.identity)), row.identity
