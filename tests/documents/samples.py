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


def told(name: str) -> dict[str, Any]:
    """Return the file of one document as it was written."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf8"))


def data(name: str, **fields: Any) -> PaperData:
    """Return the sample's data, with some fields replaced."""
    shared, own = told("sample"), told(name)
    kept = {key: value for key, value in own.items() if key not in ("expected", "story", "fields")}
    values = {**shared, **kept, "fields": {**shared["fields"], **own.get("fields", {}), **fields}}
    return replace(PaperData(**values), articles=tuple((cited, says) for cited, says in values["articles"]))


def template(name: str) -> TemplateRef:
    return TemplateRef(catalogue.current().folders["complaint"] / "documents", name)
