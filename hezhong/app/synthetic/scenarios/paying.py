"""How wages were paid and stated: minimum wage, cards, channels, returned payments, confirmation, sums too high to be wages."""

from datetime import timedelta

from hezhong.app.synthetic import plan as words
from hezhong.app.synthetic.cities import City, minimum_wage
from hezhong.app.synthetic.plan import EMPLOYER_ACCOUNT, Payment
from hezhong.app.synthetic.scenarios.arrears import unpay
from hezhong.app.synthetic.span import Span, bit, last_working
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.app.synthetic.tokens import Thing

OF_MONTH, OF_YEAR = 5_000_000, 30_000_000
"""Fen, of warning-rules.yaml W05 and W06: above 50,000 yuan in a month, above 300,000 in a year."""


def pay(stage: Stage, hand: int, month: int, fen: int) -> None:
    """State a wage and pay it in full."""
    hands = stage.plan.hands
    hands.listed[hand, month] = True
    for column in (hands.due_fen, hands.net_fen, hands.paid_fen):
        column[hand, month] = fen


def work_whole_month(stage: Stage, hand: int, month: int) -> None:
    """Let a worker be there on every working day of a month, and nothing else."""
    hands = stage.plan.hands
    hands.bits[hand, month] = sum(int(bit(day)) for day in stage.span.working_days(month))
    hands.days[hand, month] = len(stage.span.working_days(month))


def _known_minimum(city: City, span: Span) -> bool:
    """Return whether the law files know a city's minimum wage in each month."""
    return all(minimum_wage(city.code, span.start(month)) for month in range(span.months))


def _against_minimum(above: int, why: str) -> Play:
    """above: fen above the minimum wage, of a whole month of work."""

    def play(stage: Stage) -> None:
        hands, hand = stage.plan.hands, stage.hand()
        least = minimum_wage(stage.plan.city.code, stage.span.start(stage.month))
        work_whole_month(stage, hand, stage.month)
        hands.per[hand], hands.agreed_fen[hand] = words.BY_MONTH, least + above
        for month in range(stage.span.months):
            pay(stage, hand, month, least + above if month == stage.month else least + 100_000)
        wrong = above < 0
        due = stage.plan.places.due_on[stage.place, stage.month].item()
        told = Told(max(-above, 0), since=due, day=due if wrong else None, wrong=wrong, edge=abs(above) <= 1)
        stage.of_hand("below_minimum", hand, stage.month, told, why)

    return play


def _part_of_month(stage: Stage) -> None:
    hands, hand = stage.plan.hands, stage.hand()
    last = stage.span.working_days(stage.month)[-4:]
    hands.entered_on[hand] = hands.contract_since[hand] = hands.signed_on[hand] = last[0]
    for month in range(stage.month + 1):
        hands.bits[hand, month] = sum(int(bit(day)) for day in last) if month == stage.month else 0
        stage.plan.reckon(stage.hands[0][:1], month)
    told = Told(number=len(last), wrong=False, edge=True)
    stage.of_hand("below_minimum", hand, stage.month, told, "came in the last days: four days' wages are less than the minimum wage of a month, and lawful")


def _two_cards(stage: Stage) -> None:
    hands, hand, month = stage.plan.hands, stage.hand(), stage.month
    half = int(hands.paid_fen[hand, month]) // 2
    other = stage.plan.tokens.one(Thing.OTHER_CARD, hand)
    on = hands.paid_on[hand, month].item()
    stage.plan.payments.append(Payment(hand, month, half, on, other))
    hands.paid_fen[hand, month] -= half
    stage.of_hand("two_cards", hand, month, Told(half, 2, on, on), "one month's wage went to two cards; together it is exact")
    stage.of_hand("card_not_of_roster", hand, month, Told(half, since=on, day=on), "the second card is not the one of the roster")


def _other_card(stage: Stage) -> None:
    hands, hand, month = stage.plan.hands, stage.hand(), stage.month
    hands.paid_card[hand, month] = stage.plan.tokens.one(Thing.OTHER_CARD, hand)
    on = hands.paid_on[hand, month].item()
    stage.of_hand("card_not_of_roster", hand, month, Told(int(hands.paid_fen[hand, month]), since=on, day=on), "paid to a card that the roster does not have")


def _shared_card(stage: Stage) -> None:
    hands, (one, other) = stage.plan.hands, stage.hands[0][:2].tolist()
    hands.card[other] = hands.card[one]
    hands.paid_card[other] = hands.card[one]
    for hand in (one, other):
        on = hands.paid_on[hand, 0].item()
        stage.of_hand("shared_card", hand, 0, Told(int(hands.paid_fen[hand].sum()), 2, on, on), "two workers have one card, on the roster and at the bank")


def _other_channel(stage: Stage) -> None:
    hands, hand, month = stage.plan.hands, stage.hand(), stage.month
    hands.channel[hand, month] = EMPLOYER_ACCOUNT
    on = hands.paid_on[hand, month].item()
    told = Told(int(hands.paid_fen[hand, month]), since=on, day=on)
    stage.of_hand("other_channel", hand, month, told, "paid in full and in time, but not from the wage account (保障农民工工资支付条例 第三十一条)")


