"""Every projection is what the trail says: wrecked and rebuilt, a case reads as it did after any story."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.forms.models import model_to_dict

from hezhong.directory import regions
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Missing, Refusal, Supplement, Withdrawal
from hezhong.engine import loading, store, writing
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import Correction, Gathering, Joining, LettingGo, Recusal, SignOff
from hezhong.engine.dossier import Destination, Opinion
from hezhong.engine.models import Case, Exclusion, Paper, Participation, Party, Task
from hezhong.engine.rights import Asker
from hezhong.kernel import holidays
from tests import province
from tests.province import Province, at

pytestmark = pytest.mark.django_db
KEPT = {"id", "matter_id", "parent_id", "parent_event", "year", "sealed", "number", "case_type"}
"""Columns by which the trail is found and read; no event says them."""


class Story:
    """One case on its way, day by day."""

    def __init__(self, here: Province) -> None:
        self.here, self.case = here, province.file("2026-07-06").case_id
        self.worker = Asker(str(Party.objects.get(case=self.case, role="complainant").token))

    def does(self, name: str, given: Any, day: str, who: str = "boan.inspector") -> None:
        asker = self.worker if who == "worker" else self.here.asker(who)
        store.act(self.case, name, given, asker, at(day))

    def takes(self) -> None:
        self.does("take", None, "2026-07-06")

    def accepts(self, day: str) -> None:
        self.does("accept", Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）"), day)

    def strikes_out(self, day: str, to: date | None = None, who: str = "boan.head") -> None:
        number = loading.look(self.case).dossier.done[-1].number
        self.does("correct", Correction(number, "记错了", to), day, who)

    def hands_over(self, day: str) -> None:
        to = Destination(self.here.offices["nanshan"].id, regions.place("440305"))
        self.does("hand_over", HandOver(office=to, reason=Prose("用工地在南山。")), day)


def only_filed(one: Story) -> None:
    pass


def accepted(one: Story) -> None:
    one.takes()
    one.accepts("2026-07-08")


def accepted_by_silence(one: Story) -> None:
    one.takes()
    assert store.lapse_due(at("2026-07-14", 0)) == 1


def refused(one: Story) -> None:
    waits_for_the_head(one)
    store.sign(one.case, "refuse", Opinion(True, "同意"), one.here.asker("boan.head"), at("2026-07-09"))


def waits_for_the_head(one: Story) -> None:
    one.takes()
    one.does("refuse", Refusal(ground=Ground.IN_DISPUTE, reason=Prose("已经申请仲裁。")), "2026-07-08")


def supplemented(one: Story) -> None:
    one.takes()
    one.does("ask_supplement", Missing(what=Prose("工资条。"), by_day=date(2026, 7, 30)), "2026-07-08")
    one.does("supplement", Supplement(says=Prose("没有工资条。")), "2026-07-20", "worker")


def handed_over(one: Story) -> None:
    one.takes()
    one.hands_over("2026-07-08")
    one.does("take", None, "2026-07-09", "nanshan.inspector")


def handed_over_and_brought_back(one: Story) -> None:
    one.takes()
    one.hands_over("2026-07-08")
    one.strikes_out("2026-07-09", who="nanshan.head")


def joined_and_recused(one: Story) -> None:
    one.takes()
    other = province.file("2026-07-06", name="王小明", number="440306199105100049", phone="19900005522")
    token = Party.objects.get(case=other.case_id, role="complainant").token
    one.does("join", Joining("complainant", str(token), elected=True), "2026-07-07")
    one.does("recuse_officer", Recusal(str(one.here.officers["boan.inspector"].token), "亲属"), "2026-07-08", "boan.head")


def withdrawn_and_moved(one: Story) -> None:
    one.takes()
    one.does("withdraw", Withdrawal(reason=Prose("钱已经拿到了。")), "2026-07-20", "worker")
    one.strikes_out("2026-07-21", to=date(2026, 7, 17))


def closed_and_open_again(one: Story) -> None:
    withdrawn_and_moved(one)
    one.strikes_out("2026-07-22")


def signed_off(one: Story) -> None:
    accepted(one)
    draft = Paper.objects.get(case=one.case, document="acceptance_notice")
    one.does("sign_off", SignOff(str(draft.id), "acceptance_notice"), "2026-07-09")


def led(one: Story) -> None:
    one.takes()
    other = province.file("2026-07-06", name="王小明", number="440306199105100049", phone="19900005522")
    me = one.here.asker("boan.inspector")
    store.act(other.case_id, "take", None, me, at("2026-07-06"))
    number = Case.objects.get(id=one.case).number
    store.act(other.case_id, "gather", Gathering((number,)), me, at("2026-07-07"))
    assert Case.objects.get(id=one.case).lead_id == other.number


def led_no_longer(one: Story) -> None:
    led(one)
    lead = Case.objects.exclude(id=one.case).get()
    gone = LettingGo(Case.objects.get(id=one.case).number, "请求不同")
    store.act(lead.id, "let_go", gone, one.here.asker("boan.inspector"), at("2026-07-08"))
    assert Case.objects.get(id=one.case).lead_id is None


STORIES = (
    only_filed,
    accepted,
    accepted_by_silence,
    refused,
    waits_for_the_head,
    supplemented,
    handed_over,
    handed_over_and_brought_back,
    joined_and_recused,
    withdrawn_and_moved,
    closed_and_open_again,
    signed_off,
    led,
    led_no_longer,
)


def projected(case: UUID) -> dict[str, Any]:
    """Return all that stands in the rows of a case but their own ids."""
    row = Case.objects.get(id=case)
    columns = {field.attname: getattr(row, field.attname) for field in Case._meta.concrete_fields}
    lists = {
        model.__name__: sorted(
            str(model_to_dict(each, exclude=["id"])) for each in model.objects.filter(case=case, **more)
        )
        for model, more in ((Task, {}), (Party, {}), (Exclusion, {}), (Participation, {"until": None}))
    }
    return columns | lists


def other_lead(case: UUID) -> str | None:
    """Return a lead that the case does not have: itself, or none."""
    return Case.objects.get(id=case).number if Case.objects.get(id=case).lead_id is None else None


def wreck(case: UUID) -> None:
    """Let every column say something else, and every list be another's."""
    Case.objects.filter(id=case).update(
        state="?", province="1", city="1", county="1", town="1", office=1,
        upper_office=1, assignee=1, employer=1, people=99, people_words="?", about="?", amount=1,
        opened_on=date(2000, 1, 1), closed_on=date(2000, 1, 1), next_due=date(2001, 1, 1), next_duty="?", version=99, facts={},
        facts_version=9, search=None, search_text="?", recorded_at=at("2020-01-01").recorded_at, lead=other_lead(case),
        answer="?", answered_in=99, in_time=not Case.objects.get(id=case).in_time, moved_on=date(2000, 1, 1), colour=4,
    )  # fmt: skip
    for model in (Task, Party, Exclusion, Participation):
        model.objects.filter(case=case).delete()
    Party.objects.create(case_id=case, role="complainant", token=1)
    Exclusion.objects.create(case_id=case, token=1)
    Participation.objects.create(case_id=case, office=1, kind="handed_over", since=date(2000, 1, 1))
    Task.objects.create(case_id=case, kind="deadline", key="?", title="?", since=date(2000, 1, 1))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_wrecked_case_reads_as_before(story: Callable[[Story], None]) -> None:
    one = Story(province.build())
    story(one)
    before = projected(one.case)
    wreck(one.case)
    wrecked = projected(one.case)
    assert {name for name in before if before[name] == wrecked[name]} == KEPT
    writing.rebuild(one.case, holidays.state_council())
    assert projected(one.case) == before
