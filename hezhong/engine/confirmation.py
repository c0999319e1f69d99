"""The confirmation of the address for service (送达地址确认书) as a sheet: what an employer agreed to in the system."""

from hezhong.directory import mailbox
from hezhong.directory.models import Consent
from hezhong.engine import electronic, papers
from hezhong.engine.renderer import PaperData, TemplateRef
from hezhong.engine.sheets import TEMPLATES
from hezhong.kernel.local_time import local


def printed(agreed: Consent) -> bytes:
    """Return the sheet as PDF; the same consent gives the same bytes."""
    at = local(agreed.at)
    data = PaperData(
        title="送达地址确认书",
        office="",
        office_address="",
        office_phone="",
        number="",
        case_number="",
        addressee=agreed.employer.name,
        dated=at.date().isoformat(),
        check_url=agreed.by.code,
        check_code="",
        stage="final",
        demo=papers.letterhead().demo,
        fields={
            "firm": agreed.employer.name,
            "code": agreed.by.code,
            "by": agreed.by.name,
            "at": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
            "where": electronic.WHERE,
            "consent_under": mailbox.CONSENT_UNDER,
            "effect_under": mailbox.EFFECT_UNDER,
        },
    )
    return papers.renderer().render(TemplateRef(TEMPLATES, "service_address"), data)
