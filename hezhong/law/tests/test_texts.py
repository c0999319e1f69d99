"""Every time limit against the texts of the statutes: number, kind of day, article, paragraph. Skipped where they are absent."""

import re
from pathlib import Path

import pytest

from hezhong.kernel.dates import DayKind, Hours, Months, Period, Term
from hezhong.kernel.places import GUANGDONG, NATION, Place
from hezhong.law.book import from_files
from hezhong.law.duties import (
    arbitration,
    crime_transfer,
    enforcement,
    inspection,
    mediation,
    petition,
    remedies,
    wage_arrears_list,
)
from hezhong.law.model import Article, Confidence, Duty, TimeLimit
from hezhong.law.statutes.warning_response import LIMITS as PROPOSED

LAW = Path(__file__).parents[4] / "shared" / "law"
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}
WORKING, CALENDAR = DayKind.WORKING, DayKind.CALENDAR

# duty, place, id in procedure.yaml, days, kind, and words of the paragraph cited
LIMITS = [
    (inspection.ANSWER_COMPLAINT, NATION, "complaint_accept_national", 5, WORKING, "5个工作日内依法受理"),
    (
        inspection.ANSWER_COMPLAINT,
        GUANGDONG,
        "complaint_deemed_accepted",
        5,
        WORKING,
        "逾期未告知的，自收到投诉材料之日起即为受理",
    ),
    (inspection.PASS_ON_REPORT, GUANGDONG, "", 5, WORKING, "应当在接到举报之日起五个工作日内移送"),
    (inspection.FILE_OWN_DISCOVERY, GUANGDONG, "exofficio_filing_gd", 5, WORKING, "应当在发现之日起五个工作日内立案"),
    (inspection.TELL_SUSPENSION, GUANGDONG, "case_suspend_notice_gd", 3, WORKING, "自批准之日起三个工作日内书面通知投诉人"),
    (inspection.DISPOSE_OF_EVIDENCE, NATION, "evidence_registration", 7, WORKING, "应当在七日内及时作出处理决定"),
    (inspection.PUBLIC_NOTICE, GUANGDONG, "inspection_public_notice", 60, CALENDAR, "公告期为六十日"),
    (inspection.SHORT_PUBLIC_NOTICE, GUANGDONG, "inspection_public_notice_wage", 3, CALENDAR, "公告期为三日"),
    (inspection.REPORT_DECISION, GUANGDONG, "file_superior_gd", 10, CALENDAR, "自决定书发出之日起十日内报送上一级"),
    (enforcement.PERFORM_WHEN_URGED, NATION, "demand_letter", 10, WORKING, "催告书送达十日后当事人仍未履行义务的"),
    (crime_transfer.DECIDE_TRANSFER, NATION, "transfer_decision", 3, CALENDAR, "应当自接到报告之日起３日内"),
    (crime_transfer.POLICE_DECIDE, NATION, "police_decision", 3, CALENDAR, "移送的涉嫌犯罪案件之日起３日内"),
    (crime_transfer.ASK_RECONSIDERATION, NATION, "police_reconsider_request", 3, CALENDAR, "自接到不予立案通知书之日起３日内"),
    (inspection.CONCLUDE, NATION, "investigation_national", 60, WORKING, "60个工作日内完成"),
    (inspection.CONCLUDE, GUANGDONG, "case_handling_gd", 45, WORKING, "四十五个工作日内作出以下处理"),
    (inspection.REQUEST_HEARING, NATION, "hearing_request", 5, WORKING, "告知后五日内提出"),
    (inspection.NOTIFY_HEARING, NATION, "hearing_notify", 7, WORKING, "听证的七日前"),
    (inspection.SERVE_DECISION, NATION, "", 7, WORKING, "应当在七日内依照"),
    (inspection.SERVE_DECISION, GUANGDONG, "serve_penalty", 7, WORKING, "七个工作日内"),
    (inspection.PAY_FINE, NATION, "fine_payment", 15, CALENDAR, "十五日内，到指定的银行"),
    (arbitration.DECIDE_ACCEPTANCE, NATION, "acceptance_decision", 5, WORKING, "收到仲裁申请之日起五日内"),
    (arbitration.SERVE_APPLICATION, NATION, "serve_application_copy", 5, WORKING, "五日内将仲裁申请书副本"),
    (arbitration.NOTIFY_PANEL, NATION, "", 5, WORKING, "五日内将仲裁庭的组成情况"),
    (arbitration.ANSWER, NATION, "answer_period", 10, WORKING, "应当在十日内"),
    (arbitration.NOTIFY_HEARING, NATION, "hearing_notice", 5, WORKING, "开庭五日前"),
    (arbitration.ASK_POSTPONEMENT, NATION, "postponement_request", 3, WORKING, "开庭三日前请求延期"),
    (arbitration.CONCLUDE, NATION, "", 45, CALENDAR, "四十五日内结束"),
    (arbitration.SUE, NATION, "non_final_suit", 15, CALENDAR, "十五日内向人民法院"),
    (arbitration.DECIDE_OBJECTION, GUANGDONG, "jurisdiction_objection_decision_gd", 5, WORKING, "5日"),
    (arbitration.DECIDE_RECUSAL, NATION, "recusal_decision", 3, WORKING, "三日内"),
    (petition.NOTIFY, NATION, "petition_notice", 15, CALENDAR, "15日内"),
    (petition.HANDLE, NATION, "petition_handle", 60, CALENDAR, "60日内办结"),
    (petition.ASK_REVIEW, NATION, "petition_review_request", 30, CALENDAR, "30日内"),
    (petition.REVIEW, NATION, "petition_review_decision", 30, CALENDAR, "30日内"),
    (petition.ASK_RE_EXAMINATION, NATION, "petition_recheck_request", 30, CALENDAR, "30日内"),
    (petition.RE_EXAMINE, NATION, "petition_recheck_decision", 30, CALENDAR, "30日内"),
]
OTHER_TERMS: list[tuple[Duty, str, Term, tuple[int, str], str]] = [
    (enforcement.SEEK_REMEDY, "admin_suit_direct", Months(6), (6, "month"), "作出行政行为之日起六个月内提出"),
    (enforcement.APPLY_TO_COURT, "court_enforcement_window", Months(3), (3, "month"), "自期限届满之日起三个月内"),
    (crime_transfer.SEND, "transfer_send", Hours(24), (24, "hour"), "应当在２４小时内向同级公安机关移送"),
]
"""Of the nation, in months or hours."""
EXTENSIONS = [
    (inspection.CONCLUDE, NATION, 30, WORKING, "经劳动保障行政部门负责人批准，可以延长30个工作日"),
    (inspection.CONCLUDE, GUANGDONG, 30, WORKING, "经人力资源社会保障行政部门负责人批准，可以延长三十个工作日"),
    (arbitration.CONCLUDE, NATION, 15, CALENDAR, "不得超过十五日"),
    (petition.HANDLE, NATION, 30, CALENDAR, "延长期限不得超过30日"),
    (arbitration.CONCLUDE_UNDER_RULES, NATION, 15, CALENDAR, "延长期限不得超过十五日"),
    (mediation.REVIEW_AGREEMENT, NATION, 5, WORKING, "可以延长五日"),
    (remedies.DECIDE_RECONSIDERATION, NATION, 30, CALENDAR, "延长期限最多不得超过三十日"),
    (wage_arrears_list.DECIDE, NATION, 20, WORKING, "可以延长20个工作日"),
]
TEXTS = {
    "劳动保障监察条例": "劳动保障监察条例(2004-11-01)",
    "关于实施《劳动保障监察条例》若干规定": "关于实施劳动保障监察条例若干规定-第十八条摘录(2004-12-31)",
    "广东省劳动保障监察条例": "广东省劳动保障监察条例(2019-05-21)",
    "中华人民共和国行政处罚法": "行政处罚法(2021-01-22)",
    "中华人民共和国劳动争议调解仲裁法": "劳动争议调解仲裁法(2007-12-29)",
    "劳动人事争议仲裁办案规则": "劳动人事争议仲裁办案规则(2017-05-08)",
    "广东省劳动人事争议处理办法": "广东省劳动人事争议处理办法(2025-01-09)",
    "中华人民共和国行政强制法": "行政强制法(2011-06-30)",
    "中华人民共和国行政诉讼法": "行政诉讼法(2017-06-27)",
    "行政执法机关移送涉嫌犯罪案件的规定": "行政执法机关移送涉嫌犯罪案件的规定(2020-08-07)",
    "信访工作条例": "信访工作条例(2022-02-25)",
    "中华人民共和国行政复议法": "行政复议法(2023-09-01)",
    "拖欠农民工工资失信联合惩戒对象名单管理暂行办法": "拖欠农民工工资失信联合惩戒对象名单管理暂行办法(2021-11-10)",
}

