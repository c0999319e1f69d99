"""What a report is with a real database: filed once, found by its receipt alone, read by the handling office alone."""

import io
from datetime import date

import pytest
from PIL import Image

from hezhong.directory.vault import Tampered
from hezhong.domains.reports import conversation, lodging, receipts, sealing
from hezhong.domains.reports.facts import Basis, Conclusion, Dismissal, Ground, HandOver, Outcome, Reach, Registration
from hezhong.domains.reports.lodging import Gone, Slip
from hezhong.domains.reports.models import Letter, Reading, SealedReport
from hezhong.engine import casefile, loading, store, worklist
from hezhong.engine.case_type import Recusal
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case, Exclusion, MatterRow, Party
from hezhong.engine.uploads import BadUpload
from hezhong.kernel.places import GUANGDONG
from tests import province
from tests.browsing import photo
from tests.reports import telling
from tests.reports.telling import STORY

pytestmark = pytest.mark.django_db
CROCKFORD = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
DAY = "2026-11-03"
EVERYBODY = [f"{office}.{post}" for office, *_ in province.OFFICES for post in province.POSTS]
OF_BOAN = {"boan.inspector", "boan.second", "boan.clerk", "boan.head"}


class Handed:
    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data, self.size = name, data, len(data)

    def read(self) -> bytes:
        return self.data


def opened_by(there, case) -> set[str]:  # type: ignore[no-untyped-def]
    """Return who gets the content of a report at the desk."""
    found = set()
    for who in EVERYBODY:
        try:
            conversation.at_desk(case, there.asker(who), province.at(DAY), "content")
        except NoSuchCase:
            continue
        found.add(who)
    return found


def seen_by(there, case) -> set[str]:  # type: ignore[no-untyped-def]
    """Return whose case page the report has."""
    found, at = set(), province.at(DAY)
    for who in EVERYBODY:
        try:
            casefile.view(case, there.asker(who), at.happened_on, at.book)
        except NoSuchCase:
            continue
        found.add(who)
    return found


def test_a_receipt_has_a_hundred_bits_and_is_read_however_it_is_typed() -> None:
    made = [receipts.of(Slip.new().secret) for _ in range(200)]
    assert len(set(made)) == 200 and all(len(one) == 20 and set(one) <= CROCKFORD for one in made)
    assert {sign for one in made for sign in one} == CROCKFORD  # every sign is used
    assert receipts.shown("ABCDE01234FGHJK56789") == "ABCDE-01234-FGHJK-56789"
    for typed in ("abcde-o1234-fghjk-56789", " ABCDE 0L234 FGHJK 56789 ", "ＡＢＣＤＥ０１２３４ＦＧＨＪＫ５６７８９", "abcdeOi234fghjk56789"):
        assert receipts.normal(typed) == "ABCDE01234FGHJK56789"
    for typed in ("", "ABCDE-01234-FGHJK-5678", "ABCDE-01234-FGHJK-567890", "UBCDE-01234-FGHJK-56789", "你好"):
        assert receipts.normal(typed) == ""


def test_filed_once_however_often_it_is_pressed() -> None:
    telling.build()
    slip, at = Slip.new(), province.at("2026-11-02", 15)
    lodging.park(slip, telling.told(), at.happened_on)
    first = lodging.file(Slip.read(slip.text), at)
    assert lodging.file(slip, at) == first and Case.objects.count() == 1
    case, row = Case.objects.get(), SealedReport.objects.get()
    assert (case.number, case.county, case.about) == ("深宝劳监举〔2026〕1号", "440306", "拖欠、克扣工资，或者工资低于最低标准")
    assert Party.objects.count() == 0 and MatterRow.objects.get().code is None
    assert first not in row.receipt and row.receipt.startswith("$argon2id$") and row.locator is not None and len(row.locator) == 16
    assert case.recorded_at.astimezone(province.ZONE).strftime("%H:%M:%S") == "00:00:00"  # no hour that a network could know
    with pytest.raises(Gone):
        lodging.file(Slip(slip.id, Slip.new().secret), at)
    with pytest.raises(Gone):
        lodging.parked(slip)


