"""The words in which a domain asks the public: pages of questions, and what case the answers open."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from hezhong.engine.answers import Employer, Evidence, Person, Sums
from hezhong.engine.matter import ClaimItem
from hezhong.engine.vocabulary import Role
from hezhong.kernel.fields import Answers
from hezhong.kernel.places import Place


@dataclass(frozen=True)
class Page:
    """One question a page: its slug, the question as spoken, and the fields it asks.

    law: (article, what it says), folded under 法律怎么说.
    """

    slug: str
    title: str
    fields: tuple[str, ...]
    lead: str = ""
    when: Callable[[Answers], bool] | None = None
    law: tuple[str, str] | None = None


@dataclass(frozen=True)
class Elsewhere(Page):
    """A page that leads to another place that helps better; the flow ends there.

    text: what to know. calls: (words, address), e.g. ("打 12333", "tel:12333").
    """

    text: tuple[str, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NewParty:
    """Somebody who takes part from the first day."""

    role: Role
    person: Person | None = None
    employer: Employer | None = None


@dataclass(frozen=True)
class Intake:
    """What the public's answers open: pure data, made by the domain's ``intake`` function.

    about: a few words for lists (拖欠工资). people: how many are concerned. sums: claims reckoned before it was filed.
    """

    facts: Any
    place: Place
    parties: tuple[NewParty, ...]
    items: tuple[ClaimItem, ...] = ()
    evidence: Evidence = Evidence()
    about: str = ""
    people: int = 1
    sums: Sums = Sums()


@dataclass(frozen=True)
class Window:
    """What a clerk fills in for somebody, from paper, on one sheet.

    facts: the flow's own questions, and what only a clerk is asked. fields: those on the sheet, in order. complete:
    what was filled in -> with what follows from it and is not asked.
    """

    facts: type[Any]
    fields: tuple[str, ...]
    complete: Callable[[Answers], dict[str, Any]]


@dataclass(frozen=True)
class Afterwards:
    """What is said once it has arrived. steps: what comes next, with {office}. law: (article, what it says)."""

    title: str
    steps: tuple[str, ...]
    law: tuple[str, str] | None = None

    def told(self, office: str) -> tuple[str, ...]:
        """Return the steps with the office's name."""
        return tuple(step.format(office=office) for step in self.steps)


RECEIVED = Afterwards("已收到", ("{office}会办理。凭查询码和手机号随时能看进度。", "您现在不需要做任何事。"))


@dataclass(frozen=True)
class AtDesk:
    """How an officer opens a case of this type: the words of the button, what is asked, what the answers open."""

    title: str
    given: type[Any]
    intake: Callable[[Any], Intake]


@dataclass(frozen=True)
class Leading:
    """What colleagues share with the case that leads them. employer: token; people: how many are in it by now."""

    number: str
    facts: Any
    place: Place
    employer: int
    about: str
    people: int = 1


@dataclass(frozen=True)
class Together:
    """How colleagues join a case that somebody has filed: each opens one of their own, led by it.

    given: what each is asked. told: (label, words) of what it is about, without anybody's name or number. suggests: what
    can be filled in for a colleague. alone: the answers to the flow's own questions that are known, for who files alone.
    roster: how a list of many is read.
    """

    given: Callable[[Leading], type[Any]]
    told: Callable[[Leading], tuple[tuple[str, str], ...]]
    suggests: Callable[[Leading], dict[str, Any]]
    alone: Callable[[Leading], dict[str, Any]]
    intake: Callable[[Leading, Any], Intake]
    roster: "Roster"


@dataclass(frozen=True)
class Column:
    """One column of a roster. titles: how its head may read, ours first. read: text -> value; raises ValueError with what to do."""

    field: str
    titles: tuple[str, ...]
    hint: str
    read: Callable[[str], Any]
    needed: bool = True
    width: int = 18

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True)
class Roster:
    """A list of many in a workbook: its columns, and what a row's values mean. same: what no two rows may have in common."""

    columns: Callable[[Leading], tuple[Column, ...]]
    meant: Callable[[Leading, dict[str, Any]], Any]
    same: Callable[[dict[str, Any]], str]
    most: int = 500


@dataclass(frozen=True)
class Questions:
    """Pages of questions over the fields of a dataclass, whatever the answers are for."""

    code: str
    service: str
    facts: type[Any]
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Flow(Questions):
    """A domain's questions.py as the pages use it. ``code`` is the folder's name."""

    case_type: str
    intake: Callable[[Any], Intake]
    afterwards: Afterwards
    window: Window | None = None
    together: Together | None = None

    @classmethod
    def of(cls, code: str, module: ModuleType) -> "Flow":
        """Return the flow a questions module declares: SERVICE, CASE, FACTS, PAGES, intake(), and AFTERWARDS, WINDOW and TOGETHER if it has them."""
        has = vars(module)
        afterwards, window, together = has.get("AFTERWARDS", RECEIVED), has.get("WINDOW"), has.get("TOGETHER")
        case, facts, pages = module.CASE.code, module.FACTS, module.PAGES
        return cls(code, module.SERVICE, facts, pages, case, module.intake, afterwards, window, together)
