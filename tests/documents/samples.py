"""The hand-written samples: for each document its data, what must be read on it, and what its story must print."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from hezhong.engine import catalogue
from hezhong.engine.renderer import PaperData, TemplateRef

HERE = Path(__file__).parent
NAMES = (
    "registration_form",
    "acceptance_notice",
    "supplement_notice",
    "refusal_notice",
    "forum_notice",
    "transfer_letter",
)

INSPECTION = tuple(
    f"inspection/{name}"
    for name in (
        "filing_form", "inquiry_notice", "inquiry_minutes", "site_minutes", "evidence_list", "evidence_outcome",
        "commission_letter", "extension_form", "extension_notice", "suspension_notice", "public_notice",
        "report_of_inquiry", "discussion_minutes", "prior_notice", "order_text", "review_opinion", "pay_decision",
        "penalty_decision", "rescission_notice", "dispute_notice", "removal_letter", "default_order", "urging_letter",
        "court_application", "report_form", "closing_form", "notice", "minutes", "transfer_form", "transfer_letter",
    )
)  # fmt: skip
ALL = (*NAMES, *INSPECTION, "warning_response/urging_notice")


def told(name: str) -> dict[str, Any]:
    """Return the file of one document as it was written."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf8"))


def data(name: str, **fields: Any) -> PaperData:
    """Return the sample's data, with some fields replaced. A folder has a sample of its own over the shared one."""
    shared, own, folder = told("sample"), told(name), name.rpartition("/")[0]
    there = told(f"{folder}/sample") if folder else {"fields": {}}
    kept = {key: value for key, value in own.items() if key not in ("expected", "story", "fields", "cites")}
    all_fields = {**shared["fields"], **there["fields"], **own.get("fields", {}), **fields}
    values = {**shared, **there, **kept, "fields": all_fields}
    return replace(PaperData(**values), articles=articles(name))


def articles(name: str) -> tuple[tuple[str, str], ...]:
    """Return what a document quotes: written whole, or named and looked up in its folder's articles."""
    own, folder = told(name), name.rpartition("/")[0]
    if "cites" in own:
        says = told(f"{folder}/articles")
        return tuple((cited, says[cited]) for cited in own["cites"])
    return tuple((cited, says) for cited, says in own["articles"])


def template(name: str) -> TemplateRef:
    folder, _, document = name.rpartition("/")
    return TemplateRef(catalogue.current().folders[folder or "complaint"] / "documents", document)
