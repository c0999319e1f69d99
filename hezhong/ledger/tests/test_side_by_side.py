"""Queries side by side: each answer is its own, one that fails fails alone, and threads go back."""

import threading
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from hezhong.ledger.connecting import Limits, connect
from hezhong.ledger.side_by_side import Source

THREADS = 3


@pytest.fixture
def source(tmp_path: Path) -> Source:
    source = Source(connect(Limits("200MB", THREADS), tmp_path))
    source.put("numbers", pa.table({"n": list(range(1000))}))
    return source


def multiples(of: int) -> str:
    return f"SELECT count(*) AS n, sum(n)::BIGINT AS total FROM numbers WHERE n % {of} = 0"


def test_each_query_has_its_own_answer(source: Source) -> None:
    queries = {of: multiples(of) for of in range(1, 60)}
    with source.asked(queries.values()) as answer:
        for of, query in reversed(queries.items()):
            those = [n for n in range(1000) if n % of == 0]
            assert answer(query) == [{"n": len(those), "total": sum(those)}]


def test_one_that_fails_fails_alone(source: Source) -> None:
    wrong = "SELECT nothing FROM numbers"
    with source.asked([multiples(2), wrong, multiples(3)]) as answer:
        with pytest.raises(duckdb.BinderException, match="nothing"):
            answer(wrong)
        assert [answer(multiples(of))[0]["n"] for of in (2, 3)] == [500, 334]


def test_rows_that_are_put_take_the_place_of_those_before(source: Source) -> None:
    source.put("numbers", pa.table({"n": pa.array([], pa.int64())}))
    with source.asked(["SELECT count(*) AS n FROM numbers"]) as answer:
        assert answer("SELECT count(*) AS n FROM numbers") == [{"n": 0}]


def test_as_many_at_once_as_there_are_threads_and_each_on_one(tmp_path: Path) -> None:
    class Meeting(Source):
        """Whoever asks waits for as many others as there are threads."""

        seen: set[int] = set()

        def answer(self, query: str) -> pa.Table:
            met.wait()
            with connection.cursor() as own:
                self.seen.update(own.execute("SELECT current_setting('threads')").fetchone() or ())
            return super().answer(query)

    met, connection = threading.Barrier(THREADS, timeout=30), connect(Limits("200MB", THREADS), tmp_path)
    source = Meeting(connection)
    queries = [f"SELECT {n} AS n" for n in range(2 * THREADS)]
    with source.asked(queries) as answer:
        assert [answer(query)[0]["n"] for query in queries] == list(range(2 * THREADS))
    assert source.seen == {1}
    assert connection.execute("SELECT current_setting('threads')").fetchone() == (THREADS,), "as before"


def test_who_leaves_early_does_not_ask_the_rest(tmp_path: Path) -> None:
    begun, connection = [], connect(Limits("200MB", 1), tmp_path)
    go_on = threading.Event()

    class Waiting(Source):
        """Each waits until it is told to go on."""

        def answer(self, query: str) -> pa.Table:
            begun.append(query)
            go_on.wait(30)
            return super().answer(query)

    with pytest.raises(KeyError, match="enough"), Waiting(connection).asked(["SELECT 1", "SELECT 2", "SELECT 3"]):
        threading.Timer(0.2, go_on.set).start()
        raise KeyError("enough")
    assert begun == ["SELECT 1"]
    assert connection.execute("SELECT current_setting('threads')").fetchone() == (1,)
