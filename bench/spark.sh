#!/usr/bin/env bash
# The same rules on DuckDB and on Spark (a master and two workers on loopback) over one synthetic ledger: same rows or exit 1.
#   bench/spark.sh PYTHON_WITH_PYSPARK [SCALE] [RULE ...]
# PYTHON_WITH_PYSPARK: an environment with the product's requirements and pyspark 4.0; Java 17 on PATH.
set -euo pipefail
cd "$(dirname "$0")/.."
PY=${1:?which python has pyspark}; SCALE=${2:-0.0005}; shift; shift || true
RULES=(); for rule in "$@"; do RULES+=(--rule "$rule"); done
export PYTHONPATH=$PWD PYSPARK_PYTHON=$PY SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
SPARK_HOME=$("$PY" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'); export SPARK_HOME
ROOM=$(mktemp -d); PIDS=()
clean() { for pid in "${PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done; rm -rf "$ROOM"; }
trap clean EXIT

"$PY" -m hezhong.app.command province --seed 11 --months 2 --scale "$SCALE" --out "$ROOM/province" >"$ROOM/made.json"
"$PY" - "$ROOM/province/ledger" <<'PYTHON'
import sys
from pathlib import Path

from hezhong.ledger import compaction
from hezhong.ledger.place import local

ledger = local(Path(sys.argv[1]))
for part in compaction.due(ledger.manifest.state(), most=10**9):
    compaction.fold(ledger, part)
PYTHON
CLASS=$SPARK_HOME/bin/spark-class
"$CLASS" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 54477 --webui-port 54480 >"$ROOM/master.log" 2>&1 & PIDS+=($!)
sleep 8
for n in 1 2; do
    "$CLASS" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port "5449$n" --webui-port "5448$n" -c 1 -m 2g -d "$ROOM/worker$n" \
        spark://127.0.0.1:54477 >"$ROOM/worker$n.log" 2>&1 & PIDS+=($!)
done
sleep 5
DAY=2025-03-31
for backend in duckdb spark; do
    time "$PY" -m hezhong.app.command warn --as-of $DAY --ledger "$ROOM/province/ledger" --backend $backend \
        --master spark://127.0.0.1:54477 --out "$ROOM/$backend" "${RULES[@]}" >"$ROOM/$backend.json" 2>"$ROOM/$backend.err"
done
"$PY" - "$ROOM" $DAY <<'PYTHON'
import sys
from pathlib import Path

import pyarrow.parquet as pq

room, day = Path(sys.argv[1]), sys.argv[2]
ours, theirs = (pq.read_table(room / name / f"findings-{day}.parquet").to_pylist() for name in ("duckdb", "spark"))
print(f"{len(ours)} findings of {len({row['rule'] for row in ours})} rules; DuckDB and Spark alike: {ours == theirs}")
sys.exit(ours != theirs)
PYTHON
