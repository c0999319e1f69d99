"""Service of arbitration papers by posting and by public notice, and how long files are kept (办案规则 20, 24; 广东 58).

The nation and Guangdong give two kinds of posting: which one binds depends on the conditions that the record shows.
"""

from dataclasses import dataclass
from datetime import date

from hezhong.kernel.dates import ONE_DAY, Calendar, Months, calendar_days, working_days
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.duties import arbitration as duty
from hezhong.law.model import Step, TimeLimit
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES, RULES

LIMITS = (
    TimeLimit(duty.POSTED, working_days(3), RULES.article(20, 2), entries=("deemed_service_posting",), rolls=False),
    TimeLimit(
        duty.POSTED_TO_COLLECTIVE,
        calendar_days(1),
        GUANGDONG_MEASURES.article(58, 4),
        entries=("deemed_service_posting_gd",),
        rolls=False,
    ),
    TimeLimit(
        duty.PUBLIC_NOTICE,
        calendar_days(30),
        GUANGDONG_MEASURES.article(58, 3),
        entries=("public_notice_service",),
        rolls=False,
    ),
    TimeLimit(duty.KEEP_AWARD_FILES, Months(120), RULES.article(24, 1), entries=("archive_award",), rolls=False),
    TimeLimit(duty.KEEP_OTHER_FILES, Months(60), RULES.article(24, 1), entries=("archive_other",), rolls=False),
)

COLLECTIVE = 10  # workers on one side


@dataclass(frozen=True)
class Posting:
    """What the record shows of a posting. same_employer_before: served so already to other workers' employer (58, 5)."""

    posted_on: date
    workers: int
    recorded: bool  # photographs or film
    refused: bool = False
    employer_closed: bool = False
    witnessed: bool = False  # by the grass-roots organisation
    direct_failed: bool = False
    same_employer_before: bool = False


@dataclass(frozen=True)
class Served:
    """The day on which service counts, with the reasons; none where the conditions are not on record."""

    on: date | None
    steps: tuple[Step, ...]


def served_by_posting(posting: Posting, place: Place, calendar: Calendar) -> Served:
    """Return when a posting counts as service (广东 58, 4-5; else 办案规则 20, 2). Both need a record in pictures."""
    if not posting.recorded:
        return Served(None, (Step("没有拍照、录像等记录，不视为送达", RULES.article(20, 2)),))
    many = posting.workers >= COLLECTIVE
    if GUANGDONG.covers(place) and posting.witnessed and posting.direct_failed and (many or posting.same_employer_before):
        on = posting.posted_on + ONE_DAY
        return Served(on, (Step(f"基层组织见证下张贴，次日{on}视为送达", GUANGDONG_MEASURES.article(58, 4)),))
    if posting.refused or (posting.employer_closed and many):
        on = working_days(3).after(posting.posted_on, calendar)
        return Served(on, (Step(f"留置、张贴后经过三个工作日，{on}视为送达", RULES.article(20, 2)),))
    return Served(None, (Step("不是拒绝签收，也不是停业等无法送达且劳动者十人以上", RULES.article(20, 2)),))
