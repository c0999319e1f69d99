"""What officers do on the desk, as the pages let them: find a case, act, sign, sign off, serve."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator

from tour.stage import Visitor

CASE = re.compile(r"/desk/case/([0-9a-f-]{36})/")


def find(officer: Visitor, what: str) -> str:
    """Look for a number or a query code; return the id of the newest case that is found."""
    officer.go("/desk/find/")
    officer.page.locator("input[name=q]").fill(what)
    officer.page.locator("form.asked button").first.click()
    link = officer.page.locator("a[href^='/desk/case/']").first
    link.wait_for()
    found = CASE.search(link.get_attribute("href") or "")
    assert found is not None
    return found[1]


def take(officer: Visitor, case: str) -> None:
    """Take the case, unless it is this officer's already."""
    officer.go(f"/desk/case/{case}/")
    if officer.page.get_by_role("button", name="领办").count():
        officer.press("领办")


def child(officer: Visitor, case: str, title: str) -> str:
    """Return the id of the case beside this one whose kind is called so."""
    officer.go(f"/desk/case/{case}/")
    line = officer.page.locator("section.notes li", has_text=title).first
    found = CASE.search(line.locator("a").first.get_attribute("href") or "")
    assert found is not None
    return found[1]


def act(officer: Visitor, case: str, action: str, words: str = "", **answers: str) -> None:
    """Fill the form of an action by the names of its fields, picture it if there are words for it, and send it."""
    officer.go(f"/desk/case/{case}/act/{action}/")
    form = officer.page.locator("form.act")
    form.wait_for()
    for name, value in answers.items():
        answer(officer, name, value)
    if words:
        officer.shoot(words)
    send(officer)


def answer(officer: Visitor, name: str, value: str) -> None:
    """Answer one field of the form, whatever it looks like; what follows from a choice is drawn before the next answer."""
    field = officer.page.locator(f"form.act [name='{name}']")
    kind = field.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        option = officer.page.locator(f"form.act [name='{name}'][value='{value}']").first
        if not option.is_checked():
            _choose(officer, lambda: option.check(force=True), redraws=kind == "radio")
    elif kind == "file":
        field.first.set_input_files(value)
    elif field.first.evaluate("node => node.tagName") == "SELECT":
        if field.first.input_value() != value:
            _choose(officer, lambda: field.first.select_option(value), redraws=True)
    else:
        field.first.fill(value)


def _choose(officer: Visitor, choose: Callable[[], object], *, redraws: bool) -> None:
    """Choose; a form that draws itself anew after a choice is waited for."""
    if not (redraws and officer.page.locator("form.act [data-again]").count()):
        choose()
        return
    with officer.page.expect_response(lambda answer: answer.request.method == "POST"):
        choose()
    officer.page.wait_for_timeout(300)  # the form is put in its place
    officer.page.wait_for_load_state("networkidle")


def send(officer: Visitor) -> None:
    """Press the button of the form and wait for the page it leads to; what was refused is an error of the story."""
    page, form = officer.page, officer.page.url
    officer.click(page.locator(".act-foot button.btn-primary, .act-foot button.btn-grave").first)
    for _ in range(100):
        trouble = page.locator("form.act .summary, .refusal .summary")
        if page.url == form and trouble.count():
            raise AssertionError(trouble.first.inner_text())
        if page.url != form:
            page.wait_for_load_state("networkidle")
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{form} leads nowhere")


def sign(head: Visitor, case: str, action: str, words: str = "", opinion: str = "") -> None:
    """Agree to what waits for a signature."""
    head.go(f"/desk/case/{case}/")
    form = head.page.locator(f"form.sign[action$='/sign/{action}/']")
    form.wait_for()
    if opinion:
        form.locator("textarea").fill(opinion)
    if words:
        _near(head, form.locator("button").first, words)
    head.click(form.get_by_role("button", name="同意", exact=True))


def waiting(officer: Visitor, case: str, action: str, words: str) -> None:
    """Picture what waits for somebody else's signature: this officer sees it and has nothing to press."""
    officer.go(f"/desk/case/{case}/")
    assert officer.page.locator("ol.chain li.now").count()
    assert not officer.page.locator(f"form.sign[action$='/sign/{action}/']").count()
    _near(officer, officer.page.locator("ol.chain").last, words)


def _near(officer: Visitor, what: Locator, words: str) -> None:
    """Picture the page from its top, or where one has scrolled to, if what counts lies below the first screen."""
    what.scroll_into_view_if_needed()
    below = officer.page.evaluate("scrollY") > 0
    if below:
        officer.page.evaluate("scrollBy(0, 120)")
    officer.shoot(words, whole=not below)


def refused(officer: Visitor, case: str, action: str, because: str, words: str, **answers: str) -> None:
    """Try what may not be done yet, and picture the refusal. Raises AssertionError where it is given for another reason."""
    try:
        act(officer, case, action, **answers)
    except AssertionError as trouble:
        assert because in str(trouble), trouble
        officer.shoot(words)
        return
    raise AssertionError(f"{action} was not refused")


def sign_off_all(officer: Visitor, case: str) -> None:
    """Sign off every draft that is this officer's, one after the other."""
    for _ in range(20):
        officer.go(f"/desk/case/{case}/")
        button = officer.page.locator("form[action$='/sign-off/'] button")
        if not button.count():
            return
        officer.click(button.first)


def serve(officer: Visitor, case: str, title: str, words: str = "", **answers: str) -> None:
    """Serve a paper on the employer, once it is printed: by hand where nothing else is said."""
    address = _paper(officer, case, title)
    officer.go(address)
    for name, value in ({"method": "direct", "proof": "单位前台签收并盖章"} | answers).items():
        answer(officer, name, value)
    if words:
        officer.shoot(words)
    send(officer)


def attempt(officer: Visitor, case: str, title: str, words: str, **answers: str) -> None:
    """Record that a paper could not be served, and picture what may be tried next."""
    serve(officer, case, title, **answers)
    shown(officer, case, words)


def read(officer: Visitor, case: str, title: str, words: str, page: int = 1) -> None:
    """Picture a page of a paper of the case, as it is printed."""
    officer.go(f"/desk/case/{case}/")
    link = officer.page.locator("table.papers tr", has_text=title).locator("td.main a").first
    officer.shoot_paper(link.get_attribute("href") or "", words, page)


def _paper(officer: Visitor, case: str, title: str) -> str:
    """Wait until the paper can be served; return where."""
    for _ in range(60):
        officer.go(f"/desk/case/{case}/")
        row = officer.page.locator("table.papers tr", has_text=title).locator("a[href$='/serve/']")
        if row.count():
            return row.first.get_attribute("href") or ""
        officer.page.wait_for_timeout(2000)
    raise LookupError(f"《{title}》不能送达：{officer.page.locator('table.papers').inner_text()}")


def shown(officer: Visitor, case: str, words: str) -> None:
    """Picture the case page, with what it fetches to stand beside."""
    officer.go(f"/desk/case/{case}/")
    officer.page.wait_for_load_state("networkidle")
    officer.shoot(words)
