"""A worker files a complaint in a town of Bao'an; prints its number."""

from hezhong.engine import filing
from hezhong.engine.store import Submission
from hezhong.web import clock
from tests import province


def do() -> dict[str, object]:
    filed = filing.file("complaints", province.answers(), clock.moment(), Submission())
    return {"case": str(filed.case_id), "number": filed.number}
