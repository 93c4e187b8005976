"""The whole path on one page.

    sources ──► report ──► reading ──► claims ──► reconciliation ──► records ──► assessment
                              ▲                         ▲                ▲
                              └──────────────────── reference ───────────┘

`add_reports` takes the first half and keeps it; `bring_up_to_date` takes the second half over what
is new, and keeps what it makes, which can be dropped and comes back the same; `answer` answers from
that, for a window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import groupby, islice

import msgspec
from msgspec import Struct

from trucewatch.assessment.assess import Known, find
from trucewatch.assessment.relevance import narrowed, why_no_verdict
from trucewatch.assessment.wording import day_words
from trucewatch.derivation.collecting import collecting_nothing
from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.derivation.knowledge import (
    Knowledge,
    derived_knowledge,
    knowledge_on,
)
from trucewatch.errors import BadInput, UnusableAnswer
from trucewatch.model.claim import Claim
from trucewatch.model.decision import Redaction, Restriction, Signed, Weighing, weights_of
from trucewatch.model.finding import Findings
from trucewatch.model.record import Judgement, Record
from trucewatch.model.report import Report
from trucewatch.model.weights import MatchingWeights
from trucewatch.reading.readers import Reader, readers_of
from trucewatch.reconciliation.correcting import acceptance, correction, rejection
from trucewatch.reconciliation.deciding import Subjects, decision, undoing
from trucewatch.reconciliation.disagreements import disagreements
from trucewatch.reconciliation.learning import trained_weights
from trucewatch.reconciliation.resolver import reconcile
from trucewatch.reconciliation.rules import shipped_weights
from trucewatch.reconciliation.withdrawn import corrections
from trucewatch.reconciliation.withholding import one_called, redaction, restriction, says
from trucewatch.reference.reference import Reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import RecordStore
from trucewatch.store.search import Hit

WINDOW_DAYS = 28
ROWS_AT_ONCE = 500
# What was not known on the day asked about is taken out of these.
HITS_MAX = 100
# No record speaks of days so long after its last report, and a year is easily mistyped.
DAYS_AFTER_LAST_REPORT_MAX = 366
# Every zone is judged day by day, and ten years outlast any dossier's truces.
WINDOW_DAYS_MAX = 3660


class Added(Struct, frozen=True, kw_only=True):
    """What became of the reports that came in. `claims_refused` is what the gate refused;
    `unanswered` is why a model gave no usable answer, by origin: these may be added again."""

    added: int = 0
    already_there: int = 0
    unread: int = 0
    claims_refused: int = 0
    unanswered: dict[str, str] = {}


class Window(Struct, frozen=True, kw_only=True):
    """The days asked about, both included, and the day whose knowledge answers."""

    start: date
    end: date
    as_of: date | None = None


class Answer(Struct, frozen=True, kw_only=True, dict=True):
    """What was known, and what follows from it. Without a dated report there is no window.

    `judgements` are the rules', `decided` people's that count.
    `unread` are refs of reports that no reader could read: kept, and no sign that anyone saw
    anything. `no_verdict` is a sentence on why no zone has a verdict, None where one has.
    """

    window: Window | None
    reports: dict[str, Report]
    claims: dict[str, Claim]
    judgements: tuple[Judgement, ...]
    records: tuple[Record, ...]
    findings: Findings
    decided: tuple[Judgement, ...] = ()
    unread: tuple[str, ...] = ()
    no_verdict: str | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        return {each.id: each for each in self.records}

    @property
    def read_reports(self) -> dict[str, Report]:
        return {ref: each for ref, each in self.reports.items() if ref not in self.unread}


def add_reports(
    incoming: Iterable[Incoming], store: RecordStore, readers: Sequence[Reader]
) -> Added:
    """Each report read once by each reader, and kept with its claims; a dataset's row by the
    dataset's own alone."""
    counts: Counter[str] = Counter()
    unanswered: dict[str, str] = {}
    for dataset, items in groupby(incoming, key=lambda item: item.dataset):
        chosen = readers_of(dataset, readers)
        if dataset is None:
            _add_in_words(items, store, chosen, counts, unanswered)
        else:
            _add_rows(items, store, chosen, counts)
    return Added(**counts, unanswered=unanswered)


def _add_in_words(
    items: Iterable[Incoming],
    store: RecordStore,
    readers: Sequence[Reader],
    counts: Counter[str],
    unanswered: dict[str, str],
) -> None:
    for item in items:
        is_there = store.has(item.report.ref)
        counts["already_there"] += is_there
        for reader in readers:
            if is_there and store.has_reading(item.report.ref, reader.name):
                continue
            try:
                reading = reader.read(item.report)
            except UnusableAnswer as why:
                unanswered[item.origin] = str(why)
                continue
            counts["added"] += store.keep(item, reading)
            counts["unread"] += reading.unread is not None
            counts["claims_refused"] += len(reading.refusals)


