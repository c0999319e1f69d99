"""A file that was handed in, read: what it says by the columns as they were guessed, remembered or corrected, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from hezhong.directory import enrolling, regions
from hezhong.engine import known_columns, ledger_intake, ledger_place, on_behalf, pay_days
from hezhong.engine.ledger_conversion import Context
from hezhong.engine.ledger_intake import Prepared
from hezhong.engine.ledger_people import Standing as Roster
from hezhong.engine.ledger_people import identity_of
from hezhong.engine.models import HandedFile
from hezhong.law.book import LawBook
from hezhong.law.model import Missing, NotInForce
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.ways_in import doubts, seen
from hezhong.ledger.ways_in.doubts import Doubt, Floor, Standing
from hezhong.ledger.ways_in.faults import Fault, Unreadable
from hezhong.ledger.ways_in.mapping import ColumnMapping
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import Asked, prepare, read_grid
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.records import Table
from hezhong.ledger.ways_in.rows import PayrollRow
from hezhong.ledger.ways_in.seen import SeenSheet

MOST_FAULTS = 200
MINIMUM_WAGE, PAID_DAYS = "gd.min_wage.monthly", "cn.pay.days_per_month"

Answers = Mapping[str, Any]
"""By sheet: {"columns": path -> field, "codes": field -> as written -> meant}."""


@dataclass(frozen=True)
class Seen:
    """What is shown of a file before it counts. error: why it cannot be read at all; months: YYYYMM of the wages in it.

    order: of a return, the order it answers (``Tie.shown``), None where it answers none.
    """

    error: str = ""
    sheets: tuple[SeenSheet, ...] = ()
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    months: tuple[int, ...] = ()
    order: Mapping[str, Any] | None = None

    @property
    def sound(self) -> bool:
        """Return whether the file can be taken as it is."""
        return bool(self.sheets) and not (self.error or self.faults or any(each.open for each in self.sheets))

    @property
    def unsaid(self) -> bool:
        """Return whether something is wanted that is asked of the file as a whole."""
        return any(each.unsaid for each in self.faults)

    def as_plain(self) -> dict[str, Any]:
        return {**asdict(self), "sheets": [seen.as_plain(each) for each in self.sheets]}

    @classmethod
    def of_plain(cls, told: Mapping[str, Any]) -> "Seen":
        return cls(
            told["error"], tuple(map(seen.of_plain, told["sheets"])), tuple(Fault(**each) for each in told["faults"]), told["more_faults"],
            tuple(told["notes"]), tuple(Doubt(**{**each, "rows": tuple(each["rows"])}) for each in told["doubts"]), tuple(told["months"]), told.get("order"),
        )  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A file as it was read. tables: with the mapping that holds; remembered: signatures that were known before."""

    tables: tuple[Table, ...] = ()
    readings: tuple[Reading, ...] = ()
    faults: tuple[Fault, ...] = ()
    error: str = ""
    remembered: frozenset[str] = field(default_factory=frozenset)


def read(row: HandedFile, data: bytes, answers: Answers) -> Read:
    """Return the file read by the mappings that hold for it; no readings while a question stands."""
    remembered = known_columns.of(known_columns.owner(row))
    period = Period(row.since, row.until) if row.since and row.until else None
    try:
        tables = tuple(_answered(table, answers.get(table.grid.name, {})) for table in prepare(data, Asked(row.kind, period, remembered)))
        if any(table.mapping.questions for table in tables):
            return Read(tables, remembered=_signatures(remembered))
        readings = tuple(read_grid(table.grid, table.heading, table.mapping, period) for table in tables)
    except Unreadable as refused:
        return Read(error=str(refused))
    return Read(tables, readings, tuple(fault for each in readings for fault in each.faults), remembered=_signatures(remembered))


def _signatures(remembered: Sequence[ColumnMapping]) -> frozenset[str]:
    return frozenset(each.signature for each in remembered)


def _answered(table: Table, told: Mapping[str, Any]) -> Table:
    """Return a sheet with what a person said of its columns. Raises Unreadable where two columns were said to be the same."""
    mapping = table.mapping
    chosen: Mapping[str, str] = {path: name for path, name in told.get("columns", {}).items() if path in {head.path for head in table.heading.heads}}
    for path, name in chosen.items():
        mapping = mapping.answered(path, name)
    if wrong := [path for path, name in chosen.items() if mapping.columns.get(path, "") != name]:
        titles = [head.title for head in table.heading.heads if head.path in wrong]
        raise Unreadable(f"“{'”“'.join(titles)}”和别的栏选成了同一项。每一项只能有一栏，请改其中一栏")
    for name, codes in told.get("codes", {}).items():
        mapping = mapping.coded(name, codes)
    return replace(table, mapping=mapping)


def context(row: HandedFile) -> Context:
    """Return what the file does not say itself, for the ledger."""
    known = pay_days.agreed(row)
    return Context(
        sender=row.sender, city=row.city, employer=row.employer, site=row.site, sheet=str(row.series), number=str(row.id),
        account=row.account, booked_on=row.booked_on, due_on=known.of if known else None,
        since=row.since,
    )  # fmt: skip


