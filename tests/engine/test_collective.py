"""Collective cases: twelve workers of one site, gathered under one case, acted on and signed together, or not at all."""

import threading
import time
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from hezhong.directory import regions
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Refusal
from hezhong.engine import casefile, collective, files, loading, store, worklist, writing
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import Assignment, Correction, Gathering, LettingGo
from hezhong.engine.case_type import Submission as Handed
from hezhong.engine.core import NOT_NOW, Refused
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.loading import NoSuchCase
from hezhong.engine.models import Case, Errand, Message, Paper
from hezhong.engine.received import KeyReused
from hezhong.engine.store import Submission
from hezhong.engine.worklist import Filters
from tests import province
from tests.province import at

pytestmark = pytest.mark.django_db
NUMBERS = (
    "44030619800101001X", "440306198101010025", "440306198201010030", "440306198301010046", "440306198401010051",
    "440306198501010067", "440306198601010072", "440306198701010088", "440306198801010093", "440306198901010103",
    "440306199001010110", "440306199101010126",
)  # fmt: skip
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")
NO = Refusal(ground=Ground.FOR_DISPUTE, reason=Prose("劳动争议。"))
QUERIES = {"accept": 21, "refuse": 11, "hand_over": 19, "assign": 11, "gather": 16, "sign": 15}
"""What each costs in three cases and in twelve alike, written down from a look at every query."""


class Site:
    """Workers of one employer, their cases held by the inspector, in the order they were filed."""

    def __init__(self, workers: int = 12) -> None:
        self.here = province.build()
        self.me, self.head = self.here.asker("boan.inspector"), self.here.asker("boan.head")
        self.cases: list[UUID] = []
        for n in range(workers):
            filed = province.file(name=f"工友{'甲乙丙丁戊己庚辛壬癸子丑'[n]}", number=NUMBERS[n], phone=f"199000055{n:02d}")
            store.act(filed.case_id, "take", None, self.me, at("2026-11-02"))
            self.cases.append(filed.case_id)
        Message.objects.all().delete()

    def number(self, n: int) -> str:
        return Case.objects.get(id=self.cases[n]).number

    def gather(self, *members: int, day: str = "2026-11-03") -> store.Done:
        given = Gathering(tuple(self.number(n) for n in members or range(1, len(self.cases))))
        return store.act(self.cases[0], "gather", given, self.me, at(day))

    def states(self) -> set[tuple[str, int]]:
        return set(Case.objects.values_list("state", "version"))


@pytest.fixture
def site() -> Site:
    return Site()


def trail(case: UUID) -> list[str]:
    return [event.action.title for event in loading.look(case).dossier.events]


def counted(doing: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        doing()
    return len([each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]])


def test_gathered_the_trails_say_so_and_the_pages_show_it(site: Site) -> None:
    assert site.gather().number == site.number(0)
    assert trail(site.cases[0])[-1] == "合并办理" and trail(site.cases[7])[-1] == "并入集体案件"
    moment = at("2026-11-03")
    lead = casefile.view(site.cases[0], site.me, moment.happened_on, moment.book)
    assert [member.number for member in lead.members] == [site.number(n) for n in range(1, 12)]
    assert lead.members[0].who == "工友乙" and lead.lead is None and "合并办理" in {event.title for event in lead.events}
    member = casefile.view(site.cases[3], site.me, moment.happened_on, moment.book)
    assert member.lead is not None and member.lead.title == site.number(0) and member.members == ()
    assert {"gather", "let_go"}.isdisjoint(choice.action.name for choice in member.actions)
    found = worklist.page(site.me, Filters(lead=site.number(0)), "", moment.happened_on, moment.calendar)
    assert found.total == 11 and site.number(0) not in {row.number for band in found.bands for row in band.rows}


def test_who_may_be_gathered(site: Site) -> None:
    other = province.file(name="外人", number="440306199003070002", phone="19900005599", town="440305001")
    far = Case.objects.get(id=other.case_id).number
    offered = [number for number, _ in collective.candidates(site.cases[0], site.me.person)]
    assert offered == [site.number(n) for n in range(1, 12)]
    for given, why in (
        ((), "至少选一件"),
        ((site.number(0),), "不用选它自己"),
        (("深宝劳监投〔2026〕999号",), "没有找到"),
    ):
        with pytest.raises(Refused, match=why):
            store.act(site.cases[0], "gather", Gathering(given), site.me, at("2026-11-03"))
    with pytest.raises(Refused, match="一次只能由一件"):
        store.act_many(site.cases[:2], "gather", Gathering((site.number(3),)), site.me, at("2026-11-03"))
    with pytest.raises(NoSuchCase):  # another county's: the asker may not know of it
        store.act(site.cases[0], "gather", Gathering((far,)), site.me, at("2026-11-03"))
    store.assign(site.cases[2], site.here.officers["boan.second"].token, site.head, at("2026-11-02"))
    with pytest.raises(NoSuchCase):  # a colleague's
        site.gather(1, 2)
    site.gather(1)
    with pytest.raises(Refused, match=f"{site.number(1)}：已经并入"):
        store.act(site.cases[3], "gather", Gathering((site.number(1),)), site.me, at("2026-11-03"))
    with pytest.raises(Refused, match=f"{site.number(0)}：自己牵头着别的案件"):
        store.act(site.cases[3], "gather", Gathering((site.number(0),)), site.me, at("2026-11-03"))
    with pytest.raises(Refused, match="不能再牵头"):
        store.act(site.cases[1], "gather", Gathering((site.number(3),)), site.me, at("2026-11-03"))
    with pytest.raises(Refused, match="现在不能办这一步"):
        store.act(site.cases[3], "be_led", None, site.me, at("2026-11-03"))
    assert Case.objects.exclude(lead=None).count() == 1


