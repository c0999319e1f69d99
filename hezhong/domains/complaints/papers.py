"""What each document of a complaint prints, beside the names and numbers that the engine fills in.

What an article says is quoted word for word; a test holds the quotations against the texts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hezhong.directory import offices, regions
from hezhong.domains.complaints.facts import Acceptance, Grievance, Ground, Trouble
from hezhong.engine.answers import Months
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.matter import ClaimItem
from hezhong.kernel.dates import spoken
from hezhong.kernel.money import capital, yuan
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes import remedies
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL

File = Dossier[Grievance]
Content = dict[str, Any]
Cited = tuple[str, str]

SORTED = GUANGDONG_ACT.article(39, 1)
"""Where the law sorts complaints into eight kinds, an item each."""

NOT_OURS: Cited = (f"{SORTED}第（一）项", "不属于劳动保障监察职权范围的，告知投诉人。")
ANOTHER_OFFICE: Cited = (
    f"{SORTED}第（二）项",
    "属于劳动保障监察职权范围但不属于受理投诉的人力资源社会保障行政部门管辖的，"
    "应当告知投诉人向有管辖权的人力资源社会保障行政部门提出。",
)
INCOMPLETE: Cited = (
    f"{SORTED}第（七）项",
    "投诉文书应当载明的事项不明确或者提供材料不齐全的，一次性告知补正；补正后符合规定的，予以受理。",
)
GROUNDS: Mapping[Ground, Cited] = {
    Ground.TOO_LATE: (f"{SORTED}第（三）项", "投诉时间超出劳动保障违法行为查处期限的，不予受理。"),
    Ground.IN_DISPUTE: (
        f"{SORTED}第（四）项",
        "已经按照劳动争议处理程序申请仲裁、提起诉讼，或者已经向人民法院申请支付令的，不予受理。"
        "但劳动争议仲裁机构或者人民法院裁决认为应当由有关行政部门解决，对其请求事项不予受理或者予以驳回的除外。",
    ),
    Ground.FOR_DISPUTE: (f"{SORTED}第（五）项", "按照法律、法规和规章规定应当通过劳动争议处理程序解决的，不予受理。"),
    Ground.DECIDED: (
        f"{SORTED}第（六）项",
        "对人力资源社会保障行政部门已经按照劳动保障监察程序作出处理的同一事项重复投诉的，不予受理。",
    ),
}
TWO_YEARS: Cited = (
    str(NATIONAL.article(20)),
    "违反劳动保障法律、法规或者规章的行为在2年内未被劳动保障行政部门发现，也未被举报、投诉的，劳动保障行政部门不再查处。",
)


ANSWERED_IN_TIME: Cited = (
    str(GUANGDONG_ACT.article(36, 1)),
    "对符合下列条件的投诉，人力资源社会保障行政部门应当在接到投诉之日起五个工作日内受理，并于受理之日立案查处：",
)
CONCLUDED_IN_TIME: Cited = (
    str(GUANGDONG_ACT.article(44, 1)),
    "人力资源社会保障行政部门对违反劳动保障法律、法规或者规章的行为，根据调查、检查的结果，"
    "应当自立案之日起四十五个工作日内作出以下处理：",
)
BY_OTHERS: Cited = (
    f"{SORTED}第（八）项",
    "投诉人通过信函邮寄等形式或者委托他人提交投诉材料，经投诉人本人核实，情况属实并符合受理条件的，予以受理。",
)
WHAT_A_COMPLAINT_SAYS: Cited = (str(GUANGDONG_ACT.article(37)), "投诉文书应当载明下列事项：")


@dataclass(frozen=True)
class Wording:
    """What one document says beyond the complaint itself. ``remedy``: '' where nothing is decided against anybody."""

    articles: tuple[Cited, ...]
    remedy: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


def paper(document: str, dossier: File, at: Moment) -> Content:
    """Return articles, remedy and fields of a document, as plain values without the name of any person."""
    wording = PAPERS[document](dossier, at)
    return {"articles": wording.articles, "remedy": wording.remedy, "fields": {**_matter(dossier), **wording.more}}


def _matter(dossier: File) -> Content:
    """What every document may print of the complaint."""
    facts, items = dossier.facts, [item for item in dossier.matter.items if item.claimed]
    total = sum((item.claimed for item in items), Decimal(0))
    return {
        "received_date": dossier.filed_on.isoformat(),
        "about": _about(dossier),
        "people": dossier.opening.people,
        "claims": [_claim(item) for item in items],
        "total": yuan(total) if items else "",
        "total_capital": capital(total) if items else "",
        "on_site": facts.on_site,
        "wages": "、".join(each.label for each in facts.wages),
        "site": regions.full_name(facts.site.place.path[-1]) if facts.site.place.path else "",
        "site_rest": facts.site.rest,
        "told_where": facts.told_where,
        "story": facts.story,
    }


def _about(dossier: File) -> str:
    """Return what is complained of, as the object of 关于某单位…的投诉: 拖欠2026年7月至2026年9月工资."""
    facts = dossier.facts
    if facts.trouble is Trouble.WAGES and facts.months:
        return f"拖欠{_span(facts.months)}工资"
    return dossier.opening.about.removesuffix("（工地）")


def _span(months: Months) -> str:
    (y1, m1), (y2, m2) = months.since, months.until
    return f"{y1}年{m1}月" + (f"至{y2}年{m2}月" if months.since != months.until else "")


def _claim(item: ClaimItem) -> Content:
    months = ""
    if item.since and item.until:
        months = _span(Months((item.since.year, item.since.month), (item.until.year, item.until.month)))
    return {"kind": item.kind.value, "months": months, "amount": yuan(item.claimed)}


def _registration(dossier: File, at: Moment) -> Wording:
    return Wording((WHAT_A_COMPLAINT_SAYS,), more={**_accepted(dossier, at), **_together(dossier)})


def _together(dossier: File) -> Content:
    """Which case leads this one, and whether its complainant was elected (广东 38); nothing of a complaint that stands alone."""
    elected = any(party.elected for party in dossier.parties)
    words = [f"集体投诉，牵头案件{dossier.lead}"] if dossier.lead else []
    words += ["推选的代表"] if elected else []
    return {"together": "；".join(words)} if words else {}


def _acceptance(dossier: File, at: Moment) -> Wording:
    limit = at.book.limit(duty.CONCLUDE, dossier.matter.place, at.happened_on)
    day = {"due_on": limit.period.after(at.happened_on, at.calendar).isoformat()}
    return Wording((ANSWERED_IN_TIME, CONCLUDED_IN_TIME), more={**_accepted(dossier, at), **day})


def _accepted(dossier: File, at: Moment) -> Content:
    """Who handles the complaint and what they wrote when they accepted it."""
    given = dossier.events[-1].given
    assert isinstance(given, Acceptance)
    return {
        "main": given.main,
        "second": given.second,
        "opinion": given.opinion,
        "accepted_on": at.happened_on.isoformat(),
    }


def _supplement(dossier: File, at: Moment) -> Wording:
    facts = dossier.facts
    by_day = spoken(facts.supplement_by, at.happened_on.year) if facts.supplement_by else ""
    return Wording((INCOMPLETE,), more={"missing": facts.missing, "by_day": by_day})


def _refusal(dossier: File, at: Moment) -> Wording:
    facts = dossier.facts
    assert facts.ground is not None
    articles = (GROUNDS[facts.ground], *([TWO_YEARS] if facts.ground is Ground.TOO_LATE else []))
    return Wording(articles, remedies.AGAINST_A_REFUSAL, {"ground": facts.ground.label, "reason": facts.why})


def _forum(dossier: File, at: Moment) -> Wording:
    facts = dossier.facts
    assert facts.forum is not None
    return Wording((NOT_OURS,), remedies.AGAINST_A_REFUSAL, {"forum": facts.forum.label, "reason": facts.why})


def _transfer(dossier: File, at: Moment) -> Wording:
    receiver = offices.office(dossier.handled_at.office).name
    return Wording((ANOTHER_OFFICE,), more={"reason": dossier.facts.why, "receiver": receiver})


PAPERS: Mapping[str, Callable[[File, Moment], Wording]] = {
    "registration_form": _registration,
    "acceptance_notice": _acceptance,
    "supplement_notice": _supplement,
    "refusal_notice": _refusal,
    "forum_notice": _forum,
    "transfer_letter": _transfer,
}
