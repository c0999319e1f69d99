"""The worklist: bands, filters in the address, pages by key, the workbook."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
import python_calamine
from django.test import Client

from hezhong.directory.models import Employer
from hezhong.domains.complaints.facts import Missing, Supplement
from hezhong.engine import store
from hezhong.engine.answers import Prose
from tests import province
from tests.web.desk.office import TODAY, There, the_head, the_inspector, the_office  # noqa: F401

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r">(深宝劳监[投立]〔2026〕\d+号)</a>")
HEADS = ["案号", "单位", "当事人", "事由", "地区", "环节", "金额（元）", "要做的事", "到期日", "期限", "承办人"]


def numbers(client: Client, query: str = "") -> list[int]:
    text = client.get(f"/desk/{query}").content.decode()
    return [place(found) for found in NUMBER.findall(text)]


def place(number: str) -> int:
    """Return which of the nine complaints a case is, or came from: the fourth is an inspection now."""
    return 4 if "立" in number else int(re.sub(r".*〕|号", "", number))


def test_four_bands_in_the_order_of_their_days(head: Client) -> None:
    text = head.get("/desk/").content.decode()
    bands = re.findall(r'scope="rowgroup">(\S+) <b>(\d+)</b>', text)
    assert bands == [("已逾期", "2"), ("今天到期", "1"), ("三个工作日内", "1"), ("以后", "5")]
    assert numbers(head)[:5] == [1, 2, 3, 5, 6]
    assert "超 5 个工作日" in text and "10月26日" in text and "剩 2 个工作日" in text


@pytest.mark.parametrize(("query", "found"), [
    ("?tone=late", [1, 2]), ("?tone=today", [3]), ("?tone=soon", [5]), ("?state=investigating", [4]),
    ("?place=440306005", [2, 9]), ("?q=林晓彤", [3]), ("?q=劳监投〔2026〕5", [5]), ("?q=%25", []), ("?q='", []),
    ("?tone=nonsense&state=investigating", [4]), ("?after=nonsense&tone=today", [3]), ("?who=abc", []),
])  # fmt: skip
def test_filters_stand_in_the_address(head: Client, query: str, found: list[int]) -> None:
    if query in ("?q=%25", "?q='"):
        assert head.get(f"/desk/{query}").status_code == 200
        return
    assert sorted(numbers(head, query)) == found


def test_mine_and_new(there: There, inspector: Client) -> None:
    assert sorted(numbers(inspector, "?whose=mine")) == [3, 4, 5]
    assert sorted(numbers(inspector, "?whose=new")) == [1, 2, 6, 7, 8, 9]
    token = there.province.officers["boan.inspector"].token
    assert sorted(numbers(inspector, f"?who={token}")) == [3, 4, 5]


def test_a_filter_that_is_on_can_be_taken_off(head: Client) -> None:
    text = head.get("/desk/?tone=late&place=440306005").content.decode()
    assert "期限：已逾期" in text and "地区：沙井街道" in text
    assert 'href="?place=440306005"' in text and 'href="?tone=late"' in text


def test_a_case_that_waits_for_somebody_else_says_so(there: There, inspector: Client) -> None:
    asked = Missing(what=Prose("身份证复印件"), by_day=date(2026, 11, 9))
    store.act(there.taken, "ask_supplement", asked, there.province.asker("boan.inspector"), province.at(TODAY))
    waits = "等投诉人补正（至11月9日）"
    row = inspector.get("/desk/?state=supplementing").content.decode().split("data-row")[1]
    assert waits in row and "没有期限" not in row
    assert waits in inspector.get(f"/desk/case/{there.taken}/").content.decode()
    answer = inspector.get("/desk/?export=xlsx&state=supplementing")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][7] == waits and rows[1][8] == ""
    store.act(there.taken, "supplement", Supplement(says=Prose("已经补了")), there.province.asker("boan.inspector"), province.at(TODAY))
    assert waits not in inspector.get(f"/desk/case/{there.taken}/").content.decode()
    assert "没有期限" not in inspector.get("/desk/?state=received").content.decode()


def test_walking_the_pages_meets_each_case_once(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hezhong.engine.worklist.page.__defaults__", (2,))
    met, query, pages = [], "", 0
    while True:
        answer = head.get(f"/desk/{query}", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in answer
        met += [place(found) for found in NUMBER.findall(answer)]
        pages += 1
        onward = re.search(r'hx-get="(\?[^"]+)"', answer)
        if onward is None:
            break
        query = onward[1].replace("&amp;", "&")
    assert sorted(met) == [1, 2, 3, 4, 5, 6, 7, 8, 9] and pages == 5


def test_the_workbook_holds_what_is_filtered_and_no_formula(there: There, head: Client) -> None:
    Employer.objects.update(name='=HYPERLINK("http://evil","x")')
    answer = head.get("/desk/?export=xlsx&place=440306005")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == HEADS
    two, nine = rows[1], rows[2]
    assert two[:6] == ["深宝劳监投〔2026〕2号", "'=HYPERLINK(\"http://evil\",\"x\")", "王兰", "拖欠工资（工地）", "沙井街道", "受理审查"]
    assert Decimal(str(two[6])) == Decimal(18600) and two[8] == date(2026, 10, 27) and two[9] == "超 4 个工作日"
    assert nine[0] == "深宝劳监投〔2026〕9号" and "共 2 件" in str(rows[-1][0]) and "深宝负责人" in str(rows[-1][0])
    flat = str(rows)
    assert "1990000552" not in flat and "44030619" not in flat
    assert answer["Content-Disposition"] == 'attachment; filename="worklist-2026-11-02.xlsx"'
