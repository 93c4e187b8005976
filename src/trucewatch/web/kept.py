"""The last few results asked for, each worked out once, however many ask at the same time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """At most so many results. What a result rests on is part of its key, so none is ever stale."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._results: OrderedDict[Hashable, Future[Result]] = OrderedDict()

    def get(self, key: Hashable, work: Callable[[], Result]) -> Result:
        """What `work` gives, or gave before. What it raises is raised to all who wait for it, and
        not kept."""
        with self._lock:
            is_new = key not in self._results
            result = self._results.setdefault(key, Future())
            self._results.move_to_end(key)
            while len(self._results) > self._most:
                self._results.popitem(last=False)
        if is_new:
            self._do(key, result, work)
        return result.result()

    def _do(self, key: Hashable, result: Future[Result], work: Callable[[], Result]) -> None:
        try:
            result.set_result(work())
        except Exception as error:
            with self._lock:
                self._results.pop(key, None)
            result.set_exception(error)
