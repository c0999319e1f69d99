"""Contracts, layoffs, people insured, signals and labour fees come in as files, by those whose word they are, and the rules see them."""

from datetime import date
from typing import Any

import pytest

from hezhong.directory import employers, regions, sites
from hezhong.directory.models import SiteParty
from hezhong.directory.site_parties import enter
from hezhong.engine import handing_in
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.ledger.office_tables import INSURED_HEADS, LAYOFF_REPORTS, SIGNALS
from hezhong.ledger.pay_tables import CONTRACTS
from hezhong.ledger.site_tables import LABOUR_FEES, ROSTER
from hezhong.ledger.tests.written import xlsx
from tests import province
from tests.engine.test_handing_in import DAY, QIAN, QIAN_ID, ZHAO, ZHAO_ID, Firm, rows

pytestmark = pytest.mark.django_db
ON = date.fromisoformat(DAY)
CODE = "91440300MA5FCK1L0P"
CONTRACT_HEADS = ["姓名", "身份证号", "劳动合同编号", "期限", "订立日期", "起始日期", "终止日期", "约定工资", "解除或者终止日期"]


def contracts(*lines: list[Any]) -> bytes:
    return xlsx({"合同": [CONTRACT_HEADS, *lines]})


def sent(firm: Firm, data: bytes, kind: str, **more: Any) -> handing_in.Handed:
    name = firm.send(data, f"{kind}.xlsx", kind, **more)
    there = firm.look(name)
    assert there.seen is not None and there.seen.sound, there.seen
    return firm.confirm(name)


def faults(firm: Firm, data: bytes, kind: str) -> list[str]:
    seen = firm.look(firm.send(data, f"{kind}.xlsx", kind)).seen
    assert seen is not None
    return [seen.error] if seen.error else [each.says for each in seen.faults]


def office(city: str = "440300", *more: str) -> Hander:
    regions.load_guangdong()
    return Hander("5", ON, 0, 9, regions.place(more[0] if more else city))


def by_office(data: bytes, kind: str, hander: Hander) -> handing_in.Handed:
    name = handing_in.hand_in(hander, Given(f"{kind}.xlsx", data, kind), province.at(DAY))
    handing_in.confirm(name, hander, [], province.at(DAY))
    return handing_in.look(name, hander)


def test_contracts_come_in_and_the_roster_names_them() -> None:
    firm = Firm()
    done = sent(firm, contracts(
        [ZHAO, ZHAO_ID, "HT-1", "固定期限", "2026-03-02", "2026-03-01", "2027-02-28", "7000", ""],
        [QIAN, QIAN_ID, "HT-2", "以完成一定工作任务为期限", "", "2026-03-01", "", "300元/天", "2026-04-01"],
    ), "contract")  # fmt: skip
    assert [(each["table"], each["rows"]) for each in done.receipts] == [("劳动合同", 2)]
    first, second = sorted(rows(CONTRACTS), key=lambda row: row["agreed_fen"], reverse=True)
    assert (first["employer"], first["site"], first["signed_on"], first["since"], first["until"], first["term"], first["agreed_fen"], first["per"]) == (
        firm.token, firm.site, date(2026, 3, 2), date(2026, 3, 1), date(2027, 2, 28), "fixed", 700000, "month",
    )  # fmt: skip
    assert (second["term"], second["until"], second["agreed_fen"], second["per"], second["ended_on"]) == ("task", None, 30000, "day", date(2026, 4, 1))
    heads = ["姓名", "身份证号", "班组", "入场日期", "劳动合同编号"]
    sent(firm, xlsx({"花名册": [heads, [ZHAO, ZHAO_ID, "木工班", "2026-03-01", "HT-1"]]}), "roster")
    assert [row["contract"] for row in rows(ROSTER)] == [first["contract"]]
    sent(firm, contracts([ZHAO, ZHAO_ID, "HT-1", "无固定期限", "", "2026-03-01", "", "", ""]), "contract")
    assert {(row["contract"], row["term"]) for row in rows(CONTRACTS)} == {(first["contract"], "open"), (second["contract"], "task")}, "told again, it is changed"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["HT-1", "", "", "2026-03-01", "", "", ""], "没有写期限，也没有终止日期"), (["HT-1", "固定期限", "", "2026-03-01", "", "", ""], "固定期限的劳动合同要写终止日期"),
        (["HT-1", "无固定期限", "", "2026-03-01", "2027-03-01", "", ""], "无固定期限的劳动合同没有终止日期"), (["HT-1", "三年", "", "2026-03-01", "", "", ""], "看不出“三年”是哪一种"),
        (["HT-1", "固定期限", "", "2026-03-01", "2026-02-01", "", ""], "早于起始日期"), (["HT-1", "固定期限", "", "2026-03-01", "2027-02-01", "", "2026-02-01"], "早于起始日期"),
        (["", "固定期限", "", "2026-03-01", "2027-02-01", "", ""], "没有填。请填写"),
    ],
)  # fmt: skip
def test_a_contract_that_cannot_be_is_told_so(line: list[str], says: str) -> None:
    firm = Firm()
    found = faults(firm, contracts([ZHAO, ZHAO_ID, *line]), "contract")
    assert any(says in each for each in found), found
    assert rows(CONTRACTS) == []


