"""Whenever a writer dies, the ledger is what the acknowledged batches make, or those and the one under way; never a part."""

import multiprocessing
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hezhong.ledger import disk
from hezhong.ledger.batch import Batch
from hezhong.ledger.compaction import due, fold
from hezhong.ledger.ingest import NumberTaken, batch_name, ingest
from hezhong.ledger.place import Ledger, local
from hezhong.ledger.tests import world
from hezhong.ledger.tests.asking import standing
from hezhong.ledger.tests.world import batch, daily, paid, reference
from hezhong.ledger.upkeep import damaged

pytestmark = pytest.mark.database  # needs none; it takes too long for the first tier

ENDLESS = 10**6
SYSTEM = ("replace", "link", "fsync", "open")


class Killed(BaseException):
    """The process ends here: nothing that catches errors may go on."""


def dying_at(nth: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the nth call of the system end the writer, before it is done; return how many there were."""
    calls = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == nth:
                raise Killed
            return real(*given)

        return call

    for name in SYSTEM:
        monkeypatch.setattr(disk.os, name, counted(getattr(disk.os, name)))
    return lambda: calls


def test_killed_before_every_call_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after another, and each time the batch is sent again to the end."""
    before, after = batch([paid(line) for line in range(1, 5)], number="1"), daily(2)
    nth, outcomes = 0, set()
    while True:
        nth += 1
        root = tmp_path / str(nth)
        ingest(local(root), before)
        with monkeypatch.context() as patched:
            calls = dying_at(nth, patched)
            with suppress(Killed):
                ingest(local(root), after)
            ended = calls() < nth
        left = standing(local(root))
        assert left in (reference([before]), reference([before, after]))
        outcomes.add(len(left))
        repeated = ingest(local(root), after).repeated
        assert repeated == (left == reference([before, after]))
        assert standing(local(root)) == reference([before, after])
        if ended:
            break
    assert len(outcomes) == 2 and nth > 15


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([world.__name__, "pandas"])  # Arrow asks for pandas at its first array: a second a process


class Writer:
    """A process that takes a series of batches in, from one number to before another."""

    def __init__(self, root: Path, name: str, since: int, until: int = ENDLESS) -> None:
        self.ear, mouth = FORKS.Pipe(duplex=False)
        self.process = FORKS.Process(target=world.write, args=(str(root), name, (since, until), mouth))
        self.process.start()
        mouth.close()
        assert self.ear.recv() == "ready"

    def hear(self, most: int = ENDLESS) -> list[int]:
        """Return the numbers that it acknowledges: so many, or all until it ends."""
        heard: list[int] = []
        with suppress(EOFError):
            while len(heard) < most:
                heard.append(self.ear.recv())
        return heard

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


@dataclass
class Toll:
    """What the kills of a run met: how many batches had not been acknowledged though they counted, and files astray."""

    acknowledged: int = 0
    unacknowledged: int = 0
    astray: int = 0


def killing(root: Path, kills: int, seed: int) -> Toll:
    """Kill a writer at random instants; check after each that the ledger is the acknowledged batches or one more.

    The instant is drawn from the time that two batches take on this machine now, so that it falls anywhere in one.
    """
    chance, done, toll = Random(seed), 0, Toll()
    began = time.perf_counter()
    for number in range(6):
        ingest(local(root / "pace"), daily(number))
    pace = (time.perf_counter() - began) / 3
    root = root / "ledger"
    for _ in range(kills):
        writer = Writer(root, "w", done)
        kept = writer.hear(chance.randrange(4))
        time.sleep(chance.uniform(0.0, pace))
        writer.kill()
        kept += writer.hear()
        assert kept == list(range(done, done + len(kept)))
        ledger = local(root)
        there = len(ledger.manifest.state().batches)
        assert there - done - len(kept) in (0, 1)
        toll.acknowledged += len(kept)
        toll.unacknowledged += there - done - len(kept)
        # The writer that comes next sends again what it does not know of: every second one does.
        done = there if chance.random() < 0.5 else done + len(kept)
        if there > done:
            assert ingest(ledger, daily(done)).repeated
            done = there
    _compare(root, [daily(number) for number in range(done)])
    files = {file.relative_to(root).as_posix() for file in root.rglob("*.parquet")}
    toll.astray = len(files - local(root).manifest.state().paths())
    return toll


def _compare(root: Path, batches: list[Batch]) -> None:
    ledger = local(root)
    assert standing(ledger) == reference(batches)
    assert damaged(ledger) == []


def test_killed_at_ten_random_instants(tmp_path: Path) -> None:
    assert killing(tmp_path, 10, seed=1).acknowledged > 0


@pytest.mark.prove
def test_killed_at_two_hundred_random_instants(tmp_path: Path) -> None:
    toll = killing(tmp_path, 200, seed=2)
    print(toll)
    assert toll.acknowledged > 100 and toll.astray > 10


def in_order(ledger: Ledger, known: dict[str, Batch]) -> list[Batch]:
    """Return batches in the order in which the manifest has them."""
    return [known[name] for name in ledger.manifest.state().batches]


def test_two_writers_and_one_is_killed(tmp_path: Path) -> None:
    """Both send their series at once; one dies and sends all of it again."""
    first, second = Writer(tmp_path, "a", 0, 12), Writer(tmp_path, "b", 0, 12)
    first.hear(2)
    first.kill()
    again = Writer(tmp_path, "a", 0, 12)
    assert again.hear() == second.hear() == list(range(12))
    ledger = local(tmp_path)
    known = {batch_name(writer, str(number)): daily(number, writer) for number in range(12) for writer in "ab"}
    assert len(ledger.manifest.state().batches) == 24
    assert standing(ledger) == reference(in_order(ledger, known))


def test_folding_while_two_write(tmp_path: Path) -> None:
    """Foldings come and go under the writers' hands, some of them void; not a row is lost or doubled."""
    writers = Writer(tmp_path, "a", 0, 12), Writer(tmp_path, "b", 0, 12)
    ledger, folded = local(tmp_path), 0
    while any(writer.process.is_alive() for writer in writers):
        folded += sum(fold(ledger, part) for part in due(ledger.manifest.state()))
    assert [writer.hear() for writer in writers] == [list(range(12))] * 2 and folded
    known = {batch_name(writer, str(number)): daily(number, writer) for number in range(12) for writer in "ab"}
    assert standing(ledger) == reference(in_order(ledger, known))


def test_the_same_batches_from_four_at_once(tmp_path: Path) -> None:
    """Each batch is acknowledged to everybody and counts once: one receipt is the first, the others are repeated."""
    start = threading.Barrier(4)

    def send(_: int) -> list[tuple[int, bool]]:
        ledger = local(tmp_path)
        start.wait()
        return [(receipt.seq, receipt.repeated) for receipt in (ingest(ledger, daily(number)) for number in range(6))]

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(send, range(4)))
    for receipts in zip(*told, strict=True):
        assert len({seq for seq, _ in receipts}) == 1
        assert sorted(repeated for _, repeated in receipts) == [False, True, True, True]
    assert local(tmp_path).manifest.state().seq == 6
    assert standing(local(tmp_path)) == reference(daily(number) for number in range(6))


def test_one_number_for_two_things_at_once(tmp_path: Path) -> None:
    """The one that came first counts, whole; the other is refused, also when both had begun."""
    start = threading.Barrier(2)

    def send(fen: int) -> int:
        ledger = local(tmp_path)
        start.wait()
        try:
            ingest(ledger, batch([paid(line, fen) for line in range(1, 50)], number="1"))
        except NumberTaken:
            return 0
        return fen

    with ThreadPoolExecutor(2) as pool:
        (won,) = [fen for fen in pool.map(send, (1, 2)) if fen]
    assert {row["paid_fen"] for row in standing(local(tmp_path)).values()} == {won}
    assert damaged(local(tmp_path)) == []
