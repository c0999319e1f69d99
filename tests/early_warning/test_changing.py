"""Rules changed, subjects excluded, actions counted down: one enters, another decides, and figures counted by hand."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from hezhong.directory.models import Officer
from hezhong.early_warning import campaigns, exclusion_rows, rule_book, rules
from hezhong.early_warning.models import Campaign, LawfulExclusion, Question, RuleChange, Warning
from hezhong.early_warning.vocabulary import Grade
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.months import owed
from tests.early_warning.warned import (
    BOAN,
    DAY,
    NANSHAN,
    TIANHE,
    WAGES,
    answer,
    keep,
    run,
    site,
    warning,
    worker,
    workers,
)
from tests.province import Province, at

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 17)
FORM = f"/desk/rules/{WAGES}/propose/"
TYPED = {
    "region": "440306", "mode": "live", "since": "2026-3-17", "band_red": "20", "band_orange": "10", "band_yellow": "超过 1", "figure_grace": "0",
    "basis_title": "关于冬季欠薪治理专项行动的通知", "basis_issuer": "深圳市宝安区人力资源局", "basis_on": "2026-3-1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    keep(monkeypatch, WAGES)


@pytest.fixture(name="here")
def the_province(db: None) -> Iterator[Province]:
    with day(DAY):
        yield province.build()


def text(client: Client, path: str) -> str:
    answered = client.get(path)
    assert answered.status_code == 200, (path, answered.status_code)
    return answered.content.decode()


def propose(client: Client, **more: str) -> Any:
    return client.post(FORM, TYPED | more)


def bands(place: str = "440306") -> list[tuple[int, str, bool]]:
    """Return the bands in force today at a place."""
    found = rule_book.in_force(ON)[WAGES].at(rule_book.regions.place(place))
    assert found is not None
    return [(band.least, band.grade.name, band.above) for band in found.bands]


# rules


def test_one_head_proposes_the_head_above_agrees_and_only_the_place_changes(here: Province) -> None:
    boan, above = signed_in("boan.head"), signed_in("shenzhen.head")
    before = bands("440305")
    where = propose(boan)["Location"]
    assert bands() == before and "等另一位负责人批准" in text(boan, where) and "撤回" in text(boan, where)
    own = boan.post(f"{where}decide/", {"step": "agree"})
    assert own.status_code == 422 and "自己提出的不能自己批准" in own.content.decode()
    assert above.post(f"{where}decide/", {"step": "agree"}).status_code == 302
    assert bands() == [(20, "RED", False), (10, "ORANGE", False), (1, "YELLOW", True)] and bands("440305") == before
    page = text(boan, f"/desk/rules/{WAGES}/")
    assert "深圳市宝安区" in page and "达到 20 人" in page and "超过 1 人" in page and "深圳市宝安区人力资源局《关于冬季欠薪治理专项行动的通知》" in page
    assert "本地改动" in text(boan, "/desk/rules/") and "本地改动" not in text(signed_in("nanshan.head"), "/desk/rules/")


def test_who_may_not_decide_decides_nothing(here: Province) -> None:
    where = propose(signed_in("boan.head"))["Location"]
    for name in ("boan.inspector", "boan.clerk", "nanshan.head", "tianhe.head"):
        answered = signed_in(name).post(f"{where}decide/", {"step": "agree"})
        assert answered.status_code == 422 and "只有管这个地区的负责人" in answered.content.decode(), name
    assert signed_in("boan.inspector").get(FORM).status_code == 403
    assert signed_in("shenzhen.head").post(f"{where}decide/", {"step": "decline"}).status_code == 422
    assert signed_in("shenzhen.head").post(f"{where}decide/", {"step": "decline", "reason": "依据不足"}).status_code == 302
    assert "依据不足" in text(signed_in("boan.head"), where)
    again = signed_in("guangdong.head").post(f"{where}decide/", {"step": "agree"})
    assert again.status_code == 422 and "已经有人办过了" in again.content.decode()


def test_who_proposed_may_withdraw(here: Province) -> None:
    boan = signed_in("boan.head")
    where = propose(boan)["Location"]
    assert boan.post(f"{where}decide/", {"step": "decline"}).status_code == 302
    assert "已撤回" in text(boan, where) and propose(boan).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"band_red": "5"}, "红色要比橙色更严重"),
        ({"band_red": "10"}, "红色要比橙色更严重"),
        ({"band_red": "很多"}, "没看懂“很多”"),
        ({"band_red": "-3"}, "没看懂“-3”"),
        ({"band_red": "2.5"}, "红色的界限写了“2.5”"),
        ({"band_red": "1e9"}, "没看懂“1e9”"),
        ({"band_red": "", "band_orange": "", "band_yellow": ""}, "至少写一种颜色的界限"),
        ({"band_yellow": "0"}, "请写“超过 0”"),
        ({"figure_grace": "99999"}, "要在 0 到 3,660 天之间"),
        ({"figure_grace": "x"}, "没看懂“x”"),
        ({"figure_grace": ""}, "请填写应发日以后再等"),
        ({"basis_title": ""}, "请填写依据文件的名称"),
        ({"basis_issuer": "　"}, "请填写发文机关"),
        ({"basis_on": "2026-3-18"}, "依据文件的日期在今天以后"),
        ({"since": "2026-2-1"}, "不能从文件印发以前开始执行"),
        ({"until": "2026-3-10"}, "截止日期早于开始日期"),
        ({"region": "440305"}, "请从列出的里面选地区"),
        ({"mode": "loud"}, "请从列出的里面选怎么执行"),
        ({"since": "有一天"}, "没看懂“有一天”"),
    ],
)
def test_nonsense_is_refused_in_words_and_stays_typed(here: Province, wrong: dict[str, str], why: str) -> None:
    answered = propose(signed_in("boan.head"), **wrong)
    page = answered.content.decode()
    assert answered.status_code == 422 and why in page, re.findall(r'class="(?:error|summary)".*?</', page, re.S)
    assert f'value="{TYPED["basis_issuer"]}"' in page or "basis_issuer" in wrong
    assert all(f'value="{value}"' in page for name, value in wrong.items() if value.strip() and name not in ("region", "mode"))
    assert not RuleChange.objects.exists()


def test_what_is_the_same_as_now_is_no_change_and_two_at_a_time_are_one_too_many(here: Province) -> None:
    boan = signed_in("boan.head")
    same = propose(boan, band_red="30", band_orange="10", band_yellow="1")
    assert same.status_code == 422 and "没有改动" in same.content.decode()
    propose(boan)
    second = propose(boan, band_red="25")
    assert second.status_code == 422 and "已经有一份改动等着批准" in second.content.decode()


def test_what_a_change_would_do_is_counted_before_anybody_decides(here: Province) -> None:
    one, two, three = site("甲", BOAN), site("乙", BOAN), site("丙", NANSHAN)
    rows = [*workers(one, 25), *workers(two, 1), *workers(three, 25)]
    year_ago = [{**row, "month": 202502, "due_on": date(2025, 3, 15)} for row in workers(one, 2)]
    run(DAY, rows)
    where = propose(signed_in("boan.head"))["Location"]
    assert "正在向台账查询" in text(signed_in("boan.head"), where)
    answer([*rows, *year_ago])
    days = Question.objects.get().answer["days"]
    # Today: 25 people at 甲 are orange (10) and would be red (20); 1 at 乙 is yellow and, "more than 1", nothing. 丙 is not in Bao'an.
    # A year before only February 2025 had fallen due: 2 people, yellow either way.
    assert days == [
        {"on": "2026-03-17", "now": {"orange": 1, "yellow": 1}, "then": {"red": 1}},
        {"on": "2025-03-17", "now": {"yellow": 1}, "then": {"yellow": 1}},
    ]
    page = text(signed_in("shenzhen.head"), where)
    assert "2025-03-17" in page and "every 2s" not in page and "试算的结果给管这个地区的人看" in text(signed_in("tianhe.head"), where)


def test_a_rule_that_is_switched_off_finds_nothing_there(here: Province) -> None:
    where = propose(signed_in("boan.head"), mode="off", band_red="30", band_orange="10", band_yellow="1")["Location"]
    signed_in("shenzhen.head").post(f"{where}decide/", {"step": "agree"})
    run(DAY, [*workers(site("甲", BOAN), 3), *workers(site("丙", NANSHAN), 3)])
    assert [row.county for row in Warning.objects.all()] == ["440305"]


def test_a_rule_tells_how_it_has_fared_where_one_reads(here: Province) -> None:
    rows = [*workers(site("甲", BOAN), 3), *workers(site("乙", BOAN), 3), *workers(site("丙", NANSHAN), 3)]
    run(DAY, rows)
    Warning.objects.filter(county="440306").update(outcome="settled")
    Warning.objects.filter(subject=Warning.objects.filter(county="440306").first().subject).update(outcome="dismissed")  # type: ignore[union-attr]
    assert "准确率 50%" in text(signed_in("boan.head"), f"/desk/rules/{WAGES}/")
    assert "准确率 " not in text(signed_in("nanshan.head"), f"/desk/rules/{WAGES}/").replace("准确率 =", "")
    assert "预警 3 次" in text(signed_in("shenzhen.head"), f"/desk/rules/{WAGES}/")


# exclusions


EXCLUDED = {"reason": "before_court", "document": "深宝劳人仲案〔2026〕88号", "identity": "440306199003070002", "since": "2026-3-1", "until": "2026-4-30"}


def test_an_exclusion_is_entered_by_one_approved_by_a_head_and_ends_by_itself(here: Province) -> None:
    there, who = site("甲", BOAN), worker("林晓彤", "440306199003070002")
    inspector, head = signed_in("boan.inspector"), signed_in("boan.head")
    assert "甲" in text(inspector, "/desk/exclusions/?find=甲总承包") and "没有找到“无此项目”" in text(inspector, "/desk/exclusions/?find=无此项目")
    where = inspector.post(f"/desk/exclusions/?kind=site&subject={there}", EXCLUDED)["Location"]
    row = LawfulExclusion.objects.get()
    assert (row.worker, row.rules, exclusion_rows.standing(ON)) == (who, [WAGES], [])
    assert "林晓彤" in text(inspector, where) and "林晓彤" in text(head, where) and "林晓彤" not in text(signed_in("boan.second"), where)
    assert "林晓彤" not in text(head, "/desk/exclusions/") and "一名劳动者" in text(head, "/desk/exclusions/")
    assert inspector.post(f"{where}decide/", {"step": "agree"}).status_code == 422
    assert signed_in("boan.second").post(f"{where}decide/", {"step": "agree"}).status_code == 422
    assert head.post(f"{where}decide/", {"step": "agree"}).status_code == 302
    assert [each.pk for each in exclusion_rows.standing(ON)] == [row.pk] and "还有 44 天" in text(head, where)
    assert exclusion_rows.standing(date(2026, 4, 30)) and not exclusion_rows.standing(date(2026, 5, 1))
    rows = [owed(there, who, 3_000_000, 0), owed(there, 9, 1_000_000, 0)]
    run(DAY, rows)
    assert (warning(there).people, warning(there).fen) == (1, 1_000_000)
    with day("2026-05-01"):
        late = signed_in("boan.head")
        assert "到期" in text(late, where) and "提前结束" not in text(late, where)
    ended = head.post(f"{where}decide/", {"step": "end"})
    assert ended.status_code == 422 and "请写明为什么提前结束" in ended.content.decode()
    head.post(f"{where}decide/", {"step": "end", "reason": "仲裁申请已撤回"})
    assert not exclusion_rows.standing(ON) and "仲裁申请已撤回" in text(head, where)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"identity": ""}, "只能逐人排除"),
        ({"identity": "440306199003070003"}, "对照证件"),
        ({"identity": "440306198808080019"}, "登记里没有这个身份证号的人"),
        ({"reason": ""}, "请选择"),
        ({"reason": "approved"}, "请从列出的里面选理由"),
        ({"document": ""}, "请填写依据的文件"),
        ({"until": "2026-2-1"}, "截止日期早于开始日期"),
        ({"until": "2026-3-2"}, "截止日期已经过去了"),
        ({"rules": "no_such_rule"}, "请从列出的里面选只排除哪些规则"),
        ({"reason": "agreed_instalments"}, "最长31天"),
    ],
)
def test_an_exclusion_that_the_law_does_not_know_is_refused(here: Province, wrong: dict[str, str], why: str) -> None:
    there = site("甲", BOAN)
    worker("林晓彤", "440306199003070002")
    answered = signed_in("boan.inspector").post(f"/desk/exclusions/?kind=site&subject={there}", EXCLUDED | wrong)
    page = answered.content.decode()
    assert answered.status_code == 422 and why in page, re.findall(r'class="error".*?</p>|role="alert".*?</div>', page, re.S)
    assert not LawfulExclusion.objects.exists() and ("document" in wrong or EXCLUDED["document"] in page)


def test_another_countys_subject_and_exclusion_are_not_there(here: Province) -> None:
    there, tianhe = site("甲", BOAN), signed_in("tianhe.inspector")
    worker("林晓彤", "440306199003070002")
    assert tianhe.post(f"/desk/exclusions/?kind=site&subject={there}", EXCLUDED).status_code == 404
    where = signed_in("boan.inspector").post(f"/desk/exclusions/?kind=site&subject={there}", EXCLUDED)["Location"]
    assert tianhe.get(where).status_code == 404 and "深宝劳人仲案" not in text(tianhe, "/desk/exclusions/")
    assert signed_in("tianhe.head").post(f"{where}decide/", {"step": "agree"}).status_code == 404
    assert "深宝劳人仲案" in text(signed_in("shenzhen.head"), "/desk/exclusions/")


# special actions


def begun(client: Client, officer: int, **more: Any) -> Any:
    cities = [code for code, _ in campaigns.divisions("440000")]
    typed = {"title": "冬季治理欠薪", "document": "粤人社函〔2026〕9号", "region": "440000", "grades": "red", "since": "2026-3-17", "until": "2026-4-16"}
    return client.post("/desk/campaigns/", typed | {f"supervisor-{code}": str(officer) for code in cities} | more)


def token(name: str) -> int:
    found: int = Officer.objects.get(account__username=name).token
    return found


def test_an_action_counts_down_to_none_city_by_city(here: Province) -> None:
    one, two, three, tianhe = site("甲", BOAN), site("乙", BOAN), site("丙", NANSHAN), site("丁", TIANHE)
    far = [{**row, "city": 440100} for row in workers(tianhe, 30)]
    run(DAY, [*workers(one, 30), *workers(two, 30), *workers(three, 3), *far])
    where = begun(signed_in("guangdong.head"), token("guangdong.inspector"))["Location"]
    row = Campaign.objects.get()
    four = site("戊", NANSHAN)
    run("2026-03-20", [*workers(one, 30), *workers(four, 31), *far], 2)
    counted = campaigns.countdown(row, date(2026, 3, 20))
    by_city = {line.name: (line.first, line.added, line.closed, line.left, line.done) for line in counted.lines if line.first or line.added}
    # 深圳: 甲 and 乙 red at the start, 丙 yellow and not meant; 戊 came later; 乙 was paid. 广州: 丁.
    assert by_city == {"深圳市": (2, 1, 1, 2, 33), "广州市": (1, 0, 0, 1, 0)}
    assert (counted.whole.first, counted.whole.left, counted.days) == (3, 3, 27)
    run("2026-03-25", [], 3)
    assert campaigns.countdown(row, date(2026, 3, 25)).whole.left == 0
    with day("2026-03-20"):
        page = text(signed_in("guangdong.inspector"), where)
        assert "我督导的" in page and "还有 <b>27</b> 天" in page
        sent = signed_in("guangdong.head").get(f"{where}?export=xlsx")
        assert sent.status_code == 200 and "campaign-" in sent["Content-Disposition"]
        assert "我督导的" not in text(signed_in("boan.head"), where)


def opened(client: Client, page: str) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Return (place, (number, names of what its list has) of each number) of the lines of a countdown that have any warning."""
    found = []
    body = page.partition('aria-label="倒计时"')[2].partition("</table>")[0]
    for line in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)[1:]:
        numbers = re.findall(r'<a href="([^"]+)">(?:<b>)?(\d+)', line)
        if any(int(number) for _, number in numbers):
            lists = [sorted(re.findall(r'/desk/subjects/\w+/\d+/">([^<]+)</a>', text(client, unescape(address)))) for address, _ in numbers]
            name = re.search(r"<td[^>]*>([^<]+)</td>", line)
            found.append((name[1] if name else "", [(int(number), names) for (_, number), names in zip(numbers, lists, strict=True)]))
    return found


