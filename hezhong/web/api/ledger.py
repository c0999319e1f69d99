"""The ledger for machines: banks send what they booked, gates who passed. Each with a token of its own, bound to sites and accounts."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Field, Header, Router, Schema
from ninja.security import HttpBearer

from hezhong.directory import feeders
from hezhong.directory.feeders import Admitted
from hezhong.directory.models import Feeder
from hezhong.engine import ledger_feeds, ledger_place
from hezhong.engine.ledger_feeds import Notified, Paid, Swiped
from hezhong.kernel.local_time import ZONE
from hezhong.ledger.ingest import Receipt
from hezhong.web import clock, visits

MOST_ROWS = 5000
MOST_KEY = 200
ABOUT = """
用报送程序自己的令牌：`Authorization: Bearer hzf_…`，由系统管理员发给（`hezhong ledger feeder`），只能报送登记给它的项目和账户。

一次请求是一批，整批收下或者整批不收；一批最多 5000 行。`Idempotency-Key` 是批次号：没有收到回答时用同一个批次号再发一次，不会重复计算，
回执里 `repeated` 为 true；同一个批次号换了内容答 409，更正请换新的批次号，同一条记录（流水号，或者人、时间和进出）以后收到的为准。
有错时答 422，`rows` 逐行说明，行号从 1 数。一个程序一小时最多请求 3600 次，再多答 429。身份证号、卡号只用来换成内部编号，不进入台账、日志和任何回答。
"""


class NotAdmitted(Exception):
    """No token, an unknown one, or one that was ended."""


class FeederToken(HttpBearer):
    """The token of a bank's or a gate vendor's program."""

    def __call__(self, request: HttpRequest) -> Admitted:
        found = super().__call__(request)
        if found is None:
            raise NotAdmitted("没有令牌，或者令牌不对、已经停用。请在 Authorization 里写 Bearer 和发给您的令牌")
        admitted: Admitted = found
        visits.spend_as(str(admitted.id), visits.FEEDS, clock.now())
        return admitted

    def authenticate(self, request: HttpRequest, token: str) -> Admitted | None:
        return feeders.admitted(token, clock.today())


class Row(Schema, extra="forbid"):
    """Who is meant. name is needed once, when the identity number has never been here."""

    identity: str = Field("", max_length=32, description="居民身份证等证件号码，18 位")
    name: str = Field("", max_length=64, description="姓名；这个证件号码第一次报送时要写")


class BankLine(Row):
    """One payment as the bank booked it."""

    account: str = Field(max_length=32, description="付款账号（工资专户或者单位账户）")
    serial: str = Field(min_length=1, max_length=64, description="银行流水号，在付款账户里不重复")
    card: str = Field(min_length=1, max_length=32, description="收款卡号")
    paid_fen: int = Field(ge=0, le=10**12, description="金额，单位：分")
    booked_on: date = Field(description="记账日")
    month: str = Field("", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", description="工资所属月，如 2026-03")
    channel: Literal["", "wage_account", "employer_account", "third_party", "cash"] = Field("", description="渠道；不写按付款账户定")
    state: Literal["paid", "returned"] = Field("paid", description="成功，或者退票")
    returned_on: date | None = Field(None, description="退回日")


class AccountNotice(Schema, extra="forbid"):
    """What a bank tells of an account that wages or the security for wages stand on."""

    account: str = Field(max_length=32, description="工资专户或者保证金账户的账号")
    site: str = Field("", max_length=64, description="项目编号；账户没有登记项目（例如保证金账户）时要写")
    serial: str = Field(min_length=1, max_length=64, description="银行自己的告知编号，在账户里不重复；补足、解除后用同一个编号再报，写上日期")
    noticed_on: date = Field(description="告知日期")
    kind: Literal["short", "held", "taken"] = Field(description="资金未按约定拨付；查封、冻结；划拨")
    reason: Literal["", "own_wages", "by_law", "other"] = Field("", description="查封、冻结、划拨的原因：支付本项目农民工工资；法律另有规定；其他原因")
    fen: int | None = Field(None, ge=0, le=10**12, description="涉及金额，单位：分")
    lifted_on: date | None = Field(None, description="补足、解除或者退回日期；还没有的不写")


class Swipe(Row):
    """One pass through a gate."""

    site: str = Field(min_length=1, max_length=64, description="项目编号")
    card: str = Field("", max_length=64, description="门禁卡号；没有证件号码时用，须先在花名册登记")
    at: datetime = Field(description="刷卡时间，北京时间，如 2026-03-11T07:30:00")
    direction: Literal["come", "go", "unknown"] = Field(description="进、出、未知")
    means: Literal["", "face", "card", "phone", "paper"] = Field("", description="人脸、刷卡、手机、补录")
    device: str = Field("", max_length=64, description="考勤设备编号")


class BankLines(Schema):
    lines: list[BankLine] = Field(min_length=1, max_length=MOST_ROWS)


class AccountNotices(Schema):
    notices: list[AccountNotice] = Field(min_length=1, max_length=MOST_ROWS)


class Swipes(Schema):
    swipes: list[Swipe] = Field(min_length=1, max_length=MOST_ROWS)


class ReceiptAnswer(Schema):
    """batch: as the ledger calls it. seq: the change of the ledger since which it counts. repeated: it had been taken in before."""

    batch: str
    seq: int
    rows: int
    repeated: bool


class RowTrouble(Schema):
    row: int
    field: str
    message: str


class FeedTrouble(Schema):
    """Why nothing was taken in; rows: each wrong row."""

    message: str
    rows: list[RowTrouble] | None = None
    fields: dict[str, str] | None = None


Key = Annotated[str, Header(alias="Idempotency-Key", description="批次号；没有收到回答时用同一个再发", min_length=1, max_length=MOST_KEY)]
WRONG = {401: FeedTrouble, 403: FeedTrouble, 409: FeedTrouble, 422: FeedTrouble, 429: FeedTrouble}
router = Router(auth=FeederToken(), tags=["ledger"])


@router.post("/ledger/bank-lines", response={200: ReceiptAnswer, **WRONG}, summary="银行报送代发明细", description=ABOUT)
def send_bank_lines(request: HttpRequest, sent: BankLines, key: Key) -> ReceiptAnswer:
    """Take a bank's lines in."""
    feeder = of_kind(request, Feeder.Kind.BANK)
    rows = [
        Paid(each.account, each.serial, each.identity.upper(), each.name, each.card, each.booked_on, each.paid_fen, each.state,
             _month(each.month), each.channel, each.returned_on)
        for each in sent.lines
    ]  # fmt: skip
    return _receipt(ledger_feeds.take_bank_lines(feeder, rows, key, ledger_place.current()))


