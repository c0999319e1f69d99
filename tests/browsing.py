"""A worker with a browser: the flow as a person goes through it, and pictures of every page on the way."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from hezhong.engine import outbox
from hezhong.gateways.sms.local import LocalOutbox
from hezhong.web import clock as web_clock
from hezhong.web.public import home
from tests.province import ZONE

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
SHOTS = os.environ.get("HEZHONG_SHOTS")
"""Where pictures go, when somebody wants to look at them: no test judges them, and a fifth of the time would go to them."""
PHONE = {"width": 390, "height": 844}
GPS = 0x8825


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield Debian's Chromium, driven without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        try:
            yield browser
        finally:
            browser.close()


class Clock:
    """The time of the pages, set by hand."""

    def __init__(self, day: str, hour: int = 10) -> None:
        self.set(day, hour)

    def set(self, day: str, hour: int = 10) -> None:
        self.at = datetime.combine(date.fromisoformat(day), time(hour), ZONE)

    def pass_by(self, **how_long: int) -> None:
        self.at += timedelta(**how_long)

    def now(self) -> datetime:
        return self.at


def set_clock(monkeypatch: pytest.MonkeyPatch, day: str = "2026-11-02") -> Clock:
    """Return a clock that the pages go by until the test ends."""
    there = Clock(day)
    monkeypatch.setattr(web_clock, "now", there.now)
    return there


@dataclass
class Box:
    """本机短信箱 of a test: what was sent, after what waits was sent."""

    outbox: LocalOutbox
    clock: Clock

    @classmethod
    def open(cls, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> "Box":
        box = cls(LocalOutbox(folder, demo=True, clock=clock.now), clock)
        monkeypatch.setattr(home, "_messages", box.outbox.messages)
        return box

    def deliver(self) -> list[str]:
        """Send what waits; return every text, newest first."""
        outbox.drain(self.outbox, self.clock.now())
        return [message.text for message in self.outbox.messages()]


def photo(colour: str, *, gps: bool = False, size: tuple[int, int] = (900, 1200)) -> bytes:
    """Return a JPEG; with ``gps`` one that tells where it was taken, and by whom."""
    picture, exif, out = Image.new("RGB", size, colour), Image.Exif(), io.BytesIO()
    if gps:
        exif[0x010F] = "SECRETPHONE"
        exif.get_ifd(GPS).update({1: "N", 2: (22.0, 40.0, 1.0), 3: "E", 4: (113.0, 50.0, 1.0)})
    picture.save(out, "JPEG", exif=exif, quality=80, comment=b"SECRETNOTE" if gps else b"")
    return out.getvalue()


@dataclass
class Worker:
    """One person's browser. script: whether it runs JavaScript. seen: complaints of the console."""

    context: BrowserContext
    site: str
    name: str
    script: bool = True
    page: Page = field(init=False)
    complaints: list[str] = field(default_factory=list)
    shots: int = 0

    @classmethod
    def arrive(cls, browser: Browser, site: str, name: str, *, script: bool = True, width: int = 390) -> "Worker":
        size = {"width": width, "height": 844 if width < 700 else 900}
        context = browser.new_context(
            java_script_enabled=script,
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=width < 700,
        )
        return cls(context, site, name, script)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.site + path)

    @property
    def title(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    def shoot(self, what: str) -> None:
        """Take the page's picture, if there is a folder for pictures."""
        if SHOTS is None:
            return
        self.shots += 1
        folder = Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.name}-{self.shots:02}-{what}.png", full_page=True)

    def press(self, words: str) -> None:
        """Press a button or a link and wait for the page after it."""
        there = self.page.get_by_role("button", name=words, exact=True).or_(
            self.page.get_by_role("link", name=words, exact=True)
        )
        there.first.click()
        self.page.wait_for_load_state("load")

    def follow(self, link: Locator) -> None:
        """Follow a link; what is looked at next is the page it leads to."""
        with self.page.expect_navigation():
            link.click()

    def ask(self, title: str, shot: str) -> None:
        """Check which question this is, and take its picture."""
        assert self.title == title, (self.title, title, self.text)
        self.shoot(shot)

    def choose(self, *words: str) -> None:
        for each in words:
            self.page.get_by_label(each).first.check(force=True)

    def choose_place(self) -> None:
        page = self.page
        for level, name in ((1, "深圳市"), (2, "宝安区"), (3, "新桥街道")):
            select = page.locator(f"#id-place-{level}")
            if not self.script and not select.count():
                self.press("显示下一级")
            select.wait_for()
            select.select_option(label=name)
            if self.script:
                page.wait_for_load_state("networkidle")
        page.get_by_label("详细地址").fill("某地块二期")
        if self.script:
            page.wait_for_timeout(200)

    def fill_months(self) -> None:
        for part, value in (("y1", "2026"), ("m1", "7"), ("y2", "2026"), ("m2", "9")):
            self.page.locator(f"#id-months-{part}").select_option(value)


