"""One person's way through a flow's pages: which page comes, what is answered, what is missing."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hezhong.engine.intake import Elsewhere, Page, Questions
from hezhong.kernel.fields import Asked, asked
from hezhong.web.forms import Reading, read
from hezhong.web.widgets.model import Raw, Surroundings
from hezhong.web.widgets.registry import Bound, widget

BROUGHT = "brought"
"""Under this key stand the names of the fields that were told elsewhere: in the calculator."""


@dataclass(frozen=True)
class Walk:
    """A flow with the answers typed so far."""

    flow: Questions
    raw: Raw
    around: Surroundings

    @cached_property
    def fields(self) -> dict[str, Asked]:
        return {each.name: each for each in asked(self.flow.facts)}

    @cached_property
    def reading(self) -> Reading:
        return read(tuple(self.fields.values()), self.raw, self.around)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages that apply to the answers so far. After a page that leads elsewhere there is none."""
        pages = []
        for page in self.flow.pages:
            if page.when is None or page.when(self.reading.values):
                pages.append(page)
                if isinstance(page, Elsewhere):
                    break
        return pages

    def page(self, slug: str) -> Page | None:
        """Return the page of this slug, None where it does not apply to the answers so far."""
        return next((page for page in self.pages if page.slug == slug), None)

    def before(self, page: Page) -> str:
        at = self.pages.index(page)
        return self.pages[at - 1].slug if at else ""

    def after(self, page: Page) -> str:
        """Return the slug of the page after this one, '' at the end. What was told elsewhere is not asked again."""
        rest = self.pages[self.pages.index(page) + 1 :]
        return next((each.slug for each in rest if not self._brought(each)), "")

    def _brought(self, page: Page) -> bool:
        """Return whether all that a page asks was brought along and is in order."""
        brought, errors = self.raw.get(BROUGHT, []), self.reading.errors
        return bool(page.fields) and all(name in brought and name not in errors for name in page.fields)

    def unanswered(self) -> Page | None:
        """Return the first page that still has something to put right, or leads elsewhere."""
        errors = self.reading.errors
        return next(
            (p for p in self.pages if isinstance(p, Elsewhere) or any(name in errors for name in p.fields)), None
        )

    def resting(self) -> Page | None:
        """Return where the person stopped: the first page not seen yet or not in order, None when only filing is left."""
        missing = self.unanswered()
        unseen = (p for p in self.pages if p is missing or any(name not in self.raw for name in p.fields))
        return next(unseen, None)

    def bound(self, page: Page, errors: dict[str, str]) -> list[Bound]:
        alone = len(page.fields) == 1
        return [
            Bound(self.fields[name], self.raw, self.around, errors.get(name, ""), page.title if alone else "")
            for name in page.fields
            if self._applies(name)
        ]

    def _applies(self, name: str) -> bool:
        when = self.fields[name].question.when
        return when is None or when(self.reading.values)

    def said(self) -> dict[str, list[tuple[str, str, str]]]:
        """Return group -> (label, words, slug): what is checked before filing."""
        groups: dict[str, list[tuple[str, str, str]]] = {}
        for page in self.pages:
            for name in page.fields:
                each = self.fields[name]
                line = (each.question.label, self._words(each), page.slug)
                groups.setdefault(each.question.group or "其他", []).append(line)
        return groups

    def _words(self, each: Asked) -> str:
        values: dict[str, Any] = self.reading.values
        return widget(each, self.around).show(values[each.name]) if each.name in values else "没有填写"
