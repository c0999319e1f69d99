"""Persons, phones and employers as typed."""

import re
import unicodedata
from typing import Any

from hezhong.engine.answers import Employer, Person, Phone, TypedEmployer, TypedPerson
from hezhong.kernel import credit_code, identity, names, understand
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.identity import BadIdentity, IdentityKind
from hezhong.kernel.names import BadName
from hezhong.kernel.understand import Unclear
from hezhong.web.widgets.model import Raw, Widget

TYPED = "typed"
CODE = re.compile(r"(?=(?:.*\d){8})[0-9A-Z]{15,20}")
"""What is meant as a credit code: about eighteen digits and capitals, and no name has that many digits."""


def _like_a_code(text: str) -> bool:
    return bool(CODE.fullmatch("".join(unicodedata.normalize("NFKC", text).upper().split())))


class PersonWidget(Widget):
    """Name, kind of document, number."""

    template, grouped, first_part = "person", True, "-name"

    def read(self, raw: Raw) -> Person:
        name, kind, number = (raw.one(f"{self.name}-{part}") for part in ("name", "kind", "number"))
        try:
            known = names.normalise(name)
            if kind not in list(IdentityKind):
                raise Unclear("请从列出的证件里选一种")
            return Person(typed=TypedPerson(known, kind, identity.normalise(kind, number)))
        except (BadName, BadIdentity) as wrong:
            raise Unclear(str(wrong)) from None

    def context(self, raw: Raw) -> dict[str, Any]:
        kind = raw.one(f"{self.name}-kind") or IdentityKind.RESIDENT
        return {
            "name": raw.one(f"{self.name}-name"),
            "number": raw.one(f"{self.name}-number"),
            "kinds": [(each.value, each.label, each == kind) for each in IdentityKind],
        }

    def wrong_part(self, raw: Raw) -> str:
        try:
            names.normalise(raw.one(f"{self.name}-name"))
        except BadName:
            return "-name"
        return "-number" if raw.one(f"{self.name}-kind") in list(IdentityKind) else "-kind"

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
    """A name or a credit code as typed, with what the register has of it to choose from."""

    template = "employer"

    def read(self, raw: Raw) -> Employer:
        text, chosen = self.need(raw.one(self.name)), raw.one(f"{self.name}-code")
        if len(text) > 100:
            raise Unclear(f"单位名称最多 100 字，现在有 {len(text)} 字")
        if _like_a_code(text):
            return self._of_code(text)
        hits = {str(card.token): card for card in self.around.employers(text)}
        if chosen in hits:  # of those found for what stands there now: an older choice may belong to another name
            return Employer(hits[chosen].token)
        if hits and chosen != TYPED:
            raise Unclear("登记名单里有这几家。请选是哪一家，或者选“都不是”")
        try:
            return Employer(typed=TypedEmployer(names.normalise(text)))
        except BadName as wrong:
            said = str(wrong).replace("只写证件上的姓名", "按合同或工牌上的写").replace("写证件上的姓名", "按合同或工牌上的写")
            raise Unclear(said.replace("姓名", "单位名称")) from None

    def _of_code(self, text: str) -> Employer:
        try:
            code = credit_code.normalise(text)
        except BadCreditCode as wrong:
            raise Unclear(f"没认出“{text}”：{wrong}。也可以写单位名称") from None
        found = self.around.employers(code)
        if not found:
            raise Unclear(f"登记名单里没有统一社会信用代码 {code} 的单位。请写单位名称")
        return Employer(found[0].token)

    def context(self, raw: Raw) -> dict[str, Any]:
        text, chosen = raw.one(self.name), raw.one(f"{self.name}-code")
        return {"value": text, **self.found(text, chosen)}

    def found(self, text: str, chosen: str = "") -> dict[str, Any]:
        """Return what the register has of this name."""
        hits = self.around.employers(text) if len(text) > 1 else ()
        listed = [(str(card.token), card, str(card.token) == chosen) for card in hits]
        return {"asked": bool(hits) or (len(text) > 1 and not _like_a_code(text)), "typed": text, "hits": listed, "none": chosen == TYPED}

    def show(self, value: Employer) -> str:
        if value.typed is not None:
            return f"{value.typed.name}（名单里没有找到，按您写的）"
        card = self.around.employer(str(value.token))
        return f"{card.name}\n{card.code}".strip() if card else ""
