"""A million open deadlines counted again after a notice on days off, beside a bare UPDATE of the very same rows.

``python -m bench.clock --deadlines 200000`` is a smaller one. Exit code 1: an aim is missed.
"""

import argparse
import sys

from bench.cases import measured


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deadlines", type=int, default=1_000_000, help="how many in the end")
    parser.add_argument("--first", type=int, default=100_000, help="how many at the first measurement")
    parser.add_argument("--keep", action="store_true", help="leave the server running, to look at plans")
    options = parser.parse_args()
    return measured("bench.clock_report", [options.deadlines, min(options.first, options.deadlines)], keep=options.keep)


if __name__ == "__main__":
    sys.exit(main())
