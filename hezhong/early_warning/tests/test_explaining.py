"""A warning is explained by its facts, a silence by its reason."""

from dataclasses import replace
from datetime import date

import ibis
import pandas as pd

from hezhong.early_warning.detection import Frame, ask
from hezhong.early_warning.editions import Edition, Mode, Standing, declared
from hezhong.early_warning.explaining import Why, explain, why_not
from hezhong.early_warning.tests.test_finding import ROWS, rule
from hezhong.early_warning.vocabulary import FACTS, Band, Grade, Measure, Subject, WarningRule
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files

SHENZHEN = GUANGDONG / "440300"
FRAME = Frame(date(2026, 3, 31), from_files(), {440300: SHENZHEN})
TWO = rule(Measure.PEOPLE, Band(2, Grade.RED))


def out(*rows: tuple[int, int]) -> ibis.Table:
    return ibis.memtable(pd.DataFrame(rows, columns=["subject", "worker"]))


def why(of: WarningRule, subject: int, frame: Frame = FRAME) -> Why:
    return explain(declared(of), {}, frame, subject).why


def test_a_warning_shows_the_facts_that_count_and_no_others() -> None:
    said = explain(declared(TWO), {}, FRAME, 1)
    assert said.why is Why.WARNED and said.grade is Grade.RED and said.words == "2 人，涉及 8 元"
    assert [(row["worker"], row["fen"]) for row in said.rows] == [(11, 200), (11, 500), (12, 100)]
    assert set(said.rows[0]) == set(FACTS)


def test_each_silence_has_its_reason() -> None:
    assert why(TWO, 3) is Why.BELOW and explain(declared(TWO), {}, FRAME, 3).words == "现在是 1 人，涉及 0.01 元，达到 2 人 才预警"
    for measure in Measure:
        said = explain(declared(rule(measure, Band(2, Grade.RED))), {}, FRAME, 2)
        assert said.why is Why.BELOW and said.finding and said.finding.measure == 0 and not said.rows, measure
    assert why(TWO, 99) is Why.NO_FACTS
    assert why(replace(TWO, shadow=True), 1) is Why.SHADOW
    left_out = replace(FRAME, excluded=lambda _: out((1, 12)))
    said = explain(declared(TWO), {}, left_out, 1)
    assert said.why is Why.EXCLUDED and said.left_out == 1 and said.finding and said.finding.measure == 1
    assert explain(declared(TWO), {}, replace(FRAME, excluded=lambda _: out((1, 0))), 1).left_out == len([r for r in ROWS if r[0] == 1])


def test_every_rule_of_such_a_subject_answers_even_when_one_fails() -> None:
    broken = replace(TWO, code="broken", family=replace(TWO.family, facts=lambda tables, asked: tables["nothing"]))
    firms = replace(TWO, code="firms", family=replace(TWO.family, subject=Subject.EMPLOYER))
    standing = [Standing(each, (declared(each),)) for each in (TWO, broken, firms)]
    said = why_not(standing, {}, FRAME, Subject.SITE, 1, SHENZHEN)
    assert [(each.edition.rule.code, each.why) for each in said] == [("r", Why.WARNED), ("broken", Why.TROUBLE)]


def county(bands: tuple[Band, ...], mode: Mode = Mode.LIVE) -> Edition:
    return Edition(TWO, SHENZHEN / "440306", mode, bands, TWO.parameters, TWO.basis, 7)


def test_the_edition_of_the_nearest_place_decides() -> None:
    one = county((Band(1, Grade.YELLOW),))
    standing = Standing(TWO, (declared(TWO), one))
    assert standing.at(SHENZHEN / "440306" / "440306001") is one
    assert standing.at(SHENZHEN / "440305") == declared(TWO)
    assert {each.finding.subject for each in ask(standing, {}, FRAME)} == {1, 3}, "asked once, down to the mildest band"
    assert one.version != declared(TWO).version
    off = Standing(TWO, (declared(TWO), county(TWO.bands, Mode.OFF)))
    said = why_not([off], {}, FRAME, Subject.SITE, 1, SHENZHEN / "440306")
    assert [each.why for each in said] == [Why.NOT_HERE]
