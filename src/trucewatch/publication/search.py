"""What a search finds: names that dossiers have, records and reports, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import sentence_case
from trucewatch.model.record import Record
from trucewatch.model.reference import Actor, Agreement, Place, Source, Track, Zone
from trucewatch.model.report import Report
from trucewatch.publication.names import name_of, record_words
from trucewatch.publication.surroundings import after, before
from trucewatch.publication.wording import clean, one_line
from trucewatch.reference.reference import Reference
from trucewatch.store.search import Hit, words_of

# Of each kind so many are shown; a search that finds more wants another word.
SHOWN = 20
CONTEXT = 90


class SearchPiece(Struct, frozen=True, kw_only=True):
    """Words shown of a report; whether they are among those searched for."""

    text: str
    is_match: bool = False


class FoundName(Struct, frozen=True, kw_only=True):
    """Something that a dossier knows; `kind` is "zone", "place", "actor", "source", "agreement" or
    "track"."""

    kind: str
    id: str
    name: str


class FoundRecord(Struct, frozen=True, kw_only=True):
    kind: str
    id: str
    says: str


class FoundReport(Struct, frozen=True, kw_only=True):
    ref: str
    title: str
    outlet: str | None
    published: date | None
    pieces: tuple[SearchPiece, ...]


class Found(Struct, frozen=True, kw_only=True):
    """The best first. `is_more` is whether there are records or reports that are not shown."""

    query: str
    names: tuple[FoundName, ...]
    records: tuple[FoundRecord, ...]
    reports: tuple[FoundReport, ...]
    is_more: bool


def found(
    query: str,
    records: Sequence[Hit],
    reports: Sequence[Hit],
    known_records: Mapping[str, Record],
    known_reports: Mapping[str, Report],
    reference: Reference,
) -> Found:
    """Of the hits those that are known; a report only where what is seen of it has the words."""
    pattern, each_word = _pattern(words_of(query)), [_pattern([w]) for w in words_of(query)]
    told = [each for each in records if each.id in known_records]
    read = [
        known_reports[each.id]
        for each in reports
        if each.id in known_reports and _has_words(known_reports[each.id], each_word)
    ]
    return Found(
        query=query,
        names=tuple(_names(query, reference))[:SHOWN],
        records=tuple(
            FoundRecord(
                kind=each.kind.replace("_", " "),
                id=each.id,
                says=sentence_case(record_words(known_records[each.id], reference)),
            )
            for each in told[:SHOWN]
        ),
        reports=tuple(_report(each, pattern, reference) for each in read[:SHOWN]),
        is_more=len(told) > SHOWN or len(read) > SHOWN,
    )


def _report(report: Report, pattern: re.Pattern[str], reference: Reference) -> FoundReport:
    return FoundReport(
        ref=report.ref,
        title=one_line(report.title or report.text[:90]),
        outlet=report.outlet and name_of(report.outlet, reference),
        published=report.published,
        pieces=tuple(_pieces(report.text, pattern)),
    )


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[SearchPiece]:
    """The text around the first word that fits, with every one in it marked."""
    folded = _folded(text)
    first = pattern.search(folded)
    start, end = first.span() if first else (0, 0)
    yield SearchPiece(text=before(text, start, CONTEXT))
    if first:
        yield SearchPiece(text=clean(text[start:end]), is_match=True)
    rest = after(text, end, 2 * CONTEXT)
    at = 0
    for match in pattern.finditer(_folded(rest)):
        yield SearchPiece(text=rest[at : match.start()])
        yield SearchPiece(text=rest[slice(*match.span())], is_match=True)
        at = match.end()
    yield SearchPiece(text=rest[at:])


def _has_words(report: Report, patterns: Sequence[re.Pattern[str]]) -> bool:
    said = _folded(f"{report.title or ''} {report.outlet or ''} {report.text}")
    return all(pattern.search(said) for pattern in patterns)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words at the beginning of a word, in folded text."""
    spaced = (r"[\W_]+".join(map(re.escape, _folded(word).split())) for word in words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})")


def _folded(text: str) -> str:
    """Without case and diacritics, a character for each, so that what is found is found in `text`,
    too."""
    return text.lower() if text.isascii() else "".join(map(_folded_character, text))


@lru_cache(maxsize=16384)
def _folded_character(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0].casefold()[:1] or " "


Noun = Zone | Place | Actor | Source | Agreement | Track


def _names(query: str, reference: Reference) -> Iterator[FoundName]:
    """What a dossier calls so: by any of its names, in which every word of the query begins one."""
    patterns = [_pattern([word]) for word in words_of(query)]
    if patterns:
        for said, name in _called(reference):
            if all(pattern.search(said) for pattern in patterns):
                yield name


# A reference is loaded once a run.
@lru_cache(maxsize=4)
def _called(reference: Reference) -> tuple[tuple[str, FoundName], ...]:
    """Everything that the dossiers name, beside all its names, folded."""
    tables: dict[str, Mapping[str, Noun]] = {
        "zone": reference.zones,
        "place": reference.places,
        "agreement": reference.agreements,
        "track": reference.tracks,
        "actor": reference.actors,
        "source": reference.sources,
    }
    return tuple(
        (
            _folded(" ".join((noun.name, *noun.names))),
            FoundName(kind=kind, id=known_as, name=one_line(noun.name)),
        )
        for kind, table in tables.items()
        for known_as, noun in table.items()
    )


# In a terminal


def render_found(made: Found) -> RenderableType:
    if not (made.names or made.records or made.reports):
        return Text(f"Nothing has all the words of {one_line(made.query)!r}; try fewer.")
    return Group(*_parts(made))


def _parts(made: Found) -> Iterator[RenderableType]:
    if made.names:
        yield Text("Names", style="bold underline")
        yield from (_line(f"{each.name} ({each.kind})", each.id) for each in made.names)
    if made.records:
        yield Text("Records", style="bold underline")
        yield from (_line(each.says, each.id) for each in made.records)
    if made.reports:
        yield Text("Reports", style="bold underline")
        for each in made.reports:
            day = f"{each.published}  " if each.published else ""
            yield _line(f"{day}{each.title}", each.ref)
            yield Padding(_marked(each.pieces), (0, 0, 0, 4))
    if made.is_more:
        yield Text("There is more; another word narrows it down.", style="dim")


def _line(says: str, known_as: str) -> RenderableType:
    return Padding(Text.assemble(says, (f"  {known_as}", "dim")), (0, 0, 0, 2))


def _marked(pieces: Iterable[SearchPiece]) -> Text:
    return Text.assemble(*((each.text, "bold" if each.is_match else "dim") for each in pieces))
