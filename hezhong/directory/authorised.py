"""Who stands for an employer (授权经办人): applying, being admitted, and what an account may act for today.

The provincial sign-in of legal persons (广东政务服务网法人登录, 电子营业执照) is another way to the same row: it proves the
employer, and ``admit`` is then called by its gateway. Until it is connected a person is admitted by the check code of a
paper that reached the employer, or by an officer who has seen the letter of authorisation.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hezhong.directory import employers, people, vault
from hezhong.directory.changes import Author, note
from hezhong.directory.models import Account, Authorised, Employer
from hezhong.directory.offices import in_force
from hezhong.directory.people import Typed
from hezhong.directory.tokens import new_token
from hezhong.kernel.bigrams import plain

WHAT = "单位经办人"


class NotAdmitted(ValueError):
    """It cannot be done; the message is for the user."""


@dataclass(frozen=True)
class Application:
    """What somebody typed to be let in. code: normalised. password: as hashed by the caller."""

    code: str
    firm: str
    who: Typed
    password: str


@dataclass(frozen=True)
class Mandate:
    """For whom an account acts today. token: of the mandate, which the trail names as the actor."""

    token: int
    name: str
    employer: int
    firm: str
    code: str

    @property
    def shown(self) -> str:
        return shown(self.firm, self.name)


def shown(firm: str, name: str) -> str:
    """Return the person with for whom: 示例建工（经办人 王某）."""
    return f"{firm}（经办人 {name}）"


def registered_as(code: str) -> str:
    """Return the name the register has for a code, '' when it has none."""
    return Employer.objects.filter(code=code).values_list("name", flat=True).first() or ""


def check_name(code: str, firm: str) -> None:
    """Raise NotAdmitted where the register knows the code under another name; the right one is not told."""
    known = registered_as(code)
    if known and plain(known) != plain(firm):
        raise NotAdmitted("单位名称和这个统一社会信用代码对不上。请照营业执照写全称；最近改过名的，写登记机关现在登记的名称")


def apply(application: Application, at: datetime) -> Authorised:
    """Return the applicant, who waits to be admitted. Raises NotAdmitted, BadIdentity, BadName, Unclear."""
    check_name(application.code, application.firm)
    try:
        with transaction.atomic():
            return _applied(application, at)
    except IntegrityError:
        raise NotAdmitted("这个手机号已经为这个单位登记过。请直接登录；还没有通过的，请等机关核对") from None


def _applied(application: Application, at: datetime) -> Authorised:
    who, token = application.who, new_token()
    person, contact = people.enter(who, who.phone, "")
    account = Account.objects.create(
        username=f"employer-{token}", password=application.password, kind=Account.Kind.EMPLOYER, shown_name=who.name
    )
    return Authorised.objects.create(
        token=token,
        account=account,
        code=application.code,
        firm=" ".join(application.firm.split()),
        name=who.name,
        person=person,
        contact=contact,
        phone_index=vault.index(who.phone, "phone"),
        applied_at=at,
    )


SPENT = "这份文书的核验码已经用过一次。一份文书只能开通一个经办人；请用另一份文书，或者留空，等机关核对"
ANOTHERS = "这份文书不是送给这个单位的。请对照文书上写的单位；没有文书的，把核验码那一栏留空，等机关核对"


def not_by(paper: UUID, addressee: int, code: str) -> str:
    """Return why this paper does not admit to the employer of this code, '' when it does."""
    if not Employer.objects.filter(token=addressee, code=code).exists():
        return ANOTHERS
    return SPENT if Authorised.objects.filter(paper=paper).exists() else ""


def admit_by_paper(applicant: Authorised, paper: UUID, addressee: int, on: date, author: Author) -> None:
    """Admit who has the check code of a paper that reached this employer. Raises NotAdmitted: another's, or used before."""
    employer = Employer.objects.filter(token=addressee, code=applicant.code).first()
    if employer is None:
        raise NotAdmitted(ANOTHERS)
    try:
        with transaction.atomic():
            applicant.paper = paper
            _admit(applicant, employer, Authorised.Admitted.PAPER, on, author)
    except IntegrityError:
        applicant.paper = None
        raise NotAdmitted(SPENT) from None


