"""The people and cases the table speaks of, in a real database, each person in a browser of their own."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hezhong.directory import employers, officers, regions, sites
from hezhong.directory.models import Account, Officer, Post
from hezhong.directory.tokens import new_token
from hezhong.domains.complaints.facts import Acceptance, Ground, HandOver, Refusal
from hezhong.domains.reports import conversation
from hezhong.engine import calculations, casefile, files, handing_in, proposals, signed_sheets, store, tracker
from hezhong.engine.answers import Evidence, Prose
from hezhong.engine.case_type import Recusal, SignOff, Submission
from hezhong.engine.dossier import Destination
from hezhong.engine.filing import Filed
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.engine.models import Case, Paper, SignedPage, StoredFile
from hezhong.engine.pay_days import PayDay
from hezhong.engine.proposals import Administrator, Proposal
from hezhong.engine.uploads.tests.samples import photo
from hezhong.indicators.publishing import Signing
from hezhong.kernel.places import GUANGDONG
from hezhong.ledger.tests.written import card, person, xlsx
from hezhong.web import walls
from hezhong.web.asking import Officer as AtDesk
from hezhong.web.desk.centre import situation
from hezhong.web.models import WallLink
from hezhong.web.public.anonymous.gate import gate
from hezhong.web.public.following import SESSION
from tests import at_desk, province
from tests.reports import telling
from tests.reports.telling import STORY
from tests.rights import warning_world
from tests.rights.table import PEOPLE

OFFICERS = {
    "inspector": "boan.inspector",
    "colleague": "boan.second",
    "elsewhere": "tianhe.inspector",
    "clerk": "boan.clerk",
    "head": "boan.head",
    "superior": "shenzhen.head",
    "province": "guangdong.head",
    "had_it": "nanshan.clerk",
    "administrator": "administrator",
    "auditor": "auditor",
    "dismissed": "boan.dismissed",
    "recused": "boan.recused",
}
DAY = "2026-11-03"


@dataclass
class World:
    """Browsers by the table's names, and what stands for the words in braces."""

    browsers: dict[str, Client]
    words: dict[str, str]
    secrets: tuple[str, ...]


def build() -> World:
    here = province.build()
    _more_people(here)
    case = _accepted(here)
    new = province.file(name="王小明", number="440306199105100049", phone="19900005522")
    asked = _asked(here)
    for each in (new, asked):
        _recuse(here, each)
    inspection = Case.objects.get(parent=case.case_id)
    words = {"case": str(inspection.id), "complaint": str(case.case_id), "code": case.query_code}
    words |= {"new": str(new.case_id), "asked": str(asked.case_id)}
    words |= _parties(here, case)
    words |= warning_world.build(inspection.id)
    words["second"] = str(here.officers["boan.second"].token)
    words |= _reports(here)
    words |= _figures(here)
    words |= handed(here)
    words |= _papers(here, case) | {"other": _papers(here, asked, sealed=False)["draft"]}
    words["situation"] = _situation(here)
    words |= _wall(here)
    browsers = {who: at_desk.signed_in(name) for who, name in OFFICERS.items()}
    Account.objects.filter(username="boan.dismissed").update(is_active=False)
    browsers |= {"anonymous": Client(), "party": _following(case, "19900005521"), "stranger": _following(new, "19900005522")}
    return World({who: browsers[who] for who in PEOPLE}, words, (case.number, new.number, asked.number, "示例建工", "劳监举", STORY))


def _situation(here: province.Province) -> str:
    """A situation report of the county, published by its head."""
    at, head = province.at(DAY), here.officers["boan.head"]
    by = Signing(head.token, head.name, here.offices["boan"].pk)
    return str(situation.publish(here.asker("boan.head"), "440306", situation.period("week", at.happened_on), by, at).id)


def _wall(here: province.Province) -> dict[str, str]:
    """The link of a wall of the county, issued by its head."""
    at, account = province.at(DAY), here.officers["boan.head"].account
    assert account is not None
    standing = officers.standing(account.pk, at.happened_on)
    head = AtDesk(standing, standing.posts[0], here.asker("boan.head"))
    secret = walls.issue(walls.Wanted("440306", "一楼大厅", date(2026, 12, 1)), head, (account.pk, "深宝负责人"), at.recorded_at)
    return {"wall": str(WallLink.objects.get().pk), "wall_secret": secret}


