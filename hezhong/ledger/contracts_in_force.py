"""Which labour contract a worker's month stands on: the one his roster line names, else one that is in force."""

from datetime import date

import ibis

from hezhong.ledger.months import first_day, seen_until


def with_contract(months: ibis.Table, contracts: ibis.Table, month: int, until: date | None = None) -> ibis.Table:
    """Return the rows with ``contract`` and ``contract_since``. months: with ``roster_contract`` and ``hired_by``.

    Where the roster names none: of the contracts in force in the month with the same worker and site, else with the same
    worker and employer, the one that began last. A contract alone makes no row.
    """
    known = contracts.select("city", "contract", "employer", "worker", "site", "since", "until", "ended_on")
    force = _in_force(known, month, until)
    by_name = known.select("city", named="contract", named_since="since")
    by_site = _last(force.filter(force.site.notnull()), "site").select("city", "worker", on_site="site", site_contract="contract", site_since="since")
    by_employer = _last(force, "employer").select("city", "worker", whose="employer", employer_contract="contract", employer_since="since")
    months = months.mutate(boss=ibis.coalesce(months.hired_by, months.employer))
    found = months.left_join(by_name, ["city", months.roster_contract == by_name.named]).select(months, "named_since")
    found = found.left_join(by_site, ["city", "worker", found.site == by_site.on_site]).select(found, "site_contract", "site_since")
    found = found.left_join(by_employer, ["city", "worker", found.boss == by_employer.whose]).select(found, "employer_contract", "employer_since")
    return found.mutate(
        contract=ibis.coalesce(found.roster_contract, found.site_contract, found.employer_contract),
        contract_since=ibis.ifelse(found.roster_contract.notnull(), found.named_since, ibis.ifelse(
            found.site_contract.notnull(), found.site_since, found.employer_since)),
    )  # fmt: skip


def _in_force(contracts: ibis.Table, month: int, until: date | None) -> ibis.Table:
    first = first_day(month)
    return contracts.filter(
        contracts.since <= seen_until(month, until),
        contracts.until.isnull() | (contracts.until >= first),
        contracts.ended_on.isnull() | (contracts.ended_on >= first),
    )


def _last(contracts: ibis.Table, whose: str) -> ibis.Table:
    """Return of each worker with each site or employer the contract that began last."""
    window = ibis.window(group_by=["city", "worker", whose], order_by=[contracts.since.desc(), contracts.contract.desc()])
    placed = contracts.mutate(place=ibis.row_number().over(window))
    return placed.filter(placed.place == 0)