def admit(token: int, letter: str, on: date, author: Author) -> None:
    """Admit an applicant whose letter of authorisation an officer has seen. Raises NotAdmitted."""
    with transaction.atomic():
        applicant = _waiting(token)
        employer = Employer.objects.get(token=employers.register(applicant.firm, applicant.code))
        applicant.letter = letter
        _admit(applicant, employer, Authorised.Admitted.OFFICE, on, author)


def decline(token: int, why: str, author: Author) -> None:
    """Decline an applicant; the reason is shown when the person signs in. Raises NotAdmitted."""
    with transaction.atomic():
        applicant = _waiting(token)
        applicant.declined = why
        applicant.save(update_fields=["declined"])
        note(WHAT, [f"不通过{applicant.firm}的{applicant.name}：{why}"], author)


def end(token: int, why: str, on: date, author: Author) -> None:
    """End a mandate: from this day the person no longer stands for the employer. Raises NotAdmitted."""
    with transaction.atomic():
        row = Authorised.objects.select_for_update().filter(in_force(on), token=token).first()
        if row is None:
            raise NotAdmitted("这名经办人已经停用")
        row.until = on
        row.save(update_fields=["until"])
        note(WHAT, [f"停用{row.firm}的{row.name}：{why}"], author)


def _waiting(token: int) -> Authorised:
    row = Authorised.objects.select_for_update().filter(token=token, since=None, declined="").first()
    if row is None:
        raise NotAdmitted("这个申请已经办过了")
    return row


def _admit(applicant: Authorised, employer: Employer, how: str, on: date, author: Author) -> None:
    applicant.employer, applicant.admitted, applicant.admitted_by, applicant.since = employer, how, author.by, on
    applicant.save(update_fields=["employer", "admitted", "admitted_by", "since", "letter", "paper"])
    says = f"{employer.name}的{applicant.name}，{Authorised.Admitted(how).label}"
    note(WHAT, [f"开通{says}" + (f"：{applicant.letter}" if applicant.letter else "")], author)


def standing(account_id: int, on: date) -> Mandate | None:
    """Return for whom an account stands on that day, None for nobody."""
    row = Authorised.objects.select_related("employer", "account").filter(in_force(on), account_id=account_id).first()
    if row is None or row.employer is None or not row.account.is_active:
        return None
    return Mandate(row.token, row.name, row.employer.token, row.employer.name, row.code)


def application_of(account_id: int) -> Authorised | None:
    """Return the row of an account, admitted or not."""
    return Authorised.objects.filter(account_id=account_id).first()


def username(code: str, phone: str) -> str:
    """Return the login of who stands, or wants to stand, for the employer of this code with this phone; '' for nobody."""
    rows = Authorised.objects.filter(code=code, phone_index=vault.index(phone, "phone")).order_by("-applied_at")
    return rows.values_list("account__username", flat=True).first() or ""


def waiting() -> list[tuple[Authorised, str]]:
    """Return who waits, the longest first, each with the region of the employer where the register knows it."""
    rows = list(Authorised.objects.filter(since=None, declined="").order_by("applied_at"))
    regions = dict(Employer.objects.filter(code__in={row.code for row in rows}).values_list("code", "region"))
    return [(row, regions.get(row.code, "")) for row in rows]


def in_office(code: str, on: date) -> list[Authorised]:
    """Return who stands that day for the employer of this code."""
    return list(Authorised.objects.select_related("employer").filter(in_force(on), code=code).order_by("since"))


def of_employer(employer: int) -> Mapping[int, str]:
    """Return mandate -> name of all who ever stood for an employer."""
    return dict(Authorised.objects.filter(employer_id=employer).values_list("token", "name"))


def contacts(employer: int, on: date) -> Mapping[int, int]:
    """Return mandate -> contact of who stands for an employer that day."""
    return dict(Authorised.objects.filter(in_force(on), employer_id=employer).values_list("token", "contact"))


def names(tokens: Iterable[int]) -> Mapping[int, str]:
    """Return mandate -> 示例建工（经办人 王某）, in one query; ended ones too, for the trail outlives them."""
    rows = Authorised.objects.filter(token__in=list(tokens)).values_list("token", "employer__name", "name")
    return {token: shown(firm or "", name) for token, firm, name in rows}
