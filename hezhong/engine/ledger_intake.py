"""A file that was read, to batches of the ledger: everything with tokens of the directory, all of the file or nothing.

``prepare`` makes all batches of a file and checks each as the ledger will; ``take`` commits them one after another. A crash
between two commits leaves the first ones counting and the others not: sending the same file again finds those
(``repeated``) and takes the rest in, so that it ends as if nothing had happened.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import pyarrow as pa
from django.db import transaction

from hezhong.directory import accounts, employers, sites
from hezhong.engine import handers, ledger_pay_rows, ledger_place, ledger_register_rows, ledger_site_rows
from hezhong.engine.ledger_conversion import Context, Here, Line, firm_of
from hezhong.engine.ledger_people import Enrolment, NotKnown, Standing
from hezhong.kernel.bigrams import plain
from hezhong.kernel.credit_code import BadCreditCode
from hezhong.kernel.names import BadName
from hezhong.ledger.arranging import arranged, digest
from hezhong.ledger.batch import BadBatch, Batch, checked
from hezhong.ledger.ingest import Receipt, ingest
from hezhong.ledger.pay_tables import PAYROLL_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import arrow_schema, key_schema, rows_of
from hezhong.ledger.vocabulary import Table
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.rows import KINDS

CONVERTERS: Mapping[str, Callable[[Here], Iterator[Line]]] = {
    "payroll": ledger_pay_rows.payroll,
    "bank": ledger_pay_rows.bank,
    "statement": ledger_pay_rows.statement,
    "notice": ledger_pay_rows.notices,
    "roster": ledger_site_rows.roster,
    "movement": ledger_site_rows.movement,
    "attendance": ledger_site_rows.attendance,
    "swipe": ledger_site_rows.swipe,
    "contract": ledger_register_rows.contracts,
    "layoff": ledger_register_rows.layoffs,
    "insured": ledger_register_rows.insured,
    "signal": ledger_register_rows.signals,
    "labour_fee": ledger_register_rows.labour_fees,
}
OF_A_SITE = ("roster", "movement", "attendance", "swipe", "labour_fee")
OF_OFFICES = ("insured", "signal")
"""What is told of an employer by those who insure, supply or charge it, and not by itself."""
OF_A_BANK = ("bank", "statement", "notice", "answer")
UNANSWERED, REFUSED = "no", "refused"
SEEN = ("days", "due_fen", "deducted_fen", "net_fen")
"""What a worker is shown of his line when he is asked."""
NAMELESS = {
    "team_month": "只有班组的合计，没有写到每个人，不能收进台账。请上传写到每个人的考勤表",
    "answer": "只有流水号和结果，没有写是谁、多少钱，不能收进台账。请从银行下载带姓名、卡号和金额的回盘文件",
}


@dataclass(frozen=True)
class Prepared:
    """What came of a file. batches: none where there are faults. notes: what was left out, to be shown before it is taken.

    sheets: name of the file's sheet -> token of the pay sheet in the ledger.
    """

    batches: tuple[Batch, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: Mapping[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return bool(self.batches) and not self.faults


def prepare(readings: Sequence[Reading], context: Context, ledger: Ledger) -> Prepared:
    """Return the batches of a file, or everything that must be put right.

    People, cards and teams are entered in the directory only when the file is right; the ledger is not touched yet.
    """
    faults = [fault for reading in readings for fault in (*reading.faults, *_unfit(reading, context))]
    if faults or not readings:
        return Prepared((), tuple(faults))
    with transaction.atomic():
        prepared = _entered(readings, context, ledger)
        transaction.set_rollback(not prepared.sound)
    return prepared


def take(prepared: Prepared, ledger: Ledger) -> tuple[Receipt, ...]:
    """Return the receipts of a file's batches, in their order; all count from now on. Raises: BadBatch, NumberTaken."""
    return tuple(ingest(ledger, batch) for batch in prepared.batches)