@router.post(
    "/ledger/account-notices", response={200: ReceiptAnswer, **WRONG}, summary="银行报送账户资金告知",
    description=f"{ABOUT}\n资金未按约定拨付的，报送不代替通知施工总承包单位（保障农民工工资支付条例第二十七条第一款）。\n",
)  # fmt: skip
def send_account_notices(request: HttpRequest, sent: AccountNotices, key: Key) -> ReceiptAnswer:
    """Take a bank's notices about accounts in."""
    feeder = of_kind(request, Feeder.Kind.BANK)
    rows = [
        Notified(each.account, each.serial, each.noticed_on, each.kind, each.reason, each.fen, each.lifted_on, each.site) for each in sent.notices
    ]
    return _receipt(ledger_feeds.take_account_notices(feeder, rows, key, ledger_place.current()))


@router.post("/ledger/swipes", response={200: ReceiptAnswer, **WRONG}, summary="门禁设备报送考勤", description=ABOUT)
def send_swipes(request: HttpRequest, sent: Swipes, key: Key) -> ReceiptAnswer:
    """Take a gate's passes in."""
    feeder = of_kind(request, Feeder.Kind.GATE)
    rows = [
        Swiped(each.site, each.identity.upper(), each.name, each.card, _local(each.at), each.direction, each.means, each.device)
        for each in sent.swipes
    ]
    return _receipt(ledger_feeds.take_swipes(feeder, rows, key, ledger_place.current()))


def of_kind(request: HttpRequest, kind: Feeder.Kind) -> Admitted:
    """Return the feeder whose token came. Raises PermissionDenied for one of another kind."""
    feeder: Admitted = request.auth  # type: ignore[attr-defined]
    if feeder.kind != kind:
        raise PermissionDenied(f"这个令牌是发给{Feeder.Kind(feeder.kind).label}的，不能报送这类数据")
    return feeder


def _receipt(receipt: Receipt) -> ReceiptAnswer:
    return ReceiptAnswer(batch=receipt.batch, seq=receipt.seq, rows=receipt.rows, repeated=receipt.repeated)


def _month(text: str) -> tuple[int, int] | None:
    return (int(text[:4]), int(text[5:])) if text else None


def _local(at: datetime) -> datetime:
    """Return a moment by China's clock, without its zone; one that says no zone is China's already."""
    return at.astimezone(ZONE).replace(tzinfo=None) if at.tzinfo else at


def rows_told(bad: ledger_feeds.BadFeed) -> list[dict[str, Any]]:
    """Return the wrong rows as the API says them."""
    return [{"row": fault.row, "field": FIELDS.get(fault.field, fault.field), "message": fault.says} for fault in bad.faults]


FIELDS = {"bank_account": "card", "worker": "identity", "line": "serial", "place": "line", "swiped_at": "at", "day": "at"}
"""Names of the ledger's columns -> names of the API."""
