"""(e) A clerk's morning: three people and a ticket of the hotline, each on one sheet, by keyboard alone."""

import itertools
import re

from tour import filing, folk
from tour.folk import Who
from tour.stage import Stage, Visitor

TITLE = "五、窗口的一个上午"
STEPS = 14
"""Presses of Tab between two fields of the sheet, at most."""
FOCUSED = "() => document.activeElement.name || document.activeElement.textContent.trim()"


def tell(stage: Stage) -> None:
    ordinary, twice, elsewhere, caller = itertools.islice(folk.people(), 4)
    phone = stage.visitor(desk=False)
    firms = [filing.firm(phone, word) for word in ("五金", "建筑", "科技", "餐饮")]
    filing.file(phone, stage, firms[1], twice, shots=False)
    clerk = stage.officer("baoan.clerk")
    clerk.press("窗口登记", exact=False)
    clerk.shoot("窗口登记：一张纸十二项，照着投诉书从上到下敲，不用鼠标")
    _ordinary(clerk, ordinary, firms[0])
    _twice(clerk, twice, firms[1])
    _elsewhere(clerk, elsewhere, firms[2])
    _called(clerk, caller, firms[3])
    _found(clerk, twice)


def _ordinary(clerk: Visitor, who: Who, firm: str) -> None:
    """The first: typed and registered, with no page loaded between."""
    left: list[str] = []
    clerk.page.on("framenavigated", lambda frame: left.append(frame.url))
    _person(clerk, who)
    _rest(clerk, firm)
    clerk.shoot("第一位：十二项敲完。写“1.2万”也看得懂，单位从登记名录里选")
    _register(clerk)
    assert left == [], left
    clerk.shoot("按 Enter 就登记了：案号、查询码、登记单在同一页，没有重新打开过")
    clerk.shoot_print("打印出来：虚线以上交给本人，登记单签名存档")
    _next(clerk, "n")


def _twice(clerk: Visitor, who: Who, firm: str) -> None:
    """The second has filed on the phone already: the earlier case is opened, nothing is registered twice."""
    _person(clerk, who)
    clerk.page.locator("#looked .likely").wait_for()
    clerk.shoot("第二位：刚敲完证件号码和手机号，右边就提示他在手机上投诉过了")
    with clerk.page.context.expect_page() as opened:
        clerk.page.locator("#looked .likely a").first.press("Enter")
    earlier = Visitor(clerk.context, clerk.platform, clerk.chapter, desk=True)
    earlier.page.goto(opened.value.url)
    earlier.shoot("打开原来那件给他看：已经收到，最迟哪天答复。不用再登记一遍")
    earlier.page.close()
    opened.value.close()
    _next(clerk, "清空，换一个人")


def _elsewhere(clerk: Visitor, who: Who, firm: str) -> None:
    """The third worked in Nanshan: it is registered there, and nobody has to travel."""
    _person(clerk, who)
    _rest(clerk, firm, county="南山区")
    clerk.page.locator("#looked .whose").wait_for()
    _tab_to(clerk, "where")
    clerk.page.keyboard.press("Space")
    clerk.shoot("第三位：在南山区干活。右边写明归谁管，窗口选“直接登记到那里”")
    _register(clerk)
    clerk.shoot("登记到南山区了，投诉人不用再跑，查询码当场给他")
    _next(clerk, "n")


def _called(clerk: Visitor, who: Who, firm: str) -> None:
    """A ticket of 12345, and the words to answer it with."""
    _person(clerk, who)
    _rest(
        clerk,
        firm,
        ticket=f"{clerk.page.evaluate('new Date().toISOString().slice(0, 10).replaceAll(`-`, ``)')}{who[2][-6:]}",
    )
    clerk.shoot("12345 转来的工单：同一张纸，最后填工单号")
    _register(clerk)
    clerk.shoot("工单登记好了")
    clerk.press("打开案件")
    clerk.press("回复工单")
    clerk.shoot("回复热线的话已经写好，复制就能用；里面没有投诉人的姓名和号码")


