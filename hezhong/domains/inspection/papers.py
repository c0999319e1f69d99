"""What each document of an inspection, and of the cases beside it, prints beside the names and numbers the engine fills in.

What an article says is quoted word for word; a test holds the quotations against the texts.
"""

from typing import Any

from hezhong.domains.inspection import child_papers, decision_papers, inquiry_papers
from hezhong.domains.inspection.facts import Conclusion, Findings
from hezhong.domains.inspection.wording import Content, claims, filed_on, iso, said, sums
from hezhong.engine.dossier import Dossier, Moment

PAPERS = {**inquiry_papers.PAPERS, **decision_papers.PAPERS}


def paper(document: str, dossier: Dossier[Any], at: Moment) -> Content:
    """Return articles, remedy and fields of a document, as plain values without the name of any person."""
    own = isinstance(dossier.facts, Findings)
    wording = PAPERS[document](dossier, at) if own else child_papers.PAPERS[document](dossier, at)
    return wording.content({**_case(dossier), **(_findings(dossier) if own else {})})


def _case(dossier: Dossier[Any]) -> Content:
    parent = dossier.opening.parent
    return {
        "about": dossier.opening.about,
        "people": dossier.opening.people,
        "claims": claims(dossier.matter.items),
        "parent": parent.number if parent else "",
        "from_complaint": bool(parent and parent.case_type == "complaint"),
        "stub": True,
    }


def _findings(dossier: Dossier[Findings]) -> Content:
    facts = dossier.facts
    return {
        "cause": facts.violation.label,
        "source": facts.source.label,
        "main": facts.main,
        "second": facts.second,
        "people": facts.people if said(dossier, Conclusion) else dossier.opening.people,
        "found": facts.found,
        "filed_on": filed_on(dossier),
        "perform_by": iso(facts.perform_by),
        **sums(owed=facts.owed, fine=facts.fine, paid=facts.paid),
    }
