"""The dictionary holds every word of the declarations and tables, with the Chinese term that screens show."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.apps import apps

from hezhong.engine import catalogue
from hezhong.engine.roles import ALL
from hezhong.engine.vocabulary import Action, Deadline, Document, Right, State
from hezhong.ledger.tables import TABLES

ROOT = Path(__file__).parent.parent
GLOSSARY: Mapping[str, Mapping[str, str]] = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf8"))
KINDS = (("state", State), ("document", Document), ("action", Action))
Word = tuple[str, str, str, str]
"""Section, whose word it is, the word, and its Chinese term; '' where code has none."""


def words() -> Iterator[Word]:
    found = catalogue.current()
    for code, case_type in found.case_types.items():
        yield "folder", "", found.folders[code].name, ""
        yield "case_type", "", code, case_type.title
        for section, kind in KINDS:
            for name, word in case_type.words(kind).items():
                yield section, code, name, word.title
        for deadline in case_type.words(Deadline).values():
            yield "duty", "", deadline.duty.code, deadline.duty.title
    for role in ALL:
        yield "role", "", role.name, role.title
    for right in Right:
        yield "right", "", right.name.lower(), right.value
    for table in TABLES.values():
        yield "ledger_table", "", table.name, table.title
    for label in ("directory", "early_warning", "engine", "reports", "web"):
        for model in apps.get_app_config(label).get_models():
            yield "table", "", model._meta.model_name or "", ""


def missing(word: Word, glossary: Mapping[str, Mapping[str, str]]) -> str:
    """Return what is wrong with a word in the dictionary, '' when nothing is."""
    section, owner, name, title = word
    known = glossary[section].get(f"{owner}.{name}") or glossary[section].get(name)
    if known is None:
        return f"{section}.{name} is not in docs/glossary.toml"
    return f"{section}.{name} is {known} in docs/glossary.toml, {title} in the declaration" if title not in ("", known) else ""


@pytest.mark.parametrize("word", sorted(set(words())), ids=lambda word: "-".join(part for part in word[:3] if part))
def test_word(word: Word) -> None:
    assert missing(word, GLOSSARY) == ""


def test_nothing_stands_there_that_is_used_no_more() -> None:
    used = {(section, name) for section, _, name, _ in words()} | {("table", "event")}
    used |= {(section, f"{owner}.{name}") for section, owner, name, _ in words()}
    spare = [f"{section}.{name}" for section, terms in GLOSSARY.items() if section != "field" for name in terms if (section, name) not in used]
    assert spare == []


@pytest.mark.parametrize("word", [("state", "complaint", "sleeping", "休眠"), ("state", "complaint", "accepted", "受理啦")])
def test_a_word_that_is_missing_or_differs_is_seen(word: Word) -> None:
    assert missing(word, GLOSSARY)
