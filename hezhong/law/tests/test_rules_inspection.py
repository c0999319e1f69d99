"""Rules of inspection, of what follows a decision, of petitions and lists: rows by hand from the articles, both ways."""

from datetime import date
from decimal import Decimal

import pytest

from hezhong.law.model import Decision, Step
from hezhong.law.statutes import (
    complaints,
    credit,
    inspection_decisions,
    looking_back,
    migrant_wages,
    petition_routing,
    publication,
    wage_arrears_list,
    wage_crime,
)
from hezhong.law.statutes.complaints import Complaint
from hezhong.law.statutes.credit import Serious
from hezhong.law.statutes.inspection_decisions import NotCounted, Standstill, Weight, Withdrawal
from hezhong.law.statutes.looking_back import Violation
from hezhong.law.statutes.petition_routing import Request
from hezhong.law.statutes.publication import Grave
from hezhong.law.statutes.wage_arrears_list import Bar, Correction, Debtor, Removal
from hezhong.law.statutes.wage_crime import Order, TransferPaper

YES, NO = Decision(True, (Step("是"),)), Decision(False, (Step("否", wage_crime.TRANSFER.article(3)),))
THREE_PAPERS = (TransferPaper.LETTER, TransferPaper.REPORT, TransferPaper.ITEMS)
MARCH_5, MARCH_6 = date(2026, 3, 5), date(2026, 3, 6)
ONCE = Violation(date(2024, 3, 5))
LISTED, LATER = date(2026, 1, 5), date(2026, 3, 2)