def _unfit(reading: Reading, context: Context) -> Iterator[Fault]:
    kind = reading.mapping.kind
    if context.by_bank and kind not in OF_A_BANK:
        yield Fault(reading.sheet, 0, "", f"这是{KINDS[kind].TITLE}。银行只报代发回单、对账单和账户资金告知；花名册、考勤表、工资表请单位自己报")
    if kind in OF_OFFICES and not context.sender.startswith("office:"):
        yield Fault(reading.sheet, 0, "", f"{KINDS[kind].TITLE}由人社部门报，单位不用报。请删掉这张表")
    if kind == "labour_fee" and context.sender.startswith("employer:") and sites.contractors([context.site or 0]).get(context.site or 0) != context.employer:
        yield Fault(reading.sheet, 0, "", f"{KINDS[kind].TITLE}请这个项目的施工总承包单位报，或者请人社部门报")
    if not context.employer and kind not in handers.OF_EMPLOYERS:
        yield Fault(reading.sheet, 0, "", f"{KINDS[kind].TITLE}要说明是哪个项目的。请重新上传，选好项目")
    if kind in NAMELESS:
        yield Fault(reading.sheet, 0, "", NAMELESS[kind])
    if kind in OF_A_SITE and context.site is None:
        yield Fault(reading.sheet, 0, "", f"{KINDS[kind].TITLE}要说明是哪个项目的。请在上传时选择项目")
    if kind == "payroll" and not context.sheet:
        yield Fault(reading.sheet, 0, "", "工资表要说明是哪一张（更正时用同一个名字）。请在上传时选择")


def _entered(readings: Sequence[Reading], context: Context, ledger: Ledger) -> Prepared:
    """Return what comes of the file with everybody in it entered; the caller takes that back when it is not sound."""
    enrolment = Enrolment(Standing(ledger, context.city, context.employer, context.site))
    heres = [Here(context, reading, enrolment) for reading in readings]
    rows = [row for here in heres for row in here.rows]
    enrolment.look_up(row for row in rows if hasattr(row, "identity"))
    firms, faults = _firms(heres, context)
    for here in heres:
        here.employers = firms
        _meant(here)
    faults += [fault for here in heres for fault in here.faults]
    if faults:
        return Prepared((), tuple(faults))
    enrolment.enter()
    teams = sites.team_tokens(context.site, [row.team for row in rows if getattr(row, "team", None)]) if context.site else {}
    for here in heres:
        _gate_cards(here)
    batches: list[Batch] = []
    for here in heres:
        here.teams = teams
        batches += _batches(here, ledger)
    faults = [fault for here in heres for fault in here.faults]
    sheets = {here.reading.sheet: here.pay_sheet for here in heres if here.reading.mapping.kind == "payroll"}
    return Prepared(() if faults else tuple(batches), tuple(faults), (*_projects(rows, context), *_notes(heres)), sheets)


def _meant(here: Here) -> None:
    """Find out whom each row means."""
    whose: dict[int, tuple[str, str] | int] = {}
    for place, row in enumerate(here.rows):
        if not hasattr(row, "identity"):
            continue
        try:
            whose[place] = here.enrolment.meant(row)
        except (NotKnown, BadName) as unknown:
            here.wrong(row, "姓名" if isinstance(unknown, BadName) or not row.identity else "身份证号", str(unknown))
            continue
        here.enrolment.card(getattr(row, "bank_account", None), whose[place], getattr(row, "bank_name", None))
    here.whose = whose


def _gate_cards(here: Here) -> None:
    """Note who carries which gate card, where a roster says so."""
    if here.reading.mapping.kind == "roster" and here.context.site:
        accounts.enter_gate_cards(here.context.site, {row.gate_card: worker for row, worker in here.people() if row.gate_card})


def _firms(heres: Sequence[Here], context: Context) -> tuple[Mapping[tuple[str, str], int], list[Fault]]:
    """Return (name, code) -> token of the employers that rows name beside the context's own."""
    own = employers.cards([context.employer]).get(context.employer)
    named = {firm_of(row): (here, row) for here in reversed(heres) for row in reversed(here.rows)}
    found: dict[tuple[str, str], int] = {}
    faults = []
    for (name, code), (here, first) in named.items():
        if not (name or code) or (own and not code and plain(name) == plain(own.name)):
            continue
        bearing = () if code else employers.bearing(name)
        if len(bearing) > 1:
            faults.append(Fault(here.reading.sheet, first.number, "单位名称", f"有 {len(bearing)} 家单位叫这个名字。请补上统一社会信用代码"))
            continue
        try:
            found[name, code] = next(iter(bearing), 0) or employers.register(name or code, code)
        except BadCreditCode as bad:
            faults.append(Fault(here.reading.sheet, first.number, "统一社会信用代码", str(bad)))
    return found, faults


def _batches(here: Here, ledger: Ledger) -> Iterator[Batch]:
    """Yield the batches of one reading, each checked as the ledger will check it; faults go to ``here``."""
    lines = sorted(CONVERTERS[here.reading.mapping.kind](here), key=lambda line: line.table.name)
    for table, group in groupby(lines, key=lambda line: line.table):
        of_table = list(_once(here, group))
        if here.faults:
            return
        before = _before(here, of_table, ledger) if table is PAYROLL_LINES else {}
        of_table, answered = _answered(of_table, before)
        batch = _batch(here, table, of_table)
        if answered and batch.number:
            # Done again after a crash it finds itself; and what a worker said meanwhile is another batch, not another content.
            batch = replace(batch, number=f"{batch.number}/{answered}")
        try:
            wide = arranged(table, *checked(batch))
        except BadBatch as bad:
            stated = [line for line in of_table if not line.withdrawn]
            here.faults += [_fault(here, each.row, table.all_columns[each.column].title if each.column in table.all_columns else "", each.says, stated) for each in bad.faults]
            return
        if gone := _gone(of_table, before):
            yield replace(batch, rows=arrow_schema(table).empty_table(), withdrawn=gone, number=f"{batch.number or digest(table, wide)}/gone")
        yield batch