def test_another_employers_case_is_not_gathered() -> None:
    site = Site(2)
    Case.objects.filter(id=site.cases[1]).update(employer=1)
    assert collective.candidates(site.cases[0], site.me.person) == ()
    row = Case.objects.select_related("matter").get(id=site.cases[1])
    row.matter.data["employer"] = "1"
    row.matter.save()
    with pytest.raises(Refused, match="不是同一个用人单位"):
        site.gather(1)


def test_let_go_with_a_reason_and_gathered_again(site: Site) -> None:
    site.gather()
    gone = LettingGo(site.number(5), "请求不同")
    store.act(site.cases[0], "let_go", gone, site.me, at("2026-11-04"))
    assert trail(site.cases[0])[-1] == "解除合并" and trail(site.cases[5])[-1] == "退出集体案件"
    assert Case.objects.filter(lead=site.number(0)).count() == 10
    with pytest.raises(Refused, match="不用解除"):
        store.act(site.cases[0], "let_go", gone, site.me, at("2026-11-04"))
    with pytest.raises(Refused, match="不能在这里更正"):
        store.act(site.cases[5], "correct", Correction(4, "误"), site.head, at("2026-11-04"))
    site.gather(5, day="2026-11-05")
    assert Case.objects.filter(lead=site.number(0)).count() == 11


def test_a_rebuilt_case_is_led_as_before(site: Site) -> None:
    site.gather()
    Case.objects.filter(id__in=site.cases[1:]).update(lead=None)
    for case in site.cases:
        writing.rebuild(case, at("2026-11-03").calendar)
    assert set(Case.objects.filter(lead=site.number(0)).values_list("id", flat=True)) == set(site.cases[1:])
    assert Case.objects.get(id=site.cases[0]).lead_id is None


def test_twelve_are_accepted_at_once_and_each_worker_is_told_once(site: Site) -> None:
    site.gather()
    done = store.act_many(site.cases, "accept", TWO, site.me, at("2026-11-04"), Submission("all"))
    assert [each.case_id for each in done] == site.cases and {each.state for each in done} == {"accepted"}
    opened = Case.objects.filter(parent__in=site.cases, state="investigating", next_duty="查处案件并作出处理")
    assert opened.count() == 12 and set(opened.values_list("assignee", flat=True)) == {int(site.me.person)}
    assert Message.objects.count() == 12 and len(set(Message.objects.values_list("to", flat=True))) == 12
    assert set(Message.objects.values_list("case_id", flat=True)) == set(site.cases)
    assert Paper.objects.filter(document="acceptance_notice").count() == 12
    again = store.act_many(site.cases, "accept", TWO, site.me, at("2026-11-04"), Submission("all"))
    assert again == done and Message.objects.count() == 12 and store.acted(site.cases, "accept", TWO, site.me, "all")
    with pytest.raises(KeyReused):
        store.act_many(site.cases[:5], "accept", TWO, site.me, at("2026-11-04"), Submission("all"))


def test_signed_together_and_numbered_without_gaps_in_the_order_of_filing(site: Site) -> None:
    proposed = store.act_many(site.cases, "refuse", NO, site.me, at("2026-11-04"))
    assert all(each.proposed for each in proposed)
    store.sign_many(site.cases, "refuse", Opinion(True, "同意"), site.head, at("2026-11-05"))
    numbers = [Paper.objects.get(case=case, document="refusal_notice").number for case in site.cases]
    assert numbers == [f"深宝劳监不受〔2026〕{n}号" for n in range(1, 13)]
    assert Errand.objects.filter(kind="seal_paper").count() == 12