def test_an_employer_tells_of_its_own_contracts_and_layoffs_only() -> None:
    firm = Firm(builds=False)
    employers.register("别家有限公司", CODE)
    heads = ["报告日期", "统一社会信用代码", "职工总数", "拟裁减人数", "当日解除人数", "应付经济补偿", "原因"]
    foreign = xlsx({"裁员": [heads, ["2026-04-08", CODE, 200, 40, 3, 120000, "重整"]]})
    assert faults(firm, foreign, "layoff") == ["这一行是别的单位的。这种表只能报本单位自己的，请删掉这一行"]
    of_others = xlsx({"合同": [[*CONTRACT_HEADS, "单位名称"], [ZHAO, ZHAO_ID, "1", "固定期限", "", "2026-03-01", "2027-02-28", "", "", "别家有限公司"]]})
    assert faults(firm, of_others, "contract") == ["这一行是别的单位的。这种表只能报本单位自己的，请删掉这一行"]
    sent(firm, xlsx({"裁员": [heads, ["2026-04-08", "", 200, 40, 3, 120000, "重整"], ["2026-04-09", "", 197, 40, 0, "", ""]]}), "layoff")
    assert sorted((row["day"], row["employer"], row["employed"], row["planned"], row["dismissed"], row["severance_fen"], row["reason"]) for row in rows(LAYOFF_REPORTS)) == [
        (date(2026, 4, 8), firm.token, 200, 40, 3, 12_000_000, "reorganisation"), (date(2026, 4, 9), firm.token, 197, 40, 0, None, None),
    ]  # fmt: skip
    assert "多于职工总数" in faults(firm, xlsx({"裁员": [heads, ["2026-04-10", "", 30, 40, 3, "", ""]]}), "layoff")[0]
    assert "应当是整数" in faults(firm, xlsx({"裁员": [heads, ["2026-04-10", "", 30.5, 20, 3, "", ""]]}), "layoff")[0]
    assert "看不出“不想干了”是哪一种" in faults(firm, xlsx({"裁员": [heads, ["2026-04-10", "", 30, 20, 3, "", "不想干了"]]}), "layoff")[0]


def test_an_office_tells_of_the_employers_of_its_city() -> None:
    hander = office()
    firm = employers.register("本市制造有限公司", CODE, region="440306")
    heads = ["单位名称", "统一社会信用代码", "费款所属月", "险种", "参保人数", "欠缴金额"]
    done = by_office(xlsx({"参保": [heads, ["本市制造有限公司", CODE, "2026-03", "养老", 180, 5000], ["", CODE, "2026-03", "工伤", 181, ""]]}), "insured", hander)
    assert [(each["table"], each["rows"]) for each in done.receipts] == [("社会保险参保人数", 2)]
    assert sorted((row["city"], row["employer"], row["month"], row["insurance"], row["heads"], row["owed_fen"]) for row in rows(INSURED_HEADS)) == [
        (440300, firm, 202603, "injury", 181, None), (440300, firm, 202603, "pension", 180, 500000),
    ]  # fmt: skip
    heads = ["统一社会信用代码", "费用所属月", "类别", "用量", "当月应缴金额", "其中欠缴金额"]
    by_office(xlsx({"水电": [heads, [CODE, "2026-03", "电", 5200, 4100.5, 4100.5], [CODE, "2026-03", "房租", "", 80000, 0]]}), "signal", hander)
    assert sorted((row["kind"], row["used"], row["billed_fen"], row["owed_fen"]) for row in rows(SIGNALS)) == [("power", 5200, 410050, 410050), ("rent", None, 8_000_000, 0)]
    name = handing_in.hand_in(hander, Given("x.xlsx", xlsx({"水电": [heads, [CODE, "2026-02", "电", "", "", ""], [CODE, "2026-02", "水", 1, 5, 6]]}), "signal"), province.at(DAY))
    seen = handing_in.look(name, hander).seen
    assert seen is not None and [each.says for each in seen.faults] == ["用量、应缴金额、欠缴金额一项也没有填。请至少填一项", "多于当月应缴金额。只写这个月的费用里还欠的"]


def test_what_offices_tell_no_employer_does_and_the_other_way_round() -> None:
    firm = Firm()
    data = xlsx({"参保": [["统一社会信用代码", "费款所属月", "险种", "参保人数"], [CODE, "2026-03", "养老", "180"]]})
    assert faults(firm, data, "insured") == ["社会保险参保人数由人社部门报，单位不用报。请删掉这张表"]
    with pytest.raises(Refused, match="请先选是哪个项目。裁员日报告、参保人数、生产经营信号不分项目，请选好是什么表"):
        handing_in.hand_in(office(), Given("工资.xlsx", data, "payroll"), province.at(DAY))
    with pytest.raises(Refused, match="省级岗位请由各市分别报"):
        handing_in.hand_in(office("440000"), Given("参保.xlsx", data, "insured"), province.at(DAY))
    hander = office()
    name = handing_in.hand_in(hander, Given("工资.xlsx", data, "insured"), province.at(DAY))
    handing_in.answer(name, hander, {}, province.at(DAY), kind="contract")
    seen = handing_in.look(name, hander).seen
    assert seen is not None and not seen.sound and rows(INSURED_HEADS) == []


def test_labour_fees_are_told_by_the_general_contractor() -> None:
    firm = Firm()
    data = xlsx({"计划": [["约定拨付日", "应拨付人工费用"], ["2026-04-10", 500000], ["2026-05-10", 600000]]})
    sent(firm, data, "labour_fee")
    assert sorted((row["site"], row["due_on"], row["due_fen"]) for row in rows(LABOUR_FEES)) == [
        (firm.site, date(2026, 4, 10), 50_000_000), (firm.site, date(2026, 5, 10), 60_000_000),
    ]  # fmt: skip
    labour = Firm("丙劳务有限公司", builds=False)
    enter(firm.site, labour.token, SiteParty.Role.LABOUR)
    labour.site = firm.site
    assert faults(labour, data, "labour_fee") == ["人工费用拨付计划请这个项目的施工总承包单位报，或者请人社部门报"]
    assert sites.contractors([firm.site]) == {firm.site: firm.token}