def test_every_number_of_a_countdown_opens_exactly_what_it_counts(here: Province) -> None:
    """Two colours at their worst: what is milder by now is still meant, what never was that bad is not."""
    one, two, three = site("甲", BOAN), site("乙", BOAN), site("丙", NANSHAN)
    far = [{**row, "city": 440100} for row in workers(site("丁", TIANHE), 10)]
    run(DAY, [*workers(one, 30), *workers(two, 30), *workers(three, 3), *far])
    where = begun(signed_in("guangdong.head"), token("guangdong.inspector"), grades=["red", "orange"])["Location"]
    run("2026-03-20", [*workers(one, 3), *workers(site("戊", NANSHAN), 31), *workers(three, 3), *far], 2)
    assert warning(one).grade != warning(one).worst, "it is milder than it was"
    with day("2026-03-20"):
        client = signed_in("guangdong.head")
        assert opened(client, text(client, where)) == [
            ("广州市", [(1, ["丁"]), (0, []), (0, []), (1, ["丁"])]),
            ("深圳市", [(2, ["乙", "甲"]), (1, ["戊"]), (1, ["乙"]), (2, ["戊", "甲"])]),
            ("合计", [(3, ["丁", "乙", "甲"]), (1, ["戊"]), (1, ["乙"]), (3, ["丁", "戊", "甲"])]),
        ]  # fmt: skip
        filtered = text(client, f"/desk/warnings/?campaign={Campaign.objects.get().pk}&part=left&state=all")
        assert "专项行动：冬季治理欠薪" in filtered and "行动里的：剩下" in filtered
        county = signed_in("boan.head")
        assert opened(county, text(county, where)) == [], "a county does not read the cities' lists, and sees their numbers plain"
        assert len(re.findall(r'/desk/subjects/\w+/\d+/">', text(county, "/desk/warnings/?campaign=999999&part=left&state=all"))) == 2


