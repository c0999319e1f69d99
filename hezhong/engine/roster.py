"""A roster of colleagues (名册) on its way into a collective case: kept as typed, checked whole, filed whole or not at all."""

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from hezhong.directory import enrolling
from hezhong.engine import drafts, enrolment, joining, loading, uploads
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Moment
from hezhong.engine.intake import Column, Leading, Together
from hezhong.engine.loading import Loaded, NoSuchCase
from hezhong.engine.models import Case, Draft, Party
from hezhong.engine.rights import Asker, roles_in
from hezhong.engine.roles import COMPLAINANT, DISPATCHER, HANDLERS
from hezhong.engine.roster_sheet import BadSheet, Checked, Line, Typed, checked, rows_of
from hezhong.engine.rows import as_mapping
from hezhong.engine.uploads import BadUpload, Kind

NOT_NOW = "这件投诉已经有了结果，或者并入了别的案件，不能再往里登记。请到牵头案件里登记，或者一个一个登记"
NOT_YOURS = "名册由承办人、本机关窗口，或者牵头的投诉人和推选的代表来登记"
IN_IT = "已经在这次集体投诉里了，请把这一行删掉"
NO_WORKBOOK = "名册要用 Excel 或者 WPS 表格。请另存为 .xlsx 再上传"
ARCHIVE = b"PK"
"""How every workbook of today begins; of those it is said what is wrong with it, of others what is wanted."""
NUMBER_OF = "身份证号码"


@dataclass(frozen=True)
class Kept:
    """A roster as it was handed in and checked. code: by which it is found again. filed: numbers it has opened, once it was filed."""

    code: str
    title: str
    lead: Leading
    columns: tuple[Column, ...]
    result: Checked
    filed: int = 0

    @property
    def total(self) -> Decimal:
        return sum((line.values.get("amount", Decimal(0)) for line in self.result.lines), Decimal(0))

    @property
    def without_phone(self) -> int:
        return sum("phone" not in line.values for line in self.result.lines)


def columns_of(case_id: UUID) -> tuple[Column, ...]:
    """Return the columns of the roster for this case. Raises Refused where it takes none."""
    lead, together = _leading(loading.look(case_id))
    return together.roster.columns(lead)


def keep(case_id: UUID, title: str, data: bytes, at: Moment) -> str:
    """Keep the rows of a workbook, encrypted, as typed; return the code by which they are found. Raises BadSheet, Refused."""
    lead, together = _leading(loading.look(case_id))
    _safe(title, data)
    rows = rows_of(data, together.roster.columns(lead), together.roster.most)
    code = drafts.new(_flow(case_id), at.recorded_at)
    kept = [json.dumps([each.number, dict(each.cells), list(each.lost)], ensure_ascii=False) for each in rows]
    drafts.save(code, {"rows": kept, "title": [title[:100]]}, at.recorded_at)
    return code


def _safe(title: str, data: bytes) -> None:
    """Refuse what is no workbook of today, or unpacks to more than it should. Raises BadSheet."""
    try:
        checked = uploads.inspect(title, data)
    except BadUpload as bad:
        raise BadSheet(str(bad) if data.startswith(ARCHIVE) else NO_WORKBOOK) from None
    if checked.kind is not Kind.XLSX:
        raise BadSheet(NO_WORKBOOK)


def kept(case_id: UUID, code: str, at: Moment) -> Kept | None:
    """Return the roster of this code as it stands checked today, None where there is none for this case. Raises Refused."""
    there = drafts.load(code, at.recorded_at) if code else None
    if there is None or there.flow != _flow(case_id):
        return None
    loaded = loading.look(case_id)
    if done := there.raw.get("filed"):
        lead, together = leading_any(loaded)
        return Kept(code, there.raw["title"][0], lead, together.roster.columns(lead), Checked(()), int(done[0]))
    lead, together = _leading(loaded)
    result = _without_members(loaded.row, checked(_rows(there.raw), together.roster, lead))
    return Kept(code, there.raw["title"][0], lead, together.roster.columns(lead), result)