def test_copies_of_a_letter_have_one_number(site: Site) -> None:
    to = Destination(site.here.offices["nanshan"].id, regions.place("440305"))
    store.act_many(site.cases, "hand_over", HandOver(office=to, reason=Prose("在南山。")), site.me, at("2026-11-04"))
    letters = [set(Paper.objects.filter(case=case, document="transfer_letter").values_list("number", flat=True)) for case in site.cases]
    assert letters == [{f"深宝劳监移〔2026〕{n}号"} for n in range(1, 13)]
    assert Paper.objects.filter(document="transfer_letter").count() == 24


def test_one_that_refuses_refuses_all_and_is_named(site: Site) -> None:
    store.act(site.cases[4], "accept", TWO, site.me, at("2026-11-03"))
    store.act(site.cases[8], "refuse", NO, site.me, at("2026-11-03"))
    before, messages = site.states(), Message.objects.count()
    with pytest.raises(Refused) as refused:
        store.act_many(site.cases, "accept", TWO, site.me, at("2026-11-04"), Submission("all"))
    assert str(refused.value) == f"{site.number(4)}：{NOT_NOW}"
    assert (site.states(), Message.objects.count()) == (before, messages)
    held = {site.cases[0]: 2, site.cases[1]: 1}
    with pytest.raises(Refused, match=f"^{site.number(1)}：这个案件刚刚有新的办理记录"):
        store.act_many(site.cases[:2], "accept", TWO, site.me, at("2026-11-04"), Submission(others=held))
    stored = files.receive("说明.txt", "欠薪经过".encode(), site.me.person, at("2026-11-04").recorded_at)
    with pytest.raises(Refused, match="一份材料只能放进一件案子"):
        store.act_many(site.cases[:2], "submit", Handed(Evidence((stored.id,))), site.me, at("2026-11-04"))
    assert (site.states(), Message.objects.count()) == (before, messages)


def costs(workers: int) -> dict[str, int]:
    """Return the queries of each action in as many cases; each is taken back before the next."""
    site, day, key = Site(workers), at("2026-11-04"), Submission("k")
    members = Gathering(tuple(site.number(n) for n in range(1, workers)))
    to = Destination(site.here.offices["nanshan"].id, regions.place("440305"))
    doings = {
        "accept": lambda: store.act_many(site.cases, "accept", TWO, site.me, day, key),
        "refuse": lambda: store.act_many(site.cases, "refuse", NO, site.me, day, key),
        "hand_over": lambda: store.act_many(
            site.cases, "hand_over", HandOver(office=to, reason=Prose("在南山。")), site.me, day, key
        ),
        "assign": lambda: store.act_many(
            site.cases, "assign", Assignment(str(site.here.officers["boan.second"].token)), site.head, day, key
        ),
        "gather": lambda: store.act(site.cases[0], "gather", members, site.me, day, key),
    }
    found = {}
    for name, doing in doings.items():
        with transaction.atomic():
            found[name] = counted(doing)
            transaction.set_rollback(True)
    store.act_many(site.cases, "refuse", NO, site.me, day)
    found["sign"] = counted(lambda: store.sign_many(site.cases, "refuse", Opinion(True, "同意"), site.head, day, key))
    return found


def test_three_cost_as_many_queries_as_the_table_says() -> None:
    assert costs(3) == QUERIES


def test_twelve_cost_no_more_than_three() -> None:
    assert costs(12) == QUERIES


def test_the_page_of_a_lead_costs_no_more(site: Site) -> None:
    site.gather()
    moment = at("2026-11-03")
    assert counted(lambda: casefile.view(site.cases[0], site.me, moment.happened_on, moment.book)) <= 5


@pytest.mark.django_db(transaction=True)
def test_a_single_act_on_a_member_waits_and_then_meets_the_case_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    site, written, outcomes = Site(3), threading.Event(), {}
    real = store.record_all

    def slow(*given: Any) -> Any:
        done = real(*given)
        written.set()
        if threading.current_thread().name == "many":
            time.sleep(0.7)  # long enough for the others to be waiting for the lock
        return done

    def run(name: str, doing: Any) -> threading.Thread:
        def inner() -> None:
            try:
                outcomes[name] = doing().event
            except Exception as trouble:
                outcomes[name] = type(trouble).__name__
            finally:
                connections.close_all()

        return threading.Thread(name=name, target=inner)

    monkeypatch.setattr(store, "record_all", slow)
    last, day = site.cases[2], at("2026-11-04")
    many = run("many", lambda: store.act_many(site.cases, "accept", TWO, site.me, day)[0])
    stale = run("stale", lambda: store.act(last, "accept", TWO, site.me, day, Submission(seen=2)))
    late = run("late", lambda: store.act(last, "submit", Handed(says="又打了电话"), site.me, day))
    many.start()
    assert written.wait(10)
    for thread in (stale, late):
        thread.start()
    for thread in (many, stale, late):
        thread.join()
    assert outcomes == {"many": 3, "stale": "Outrun", "late": "Refused"}
