"""Where a story is told: people with browsers, the platform they use, the chapter their pictures go to."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tour.album import Chapter
from tour.platform import Running

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@dataclass
class Visitor:
    """One person with one browser."""

    context: BrowserContext
    platform: Running
    chapter: Chapter
    desk: bool
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def go(self, path: str) -> None:
        self.page.goto(self.platform.site + path if path.startswith("/") else path)

    def shoot(self, words: str, *, whole: bool = True) -> None:
        """Take a picture of the page with the words that belong to it. whole: also what one has to scroll to."""
        picture = self.chapter.next()
        self.page.screenshot(path=picture, full_page=whole)
        self.chapter.add(picture, words, wide=self.desk)

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press the first button or link of these words, and wait for the page after it."""
        button = self.page.get_by_role("button", name=words, exact=exact)
        link = self.page.get_by_role("link", name=words, exact=exact)
        button.or_(link).first.click()
        self.page.wait_for_load_state("load")

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, *labels: str) -> None:
        """Tick or pick these."""
        for label in labels:
            self.page.get_by_label(label).first.check(force=True)

    @property
    def title(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def sign_in(self, login: str) -> None:
        """Sign in as an officer of the demonstration."""
        self.go("/login/")
        self.page.locator("input[name=login]").fill(login)
        self.page.locator("input[name=password]").fill(self.platform.password(login))
        self.page.locator("button[type=submit]").first.click()
        self.page.wait_for_load_state("load")


@dataclass
class Stage:
    """All that a story needs."""

    platform: Running
    browser: Browser
    chapter: Chapter
    there: list[Visitor] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def visitor(self, *, desk: bool) -> Visitor:
        """Return somebody new: at a desk (1440) or with a phone (390)."""
        context = self.browser.new_context(
            viewport=DESK if desk else PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", has_touch=not desk
        )
        self.there.append(Visitor(context, self.platform, self.chapter, desk))
        return self.there[-1]

    def officer(self, login: str) -> Visitor:
        """Return an officer, signed in."""
        found = self.visitor(desk=True)
        found.sign_in(login)
        return found

    def newest_message(self, containing: str) -> str:
        """Return the newest text in 本机短信箱 that holds these words and was not read before. Raises LookupError."""
        context = self.browser.new_context()
        page = context.new_page()
        for _ in range(30):
            page.goto(f"{self.platform.site}/demo/sms/")
            lines = [each for each in page.locator(".texts li").all_inner_texts() if containing in each]
            if lines and lines[0] not in self.read:
                self.read.add(lines[0])
                context.close()
                return lines[0]
            page.wait_for_timeout(1000)
        raise LookupError(containing)

    def code(self) -> str:
        """Return the code that was sent last."""
        found = re.search(r"\d{6}", self.newest_message("验证码"))
        assert found is not None
        return found[0]

    def broken(self) -> None:
        """Mark the chapter, and picture where everybody stood."""
        self.chapter.broken = True
        for visitor in self.there:
            visitor.shoot("在这里停住了")

    def leave(self) -> None:
        """Close every browser of the story."""
        for visitor in self.there:
            visitor.context.close()