def test_only_the_whole_receipt_opens_it() -> None:
    telling.build()
    receipt, _ = telling.file()
    other, _ = telling.file(employer="别的厂")
    found = conversation.by_receipt(receipts.shown(receipt).lower())
    assert found is not None and found.told().story == STORY and found.told().employer == "示例制衣厂"
    assert conversation.by_receipt(other).told().employer == "别的厂"  # type: ignore[union-attr]
    near = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
    for wrong in (near, receipt[:8] + other[8:], "", "0" * 20):
        assert conversation.by_receipt(wrong) is None


def test_what_is_parked_opens_with_its_slip_alone_and_is_swept() -> None:
    telling.build()
    slip = Slip.new()
    lodging.park(slip, telling.told(), date(2026, 11, 2))
    assert lodging.parked(slip).told().story == STORY
    row = SealedReport.objects.get()
    with pytest.raises(Tampered):
        sealing.unwrap(row)  # the vault has nothing of it before it is filed
    for wrong in ("", "x.y", f"{slip.id.hex}.", f"{slip.id.hex}.00", Slip.new().text, Slip(slip.id, Slip.new().secret).text):
        with pytest.raises(Gone):
            lodging.parked(Slip.read(wrong))
    lodging.park(Slip.new(), telling.told(), date(2026, 11, 3))
    assert lodging.parked(slip)
    lodging.park(Slip.new(), telling.told(), date(2026, 11, 4))
    with pytest.raises(Gone):
        lodging.parked(slip)


def test_read_by_the_handling_office_and_by_nobody_else() -> None:
    """Whoever may take it reads it; once it is somebody's, that one, the clerk and the head. Others see at most that it is there."""
    there = telling.build()
    _, case = telling.file()
    assert opened_by(there, case) == OF_BOAN
    assert Reading.objects.count() == 4 and {row.what for row in Reading.objects.all()} == {"content"}
    store.act(case, "take", None, there.asker("boan.inspector"), province.at(DAY))
    assert opened_by(there, case) == {"boan.inspector", "boan.clerk", "boan.head"}
    assert "shenzhen.head" in seen_by(there, case) and "nanshan.clerk" not in seen_by(there, case)
    store.act(case, "recuse_officer", Recusal(str(there.officers["boan.clerk"].token), "近亲属"), there.asker("boan.head"), province.at(DAY))
    assert opened_by(there, case) == {"boan.inspector", "boan.head"}


def test_another_office_has_it_and_the_first_reads_no_more() -> None:
    there = telling.build()
    _, case = telling.file()
    store.act(case, "take", None, there.asker("boan.inspector"), province.at(DAY))
    nanshan = Destination(there.offices["nanshan"].pk, GUANGDONG / "440300" / "440305")
    store.act(case, "hand_over", HandOver(office=nanshan, reach=Reach.PLACE), there.asker("boan.inspector"), province.at(DAY))
    assert opened_by(there, case) == {f"nanshan.{post}" for post in province.POSTS}
    assert "boan.head" in seen_by(there, case)  # who had it may see where it went, and not what it says


def test_a_report_about_an_office_goes_one_level_up_and_the_office_never_sees_it() -> None:
    there = telling.build()
    telling.second_post(there, "boan.head", "shenzhen")  # sits in the office above as well
    _, case = telling.file(violation="office", employer="")
    row = Case.objects.get(id=case)
    assert (row.office, row.city, row.county) == (there.offices["shenzhen"].pk, "440300", "")
    assert not seen_by(there, case) & OF_BOAN and not opened_by(there, case) & OF_BOAN
    assert opened_by(there, case) == {"shenzhen.inspector", "shenzhen.second", "shenzhen.clerk", "shenzhen.head"}
    tokens = {there.officers[who].token for who in OF_BOAN}
    assert set(Exclusion.objects.values_list("token", flat=True)) == tokens
    at = province.at(DAY)
    for who in OF_BOAN:
        listed = worklist.page(there.asker(who), worklist.Filters(), "", at.happened_on, at.calendar)
        assert row.number not in str(listed)
    assert casefile.view(case, there.asker("shenzhen.inspector"), at.happened_on, at.book).number == row.number
    telling.second_post(there, "shenzhen.clerk", "boan")  # comes to the office reported only now
    assert opened_by(there, case) == {"shenzhen.inspector", "shenzhen.second", "shenzhen.head"}


