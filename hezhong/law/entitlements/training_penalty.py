"""The most an employer may ask of somebody who leaves before a promised term of service ends (服务期违约金). Source: 劳动合同法 第二十二条."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.fields import ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money
from hezhong.law.book import LawBook
from hezhong.law.ending import Ending
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import INTERPRETATION_2
from hezhong.law.working import Working, money

MOST_MONTHS = Decimal(600)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A term of service promised for training that the employer paid."""

    training_cost: Money = ask("单位花的培训费", "有凭证的培训费、差旅费和直接花在我身上的钱", unit="元", group="培训")
    service_months: Decimal = ask("约定服务几个月", unit="个月", group="服务期")
    served_months: Decimal = ask("已经服务几个月", unit="个月", group="服务期")
    agreed: Money = ask("约定的违约金", unit="元", group="服务期")
    reason_code: Ending = ask("为什么不干了", default=Ending.RESIGNED, group="服务期")
    professional_training: bool = ask(
        "单位出钱送我做的是专业技术培训", "给户口、房子等待遇的不是", default=True, group="培训"
    )

    def wrong(self) -> Iterator[Wrong]:
        if self.service_months <= 0 or self.service_months > MOST_MONTHS:
            yield "service_months", f"服务期要大于0、不超过{MOST_MONTHS}个月"
        if self.served_months > self.service_months:
            yield "served_months", "已经服务的月数不能多于约定的月数；服务满了就不用付"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the most that may be asked: never above what was agreed, the cost, and its share of the months not served."""
    sheet = Working(place, book)
    if not facts.professional_training:
        sheet.say("只有专业技术培训才能约定服务期违约金，这里没有", ACT.article(22))
        sheet.warn("单位给过特殊待遇的，可能要按实际损失、过错和已履行年限赔偿，请人工核对", INTERPRETATION_2.article(12))
        return sheet.result(Decimal(0))
    if facts.reason_code is Ending.EMPLOYER_AT_FAULT:
        sheet.say("单位有错我才走的，不算违反服务期，不用付", IMPLEMENTATION.article(26))
        return sheet.result(Decimal(0))
    if facts.reason_code not in (Ending.RESIGNED, Ending.DISMISSED_FOR_FAULT):
        sheet.say(f"{facts.reason_code}：不是劳动者违反服务期约定，不用付", ACT.article(22, 2))
        return sheet.result(Decimal(0))
    if facts.reason_code is Ending.DISMISSED_FOR_FAULT:
        sheet.say("因严重违纪、失职等被解除的，要按约定付违约金", IMPLEMENTATION.article(26, 2))
    left = facts.service_months - facts.served_months
    share = facts.training_cost * left / facts.service_months
    sheet.say(f"没有服务的{left}个月分摊培训费：{money(facts.training_cost)} × {left} ÷ {facts.service_months} = {money(share)}元", ACT.article(22, 2))
    most = min(facts.agreed, share)
    sheet.say(f"约定{money(facts.agreed)}元，最多付{money(most)}元", ACT.article(22, 2))
    return sheet.result(most, figures=(Figure("share", "分摊的培训费", Money(share)),))


ENTITLEMENT = Entitlement(
    "training_penalty",
    "服务期违约金上限",
    "单位送我培训过，我提前走，最多要付多少违约金",
    Facts,
    reckon,
    (ACT.article(22), IMPLEMENTATION.article(26)),
    ("服务期（培训）协议", "培训费的发票等凭证", "离职的通知"),
)
