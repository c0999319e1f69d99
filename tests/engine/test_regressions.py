"""What a review found broken in the write path, each told as it happened."""

import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from hezhong.directory import employers, regions
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Missing, Refusal, Supplement, Withdrawal
from hezhong.engine import drafts, filing, loading, numbers, outbox, papers, store
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import Correction, Joining, Recusal, Service, SignOff, TollingOrder
from hezhong.engine.case_type import Submission as Handed
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.messenger import Receipt
from hezhong.engine.models import Case, Exclusion, Message, Paper, Participation, Party, StoredFile, Task
from hezhong.engine.received import KeyReused
from hezhong.engine.rights import Asker
from hezhong.engine.serving import Method
from hezhong.engine.store import Submission
from tests import province
from tests.province import Province, at

pytestmark = pytest.mark.django_db
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")
REFUSAL = Refusal(ground=Ground.IN_DISPUTE, reason=Prose("已经在宝安区仲裁委申请仲裁。"))
MISSING = Missing(what=Prose("工资条。"), by_day=date(2026, 11, 20))
SAYS = Supplement(says=Prose("没有工资条，只有转账记录。"))
SECOND = {"name": "王小明", "number": "440306199105100049", "phone": "19900005522"}


@pytest.fixture
def here() -> Province:
    return province.build()


def taken(here: Province, day: str = "2026-11-02", **who: str) -> UUID:
    """File on a day (a Monday) and let the inspector take it."""
    case = province.file(day, **who).case_id
    store.act(case, "take", None, here.asker("boan.inspector"), at(day))
    return case


def elsewhere(here: Province) -> HandOver:
    to = Destination(here.offices["nanshan"].id, regions.place("440305"))
    return HandOver(office=to, reason=Prose("用工地在南山。"))


def correct(here: Province, case: UUID, day: str, *, number: int = 0, to: date | None = None, office: str = "boan") -> None:
    """Let the head strike out the last event, or move one to another day."""
    event = number or len(loading.look(case).dossier.events)
    store.act(case, "correct", Correction(event, "记错了", to), here.asker(f"{office}.head"), at(day, 12))


def tasks(case: UUID) -> list[tuple[str, str]]:
    return sorted(Task.objects.filter(case=case).values_list("kind", "key"))


# Messages


class Gateway:
    """Takes every message but those to one phone, on which it breaks."""

    def __init__(self, breaks_on: str) -> None:
        self.breaks_on = breaks_on
        self.sent: list[str] = []

    def send(self, to: str, text: str, key: str) -> Receipt:
        if to == self.breaks_on:
            raise KeyError("broken")
        self.sent.append(to)
        return Receipt(key)


def test_a_message_tried_nearly_two_hundred_times_holds_up_no_other(here: Province) -> None:
    """182 times 182 is no small integer."""
    moment = at("2026-11-02").recorded_at
    outbox.send_to_phone("old", "19900005521", "一", moment)
    Message.objects.update(tries=199)
    outbox.send_to_phone("new", "19900005522", "二", moment)
    new = Message.objects.get(key="new")
    assert outbox.waiting(moment) == [new.id]


def test_a_message_that_breaks_is_noted_and_the_next_is_sent(here: Province) -> None:
    outbox.send_to_phone("first", "19900005521", "一", at("2026-11-02").recorded_at)
    outbox.send_to_phone("second", "19900005522", "二", at("2026-11-02", 11).recorded_at)
    gateway = Gateway("19900005521")
    assert outbox.drain(gateway, at("2026-11-02", 12).recorded_at) == 1
    assert gateway.sent == ["19900005522"]
    assert Message.objects.get(key="first").tries == 1


# Silence and signatures


def test_a_refusal_that_waits_for_its_signature_falls_when_the_law_accepts(here: Province) -> None:
    """Filed on Monday 6 July: the fifth working day is the 13th, the 45th after the day of receipt 7 September."""
    case = taken(here, "2026-07-06")
    store.act(case, "refuse", REFUSAL, here.asker("boan.inspector"), at("2026-07-10"))
    assert tasks(case) == [("deadline", "answer"), ("signature", "refuse")]
    assert store.lapse_due(at("2026-07-13", 23)) == 0
    assert store.lapse_due(at("2026-07-14", 0)) == 1
    inspection = Case.objects.get(parent=case)
    assert tasks(case) == [] and tasks(inspection.id) == [("deadline", "conclude")]
    with pytest.raises(Refused, match="没有待您签批"):
        store.sign(case, "refuse", Opinion(True, "同意"), here.asker("boan.head"), at("2026-07-14"))
    assert Case.objects.get(id=inspection.id).next_due == date(2026, 9, 7)


