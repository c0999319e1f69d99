"""What offices keep of building sites, stated again over the ledger's own rows of them, so that the two agree.

Sites come to the ledger with the province's register of projects, or are entered at a desk with all that the ledger asks.
What officers state of a site, who builds there and which account is the wage account counts, whatever that register says
later. A site of which only builders are known is left to it: what kind of building it is nobody here has said.
"""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from typing import Any
from uuid import uuid4

from hezhong.directory import regions, site_register
from hezhong.directory.site_facts import Facts
from hezhong.directory.site_register import Registered
from hezhong.engine import ledger_place
from hezhong.ledger.batch import Batch
from hezhong.ledger.commits import State
from hezhong.ledger.ingest import ingest
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.shapes import rows_of
from hezhong.ledger.site_tables import SITE_EMPLOYERS, SITES
from hezhong.ledger.vocabulary import Table

SENDER = "register"
Row = Mapping[str, Any]


def site_row(row: Row, kept: Registered) -> Row:
    """Return the ledger's row of a site as offices have it."""
    account = row["wage_account"] if row["wage_account"] in kept.accounts or not kept.accounts else min(kept.accounts)
    stated = vars(kept.facts) if kept.facts else {}
    return {
        **row, **stated, "general_contractor": _party("general", row["general_contractor"], kept.contractor, kept),
        "owner": _party("owner", row["owner"], kept.owner, kept), "wage_account": account,
    }  # fmt: skip


def new_row(site: int, kept: Registered) -> Row | None:
    """Return the ledger's row of a site that it does not know yet, None where its facts are not stated."""
    if kept.facts is None:
        return None
    return site_row({"city": regions.city_number(kept.region), "site": site, "owner": None, "general_contractor": None, "wage_account": None}, kept)


def _party(role: str, told: int | None, now: int | None, kept: Registered) -> int | None:
    if now is not None:
        return now
    return kept.entered.get(role) if told is None or (role, told) in kept.former else told


def builder_rows(city: int, site: int, there: Mapping[tuple[int, str], Row], kept: Registered) -> Iterable[Row]:
    """Yield a row for each builder of a site. there: (employer, role) -> the ledger's row, which knows the price as well."""
    for (employer, role), (since, until) in kept.builders.items():
        blank = {"city": city, "site": site, "employer": employer, "role": role, "contract_fen": None}
        yield {**blank, **there.get((employer, role), {}), "since": since, "until": until}


def told(ledger: Ledger, city: int, site: int) -> Facts | None:
    """Return what the ledger has of a site of a city, None where it has no row of it."""
    reader = Reader(ledger.root, ledger.manifest.state(), ledger_place.LOOKING)
    with closing(reader.connection):
        table = reader.table(SITES, lambda part: part.city == city)
        rows = table.filter(table.site == site).to_pyarrow().to_pylist()
    return Facts(**{each.name: rows[0][each.name] for each in fields(Facts)}) if rows else None


@dataclass
class Register:
    """What a worker remembers between two looks: as of when both agreed."""

    agreed: object = None

    def bring(self, ledger: Ledger) -> int:
        """Return how many rows were stated again; nothing is read while nothing has changed on either side."""
        state = ledger.manifest.state()
        asked = (site_register.latest(), _files(state))
        if asked == self.agreed:
            return 0
        reader = Reader(ledger.root, state, ledger_place.LOOKING)
        with closing(reader.connection):
            sites, builders = (reader.rows(table).to_pylist() for table in (SITES, SITE_EMPLOYERS))
        kept, known = site_register.registered(), {row["site"]: row for row in sites}
        there = {site: site_row(known[site], of) if site in known else new_row(site, of) for site, of in kept.items()}
        cities = {site: row["city"] for site, row in there.items() if row is not None}
        changed = _state(ledger, SITES, [row for site, row in there.items() if row is not None and row != known.get(site)])
        changed += _state(ledger, SITE_EMPLOYERS, _builders(cities, builders, kept))
        self.agreed = asked if not changed else None  # what was stated changes the ledger: it is compared once more
        return changed


def _files(state: State) -> tuple[str, ...]:
    """Return the files of both tables that count."""
    mine = (SITES.name, SITE_EMPLOYERS.name)
    return tuple(sorted(placed.file.path for part, of in state.parts.items() if part.table in mine for placed in of.active()))


def _builders(cities: Mapping[int, int], builders: list[dict[str, Any]], kept: Mapping[int, Registered]) -> list[Row]:
    """Return the rows of builders that the ledger has otherwise. cities: site -> its city, of every site that the ledger has."""
    there: dict[int, dict[tuple[int, str], Row]] = {}
    for row in builders:
        there.setdefault(row["site"], {})[row["employer"], row["role"]] = row
    found: list[Row] = []
    for site, city in cities.items():
        known = there.get(site, {})
        rows = builder_rows(city, site, known, kept[site])
        found += [row for row in rows if known.get((row["employer"], row["role"])) != row]
    return found


def _state(ledger: Ledger, table: Table, rows: list[Row]) -> int:
    if rows:
        ingest(ledger, Batch(table, SENDER, rows_of(table, rows), number=f"{table.name}/{uuid4()}"))
    return len(rows)
