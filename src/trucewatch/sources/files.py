"""Reports from files, folders and standard input.

A file is split into pieces, one for each report in it, and each piece becomes a report or says why
it cannot. Memory stays flat over a long JSON Lines file: one line is held at a time.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import BinaryIO

import msgspec

from trucewatch.errors import BadReport
from trucewatch.model.report import Report
from trucewatch.sources import ged
from trucewatch.sources.pieces import BOM, Piece, ReportDefaults, Split, Terms, Written

REPORT_BYTES_MAX = 2_000_000
# What stands beside reports in a folder and is none.
BESIDE_REPORTS = re.compile(r"README|LICEN[CS]E|CHANGELOG|(?:readme|licen[cs]e|changelog)\.")


@dataclass(frozen=True)
class Incoming:
    """A report as it came in: `raw` its bytes (a file, a line or an array's element), `origin`
    the "file" or "file:line" they stood in, "-" for standard input. `note` says what of it could
    not be used, where the rest could; `dataset` names the dataset whose row it is."""

    report: Report
    raw: bytes
    origin: str
    note: str | None = None
    dataset: str | None = None


NO_DEFAULTS = ReportDefaults()


def read_reports(
    paths: Sequence[str],
    *,
    defaults: ReportDefaults = NO_DEFAULTS,
    today: date | None = None,
    report_bytes_max: int = REPORT_BYTES_MAX,
    stdin: BinaryIO | None = None,
) -> Iterator[Incoming | BadReport]:
    """Every report in `paths`, in their order; a folder's files sorted, "-" standard input. A
    folder's README, LICENSE and CHANGELOG are no reports; named themselves, they are read.

    What cannot be read is yielded as `BadReport`, never raised, and the rest goes on. A report
    published after `today` is refused; the caller picks a day that has begun somewhere on earth,
    and None lets any day pass. `stdin` stands in for standard input.
    """
    terms = Terms(defaults, today, report_bytes_max)
    for path in paths:
        for piece in _split(path, terms, stdin):
            yield piece if isinstance(piece, BadReport) else _incoming(piece, terms)


def read_given(
    raw: bytes, name: str, suffix: str, *, defaults: ReportDefaults, today: date | None = None
) -> Iterator[Incoming | BadReport]:
    """The reports in bytes that somebody hands over, read as a file whose name ends in `suffix`;
    `name` is what they are called, and nothing is looked for under it."""
    terms = Terms(defaults, today, REPORT_BYTES_MAX)
    if suffix not in GIVEN:
        yield BadReport(name, f"not a kind of file that is read here; known are {', '.join(GIVEN)}")
        return
    for piece in SPLITTERS[suffix](io.BytesIO(raw), name, terms):
        yield piece if isinstance(piece, BadReport) else _incoming(piece, terms)


def _split(path: str, terms: Terms, stdin: BinaryIO | None) -> Split:
    if path == "-":
        # Python has no standard input where the shell closed it.
        if stdin is None and sys.stdin is None:
            return iter([BadReport(path, "standard input is closed; name a file, or pipe one in")])
        return _standard_input(stdin or sys.stdin.buffer, terms)
    return _folder(path, terms) if os.path.isdir(path) else _file(path, terms)


def _folder(folder: str, terms: Terms) -> Split:
    is_empty = True
    for found in _files_in(folder):
        is_empty = False
        yield from [found] if isinstance(found, BadReport) else _file(found, terms)
    if is_empty:
        yield BadReport(folder, f"no reports in this folder; they end in {_known()}")


def _files_in(folder: str) -> Iterator[str | BadReport]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield BadReport(folder, f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        # A link to a folder may lead back here, so links are not followed.
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(entry.path)
        elif _suffix(entry.name) in SPLITTERS and not BESIDE_REPORTS.match(entry.name):
            yield entry.path


def _file(path: str, terms: Terms) -> Split:
    if not os.path.lexists(path):
        yield BadReport(path, "no such file or folder")
    elif _suffix(path) not in SPLITTERS:
        yield BadReport(path, f"not a kind of file that is read; known are {_known()}")
    # Opening a pipe or a device may wait for ever.
    elif os.path.exists(path) and not os.path.isfile(path):
        yield BadReport(path, "not a regular file; give its content on standard input, with -")
    else:
        yield from _opened(path, terms)


def _opened(path: str, terms: Terms) -> Split:
    try:
        with open(path, "rb") as stream:
            yield from SPLITTERS[_suffix(path)](stream, path, terms)
    except OSError as error:
        yield BadReport(path, f"cannot be read: {error.strerror}")


def _suffix(path: str) -> str:
    stem, suffix = os.path.splitext(path.lower())
    return os.path.splitext(stem)[1] + suffix if suffix == ".gz" else suffix


def _known() -> str:
    return ", ".join(sorted(SPLITTERS))


def _text_file(stream: BinaryIO, file: str, terms: Terms) -> Split:
    raw = stream.read(terms.report_bytes_max + 1)
    yield _too_large(file, terms) if _is_over(raw, terms) else Piece(raw, file, _from_text)


def _page_file(stream: BinaryIO, file: str, terms: Terms) -> Split:
    raw = stream.read(terms.wrapped_bytes_max + 1)
    too_large = len(raw) > terms.wrapped_bytes_max
    yield _too_large(file, terms) if too_large else Piece(raw, file, _from_page)


def _json_file(stream: BinaryIO, file: str, terms: Terms) -> Split:
    raw = stream.read(terms.wrapped_bytes_max + 1)
    if len(raw) > terms.wrapped_bytes_max:
        why = f"a JSON file of more than {terms.wrapped_bytes_max:,} bytes; make it JSON Lines"
        yield BadReport(file, why)
    else:
        yield from _document(raw, file)


def _json_lines_file(stream: BinaryIO, file: str, terms: Terms) -> Split:
    return _json_lines(_bounded_lines(stream, terms.wrapped_bytes_max), file, terms)


SPLITTERS: dict[str, Callable[[BinaryIO, str, Terms], Split]] = {
    ".txt": _text_file,
    ".md": _text_file,
    ".html": _page_file,
    ".htm": _page_file,
    ".json": _json_file,
    ".jsonl": _json_lines_file,
    ".ndjson": _json_lines_file,
    ".csv": ged.split,
    ".csv.gz": ged.split_packed,
}


# What is taken from hand: no datasets, whose rows come by the thousand.
GIVEN = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")


def _standard_input(stream: BinaryIO, terms: Terms) -> Split:
    try:
        yield from _piped(stream, terms)
    except OSError as error:
        yield BadReport("-", f"cannot be read: {error.strerror}")


def _piped(stream: BinaryIO, terms: Terms) -> Split:
    """JSON Lines where it begins with a brace, one JSON document where all of it is one."""
    longest = terms.wrapped_bytes_max
    block = stream.read(longest + 1) + stream.readline(longest + 1)
    first = block.removeprefix(BOM).lstrip()[:1]
    if first in (b"{", b"[") and len(block) <= longest and _is_json(block):
        return _document(block, "-")
    if first == b"{":
        streams = (io.BytesIO(block), stream)
        lines = chain.from_iterable(_bounded_lines(part, longest) for part in streams)
        return _json_lines(lines, "-", terms)
    return _text_file(io.BytesIO(block), "-", terms)


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw.removeprefix(BOM), type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _document(raw: bytes, file: str) -> Split:
    """One report object, or an array of them; an element's line is where it begins."""
    whole = Piece(raw.removeprefix(BOM), file, _from_object)
    if not whole.raw.lstrip().startswith(b"["):
        yield whole
        return
    try:
        elements = msgspec.json.decode(whole.raw, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        yield _broken_json(whole, error)
        return
    if not elements:
        yield BadReport(file, "an empty list; it holds no report")
    yield from _elements(whole, elements)


def _elements(whole: Piece, elements: list[msgspec.Raw]) -> Iterator[Piece]:
    line, end = 1, 0
    for element in map(bytes, elements):
        # Only commas and white space stand between elements, so the first find is the element.
        start = whole.raw.index(element, end)
        line += whole.raw.count(b"\n", end, start)
        yield Piece(element, whole.file, _from_object, line)
        line, end = line + element.count(b"\n"), start + len(element)


def _bounded_lines(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """Lines in turn; one longer than `longest` is cut one byte above it, its rest passed over."""
    while line := stream.readline(longest + 1):
        yield line
        while len(line) > longest and not line.endswith(b"\n"):
            line = stream.readline(longest + 1)


def _json_lines(lines: Iterable[bytes], file: str, terms: Terms) -> Split:
    is_empty = True
    for number, line in enumerate(lines, start=1):
        if len(line) > terms.wrapped_bytes_max:
            yield _too_large(f"{file}:{number}", terms)
        elif content := line.removeprefix(BOM).strip():
            yield Piece(content, file, _from_object, number)
        else:
            continue
        is_empty = False
    if is_empty:
        yield BadReport(file, "empty; it holds no report")


def _from_text(piece: Piece) -> Written:
    return Written(text=_decoded(piece))


def _from_object(piece: Piece) -> Written:
    try:
        return msgspec.json.decode(_decoded(piece), type=Written)
    except msgspec.ValidationError as error:
        raise BadReport(piece.origin, f"not a report object: {error}") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise _broken_json(piece, error) from None


def _from_page(piece: Piece) -> Written:
    from trucewatch.sources.pages import article_in

    article = article_in(_decoded(piece))
    if article is None:
        why = "no article text found in the page; save the article as a .txt file"
        raise BadReport(piece.origin, why)
    return Written(
        text=article.text,
        title=article.title,
        published=article.published,
        outlet=article.outlet,
        url=article.url,
        language=article.language,
    )


def _decoded(piece: Piece) -> str:
    raw = piece.raw.removeprefix(BOM)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + (piece.line or 1)
        why = f"not UTF-8 (byte 0x{raw[error.start]:02x} at offset {error.start}); save it as UTF-8"
        raise BadReport(f"{piece.file}:{line}", why) from None


def _broken_json(piece: Piece, error: Exception) -> BadReport:
    """Names the line of the file, found from the byte that msgspec's message ends with."""
    if isinstance(error, RecursionError):
        return BadReport(piece.origin, "JSON nested too deeply to be a report")
    at = re.search(r"\(byte (\d+)\)$", str(error))
    before = piece.raw[: int(at[1])] if at else piece.raw.rstrip()
    line = (piece.line or 1) + before.count(b"\n")
    hint = "; one object a line is JSON Lines, name it .jsonl" if "trailing" in str(error) else ""
    return BadReport(f"{piece.file}:{line}", f"broken JSON: {error}{hint}")


def _incoming(piece: Piece, terms: Terms) -> Incoming | BadReport:
    try:
        written = piece.written(piece)
        published = _published(written.published, terms)
        _check_published(published, piece.origin, terms)
        report = _report(written, published, piece.origin, terms)
    except BadReport as bad:
        return bad
    is_lost = bool(written.published) and published is None
    note = _LOST_DATE.format(repr(written.published)) if is_lost else None
    return Incoming(report, piece.raw, piece.origin, note, piece.dataset)


_LOST_DATE = (
    "published {} is not a date like 2017-12-21 or an instant like 2017-12-21T18:30:00+03:00; "
    "read as undated"
)


def _report(written: Written, published: date | None, origin: str, terms: Terms) -> Report:
    given = terms.defaults
    report = Report(
        id=_name(written.id) or "",
        text=_checked_text(written.text, origin, terms),
        title=written.title or given.title,
        url=written.url or given.url,
        outlet=written.outlet or given.outlet,
        published=published,
        language=written.language or given.language,
        corrects=_name(written.corrects),
        retracts=_name(written.retracts),
    )
    instant = _instant(written.published)
    if instant is not None:
        report = msgspec.structs.replace(report, published_at=instant)
    return report if report.id else msgspec.structs.replace(report, id=report.ref[:14])


def _name(written: str | int | None) -> str | None:
    return None if written is None or written == "" else str(written)


def _checked_text(text: str | None, origin: str, terms: Terms) -> str:
    if text is None:
        raise BadReport(origin, 'has no text; a report object needs "text"')
    if not text.strip():
        raise BadReport(origin, "its text is empty")
    if "\0" in text:
        raise BadReport(origin, f"a null byte at character {text.index(chr(0))}; it is not text")
    if _is_over(text.encode(), terms):
        raise _too_large(origin, terms)
    return text


def _is_over(raw: bytes, terms: Terms) -> bool:
    return len(raw) > terms.report_bytes_max


def _too_large(origin: str, terms: Terms) -> BadReport:
    most = f"{terms.report_bytes_max:,}"
    return BadReport(origin, f"over the size limit of {most} bytes of text; split it into reports")


def _published(written: str | None, terms: Terms) -> date | None:
    """The day as written: an instant's own, not the day it was elsewhere. None where the words are
    no date; a report is worth reading all the same."""
    if not written:
        return terms.defaults.published
    try:
        return datetime.fromisoformat(written.strip()).date()
    except ValueError:
        return None


def _instant(written: str | None) -> datetime | None:
    """The instant as written. None for a day alone, and for midnight sharp, which is what programs
    write where they know no hour."""
    try:
        instant = datetime.fromisoformat((written or "").strip())
    except ValueError:
        return None
    return None if instant.time() == time() else instant


def _check_published(day: date | None, origin: str, terms: Terms) -> None:
    if day and terms.today and day > terms.today:
        why = f"published {day} is in the future (today is {terms.today})"
        raise BadReport(origin, f"{why}; correct the date or leave it out")
