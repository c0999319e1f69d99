"""Sheets that help to serve papers and belong to no document of a procedure: receipts to be signed, mail labels.

They are printed when asked for and not kept: what counts is the receipt that comes back signed, a file of the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from hezhong.directory import employers, people
from hezhong.engine import addressees, papers
from hezhong.engine.models import Case, Paper, Party
from hezhong.engine.renderer import PaperData, TemplateRef
from hezhong.engine.roles import BY_NAME, FILE, OTHER_OFFICE

TEMPLATES = Path(__file__).parent / "sheet_templates"


class NobodyToServe(ValueError):
    """None of the papers chosen goes to anybody, or none is final; the message says what to do."""


@dataclass
class Recipient:
    """Somebody papers go to. address, phone: '' where nobody gave any; the phone is masked."""

    name: str
    role: str
    address: str = ""
    phone: str = ""
    papers: list[dict[str, str]] = field(default_factory=list)

    def printed(self) -> dict[str, Any]:
        return dict(vars(self))


def receipts(case_id: UUID, chosen: Sequence[str], on: date) -> bytes:
    """Return a receipt of service (送达回证) for each addressee, a row for each paper. Raises NobodyToServe."""
    case = Case.objects.get(id=case_id)
    return _sheet(case, "delivery_receipt", "送达回证", _recipients(case, chosen), on)


def labels(case_id: UUID, chosen: Sequence[str], on: date) -> bytes:
    """Return mail labels, ten on a sheet, one for each addressee. Raises NobodyToServe."""
    case = Case.objects.get(id=case_id)
    return _sheet(case, "mail_labels", "邮寄标签", _recipients(case, chosen), on)


def _recipients(case: Case, chosen: Sequence[str]) -> list[Recipient]:
    """Return whom the chosen papers go to, each once, in the order of the papers."""
    rows = Paper.objects.filter(case=case, id__in=chosen).exclude(role=FILE.name).order_by("event", "document")
    final = [row for row in rows if row.stage in (Paper.Stage.NUMBERED, Paper.Stage.SEALED, Paper.Stage.SERVED)]
    if not final:
        raise NobodyToServe("勾选的文书都不用送达，或者还没有签发。请先签发，再勾选要送给当事人的文书")
    reached = _reached(case, {(row.role, row.party) for row in final})
    signers = addressees.officers_named({row.signed_by for row in final})
    for row in final:
        told = {"title": row.title, "number": row.number, "signed_by": signers.get(row.signed_by, "")}
        reached[row.role, row.party].papers.append(told)
    return list({id(each): each for each in (reached[row.role, row.party] for row in final)}.values())


def _reached(case: Case, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Recipient]:
    """Return (role, party) -> who that is and how they are reached in this case."""
    parties = {(row.role, str(row.token)): row for row in Party.objects.filter(case=case)}
    tokens = [int(party) for role, party in wanted if party and role != OTHER_OFFICE.name]
    contacts = [row.contact for row in parties.values() if row.contact]
    cards: dict[int, Any] = {**employers.cards(tokens), **people.cards(tokens, contacts)}
    found = {}
    for role, party in wanted:
        card = cards.get(int(party)) if party and role != OTHER_OFFICE.name else None
        title = BY_NAME[role].title
        if card:
            found[role, party] = Recipient(card.name, title, card.address, card.phone)
        elif role == OTHER_OFFICE.name and party:
            heading = addressees.heading(int(party))
            found[role, party] = Recipient(heading.name, title, heading.address, heading.phone)
        else:
            found[role, party] = Recipient("", title)
    return found


def _sheet(case: Case, template: str, title: str, to: Sequence[Recipient], on: date) -> bytes:
    """Return a sheet of the office that has the case, printed on a day."""
    heading = addressees.heading(case.office)
    data = PaperData(
        title=title,
        office=heading.name,
        office_address=heading.address,
        office_phone=heading.phone,
        number="",
        case_number=case.number,
        addressee="、".join(each.name for each in to),
        dated=on.isoformat(),
        check_url=case.number,
        check_code="",
        stage="final",
        demo=papers.letterhead().demo,
        fields={"about": case.about, "recipients": [each.printed() for each in to]},
    )
    return papers.renderer().render(TemplateRef(TEMPLATES, template), data)
