"""A site of the demonstration whose payroll of last month was handed in and given to the bank: its order waits there to be fetched.

All of it by the functions of the pages. What is there already stays as it is, so that a making that was killed is done again.
"""

from uuid import UUID

from hezhong.app.demo import reserved
from hezhong.directory import accounts, people
from hezhong.directory.models import Authorised, Employer, Site
from hezhong.engine import handing_in, pay_orders
from hezhong.engine.answers import TypedPerson
from hezhong.engine.dossier import Moment
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import Given
from hezhong.kernel.dates import add_months, working_days

FIRST, HEADS, DUE = 100, 12, working_days(4)
"""Number of the first worker, how many there are, and in how long their wages are due."""


def site() -> int:
    """Return its token."""
    return Site.objects.get(number=reserved.NEXT_NUMBER).token


def found() -> None:
    """Put its workers in the directory."""
    for name, number, _ in _staff():
        people.register(TypedPerson(name, "resident", number), demo=True)


def make(at: Moment) -> None:
    """Hand in what is missing of the three sheets, and give the payroll to the bank."""
    today = at.happened_on
    mandate = Authorised.objects.get(account__username=reserved.LOGIN)
    hander = Hander(str(mandate.token), today, Employer.objects.get(code=reserved.CODE).token)
    month, due_on = add_months(today.replace(day=1), -1), DUE.after(today, at.calendar)
    # The payroll comes last, after who stands on it is known.
    *_, payroll = [_taken(hander, title, data, at) for title, data in reserved.sheets(_staff(), month, due_on, at.calendar).items()]
    (account,) = [card.token for card in accounts.of_payer(site(), hander.employer) if card.site == site()]
    pay_orders.give(payroll, hander, account, at.recorded_at)


def _staff() -> list[reserved.Who]:
    return [reserved.worker(FIRST + number) for number in range(HEADS)]


def _taken(hander: Hander, title: str, data: bytes, at: Moment) -> UUID:
    """Return a sheet that the ledger has taken, handed in by then."""
    there = [each.id for each in handing_in.listed(hander) if (each.title, each.site) == (title, reserved.NEXT_SITE)]
    name = there[0] if there else handing_in.hand_in(hander, Given(title, data, site=site()), at)
    seen = handing_in.look(name, hander).seen
    handing_in.confirm(name, hander, [doubt.key for doubt in seen.doubts] if seen else [], at)
    return name
