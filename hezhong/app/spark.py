"""The same rules on Spark: the derived tables and every query by the same expressions, written in Spark's SQL.

For a ledger that one machine no longer holds. The partitions must be folded (``hezhong ledger fold``), so that no row has
a later one: which row is the latest is asked by DuckDB only. Needs pyspark and Java, which the product does not bring.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from hezhong.app.answering import BadInput
from hezhong.app.spark_tables import DIALECT, Making, derive, show_stated
from hezhong.early_warning.detection import Compiled, Detection, detect
from hezhong.early_warning.editions import Standing
from hezhong.ledger import compaction
from hezhong.ledger import kept as kept_files
from hezhong.ledger.months import back_from
from hezhong.ledger.place import Ledger

PARTITIONS = os.environ.get("HEZHONG_SPARK_PARTITIONS", "4")
"""Of a shuffle: about twice the cores of the cluster."""
AT_ONCE = int(os.environ.get("HEZHONG_SPARK_AT_ONCE", "3"))
"""Queries planned and run side by side: while one is planned here, others keep the workers busy."""
SETTINGS: Mapping[str, str] = {
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.shuffle.partitions": PARTITIONS,
    "spark.scheduler.mode": "FAIR",
    "spark.locality.wait": "0",
    # Files are listed here, not by a job of their own.
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # The driver only plans, each plan once: code compiled quickly serves it better than code compiled well.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "3g",
}
INTERPRETED: Mapping[str, str] = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
"""For few rows: making Java of each step of each plan and compiling it in every process costs more than it saves."""
FEW = 100_000_000


class InSpark:
    """Spark over a ledger. master: local[2], or spark://host:port of a cluster that sees the same folder."""

    dialect = DIALECT

    def __init__(self, ledger: Ledger, on: date, master: str) -> None:
        self.began, self.ledger, self.on, self.master = time.monotonic(), ledger, on, master
        self.state = ledger.manifest.state()
        if contested := compaction.due(self.state, most=10**9):
            raise BadInput([f"台账有 {len(contested)} 个分区还没有折叠，请先运行 hezhong ledger fold"])

    def run(self, standing: Mapping[str, Standing], queries: Sequence[Compiled], detection: Detection) -> None:
        """Run every query over the whole province, several at once, and add what they find in their order."""
        kept = self.ledger.root / kept_files.FOLDER  # there `hezhong ledger` sweeps what a killed run left
        kept.mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="spark-", dir=kept)).resolve()
        submit = ThreadPoolExecutor(AT_ONCE)
        spark = session(self.master, {} if self._rows_in() > FEW else INTERPRETED)
        try:
            self._prepare(spark, work, submit)
            found = {each.sql: submit.submit(_rows, spark, each.sql) for each in queries if not each.trouble}
            detect(self._one_by_one(queries), lambda query: found[query].result(), detection)
        finally:
            submit.shutdown(wait=False, cancel_futures=True)
            spark.stop()
            shutil.rmtree(work, ignore_errors=True)

    def _prepare(self, spark: Any, work: Path, submit: Executor) -> None:
        months = set(back_from(self.on))
        show_stated(spark, self.ledger, self.state, months)
        self._told("Spark 已连接，台账的文件已列出")
        there = sorted(months & {part.month for part in self.state.parts})
        for made in derive(spark, self.ledger, self.state, there, Making(work, submit)):
            self._told(made)

    def _rows_in(self) -> int:
        return sum(placed.file.rows for of in self.state.parts.values() for placed in of.active())

    def _one_by_one(self, queries: Sequence[Compiled]) -> Iterator[Compiled]:
        for number, each in enumerate(queries, 1):
            yield each
            self._told(f"规则 {number}/{len(queries)} {each.rule}")

    def _told(self, what: str) -> None:
        print(f"{time.monotonic() - self.began:7.1f} 秒  {what}", file=sys.stderr, flush=True)


def session(master: str, settings: Mapping[str, str]) -> Any:
    """Return a session; what is of a cluster and not of a query is left to SPARK_CONF_DIR."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("hezhong").master(master)
    for name, value in {**SETTINGS, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _rows(spark: Any, query: str) -> list[Mapping[str, Any]]:
    return [row.asDict() for row in spark.sql(query).collect()]