def test_a_dismissed_one_is_closed_and_one_that_is_only_tried_never_counts(here: Province) -> None:
    one, two = site("甲", BOAN), site("乙", BOAN)
    run(DAY, [*workers(one, 30), *workers(two, 30)])
    begun(signed_in("guangdong.head"), token("guangdong.inspector"))
    Warning.objects.filter(subject=one).update(outcome="dismissed")
    Warning.objects.filter(subject=two).update(shadow=True)
    whole = campaigns.countdown(Campaign.objects.get(), ON).whole
    assert (whole.first, whole.closed, whole.left, whole.done) == (1, 1, 0, 100)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"supervisor-440300": ""}, "还缺：深圳市"),
        ({"supervisor-440300": "1"}, "还缺：深圳市"),
        ({"supervisor-440300": "x"}, "还缺：深圳市"),
        ({"title": ""}, "请填写名称"),
        ({"until": "2026-3-17"}, "清零的日子要在开始以后"),
        ({"since": "2026-1-1", "until": "2026-2-1"}, "清零的日子已经过去了"),
        ({"grades": "purple"}, "请从列出的里面选哪些颜色"),
        ({"region": "999999"}, "请从列出的里面选地区"),
        ({"region": "440300"}, "还缺：罗湖区"),
    ],
)
def test_an_action_without_its_people_or_days_is_refused(here: Province, wrong: dict[str, str], why: str) -> None:
    answered = begun(signed_in("guangdong.head"), token("guangdong.inspector"), **wrong)
    page = answered.content.decode()
    assert answered.status_code == 422 and why in page, re.findall(r'class="error".*?</p>|role="alert".*?</div>', page, re.S)
    assert not Campaign.objects.exists() and "粤人社函〔2026〕9号" in page


