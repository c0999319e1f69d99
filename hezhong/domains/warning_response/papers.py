"""What the paper of a warning's case prints, beside the names and numbers that the engine fills in.

What an article says is quoted word for word; a test holds the quotation against the text.
"""

from collections.abc import Mapping
from typing import Any

from hezhong.domains.warning_response.facts import Response
from hezhong.engine.dossier import Dossier, Moment
from hezhong.law.statutes.migrant_wages import REGULATIONS

SUPERVISION = (
    str(REGULATIONS.article(39)),
    "人力资源社会保障行政部门、相关行业工程建设主管部门和其他有关部门应当按照职责，加强对用人单位与农民工签订劳动合同、工资支付以及工程建设项目"
    "实行农民工实名制管理、农民工工资专用账户管理、施工总承包单位代发工资、工资保证金存储、维权信息公示等情况的监督检查，预防和减少拖欠农民工工资行为的发生。",
)


def paper(document: str, dossier: Dossier[Response], at: Moment) -> Mapping[str, Any]:
    """Return articles, remedy and fields of the document, as plain values without the name of any person."""
    facts = dossier.facts
    fields = {
        "subject": facts.subject, "title": facts.title, "found": facts.found, "as_of": facts.as_of.isoformat() if facts.as_of else "",
        "plan": facts.plan, "closes": facts.closes, "rectify_by": facts.rectify_by.isoformat() if facts.rectify_by else "",
    }  # fmt: skip
    return {"articles": (SUPERVISION,), "remedy": "", "fields": fields}
