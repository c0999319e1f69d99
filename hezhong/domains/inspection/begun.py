"""How an inspection that another case opened begins: where it came from, how many it is about, what the employer is suspected of."""

from collections.abc import Mapping
from dataclasses import replace

from hezhong.domains.inspection.facts import Findings, Source, Violation
from hezhong.engine.case_type import Opener

SOURCES = {"report": Source.REPORT, "warning_response": Source.WARNING}
"""Which case that opens an inspection is which source of it; a complaint is the source by itself."""
MATTERS: Mapping[str, Violation] = {
    "wages": Violation.WAGES,
    "minimum_wage": Violation.MINIMUM_WAGE,
    "deductions": Violation.FINING_WORKERS,
    "hours": Violation.HOURS,
    "contract": Violation.CONTRACT,
    "social_insurance": Violation.SOCIAL_INSURANCE,
    "registers": Violation.REGISTERS,
    "wage_sheets": Violation.WAGE_SHEETS,
    "wage_account": Violation.WAGE_ACCOUNT,
    "wage_deposit": Violation.WAGE_DEPOSIT,
    "labour_costs": Violation.LABOUR_COSTS,
    "real_names": Violation.REAL_NAMES,
    "site_notice": Violation.SITE_NOTICE,
}
"""Code of what the opener says was broken -> what the employer is suspected of. A code that is not here is the inspector's to choose."""
NOTHING_SAID = "预警只是迹象，没有指明违反了什么。立案时请选定涉嫌违法行为"
SOME_UNSAID = "另有预警没有指明违反了什么。立案时请核对，需要的补选"


def facts(opener: Opener, given: Findings) -> Findings:
    """Return the facts an inspection begins with; the inspector may choose otherwise when the case is filed.

    What a warning alleges comes with it, the worst warning's matter first. What nobody could say is 其他, with a note that it is to be chosen.
    """
    begun = replace(given, source=SOURCES.get(opener.case_type, given.source), people=opener.people)
    if begun.source is not Source.WARNING:
        return begun
    known = tuple(dict.fromkeys(MATTERS[code] for code in opener.alleged if code in MATTERS))
    if not known:
        return replace(begun, violation=Violation.OTHER, to_choose=NOTHING_SAID)
    unsaid = any(code not in MATTERS for code in opener.alleged)
    return replace(begun, violation=known[0], also=known[1:], to_choose=SOME_UNSAID if unsaid else "")
