"""The pages of orders, of the calendar and of runs: who may, what they say, what they cost, and the workbook."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hezhong.directory.models import Account
from hezhong.engine import clock_runs
from hezhong.engine.models import CalendarYear, ClockRun, RegionOrder, Task
from hezhong.web import clock
from tests import province
from tests.at_desk import day, signed_in
from tests.web.desk import office
from tests.web.desk.office import There

pytestmark = pytest.mark.django_db
ORDER = {
    "number": "深府〔2026〕9号", "title": "关于台风期间中止办案期限的通知", "authority": "深圳市人民政府",
    "basis": "《中华人民共和国突发事件应对法》", "region": "440300", "since": "2026-11-4", "until": "2026-11-11",
}  # fmt: skip
YEAR = {
    "year": "2027", "number": "国办发明电〔2026〕7号", "issued": "2026-11-2", "off": "2027-1-1至2027-1-3、2027-2-5至2027-2-11",
    "worked": "2027-1-30 2027-2-14",
}  # fmt: skip


@pytest.fixture(name="there")
def the_office(db: None) -> Iterator[There]:
    with day(office.TODAY):
        there = office.build()
        for name, shown in (("keeper", "何管理"), ("second", "佘管理")):
            Account.objects.create(username=name, password=province.hashed(), kind="administrator", shown_name=shown, demo=True)
        yield there


def work(hours: int = 1) -> None:
    """Let the worker do what waits, some hours from now."""
    today = clock.now()
    with day(today.date().isoformat(), today.hour + hours):
        clock_runs.work(clock.moment(), lambda: False)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def issued(keeper: Client) -> RegionOrder:
    answer = keeper.post("/desk/tolling/", ORDER)
    order = RegionOrder.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/tolling/{order.pk}/"), answer.content.decode()[:3000]
    return order


def test_an_order_goes_from_one_administrator_to_another_and_then_to_every_case(there: There) -> None:
    keeper, second = signed_in("keeper"), signed_in("second")
    before = dict(Task.objects.filter(kind="deadline").values_list("id", "due_on"))
    order = issued(keeper)
    page = f"/desk/tolling/{order.pk}/"
    assert "0 / 0 件" in text(keeper, page) and "请另一位管理员批准" in text(keeper, page)
    early = second.post(f"{page}decide/", {"agrees": "yes"})
    assert early.status_code == 422 and "试算还没有算完" in early.content.decode()
    work()
    dry = ClockRun.objects.get(order=order)
    assert dry.moved and f"要变动 {dry.moved} 项" in text(second, page)
    assert dict(Task.objects.filter(kind="deadline").values_list("id", "due_on")) == before
    own = keeper.post(f"{page}decide/", {"agrees": "yes"})
    assert own.status_code == 422 and "录入的人不能批准自己的" in own.content.decode()
    silent = second.post(f"{page}decide/", {"agrees": "no"})
    assert silent.status_code == 422 and "请写理由" in silent.content.decode()
    assert second.post(f"{page}decide/", {"agrees": "yes"}).status_code == 302
    work(2)
    run = ClockRun.objects.get(order=order, kind="order")
    assert (run.moved, run.failed, run.done) == (dry.moved, 0, run.total)
    assert "佘管理（second）" in text(keeper, page) and "已批准" in text(keeper, "/desk/tolling/")
    report = text(second, f"/desk/clock-runs/{run.pk}/")
    assert "深圳市宝安区人力资源局" in report and "再看 50 项" not in report
    assert "已批准" in text(signed_in("boan.inspector"), "/desk/tolling/")


def test_a_later_order_is_chosen_from_the_approved_ones(there: There) -> None:
    keeper = signed_in("keeper")
    order = issued(keeper)
    later = {**ORDER, "number": "深府〔2026〕10号", "changes": order.number, "until": "2026-11-6"}
    answer = keeper.post("/desk/tolling/", later)
    assert answer.status_code == 422 and "请从列出的里面选更正哪一份" in answer.content.decode()
    work()
    signed_in("second").post(f"/desk/tolling/{order.pk}/decide/", {"agrees": "yes"})
    assert keeper.post("/desk/tolling/", later).status_code == 302
    changing = RegionOrder.objects.get(number="深府〔2026〕10号")
    assert (changing.changes, changing.region) == (order, "440300")
    assert "更正 深府〔2026〕9号" in text(keeper, "/desk/tolling/")


def test_what_is_wrong_with_an_order_is_said(there: There) -> None:
    keeper = signed_in("keeper")
    for wrong, why in (
        ({"until": "2026-11-4"}, "要在开始那天以后"), ({"number": ""}, "请填写文号"), ({"region": "999999"}, "请从列出的里面选适用地区"),
    ):  # fmt: skip
        answer = keeper.post("/desk/tolling/", ORDER | wrong)
        assert answer.status_code == 422 and why in answer.content.decode() and "2026-11-4" in answer.content.decode()
    issued(keeper)
    again = keeper.post("/desk/tolling/", ORDER)
    assert again.status_code == 422 and "已经录入过" in again.content.decode()


def test_a_year_is_typed_by_one_and_approved_by_another(there: There) -> None:
    keeper, second = signed_in("keeper"), signed_in("second")
    work()
    for wrong, why in (({"off": "元旦"}, "没看懂“元旦”"), ({"off": "2027-1-3至2027-1-1"}, "没看懂"), ({"worked": "2027-1-4"}, "不是周末")):
        answer = keeper.post("/desk/calendar/", YEAR | wrong)
        assert answer.status_code == 422 and why in answer.content.decode() and YEAR["number"] in answer.content.decode()
    assert keeper.post("/desk/calendar/", YEAR).status_code == 302
    year = CalendarYear.objects.get()
    work(2)
    assert 2027 not in clock.moment().calendar.announced
    own = keeper.post(f"/desk/calendar/{year.pk}/decide/", {"agrees": "yes"})
    assert own.status_code == 422 and "录入的人不能批准自己的" in own.content.decode()
    assert second.post(f"/desk/calendar/{year.pk}/decide/", {"agrees": "yes"}).status_code == 302
    assert 2027 in clock.moment().calendar.announced
    page = text(second, "/desk/calendar/")
    assert "管理员录入、批准" in page and "随系统发布" in page


def test_the_workbook_has_every_move_and_no_formula(there: There) -> None:
    keeper = signed_in("keeper")
    issued(keeper)
    work()
    run = ClockRun.objects.get(kind="order_dry")
    run.moves.filter(pk=run.moves.earliest("id").pk).update(title="=1+1")
    answer = keeper.get(f"/desk/clock-runs/{run.pk}/?export=xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["案号", "程序"] and "'=1+1" in [row[3] for row in rows]
    assert len(rows) == run.moved + 3 and f"共 {run.moved} 项" in rows[-1][0]
    one = run.moves.latest("id")
    narrowed = keeper.get(f"/desk/clock-runs/{run.pk}/?case_type={one.case_type}&office={one.office}").content.decode()
    assert "看全部" in narrowed


@pytest.mark.parametrize(("path", "most"), [
    ("/desk/tolling/", 7), ("/desk/tolling/{order}/", 8), ("/desk/calendar/", 7), ("/desk/clock-runs/{run}/", 7),
])  # fmt: skip
def test_a_page_costs_no_more_queries_than_it_may(there: There, path: str, most: int) -> None:
    keeper = signed_in("keeper")
    order = issued(keeper)
    keeper.post("/desk/calendar/", YEAR)
    work()
    address = path.format(order=order.pk, run=ClockRun.objects.get(order=order).pk)
    taken = []
    for number in (1, 2):
        text(keeper, address)
        with CaptureQueriesContext(connection) as queries:
            text(keeper, address)
        taken.append([each["sql"] for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]])
        keeper.post("/desk/tolling/", ORDER | {"number": f"另一份{number}"})
        keeper.post("/desk/calendar/", YEAR | {"number": f"另一份{number}"})
    assert len(taken[0]) == len(taken[1]) <= most, "\n".join(sql[:150] for sql in taken[1])


def test_the_command_lists_and_then_does(there: There, capsys: Any) -> None:
    call_command("recompute", "--dry-run")
    said = capsys.readouterr().out
    assert "要延后 0 项，要提前 0 项" in said and "没有改动" in said and not ClockRun.objects.exists()
    call_command("recompute")
    assert "延后 0 项" in capsys.readouterr().out and ClockRun.objects.get().finished_at is not None
