"""``make bench``: a million cases on an embedded PostgreSQL of its own, each thing measured against its floor.

``python -m bench.cases --cases 50000 --rounds 50`` is a smaller one. Exit code 1: an aim is missed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hezhong.app.postgres import Cluster

LOADING = {"max_wal_size": "8GB", "maintenance_work_mem": "512MB", "checkpoint_timeout": "30min"}


def main() -> int:
    options = _options()
    sizes = [options.cases, min(options.first, options.cases), options.rounds]
    return measured("bench.report", sizes, keep=options.keep)


def measured(module: str, sizes: Sequence[int], *, keep: bool) -> int:
    """Start a server, measure in a process of its own, and clear away; return the exit code."""
    home = Path(tempfile.mkdtemp(prefix="hezhong-bench-"))
    home.chmod(0o755)  # the server's user reaches it: the data lie here, and go with it
    cluster = Cluster(home / "postgres", LOADING)
    settings = {
        "HEZHONG_HOME": str(home),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "hezhong.app.settings",
        "HEZHONG_PLAIN_STATIC": "1",
    }
    cluster.start()
    try:
        given = [sys.executable, "-m", module, *map(str, sizes)]
        return subprocess.run(given, env={**os.environ, **settings}).returncode
    finally:
        if keep:
            print(f"kept, and still running: {home}")
        else:
            cluster.stop()
            shutil.rmtree(home)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many in the end")
    parser.add_argument("--first", type=int, default=10_000, help="how many at the first measurement; growth counts from it")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--keep", action="store_true", help="leave the server running, to look at plans")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