pytestmark = pytest.mark.skipif(not LAW.is_dir(), reason="the texts of the law are not here")


def number(words: str) -> int:
    """Return 44 for 四十四."""
    tens, ten, ones = words.partition("十")
    return (DIGITS[tens] if tens else 1) * 10 + DIGITS.get(ones, 0) if ten else DIGITS[words]


def paragraphs(article: Article) -> list[str]:
    """Return the paragraphs of an article; its items, （一） and on, belong to the paragraph before them."""
    text = (LAW / "texts" / f"{TEXTS[article.statute.title]}.md").read_text("utf8")
    found, inside = [], False
    for line in filter(None, map(str.strip, text.splitlines())):
        if head := re.match(r"第([零一二三四五六七八九十]+)条[ 　]*", line):
            inside = number(head[1]) == article.number
            line = line[head.end() :]
        if inside and not line.startswith("#"):
            if found and re.match(r"[（(][一二三四五六七八九十]+[）)]", line):
                found[-1] += line
            else:
                found.append(line)
    return found


def cited(article: Article) -> str:
    """Return the words of the paragraph that is cited, or of the whole article."""
    all_of_it = paragraphs(article)
    return all_of_it[article.paragraph - 1] if article.paragraph else "".join(all_of_it)


def entry(name: str) -> dict[str, str]:
    """Return one entry of procedure.yaml as plain text, key by key."""
    (block,) = re.findall(rf"^- id: {name}\n((?:  .*\n)+)", (LAW / "procedure.yaml").read_text("utf8"), re.M)
    return dict(re.findall(r"^ +(\w+): ?(.*)$", block, re.M))


