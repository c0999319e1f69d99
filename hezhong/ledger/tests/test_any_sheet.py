"""Whatever stands in a sheet: rows, faults or a refusal in Chinese, never another error; and no long number is told."""

import re
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hezhong.ledger.tests.written import card, person
from hezhong.ledger.ways_in import headers, mapping, shapes
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.layouts import LAYOUTS
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.read import read_grid
from hezhong.ledger.ways_in.rows import KINDS
from hezhong.ledger.ways_in.sheets import Grid, grids

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
HEADS = sorted({head for layout in LAYOUTS for head in layout.heads} | {"1月工资", "2月代付", "王五付", "3月", "11", "12", "13", "14", "15"})
CELL = st.one_of(
    st.sampled_from(["", "", "-", "合计", "xxx", "√", "假", "勤(9h)", "07:00", "2026-03-11", "2026年3月", "1,234.50元", "姓名：甲 工号：7", "说明：", "甲乙", "进", "01"]),
    st.sampled_from([person(n)[1] for n in range(3)] + [card(n) for n in range(3)]),
    st.floats(allow_nan=True, allow_infinity=True), st.integers(-5, 10**18), st.booleans(), st.text(max_size=12),
    st.sampled_from([date(2026, 3, 11), datetime(2026, 3, 11, 7), time(7), timedelta(hours=30)]), st.sampled_from(HEADS),
)  # fmt: skip
LONG = re.compile(r"\d{7,}")


@st.composite
def sheets(draw: st.DrawFn) -> Grid:
    heads = draw(st.one_of(st.lists(st.sampled_from(HEADS), min_size=3, max_size=9), st.sampled_from([sorted(layout.heads) for layout in LAYOUTS])))
    rows = draw(st.lists(st.lists(CELL, max_size=len(heads)), max_size=8))
    above = draw(st.lists(st.lists(CELL, max_size=3), max_size=2))
    ranges = st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 2), st.integers(0, 3))
    merged = [((top, left), (top + down, left + right)) for top, left, down, right in draw(st.lists(ranges, max_size=3))]
    return Grid("表", [*above, heads, *rows], merged, frozenset(draw(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=1))))


@settings(max_examples=150, deadline=None)
@given(sheets(), st.sampled_from(["", *KINDS]))
def test_any_sheet(grid: Grid, kind: str) -> None:
    try:
        try:
            heading = headers.find(grid)
            proposed = mapping.propose(heading, kind)
        except Unreadable:
            heading, proposed = shapes.inferred(grid, kind or "payroll")
        for question in proposed.questions:
            proposed = proposed.coded(question.head[1:], {"1": "in"}) if question.head[0] == ":" else proposed.answered(question.head, question.choices[0])
        reading = read_grid(grid, heading, mapping.ColumnMapping.of_plain(proposed.as_plain()), MARCH)
    except Unreadable as refused:
        assert str(refused)
        return
    assert bool(reading.rows) != bool(reading.faults)
    assert reading.sound == bool(reading.rows)
    for fault in reading.faults:
        assert not LONG.search(fault.says), fault


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]).flatmap(lambda head: st.binary(max_size=600).map(lambda rest: head + rest))))
def test_any_bytes(data: bytes) -> None:
    try:
        assert grids(data)
    except Unreadable as refused:
        assert str(refused)