def prepared_of(row: HandedFile, readings: Sequence[Reading], ledger: Ledger) -> Prepared:
    """Return the batches of a file. A corrected pay sheet keeps the name it was first handed in under, whatever its sheet is called now."""
    pay = [each for each in readings if each.mapping.kind == "payroll"]
    unsaid = () if context(row).by_bank else tuple(pay_days.missing(pay, pay_days.agreed(row)))
    if unsaid:
        return Prepared((), unsaid)
    first = HandedFile.objects.filter(series=row.series, state=HandedFile.State.TAKEN).exclude(pk=row.pk).order_by("taken_at").first()
    names = [name for told in (first.receipts if first else ()) for name in told.get("pay_sheets", ())]
    if len(pay) != 1 or len(names) != 1 or pay[0].sheet == names[0]:
        return ledger_intake.prepare(readings, context(row), ledger)
    as_before = [replace(each, sheet=names[0]) if each is pay[0] else each for each in readings]
    prepared = ledger_intake.prepare(as_before, context(row), ledger)
    return replace(prepared, faults=tuple(replace(each, sheet=pay[0].sheet) if each.sheet == names[0] else each for each in prepared.faults))


def look(row: HandedFile, read: Read, ledger: Ledger, book: LawBook) -> Seen:
    """Return what is shown of a file. The directory and the ledger are asked and stay as they are."""
    by_sheet = {each.sheet: each for each in read.readings}
    sheets = tuple(seen.sheet(each, by_sheet.get(each.grid.name), remembered=each.mapping.signature in read.remembered) for each in read.tables)
    if read.error or not read.readings or read.faults:
        return _shown(read.error, sheets, read.faults)
    with transaction.atomic():
        prepared = prepared_of(row, read.readings, ledger)
        transaction.set_rollback(True)
    wages = [each for reading in read.readings for each in reading.rows if isinstance(each, PayrollRow)]
    told = doubts.of_payroll(wages, _standing(row, wages, ledger, book)) if wages and not prepared.faults else ()
    return replace(_shown("", sheets, prepared.faults), notes=(*prepared.notes, *_due(row, wages)), doubts=told, months=tuple(sorted(set(_months(wages)))))


def _due(row: HandedFile, wages: Sequence[PayrollRow]) -> Iterator[str]:
    """Yield on which day the wages are said to be due, where that was agreed."""
    if wages and (known := pay_days.agreed(row)):
        yield f"应发日期按约定的发薪日算：{known.words}{'（上次报的）。变了的，请改了再提交' if known.before else ''}。"


def _shown(error: str, sheets: tuple[SeenSheet, ...], faults: Sequence[Fault]) -> Seen:
    return Seen(error, sheets, tuple(faults[:MOST_FAULTS]), max(len(faults) - MOST_FAULTS, 0))


def _standing(row: HandedFile, wages: Sequence[PayrollRow], ledger: Ledger, book: LawBook) -> Standing:
    months = [divmod(month, 100) for month in sorted(set(_months(wages)))]
    filed = HandedFile.objects.filter(employer=row.employer, site=row.site, state=HandedFile.State.TAKEN).exclude(series=row.series)
    before = {divmod(month, 100) for told in filed.values_list("months", flat=True) for month in told}
    floor = _floor(row.city, date(*months[-1], 28), book) if months else None
    return Standing(floor, _on_roster(row, wages, ledger), before, _elsewhere(row, wages, ledger))


def _elsewhere(row: HandedFile, wages: Sequence[PayrollRow], ledger: Ledger) -> Mapping[tuple[str, tuple[int, int]], str]:
    """Return (number, month) -> who else has filed the wages of somebody for the same site."""
    months = sorted(set(_months(wages)))
    told = dict(on_behalf.handed_by_others(row.site, row.series, row.sender, months))
    named = [each for each in wages if each.identity] if told else []
    known = dict(zip(enrolling.known([identity_of(each) for each in named]), (each.identity for each in named), strict=True))
    if not known:
        return {}
    reader = Reader(ledger.root, ledger.manifest.state(), ledger_place.LOOKING)
    with closing(reader.connection):
        lines = reader.table(PAYROLL_LINES, lambda part: part.city == row.city and part.month in months)
        rows = lines.filter(lines.site == row.site, lines.sheet.isin(list(told))).select("worker", "month", "sheet").to_pyarrow().to_pylist()
    there = ((known.get(each["worker"]), divmod(each["month"], 100), told[each["sheet"]]) for each in rows)
    return {(number, month): whose for number, month, whose in there if number}


def _on_roster(row: HandedFile, wages: Sequence[PayrollRow], ledger: Ledger) -> frozenset[str] | None:
    """Return the numbers among these that stand on the site's roster; None where there is no roster."""
    there = {each["worker"] for each in Roster(ledger, row.city, row.employer, row.site).rows} if row.site else set()
    if not there:
        return None
    named = [each for each in wages if each.identity]
    tokens = enrolling.known([identity_of(each) for each in named])
    return frozenset(each.identity for each, token in zip(named, tokens, strict=True) if token in there and each.identity)


def _floor(city: int, on: date, book: LawBook) -> Floor | None:
    place = regions.place(str(city))
    try:
        least, days = book.value(MINIMUM_WAGE, place, on), book.value(PAID_DAYS, place, on)
    except (NotInForce, Missing):
        return None
    return Floor(int(least.amount * 100), days.amount, regions.full_name(str(city)), least.cites, least.confidence.binding)


def _months(wages: Sequence[PayrollRow]) -> Iterator[int]:
    for each in wages:
        if month := each.month or ((each.since.year, each.since.month) if each.since else None):
            yield month[0] * 100 + month[1]