def _more_people(here: province.Province) -> None:
    """An administrator and an auditor, who hold no post; a clerk to be recused, and one to be dismissed."""
    for name in ("administrator", "auditor"):
        Account.objects.create(username=name, password=make_password(province.PASSWORD), kind=name, demo=True)
    for name in ("boan.recused", "boan.dismissed"):
        account = Account.objects.create(username=name, password=make_password(province.PASSWORD), demo=True)
        here.officers[name] = Officer.objects.create(token=new_token(), account=account, name=name)
        office = here.offices["boan"]
        Post.objects.create(officer=here.officers[name], office=office, title="立案窗口", clerk=True, since=date(2019, 1, 1))


def _figures(here: province.Province) -> dict[str, str]:
    """Two figures of law that wait: one that another administrator proposed, one of the administrator's own."""
    own = Account.objects.get(username="administrator").pk
    given = Proposal("gd.min_wage.monthly", (GUANGDONG / "440300",), date(2026, 9, 1), "粤府函〔2026〕188号", "附件", amount=Decimal(2710))
    at, other = province.at(DAY).recorded_at, Administrator(own + 1000, "另一名")
    document = proposals.handed_in(SimpleUploadedFile("通知.txt", "附件".encode()), other, at)
    return {
        "proposal": str(proposals.propose(replace(given, document=document.id), other, at)),
        "own": str(proposals.propose(replace(given, places=(GUANGDONG / "440100",)), Administrator(own, "本人"), at)),
    }


def handed(here: province.Province) -> dict[str, str]:
    """A site of the county, and a file about it that the county's office handed in, with a cell to be put right."""
    site = sites.register("云山花园", "440306", contractor=employers.register("甲建设有限公司"))
    boan = here.offices["boan"]
    hander = Hander(str(here.officers["boan.inspector"].token), date.fromisoformat(DAY), office=boan.pk, place=regions.place("440306"))
    data = "姓名,身份证号,应发工资,实发工资\n赵六七,440306,很多,1\n".encode()
    name = handing_in.hand_in(hander, Given("工资.csv", data, "payroll", date(2026, 10, 1), date(2026, 10, 31), site), province.at(DAY))
    return {"site": str(site), "handed": str(name)} | dict(zip(("signed_payroll", "signed_photo"), signed(hander, site), strict=True))


def signed(hander: Hander, site: int) -> tuple[str, str]:
    """Return a payroll that somebody has handed in and the ledger has taken, and the photograph of its sheet, which one of two has signed."""
    rows = [["2026-10", *person(n), 22, 6400, 6400, card(n)] for n in range(2)]
    data = xlsx({"十月": [["月份", "姓名", "身份证号", "出勤天数", "应发工资", "实发工资", "银行卡号"], *rows]})
    name = handing_in.hand_in(hander, Given("十月工资.xlsx", data, "payroll", site=site, pay_day=PayDay(15, 1)), province.at(DAY))
    seen = handing_in.look(name, hander).seen
    handing_in.confirm(name, hander, [doubt.key for doubt in seen.doubts] if seen else [], province.at(DAY))
    second = signed_sheets.look(name, hander).signers[1].token
    assert signed_sheets.sign(name, hander, [("签字.jpg", photo())], [second], province.at(DAY).recorded_at) == 1
    return str(name), str(SignedPage.objects.get(sheet__handed=name).file_id)


def _reports(here: province.Province) -> dict[str, str]:
    """A report of the county, taken, with a file; and one about the county's office, which the city has."""
    gate.forget()
    telling.receive_reports(here)
    receipt, report = telling.file(DAY)
    unsealed = conversation.by_receipt(receipt)
    assert unsealed is not None
    unsealed.enclose(SimpleUploadedFile("说明.txt", "车间".encode()), date.fromisoformat(DAY))
    recusal = Recusal(str(here.officers["boan.recused"].token), "是当事人的近亲属")
    store.act(report, "take", None, here.asker("boan.inspector"), province.at(DAY))
    store.act(report, "recuse_officer", recusal, here.asker("boan.head"), province.at(DAY))
    _, aloft = telling.file(DAY, violation="office", employer="")
    return {"report": str(report), "aloft": str(aloft), "enclosure": str(unsealed.enclosures()[0].id)}