@pytest.mark.parametrize(("violation", "first"), [("office", None), ("wages", "转监察查处")])
def test_an_inspection_is_offered_first_only_where_it_is_not_refused(violation: str, first: str | None) -> None:
    there = telling.build()
    _, case = telling.file(violation=violation)
    who, at = there.asker("shenzhen.inspector" if violation == "office" else "boan.inspector"), province.at(DAY)
    store.act(case, "take", None, who, at)
    store.act(case, "register", Registration(basis=Basis.PLACE), who, at)
    offered = casefile.view(case, who, at.happened_on, at.book).actions
    assert next((each.action.title for each in offered if each.primary), None) == first
    assert "转监察查处" in [each.action.title for each in offered]


def test_nor_when_the_city_is_reported_and_nobody_is_above_the_province() -> None:
    there = telling.build()
    _, case = telling.file(violation="office", employer="", place="440300")
    assert Case.objects.get(id=case).office == there.offices["guangdong"].pk
    assert not [who for who in seen_by(there, case) if not who.startswith("guangdong.")]
    with pytest.raises(Refused, match="12388"):
        telling.file(violation="office", employer="", place="440000")
    assert Case.objects.count() == 1


def test_letters_go_both_ways_each_once() -> None:
    there = telling.build()
    receipt, case = telling.file()
    report = conversation.by_receipt(receipt)
    assert report is not None
    at = province.at(DAY, 16)
    assert conversation.from_reporter(report, "补充：车间主任叫王某", "press-1", at) == 1
    assert conversation.from_reporter(report, "补充：车间主任叫王某", "press-1", at) == 0
    store.act(case, "take", None, there.asker("boan.inspector"), at)
    desk = conversation.at_desk(case, there.asker("boan.inspector"), at, "content")
    assert conversation.from_office(desk, "考勤表能拍一张吗？", "press-2", at, answers=False) == 2
    head = conversation.at_desk(case, there.asker("boan.head"), at, "content")
    with pytest.raises(Refused, match="承办人"):
        conversation.from_office(head, "我来说", "press-3", at, answers=False)
    said = [(letter.by == 0, letter.text, letter.on) for letter in report.letters()]
    assert said == [(True, "补充：车间主任叫王某", date(2026, 11, 3)), (False, "考勤表能拍一张吗？", date(2026, 11, 3))]
    trail = loading.look(case).dossier.events
    assert [event.action.name for event in trail] == ["opened", "hear", "take", "write"]
    assert all(event.given is None or event.number == 1 for event in trail)
    assert trail[1].recorded_at.astimezone(province.ZONE).hour == 0 and trail[1].actor == ""
    assert trail[3].actor == str(there.officers["boan.inspector"].token)
    for empty in ("", "  \n", "\0"):
        with pytest.raises(Refused, match="还没有写字"):
            conversation.from_reporter(report, empty, "press-4", at)
    with pytest.raises(Refused, match="4001 字"):
        conversation.from_reporter(report, "长" * 4001, "press-5", at)
    assert Letter.objects.count() == 2


def test_a_letter_never_takes_the_trail_back_in_time() -> None:
    there = telling.build()
    receipt, case = telling.file(DAY)
    store.act(case, "take", None, there.asker("boan.inspector"), province.at(DAY, 11))
    report = conversation.by_receipt(receipt)
    assert report is not None
    conversation.from_reporter(report, "还有一件事", "p", province.at(DAY, 15))
    moments = [event.recorded_at for event in loading.look(case).dossier.events]
    assert moments == sorted(moments)