def _add_rows(
    rows: Iterator[Incoming], store: RecordStore, readers: Sequence[Reader], counts: Counter[str]
) -> None:
    """A dataset's rows, many at once: to read one takes less time than to ask for it."""
    while some := list(islice(rows, ROWS_AT_ONCE)):
        read = [(row, reader.read(row.report)) for row in some for reader in readers]
        new = store.keep_all(read)
        counts["added"] += new
        counts["already_there"] += len(some) - new
        counts["unread"] += sum(reading.unread is not None for _, reading in read)
        counts["claims_refused"] += sum(len(reading.refusals) for _, reading in read)


def answer(
    store: RecordStore,
    reference: Reference,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: date | None = None,
) -> Answer:
    """Records and findings from what was published by `as_of` (all there is, if None).

    The window ends on `end`, `as_of` or the last report's day, whichever is given first, and
    begins `WINDOW_DAYS` before unless `start` says when. Raises `BadInput` for a window that
    begins after its end, is too long, or ends long after the last report.
    """
    knowledge = known_on(store, reference, as_of)
    return answered(knowledge, reference, start=start, end=end, as_of=as_of)


def answered(
    knowledge: Knowledge,
    reference: Reference,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: date | None = None,
) -> Answer:
    """What follows from what is known, as `answer` says."""
    known = knowledge.known
    window = _window(known.reports, start, end, as_of)
    spoken_of = narrowed(reference, knowledge.spoken_of)
    findings = _find(known, spoken_of, window)
    records = tuple(each.record for each in known.examined)
    findings = _with_disagreements(findings, knowledge.decided, records)
    corrected = corrections(known.reports, known.claims, records, reference)
    findings = msgspec.structs.replace(findings, corrections=corrected)
    last = window.end if window else None
    return Answer(
        window=window,
        reports=dict(known.reports),
        claims=dict(known.claims),
        judgements=knowledge.judgements,
        records=records,
        findings=findings,
        decided=knowledge.decided,
        unread=knowledge.unread,
        no_verdict=None
        if findings.verdicts
        else why_no_verdict(reference, spoken_of, known.reports, last),
    )


def decide(
    store: RecordStore,
    reference: Reference,
    known: Answer,
    ids: tuple[str, str],
    *,
    is_same: bool,
    by: str,
    why: str,
    at: str,
) -> Signed:
    """Keeps a person's decision that what two ids name is one thing, or is not.

    Raises `NotFound` and `BadInput` as `Subjects.sides` and `decision` do.
    """
    sides = Subjects(known.claims, known.records, known.reports, reference).sides(*ids)
    entry = decision(sides, is_same=is_same, by=by, why=why, at=at)
    store.decide(entry)
    return entry


def redact(
    store: RecordStore, ref: str, words: str, *, everywhere: bool, by: str, why: str, at: str
) -> list[Redaction]:
    """Keeps a person's redaction of words wherever they stand in a report, or in every report.

    Raises `NotFound` for an unknown report, `BadInput` as `redaction` does.
    """
    reports = store.seen("whole").reports()
    known = reports.get(ref) or one_called(ref, reports.values())
    entries = [redaction(known, words, by=by, why=why, at=at)]
    if everywhere:
        others = (each for each in reports.values() if each != known and says(each, words))
        entries += [redaction(each, words, by=by, why=why, at=at) for each in others]
    for each in entries:
        store.decide(each)
    return entries


def correct(
    store: RecordStore,
    reference: Reference,
    known: Answer,
    known_as: str,
    field: str,
    words: str,
    *,
    by: str,
    why: str,
    at: str,
) -> Signed:
    """Keeps a person's correction of a field of a claim; `words` give the value.

    An incident's id stands for the claim that it is named after, and its grade is corrected so.
    Raises `NotFound` and `BadInput` as `correction` does.
    """
    claim = Subjects(known.claims, known.records, known.reports, reference).first(known_as)
    entry = correction(claim, field, words, reference, by=by, why=why, at=at)
    store.decide(entry)
    return entry


def accept(
    store: RecordStore,
    reference: Reference,
    known: Answer,
    known_as: str,
    *,
    by: str,
    why: str,
    at: str,
) -> Signed:
    """Keeps that a claim, or all that was read in a report, is right as it stands. Raises
    `NotFound`, `BadInput` for a report in which nothing was read."""
    ref = known_as if known_as in known.reports else None
    claims = [each for each in known.claims.values() if each.report == ref]
    if ref and not claims:
        raise BadInput(f"nothing was read in {known_as}")
    if ref is None:
        claims = [Subjects(known.claims, known.records, known.reports, reference).first(known_as)]
    entry = acceptance(claims, by=by, why=why, at=at)
    store.decide(entry)
    return entry