def test_who_may_not_begin_or_end_an_action(here: Province) -> None:
    assert begun(signed_in("guangdong.inspector"), token("guangdong.inspector")).status_code == 403
    assert begun(signed_in("shenzhen.head"), token("shenzhen.inspector")).status_code == 422
    where = begun(signed_in("guangdong.head"), token("guangdong.inspector"))["Location"]
    assert signed_in("boan.head").post(f"{where}finish/").status_code == 422
    assert signed_in("guangdong.head").post(f"{where}finish/").status_code == 302
    assert Campaign.objects.get().ended_on == ON and "已结束" in text(signed_in("guangdong.head"), "/desk/campaigns/")


def test_a_citys_own_action_goes_by_county(here: Province) -> None:
    run(DAY, [*workers(site("甲", BOAN), 30), *workers(site("丙", NANSHAN), 30)])
    counties = {f"supervisor-{code}": str(token("shenzhen.inspector")) for code, _ in campaigns.divisions("440300")}
    begun(signed_in("shenzhen.head"), 0, region="440300", **counties)
    lines = campaigns.countdown(Campaign.objects.get(), at(DAY).happened_on).lines
    assert {line.name: line.left for line in lines if line.left} == {"宝安区": 1, "南山区": 1}


def test_every_colour_has_its_title() -> None:
    assert [grade.title for grade in Grade] == ["红", "橙", "黄", "蓝"] and WAGES in rules.declared()