@pytest.mark.parametrize("name, given", [("ask_supplement", MISSING), ("accept", TWO)])
def test_nothing_undoes_the_silence_before_the_worker_has_come(here: Province, name: str, given: Any) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    with pytest.raises(Refused, match="期限已经届满，自收到投诉材料之日起即为受理"):
        store.act(case, name, given, me, at("2026-11-10", 0))
    assert store.act(case, name, given, me, at("2026-11-10", 0, happened="2026-11-09")).event == 3


def test_a_signature_after_the_last_day_is_none(here: Province) -> None:
    case = taken(here)
    store.act(case, "refuse", REFUSAL, here.asker("boan.inspector"), at("2026-11-06"))
    with pytest.raises(Refused, match="期限已经届满"):
        store.sign(case, "refuse", Opinion(True, "同意"), here.asker("boan.head"), at("2026-11-10", 0))


def test_a_worker_may_withdraw_whatever_the_office_has_missed(here: Province) -> None:
    case = taken(here)
    me = Asker(str(Party.objects.get(case=case, role="complainant").token))
    given = Withdrawal(reason=Prose("钱已经拿到了。"))
    assert store.act(case, "withdraw", given, me, at("2026-11-10", 0)).state == "withdrawn"


def test_what_one_office_proposed_the_next_does_not_sign(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "refuse", REFUSAL, me, at("2026-11-03"))
    store.act(case, "hand_over", elsewhere(here), me, at("2026-11-03", 11))
    assert tasks(case) == [("deadline", "answer")]
    with pytest.raises(Refused, match="没有待您签批"):
        store.sign(case, "refuse", Opinion(True, "同意"), here.asker("nanshan.head"), at("2026-11-03", 12))


