"""The same rules on Spark: the derived tables and every query by the same expressions, written in Spark's SQL.

For a ledger that one machine no longer holds. The partitions must be folded (``hezhong ledger fold``), so that no row has
a later one: which row is the latest is asked by DuckDB only. Needs pyspark and Java, which the product does not bring.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import ibis
from pyspark.sql import SparkSession

from hezhong.early_warning.compiling import DECLARED, EXCLUDED, WATCHED
from hezhong.early_warning.detection import Compiled, Detection, detect
from hezhong.early_warning.editions import Standing
from hezhong.ledger import compaction, site_months, worker_months
from hezhong.ledger.commits import State
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.months import Scope, back_from
from hezhong.ledger.place import Ledger
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import WITHDRAWN, Kind, Table

STATED: Mapping[str, ibis.Table] = {name: DECLARED[name] for name in TABLES}
TYPES: Mapping[str, str] = {"BIGINT": "bigint", "INTEGER": "int", "DATE": "date", "TIMESTAMP": "timestamp_ntz", "BOOLEAN": "boolean", "VARCHAR": "string"}


PARTITIONS = int(os.environ.get("HEZHONG_SPARK_PARTITIONS", "4"))
"""Of a shuffle and of what is kept: about twice the cores of the cluster."""


class NotFolded(RuntimeError):
    """A partition has rows that others restate; Spark reads only what stands."""


class InSpark:
    """A session over a ledger. master: local[2], or spark://host:port of a cluster that sees the same folder."""

    dialect = "pyspark"

    def __init__(self, ledger: Ledger, on: date, master: str) -> None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self.session: Any = (
            SparkSession.builder.appName("hezhong").master(master)
            .config("spark.sql.session.timeZone", "Asia/Shanghai").config("spark.sql.shuffle.partitions", str(PARTITIONS))
            .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.memory", "3g").config("spark.sql.legacy.parquet.nanosAsLong", "false")
            .getOrCreate()
        )  # fmt: skip
        state = ledger.manifest.state()
        if contested := compaction.due(state, most=10**9):
            raise NotFolded(f"台账有 {len(contested)} 个分区还没有折叠，请先运行 hezhong ledger fold")
        wanted = {0, *back_from(on)}
        for table in TABLES.values():
            self._show(ledger, state, table, wanted)
        for name in (EXCLUDED, WATCHED):
            self._empty(name, {each: str(kind) for each, kind in DECLARED[name].schema().items()})
        self._derive(sorted(wanted & {part.month for part in state.parts if part.month}))

    def run(self, standing: Mapping[str, Standing], queries: Sequence[Compiled], detection: Detection) -> None:
        """Run every query over the whole province and add what it finds."""
        detect(queries, self.rows, detection)

    def rows(self, query: str) -> Iterable[Mapping[str, Any]]:
        """Return the rows of a query in Spark's SQL."""
        return [row.asDict() for row in self.session.sql(query).collect()]

    def stop(self) -> None:
        """End the session."""
        self.session.stop()

    def _show(self, ledger: Ledger, state: State, table: Table, wanted: set[int]) -> None:
        files = [
            str(ledger.root / placed.file.path)
            for part, of in sorted(state.parts.items()) if part.table == table.name and part.month in wanted
            for placed in of.active()
        ]  # fmt: skip
        columns = {name: TYPES[column.kind.sql] for name, column in table.all_columns.items()}
        if not files:
            self._empty(table.name, columns)
            return
        rows = self.session.read.parquet(*files).where(f"NOT {WITHDRAWN}")
        rows.selectExpr(*(_cast(name, column.kind) for name, column in table.all_columns.items())).createOrReplaceTempView(table.name)

    def _empty(self, name: str, columns: Mapping[str, str]) -> None:
        kinds = {"int64": "bigint", "int32": "int"}
        schema = ", ".join(f"`{each}` {kinds.get(kind, kind)}" for each, kind in columns.items())
        self.session.createDataFrame([], schema).createOrReplaceTempView(name)

    def _derive(self, wanted: Sequence[int]) -> None:
        """Make the workers' and the sites' months, and keep them in memory as far as there is room."""
        self._keep(WORKER_MONTH, [worker_months.worker_month(STATED, Scope(month)) for month in wanted])
        workers = DECLARED[WORKER_MONTH.name]
        own = {month: workers.filter(workers.month == month) for month in wanted}
        self._keep(SITE_MONTH, [site_months.site_month(own[month], STATED, Scope(month)) for month in wanted])

    def _keep(self, table: Derived, by_month: Sequence[ibis.Table]) -> None:
        names = ", ".join(f"CAST(`{name}` AS {TYPES[column.kind.sql]}) AS `{name}`" for name, column in table.all_columns.items())
        each = [f"SELECT {names} FROM ({str(ibis.to_sql(query, dialect=self.dialect))})" for query in by_month]
        self.session.sql(" UNION ALL ".join(each)).coalesce(PARTITIONS).persist().createOrReplaceTempView(table.name)


def _cast(name: str, kind: Kind) -> str:
    return f"CAST(`{name}` AS {TYPES[kind.sql]}) AS `{name}`"