def _accepted(here: province.Province) -> Filed:
    """Filed in Nanshan, handed over to Bao'an, taken and accepted there; the worker brought a file."""
    at, filed = province.at(DAY), province.file(town="440305001")
    nanshan, boan = here.asker("nanshan.inspector"), here.asker("boan.inspector")
    store.act(filed.case_id, "take", None, nanshan, at)
    to = Destination(here.offices["boan"].pk, GUANGDONG / "440300" / "440306")
    store.act(filed.case_id, "hand_over", HandOver(office=to, reason=Prose("用工地在宝安")), nanshan, at)
    store.act(filed.case_id, "take", None, boan, at)
    _recuse(here, filed)
    store.act(filed.case_id, "accept", Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）"), boan, at)
    party = tracker.recognise(filed.query_code, "19900005521")
    assert party is not None
    kept = files.receive("说明.txt", "欠薪经过".encode(), party.asker.person, at.recorded_at)
    inspection = Case.objects.get(parent=filed.case_id).id
    store.act(inspection, "submit", Submission(Evidence((kept.id,))), party.asker, at)
    return filed


def _recuse(here: province.Province, filed: Filed) -> None:
    reason = Recusal(str(here.officers["boan.recused"].token), "是当事人的近亲属")
    store.act(filed.case_id, "recuse_officer", reason, here.asker("boan.head"), province.at(DAY))


def _asked(here: province.Province) -> Filed:
    filed = province.file(name="李大勇", number="440306198808080019", phone="19900005523")
    inspector, at = here.asker("boan.inspector"), province.at(DAY)
    store.act(filed.case_id, "take", None, inspector, at)
    store.act(filed.case_id, "refuse", Refusal(ground=Ground.FOR_DISPUTE, reason=Prose("劳动争议")), inspector, at)
    return filed


def _parties(here: province.Province, filed: Filed) -> dict[str, str]:
    """Return the tokens of the worker and of the employer."""
    parties = _view(here, filed).raw.parties
    return {name: next(each.token for each in parties if each.role == role) for name, role in (("person", "complainant"), ("employer", "employer"))}


def _papers(here: province.Province, filed: Filed, *, sealed: bool = True) -> dict[str, str]:
    """Sign off and seal the notice of acceptance; leave the registration form a draft."""
    inspector, at = here.asker("boan.inspector"), province.at(DAY)
    if not sealed:
        return {"draft": str(filed.case_id)}
    by_title = {paper.title: paper for paper in _view(here, filed).papers}
    notice = by_title["受理通知书"]
    store.act(filed.case_id, "sign_off", SignOff(str(notice.id), "acceptance_notice"), inspector, at)
    province.work(DAY)
    code = _check_code(notice.id)
    draft = by_title["劳动保障监察投诉登记表"]
    facts = {"city": "440306", "hire_date": "2023-03-01", "end_date": "2026-05-31", "reason_code": "no_fault", "last12_wages": "8000"}
    calculation = calculations.keep(filed.case_id, "severance", facts, inspector.person, at)
    return {"calculation": str(calculation), "sealed": str(notice.id), "draft": str(draft.id), "file": str(StoredFile.objects.get(title="说明.txt", case__case_type="inspection").id), "check": code}


def _view(here: province.Province, filed: Filed) -> Any:
    at = province.at(DAY)
    return casefile.view(filed.case_id, here.asker("boan.inspector"), at.happened_on, at.book)


def _check_code(paper: Any) -> str:
    code: str = Paper.objects.get(id=paper).check_code
    return code


def _following(filed: Filed, phone: str) -> Client:
    """Return a browser whose session has shown query code and phone."""
    follower = tracker.recognise(filed.query_code, phone)
    assert follower is not None
    client = Client()
    session = client.session
    session[SESSION] = {"matter": str(follower.matter), "person": follower.person}
    session.save()
    client.cookies["hezhong"] = session.session_key
    return client
