"""Figures of rules as heads type them: every rule's own figures come back as they were, and no nonsense is understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezhong.early_warning import rule_changes, rules
from hezhong.early_warning.editions import declared
from hezhong.early_warning.vocabulary import Measure, WarningRule
from hezhong.kernel.understand import Unclear
from hezhong.web.desk.warnings import figures

EVERY = rules.declared()


def of(measure: Measure) -> WarningRule:
    return next(rule for rule in EVERY.values() if rule.family.measure is measure)


@pytest.mark.parametrize("code", EVERY)
def test_the_figures_of_a_rule_typed_as_they_are_shown_are_the_same(code: str) -> None:
    rule = EVERY[code]
    typed = dict(figures.typed(declared(rule)))
    assert figures.bands(rule, typed) == tuple(sorted(rule.bands, key=lambda band: band.grade))
    assert figures.parameters(rule, typed) == dict(rule.parameters)
    assert rule_changes._of_bands(rule.bands, rule) == [] and rule_changes._of_parameters(rule.parameters, rule) == []


@pytest.mark.parametrize(
    ("text", "least", "above"),
    [
        ("30", 30, False), ("３０", 30, False), ("30 人", 30, False), ("超过30人", 30, True), (">30", 30, True), ("＞ 30", 30, True), (">=30", 30, False),
        ("≥30", 30, False), ("达到 30", 30, False), ("1,000", 1000, False), ("1万", 10_000, False), ("超过 0", 0, True),
    ],
)  # fmt: skip
def test_an_edge_is_understood_as_people_write_it(text: str, least: int, above: bool) -> None:
    band = figures.bands(of(Measure.PEOPLE), {"band_red": text})[0]
    assert (band.least, band.above) == (least, above)


def test_money_is_written_in_yuan_and_kept_in_fen_and_a_share_in_per_cent() -> None:
    amount, share = of(Measure.AMOUNT), of(Measure.SHARE)
    assert figures.bands(amount, {"band_red": "10万元"})[0].least == 10_000_000
    assert figures.bands(amount, {"band_red": "0.01"})[0].least == 1
    assert figures.bands(share, {"band_red": "12.5%"})[0].least == 1_250
    for rule, text in ((amount, "0.001"), (share, "12.555")):
        with pytest.raises(Unclear, match="最多写到"):
            figures.bands(rule, {"band_red": text})


@given(st.text(max_size=30))
def test_whatever_is_typed_is_understood_as_a_number_or_said_not_to_be(text: str) -> None:
    try:
        found = figures.bands(of(Measure.AMOUNT), {"band_red": text})
    except Unclear as unclear:
        assert "请写数字" in str(unclear) or "最多写到" in str(unclear) or "至少写一种颜色" in str(unclear)
    else:
        assert found[0].least >= 0 and Decimal(found[0].least).is_finite()
