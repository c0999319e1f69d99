"""How complaints of the demonstration go: each course says how old they are and what is done on which working day.

Days are working days after the filing; ``age`` is how many working days before today it was filed. No step of an
officer lies on today or later, so that whoever opens the demonstration finds everything of today still to do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hezhong.app.demo import acts
from hezhong.app.demo.acts import Do
from hezhong.domains.complaints.facts import Ground


@dataclass(frozen=True)
class Step:
    """Something done on the n-th working day after the filing, at an hour."""

    day: int
    hour: float
    do: Do


Steps = Callable[[int], Sequence[Step]]
"""The steps of a complaint of that age."""


@dataclass(frozen=True)
class Course:
    """A way complaints go. ages: the first and the last; they are spread between.

    too_old: the wages are three years old. place: region it happens in, '' for any. begins: how it comes in. owing: it is
    about wages. by_officer: an officer brings it in, in office hours.
    """

    name: str
    count: int
    ages: tuple[int, int]
    steps: Steps
    too_old: bool = False
    place: str = ""
    begins: Do = acts.file
    owing: bool = False
    by_officer: bool = False


def nothing(age: int) -> Sequence[Step]:
    return ()


def taken(age: int) -> Sequence[Step]:
    """Taken by an inspector, and decided not yet."""
    return (Step(1, 9.5, acts.take),)


def accepted(age: int) -> Sequence[Step]:
    """Accepted within the five days; the papers wait as drafts."""
    return (*taken(age), Step(2 + age % 3, 10.2, acts.accept))


def papers_signed(age: int) -> Sequence[Step]:
    day = 2 + age % 3
    return (*accepted(age), Step(day, 15.5, acts.sign_off("acceptance_notice")))


def papers_served(age: int) -> Sequence[Step]:
    day = 2 + age % 3
    return (
        *papers_signed(age),
        Step(day, 15.8, acts.sign_off("registration_form")),
        Step(day + 1, 11.0, acts.serve("acceptance_notice")),
    )


def more_handed_in(age: int) -> Sequence[Step]:
    return (*papers_served(age), Step(7, 20.3, acts.submit))


def handler_changed(age: int) -> Sequence[Step]:
    return (Step(1, 9.5, acts.take), Step(2, 10.0, acts.recuse), Step(3, 14.0, acts.accept))


def typed_late(age: int) -> Sequence[Step]:
    return (Step(1, 9.5, acts.take), Step(3, 9.1, acts.accept), Step(4, 9.4, acts.correct_acceptance(1)))


def supplement_asked(age: int) -> Sequence[Step]:
    """Asked for more, with the notice served on every second worker; the worker has until after today."""
    asked = (*taken(age), Step(2, 10.6, acts.ask_supplement(2 * age + 7)))
    if age % 3 == 0:
        return asked
    return (*asked, Step(3, 10.0, acts.serve("supplement_notice"))) if age > 3 and age % 2 else asked


def supplement_brought(age: int) -> Sequence[Step]:
    """Supplemented on the last working day before today: five new days run."""
    brought = Step(age - 1, 19.2, acts.supplement)
    return (*taken(age), Step(2, 10.6, acts.ask_supplement(20)), brought)


def supplement_accepted(age: int) -> Sequence[Step]:
    return (
        *taken(age),
        Step(1, 16.0, acts.ask_supplement(15)),
        Step(4, 20.0, acts.supplement),
        Step(6, 10.0, acts.accept),
    )


def refused(ground: Ground) -> Steps:
    def steps(age: int) -> Sequence[Step]:
        signed = (
            *taken(age),
            Step(2, 11.0, acts.propose_refusal(ground)),
            Step(3, 15.0, acts.sign_refusal),
        )
        return (*signed, Step(4, 9.3, acts.serve("refusal_notice"))) if age % 2 else signed

    return steps


def refusal_proposed(age: int) -> Sequence[Step]:
    return (Step(1, 9.2, acts.take), Step(1, 16.4, acts.propose_refusal(Ground.IN_DISPUTE)))


def refusal_returned(age: int) -> Sequence[Step]:
    return (*refusal_proposed(age), Step(2, 9.5, acts.return_refusal), Step(3, 10.0, acts.accept))


def told(age: int) -> Sequence[Step]:
    done = (*taken(age), Step(2 + age % 2, 14.3, acts.tell_forum))
    if age % 4 == 0:
        return done
    return (*done, Step(4, 10.0, acts.serve("forum_notice")))


def handed_over(to: str) -> Steps:
    """Handed over and accepted there."""

    def steps(age: int) -> Sequence[Step]:
        return (
            *taken(age),
            Step(2, 10.0, acts.hand_over(to)),
            Step(3, 9.6, acts.take),
            Step(5, 10.4, acts.accept),
        )

    return steps


def just_handed_over(to: str) -> Steps:
    def steps(age: int) -> Sequence[Step]:
        return (*taken(age), Step(2, 10.0, acts.hand_over(to)))

    return steps


def withdrawn_early(age: int) -> Sequence[Step]:
    return (*taken(age), Step(2, 20.5, acts.withdraw))


def withdrawn_late(age: int) -> Sequence[Step]:
    """Withdrawn from the inspection, which the office ends the days after."""
    day = 9 + age % 3
    return (
        *papers_served(age),
        Step(day, 21.0, acts.withdraw_later),
        Step(day + 1, 9.4, acts.propose_rescission),
        Step(day + 2, 10.1, acts.sign_rescission),
    )


COURSES: tuple[Course, ...] = (
    Course("刚收到", 9, (0, 0), nothing),
    Course("昨天收到", 6, (1, 1), nothing),
    Course("今天到期", 6, (5, 5), taken),
    Course("今天到期，无人领办", 2, (5, 5), nothing),
    Course("三个工作日内到期", 9, (2, 4), taken),
    Course("补正中", 9, (4, 11), supplement_asked),
    Course("补正后待审查", 5, (5, 8), supplement_brought),
    Course("补正后受理", 4, (8, 25), supplement_accepted),
    Course("受理，文书待签发", 8, (6, 20), accepted),
    Course("受理，文书已签发", 10, (6, 35), papers_signed),
    Course("受理，文书已送达", 16, (7, 42), papers_served),
    Course("受理后补充材料", 3, (9, 20), more_handed_in),
    Course("承办人回避", 1, (8, 8), handler_changed),
    Course("更正登记", 2, (9, 14), typed_late),
    Course("办理已逾期", 3, (53, 58), papers_served),
    Course("视为受理", 9, (7, 30), taken),
    Course("视为受理，无人领办", 3, (9, 22), nothing),
    Course("不予受理，超过两年", 4, (5, 38), refused(Ground.TOO_LATE), too_old=True),
    Course("不予受理，已申请仲裁", 3, (5, 30), refused(Ground.IN_DISPUTE)),
    Course("不予受理，应走争议程序", 3, (6, 33), refused(Ground.FOR_DISPUTE)),
    Course("不予受理待签批", 5, (2, 4), refusal_proposed),
    Course("签批退回后受理", 1, (6, 6), refusal_returned),
    Course("告知去向", 9, (5, 40), told),
    Course("移送南山区", 4, (7, 34), handed_over("440305"), place="440306"),
    Course("移送深圳市", 2, (9, 20), handed_over("440300"), place="440306"),
    Course("刚移送宝安区", 2, (4, 5), just_handed_over("440306"), place="440305"),
    Course("刚移送东莞市", 2, (4, 6), just_handed_over("441900"), place="440306"),
    Course("审查中撤回", 4, (4, 28), withdrawn_early),
    Course("受理后撤回", 6, (14, 58), withdrawn_late),
)
"""Complaints of the demonstration up to what is decided on them; how inspections go on stands in ``inspection_courses``."""
