"""Why a paper may not be signed off or served: reasons as in ``refusals``, which asks them in its order."""

from hezhong.engine.case_type import Service, SignOff
from hezhong.engine.serving import lacks, not_by_notice
from hezhong.engine.ticks import Attempt
from hezhong.engine.vocabulary import Document


def paper_of_the_other_office(attempt: Attempt) -> str | None:
    """The office above signs off and serves what it issued itself, never what the handling office did."""
    record = attempt.given
    if not isinstance(record, (SignOff, Service)):
        return None
    carriers = attempt.dossier.case_type.carriers(record.document)
    return None if attempt.actor.roles & carriers else "这份文书由办理案件的机关签发和送达"


def not_yours_to_sign_off(attempt: Attempt) -> str | None:
    """Some papers only a certain role may sign off (签发)."""
    if not isinstance(attempt.given, SignOff):
        return None
    document: Document | None = attempt.dossier.case_type.words(Document).get(attempt.given.document)
    if document is None:
        return "没有这种文书"
    if document.by is None or document.by in attempt.actor.roles:
        return None
    return f"《{document.title}》须由{document.by.title}签发"


def served_to_nobody(attempt: Attempt) -> str | None:
    """A record of service names a document of this case and somebody it is addressed to."""
    record = attempt.given
    if not isinstance(record, Service):
        return None
    document: Document | None = attempt.dossier.case_type.words(Document).get(record.document)
    if document is None or record.on not in {role.name for role in document.to}:
        return "没有这份文书，或者它不送达给这一方"
    return None


def service_is_not_lawful(attempt: Attempt) -> str | None:
    """Each method of service has its own facts to show, and a short public notice its own ground."""
    record = attempt.given
    if not isinstance(record, Service):
        return None
    dossier, at = attempt.dossier, attempt.at
    return lacks(record) or not_by_notice(record, dossier.facts, dossier.matter.place, at.happened_on, at.book)