def test_answered_where_an_answer_is_owed_then_closed() -> None:
    there = telling.build()
    _, case = telling.file(name="黄某", contact="huang@example.com", wants_answer=True)
    inspector, head, at = there.asker("boan.inspector"), there.asker("boan.head"), province.at(DAY)
    store.act(case, "take", None, inspector, at)
    store.act(case, "register", Registration(basis=Basis.PLACE), inspector, at)
    store.act(case, "dismiss", Dismissal(ground=Ground.HANDLED), inspector, at)
    store.sign(case, "dismiss", Opinion(True, "同意"), head, at)
    with pytest.raises(Refused, match="第34条第2款"):
        store.act(case, "conclude_report", Conclusion(outcome=Outcome.DEALT_WITH), inspector, at)
    desk = conversation.at_desk(case, inspector, at, "content")
    conversation.from_office(desk, "已责令补发工资。", "a", at, answers=True)
    store.act(case, "conclude_report", Conclusion(outcome=Outcome.DEALT_WITH), inspector, at)
    assert loading.look(case).dossier.closed
    assert opened_by(there, case) == {"boan.inspector", "boan.head"}  # who has it may finish it, who signs may look back


def test_what_becomes_an_inspection_carries_nothing_of_the_reporter() -> None:
    there = telling.build()
    _, case = telling.file(name="黄某", contact="huang@example.com")
    inspector, at = there.asker("boan.inspector"), province.at(DAY)
    for name, given in (("take", None), ("register", Registration(basis=Basis.PLACE)), ("accept", None)):
        store.act(case, name, given, inspector, at)
    child = Case.objects.get(parent=case)
    assert (child.case_type, child.state, child.office, child.employer) == ("inspection", "clue", there.offices["boan"].pk, None)
    assert child.about == "拖欠、克扣工资，或者工资低于最低标准" and not child.parties.exists()
    with pytest.raises(NoSuchCase):  # the sealed side belongs to the report alone
        conversation.at_desk(child.id, inspector, at, "content")


def test_files_are_sealed_and_shown_without_metadata() -> None:
    telling.build()
    slip = Slip.new()
    report = lodging.park(slip, telling.told(), date(2026, 11, 2))
    report.enclose(Handed("车间照片.jpg", photo("navy", gps=True)), date(2026, 11, 2))
    with pytest.raises(BadUpload):
        report.enclose(Handed("病毒.exe", b"MZ" + b"\0" * 500), date(2026, 11, 2))
    lodging.file(slip, province.at("2026-11-02"))
    found = conversation.by_receipt(receipts.of(slip.secret))
    assert found is not None
    (line,) = found.enclosures()
    assert (line.title, line.kind, line.shown) == ("车间照片.jpg", "image/jpeg", True)
    opened = found.open_file(line.id)
    assert opened is not None and b"SECRET" not in opened.data
    with Image.open(io.BytesIO(opened.data)) as picture:
        assert not picture.getexif() and picture.size == (900, 1200)
    found.keep_only([])
    assert found.enclosures() == [] and found.open_file(line.id) is None


def test_the_length_of_what_was_written_says_little() -> None:
    """Two stories, a word and a page, lie there in as many bytes."""
    telling.build()
    sizes = set()
    for story in ("少发", "少发" * 30):
        slip = Slip.new()
        lodging.park(slip, telling.told(story=story), date(2026, 11, 2))
        sizes.add(len(SealedReport.objects.get(id=slip.id).content))
    assert len(sizes) == 1


def test_a_value_moved_to_another_report_does_not_open() -> None:
    telling.build()
    (one, _), (two, _) = telling.file(), telling.file()
    first, second = conversation.by_receipt(one), conversation.by_receipt(two)
    assert first is not None and second is not None
    SealedReport.objects.filter(pk=first.row.pk).update(content=bytes(second.row.content))
    with pytest.raises(Tampered):
        conversation.by_receipt(one).told()  # type: ignore[union-attr]
    SealedReport.objects.filter(pk=first.row.pk).update(key=bytes(second.row.key))
    with pytest.raises(Tampered):
        conversation.by_receipt(one)
