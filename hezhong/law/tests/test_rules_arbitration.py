"""Rules of arbitration and mediation: rows by hand from the articles, at least two each way."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.kernel.places import GUANGDONG, NATION
from hezhong.law.model import Decision
from hezhong.law.statutes import (
    agreements,
    arbitration_clock,
    arbitration_forms,
    interpretations,
    jurisdiction,
    tribunals,
)
from hezhong.law.statutes.agreements import Defect, Ending, Rejection, RejectionInGuangdong, Signatures
from hezhong.law.statutes.arbitration_clock import Event, Ground
from hezhong.law.statutes.arbitration_forms import Bar, Case, Paper
from hezhong.law.statutes.interpretations import Annulment, Delay

HUNAN, SHENZHEN = NATION / "430000", GUANGDONG / "440300"
AVERAGE = Decimal(130000)
JUNE_1, JUNE_2 = date(2026, 6, 1), date(2026, 6, 2)
MARKS = Signatures(worker=True, employer=True, mediator=True, seal=True)

ROWS = [
    # what a mediation agreement is worth
    (agreements.takes_effect, (MARKS,), True),
    (agreements.takes_effect, (Signatures(True, True, True, seal=True),), True),
    (agreements.takes_effect, (Signatures(True, True, True, seal=False),), False),
    (agreements.takes_effect, (Signatures(True, True, mediator=False, seal=True),), False),
    (agreements.takes_effect, (Signatures(True, employer=False, mediator=True, seal=True),), False),
    (agreements.has_to_end, ((Ending.SETTLED,),), True),
    (agreements.has_to_end, ((Ending.TIME_OVER, Ending.REFUSED),), True),
    (agreements.has_to_end, ((),), False),
    (agreements.tells_of_arbitration, (Ending.TIME_OVER,), True),
    (agreements.tells_of_arbitration, (Ending.SETTLED,), False),
    (agreements.tells_of_arbitration, (Ending.REFUSED,), True),
    (agreements.review_is_refused, ((Rejection.RELATIONSHIP,), HUNAN), True),
    (agreements.review_is_refused, ((Rejection.CONFIRMED,), SHENZHEN), True),
    (agreements.review_is_refused, ((), SHENZHEN, (RejectionInGuangdong.TIME_BARRED,)), True),
    (agreements.review_is_refused, ((), HUNAN, (RejectionInGuangdong.TIME_BARRED,)), False),
    (agreements.review_is_refused, ((), SHENZHEN), False),
    (agreements.no_statement_is_made, ((Defect.UNFREE,),), True),
    (agreements.no_statement_is_made, ((Defect.UNCLEAR, Defect.HARMFUL),), True),
    (agreements.no_statement_is_made, ((),), False),
    (agreements.allows_payment_order, (True, True, True), True),
    (agreements.allows_payment_order, (False, True, True), False),
    (agreements.allows_payment_order, (True, False, True), False),
    (agreements.allows_payment_order, (True, True, False), False),
    (agreements.commission_is_even, (3, 3), True),
    (agreements.commission_is_even, (1, 1), True),
    (agreements.commission_is_even, (2, 3), False),
    (agreements.commission_is_even, (0, 0), False),
    (agreements.acceptance_waits, (False, True), True),
    (agreements.acceptance_waits, (False, False), False),
    (agreements.acceptance_waits, (True, True), False),
    # the clock of arbitration
    (arbitration_clock.restarts_for_third_party, (Event.THIRD_PARTY,), True),
    (arbitration_clock.restarts_for_third_party, (Event.SUSPENDED,), False),
    (arbitration_clock.restarts_for_third_party, (Event.OTHER,), False),
    (arbitration_clock.restarts_for_supplement, (Event.SUPPLEMENTED,), True),
    (arbitration_clock.restarts_for_supplement, (Event.THIRD_PARTY,), False),
    (arbitration_clock.restarts_for_supplement, (Event.PUBLIC_NOTICE,), False),
    (arbitration_clock.restarts_for_claim_change, (Event.CLAIM_CHANGED,), True),
    (arbitration_clock.restarts_for_claim_change, (Event.COUNTERCLAIM,), False),
    (arbitration_clock.restarts_for_claim_change, (Event.SUPPLEMENTED,), False),
    (arbitration_clock.restarts_for_counterclaim, (Event.COUNTERCLAIM,), True),
    (arbitration_clock.restarts_for_counterclaim, (Event.TRANSFERRED,), False),
    (arbitration_clock.restarts_for_counterclaim, (Event.CLAIM_CHANGED,), False),
    (arbitration_clock.restarts_for_transfer, (Event.TRANSFERRED,), True),
    (arbitration_clock.restarts_for_transfer, (Event.OTHER,), False),
    (arbitration_clock.restarts_for_transfer, (Event.SUSPENDED,), False),
    (arbitration_clock.is_not_counted, (Event.SUSPENDED,), True),
    (arbitration_clock.is_not_counted, (Event.PUBLIC_NOTICE,), True),
    (arbitration_clock.is_not_counted, (Event.TRANSFERRED,), False),
    (arbitration_clock.is_not_counted, (Event.OTHER,), False),
    (arbitration_clock.may_be_suspended, ((Ground.DEATH,), True), True),
    (arbitration_clock.may_be_suspended, ((Ground.EXPERTISE, Ground.OTHER_CASE), True), True),
    (arbitration_clock.may_be_suspended, ((Ground.DEATH,), False), False),
    (arbitration_clock.may_be_suspended, ((), True), False),
    (arbitration_clock.may_be_shortened, (True,), True),
    (arbitration_clock.may_be_shortened, (False,), False),
    (arbitration_clock.may_be_awarded_first, (True,), True),
    (arbitration_clock.may_be_awarded_first, (False,), False),
    (arbitration_clock.may_be_enforced_in_advance, (True, True, True, True), True),
    (arbitration_clock.may_be_enforced_in_advance, (False, True, True, True), False),
    (arbitration_clock.may_be_enforced_in_advance, (True, True, False, True), False),
    (arbitration_clock.may_be_enforced_in_advance, (True, True, True, False), False),
    # simplified and collective
    (arbitration_forms.fits_simplified, (Case(clear=True, amount=Decimal(900000)), AVERAGE), True),
    (arbitration_forms.fits_simplified, (Case(amount=Decimal(130000)), AVERAGE), True),
    (arbitration_forms.fits_simplified, (Case(both_agree=True), AVERAGE), True),
    (arbitration_forms.fits_simplified, (Case(amount=Decimal("130000.01")), AVERAGE), False),
    (arbitration_forms.fits_simplified, (Case(), AVERAGE), False),
    (arbitration_forms.is_barred, ((Bar.RESPONDENT_MISSING,),), True),
    (arbitration_forms.is_barred, ((Bar.PUBLIC_INTEREST, Bar.UNFIT),), True),
    (arbitration_forms.is_barred, ((),), False),
    (arbitration_forms.simplified, (Case(both_agree=True), (), AVERAGE), True),
    (arbitration_forms.simplified, (Case(both_agree=True), (Bar.GREAT_INFLUENCE,), AVERAGE), False),
    (arbitration_forms.simplified, (Case(clear=True, workers=12, common_claim=True), (), AVERAGE), True),  # 62, 2
    (arbitration_forms.simplified, (Case(), (), AVERAGE), False),
    (arbitration_forms.may_be_served_simply, (Paper.HEARING_NOTICE,), True),
    (arbitration_forms.may_be_served_simply, (Paper.OTHER,), True),
    (arbitration_forms.may_be_served_simply, (Paper.AWARD,), False),
    (arbitration_forms.may_be_served_simply, (Paper.MEDIATION_STATEMENT,), False),
    (arbitration_forms.absence_counts, (True, False), False),
    (arbitration_forms.absence_counts, (True, True), True),
    (arbitration_forms.absence_counts, (True, False, True), True),
    (arbitration_forms.may_be_converted, (True, JUNE_1, JUNE_1), True),
    (arbitration_forms.may_be_converted, (True, JUNE_1, JUNE_2), True),
    (arbitration_forms.may_be_converted, (True, JUNE_2, JUNE_1), False),
    (arbitration_forms.may_be_converted, (False, JUNE_1, JUNE_2), False),
    (arbitration_forms.is_collective, (Case(workers=10, common_claim=True),), True),
    (arbitration_forms.is_collective, (Case(workers=3, collective_contract=True),), True),
    (arbitration_forms.is_collective, (Case(workers=9, common_claim=True),), False),
    (arbitration_forms.is_collective, (Case(workers=20),), False),
    (arbitration_forms.representatives_are_enough, (3,), True),
    (arbitration_forms.representatives_are_enough, (5,), True),
    (arbitration_forms.representatives_are_enough, (2,), False),
    (arbitration_forms.representatives_are_enough, (6,), False),
    (arbitration_forms.others_may_be_called, (50, SHENZHEN), True),
    (arbitration_forms.others_may_be_called, (49, SHENZHEN), False),
    (arbitration_forms.others_may_be_called, (300, GUANGDONG), True),
    (arbitration_forms.others_may_be_called, (80, HUNAN), False),
    (tribunals.needs_three, (10, True, False, False), True),
    (tribunals.needs_three, (1, False, False, True), True),
    (tribunals.needs_three, (9, True, False, False), False),
    (tribunals.needs_three, (30, False, False, False), False),
    (tribunals.may_record, ("王", ("李", "赵")), True),
    (tribunals.may_record, ("李", ("李", "赵")), False),
    (tribunals.may_record, ("李", ("李",)), False),
    (tribunals.may_record, ("李", ("赵",)), True),
    (tribunals.commission_is_staffed, (3, 2), True),
    (tribunals.commission_is_staffed, (2, 2), False),
    (tribunals.commission_is_staffed, (8, 3), True),
    (tribunals.commission_is_staffed, (3, 1), False),
    # jurisdiction and the hearing
    (jurisdiction.has_to_refer, (SHENZHEN, True, True), True),
    (jurisdiction.has_to_refer, (HUNAN, True, True), True),
    (jurisdiction.has_to_refer, (SHENZHEN, False, True), False),
    (jurisdiction.has_to_refer, (SHENZHEN, True, False), False),
    (jurisdiction.claim_may_change, (JUNE_1, JUNE_1), True),
    (jurisdiction.claim_may_change, (JUNE_1, JUNE_2), True),
    (jurisdiction.claim_may_change, (JUNE_2, JUNE_1), False),
    (jurisdiction.claim_may_change, (date(2026, 7, 1), JUNE_1), False),
    (jurisdiction.counts_as_withdrawn, (True, False, True), True),
    (jurisdiction.counts_as_withdrawn, (True, True, False, True), True),
    (jurisdiction.counts_as_withdrawn, (False, False, True), False),
    (jurisdiction.counts_as_withdrawn, (True, True, True), False),
    (jurisdiction.may_go_on_without, (True, False, True), True),
    (jurisdiction.may_go_on_without, (True, False, False, True), True),
    (jurisdiction.may_go_on_without, (False, False, True), False),
    (jurisdiction.may_go_on_without, (True, True, True), False),
    (jurisdiction.has_to_be_corrected, (True, False), True),
    (jurisdiction.has_to_be_corrected, (False, True), True),
    (jurisdiction.has_to_be_corrected, (True, True), True),
    (jurisdiction.has_to_be_corrected, (False, False), False),
    # the court after arbitration
    (interpretations.suit_over_delay, ((), True), True),
    (interpretations.suit_over_delay, ((), False), False),
    (interpretations.suit_over_delay, ((Delay.HEARING,), True), False),
    (interpretations.suit_over_delay, ((Delay.EXPERTISE, Delay.TRANSFERRED), True), False),
    (interpretations.award_takes_effect, (False,), True),
    (interpretations.award_takes_effect, (False, True), True),
    (interpretations.award_takes_effect, (True,), False),
    (interpretations.award_takes_effect, (True, True), False),
    (interpretations.enforcement_goes_on, (None,), True),
    (interpretations.enforcement_goes_on, (Annulment.REJECTED,), True),
    (interpretations.enforcement_goes_on, (Annulment.WITHDRAWN,), True),
    (interpretations.enforcement_goes_on, (Annulment.PENDING,), False),
    (interpretations.enforcement_goes_on, (Annulment.GRANTED,), False),
    (interpretations.limitation_defence_is_heard, (True,), True),
    (interpretations.limitation_defence_is_heard, (False, True, True), True),
    (interpretations.limitation_defence_is_heard, (False,), False),
    (interpretations.limitation_defence_is_heard, (False, True, True, True), False),
    (interpretations.agreement_may_be_sued_over, (True, True), True),
    (interpretations.agreement_may_be_sued_over, (False, True), False),
    (interpretations.agreement_may_be_sued_over, (True, False), False),
    (interpretations.may_be_confirmed, (True, True), True),
    (interpretations.may_be_confirmed, (False, True), False),
    (interpretations.may_be_confirmed, (True, False), False),
]


@pytest.mark.parametrize(("rule", "given", "holds"), ROWS)
def test_a_rule_decides_as_its_article_says(rule: object, given: tuple[object, ...], holds: bool) -> None:
    assert callable(rule)
    decision = rule(*given)
    assert isinstance(decision, Decision)
    assert decision.holds is holds and decision.reasons and decision.articles


def test_the_size_of_a_tribunal() -> None:
    many = Case(workers=12, common_claim=True)
    assert arbitration_forms.tribunal_size(many, is_simplified=False)[0] == 3
    assert arbitration_forms.tribunal_size(many, is_simplified=True)[0] == 1
    assert arbitration_forms.tribunal_size(Case(), is_simplified=False)[0] == 1
