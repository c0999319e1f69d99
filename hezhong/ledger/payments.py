"""Bank lines by the month whose wages they pay: one small table for each month in which they were booked.

A payment may come months late. So that it touches the month it is for, and no other has to be searched for it.
"""

from collections.abc import Iterable, Mapping, Sequence

import ibis

from hezhong.ledger.adding import later, only_add
from hezhong.ledger.commits import Part, Partition, Placed
from hezhong.ledger.deriving import IBIS
from hezhong.ledger.kept import KeptFile, Made, made, note, write
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.reading import Reader
from hezhong.ledger.vocabulary import Column
from hezhong.ledger.worker_months import wages_month

PAYMENTS = "payments"
NEEDED = ("city", "site", "employer", "worker", "card", "booked_on", "paid_fen", "channel", "state", "returned_on")
COLUMNS: Mapping[str, Column] = {name: BANK_LINES.all_columns[name] for name in (*NEEDED, "month")}


def payments(reader: Reader, booked: Part, partition: Partition) -> Made:
    """Return the payments of a city booked in a month, as they were made or now are made."""
    part = Part(PAYMENTS, booked.month, booked.city)
    sources = tuple(sorted(placed.file.path for placed in partition.sources))
    standing = made(reader.root, part)
    if standing and standing.of(BANK_LINES.name) == set(sources):
        return standing
    new = later(partition, standing.of(BANK_LINES.name)) if standing else None
    old = [placed for placed in partition.sources if new and placed not in new]
    if standing and new and only_add(reader.connection, reader.root, BANK_LINES, new, old):
        files = (*standing.files, *_written(reader, part, new))
    else:
        files = tuple(_written(reader, part, tuple(partition.active())))
    now = Made(part, reader.seq, files, {BANK_LINES.name: sources})
    note(reader.root, now)
    return now


def _written(reader: Reader, part: Part, placed: Sequence[Placed]) -> Iterable[KeptFile]:
    """Yield a file for each month that the lines pay for."""
    lines = ibis.table({name: IBIS[column.kind.sql] for name, column in BANK_LINES.all_columns.items()}, name=BANK_LINES.name)
    query = ibis.to_sql(lines.select(*NEEDED, month=wages_month(lines)), dialect="duckdb")
    reader.connection.execute(f"CREATE OR REPLACE VIEW {BANK_LINES.name} AS {rows_sql(reader.root, BANK_LINES, [placed])}")
    reader.connection.execute(f"CREATE OR REPLACE TABLE {PAYMENTS} AS {query}")
    months = reader.connection.execute(f"SELECT DISTINCT month FROM {PAYMENTS} ORDER BY month").fetchall()
    for (month,) in months:
        yield write(reader.connection, reader.root, part, month, f"SELECT * FROM {PAYMENTS} WHERE month = {month} ORDER BY site, worker, booked_on")
    reader.connection.execute(f"DROP TABLE {PAYMENTS}")
