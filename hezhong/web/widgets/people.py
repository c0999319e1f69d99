"""Persons, phones and employers as typed."""

from typing import Any

from hezhong.engine.answers import Employer, Person, Phone, TypedEmployer, TypedPerson
from hezhong.kernel import identity, names, understand
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.identity import BadIdentity, IdentityKind
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget

TYPED = "typed"


class PersonWidget(Widget):
    """Name, kind of document, number."""

    template, grouped, first_part = "person", True, "-name"

    def read(self, raw: Raw) -> Person:
        name, kind, number = (raw.one(f"{self.name}-{part}") for part in ("name", "kind", "number"))
        try:
            kind = kind if kind in list(IdentityKind) else IdentityKind.RESIDENT
            return Person(typed=TypedPerson(names.normalise(name), kind, identity.normalise(kind, number)))
        except (BadName, BadIdentity) as wrong:
            raise Unclear(str(wrong)) from None

    def context(self, raw: Raw) -> dict[str, Any]:
        kind = raw.one(f"{self.name}-kind") or IdentityKind.RESIDENT
        return {
            "name": raw.one(f"{self.name}-name"),
            "number": raw.one(f"{self.name}-number"),
            "kinds": [(each.value, each.label, each == kind) for each in IdentityKind],
        }

    def show(self, value: Person) -> str:
        if value.typed is None:
            return ""
        title = IdentityKind(value.typed.kind).label
        return f"{value.typed.name}，{title} {identity.mask(value.typed.number)}"


class Mobile(Widget):
    """A mobile number."""

    template = "phone"

    def read(self, raw: Raw) -> Phone:
        return Phone(typed=understand.phone(self.need(raw.one(self.name))))

    def show(self, value: Phone) -> str:
        return f"{value.typed[:3]}****{value.typed[-4:]}"


class EmployerWidget(Widget):
    """A name as typed, with what the register has of that name to choose from."""

    template = "employer"

    def read(self, raw: Raw) -> Employer:
        text, chosen = self.need(raw.one(self.name)), raw.one(f"{self.name}-code")
        if len(text) > 100:
            raise Unclear(f"单位名称最多 100 字，现在有 {len(text)} 字")
        if chosen and chosen != TYPED:
            card = self.around.employer(chosen)
            if card is not None:
                return Employer(card.token)
        try:
            return Employer(typed=TypedEmployer(names.normalise(text)))
        except (BadName, BadCreditCode) as wrong:
            raise Unclear(str(wrong).replace("姓名", "单位名称")) from None

    def context(self, raw: Raw) -> dict[str, Any]:
        text, chosen = raw.one(self.name), raw.one(f"{self.name}-code")
        return {"value": text, **self.found(text, chosen)}

    def found(self, text: str, chosen: str = "") -> dict[str, Any]:
        """Return what the register has of this name."""
        hits = self.around.employers(text) if len(text) > 1 else ()
        listed = [(str(card.token), card, str(card.token) == chosen) for card in hits]
        return {"asked": len(text) > 1, "typed": text, "hits": listed, "none": chosen == TYPED}

    def show(self, value: Employer) -> str:
        if value.typed is not None:
            return f"{value.typed.name}（名单里没有找到，按您写的）"
        card = self.around.employer(str(value.token))
        return f"{card.name}\n{card.code}".strip() if card else ""
