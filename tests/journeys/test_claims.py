"""A worker asks 我能主张什么 on a phone, gets an answer with its articles, and files the complaint without typing it again."""

import pytest
from playwright.sync_api import Browser

from hezhong.engine.models import Calculation, Case, MatterRow
from tests import province
from tests.browsing import Box, Clock, Worker, box_of_messages, clock_of_the_pages  # noqa: F401 (some are fixtures)
from tests.fitting import fits
from tests.web.public.filling import code_in

pytestmark = [pytest.mark.debian("chromium"), pytest.mark.django_db(transaction=True)]
WAGES = "干了活没给钱，或者给少了，差多少"
GONE = "单位让我走，或者单位有错我才走的，该补我多少钱"
LINES = {"开始上班那天": "2023-9-1", "入职日期": "2023-9-1", "最后一天": "2026-9-30", "劳动合同的最后一天": "2026-9-30"}
WAGES_TOLD = {
    "离开前12个月平均每月应得工资": ("8000", ""),
    "说好的每个月多少钱": ("8000", ""),
    "实际发到手多少": ("", "2026-08 3000\n2026-09 0"),
}


def answer(worker: Worker) -> None:
    """Answer the question on the page, whichever it is."""
    title, page = worker.title, worker.page
    if title == "发生了什么事？":
        worker.choose(WAGES, GONE)
    elif title == "在哪里干活？":
        worker.choose_place()
    elif title in LINES:
        page.get_by_label(title).fill(LINES[title])
    elif title in WAGES_TOLD:
        even, months = WAGES_TOLD[title]
        page.get_by_label("每个月都差不多，填一个数").fill(even)
        if months:
            page.get_by_text("每个月不一样", exact=True).click()
            page.get_by_label("每个月不一样，一行写一个月").fill(months)
    elif title == "为什么不干了":
        page.locator("#id-reason_code").select_option(label="单位有错，我提出不干了")
    elif title == "哪几个月的工资":
        for part, value in (("y1", "2026"), ("m1", "8"), ("y2", "2026"), ("m2", "9")):
            page.locator(f"#id-period-{part}").select_option(value)
    else:
        assert title == "还有这些情况吗？", title
    worker.shoot("answered")
    worker.press("继续")


def reckon(worker: Worker) -> None:
    """Go from the front door to the answer: wages of two months not paid, and three years that ended."""
    worker.go("/")
    worker.press("先算算我能主张多少")
    for _ in range(20):
        if worker.title == "您可以主张的":
            return
        answer(worker)
    pytest.fail("the questions never end")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_the_question_to_the_complaint(live_server, browser: Browser, clock: Clock, box: Box, script: bool) -> None:  # type: ignore[no-untyped-def]
    province.build()
    worker = Worker.arrive(browser, live_server.url, f"claims-{'script' if script else 'plain'}", script=script)
    reckon(worker)
    assert worker.title == "您可以主张的", worker.text
    # 8,000 - 3,000 + 8,000 of wages; three years and a month: 3.5 months of 8,000
    assert "13,000 元" in worker.text and "28,000 元" in worker.text and "41,000 元" in worker.text, worker.text
    assert "《中华人民共和国劳动合同法》第47条" in worker.text
    assert "还在单位干的" not in worker.text, "the end of the contract is known to the wages too"
    if script:
        fits(worker, "answer")
    worker.press("带着这些去投诉")
    worker.ask("是在工地干活吗？", "site")
    worker.choose("是")
    worker.press("继续")
    worker.page.get_by_label("是哪一家单位？").fill("示例建工集团第三工程有限公司")
    worker.press("继续")
    worker.ask("要主张的是这些", "sums")
    assert "13,000 元" in worker.text and "28,000 元" in worker.text and "41,000 元" in worker.text
    worker.press("继续")
    worker.choose("只有我一个人")
    worker.press("继续")
    worker.choose("否")
    worker.press("继续")
    worker.press("继续")  # the story
    worker.press("继续")  # the evidence
    worker.page.get_by_label("姓名").fill("林晓彤")
    worker.page.get_by_label("证件号码").fill("440306199203070007")
    worker.press("继续")
    worker.page.get_by_label("手机号").fill("19900005521")
    worker.press("继续")
    assert worker.title == "检查一遍再提交", worker.text
    assert "2026年8月 到 2026年9月，共 2 个月" in worker.text, "the months came along"
    worker.shoot("check")
    worker.press("确认，去收验证码")
    worker.page.get_by_label("6 位验证码").fill(code_in(box))
    worker.press("提交投诉")
    worker.shoot("done")
    case = Case.objects.get()
    assert (case.amount, case.about) == (41000, "拖欠、未足额支付工资、经济补偿（工地）")
    items = [(each["kind"], each["claimed"], each["since"]) for each in MatterRow.objects.get().data["items"]]
    assert ("WAGES", "13000.00", "2026-08-01") in items and any(kind == "SEVERANCE" and amount == "28000.00" for kind, amount, _ in items)
    assert Calculation.objects.count() == 2
    assert worker.complaints == []
