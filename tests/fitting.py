"""Whether a page fits and can be read aloud: nothing wider than the window, nothing serious for axe."""

from pathlib import Path

from tests.browsing import Worker

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = """async () => (await axe.run(document)).violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '))"""
WIDER = """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120)) : []"""


def fits(worker: Worker, what: str) -> None:
    """The page fits a phone of 360 px and axe finds nothing serious; take its picture."""
    worker.shoot(what)
    worker.page.set_viewport_size({"width": 360, "height": 780})
    assert worker.page.evaluate(WIDER) == [], what
    worker.page.evaluate(AXE.read_text("utf8"))
    assert (serious := worker.page.evaluate(SERIOUS)) == [], (what, serious)
    worker.page.set_viewport_size({"width": 390, "height": 844})