def answer_until_evidence(worker: Worker) -> None:
    """Answer everything a worker on a building site answers, up to the page of the evidence."""
    worker.ask("您遇到了什么事？", "trouble")
    worker.choose("工资没发、少发或一直拖着")
    worker.press("继续")
    worker.ask("是在工地干活吗？", "site")
    worker.choose("是")
    worker.press("继续")
    worker.ask("是哪一家单位？", "employer")
    worker.page.get_by_label("是哪一家单位？").fill("示例建工集团第三工程有限公司")
    worker.press("继续")
    worker.ask("在哪里干活？", "place")
    worker.choose_place()
    worker.shoot("place-chosen")
    worker.press("继续")
    worker.ask("欠的是哪些钱？", "wages")
    worker.choose("每月工资", "工程款里的人工费")
    worker.press("继续")
    worker.ask("是哪几个月的事？", "months")
    worker.fill_months()
    worker.press("继续")
    worker.ask("一共欠您多少钱？", "amount")
    worker.page.get_by_label("一共欠您多少钱？").fill("1.86万")
    worker.page.wait_for_timeout(700 if worker.script else 0)
    worker.shoot("amount-understood")
    worker.press("继续")
    worker.ask("几个人遇到同样的事？", "crowd")
    worker.choose("只有我一个人")
    worker.press("继续")
    worker.ask("以前向别处反映过吗？", "told")
    worker.choose("否")
    worker.press("继续")
    worker.ask("能说说经过吗？", "story")
    worker.page.get_by_label("能说说经过吗？").fill("7 月进场，说好每月 6200 元，一直没有发。")
    worker.press("继续")


def hand_in(worker: Worker, *files: tuple[str, bytes]) -> None:
    """Choose files on the page of the evidence and go on."""
    sent = [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in files]
    worker.page.locator("input[type=file]").set_input_files(sent)
    worker.shoot("evidence-chosen")
    worker.press("继续")


def say_who(
    worker: Worker, name: str = "林晓彤", number: str = "440306199003070002", phone: str = "19900005521"
) -> None:
    """Answer the last two questions; the page after them is the one that is checked."""
    worker.ask("您是谁？", "person")
    worker.page.get_by_label("姓名").fill(name)
    worker.page.get_by_label("证件号码").fill(number)
    worker.press("继续")
    worker.ask("怎么联系您？", "phone")
    worker.page.get_by_label("手机号").fill(phone)
    worker.page.get_by_label("送达地址").fill("宝安区新桥街道某某路 8 号")
    worker.press("继续")


@pytest.fixture(name="clock")
def clock_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at ten o'clock of 2 November 2026."""
    return set_clock(monkeypatch)


@pytest.fixture(name="box")
def box_of_messages(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Box:
    """A demonstration's box of short messages."""
    settings.HEZHONG_DEMO = True
    return Box.open(tmp_path / "sms", clock, monkeypatch)