def test_one_broken_case_does_not_keep_the_silence_of_another(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = taken(here), taken(here, **SECOND)
    real = loading.lock

    def lock(case_id: UUID) -> loading.Loaded:
        if case_id == min(first, second):
            raise ValueError("unreadable")
        return real(case_id)

    monkeypatch.setattr(loading, "lock", lock)
    assert store.lapse_due(at("2026-11-10", 0)) == 1
    assert Case.objects.get(id=max(first, second)).state == "accepted"


# What is struck out


def test_a_taking_struck_out_leaves_nobody(here: Province) -> None:
    case = taken(here)
    correct(here, case, "2026-11-03")
    assert Case.objects.get(id=case).assignee is None


def test_a_hand_over_struck_out_brings_the_case_back(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "hand_over", elsewhere(here), me, at("2026-11-03", 11))
    correct(here, case, "2026-11-03", office="nanshan")
    row = Case.objects.get(id=case)
    assert (row.office, row.upper_office) == (here.offices["boan"].id, here.offices["shenzhen"].id)
    assert (row.county, row.assignee) == ("440306", here.officers["boan.inspector"].token)
    assert not Participation.objects.filter(case=case, until=None).exists()
    assert [paper.stage for paper in Paper.objects.filter(case=case, document="transfer_letter")] == ["void", "void"]


def test_a_joining_and_a_recusal_struck_out_are_no_more(here: Province) -> None:
    case, officer = taken(here), here.officers["boan.inspector"].token
    other = Party.objects.get(case=province.file(**SECOND).case_id, role="complainant").token
    store.act(case, "join", Joining("complainant", str(other)), here.asker("boan.inspector"), at("2026-11-02", 11))
    assert Party.objects.filter(case=case, token=other).exists()
    correct(here, case, "2026-11-02")
    assert not Party.objects.filter(case=case, token=other).exists()
    store.act(case, "recuse_officer", Recusal(str(officer), "亲属"), here.asker("boan.head"), at("2026-11-02", 12))
    assert Case.objects.get(id=case).assignee is None and Exclusion.objects.filter(case=case).count() == 1
    correct(here, case, "2026-11-02")
    assert Case.objects.get(id=case).assignee == officer and not Exclusion.objects.filter(case=case).exists()


def test_a_service_struck_out_can_be_recorded_again(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "accept", TWO, me, at("2026-11-03"))
    paper = Paper.objects.get(case=case, document="acceptance_notice")
    store.act(case, "sign_off", SignOff(str(paper.id), "acceptance_notice"), me, at("2026-11-03"))
    province.work("2026-11-03")
    served = Service("acceptance_notice", "complainant", paper.party, method=Method.DIRECT, proof="签收")
    store.act(case, "serve", served, me, at("2026-11-04"))
    correct(here, case, "2026-11-04")
    paper.refresh_from_db()
    assert (paper.stage, paper.served_on) == ("sealed", None)
    store.act(case, "serve", served, me, at("2026-11-05"))
    paper.refresh_from_db()
    assert (paper.stage, paper.served_on) == ("served", date(2026, 11, 5))


def test_a_service_has_the_day_of_its_paper_and_moves_with_it(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "accept", TWO, me, at("2026-11-03"))
    paper = Paper.objects.get(case=case, document="acceptance_notice")
    store.act(case, "sign_off", SignOff(str(paper.id), "acceptance_notice"), me, at("2026-11-04"))
    province.work("2026-11-04")
    served = Service("acceptance_notice", "complainant", paper.party, method=Method.DIRECT, proof="签收")
    with pytest.raises(Refused, match="2026-11-04才签发"):
        store.act(case, "serve", served, me, at("2026-11-06", happened="2026-11-03"))
    store.act(case, "serve", served, me, at("2026-11-06"))
    with pytest.raises(Refused, match="2026-11-04才签发"):
        correct(here, case, "2026-11-06", number=5, to=date(2026, 11, 3))
    correct(here, case, "2026-11-06", number=5, to=date(2026, 11, 5))
    paper.refresh_from_db()
    assert paper.served_on == date(2026, 11, 5)
    correct(here, case, "2026-11-06", number=5)
    paper.refresh_from_db()
    assert (paper.stage, paper.served_on) == ("sealed", None)


def test_files_that_are_not_there_or_lie_in_a_draft_are_not_taken(here: Province) -> None:
    case, moment = taken(here), at("2026-11-02")
    draft = drafts.row(drafts.new("complaints", moment.recorded_at))
    theirs = StoredFile.objects.create(draft=draft, sha256="0" * 64, kind="pdf", title="", size=1, received_at=moment.recorded_at)
    for named in (theirs.id, UUID(int=7)):
        with pytest.raises(Refused, match="有一个文件没有找到"):
            store.act(case, "submit", Handed(files=Evidence((named,))), here.asker("boan.inspector"), at("2026-11-03"))
    theirs.refresh_from_db()
    assert theirs.case is None and theirs.draft == draft


def test_what_an_event_issued_and_would_have_said_falls_with_it(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "accept", TWO, me, at("2026-11-03"))
    draft = Paper.objects.get(case=case, document="acceptance_notice")
    assert Message.objects.filter(text__contains="已受理并立案").exists()
    correct(here, case, "2026-11-03")
    assert not Message.objects.filter(text__contains="已受理并立案").exists()
    with pytest.raises(Refused, match="不在本案里"):
        store.act(case, "sign_off", SignOff(str(draft.id), "acceptance_notice"), me, at("2026-11-03", 13))
    assert store.act(case, "accept", TWO, me, at("2026-11-04")).state == "accepted"


def test_a_sealed_paper_whose_signing_off_is_struck_out_is_void_for_everybody(here: Province) -> None:
    """Its number is used up; another draft waits, and the check page says what the old one is worth."""
    case, me = taken(here), here.asker("boan.inspector")
    store.act(case, "accept", TWO, me, at("2026-11-03"))
    for day, number in (("2026-11-03", "深宝劳监受〔2026〕1号"), ("2026-11-04", "深宝劳监受〔2026〕2号")):
        draft = Paper.objects.get(case=case, document="acceptance_notice", stage="draft")
        store.act(case, "sign_off", SignOff(str(draft.id), "acceptance_notice"), me, at(day))
        province.work(day)
        seal = papers.seal_of(draft.check_code)
        assert seal is not None and (seal.number, seal.void) == (number, False)
        correct(here, case, day)
        seal = papers.seal_of(draft.check_code)
        assert seal is not None and seal.void


def test_a_paper_without_a_series_can_be_signed_off_for_a_second_event(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    for _ in range(2):
        store.act(case, "accept", TWO, me, at("2026-11-03"))
        draft = Paper.objects.get(case=case, document="registration_form", stage="draft")
        store.act(case, "sign_off", SignOff(str(draft.id), "registration_form"), me, at("2026-11-03"))
        correct(here, case, "2026-11-03")
        correct(here, case, "2026-11-03", number=_last_standing(case))
    assert Case.objects.get(id=case).state == "received"


def _last_standing(case: UUID) -> int:
    return loading.look(case).dossier.done[-1].number


# The order of days


def test_an_event_is_not_moved_to_before_the_case(here: Province) -> None:
    case = taken(here, "2026-11-03")
    store.act(case, "accept", TWO, here.asker("boan.inspector"), at("2026-11-04"))
    with pytest.raises(Refused, match="不能早于登记日2026-11-03"):
        correct(here, case, "2026-11-04", number=3, to=date(2026, 11, 2))


def test_steps_that_turn_clocks_stay_in_their_order(here: Province) -> None:
    case, me = taken(here, "2026-11-03"), here.asker("boan.inspector")
    store.act(case, "ask_supplement", MISSING, me, at("2026-11-05"))
    with pytest.raises(Refused, match="不能早于上一步“一次性告知补正”的2026-11-05"):
        store.act(case, "supplement", SAYS, me, at("2026-11-06", happened="2026-11-04"))
    store.act(case, "supplement", SAYS, me, at("2026-11-06"))
    with pytest.raises(Refused, match="后一步的2026-11-06以前"):
        correct(here, case, "2026-11-10", number=3, to=date(2026, 11, 9))
    correct(here, case, "2026-11-10", number=3, to=date(2026, 11, 4))


def test_the_filing_moves_only_to_before_what_followed_and_takes_its_column_along(here: Province) -> None:
    case = taken(here, "2026-11-03")
    with pytest.raises(Refused, match="后一步的2026-11-03以前"):
        correct(here, case, "2026-11-04", number=1, to=date(2026, 11, 4))
    correct(here, case, "2026-11-04", number=1, to=date(2026, 11, 2))
    assert Case.objects.get(id=case).opened_on == date(2026, 11, 2)


def test_a_withdrawal_moved_to_its_true_day_closes_the_case_on_that_day(here: Province) -> None:
    case = taken(here)
    me = Asker(str(Party.objects.get(case=case, role="complainant").token))
    store.act(case, "withdraw", Withdrawal(reason=Prose("钱已经拿到了。")), me, at("2026-11-05"))
    correct(here, case, "2026-11-06", number=3, to=date(2026, 11, 4))
    assert Case.objects.get(id=case).closed_on == date(2026, 11, 4)


# Who may have a case


def test_a_case_goes_to_nobody_who_cannot_handle_it(here: Province) -> None:
    case, clerk = taken(here), here.asker("boan.clerk")
    second = here.officers["boan.second"].token
    store.act(case, "recuse_officer", Recusal(str(second), "亲属"), here.asker("boan.head"), at("2026-11-02", 12))
    with pytest.raises(Refused, match="应当回避"):
        store.assign(case, second, clerk, at("2026-11-02", 13))
    for stranger in (here.officers["nanshan.inspector"].token, 77):
        with pytest.raises(Refused, match="只能分给办理机关"):
            store.assign(case, stranger, clerk, at("2026-11-02", 13))


def test_a_case_is_handed_over_only_to_an_office_for_its_business_and_to_a_place_of_its_own(here: Province) -> None:
    case, nanshan = taken(here), here.offices["nanshan"].id
    for office, place in ((99999, "440305"), (nanshan, "440106")):
        to = HandOver(office=Destination(office, regions.place(place)), reason=Prose("用工地在别处。"))
        with pytest.raises(Refused, match="请重新选有管辖权的机关"):
            store.act(case, "hand_over", to, here.asker("boan.inspector"), at("2026-11-03"))


def test_a_firm_that_joins_stands_on_the_papers(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    firm = employers.register("示例劳务有限公司", "")
    store.act(case, "join", Joining("employer", str(firm)), me, at("2026-11-03"))
    with pytest.raises(Refused, match="没有这种当事人身份"):
        store.act(case, "join", Joining("wizard", str(firm)), me, at("2026-11-03"))
    with pytest.raises(Refused, match="没有找到这个人"):
        store.act(case, "join", Joining("employer", "示例劳务"), me, at("2026-11-03"))
    store.act(case, "accept", TWO, me, at("2026-11-03"))
    printed = papers.data_of(Paper.objects.get(case=case, document="acceptance_notice")).fields["parties"]
    assert [each["name"] for each in printed["employer"]] == ["示例建工集团第三工程有限公司", "示例劳务有限公司"]


def test_a_tolling_order_does_not_run_backwards(here: Province) -> None:
    order = TollingOrder(regions.place("440300"), date(2026, 11, 5), date(2026, 11, 4), "粤府〔2026〕1号")
    with pytest.raises(Refused, match="末日不能早于首日"):
        store.act(taken(here), "toll", order, here.asker("boan.head"), at("2026-11-03"))


# Keys and locks


def test_a_key_of_one_case_does_nothing_in_another(here: Province) -> None:
    first, second = taken(here), province.file(**SECOND).case_id
    head, officer = here.asker("boan.head"), here.officers["boan.second"].token
    store.assign(second, officer, head, at("2026-11-02"), Submission("k"))
    with pytest.raises(KeyReused):
        store.assign(first, officer, head, at("2026-11-02"), Submission("k"))


def together(count: int, doing: Callable[[int], Any]) -> tuple[list[Any], list[str]]:
    """Let so many begin at once; return what they got, and the kinds of trouble the others had."""
    got, troubles, start = [], [], threading.Barrier(count)

    def run(number: int) -> None:
        try:
            start.wait(5)
            got.append(doing(number))
        except Exception as trouble:
            troubles.append(type(trouble).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got, troubles


@pytest.mark.django_db(transaction=True)
def test_a_key_at_work_in_two_cases_at_once_does_one_and_says_so_of_the_other() -> None:
    here = province.build()
    cases, head, officer = (taken(here), taken(here, **SECOND)), here.asker("boan.head"), here.officers["boan.second"].token
    for key in "abcd":
        got, troubles = together(2, lambda n, key=key: store.assign(cases[n], officer, head, at("2026-11-02"), Submission(key)))
        assert len(got) == 1 and troubles == ["KeyReused"]


@pytest.mark.django_db(transaction=True)
def test_a_draft_is_filed_once_whatever_the_keys_and_numbers_have_no_gap() -> None:
    province.build()
    moment = at("2026-11-02")
    code = drafts.new("complaints", moment.recorded_at)
    got, troubles = together(
        4, lambda n: filing.file("complaints", province.answers(), moment, Submission(f"k{n}"), drafts.row(code))
    )
    assert not troubles and len({filed.case_id for filed in got}) == 1 and len(got) == 4
    got, troubles = together(4, lambda n: filing.file("complaints", province.answers(), moment, Submission(f"m{n}")))
    assert not troubles
    assert sorted(Case.objects.values_list("number", flat=True)) == [f"深宝劳监投〔2026〕{n}号" for n in range(1, 6)]


def test_a_key_whose_first_try_was_refused_is_free(here: Province) -> None:
    case, me = taken(here), here.asker("boan.inspector")
    with pytest.raises(Refused):
        store.act(case, "accept", TWO, me, at("2026-11-02", happened="2026-11-01"), Submission("k"))
    done = store.act(case, "accept", TWO, me, at("2026-11-02"), Submission("k"))
    assert store.act(case, "accept", TWO, me, at("2026-11-03"), Submission("k")) == done


@pytest.mark.django_db(transaction=True)
def test_one_of_many_and_the_same_one_alone_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many: has the letter's counter, wants the second case. Alone: has the second case, wants the counter."""
    here = province.build()
    me, moment = here.asker("boan.inspector"), at("2026-11-03")
    low, high = sorted([taken(here), taken(here, **SECOND)])
    holds, troubles, real = threading.Event(), [], numbers.take

    def take(series: numbers.Series, count: int = 1) -> list[str]:
        if threading.current_thread().name == "alone":
            holds.set()
            time.sleep(0.7)  # long enough for the many to come as far as they can
        return real(series, count)

    def run(doing: Any) -> None:
        try:
            doing()
        except Exception as trouble:
            troubles.append(type(trouble).__name__)
        finally:
            connections.close_all()

    monkeypatch.setattr(numbers, "take", take)
    to = elsewhere(here)
    alone = threading.Thread(
        name="alone", target=run, args=(lambda: store.act(high, "hand_over", to, me, moment),)
    )
    many = threading.Thread(
        name="many", target=run, args=(lambda: store.act_many([high, low], "hand_over", to, me, moment),)
    )
    alone.start()
    holds.wait(5)
    many.start()
    alone.join()
    many.join()
    assert troubles == ["NoSuchCase"]  # the many came second, and the case was no longer theirs: none is moved
    assert set(Case.objects.values_list("id", "office")) == {
        (high, here.offices["nanshan"].id),
        (low, here.offices["boan"].id),
    }
