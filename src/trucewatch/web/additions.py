"""Reports being added, one lot after the other, and how far each lot is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from secrets import token_urlsafe

from msgspec import Struct

from trucewatch.errors import BadReport, NotFound
from trucewatch.publication.wording import one_line
from trucewatch.sources.files import Incoming

# Of so many lots it is kept what came of them.
LOTS_KEPT = 50


class AddedPage(Struct, frozen=True, kw_only=True):
    """How many reports there are and how many are read; the reports (refs and titles) that are in
    the record now, once it `is_done`, and why others are not. A lot of one has no `id`."""

    id: str = ""
    reports_given: int
    reports_read: int
    is_done: bool
    reports: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


class Lot:
    """What one form gave, while it is read."""

    def __init__(self, came: Sequence[Incoming | BadReport], known_as: str = "") -> None:
        self.known_as = known_as
        self.good = [each for each in came if isinstance(each, Incoming)]
        self.problems = tuple(str(each) for each in came if isinstance(each, BadReport))
        self.read = 0
        self.is_done = False

    def page(self) -> AddedPage:
        done = self.good if self.is_done else ()
        return AddedPage(
            id=self.known_as,
            reports_given=len(self.good),
            reports_read=self.read,
            is_done=self.is_done,
            reports=tuple((each.report.ref, one_line(_title(each))) for each in done),
            problems=self.problems,
        )


class Additions:
    """Lots as they are added. Lots that come at the same time wait for each other."""

    def __init__(self, add: Callable[[Lot], None]) -> None:
        self._add = add
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._lots: OrderedDict[str, tuple[Lot, Future[None]]] = OrderedDict()

    def begin(self, came: Sequence[Incoming | BadReport]) -> Lot:
        lot = Lot(came, token_urlsafe(8))
        self._lots[lot.known_as] = (lot, self._worker.submit(self._add, lot))
        while len(self._lots) > LOTS_KEPT:
            self._lots.popitem(last=False)
        return lot

    def page(self, known_as: str) -> AddedPage:
        """Raises `NotFound` for a lot that is not kept any more, and what adding it raised."""
        if known_as not in self._lots:
            raise NotFound("nothing is being added here; the reports list what was")
        lot, work = self._lots[known_as]
        if work.done():
            work.result()
        return lot.page()

    def close(self) -> None:
        """Waits for nothing: what was added is kept."""
        self._worker.shutdown(wait=False, cancel_futures=True)


def _title(incoming: Incoming) -> str:
    return incoming.report.title or incoming.report.text[:90]