def _fault(here: Here, row: int, column: str, says: str, stated: Sequence[Line]) -> Fault:
    return Fault(here.reading.sheet, stated[row - 1].number if row else 0, column, says)


def _once(here: Here, lines: Iterator[Line]) -> Iterator[Line]:
    """Yield each line once; two rows that state the same record differently are a fault."""
    there: dict[tuple[Any, ...], Line] = {}
    for line in lines:
        first = there.setdefault(line.key, line)
        if first is line:
            yield line
        elif (first.values, first.withdrawn) != (line.values, line.withdrawn):
            says = f"和第 {first.number} 行是同一个人的同一条记录，内容却不同。请合成一行，或者只留正确的一行"
            here.faults.append(Fault(here.reading.sheet, line.number, "", says))


def _batch(here: Here, table: Table, lines: Sequence[Line]) -> Batch:
    rows = rows_of(table, (line.values for line in lines if not line.withdrawn))
    taken_back = [{name: line.values[name] for name in table.identity} for line in lines if line.withdrawn]
    withdrawn = pa.Table.from_pylist(taken_back, key_schema(table)) if taken_back else None
    context = here.context
    number = f"{context.number}/{here.reading.sheet}/{table.name}" if context.number else ""
    return Batch(table, context.sender, rows, withdrawn, number)


def _before(here: Here, lines: Sequence[Line], ledger: Ledger) -> Mapping[tuple[Any, ...], Mapping[str, Any]]:
    """Return key -> line that stands under this pay sheet in the months of the new one."""
    months, sheet, city = {line.values["month"] for line in lines}, here.pay_sheet, here.context.city
    reader = Reader(ledger.root, ledger.manifest.state(), ledger_place.LOOKING)
    rows = reader.sql(PAYROLL_LINES, lambda part: part.city == city and part.month in months)
    there = reader.connection.sql(f"SELECT * FROM ({rows}) WHERE sheet = {sheet:d}").to_arrow_table().to_pylist()
    return {tuple(row[name] for name in PAYROLL_LINES.identity): row for row in there}


def _answered(lines: Sequence[Line], before: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> tuple[list[Line], str]:
    """Return the lines of a new version of a pay sheet with what their workers said of the one before, and a digest of that.

    A refusal stands until its worker has answered again, whatever the employer corrects; what he found right stands as long
    as the sums that he saw do.
    """
    found, said = [], hashlib.sha256()
    for line in lines:
        there = before.get(line.key)
        if there and (there["confirmed"] == REFUSED or (there["confirmed"] != UNANSWERED and all(there[name] == line.values[name] for name in SEEN))):
            told = {name: there[name] for name in ("confirmed", "confirmed_on")}
            said.update(f"{line.key} {told}".encode())
            line = replace(line, values={**line.values, **told})
        found.append(line)
    kept = any(new is not old for new, old in zip(found, lines, strict=True))
    return found, said.hexdigest()[:16] if kept else ""


def _gone(lines: Sequence[Line], before: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> pa.Table | None:
    """Return the keys that stand under this pay sheet and that its new version does not state: it replaces the old one whole."""
    stated = {line.key for line in lines}
    gone = [dict(zip(PAYROLL_LINES.identity, key, strict=True)) for key in before if key not in stated]
    return pa.Table.from_pylist(gone, key_schema(PAYROLL_LINES)) if gone else None


def _projects(rows: Sequence[Any], context: Context) -> Iterator[str]:
    """Yield a note where rows name another project than the one that was chosen."""
    named = sorted({row.project for row in rows if getattr(row, "project", None)})
    site = sites.cards([context.site]).get(context.site) if context.site else None
    others = [name for name in named if site is None or plain(name) not in plain(site.name) and plain(site.name) not in plain(name)]
    if others and context.site:
        yield f"文件里写的项目是“{'”“'.join(others[:3])}”，按选择的项目“{site.name if site else ''}”收。项目不对的，请不要提交。"


def _notes(heres: Sequence[Here]) -> Iterator[str]:
    for here in heres:
        yield from here.notes