ROWS = [
    # complaints
    (complaints.has_to_be_accepted, (Complaint(),), True),
    (complaints.has_to_be_accepted, (Complaint(in_person=False, verified=True),), True),
    (complaints.has_to_be_accepted, (Complaint(in_time=False),), False),
    (complaints.has_to_be_accepted, (Complaint(employer_named=False),), False),
    (complaints.has_to_be_accepted, (Complaint(in_person=False),), False),
    (complaints.is_dealt_with_as_report, (True, True), True),
    (complaints.is_dealt_with_as_report, (False, False), True),
    (complaints.is_dealt_with_as_report, (False, True), False),
    (complaints.representatives_are_in_order, (10, 5, True), True),
    (complaints.representatives_are_in_order, (30, 1, True), True),
    (complaints.representatives_are_in_order, (9, 3, True), False),
    (complaints.representatives_are_in_order, (10, 6, True), False),
    (complaints.representatives_are_in_order, (10, 5, False), False),
    (complaints.belongs_to_dispute_procedure, (True, False), True),
    (complaints.belongs_to_dispute_procedure, (False, True), True),
    (complaints.belongs_to_dispute_procedure, (False, False), False),
    # decisions
    (inspection_decisions.may_be_fined_on_the_spot, (Decimal(200), True, True), True),
    (inspection_decisions.may_be_fined_on_the_spot, (Decimal(3000), False, True), True),
    (inspection_decisions.may_be_fined_on_the_spot, (Decimal(201), True, True), False),
    (inspection_decisions.may_be_fined_on_the_spot, (Decimal(3001), False, True), False),
    (inspection_decisions.may_be_fined_on_the_spot, (Decimal(100), True, False), False),
    (inspection_decisions.is_not_counted, ((NotCounted.AUDIT,),), True),
    (inspection_decisions.is_not_counted, ((NotCounted.PUBLIC_NOTICE, NotCounted.EXPERTISE),), True),
    (inspection_decisions.is_not_counted, ((),), False),
    (inspection_decisions.stands_still, ((Standstill.ANOTHER_BODY,), True), True),
    (inspection_decisions.stands_still, ((Standstill.UNREACHABLE,), True), True),
    (inspection_decisions.stands_still, ((Standstill.UNREACHABLE,), False), False),
    (inspection_decisions.stands_still, ((), True), False),
    (inspection_decisions.has_to_be_passed_on, (False, False), True),
    (inspection_decisions.has_to_be_passed_on, (True, True), True),
    (inspection_decisions.has_to_be_passed_on, (True, False), False),
    (inspection_decisions.may_be_rescinded, ((Withdrawal.UNFOUNDED,),), True),
    (inspection_decisions.may_be_rescinded, ((Withdrawal.SETTLED, Withdrawal.TAKEN_BACK),), True),
    (inspection_decisions.may_be_rescinded, ((),), False),
    (inspection_decisions.needs_legal_review, ((Weight.HEARD,),), True),
    (inspection_decisions.needs_legal_review, ((Weight.COMPLEX, Weight.PUBLIC_INTEREST),), True),
    (inspection_decisions.needs_legal_review, ((),), False),
    (inspection_decisions.needs_discussion, (True, False), True),
    (inspection_decisions.needs_discussion, (False, True), True),
    (inspection_decisions.needs_discussion, (False, False), False),
    (inspection_decisions.may_be_decided, (True, True), True),
    (inspection_decisions.may_be_decided, (True, False, True), True),
    (inspection_decisions.may_be_decided, (False, True), False),
    (inspection_decisions.may_be_decided, (True, False), False),
    (inspection_decisions.counts_as_absconding, (True, False, True, True), True),
    (inspection_decisions.counts_as_absconding, (True, True, True, True), False),
    (inspection_decisions.counts_as_absconding, (True, False, False, True), False),
    (inspection_decisions.is_sent_to_dispute_procedure, (True, True, False, True), True),
    (inspection_decisions.is_sent_to_dispute_procedure, (True, False, False, True), False),
    (inspection_decisions.is_sent_to_dispute_procedure, (True, True, True, True), False),
    (inspection_decisions.may_be_mediated, (True, True, True), True),
    (inspection_decisions.may_be_mediated, (False, True, True), False),
    (inspection_decisions.may_be_mediated, (True, True, False), False),
    # looking back
    (looking_back.may_be_looked_into, (ONCE, MARCH_5), True),
    (looking_back.may_be_looked_into, (Violation(date(2019, 1, 1), lasts=True), MARCH_5), True),
    (looking_back.may_be_looked_into, (Violation(date(2019, 1, 1), True, date(2024, 3, 5)), MARCH_5), True),
    (looking_back.may_be_looked_into, (ONCE, MARCH_6), False),
    (looking_back.may_be_looked_into, (Violation(date(2019, 1, 1), True, date(2024, 3, 5)), MARCH_6), False),
    (looking_back.may_be_punished, (ONCE, MARCH_5), True),
    (looking_back.may_be_punished, (Violation(date(2021, 3, 5), grave=True), MARCH_5), True),
    (looking_back.may_be_punished, (ONCE, MARCH_6), False),
    (looking_back.may_be_punished, (Violation(date(2021, 3, 5), grave=True), MARCH_6), False),
    (looking_back.may_be_punished, (Violation(date(2021, 3, 5)), MARCH_5), False),
    (looking_back.is_repeated, (date(2025, 3, 5), MARCH_5, True), True),
    (looking_back.is_repeated, (date(2025, 3, 5), date(2025, 3, 6), True), True),
    (looking_back.is_repeated, (date(2025, 3, 5), MARCH_6, True), False),
    (looking_back.is_repeated, (date(2025, 3, 5), MARCH_5, False), False),
    # wages of migrant workers
    (migrant_wages.may_query_accounts, (True, True), True),
    (migrant_wages.may_query_accounts, (True, False), False),
    (migrant_wages.may_query_accounts, (False, True), False),
    (migrant_wages.bears_the_consequences, (True, False), True),
    (migrant_wages.bears_the_consequences, (True, True), False),
    (migrant_wages.bears_the_consequences, (False, False), False),
    (migrant_wages.may_go_to_court, (True, False), True),
    (migrant_wages.may_go_to_court, (True, True), False),
    (migrant_wages.may_go_to_court, (False, False), False),
    # the crime
    (wage_crime.refused_despite_order, (Order(True, True, True, paid=False),), True),
    (wage_crime.refused_despite_order, (Order(True, False, True, False, absconded=True, posted=True, recorded=True),), True),
    (wage_crime.refused_despite_order, (Order(True, False, True, False, absconded=True, posted=True),), False),
    (wage_crime.refused_despite_order, (Order(True, True, term_over=False, paid=False),), False),
    (wage_crime.refused_despite_order, (Order(True, True, True, paid=True),), False),
    (wage_crime.refused_despite_order, (Order(True, True, True, False, excused=True),), False),
    (wage_crime.has_to_be_transferred, (YES, YES), True),
    (wage_crime.has_to_be_transferred, (YES, NO), False),
    (wage_crime.has_to_be_transferred, (NO, YES), False),
    (wage_crime.papers_are_missing, (THREE_PAPERS, False), False),
    (wage_crime.papers_are_missing, ((*THREE_PAPERS, TransferPaper.EXPERTISE), True), False),
    (wage_crime.papers_are_missing, (THREE_PAPERS, True), True),
    (wage_crime.papers_are_missing, (THREE_PAPERS[1:], False), True),
    (wage_crime.penalty_may_stand_alone, (False,), True),
    (wage_crime.penalty_may_stand_alone, (True,), False),
    # petitions
    (petition_routing.goes_to_arbitration, (Request(for_arbitration=True),), True),
    (petition_routing.goes_to_arbitration, (Request(for_arbitration=True, asks_to_act=True),), True),
    (petition_routing.goes_to_arbitration, (Request(for_courts_or_police=True, for_arbitration=True),), False),
    (petition_routing.goes_to_arbitration, (Request(),), False),
    (petition_routing.goes_to_administration, (Request(for_administrative_procedure=True),), True),
    (petition_routing.goes_to_administration, (Request(for_administrative_procedure=True, asks_to_act=True),), True),
    (petition_routing.goes_to_administration, (Request(of_party_member=True),), False),
    (petition_routing.goes_to_administration, (Request(asks_to_act=True),), False),
    (petition_routing.asks_to_act, (Request(asks_to_act=True),), True),
    (petition_routing.asks_to_act, (Request(),), False),
    (petition_routing.asks_to_act, (Request(of_party_member=True, asks_to_act=True),), False),
    (petition_routing.has_sixty_days, (Request(),), True),
    (petition_routing.has_sixty_days, (Request(for_arbitration=True),), False),
    (petition_routing.has_sixty_days, (Request(asks_to_act=True),), False),
    (petition_routing.may_be_mediated, (True, True, True, True), True),
    (petition_routing.may_be_mediated, (True, False, True, True), False),
    (petition_routing.may_be_mediated, (True, True, False, True), False),
    (petition_routing.is_duplicate, (True, True, True), True),
    (petition_routing.is_duplicate, (False, True, True), False),
    (petition_routing.is_duplicate, (True, False, True), False),
    (petition_routing.is_at_an_end, (True, True), True),
    (petition_routing.is_at_an_end, (True, False), False),
    (petition_routing.is_at_an_end, (False, True), False),
    (petition_routing.representatives_are_few_enough, (5,), True),
    (petition_routing.representatives_are_few_enough, (1,), True),
    (petition_routing.representatives_are_few_enough, (6,), False),
    (petition_routing.representatives_are_few_enough, (0,), False),
    # the list of those in arrears
    (wage_arrears_list.has_to_be_listed, (Debtor(True, True, False, reaches_crime=True),), True),
    (wage_arrears_list.has_to_be_listed, (Debtor(True, True, False, grave_incident=True),), True),
    (wage_arrears_list.has_to_be_listed, (Debtor(True, True, False),), False),
    (wage_arrears_list.has_to_be_listed, (Debtor(True, True, True, reaches_crime=True),), False),
    (wage_arrears_list.has_to_be_listed, (Debtor(True, False, False, reaches_crime=True),), False),
    (wage_arrears_list.has_to_be_listed, (Debtor(False, False, False, grave_incident=True),), False),
    (wage_arrears_list.may_be_spared, (True, True), True),
    (wage_arrears_list.may_be_spared, (True, False), False),
    (wage_arrears_list.may_be_spared, (False, True), False),
    (wage_arrears_list.is_barred, ((Bar.AGAIN,),), True),
    (wage_arrears_list.is_barred, ((Bar.CRIME, Bar.OTHER),), True),
    (wage_arrears_list.is_barred, ((),), False),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, LATER, True), date(2026, 9, 2)), True),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, date(2025, 12, 1), True), date(2026, 7, 5)), True),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, LATER, True), date(2026, 9, 1)), False),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, None, True), date(2028, 1, 1)), False),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, LATER, False), date(2026, 9, 2)), False),
    (wage_arrears_list.may_be_removed_early, (Correction(LISTED, LATER, True, (Bar.CRIME,)), date(2026, 9, 2)), False),
    (wage_arrears_list.is_listed_again, (True, False, True), True),
    (wage_arrears_list.is_listed_again, (False, True, True), True),
    (wage_arrears_list.is_listed_again, (True, True, False), False),
    (wage_arrears_list.is_listed_again, (False, False, True), False),
    (wage_arrears_list.has_to_be_removed, ((Removal.OVER,),), True),
    (wage_arrears_list.has_to_be_removed, ((Removal.EARLY, Removal.REVOKED),), True),
    (wage_arrears_list.has_to_be_removed, ((),), False),
    # publication and credit
    (publication.has_to_be_published, (True, (Grave.ARREARS,)), True),
    (publication.has_to_be_published, (True, (Grave.CHILD_LABOUR, Grave.EFFECTS)), True),
    (publication.has_to_be_published, (True, ()), False),
    (publication.has_to_be_published, (False, (Grave.ARREARS,)), False),
    (publication.says_enough, (True, True, True, True, True), True),
    (publication.says_enough, (True, True, False, True, True), False),
    (publication.says_enough, (True, True, True, True, False), False),
    (publication.has_to_be_published_in_guangdong, (True,), True),
    (publication.has_to_be_published_in_guangdong, (False,), False),
    (credit.is_graded_c, ((Serious.THREE_TIMES,),), True),
    (credit.is_graded_c, ((Serious.PROSECUTED, Serious.OBSTRUCTED),), True),
    (credit.is_graded_c, ((),), False),
]


@pytest.mark.parametrize(("rule", "given", "holds"), ROWS)
def test_a_rule_decides_as_its_article_says(rule: object, given: tuple[object, ...], holds: bool) -> None:
    assert callable(rule)
    decision = rule(*given)
    assert isinstance(decision, Decision)
    assert decision.holds is holds and decision.reasons and decision.articles
