"""Which labour contract a worker's month stands on: the one his roster line names, else one that is in force."""

import ibis

from hezhong.ledger.months import Scope


def began(roster: ibis.Table, contracts: ibis.Table, scope: Scope) -> ibis.Table:
    """Return the roster lines with the day ``named_since`` on which the contract began that they name."""
    named = contracts.select(*_city(scope), roster_contract="contract", named_since="since")
    return roster.left_join(named, [*_city(scope), "roster_contract"]).select(*roster.columns, "named_since")


def with_contract(months: ibis.Table, contracts: ibis.Table, scope: Scope) -> ibis.Table:
    """Return the rows with ``contract`` and ``contract_since``. months: with what the roster names, and ``hired_by``.

    Where the roster names none: of the contracts in force in the month with the same worker and site, else with the same
    worker and employer, the one that began last. A contract alone makes no row.
    """
    whose = [*_city(scope), "worker"]
    months = months.mutate(boss=ibis.coalesce(months.hired_by, months.employer))
    wanting = months.filter(months.roster_contract.isnull()).select(*whose)
    # Few have to look: of the others' contracts nothing is sorted.
    force = _in_force(contracts, scope).semi_join(wanting, whose)
    by_site = _first(force.filter(force.site.notnull()), [*whose, "site"]).select(*whose, "site", site_contract="contract", site_since="since")
    by_boss = _first(force, [*whose, "employer"]).select(*whose, boss="employer", boss_contract="contract", boss_since="since")
    found = months.left_join(by_site, [*whose, "site"]).select(*months.columns, "site_contract", "site_since")
    found = found.left_join(by_boss, [*whose, "boss"]).select(*found.columns, "boss_contract", "boss_since")
    since = ibis.ifelse(found.site_contract.notnull(), found.site_since, found.boss_since)
    return found.mutate(
        contract=ibis.coalesce(found.roster_contract, found.site_contract, found.boss_contract),
        contract_since=ibis.ifelse(found.roster_contract.notnull(), found.named_since, since),
    )


def _city(scope: Scope) -> list[str]:
    return [] if scope.alone else ["city"]


def _in_force(contracts: ibis.Table, scope: Scope) -> ibis.Table:
    return contracts.filter(
        contracts.since <= scope.last,
        contracts.until.isnull() | (contracts.until >= scope.first),
        contracts.ended_on.isnull() | (contracts.ended_on >= scope.first),
    )


def _first(contracts: ibis.Table, whose: list[str]) -> ibis.Table:
    window = ibis.window(group_by=whose, order_by=[contracts.since.asc(), contracts.contract.asc()])
    placed = contracts.mutate(turn=ibis.row_number().over(window))
    return placed.filter(placed.turn == 0)
