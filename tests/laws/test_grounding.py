"""Law 5: grounded or refused. Nothing a reader claims is without words in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib.resources import files

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.model.claim import ClaimBase, IncidentClaim, Reading, TallyClaim
from trucewatch.model.report import Report, canonical
from trucewatch.model.values import Quote, Range
from trucewatch.reading.rules import read
from trucewatch.reading.text import split
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.reference import Reference

FOLDER = files("trucewatch").joinpath("data/samples/syria")
SAMPLES = tuple(
    msgspec.json.decode(entry.read_bytes(), type=Report)
    for entry in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if entry.name.endswith(".json")
)
LEXICON = lexicon_of("en")
SENTENCES = tuple(
    sentence.text
    for sample in SAMPLES
    for sentence in split(sample.text, LEXICON, sample.published, None).sentences
)
# Words that look like what patterns are made of, between words that they look for.
LOOSE_WORDS = (
    "killed", "KILLED AT LEAST", "wounded", "people", "children", "at least", "19", "seven",
    "of them", "shells",
    "the", "in", "on Wednesday", "since", "Idlib", "said", "army", "and", ",", ".", "\n", "#",
    "@", "(", "”", "no", "casualties", "denied", "between", "truce", "round", "Comment:",
)  # fmt: skip

days = st.sampled_from(
    (None, date(2017, 12, 21), date(2018, 1, 1), date(2016, 2, 29), date.min, date.max)
)
titles = st.one_of(st.none(), st.text(max_size=60), st.sampled_from(SENTENCES))
any_text = st.text(max_size=400)
shuffled = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(" ".join)
torn = st.lists(st.sampled_from(LOOSE_WORDS), min_size=3, max_size=60).map(" ".join)
spliced = st.lists(
    st.one_of(st.sampled_from(SENTENCES), st.text(max_size=20)), min_size=2, max_size=8
).map("\n\n".join)
reports = st.builds(
    Report,
    id=st.just("any"),
    text=st.one_of(shuffled, torn, spliced, any_text),
    title=titles,
    outlet=st.sampled_from((None, "Gazette", "SANA", "")),
    published=days,
    language=st.sampled_from((None, "en", "en-GB", "ar", "??")),
)
many = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lru_cache(maxsize=1)
def reference() -> Reference:
    return load_reference()


@lru_cache(maxsize=128)
def reading_of(report: Report) -> Reading:
    return read(report, reference())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_every_quote_of_a_sample_stands_at_its_span(sample):
    assert list(misplaced_quotes(sample, reading_of(sample))) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_every_toll_of_a_sample_stands_on_words_in_the_text(sample):
    assert list(groundless_tolls(sample, reading_of(sample))) == []


@many
@given(reports)
def test_every_claim_about_any_text_is_grounded(report):
    reading = reading_of(report)
    assert list(misplaced_quotes(report, reading)) == []
    assert list(groundless_tolls(report, reading)) == []


@many
@given(reports)
def test_any_text_is_read_to_the_same_bytes_each_time(report):
    assert canonical(read(report, reference())) == canonical(read(report, reference()))


@many
@given(reports)
def test_an_unread_report_claims_nothing_and_a_read_one_names_itself(report):
    reading = reading_of(report)
    assert reading.report == report.ref
    assert reading.unread is None or reading.claims == ()
    assert all(claim.report == report.ref and claim.id for claim in reading.claims)


def misplaced_quotes(report: Report, reading: Reading) -> Iterator[Quote]:
    """Quotes of claims and of their evidence that do not stand where they say."""
    for claim in reading.claims:
        evidence = (quote for quotes in claim.evidence.values() for quote in quotes)
        for quote in (Quote(claim.quote, claim.span), *evidence):
            if quote.span is None:
                found = quote.quote in (report.title or "")
            else:
                found = report.text[slice(*quote.span)] == quote.quote
            if not found or not quote.quote.strip():
                yield quote


def groundless_tolls(report: Report, reading: Reading) -> Iterator[tuple[str, Range]]:
    """Numbers of people in a claim that no word of the report gives, alone or added up."""
    for claim in reading.claims:
        for name, value in tolls(claim):
            if not is_worded(value, report):
                yield name, value


def tolls(claim: ClaimBase) -> Iterator[tuple[str, Range]]:
    if isinstance(claim, TallyClaim):
        yield claim.measure, claim.value
    if isinstance(claim, IncidentClaim):
        counts = {"killed": claim.killed, "injured": claim.injured, "abducted": claim.abducted}
        yield from ((name, value) for name, value in counts.items() if value is not None)


def is_worded(value: Range, report: Report) -> bool:
    """Whether the bounds are those of a number in the text, of none, or of people listed."""
    document = split(report.text, LEXICON, report.published, report.title)
    in_text = [n.value for s in document.sentences for n in s.numbers]
    bounds = {bound for number in in_text for bound in (number.low, number.high)} | {None}
    if {value.low, value.high} <= bounds:
        return True
    if value == Range(0, 0):
        return bool(re.search(r"\b(?:no|nobody|without|zero)\b", report.text, re.IGNORECASE))
    return any(is_sum_of_a_list(value, sentence.text) for sentence in document.sentences)


def is_sum_of_a_list(value: Range, sentence: str) -> bool:
    """ "A woman and two children": each article or number of one sentence adds a person or more."""
    articles = re.findall(r"\b(?:an?|another|one|her|his|their)\b", sentence, re.IGNORECASE)
    (marked,) = split(sentence, LEXICON, None, None).sentences[:1] or (None,)
    if marked is None:
        return False
    numbers = [number.value.low or number.value.high or 0 for number in marked.numbers]
    sums = {0}
    for part in (*numbers, *[1] * len(articles)):
        sums |= {total + part for total in sums}
    return (value.low or value.high) in sums
