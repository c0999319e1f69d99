"""The port through which official papers are printed; ``gateways.typst`` is its adapter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class TemplateRef:
    """A template: the documents/ folder of a domain, and the document's name."""

    folder: Path
    name: str


@dataclass(frozen=True)
class PaperData:
    """All that a paper prints. User text stands here as data only, never in a template.

    number: '' until it is numbered. dated: an ISO day, left open on a draft. articles: (citation, what it says).
    remedy: '' where there is none. stage: draft or final. check_code: for the check page behind the QR code at
    ``check_url``. fields: what the template says it prints, at its top.
    """

    title: str
    office: str
    office_address: str
    office_phone: str
    number: str
    case_number: str
    addressee: str
    dated: str
    check_url: str
    check_code: str
    stage: str
    demo: bool
    signed_by: str = ""
    articles: tuple[tuple[str, str], ...] = ()
    remedy: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


class Unprintable(Exception):
    """A paper cannot be printed as it stands: no font has a character of somebody's name. Never a box in its place."""


class Renderer(Protocol):
    """Prints a paper. The same data give the same bytes."""

    def render(self, template: TemplateRef, data: PaperData) -> bytes:
        """Return the paper as PDF/A-2a. Raises Unprintable."""
        ...

    def word(self, template: TemplateRef, data: PaperData) -> bytes:
        """Return the same words as a working copy for Word (.docx), which is no paper."""
        ...
