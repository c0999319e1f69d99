"""How a worker files a complaint on a phone, question by question."""

import random

from tour.stage import Stage, Visitor

PLACE = ("深圳市", "宝安区", "新桥街道")


def file(
    worker: Visitor, stage: Stage, employer: str, who: tuple[str, str, str], shots: bool = True, heads: str = ""
) -> str:
    """File a wage complaint against this employer; return the query code.

    who: name, identity number, phone. heads: how many they are, where they are ten or more.
    """
    page, (name, number, phone) = worker.page, who

    def shoot(words: str) -> None:
        if shots:
            worker.shoot(words)

    worker.go("/")
    shoot("首页：不用注册，先选要办什么")
    worker.press("讨薪和劳动投诉")
    worker.choose("工资没发、少发或一直拖着")
    shoot("一页一个问题，用大白话问")
    worker.press("继续")
    worker.choose("是")
    worker.press("继续")
    page.get_by_label("是哪一家单位？").fill(employer)
    page.wait_for_timeout(1200)
    hits = page.locator("input[name='employer-code']")
    if hits.count():
        hits.first.check(force=True)
    shoot("写单位名称，边写边查登记名录")
    worker.press("继续")
    for level, place in enumerate(PLACE, 1):
        page.locator(f"#id-place-{level}").select_option(label=place)
        page.wait_for_load_state("networkidle")
    page.get_by_label("详细地址").fill("某地块二期")
    shoot("按干活的地方选，系统据此找到有管辖权的机关")
    worker.press("继续")
    worker.choose("每月工资")
    worker.press("继续")
    _months(worker)
    worker.press("继续")
    page.get_by_label("一共欠您多少钱？").fill("1.86万")
    page.wait_for_timeout(900)
    shoot("写“1.86万”也看得懂")
    worker.press("继续")
    worker.choose("10 个人或更多" if heads else "只有我一个人")
    worker.press("继续")
    if heads:
        page.locator("[name=heads]").fill(heads)
        worker.press("继续")
    worker.choose("否")
    worker.press("继续")
    page.get_by_label("能说说经过吗？").fill("进场做木工，说好每月 6200 元，三个月没有发。问过几次，总说工程款没有到。")
    worker.press("继续")
    worker.press("继续")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    worker.press("继续")
    page.get_by_label("手机号").fill(phone)
    page.get_by_label("送达地址").fill("宝安区新桥街道演示路 8 号")
    worker.press("继续")
    shoot("提交以前从头看一遍，每一项都能改")
    worker.press("确认，去收验证码")
    page.get_by_label("6 位验证码").fill(stage.code(phone))
    worker.press("提交投诉")
    shoot("提交完：案号、查询码、最迟哪天答复、依据哪一条")
    code: str = page.locator(".code").inner_text()
    worker.press("看进度")
    return code


def firm(worker: Visitor, written: str) -> str:
    """Return the name of one of the employers that the register finds by these words. Raises LookupError."""
    worker.go(f"/look-up/employer/employer/?employer={written}")
    found: list[str] = worker.page.locator("label .words").evaluate_all("all => all.map((each) => each.firstChild.textContent.trim())")
    if len(found) < 2:  # the last is what was written itself
        raise LookupError(written)
    return random.choice(found[:-1])


def _months(worker: Visitor) -> None:
    """Three months, the last of them the one before this."""
    today = worker.platform.today()
    last = today.year * 12 + today.month - 2
    for (y, m), at in (((("y1", "m1")), last - 2), ((("y2", "m2")), last)):
        worker.page.locator(f"#id-months-{y}").select_option(str(at // 12))
        worker.page.locator(f"#id-months-{m}").select_option(str(at % 12 + 1))
