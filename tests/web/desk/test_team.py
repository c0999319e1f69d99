"""The head's page in numbers counted by hand, and the diagram's."""

import re

import pytest
from django.test import Client

from hezhong.domains.complaints.facts import Withdrawal
from hezhong.engine import store, workload
from hezhong.engine.answers import Prose
from hezhong.engine.rights import Asker
from tests import province
from tests.web.desk import office
from tests.web.desk.office import There, seen, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_work_of_an_office(there: There) -> None:
    withdraw(there)
    at, head = province.at(office.TODAY), there.province.asker("boan.head")
    work = workload.of_office(head, there.province.offices["boan"].pk, at.happened_on, at.calendar)
    inspector = there.province.officers["boan.inspector"].token
    lines = {load.token: (load.open, load.late, load.soon, load.closed, load.median) for load in work.loads}
    # the inspector: one due on 4 November and an inspection; one was closed, withdrawn on 2 November seven days after it was
    # filed; the complaint that the inspection came from goes on there
    assert lines.pop(inspector) == (2, 0, 1, 1, 7)
    assert lines.pop(0) == (6, 2, 0, 0, None)
    assert set(lines.values()) == {(0, 0, 0, 0, None)} and len(lines) == 3
    assert [(each.number, each.title, each.by) for each in work.waiting] == [("深宝劳监投〔2026〕5号", "不予受理", "深宝监察员")]
    due = {f"{day:%m-%d}": (works, n) for day, works, n in work.due}
    assert due["11-02"] == (True, 0) and due["11-04"] == (True, 1) and due["11-06"] == (True, 1)
    assert due["11-07"] == (False, 0) and due["11-09"] == (True, 3) and len(due) == 10


def withdraw(there: There) -> None:
    """The worker of the taken case takes the complaint back."""
    person = next(party.token for party in seen(there, there.taken).raw.parties if party.role == "complainant")
    asker = Asker(person)
    store.act(there.taken, "withdraw", Withdrawal(reason=Prose("钱已经拿到了")), asker, province.at(office.TODAY))


def test_another_offices_head_counts_only_its_own(there: There, head: Client) -> None:
    at = province.at(office.TODAY)
    nanshan = there.province.asker("nanshan.head")
    work = workload.of_office(nanshan, there.province.offices["boan"].pk, at.happened_on, at.calendar)
    assert work.open == 0 and work.waiting == ()


def test_the_diagram_counts_what_the_asker_may_see(there: There, head: Client) -> None:
    withdraw(there)
    text = head.get("/desk/flows/complaint/").content.decode()
    boxes = dict(re.findall(r'class="n-title"[^>]*>([^<]+)</text><text class="n-count"[^>]*>(\d+)<', text))
    assert boxes == {"受理审查": "7", "补正中": "0", "已受理": "1", "不予受理": "0", "已告知去向": "0", "已撤回": "1"}
    assert "逾期 2" in text and "中位 " in text
    assert '<a class="node busy" href="/desk/?case_type=complaint&amp;state=received">' in text
    assert head.get("/desk/?case_type=complaint&state=received").content.decode().count("data-row") == 7
    assert "受理、视为受理" in text and "5个工作日" in text and head.get("/desk/flows/nothing/").status_code == 404
