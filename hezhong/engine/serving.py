"""How papers are served (送达): each lawful method, the facts it needs, and the day it takes effect. Pure.

A record of service is written for the day of the act itself: handed over, left, posted up, or signed for on the return
slip. Only a public notice takes effect later, after the period that the law book gives (decision 017).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hezhong.engine.answers import Evidence, Option
from hezhong.kernel.dates import DayKind, Period
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.duties import inspection as duty
from hezhong.law.model import Article, NotInForce, Statute, TimeLimit

CIVIL_PROCEDURE = Statute("中华人民共和国民事诉讼法", date(2024, 1, 1))
SHORT_NOTICE_FACT = "absconded"
"""The fact of a case type that says: dealt with as absconded wage debtor (广东 41), or a mass incident over wages."""


class Method(Option):
    """How a paper is served. OTHER stands only in records of before, whose words are kept in their proof."""

    DIRECT = "直接送达", "本人、同住成年家属、代收人或者单位负责收件的人签收"
    LEFT = "留置送达", "拒绝接收时：有见证人，或者拍照、录像"
    MAIL = "邮寄送达", "填回执上的收件日"
    ENTRUSTED = "委托送达", "委托别的机关代为送达"
    FORWARDED = "转交送达", "军人、被监禁或者被采取强制性教育措施的人"
    ELECTRONIC = "电子送达", "当事人书面同意过的"
    NOTICE = "公告送达", "下落不明，或者别的方式都送不到"
    OTHER = "其他方式", "以前登记的"


class Result(Option):
    """What came of it. Only what was delivered has any effect."""

    DELIVERED = "送到了"
    REFUSED = "拒收", "本人或者同住成年家属不收、不签"
    RETURNED = "退回", "邮件退回、地址不对、查无此人"
    ABSENT = "找不到人", "上门没有人，电话不通"


class Notice(Option):
    """The two periods of a public notice; how many days each has, the law book says."""

    FULL = "一般的公告期", "受送达人下落不明，或者别的方式都送不到"
    SHORT = "缩短的公告期", "欠薪逃匿按条例处理的，或者欠薪引发群体性事件的"


ARTICLES: dict[Method, Article] = {
    Method.DIRECT: CIVIL_PROCEDURE.article(88),
    Method.LEFT: CIVIL_PROCEDURE.article(89),
    Method.ELECTRONIC: CIVIL_PROCEDURE.article(90),
    Method.ENTRUSTED: CIVIL_PROCEDURE.article(91),
    Method.MAIL: CIVIL_PROCEDURE.article(91),
    Method.FORWARDED: CIVIL_PROCEDURE.article(94),
    Method.NOTICE: CIVIL_PROCEDURE.article(95),
}
DUTIES = {Notice.FULL: duty.PUBLIC_NOTICE, Notice.SHORT: duty.SHORT_PUBLIC_NOTICE}
REMAINING = {
    Result.REFUSED: (Method.LEFT, Method.NOTICE),
    Result.RETURNED: (Method.DIRECT, Method.ENTRUSTED, Method.NOTICE),
    Result.ABSENT: (Method.MAIL, Method.ENTRUSTED, Method.NOTICE),
}
ALWAYS_DELIVERED = (Method.LEFT, Method.NOTICE)


def _by(*methods: Method) -> Any:
    return lambda answers: answers.get("method") in methods


def _may_fail(answers: Answers) -> bool:
    return answers.get("method") not in (*ALWAYS_DELIVERED, None)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One attempt to serve a paper, with what its method must show.

    receipt_with: the document with which the receipt was filed, where several went on one; nobody types it.
    """

    method: Method = ask("送达方式", group="送达")
    result: Result = ask("结果", "送到了的不用选", group="送达", optional=True, when=_may_fail, default=Result.DELIVERED)
    proof: str = ask(
        "送达情况", "谁签收、和受送达人什么关系；没送到的写情况；公告的写原因和经过", group="送达", most=300, wide=True
    )
    mail_number: str = ask("邮件号", group="送达", example="1123456789012", most=40, when=_by(Method.MAIL), default="")
    where: str = ask(
        "送达地点", "电子送达填收件的系统、号码或者邮箱；公告填张贴的办公场所或者住所", group="送达", most=120,
        when=_by(Method.LEFT, Method.ELECTRONIC, Method.NOTICE), default="",
    )  # fmt: skip
    witnesses: str = ask(
        "见证人", "基层组织或者所在单位的代表，姓名和单位；没有见证人的，要交照片或者录像", group="送达", most=120,
        optional=True, when=_by(Method.LEFT), default="",
    )  # fmt: skip
    through: str = ask(
        "代为送达的机关、单位", group="送达", most=80, when=_by(Method.ENTRUSTED, Method.FORWARDED), default=""
    )
    consent: str = ask(
        "同意电子送达的记录", "送达地址确认书的日期，或者在系统里同意的日期", group="送达", most=80,
        when=_by(Method.ELECTRONIC), default="",
    )  # fmt: skip
    media: str = ask(
        "同时在哪里公告", "当地新闻媒体，或者部门门户网站", group="送达", most=120, when=_by(Method.NOTICE), default=""
    )
    notice: Notice = ask("公告期", group="送达", when=_by(Method.NOTICE), default=Notice.FULL)
    receipt: Evidence = ask(
        "回证、照片、录像", "签了名的送达回证拍照或者扫描", group="送达", optional=True, default=Evidence()
    )
    receipt_with: str = ask("回证附在哪份文书", optional=True, when=lambda answers: False, default="")

    @property
    def delivered(self) -> bool:
        return self.result is Result.DELIVERED


