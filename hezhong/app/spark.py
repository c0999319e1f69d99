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
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from hezhong.app.answering import BadInput
from hezhong.app.spark_tables import DIALECT, Making, derive, paid_months, show_stated
from hezhong.early_warning.detection import Compiled, Detection, detect
from hezhong.early_warning.editions import Standing
from hezhong.ledger import compaction
from hezhong.ledger import kept as kept_files
from hezhong.ledger.known_months import known
from hezhong.ledger.months import back_from, month_of
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
    "spark.driver.memory": "3g",
}
LOOPBACK: Mapping[str, str] = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""For a master on this machine. The workers of a cluster must reach the driver: there Spark finds its address, or SPARK_LOCAL_IP says it."""
INTERPRETED: Mapping[str, str] = {"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}
"""For few rows: making Java of each step of each plan and compiling it in every process costs more than it saves."""
FEW = 100_000_000


class InSpark:
    """Spark over a ledger. master: local[2], or spark://host:port of a cluster that sees the same folder."""

    dialect = DIALECT

    def __init__(self, ledger: Ledger, on: date, master: str) -> None:
        self.began, self.ledger, self.on, self.master = time.monotonic(), ledger, on, master
        self.state = ledger.manifest.state()
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise BadInput(["没有找到 Java：请先装好 Java 17（如 apt install openjdk-17-jre-headless）。见 docs/scale.md"])
        if contested := compaction.due(self.state, most=10**9):
            raise BadInput([f"台账有 {len(contested)} 个分区还没有折叠，请先运行 hezhong ledger fold"])

    def run(self, standing: Mapping[str, Standing], queries: Sequence[Compiled], detection: Detection) -> None:
        """Run every query over the whole province, several at once, and add what they find in their order."""
        kept = self.ledger.root / kept_files.FOLDER  # there `hezhong ledger` sweeps what a killed run left
        kept.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="spark-", dir=kept, ignore_cleanup_errors=True) as work:
            spark = session(self.master, {} if self._rows_in() > FEW else INTERPRETED)
            submit = ThreadPoolExecutor(AT_ONCE)
            try:
                self._prepare(spark, Making(Path(work).resolve(), submit))
                found = {each.sql: submit.submit(_rows, spark, each.sql) for each in queries if not each.trouble}
                detect(self._one_by_one(queries), lambda query: found[query].result(), detection)
            finally:
                submit.shutdown(wait=False, cancel_futures=True)
                spark.stop()

    def _prepare(self, spark: Any, making: Making) -> None:
        months = set(back_from(self.on))
        show_stated(spark, self.ledger, self.state, months)
        self._told("Spark 已连接，台账的文件已列出")
        there = known(self.state.parts, month_of(self.on), paid_months(spark))
        for made in derive(spark, self.ledger, self.state, {month: there[month] for month in sorted(months & there.keys())}, making):
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
    here = LOOPBACK if master.startswith(("local", "spark://127.0.0.1:", "spark://localhost:")) else {}
    for name, value in {**SETTINGS, **here, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _rows(spark: Any, query: str) -> list[Mapping[str, Any]]:
    return [row.asDict() for row in spark.sql(query).collect()]
