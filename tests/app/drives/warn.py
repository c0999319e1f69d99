"""A run of the ledger finds a site in Bao'an that owes thirty workers; prints its name and when the row was there."""

import time

from django.db import transaction

from hezhong.directory import employers, sites
from hezhong.early_warning import rule_book, rules, runs
from hezhong.early_warning.models import Run
from hezhong.web import clock
from tests.early_warning.months import asking, opened, owed

RULE = "site_wages_unpaid"


def do(name: str) -> dict[str, object]:
    """Begin the run and bring the city up to date in one transaction, before the platform's own worker can; the time is just before its end."""
    only = {RULE: rules.declared()[RULE]}
    rule_book.rules.declared = runs.rules.declared = lambda: only
    site = sites.register(name, "440306001", contractor=employers.register(f"{name}总承包有限公司", ""))
    moment = clock.moment()
    rows = [{**owed(site, 1000 + n, 3_000_000, 0), "city": 440300} for n in range(30)]
    with transaction.atomic():
        runs.begin(opened({"worker_month": rows}), asking(moment.happened_on.isoformat(), Run.objects.count() + 1), moment)
        for waiting in runs.waiting():
            runs.bring_city(waiting, moment)
        written = time.time()
    return {"name": name, "written": written}
