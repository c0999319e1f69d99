"""Orders to pay for a bank's program: which wait, the pay file of one, that the bank has it, and what became of each payment."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from hezhong.directory.feeders import Admitted
from hezhong.directory.models import Feeder
from hezhong.engine import ledger_place, pay_order_feeds
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.pay_order_feeds import Order, Said
from hezhong.web import clock, handing_page, order_page
from hezhong.web.api.ledger import MOST_ROWS, WRONG, FeederToken, FeedTrouble, Key, of_kind

MOST_LISTED = 200
ABOUT = """
用银行报送程序自己的令牌：`Authorization: Bearer hzf_…`，只看得到登记给它的账户（和项目的工资专户）的代发指令。别人的和没有的一样答 404。
顺序是：列出没有回完的指令，取文件，确认收到，付了以后按指令号交回单。金额都是分。
"""
LISTED = f"""{ABOUT}
`after` 写上一次答的 `next`，只答它以后的；最新的在最后。`more` 为 true 时接着取。已经更正的和已经全部回完的不再列出。"""
FETCHED = f"""{ABOUT}
答代发文件本身，格式是登记这个程序时约定的那一种（`hezhong ledger feeder --agree`），可以重复取，内容不变。文件里有工人的姓名、卡号，请按个人信息保管；每次取都记下。
工资表已经更正的，答 422，不能再按旧的付。"""
TAKEN = f"""{ABOUT}
可以重复发，只记第一次。`sha256` 是收到的文件的 SHA-256，写了就核对，和发出的不一样时答 422。"""
RETURNED = f"""{ABOUT}
`line` 是这一笔在代发文件里的序号，从 1 数；不用再写姓名、证件号和卡号。可以分几次交，一笔只回一次；付了以后又退票的，再交一次 `returned`。
金额和指令差一分也不收；有错时答 422，`rows` 逐行说明，整批不收。`Idempotency-Key` 是批次号：没有收到回答时用同一个再发一次，`repeated` 为 true；换了内容答 409。
回单同时记入台账，不用再向 `/ledger/bank-lines` 报。"""


class Listing(Schema):
    """Which part of the list is asked for."""

    after: str = Field("", pattern=r"^(DF\d{12})?$", description="上一次答的 next")
    limit: int = Field(100, ge=1, le=MOST_LISTED, description="最多几份")


class PayOrderAnswer(Schema):
    """An order. state: given, fetched, taken, answering (some payments were answered), answered, replaced (corrected, not to be paid any more)."""

    number: str
    account: str
    months: list[str]
    count: int
    sum_fen: int
    state: Literal["given", "fetched", "taken", "answering", "answered", "replaced"]
    given_at: datetime
    fetched_at: datetime | None
    taken_at: datetime | None
    paid: int
    returned: int
    unanswered: int


class PayOrders(Schema):
    """next: what to ask with as ``after`` from now on. more: whether further ones wait already."""

    orders: list[PayOrderAnswer]
    next: str
    more: bool


class Acknowledged(Schema, extra="forbid"):
    sha256: str = Field("", pattern=r"^([0-9a-fA-F]{64})?$", description="收到的文件的 SHA-256，十六进制")


class ReturnLine(Schema, extra="forbid"):
    """What became of one payment."""

    line: int = Field(ge=1, le=10**6, description="这一笔在代发文件里的序号")
    paid_fen: int = Field(ge=0, le=10**12, description="金额，单位：分，和指令一分不差")
    state: Literal["paid", "returned"] = Field(description="成功，或者退票")
    serial: str = Field(min_length=1, max_length=64, description="银行流水号，在付款账户里不重复")
    booked_on: date = Field(description="记账日；退票写退回的那一天")
    reason: str = Field("", max_length=200, description="退票的原因")


class Return(Schema, extra="forbid"):
    lines: list[ReturnLine] = Field(min_length=1, max_length=MOST_ROWS)


class ReturnAnswer(Schema):
    """The ledger's receipt, and the order as it stands now."""

    batch: str
    seq: int
    rows: int
    repeated: bool
    order: PayOrderAnswer


TROUBLE = {**WRONG, 404: FeedTrouble}
router = Router(auth=FeederToken(), tags=["ledger"])


@router.get("/ledger/pay-orders", response={200: PayOrders, **WRONG}, summary="银行列出没有回完的代发指令", description=LISTED)
def list_pay_orders(request: HttpRequest, asked: Query[Listing]) -> PayOrders:
    """Return the open orders behind a cursor."""
    found, more = pay_order_feeds.listed(_bank(request), clock.today(), asked.after, asked.limit)
    return PayOrders(orders=[_told(each) for each in found], next=found[-1].line.number if found else asked.after, more=more)


@router.get("/ledger/pay-orders/{number}", response={200: PayOrderAnswer, **TROUBLE}, summary="一份代发指令", description=ABOUT)
def show_pay_order(request: HttpRequest, number: str) -> PayOrderAnswer:
    """Return one order."""
    try:
        return _told(pay_order_feeds.one(_bank(request), clock.today(), number))
    except NoSuchFile as none:
        raise Http404(str(none)) from None


@router.get("/ledger/pay-orders/{number}/file", response={200: None, **TROUBLE}, summary="取代发文件", description=FETCHED)
def fetch_pay_order(request: HttpRequest, number: str) -> HttpResponse:
    """Return the pay file."""
    bank = _bank(request)
    try:
        out = pay_order_feeds.fetch(bank, clock.today(), number, clock.now())
    except NoSuchFile as none:
        raise Http404(str(none)) from None
    with order_page.noted(out.about, out.number, out.lines, (bank.id, f"{bank.name}（程序）")):
        return handing_page.sent(out.data, "application/octet-stream", f"{out.number}.{out.ending}")


@router.post("/ledger/pay-orders/{number}/taken", response={200: PayOrderAnswer, **TROUBLE}, summary="确认收到代发指令", description=TAKEN)
def acknowledge_pay_order(request: HttpRequest, number: str, sent: Acknowledged) -> PayOrderAnswer:
    """Take down that the bank has an order."""
    try:
        return _told(pay_order_feeds.acknowledge(_bank(request), clock.today(), number, sent.sha256, clock.now()))
    except NoSuchFile as none:
        raise Http404(str(none)) from None


@router.post("/ledger/pay-orders/{number}/return", response={200: ReturnAnswer, **TROUBLE}, summary="按代发指令交回单", description=RETURNED)
def answer_pay_order(request: HttpRequest, number: str, sent: Return, key: Key) -> ReturnAnswer:
    """Take the bank's answer to an order in."""
    said = [Said(each.line, each.paid_fen, each.state, each.serial, each.booked_on, each.reason) for each in sent.lines]
    try:
        receipt, order = pay_order_feeds.answer(_bank(request), number, said, key, clock.now(), ledger_place.current())
    except NoSuchFile as none:
        raise Http404(str(none)) from None
    return ReturnAnswer(batch=receipt.batch, seq=receipt.seq, rows=receipt.rows, repeated=receipt.repeated, order=_told(order))


def _bank(request: HttpRequest) -> Admitted:
    return of_kind(request, Feeder.Kind.BANK)


def _told(order: Order) -> PayOrderAnswer:
    line: Any = order.line
    return PayOrderAnswer(
        number=line.number, account=order.account, months=[f"{month // 100}-{month % 100:02d}" for month in order.months], count=line.people,
        sum_fen=line.fen, state=line.state, given_at=line.given_at, fetched_at=line.fetched_at, taken_at=line.taken_at,
        paid=line.paid, returned=line.returned, unanswered=line.left,
    )  # fmt: skip