def _found(clerk: Visitor, who: Who) -> None:
    clerk.go("/desk/find/")
    clerk.page.locator("#id-q").fill(who[1])
    clerk.page.keyboard.press("Enter")
    clerk.page.locator("#found table").first.wait_for()
    clerk.shoot("有人来问进度：查找里输证件号码、姓名、案号都行，号码不会留在网址里")
    clerk.press(who[0])
    clerk.page.wait_for_url(re.compile("/person/"))
    clerk.shoot("这个人所有的事在一页；谁看过，系统有记录")


def _person(clerk: Visitor, who: Who) -> None:
    """Type who it is; the panel looks for them once the phone is left."""
    name, number, phone = who
    _type(clerk, "person-name", name)
    _type(clerk, "person-number", number)
    _type(clerk, "phone", phone)
    _type(clerk, "address", "宝安区新桥街道演示路 8 号")
    clerk.page.wait_for_load_state("networkidle")


def _rest(clerk: Visitor, firm: str, county: str = "", ticket: str = "") -> None:
    """Type the rest of the sheet, two months' wages."""
    _type(clerk, "employer", firm)
    clerk.page.locator("#employer-hits .hits").wait_for()
    _tab_to(clerk, "employer-code")
    clerk.page.keyboard.press("Space")
    if county:
        _pick(clerk, "place-2", county)
    _pick(clerk, "place-3", "")
    _type(clerk, "place-rest", "演示工业园 3 栋")
    _tab_to(clerk, "trouble")
    clerk.page.keyboard.press("Space")
    _tab_to(clerk, "on_site")
    clerk.page.keyboard.press("ArrowDown")
    year, month = (int(part) for part in clerk.page.evaluate("[new Date().getFullYear(), new Date().getMonth() + 1]"))
    for part, at in (("1", year * 12 + month - 4), ("2", year * 12 + month - 3)):
        _pick(clerk, f"months-y{part}", str(at // 12))
        _pick(clerk, f"months-m{part}", str(at % 12 + 1))
    _type(clerk, "amount", "1.2万")
    _tab_to(clerk, "heads")
    clerk.page.locator("#amount-understood").filter(has_text="12,000").wait_for()
    if ticket:
        _pick(clerk, "ticket-hotline", "12345")
        _type(clerk, "ticket-number", ticket)
    clerk.page.wait_for_load_state("networkidle")


def _register(clerk: Visitor) -> None:
    clerk.page.keyboard.press("Enter")
    clerk.page.locator(".summary-ok").wait_for()


def _next(clerk: Visitor, key: str) -> None:
    """Come to an empty sheet, by a key or by the link of these words."""
    with clerk.page.expect_navigation():
        if len(key) == 1:
            clerk.page.keyboard.press(key)
        else:
            clerk.page.get_by_role("link", name=key).press("Enter")


def _tab_to(clerk: Visitor, name: str) -> None:
    """Press Tab until the field has the focus. Raises LookupError."""
    for _ in range(STEPS):
        if clerk.page.evaluate(FOCUSED) == name:
            return
        clerk.page.keyboard.press("Tab")
    raise LookupError(f"{name}: Tab came to {clerk.page.evaluate(FOCUSED)}")


def _type(clerk: Visitor, name: str, text: str) -> None:
    _tab_to(clerk, name)
    clerk.page.keyboard.type(text)


def _pick(clerk: Visitor, name: str, words: str) -> None:
    """Go down or up a select to the entry that begins so; without words, to the second."""
    _tab_to(clerk, name)
    clerk.page.locator(f"[name='{name}'] option").nth(1).wait_for(state="attached")
    here, entries = clerk.page.evaluate(
        "() => { const s = document.activeElement; return [s.selectedIndex, [...s.options].map((o) => o.text.trim())] }"
    )
    there = next(at for at, each in enumerate(entries) if at and re.match(rf"{words}(?!\d)", each))
    for _ in range(abs(there - here)):
        clerk.page.keyboard.press("ArrowDown" if there > here else "ArrowUp")
    clerk.page.wait_for_load_state("networkidle")
