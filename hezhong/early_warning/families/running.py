"""Runs of days or months without a break, told from whole numbers whose bits are days or months."""

import ibis
import ibis.expr.types as ir

from hezhong.ledger.joining import bit_or as bit_or


def has_run(bits: ir.Column, length: int) -> ir.BooleanColumn:
    """Return whether so many neighbouring bits are set. length: at least 1."""
    # What is left after each step begins a run of ``long``; each step doubles it, so that it takes few of them.
    left, long = bits, 1
    while long < length:
        step = min(long, length - long)
        left, long = left & (left >> step), long + step
    return left != 0


def longest_run(bits: ir.Column, most: int) -> ir.Column:
    """Return how many neighbouring bits are set where most are, at most ``most``."""
    return sum((has_run(bits, length).cast("int64") for length in range(1, most + 1)), ibis.literal(0, "int64"))
