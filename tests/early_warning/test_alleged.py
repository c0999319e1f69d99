"""What an inspection begins with follows from the rules of the warnings that led to it: every rule, and from the run to the form."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from hezhong.domains.inspection import begun
from hezhong.domains.inspection.case import Inspection
from hezhong.domains.inspection.facts import Findings, Violation
from hezhong.domains.warning_response.case import WarningResponse
from hezhong.domains.warning_response.facts import Referral, Response, Supervision
from hezhong.early_warning import handling, rule_book, rules
from hezhong.early_warning.models import Warning
from hezhong.early_warning.vocabulary import Alleged, WarningRule
from hezhong.engine import loading, store
from hezhong.engine.answers import Prose
from hezhong.engine.case_type import Opener
from hezhong.engine.models import Case
from hezhong.law.model import Article
from hezhong.law.statutes.migrant_wages import REGULATIONS
from tests import province
from tests.at_desk import day, signed_in
from tests.early_warning.warned import BOAN, DAY, WAGES, keep, run, site, warning, workers
from tests.province import Province, at

SIGNS = {
    "complaint_of_a_group", "complaints_again", "complaints_claimed", "complaints_growing", "complaints_people", "complaints_repeated",
    "contracts_about_to_end", "layoff_days_without_report", "layoffs_not_reported", "layoffs_on_the_scale", "layoffs_too_soon", "rent_owed",
    "site_money_held", "site_officer_missing", "site_security_to_end", "supplies_falling", "tax_owed",
}  # fmt: skip
"""Rules that find a sign and no breach, or one for which inspection has no word: the inspector chooses."""
OF_FOLDERS = {"working_hours": {Alleged.HOURS}, "social_insurance": {Alleged.SOCIAL_INSURANCE}, "employment_contracts": {Alleged.CONTRACT}}
OF_ARTICLES = {
    55: {Alleged.WAGE_ACCOUNT, Alleged.WAGE_DEPOSIT, Alleged.REAL_NAMES}, 56: {Alleged.WAGE_SHEETS, Alleged.SITE_NOTICE}, 57: {Alleged.LABOUR_COSTS},
}  # fmt: skip
"""Article of the regulations that punishes -> what may be alleged by a rule that rests on it."""


def begins(*alleged: Alleged) -> Findings:
    """Return what an inspection begins with that the case of warnings which allege this opened."""
    return Inspection.facts_by(Opener("warning_response", 1, WarningResponse.alleges(Response(alleged=alleged))), Findings())


def punished_by(rule: WarningRule) -> list[int]:
    of = [each for each in rule.basis if isinstance(each, Article) and each.statute is REGULATIONS]
    return [each.number for each in of if each.number in OF_ARTICLES]


@pytest.mark.parametrize("rule", rules.declared().values(), ids=lambda rule: rule.code)
def test_every_rule_says_what_an_inspection_begins_with(rule: WarningRule) -> None:
    facts, folder = begins(rule.alleged), rules.matters()[rule.code]
    if rule.code in SIGNS:
        assert rule.alleged is Alleged.UNSPECIFIED and facts.violation is Violation.OTHER and facts.to_choose == begun.NOTHING_SAID
        return
    assert facts.violation is begun.MATTERS[rule.alleged.code] and facts.also == () and facts.to_choose == ""
    if rule.family.money:
        assert facts.violation is Violation.WAGES
    assert rule.alleged in OF_FOLDERS.get(folder, {rule.alleged})
    for number in punished_by(rule):
        assert rule.alleged in OF_ARTICLES[number], f"article {number}"


def test_inspection_understands_every_word_and_each_is_used() -> None:
    said = {each.code for each in Alleged} - {Alleged.UNSPECIFIED.code}
    assert said == set(begun.MATTERS) and said == {rule.alleged.code for rule in rules.declared().values()} - {"unspecified"}


@pytest.fixture(name="here")
def the_province(db: None) -> Iterator[Province]:
    with day(DAY):
        yield province.build()


def warned(monkeypatch: pytest.MonkeyPatch, alleged: Alleged) -> tuple[Warning, UUID]:
    """Return a warning with its case, by a rule that alleges this."""
    keep(monkeypatch, WAGES)
    told = {WAGES: replace(rules.declared()[WAGES], alleges=alleged)}
    monkeypatch.setattr(rule_book.rules, "declared", lambda: told)
    there = site("滨海湾一号", BOAN)
    run(DAY, workers(there, 30))
    row = warning(there)
    assert row.case_id
    return row, row.case_id


def referred(here: Province, case: UUID) -> Case:
    inspector = here.asker("boan.inspector")
    store.act(case, "take", None, inspector, at(DAY))
    store.act(case, "refer", Referral(reason=Prose("老板失联")), inspector, at(DAY))
    return Case.objects.get(case_type="inspection")


def filing(case: Case) -> str:
    """Return the form by which the case is filed, as the inspector gets it."""
    answer = signed_in("boan.inspector").get(f"/desk/case/{case.id}/act/file/")
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(page: str, name: str) -> list[str]:
    """Return the codes that are chosen already in a field of a form, whether a list or boxes to tick."""
    field = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    ticked = [value for each in field if "checked" in each for value in re.findall(r'value="(\w+)"', each)]
    listed = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.S)
    return ticked + (re.findall(r'<option value="(\w+)" selected', listed[0]) if listed else [])


def test_a_warning_about_hours_becomes_an_inspection_about_hours(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    _, case = warned(monkeypatch, Alleged.HOURS)
    inspection = referred(here, case)
    assert (inspection.facts["source"], inspection.facts["violation"], inspection.facts["people"]) == ("warning", "hours", 30)
    page = filing(inspection)
    assert chosen(page, "violation") == ["hours"] and chosen(page, "also") == []
    assert "违法延长工作时间" in page and "待监察员选定" not in page


def test_a_warning_that_is_only_a_sign_leaves_the_choice_with_a_note(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    _, case = warned(monkeypatch, Alleged.UNSPECIFIED)
    inspection = referred(here, case)
    assert inspection.facts["violation"] == "other"
    assert "待监察员选定" in filing(inspection) and begun.NOTHING_SAID in filing(inspection)


def test_a_case_of_several_warnings_takes_what_all_open_ones_allege(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    row, case = warned(monkeypatch, Alleged.REAL_NAMES)
    first = rules.declared()[WAGES]
    more = {code: replace(first, code=code, alleges=alleged) for code, alleged in (
        ("b", Alleged.CONTRACT), ("c", Alleged.REAL_NAMES), ("d", Alleged.HOURS), ("e", Alleged.UNSPECIFIED),
    )}  # fmt: skip
    monkeypatch.setattr(rule_book.rules, "declared", lambda: {WAGES: first, **more})
    same = {name: getattr(row, name) for name in ("subject_kind", "subject", "measure", "city", "county", "town", "seen_on", "version", "seq", "case_id")}
    for code, gone_on in (("b", None), ("c", None), ("d", date(2026, 3, 16)), ("e", None), ("of_old", None)):
        Warning.objects.create(**same, rule=code, grade=3, worst=3, first_on=date(2026, 3, 1), gone_on=gone_on)
    handling.tell(case, date(2026, 3, 17), 2, at(DAY))
    assert loading.look(case).dossier.facts.alleged == (Alleged.REAL_NAMES, Alleged.CONTRACT, Alleged.UNSPECIFIED)
    inspection = referred(here, case)
    assert (inspection.facts["violation"], inspection.facts["also"]) == ("real_names", ["contract"])
    page = filing(inspection)
    assert chosen(page, "violation") == ["real_names"] and chosen(page, "also") == ["contract"] and begun.SOME_UNSAID in page


def test_what_was_alleged_stands_once_nothing_is_found_any_more(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    row, case = warned(monkeypatch, Alleged.HOURS)
    store.act(case, "take", None, here.asker("boan.inspector"), at(DAY))
    store.act(case, "supervise", Supervision(demand=Prose("三日内办结"), answer_by=date(2026, 3, 20)), here.asker("shenzhen.head"), at(DAY))
    Warning.objects.filter(id=row.id).update(gone_on=date(2026, 3, 17))
    handling.tell(case, date(2026, 3, 17), 2, at(DAY))
    facts = loading.look(case).dossier.facts
    assert not facts.still_found and facts.alleged == (Alleged.HOURS,)
