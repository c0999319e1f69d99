"""The types an answer may have beyond Python's own; each has a widget in ``web.widgets``.

A person, an employer or a phone stands in facts and events only as a token of the directory. What was
typed travels in ``typed`` until the store has registered it; the codec refuses to write it down.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from hezhong.kernel.places import NATION, Place
from hezhong.kernel.values import Money as Money
from hezhong.kernel.values import Months as Months
from hezhong.kernel.values import Option as Option


class Prose(str):
    """Text of several lines."""


@dataclass(frozen=True)
class TypedPerson:
    """A person as typed: the directory turns it into a token. ``kind``: code of kernel.identity.IdentityKind."""

    name: str
    kind: str = "resident"
    number: str = ""
    phone: str = ""
    address: str = ""

    def reached_at(self, phone: str, address: str = "") -> "TypedPerson":
        """Return the same person with this phone and this address for service."""
        return replace(self, phone=phone, address=address)


@dataclass(frozen=True)
class Person:
    """A person of the directory, or one not yet registered there. ``token`` 0: not registered.

    contact: token of how this person said to be reached, 0 when nothing was said.
    """

    token: int = 0
    typed: TypedPerson | None = None
    contact: int = 0


@dataclass(frozen=True)
class TypedEmployer:
    """An employer as typed; ``code`` is its unified credit code, empty when unknown."""

    name: str
    code: str = ""


@dataclass(frozen=True)
class Employer:
    token: int = 0
    typed: TypedEmployer | None = None


@dataclass(frozen=True)
class Phone:
    """A mobile number; it is kept with its person, never in facts."""

    token: int = 0
    typed: str = ""


@dataclass(frozen=True)
class Address:
    """Where something is: the deepest region chosen, and what was typed behind it."""

    place: Place = NATION
    rest: str = ""


class Hotline(Option):
    """Who passes complaints on by telephone. Shown and stored by its number."""

    MAYOR = "12345"
    LABOUR = "12333"


@dataclass(frozen=True)
class Ticket:
    """A ticket of a hotline (工单). number: as the hotline wrote it."""

    hotline: Hotline
    number: str

    def __str__(self) -> str:
        return f"{self.hotline.label} 工单 {self.number}"


@dataclass(frozen=True)
class Reckoned:
    """One claim reckoned before it was filed. told: its facts as canonical JSON. kind: name of a ClaimKind. Unit: CNY."""

    entitlement: str
    title: str
    kind: str
    city: str
    told: str
    amount: Decimal | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Sums:
    """Claims brought along from the calculator."""

    items: tuple[Reckoned, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((each.amount for each in self.items if each.amount is not None), Decimal(0))


@dataclass(frozen=True)
class Evidence:
    """Files already stored (``engine.files``), by their ids."""

    files: tuple[UUID, ...] = ()
