"""Where a story is told: people with browsers, the platform they use, the chapter their pictures go to."""

import random
import re
import subprocess
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Locator, Page, PdfMargins, ViewportSize

from tour.album import Chapter
from tour.platform import Running

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
TALLEST = 6000


@dataclass
class Visitor:
    """One person with one browser."""

    context: BrowserContext
    platform: Running
    chapter: Chapter
    desk: bool
    page: Page = field(init=False)
    login: str = ""

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)

    def go(self, path: str) -> None:
        """Open a page; whoever was signed out because days went by signs in again."""
        address = self.platform.site + path if path.startswith("/") else path
        self.page.goto(address)
        if self.login and re.search("/login/|/employer/enter/", self.page.url):
            self.sign_in(self.login) if self.desk else self.sign_in_for_employer(self.login)
            self.page.goto(address)

    def shoot(self, words: str, *, whole: bool = True) -> None:
        """Take a picture of the page with the words that belong to it. whole: also what one has to scroll to."""
        picture, size = self.chapter.next(), DESK if self.desk else PHONE
        if whole:  # the window as tall as the page, so that what stands still beside it is whole too
            tall = min(int(self.page.evaluate("document.documentElement.scrollHeight")), TALLEST)
            self.page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
        self.page.screenshot(path=picture)
        self.page.set_viewport_size(size)
        self.chapter.add(picture, words, wide=self.desk)

    def shoot_paper(self, path: str, words: str, page: int = 1) -> None:
        """Take a picture of a page of a PDF that lies there."""
        answer = self.context.request.get(self.platform.site + path)
        assert answer.headers["content-type"] == "application/pdf", (path, answer.status)
        self._rendered(answer.body(), words, page)

    def shoot_print(self, words: str) -> None:
        """Take a picture of the page as it comes out of the printer, on A4."""
        edge = "18mm"
        self._rendered(self.page.pdf(format="A4", margin=PdfMargins(top=edge, bottom=edge, left=edge, right=edge)), words)

    def _rendered(self, paper: bytes, words: str, page: int = 1) -> None:
        picture = self.chapter.next()
        render = ["pdftoppm", "-png", "-r", "90", "-f", str(page), "-l", str(page), "-singlefile", "-", str(picture.with_suffix(""))]
        subprocess.run(render, input=paper, check=True)
        self.chapter.add(picture, words, wide=False)

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press the first button or link of these words, and wait for the page after it."""
        button = self.page.get_by_role("button", name=words, exact=exact)
        link = self.page.get_by_role("link", name=words, exact=exact)
        button.or_(link).first.click()
        self.page.wait_for_load_state("load")

    def click(self, button: Locator) -> None:
        """Press a button that sends something, and wait for what comes back to be shown."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            button.click()
        self.page.wait_for_timeout(300)  # what the answer leads to begins
        self.page.wait_for_load_state("networkidle")

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
        self.login = login
        self.page.goto(self.platform.site + "/login/")
        self.page.locator("input[name=login]").fill(login)
        self.page.locator("input[name=password]").fill(self.platform.password(login))
        self.press("登录")

    @property
    def name(self) -> str:
        """How the officer is called who sits here."""
        return self.page.locator(".who p").first.inner_text().splitlines()[0].strip()

    def sign_in_for_employer(self, login: str = "employer") -> str:
        """Sign in as one who stands for an employer of the demonstration; return how the firm is called."""
        lines = (self.platform.home / "logins.txt").read_text("utf8")
        found = re.search(rf"^{login}\s+(\S+).*代码 (\w{{18}})，手机号 (\d{{11}})", lines, re.M)
        assert found is not None
        self.login = login
        self.page.goto(self.platform.site + "/employer/enter/")
        for name, value in zip(("password", "code", "phone"), found.groups(), strict=True):
            self.page.locator(f"input[name={name}]").fill(value)
        self.press("登录")
        self.press("我的记录", exact=False)
        firm = re.search(r"示例(?!系统)[^\s（(·，]+", self.page.locator("body").inner_text())
        assert firm is not None
        return firm[0]


@dataclass
class Stage:
    """All that a story needs."""

    platform: Running
    browser: Browser
    chapter: Chapter
    there: list[Visitor] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def visitor(self, *, desk: bool) -> Visitor:
        """Return somebody new: at a desk (1440), or with a phone (390) that has an address of its own."""
        own = {} if desk else {"X-Forwarded-For": f"100.{random.randrange(64, 128)}.{random.randrange(256)}.{random.randrange(1, 255)}"}
        context = self.browser.new_context(
            viewport=DESK if desk else PHONE,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            has_touch=not desk,
            extra_http_headers=own,
        )
        self.there.append(Visitor(context, self.platform, self.chapter, desk))
        return self.there[-1]

    def officer(self, login: str) -> Visitor:
        """Return an officer, signed in."""
        found = self.visitor(desk=True)
        found.sign_in(login)
        return found

    def newest_message(self, containing: str, phone: str = "") -> str:
        """Return the newest text in 本机短信箱 that holds these words and was not read before. Raises LookupError.

        phone: whose it must be; the box shows its ends.
        """
        to = f"{phone[:3]}****{phone[-4:]}" if phone else ""
        context = self.browser.new_context()
        page = context.new_page()
        for _ in range(30):
            page.goto(f"{self.platform.site}/demo/sms/")
            lines = [each for each in page.locator(".texts li").all_inner_texts() if containing in each and to in each]
            if lines and lines[0] not in self.read:
                self.read.add(lines[0])
                context.close()
                return lines[0]
            page.wait_for_timeout(1000)
        raise LookupError(containing)

    def code(self, phone: str = "") -> str:
        """Return the code that was sent last, to this phone where it is told."""
        found = re.search(r"验证码\D*(\d{6})", self.newest_message("验证码", phone))
        assert found is not None
        return found[1]

    def broken(self) -> None:
        """Mark the chapter, and picture where everybody stood."""
        self.chapter.broken = True
        for visitor in self.there:
            visitor.shoot("在这里停住了")

    def leave(self) -> None:
        """Close every browser of the story."""
        for visitor in self.there:
            visitor.context.close()