def file(case_id: UUID, code: str, asker: Asker, at: Moment, officer: str = "") -> int:
    """Open a case for everybody on the roster, all or none; return how many. Filed again, it opens nothing.

    officer: who types them in; without one, each is its own person's act. Raises Refused, NoSuchCase.
    """
    with transaction.atomic():
        row = drafts.row(code)
        if row is None:
            raise Refused("没有找到这张名册，可能放得太久了。请再上传一次")
        Draft.objects.select_for_update().get(pk=row.pk)
        there = drafts.load(code, at.recorded_at)
        if there is None or there.flow != _flow(case_id):
            raise Refused("没有找到这张名册，可能放得太久了。请再上传一次")
        if done := there.raw.get("filed"):
            return int(done[0])
        loaded = loading.lock(case_id)
        may_enrol(loaded, asker, at)
        lead, together = _leading(loaded)
        result = _without_members(loaded.row, checked(_rows(there.raw), together.roster, lead))
        if not result.sound:
            raise Refused("名册里还有要改的地方，或者有人刚刚已经加入。请看最新的检查结果")
        intakes = [together.intake(lead, together.roster.meant(lead, dict(line.values))) for line in result.lines]
        opened = enrolment.open_led(loaded, intakes, at, officer)
        drafts.save(code, {"filed": [str(len(opened))], "title": there.raw["title"]}, at.recorded_at)
        return len(opened)


def may_enrol(loaded: Loaded, asker: Asker, at: Moment) -> None:
    """Let pass who may register colleagues in this case: its officer, the window, its complainant, a representative.

    Raises Refused, NoSuchCase.
    """
    row, on = loaded.row, at.recorded_at.date()
    if not asker.duties:
        if not is_representative(row, int(asker.person or 0)):
            raise NoSuchCase("没有这个案件，或者您不能查看")
        return
    roles = roles_in(asker, as_mapping(row, loaded.lists), loaded.held, on)
    if not roles & {*HANDLERS, DISPATCHER}:
        raise Refused(NOT_YOURS)


def is_representative(lead: Case, person: int) -> bool:
    """Whether this person leads the complaint, or was elected by those who brought it together."""
    mine = Party.objects.filter(role=COMPLAINANT.name, token=person)
    return mine.filter(case=lead).exists() or mine.filter(case__lead__number=lead.number, elected=True).exists()


def leading_any(loaded: Loaded) -> tuple[Leading, Together]:
    """Return what colleagues share with this case, open or not. Raises Refused for a kind that nobody joins."""
    flow = joining.flow_of(loaded.row.case_type)
    if flow is None or flow.together is None:
        raise Refused("这类案件没有名册")
    return joining.leading(loaded), flow.together


def _leading(loaded: Loaded) -> tuple[Leading, Together]:
    if not joining.can_be_joined(loaded.row):
        raise Refused(NOT_NOW)
    return leading_any(loaded)


def _flow(case_id: UUID) -> str:
    return f"roster-{case_id.hex}"


def _rows(raw: drafts.Raw) -> list[Typed]:
    return [Typed(number, cells, tuple(lost)) for number, cells, lost in map(json.loads, raw.get("rows", []))]


def _without_members(lead: Case, result: Checked) -> Checked:
    """Return the roster in which who is in it already is named as well."""
    with_number = [line for line in result.lines if line.values.get("number")]
    tokens = enrolling.known([("resident", line.values["number"]) for line in with_number])
    there = joining.members_among(lead, tokens)
    known = {id(line) for line, token in zip(with_number, tokens, strict=True) if token in there}
    return Checked(tuple(_named(line) if id(line) in known else line for line in result.lines))


def _named(line: Line) -> Line:
    return replace(line, wrong=(*line.wrong, (NUMBER_OF, IN_IT)))
