"""What holds of every warning rule about employers: the sentence names its numbers and colours, and what is ours is said to be."""

import re
from pathlib import Path

import pytest

from hezhong.early_warning.rules import declared
from hezhong.early_warning.tests.test_rules import missing
from hezhong.early_warning.vocabulary import Subject, WarningRule
from hezhong.law.model import Article

RULES = tuple(rule for rule in declared().values() if rule.family.subject is Subject.EMPLOYER)
TEXTS = Path(__file__).parents[4] / "shared" / "law" / "texts"
FOLDERS = ("collective_dismissal", "wage_payment", "employment_contracts", "working_hours", "social_insurance", "disputes")


def test_there_are_enough() -> None:
    assert len(RULES) >= 30


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_sentence_names_the_numbers_and_colours(rule: WarningRule) -> None:
    assert missing(rule) == []
    assert [band.grade.title for band in rule.bands if band.grade.title not in rule.says] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_column_it_names_is_of_a_table_it_reads(rule: WarningRule) -> None:
    """The titles are the product's own, so a sentence that names another table would send its reader astray."""
    titles = {"劳动者月度汇总": "worker_month", "裁员日报告": "layoff_reports", "工资支付表明细": "payroll_lines", "劳动合同台账": "contracts"}
    titles |= {"社会保险参保人数": "insured_heads", "投诉举报中": "complaints", "生产经营信号": "signals"}
    assert {name for title, name in titles.items() if title in rule.says} == set(rule.family.reads)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_ours_is_said_to_be_and_demos_only_show(rule: WarningRule) -> None:
    assert rule.suggested, "no statute has set the colours of these rules"
    assert rule.shadow == ("演示仓库" in rule.suggested)


def test_folders_are_the_domains_of_the_rules() -> None:
    domains = Path(__file__).parents[2] / "domains"
    assert all((domains / folder / "warnings.py").is_file() for folder in FOLDERS)


QUOTES = {
    ("中华人民共和国劳动合同法", 41): ("劳动合同法(2012-12-28)", "裁减人员二十人以上或者裁减不足二十人但占企业职工总数百分之十以上的"),
    ("中华人民共和国劳动合同法", 10): ("劳动合同法(2012-12-28)", "应当自用工之日起一个月内订立书面劳动合同"),
    ("中华人民共和国劳动合同法", 82): ("劳动合同法(2012-12-28)", "自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的"),
    ("中华人民共和国劳动合同法", 44): ("劳动合同法(2012-12-28)", "劳动合同期满的"),
    ("中华人民共和国劳动合同法", 50): ("劳动合同法(2012-12-28)", "应当在解除或者终止劳动合同时出具解除或者终止劳动合同的证明"),
    ("中华人民共和国劳动合同法", 30): ("劳动合同法(2012-12-28)", "向劳动者及时足额支付劳动报酬"),
    ("中华人民共和国劳动合同法", 85): ("劳动合同法(2012-12-28)", "劳动报酬低于当地最低工资标准的，应当支付其差额部分"),
    ("中华人民共和国劳动合同法实施条例", 6): ("劳动合同法实施条例(2008-09-18)", "用工之日起满一个月的次日"),
    ("中华人民共和国劳动法", 38): ("劳动法(2018-12-29)", "每周至少休息一日"),
    ("中华人民共和国劳动法", 41): ("劳动法(2018-12-29)", "每日不得超过三小时，但是每月不得超过三十六小时"),
    ("中华人民共和国劳动法", 48): ("劳动法(2018-12-29)", "不得低于当地最低工资标准"),
    ("中华人民共和国劳动法", 50): ("劳动法(2018-12-29)", "不得克扣或者无故拖欠劳动者的工资"),
    ("中华人民共和国劳动法", 72): ("劳动法(2018-12-29)", "必须依法参加社会保险，缴纳社会保险费"),
    ("中华人民共和国劳动法", 90): ("劳动法(2018-12-29)", "延长劳动者工作时间的"),
    ("国务院关于职工工作时间的规定", 3): ("国务院关于职工工作时间的规定(1995-03-25)", "每日工作8小时"),
    ("工资支付暂行规定", 6): ("工资支付暂行规定(1994-12-06)", "并保存两年以上备查"),
    ("工资支付暂行规定", 7): ("工资支付暂行规定(1994-12-06)", "则应提前在最近的工作日支付"),
    ("工资支付暂行规定", 16): ("工资支付暂行规定(1994-12-06)", "不得超过劳动者当月工资的２０％"),
    ("中华人民共和国社会保险法", 58): ("社会保险法(2018-12-29)", "自用工之日起三十日内为其职工"),
    ("中华人民共和国社会保险法", 60): ("社会保险法(2018-12-29)", "按时足额缴纳社会保险费"),
    ("中华人民共和国社会保险法", 86): ("社会保险法(2018-12-29)", "未按时足额缴纳社会保险费的"),
    ("保障农民工工资支付条例", 38): ("保障农民工工资支付条例(2019-12-30)", "水电燃气供应、物业管理、信贷、税收等反映企业生产经营相关指标的变化情况"),
    ("广东省劳动人事争议处理办法", 11): ("广东省劳动人事争议处理办法(2025-01-09)", "社会保险、税费、租金与水电费缴交等信息"),
    ("广东省劳动保障监察条例", 21): ("广东省劳动保障监察条例(2019-05-21)", "劳动保障违法行为预警机制"),
    ("广东省劳动保障监察条例", 38): ("广东省劳动保障监察条例(2019-05-21)", "十人以上集体投诉"),
    ("最高人民法院关于审理劳动争议案件适用法律问题的解释（二）", 11): (
        "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）(2025-09-01)", "用人单位未表示异议超过一个月",
    ),
    ("最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释", 3): (
        "最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释(2013-01-16)", "十名以上劳动者的劳动报酬且数额累计在三万元至十万元以上",
    ),
}  # fmt: skip
"""(statute, article) -> (file, words of it). Excerpts and reprints that nobody could read whole are not here."""
UNREAD = {("最低工资规定", 12), ("广东省工资支付条例", 15), ("广东省工资支付条例", 16), ("广东省高级人民法院关于确定拒不支付劳动报酬刑事案件数额标准的通知", 0)}


def test_every_article_is_quoted_or_known_as_read_in_an_excerpt_only() -> None:
    cited = {(basis.statute.title, basis.number) for rule in RULES for basis in rule.basis if isinstance(basis, Article)}
    assert cited == set(QUOTES) | UNREAD


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts of the law are not here")
@pytest.mark.parametrize(("statute", "number"), QUOTES, ids=lambda part: str(part))
def test_an_article_says_what_it_is_cited_for(statute: str, number: int) -> None:
    file, words = QUOTES[statute, number]
    tens, ones = divmod(number, 10)
    signs = "零一二三四五六七八九"
    said = (("" if tens == 1 else signs[tens]) + "十" if tens else "") + (signs[ones] if ones else "")
    text = (TEXTS / f"{file}.md").read_text("utf8")
    (article,) = re.findall(rf"^第{said}条[ 　]*(.*?)(?=^第[零一二三四五六七八九十百]+条|\Z)", text, re.M | re.S)[:1]
    assert words in article
