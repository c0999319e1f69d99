"""Employers: those of the register, and those somebody only named. Found by credit code, name, or pieces of a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, IntegerField, QuerySet, Value, When

from hezhong.directory import regions
from hezhong.directory.models import Employer
from hezhong.directory.tokens import new_token
from hezhong.kernel import credit_code
from hezhong.kernel.bigrams import bigrams, plain
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class EmployerCard:
    """An employer as pages and papers show it."""

    token: int
    name: str
    code: str
    address: str
    in_charge: str
    registered: bool
    region: str

    @property
    def below(self) -> str:
        return self.code or ("" if self.registered else "未在登记名单中核对到")

    @property
    def phone(self) -> str:
        return ""

    def printed(self) -> dict[str, Any]:
        """Return what a paper prints of the employer."""
        return {"name": self.name, "code": self.code, "address": self.address, "in_charge": self.in_charge}


def register(name: str, code: str = "", **more: Any) -> int:
    """Return the token of this employer. Raises BadCreditCode.

    With a code it is the one of that code; without, a registered one of exactly this name if there is just
    one, otherwise one that only bears this name until somebody identifies it.
    """
    code = credit_code.normalise(code) if code else ""
    found = _known(name, code)
    if found is not None:
        return found.token
    try:
        with transaction.atomic():
            return _new(name, code, more)
    except IntegrityError:  # the same code was registered at this moment
        return Employer.objects.get(code=code).token


def _known(name: str, code: str) -> Employer | None:
    if code:
        return Employer.objects.filter(code=code).first()
    same = list(Employer.objects.filter(plain_name=plain(name), registered=True)[:2])
    return same[0] if len(same) == 1 else None


def _new(name: str, code: str, more: Mapping[str, Any]) -> int:
    name = " ".join(name.split())
    row = Employer(token=new_token(), name=name, plain_name=plain(name), code=code or None, **more)
    row.pieces = sorted(set(bigrams(name)))
    row.save(force_insert=True)
    return row.token


def search(text: str, limit: int = 5) -> tuple[EmployerCard, ...]:
    """Return registered employers whose name holds the text or whose code it is, best first."""
    wanted = plain(text)
    if len(wanted) < 2:
        return ()
    by_code = Employer.objects.filter(code=wanted.upper()) if len(wanted) == 18 else Employer.objects.none()
    begins = Case(When(plain_name__startswith=wanted, then=Value(0)), default=Value(1), output_field=IntegerField())
    by_name = Employer.objects.filter(pieces__contains=bigrams(wanted), plain_name__contains=wanted, registered=True)
    found = list(by_code) or list(by_name.order_by(begins, "plain_name")[:limit])
    return tuple(card(each) for each in found)


def alike(token: int) -> frozenset[int]:
    """Return the tokens of those who may be this employer: itself, and who bears the same name without another code."""
    me = Employer.objects.filter(token=token).first()
    if me is None:
        return frozenset()
    same = Employer.objects.filter(plain_name=me.plain_name)
    return frozenset(row.token for row in same if not (row.code and me.code) or row.code == me.code)


def bearing(name: str) -> frozenset[int]:
    """Return the tokens of all who bear exactly this name, registered or only named by somebody."""
    wanted = plain(name)
    return frozenset(Employer.objects.filter(plain_name=wanted).values_list("token", flat=True)) if wanted else frozenset()


def cards(tokens: Iterable[int]) -> Mapping[int, EmployerCard]:
    """Return token -> card of those that are employers, in one query."""
    wanted = list({token for token in tokens if token})
    return {row.token: card(row) for row in Employer.objects.filter(token__in=wanted)} if wanted else {}


def tokens_in(place: Place) -> QuerySet[Employer, Any]:
    """Return the tokens of the employers of a place, for use inside another query."""
    return Employer.objects.filter(region__startswith=regions.digits(place)).values("token")


def card(row: Employer) -> EmployerCard:
    return EmployerCard(row.token, row.name, row.code or "", row.address, row.in_charge, row.registered, row.region)
