"""A declaration changes while cases live: what is listed, what the mapping mends, and what is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, make_dataclass, replace
from datetime import date
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from hezhong.domains.complaints.case import Complaint
from hezhong.domains.complaints.facts import Grievance, Missing
from hezhong.engine import catalogue, loading, migrating, store
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import CaseType
from hezhong.engine.migrating import Need
from hezhong.engine.models import Case, Task
from hezhong.engine.vocabulary import Action, State
from hezhong.kernel.fields import asked
from tests import at_desk, province

pytestmark = pytest.mark.django_db
MORE = Missing(what=Prose("工牌"), by_day=date(2026, 11, 20))


def changed(words: dict[str, Any], without: tuple[str, ...] = (), **members: Any) -> type[CaseType]:
    """Return the complaint's declaration with some words under other names, some gone, some members other."""
    body = {name: value for name, value in vars(Complaint).items() if name not in (*without, *members) and name[:2] != "__"}
    body = {name: value for name, value in body.items() if name != "code"}
    return type("Complaint", (CaseType,), {**body, **words, **members})


@contextmanager
def under(declared: type[CaseType]) -> Iterator[None]:
    now = catalogue.current()
    with mock.patch.object(catalogue, "current", lambda: replace(now, case_types={"complaint": declared})):
        yield


@pytest.fixture
def two_cases() -> tuple[str, str]:
    """One that waits for a supplement, one for an answer."""
    here = province.build()
    first, second = province.file(), province.file(name="王小明", number="440306199105100049", phone="19900005522")
    inspector, at = here.asker("boan.inspector"), province.at("2026-11-03")
    store.act(first.case_id, "take", None, inspector, at)
    store.act(first.case_id, "ask_supplement", MORE, inspector, at)
    return first.number, second.number


def listed(code: str = "complaint", *options: str) -> str:
    out = StringIO()
    with at_desk.day("2026-11-04"):
        call_command("migrate_cases", code, *options, stdout=out)
    return out.getvalue()


def test_nothing_is_listed_while_the_declaration_stands(two_cases: tuple[str, str]) -> None:
    assert migrating.survey("complaint").found == ()
    assert "看了 2 件" in listed("complaint", "--dry-run") and "不需要迁移" in listed("complaint", "--dry-run")
    with pytest.raises(CommandError, match="没有“complain”这类案件。现有：complaint"):
        listed("complain", "--dry-run")


def test_a_state_without_a_place_is_listed_and_a_mapping_mends_it(two_cases: tuple[str, str]) -> None:
    """``supplementing`` becomes ``asked``: the first case cannot be read; the second never was there."""
    old = Complaint.supplementing
    asked_for = State(old.title, old.public)
    swap = {old: asked_for}
    actions = {
        name: replace(a, source=tuple(swap.get(each, each) for each in a.sources), target=swap.get(a.target, a.target))
        for name, a in Complaint.own(Action).items()
        if a.target is old or old in a.sources
    }
    new = {"asked": asked_for, **actions}
    with under(changed(new, without=("supplementing",))):
        seen = migrating.survey("complaint")
        assert [(case.number, case.needs) for case in seen.found] == [(two_cases[0], (Need("状态", "supplementing"),))]
        assert 'Complaint.renamed 里写 "supplementing": "现在的名字"' in listed("complaint", "--dry-run")
        with pytest.raises(CommandError, match="1 件案件需要先写好对应关系，没有改动任何案件"):
            listed()
    assert Case.objects.get(number=two_cases[0]).state == "supplementing"
    with under(changed(new, without=("supplementing",), renamed={"supplementing": "asked"})):
        assert [case.number for case in migrating.survey("complaint").stale] == [two_cases[0]]
        assert "已按现在的规则更新 1 件" in listed()
        assert migrating.survey("complaint").found == ()
        row = Case.objects.get(number=two_cases[0])
        assert (row.state, row.closed_on, row.next_duty) == ("asked", None, "")
        assert loading.look(row.id).dossier.state is asked_for


def test_words_of_events_are_looked_at_too(two_cases: tuple[str, str]) -> None:
    """An action, a deadline and a document of the trail that were taken out of the declaration."""
    with under(changed({}, without=("ask_supplement", "answer", "supplement_notice"))):
        found = {case.number: set(case.needs) for case in migrating.survey("complaint").found}
    assert found == {
        two_cases[0]: {Need("动作", "ask_supplement"), Need("期限", "answer"), Need("文书", "supplement_notice")},
        two_cases[1]: {Need("期限", "answer")},
    }


def facts_with(name: str) -> type[Any]:
    """Return the facts with ``on_site`` under another name."""
    fields = [
        (name if each.name == "on_site" else each.name, each.kind, field(default=each.default, metadata={"question": each.question}))
        for each in asked(Grievance)
    ]
    return make_dataclass("Grievance", fields, frozen=True, kw_only=True)


def test_facts_that_changed_need_an_upgrade(two_cases: tuple[str, str]) -> None:
    facts = facts_with("construction")
    with under(changed({}, facts=facts)):
        needs = migrating.survey("complaint").needs
        assert [need.kind for need in needs] == ["内容"] and "unknown on_site" in needs[0].name
        assert "facts_version 加到 2" in listed("complaint", "--dry-run")

    def upgrade(cls: type[CaseType], version: int, fields: dict[str, Any]) -> dict[str, Any]:
        return {("construction" if name == "on_site" else name): value for name, value in fields.items()}

    with under(changed({}, facts=facts, facts_version=2, upgrade=classmethod(upgrade))):
        assert len(migrating.survey("complaint").stale) == 2
        assert "已按现在的规则更新 2 件" in listed()
        row = Case.objects.get(number=two_cases[0])
        assert (row.facts["construction"], row.facts_version, "on_site" in row.facts) == (True, 2, False)
        assert not Task.objects.filter(case=row).exists()


def test_closed_cases_are_looked_at_when_asked(two_cases: tuple[str, str]) -> None:
    Case.objects.filter(number=two_cases[0]).update(closed_on="2026-11-03")
    with under(changed({}, without=("ask_supplement",))):
        assert migrating.survey("complaint").looked_at == 1 and not migrating.survey("complaint").blocked
        assert [case.number for case in migrating.survey("complaint", closed=True).blocked] == [two_cases[0]]