def limit_of(duty: Duty, place: Place) -> TimeLimit:
    (found,) = [limit for limit in from_files().limits if limit.duty == duty and limit.place == place]
    return found


@pytest.mark.parametrize(("duty", "place", "name", "days", "kind", "words"), LIMITS)
def test_a_limit_is_what_its_paragraph_says(
    duty: Duty, place: Place, name: str, days: int, kind: DayKind, words: str
) -> None:
    limit = limit_of(duty, place)
    assert limit.period == Period(days, kind)
    assert words in cited(limit.article)
    if name:
        told = entry(name)
        assert (int(told["amount"]), told["unit"]) == (days, {WORKING: "working_day", CALENDAR: "calendar_day"}[kind])
        assert number(told["article"][1:-1]) == limit.article.number
        assert (told["confidence"] == "verified_text") is limit.confidence.binding
        assert Confidence[told["confidence"].upper()] is limit.confidence


@pytest.mark.parametrize(("duty", "name", "term", "amount", "words"), OTHER_TERMS)
def test_months_and_hours_are_what_the_paragraph_says(
    duty: Duty, name: str, term: Term, amount: tuple[int, str], words: str
) -> None:
    limit = limit_of(duty, NATION)
    assert limit.period == term and words in cited(limit.article)
    told = entry(name)
    assert (int(told["amount"]), told["unit"]) == amount
    assert number(told["article"][1:-1]) == limit.article.number and limit.confidence.binding


@pytest.mark.parametrize(("duty", "place", "days", "kind", "words"), EXTENSIONS)
def test_an_extension_is_what_its_paragraph_says(
    duty: Duty, place: Place, days: int, kind: DayKind, words: str
) -> None:
    extension = limit_of(duty, place).extension
    assert extension is not None and extension.period == Period(days, kind) and extension.approver == "director"
    assert words in cited(extension.article)


def test_no_other_limit_may_be_extended_and_none_is_unchecked() -> None:
    """Those of other entries are held against their tables in test_provisions.py, which are held against procedure.yaml."""
    limits = from_files().limits
    listed = {(row[0], row[1]) for row in LIMITS} | {(row[0], NATION) for row in OTHER_TERMS}
    listed |= {(limit.duty, limit.place) for limit in PROPOSED}
    assert {(limit.duty, limit.place) for limit in limits if not limit.entries} <= listed
    assert listed <= {(limit.duty, limit.place) for limit in limits}
    extended = {(limit.duty, limit.place) for limit in limits if limit.extension}
    assert extended == {(row[0], row[1]) for row in EXTENSIONS}


def test_what_the_product_proposes_itself_says_so_and_binds_nobody() -> None:
    assert all("建议值，不是法定期限" in limit.article.statute.title for limit in PROPOSED)
    assert not any(limit.confidence.binding or limit.silence or limit.extension for limit in PROPOSED)


def test_what_follows_when_it_is_missed() -> None:
    fine = limit_of(inspection.PAY_FINE, NATION)
    assert fine.missed_under is not None and "每日按罚款数额的百分之三加处罚款" in cited(fine.missed_under)
    silence = limit_of(inspection.ANSWER_COMPLAINT, GUANGDONG).silence
    assert silence is not None and silence.from_the_start
    assert silence.outcome in cited(limit_of(inspection.ANSWER_COMPLAINT, GUANGDONG).article)


@pytest.mark.parametrize(
    ("duty", "missed", "words"),
    [
        (
            arbitration.DECIDE_ACCEPTANCE,
            "申请人可以向人民法院起诉",
            "逾期未作出决定的，申请人可以就该劳动争议事项向人民法院提起诉讼",
        ),
        (arbitration.ANSWER, "不影响仲裁程序的进行", "被申请人未提交答辩书的，不影响仲裁程序的进行"),
        (arbitration.CONCLUDE, "当事人可以就该争议事项向人民法院起诉", "当事人可以就该劳动争议事项向人民法院提起诉讼"),
        (arbitration.SUE, "裁决书发生法律效力", "期满不起诉的，裁决书发生法律效力"),
    ],
)
def test_what_a_missed_day_brings_stands_in_the_article(duty: Duty, missed: str, words: str) -> None:
    limit = limit_of(duty, NATION)
    assert limit.missed == missed and words in cited(limit.article)