def _returned(again: bool) -> Play:
    def play(stage: Stage) -> None:
        hands, hand, month = stage.plan.hands, stage.hand(), stage.month
        last, amount = stage.plan.last_day(stage.place, month), int(hands.paid_fen[hand, month])
        hands.paid_on[hand, month] = last_working(last - timedelta(6))
        hands.returned_on[hand, month] = back = last - timedelta(3)
        if again:
            stage.plan.payments.append(Payment(hand, month, amount, last, int(hands.card[hand])))
            told = Told(since=last, wrong=False, edge=True)  # until then it has come back and nothing has been paid
            stage.of_hand("returned_unpaid", hand, month, told, "came back and was paid again on the last day in time: paid once, in full")
            return
        told = Told(amount, since=back, day=stage.first_wrong_day(month))
        stage.of_hand("returned_unpaid", hand, month, told, "the payment came back and was never made again")
        kept = hands.paid_fen[hand, month]
        unpay(stage, hand, month, "unpaid, because the payment came back")
        hands.paid_fen[hand, month] = kept

    return play


def _confirmation(state: int, kind: str, why: str) -> Play:
    def play(stage: Stage) -> None:
        hands, month = stage.plan.hands, stage.month
        due = stage.plan.places.due_on[stage.place, month].item()
        for hand in stage.hands[0][:3].tolist():
            hands.confirmed[hand, month] = state
            stage.of_hand(kind, hand, month, Told(int(hands.net_fen[hand, month]), since=due, day=due), why)

    return play


def _high_month(fen: int) -> Play:
    def play(stage: Stage) -> None:
        hands, hand = stage.plan.hands, stage.hand()
        hands.per[hand], hands.agreed_fen[hand] = words.BY_PIECE, 0
        pay(stage, hand, stage.month, fen)
        on, wrong = hands.paid_on[hand, stage.month].item(), fen > OF_MONTH
        told = Told(fen, since=on, day=on if wrong else None, wrong=wrong, edge=True)
        stage.of_hand("high_month", hand, stage.month, told, f"{fen / 100:,.2f} yuan in one month; above 50,000.00 is too high to be a wage, 50,000.00 itself is not")

    return play


def _high_year(fen: int) -> Play:
    """Pays in equal parts over the months of work that are paid in the year of the first."""

    def play(stage: Stage) -> None:
        hands, hand = stage.plan.hands, stage.hand()
        months = [month for month in range(stage.span.months) if stage.span.start(month + 1).year == stage.span.first.year]
        if not months:
            return
        hands.per[hand], hands.agreed_fen[hand] = words.BY_PIECE, 0
        for month in range(stage.span.months):
            pay(stage, hand, month, fen // len(months) if month in months else 600_000)
        pay(stage, hand, months[0], fen - fen // len(months) * (len(months) - 1))
        for month in months:
            paid, on = int(hands.paid_fen[hand, month]), hands.paid_on[hand, month].item()
            if paid > OF_MONTH:
                stage.of_hand("high_month", hand, month, Told(paid, since=on, day=on), "a part of a very high year is itself above 50,000 yuan")
        last, wrong = hands.paid_on[hand, months[-1]].item(), fen > OF_YEAR
        told = Told(fen, stage.span.first.year, hands.paid_on[hand, months[0]].item(), last if wrong else None, wrong=wrong, edge=True)
        stage.of_hand("high_year", hand, months[-1], told, f"{fen / 100:,.2f} yuan in one year; above 300,000.00 is too high, 300,000.00 itself is not")

    return play


SCENARIOS = (
    Scenario("below_minimum", 40, _against_minimum(-30_000, "300 yuan below the minimum wage of the city for a whole month's work"), fits=_known_minimum),
    Scenario("one_fen_below_minimum", 10, _against_minimum(-1, "0.01 yuan below the minimum wage of the city: below it"), fits=_known_minimum),
    Scenario("exactly_minimum", 10, _against_minimum(0, "exactly the minimum wage of the city: not below it"), fits=_known_minimum),
    Scenario("part_of_month", 10, _part_of_month),
    Scenario("two_cards", 20, _two_cards),
    Scenario("other_card", 30, _other_card),
    Scenario("shared_card", 20, _shared_card),
    Scenario("other_channel", 30, _other_channel),
    Scenario("returned_never_repaid", 30, _returned(False)),
    Scenario("returned_repaid", 20, _returned(True)),
    Scenario("unconfirmed", 30, _confirmation(words.NONE, "unconfirmed", "the worker has not confirmed the sheet")),
    Scenario("refused", 20, _confirmation(words.REFUSED, "refused", "the worker does not accept the sheet")),
    Scenario("payout_50000_00", 6, _high_month(OF_MONTH)),
    Scenario("payout_50000_01", 6, _high_month(OF_MONTH + 1)),
    Scenario("year_300000_00", 4, _high_year(OF_YEAR)),
    Scenario("year_300000_01", 4, _high_year(OF_YEAR + 1)),
)