def methods_for(*, consents: bool) -> tuple[Method, ...]:
    """Return the methods that may be chosen. consents: the party's consent to electronic service is recorded."""
    barred = {Method.OTHER} if consents else {Method.OTHER, Method.ELECTRONIC}
    return tuple(method for method in Method if method not in barred)


def remaining(result: Result) -> str:
    """Return what may be tried next after an attempt that failed, each with its article; '' after one that did not."""
    return "、".join(f"{method}（{ARTICLES[method]}）" for method in REMAINING.get(result, ()))


def notice_limit(record: Delivery, place: Place, on: date, book: LawBook) -> TimeLimit | None:
    """Return the period of a public notice posted up on that day, None for any other method. Raises NotInForce."""
    return book.limit(DUTIES[record.notice], place, on) if record.method is Method.NOTICE else None


def takes_effect(record: Delivery, place: Place, on: date, book: LawBook) -> date:
    """Return the day from which the paper counts as served: that of the act, or the last of a public notice.

    The days of a notice are calendar days; its last is not put off over a day of rest, since nobody has to do anything
    on it. Raises NotInForce.
    """
    limit = notice_limit(record, place, on, book)
    if limit is None:
        return on
    period = limit.period
    assert isinstance(period, Period) and period.kind is DayKind.CALENDAR
    return on + timedelta(days=period.days)


def lacks(record: Delivery) -> str | None:
    """Return what the method still needs, in words, or None."""
    if record.method is Method.OTHER:
        return "请选一种法定的送达方式"
    if record.method in ALWAYS_DELIVERED and not record.delivered:
        return f"{record.method}不会被拒收或者退回。没有送成的，请按实际用的方式登记"
    if not record.delivered:
        return None if record.proof else "请写没有送到的情况，如：收件人拒收、查无此人"
    for name, methods, words in NEEDS:
        if record.method in methods and not getattr(record, name):
            return f"{record.method}请写{words}（{ARTICLES[record.method]}）"
    if record.method is Method.LEFT and not (record.witnesses or record.receipt.files or record.receipt_with):
        return f"留置送达要有见证人，或者交照片、录像（{ARTICLES[Method.LEFT]}）"
    return None


NEEDS = (
    ("proof", tuple(ARTICLES), "送达情况"),
    ("mail_number", (Method.MAIL,), "邮件号"),
    ("where", (Method.LEFT, Method.ELECTRONIC, Method.NOTICE), "送达地点"),
    ("through", (Method.ENTRUSTED, Method.FORWARDED), "代为送达的机关、单位"),
    ("consent", (Method.ELECTRONIC,), "当事人同意电子送达的记录"),
    ("media", (Method.NOTICE,), "同时在哪里公告"),
)


def not_by_notice(record: Delivery, facts: Any, place: Place, on: date, book: LawBook) -> str | None:
    """Return why this public notice is not lawful in a case with these facts, or None."""
    if record.method is not Method.NOTICE:
        return None
    try:
        limit = notice_limit(record, place, on, book)
    except NotInForce:
        return "当地没有收录公告送达的期限，不能登记公告送达"
    if record.notice is Notice.FULL or getattr(facts, SHORT_NOTICE_FACT, False):
        return None
    assert limit is not None
    full = book.limit(DUTIES[Notice.FULL], place, on)
    return (
        f"公告期{limit.period}只用于欠薪逃匿或者欠薪引发群体性事件的案件（{limit.article}），本案没有这样认定。"
        f"请用{full.period}"
    )


def posted(record: Delivery, posted_on: date, effective_on: date, article: str) -> str:
    """Return a notice in words: 公告送达：10月8日张贴，12月7日视为送达（《…》第47条第2款）."""
    years = effective_on.year != posted_on.year
    last = f"{effective_on:%Y年%-m月%-d日}" if years else f"{effective_on:%-m月%-d日}"
    return f"{record.method}：{posted_on:%-m月%-d日}张贴，{last}视为送达（{article}）"


def as_today(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a stored record of service as it is written today: methods were free words once."""
    words = stored["method"]
    if words in {method.code for method in Method}:
        return stored
    known = next((method for method in Method if method.label == words), None)
    if known:
        return {**stored, "method": known.code}
    return {**stored, "method": Method.OTHER.code, "proof": f"{words}；{stored.get('proof', '')}"}
