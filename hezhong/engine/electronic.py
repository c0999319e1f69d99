"""Papers and an employer's mailbox: putting one in when it is served electronically, and finding one by its check code.

Only where the employer's consent stands in the system; who agreed on paper only is served as the officer records it.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from uuid import UUID

from hezhong.directory import authorised, mailbox
from hezhong.directory.mailbox import Proof
from hezhong.engine import addressees, outbox
from hezhong.engine.core import Refused
from hezhong.engine.dossier import FIRMS, Event
from hezhong.engine.models import Message, Paper
from hezhong.engine.serving import Method
from hezhong.engine.views import PaperLine
from hezhong.kernel.local_time import local_day

WHERE = "本系统的单位电子信箱"


def deliver(paper: Paper, event: Event) -> None:
    """Put a paper that was just served electronically on a consenting employer into its mailbox, and tell its people.

    It is served on the day it reaches the mailbox (行政处罚法 61, 民事诉讼法 90), so no other day can be recorded. Raises Refused.
    """
    if paper.role not in FIRMS or not paper.party:
        return
    employer, today = int(paper.party), local_day(event.recorded_at)
    if not mailbox.consenting({employer}):
        return
    if event.happened_on != today:
        raise Refused(f"放进单位电子信箱的当天就是送达日（{mailbox.EFFECT_UNDER}），不能补登别的日子。请把日子留空，再登记一次")
    mailbox.put(paper.id, employer, paper.sha256, event.recorded_at)
    office = addressees.heading(paper.office).name
    text = f"{office}今天把一份文书送到了贵单位的电子信箱，今天就是送达日，期限从此计算。请登录“用人单位办事”查看。"
    outbox.put(
        Message(key=f"mailbox/{paper.id}/{event.number}/{token}", to=contact, text=text, created_at=event.recorded_at)
        for token, contact in sorted(authorised.contacts(employer, today).items())
    )


def words_for(paper: Paper) -> dict[str, str]:
    """Return what the record of electronic service says where the addressee agreed here: field -> words; else nothing."""
    agreed = mailbox.consent(int(paper.party)) if paper.role in FIRMS and paper.party else None
    if agreed is None:
        return {}
    day = local_day(agreed.at)
    return {
        "where": WHERE,
        "consent": f"{day.isoformat()} {agreed.by.name}在系统里确认的送达地址确认书",
        "proof": "系统放入单位电子信箱，记下放入和打开的时间",
    }


def proofs(lines: Iterable[PaperLine]) -> Mapping[UUID, Proof]:
    """Return the proof of each of these papers that lies in a mailbox; asks nothing where none was served so."""
    served = [line.id for line in lines if line.served.endswith(Method.ELECTRONIC.label)]
    return mailbox.proofs(served) if served else {}


def paper_of_firm(typed: str) -> tuple[UUID, int] | None:
    """Return a sealed paper with its addressee, an employer, by its check code, however typed; None where there is none."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    code = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    rows = Paper.objects.filter(check_code=code, role__in=FIRMS, sealed_at__isnull=False).exclude(party="")
    found = rows.exclude(stage=Paper.Stage.VOID).values_list("id", "party").first()
    return (found[0], int(found[1])) if found else None