def reject(
    store: RecordStore,
    reference: Reference,
    known: Answer,
    known_as: str,
    *,
    by: str,
    why: str,
    at: str,
) -> Signed:
    """Keeps that a report does not say what a claim says. Raises `NotFound`, `BadInput` for a
    record, of which it would not be told which of its claims is wrong."""
    claim = Subjects(known.claims, known.records, known.reports, reference).first(known_as)
    if claim.id != known_as:
        raise BadInput(f"{known_as} is a record; name the claim that is wrong, such as {claim.id}")
    entry = rejection(claim, by=by, why=why, at=at)
    store.decide(entry)
    return entry


def reports_saying(store: RecordStore, words: str) -> list[str]:
    """Refs of reports in which the words stand and can be read."""
    return [ref for ref, each in store.reports().items() if says(each, words)]


def restrict(store: RecordStore, ref: str, *, by: str, why: str, at: str) -> Restriction:
    """Keeps a person's restriction of a report to reviewers. Raises `NotFound`, and `BadInput` as
    `restriction` does."""
    reports = store.seen("whole").reports()
    known = reports.get(ref) or one_called(ref, reports.values())
    entry = restriction(known, by=by, why=why, at=at)
    store.decide(entry)
    return entry


def now() -> str:
    """The instant at which a person decides, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def undo(store: RecordStore, known_as: str, *, by: str, why: str, at: str) -> Signed:
    """Keeps a person's undoing of an earlier decision. Raises as `undoing` does."""
    entry = undoing(known_as, store.decisions(), by=by, why=why, at=at)
    store.decide(entry)
    return entry


class Trained(Struct, frozen=True, kw_only=True):
    """New weights beside those that counted before, the claims about force that they were measured
    on, and the records that each give."""

    before: MatchingWeights
    after: MatchingWeights
    claims: int
    records_before: tuple[Record, ...]
    records_after: tuple[Record, ...]


def train_matching(store: RecordStore, reference: Reference) -> Trained:
    """Weights measured on all that is kept; nothing is written. Raises `BadInput` where Splink is
    not installed, or too few claims are there to measure anything."""
    known = answer(store, reference)
    before = weights_of(store.decisions()) or shipped_weights()
    after, claims = trained_weights(
        known.claims.values(), known.reports, known.decided, reference, before
    )
    reconciled = reconcile(
        list(known.claims.values()), known.reports, known.decided, reference, after
    )
    return Trained(
        before=before,
        after=after,
        claims=claims,
        records_before=known.records,
        records_after=reconciled.records,
    )


def reweigh(store: RecordStore, reference: Reference, weighing: Weighing) -> None:
    """From here on the record is reconciled by these weights."""
    store.decide(weighing)
    bring_up_to_date(store, reference)


def search(store: RecordStore, query: str) -> tuple[list[Hit], list[Hit]]:
    """Records and reports that have all the words of a query, the best of each first."""
    with store.derived() as derived:
        return (
            derived.found(query, is_report=False, limit=HITS_MAX),
            derived.found(query, is_report=True, limit=HITS_MAX),
        )


def known_on(store: RecordStore, reference: Reference, as_of: date | None) -> Knowledge:
    """All there is, brought up to date first; with `as_of` what could be known that day."""
    if as_of is not None:
        return knowledge_on(store, reference, as_of)
    bring_up_to_date(store, reference)
    return derived_knowledge(store, reference)


def _window(
    reports: Mapping[str, Report], start: date | None, end: date | None, as_of: date | None
) -> Window | None:
    reported = max((r.published for r in reports.values() if r.published), default=None)
    last = end or as_of or reported
    if last is None:
        return None
    if reported and (last - reported).days > DAYS_AFTER_LAST_REPORT_MAX:
        asked = f"--to {end}" if end else f"--as-of {as_of}"
        raise BadInput(
            f"{asked} is long after the last report ({day_words(reported)}); nothing is known of it"
        )
    if start and start > last:
        raise BadInput(f"--from {start} is after the last day asked about, {day_words(last)}")
    # The calendar itself begins somewhere, and a day before that cannot be told of.
    first = start or last - min(timedelta(days=WINDOW_DAYS - 1), last - date.min)
    if (last - first).days >= WINDOW_DAYS_MAX:
        most = f"{WINDOW_DAYS_MAX:,} days"
        raise BadInput(
            f"--from {first} is more than {most} before {day_words(last)}; ask for fewer"
        )
    return Window(start=first, end=last, as_of=as_of)


def _with_disagreements(
    findings: Findings, judgements: Sequence[Judgement], records: Sequence[Record]
) -> Findings:
    found = (*findings.contradictions, *disagreements(judgements, records))
    ordered = tuple(sorted(found, key=lambda each: (each.record, each.what, each.id)))
    return msgspec.structs.replace(findings, contradictions=ordered)


def _find(known: Known, reference: Reference, window: Window | None) -> Findings:
    if window is None:
        return Findings()
    with collecting_nothing():
        return find(known, reference, window_from=window.start, window_to=window.end)
