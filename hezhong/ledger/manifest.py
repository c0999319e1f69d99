"""The manifest: which files make the ledger, decided commit by commit over a journal that many writers share."""

from collections.abc import Callable
from typing import TypeVar

from hezhong.ledger.commits import Commit, State, as_json, from_json
from hezhong.ledger.ports import Journal

Outcome = TypeVar("Outcome")


class Manifest:
    """A journal and the state that follows from it. One for each thread: it keeps the state it has read so far."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._state = State()

    def state(self) -> State:
        """Return the ledger as it stands now, all that others have committed included."""
        for seq, entry in self.journal.after(self._state.seq):
            self._state.apply(seq, from_json(entry))
        return self._state

    def past(self, seq: int) -> State:
        """Return the ledger as it stood after a commit, of the batches' own files. Raises: KeyError for one to come."""
        then = State(folds=False)
        for number, entry in self.journal.after(0):
            if number > seq:
                break
            then.apply(number, from_json(entry))
        if then.seq < seq:
            raise KeyError(f"台账还没有第 {seq} 次变更，最新的是第 {then.seq} 次。")
        return then

    def commit(self, decide: Callable[[State], Commit | Outcome]) -> tuple[int, Commit | Outcome]:
        """Return the number and the commit that was written, or what was decided instead of one, with the state's number.

        decide: what to write in view of a state. It is asked again whenever another writer came first, so that nothing
        is written in view of a state that no longer stands.
        """
        while True:
            state = self.state()
            decided = decide(state)
            if not isinstance(decided, Commit):
                return state.seq, decided
            if self.journal.append(state.seq + 1, as_json(decided)):
                state.apply(state.seq + 1, decided)
                return state.seq, decided
