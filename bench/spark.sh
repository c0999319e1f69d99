#!/usr/bin/env bash
# The same rules on DuckDB and on Spark (a master and two workers on loopback) over one synthetic ledger: same rows or exit 1.
#   bench/spark.sh PYTHON_WITH_PYSPARK [SCALE] [RULE ...]
# PYTHON_WITH_PYSPARK: an environment with the product's requirements and pyspark 4.0; Java 17 on PATH.
# SCALE: 0.00022 makes about 100,000 rows of attendance in two months, 0.06 about 10 million. No RULE: all.
set -euo pipefail
cd "$(dirname "$0")/.."
PY=${1:?which python has pyspark}; SCALE=${2:-0.00022}; shift; shift || true
RULES=(); for rule in "$@"; do RULES+=(--rule "$rule"); done
export PYTHONPATH=$PWD PYSPARK_PYTHON=$PY SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1
SPARK_HOME=$("$PY" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'); export SPARK_HOME
FIRST=2026-09 DAY=2026-11-30 MASTER=54477
ROOM=$(mktemp -d); PIDS=()
# Spark's own scratch folders are made under TMPDIR and go with it.
export TMPDIR=$ROOM SPARK_LOCAL_DIRS=$ROOM/scratch SPARK_DAEMON_JAVA_OPTS="-Djava.io.tmpdir=$ROOM"
clean() {
    for pid in "${PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${PIDS[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$ROOM"
}
trap clean EXIT
trap 'exit 130' INT TERM
listens() { for _ in $(seq 240); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.5; done; echo "nothing listens on port $1" >&2; cat "$ROOM"/*.log >&2; return 1; }

"$PY" -m hezhong.app.command province --seed 11 --months 2 --first $FIRST --scale "$SCALE" --out "$ROOM/province" >"$ROOM/made.json"
"$PY" - "$ROOM" <<'PYTHON'
import json
import sys
from pathlib import Path

from hezhong.ledger import compaction
from hezhong.ledger.place import local

room = Path(sys.argv[1])
ledger = local(room / "province" / "ledger")
parts = compaction.due(ledger.manifest.state(), most=10**9)
for part in parts:
    compaction.fold(ledger, part)
rows = json.loads((room / "made.json").read_text())["rows"]
print(f"{rows['attendance']:,} rows of attendance, {sum(rows.values()):,} of all {len(rows)} tables; {len(parts)} partitions folded", flush=True)
PYTHON
CLASS=$SPARK_HOME/bin/spark-class
"$CLASS" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port $MASTER --webui-port 54480 >"$ROOM/master.log" 2>&1 & PIDS+=($!)
listens $MASTER
for n in 1 2; do
    "$CLASS" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port "5449$n" --webui-port "5448$n" -c 1 -m 2g -d "$ROOM/worker$n" \
        spark://127.0.0.1:$MASTER >"$ROOM/worker$n.log" 2>&1 & PIDS+=($!)
    listens "5449$n"
done
for backend in duckdb spark; do
    began=$SECONDS
    "$PY" -m hezhong.app.command warn --as-of $DAY --ledger "$ROOM/province/ledger" --backend $backend \
        --master spark://127.0.0.1:$MASTER --out "$ROOM/$backend" "${RULES[@]}" >"$ROOM/$backend.json" || { cat "$ROOM/$backend.json"; exit 1; }
    echo "$backend: $((SECONDS - began)) s"
done
"$PY" - "$ROOM" $DAY <<'PYTHON'
import json
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

room, day = Path(sys.argv[1]), sys.argv[2]
duckdb, spark = (pq.read_table(room / name / f"findings-{day}.parquet").to_pylist() for name in ("duckdb", "spark"))
asked = json.loads((room / "spark.json").read_text())["rules"]
print(f"{asked} rules asked; {len(duckdb)} findings of {len({row['rule'] for row in duckdb})} rules; DuckDB and Spark alike: {duckdb == spark}")
ours, theirs = (Counter(tuple(row.items()) for row in rows) for rows in (duckdb, spark))
for name, rows in (("DuckDB", ours - theirs), ("Spark", theirs - ours)):
    for row in list(rows)[:20]:
        print(f"only {name}: {dict(row)}")
sys.exit(duckdb != spark)
PYTHON
