"""One pure function over many things, on several processes, the results in the things' order.

Every process makes the function ready once (loads the reference, say) and then works through
small parts. What is under way is bounded, so memory stays flat however many things there are. One
that ends its process is named, and the rest goes on in a new one.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")

# A part keeps a process busy while the results of another are taken in.
PART = 8
PARTS_UNDER_WAY = 4
OBJECTS_BETWEEN_COLLECTIONS = 50_000
# A process that was forked would share open files and threads with this one.
_PROCESSES = get_context("spawn")


@dataclass(frozen=True)
class Crash:
    """Why there is no result."""

    why: str


def run(
    prepare: Callable[[], Callable[[Task], Result]],
    tasks: Iterable[tuple[Item, Task | None]],
    *,
    jobs: int,
) -> Iterator[tuple[Item, Result | Crash | None]]:
    """Each item with the result of its task, in order; an item without a task with None.

    `prepare` is called once in each of `jobs` processes, and is sent there: it is a function of a
    module, or a `partial` of one.
    """
    workers = [_Worker(prepare) for _ in range(jobs)]
    try:
        yield from _in_order(workers, (_Ticket(*each) for each in tasks))
    finally:
        for worker in workers:
            worker.stop()


@dataclass
class _Ticket(Generic[Item, Task]):
    item: Item
    task: Task | None
    result: Any = None
    is_done: bool = False

    def done(self, result: Any) -> None:
        self.result, self.is_done = result, True


def _in_order(
    workers: list[_Worker], tickets: Iterator[_Ticket[Item, Task]]
) -> Iterator[tuple[Item, Any]]:
    line: deque[_Ticket[Item, Task]] = deque()
    most, has_more = PART * PARTS_UNDER_WAY * len(workers), True
    while line or has_more:
        for worker in workers:
            if not worker.tickets and has_more and len(line) < most:
                part = list(islice(tickets, PART))
                line += part
                worker.give(part)
                has_more = bool(part)
        while line and line[0].is_done:
            ticket = line.popleft()
            yield ticket.item, ticket.result
        _hear([worker for worker in workers if worker.tickets])


def _hear(busy: list[_Worker]) -> None:
    """Takes in what is ready, and waits for it if nothing is."""
    ready = wait([worker.connection for worker in busy]) if busy else []
    for worker in busy:
        if worker.connection in ready:
            worker.hear()


class _Worker:
    """A process, and the tickets it has not answered yet, in the order in which it will."""

    def __init__(self, prepare: Callable[[], Callable[[Any], Any]]) -> None:
        self._prepare = prepare
        self.tickets: deque[_Ticket[Any, Any]] = deque()
        self._start()

    def _start(self) -> None:
        self.connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(self._prepare, theirs), daemon=True)
        self._process.start()
        # Theirs alone is left open, so that the end of the process is heard.
        theirs.close()

    def give(self, tickets: Iterable[_Ticket[Any, Any]]) -> None:
        """Given only what it has answered before: both ends sending at once would wait forever."""
        for ticket in tickets:
            if ticket.task is None:
                ticket.done(None)
            else:
                self.tickets.append(ticket)
        if self.tickets:
            try:
                self.connection.send([ticket.task for ticket in self.tickets])
            except OSError:
                # It has ended, and is heard to have.
                return

    def hear(self) -> None:
        try:
            result = self.connection.recv()
        except (EOFError, OSError):
            self._restart()
        else:
            self.tickets.popleft().done(result)

    def _restart(self) -> None:
        """It ended at the first of what it had not answered; a new process does the rest."""
        self._process.join(timeout=1)
        self.stop()
        ended_at, *rest = self.tickets
        ended_at.done(Crash(f"its process ended with code {self._process.exitcode}"))
        self.tickets.clear()
        self._start()
        self.give(rest)

    def stop(self) -> None:
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _serve(prepare: Callable[[], Callable[[Any], Any]], connection: Connection) -> None:
    """Works until the other end closes."""
    # Ctrl-C reaches every process of a terminal; the one that was asked says so and stops us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = prepare()
    # What was made ready stays; to go through it again and again takes a sixth of the time.
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        while True:
            for task in connection.recv():
                connection.send(_result(work, task))
    except (EOFError, BrokenPipeError):
        return


def _result(work: Callable[[Any], Any], task: Any) -> Any:
    # Whatever one report makes go wrong, the others are read.
    try:
        return work(task)
    except Exception as error:
        return Crash(f"{type(error).__name__}: {error}")
