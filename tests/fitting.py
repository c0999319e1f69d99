"""Whether a page fits and can be read aloud: nothing wider than the window, nothing serious for axe."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browsing import Worker

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary.slice(0, 200)).join(' | '))"""
WIDER = """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120)) : []"""


def serious(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page as it stands when it is there whole."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text("utf8"))
    found: list[str] = page.evaluate(SERIOUS)
    return found


def wider(page: Page) -> list[str]:
    """Return the beginnings of what reaches beyond the window, where the page does, when it is there whole."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(WIDER)
    return found


def fits(worker: Worker, what: str) -> None:
    """The page fits a phone of 360 px and axe finds nothing serious; take its picture."""
    worker.shoot(what)
    worker.page.set_viewport_size({"width": 360, "height": 780})
    assert wider(worker.page) == [], what
    assert (found := serious(worker.page)) == [], (what, found)
    worker.page.set_viewport_size({"width": 390, "height": 844})
