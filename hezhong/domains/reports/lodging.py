"""How a report comes in: parked under a secret that only the reporter's form has, then filed, once, for a receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from hezhong.directory import officers, offices, regions, vault
from hezhong.directory.models import Office
from hezhong.directory.vault import Tampered
from hezhong.domains.reports import receipts, sealing
from hezhong.domains.reports.case import Report
from hezhong.domains.reports.facts import Allegation
from hezhong.domains.reports.models import SealedReport
from hezhong.domains.reports.sealing import Unsealed
from hezhong.domains.reports.telling import Told
from hezhong.engine import core, store, unnamed
from hezhong.engine.case_type import Recusal
from hezhong.engine.core import THE_CLOCK, Refused
from hezhong.engine.dossier import Destination, Dossier, Event, Moment
from hezhong.kernel.places import Place

PARKED_FOR = timedelta(days=1)
WHY_ASIDE = "举报的是其所在机关"
NOBODY_ABOVE = "这个机关上面没有能办这件事的机关。请打 12345，或者向纪检监察机关反映（12388）"


class Gone(LookupError):
    """No report is parked under this slip: it was swept, or the slip is not whole."""


class FiledAlready(Gone):
    """The report of this slip is filed; only its receipt leads to it now."""


@dataclass(frozen=True)
class Slip:
    """What the reporter's form carries between its pages. secret: 32 bytes, kept nowhere else."""

    id: UUID
    secret: bytes

    @classmethod
    def new(cls) -> "Slip":
        return cls(uuid4(), vault.new_key())

    @classmethod
    def read(cls, text: str) -> "Slip":
        """Return the slip of a form. Raises Gone."""
        id, _, secret = text.partition(".")
        try:
            slip = cls(UUID(id), bytes.fromhex(secret))
        except ValueError:
            raise Gone("not a slip") from None
        if len(slip.secret) != 32:
            raise Gone("not a whole slip")
        return slip

    @property
    def text(self) -> str:
        return f"{self.id.hex}.{self.secret.hex()}"

    @property
    def wrapping(self) -> bytes:
        return receipts.derive(self.secret, "parked")


def park(slip: Slip, told: Told, on: date) -> Unsealed:
    """Keep what was told so far under the slip; what others left lying for a day is swept. Raises Gone, FiledAlready."""
    sweep(on)
    row = SealedReport.objects.filter(id=slip.id).first()
    if row is None:
        row, key = SealedReport(id=slip.id), vault.new_key()
        row.key = vault.seal_under(slip.wrapping, key, f"{sealing.KEY}:{row.id}")
        report = Unsealed(row, key)
    else:
        report = parked(slip)
    report.row.content, report.row.touched_on = report.tell(told), on
    report.row.save()
    return report


def sweep(on: date) -> None:
    """Remove what nobody filed within a day; sealed bytes of its files stay, and nobody has their key."""
    SealedReport.objects.filter(case=None, touched_on__lt=on - PARKED_FOR).delete()


def parked(slip: Slip) -> Unsealed:
    """Return what lies parked under the slip. Raises Gone, FiledAlready."""
    row = SealedReport.objects.filter(id=slip.id).first()
    if row is not None and row.case_id and receipts.fits(row.receipt, receipts.of(slip.secret)):
        raise FiledAlready("filed")
    if row is None or row.case_id:
        raise Gone("nothing is parked here")
    try:
        return Unsealed(row, vault.open_under(slip.wrapping, bytes(row.key), f"{sealing.KEY}:{row.id}"))
    except Tampered:
        raise Gone("the secret is another") from None


def file(slip: Slip, at: Moment) -> str:
    """File what is parked and return its receipt; pressed again, return the same one. Raises Gone, Refused."""
    receipt = receipts.of(slip.secret)
    with transaction.atomic():
        row = SealedReport.objects.select_for_update().filter(id=slip.id).first()
        if row is not None and row.case_id:
            if receipts.fits(row.receipt, receipt):
                return receipt
            raise Gone("the secret is another")
        report = parked(slip)
        case_id = _opened(report.told(), at)
        row = report.row
        row.case_id, row.key, row.touched_on = case_id, sealing.wrapped(row, report.key), at.happened_on
        row.locator, row.receipt = receipts.locator(receipt), receipts.hashed(receipt)
        row.save()
        return receipt


def handles(told: Told, on: date) -> Place:
    """Return the place whose office handles the report: where it happened, or one level above the office reported.

    Raises Refused where nobody above the office could.
    """
    place = regions.place(told.place)
    return _above(_reported(place, on)) if told.about_office else place


def goes_to(told: Told, on: date) -> Office:
    """Return the office that will have the report. Raises Refused where there is none."""
    office = offices.competent(Report.code, handles(told, on), on)
    if office is None:
        raise Refused("您选的地方还没有受理举报的机关。请打 12333 问一问该找哪里")
    return office


def _opened(told: Told, at: Moment) -> UUID:
    """Open the case of a report; whoever sits in the office reported steps aside in it, wherever else they sit."""
    kind = told.kind
    assert kind is not None
    about = _reported(regions.place(told.place), at.happened_on) if told.about_office else None
    facts = Allegation(
        violation=kind,
        about=Destination(about.id, offices.place_of(about.id)) if about else None,
        named=bool(told.name and told.contact),
        wants_answer=told.wants_answer,
    )
    opened = unnamed.open_case(Report.code, facts, handles(told, at.happened_on), kind.label, at)
    if about is not None:
        quiet = unnamed.by_the_day(at)
        barred = [str(token) for token, _, _ in officers.of_office(about.id, at.happened_on)]
        store.by_clock(opened.case_id, lambda dossier: _aside(dossier, barred, quiet), quiet)
    return opened.case_id


def _aside(dossier: Dossier[Allegation], barred: Iterable[str], at: Moment) -> list[Event]:
    events = []
    for officer in dict.fromkeys(barred):
        event = core.decide(dossier, "step_aside", THE_CLOCK, at, Recusal(officer, WHY_ASIDE))
        dossier = core.evolve(dossier, event)
        events.append(event)
    return events


def _reported(place: Place, on: date) -> Office:
    """Return the office that reports of this place are about. Raises Refused."""
    office = offices.competent(Report.code, place, on)
    if office is None:
        raise Refused(NOBODY_ABOVE)
    return office


def _above(office: Office) -> Place:
    """Return the place of the nearest office above that the one reported has no view of. Raises Refused."""
    own, above = offices.place_of(office.id), offices.above(office.id)
    while above is not None and own.covers(offices.place_of(above.id)):
        above = offices.above(above.id)
    if above is None:
        raise Refused(NOBODY_ABOVE)
    return offices.place_of(above.id)
