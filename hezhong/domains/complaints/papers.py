"""What each document of a complaint prints, beside the names and numbers that the engine fills in."""

from collections.abc import Callable, Mapping
from typing import Any

from hezhong.domains.complaints.facts import Grievance, Ground
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.words import said
from hezhong.kernel.dates import spoken
from hezhong.kernel.money import capital, yuan
from hezhong.law.statutes import remedies
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL

File = Dossier[Grievance]
Content = dict[str, Any]


def paper(document: str, dossier: File, at: Moment) -> Content:
    """Return articles, remedy and fields of a document, as plain values without any name."""
    return {"fields": _matter(dossier), **PAPERS[document](dossier, at)}


def _matter(dossier: File) -> Content:
    """What every document may print of the complaint."""
    facts, items = dossier.facts, dossier.matter.items
    claimed = sum(item.claimed for item in items)
    return {
        "received_on": spoken(dossier.filed_on, 0),
        "received_date": dossier.filed_on.isoformat(),
        "about": dossier.opening.about,
        "people": dossier.opening.people,
        "claims": [
            {"kind": item.kind.value, "months": said(facts.months, {}), "amount": yuan(item.claimed)} for item in items
        ],
        "total": yuan(claimed),
        "total_capital": capital(claimed) if claimed else "",
        "on_site": facts.on_site,
        "wages": "、".join(each.label for each in facts.wages),
        "months": said(facts.months, {}) if facts.months else "",
        "site": list(facts.site.place.path),
        "site_rest": facts.site.rest,
        "told_where": facts.told_where,
        "story": facts.story,
    }


def _article(article: Any, says: str) -> tuple[str, str]:
    return str(article), says


def _registration(dossier: File, at: Moment) -> Content:
    return {"articles": [_article(GUANGDONG_ACT.article(37), "投诉文书应当载明的事项")], "remedy": ""}


def _acceptance(dossier: File, at: Moment) -> Content:
    return {
        "articles": [
            _article(GUANGDONG_ACT.article(36, 1), "应当在接到投诉之日起五个工作日内受理，并于受理之日立案查处"),
            _article(GUANGDONG_ACT.article(44, 1), "应当自立案之日起四十五个工作日内作出处理"),
        ],
        "remedy": "",
        "fields": {**_matter(dossier), "accepted_on": at.happened_on.isoformat()},
    }


def _supplement(dossier: File, at: Moment) -> Content:
    facts = dossier.facts
    by_day = spoken(facts.supplement_by) if facts.supplement_by else ""
    return {
        "articles": [_article(GUANGDONG_ACT.article(39, 1), "第（七）项：事项不明确或者材料不齐全的，一次性告知补正；补正后符合规定的，予以受理")],
        "remedy": "",
        "fields": {**_matter(dossier), "missing": facts.missing, "by_day": by_day},
    }


GROUNDS: Mapping[Ground, str] = {
    Ground.TOO_LATE: "第（三）项：投诉时间超出劳动保障违法行为查处期限的，不予受理",
    Ground.IN_DISPUTE: "第（四）项：已经申请仲裁、提起诉讼或者申请支付令的，不予受理",
    Ground.FOR_DISPUTE: "第（五）项：应当通过劳动争议处理程序解决的，不予受理",
    Ground.DECIDED: "第（六）项：对已经作出处理的同一事项重复投诉的，不予受理",
}


def _refusal(dossier: File, at: Moment) -> Content:
    facts = dossier.facts
    assert facts.ground is not None
    articles = [_article(GUANGDONG_ACT.article(39, 1), GROUNDS[facts.ground])]
    if facts.ground is Ground.TOO_LATE:
        articles.append(_article(NATIONAL.article(20), "违法行为在2年内未被发现，也未被举报、投诉的，不再查处"))
    return {
        "articles": articles,
        "remedy": remedies.AGAINST_A_REFUSAL,
        "fields": {**_matter(dossier), "ground": facts.ground.label, "reason": facts.why},
    }


def _forum(dossier: File, at: Moment) -> Content:
    facts = dossier.facts
    return {
        "articles": [_article(GUANGDONG_ACT.article(39, 1), "第（一）项：不属于劳动保障监察职权范围的，告知投诉人")],
        "remedy": remedies.AGAINST_A_REFUSAL,
        "fields": {**_matter(dossier), "forum": facts.forum.label if facts.forum else "", "reason": facts.why},
    }


def _transfer(dossier: File, at: Moment) -> Content:
    return {
        "articles": [_article(GUANGDONG_ACT.article(39, 1), "第（二）项：属于劳动保障监察职权范围但不属于本机关管辖的，应当告知投诉人向有管辖权的机关提出")],
        "remedy": "",
        "fields": {**_matter(dossier), "reason": dossier.facts.why},
    }


PAPERS: Mapping[str, Callable[[File, Moment], Content]] = {
    "registration_form": _registration,
    "acceptance_notice": _acceptance,
    "supplement_notice": _supplement,
    "refusal_notice": _refusal,
    "forum_notice": _forum,
    "transfer_letter": _transfer,
}
