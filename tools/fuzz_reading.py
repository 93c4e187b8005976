"""Reads made-up reports for as long as asked, looking for a crash, a hang or a quote that is not
in the text. Coverage-guided, with atheris.

    make fuzz                    ten minutes
    make fuzz FUZZ_SECONDS=3600  an hour

What fails is kept in fuzz/ and named at the end; run this file on it to see it fail again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import atheris

with atheris.instrument_imports(include=["trucewatch.reading", "trucewatch.reference"]):
    from trucewatch.reading.rules import read

from importlib.resources import files

import msgspec

from trucewatch.model.claim import ClaimBase, Mention
from trucewatch.model.report import Report
from trucewatch.reading.text import split
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.lexicon import lexicon_of

REFERENCE = load_reference()
LEXICON = lexicon_of("en")
# A start, and seconds for each thousand characters: far above what any real report takes.
SECONDS_ALLOWED, SECONDS_PER_THOUSAND = 2.0, 0.4
LANGUAGES = ("en", None, "en-GB", "ru")


def sentences() -> list[str]:
    """Sentences of the packaged samples."""
    found = []
    for folder in sorted(files("trucewatch").joinpath("data/samples").iterdir(), key=str):
        for entry in sorted(folder.iterdir(), key=str) if folder.is_dir() else ():
            if not entry.name.endswith(".json"):
                continue
            report = msgspec.json.decode(entry.read_bytes(), type=Report)
            found += [s.text for s in split(report.text, LEXICON, None, None).sentences]
    return found


SENTENCES = sentences()
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
# What patterns stumble over: brackets, quotation marks, marks of ours, odd spaces, other scripts.
ODD = ["(", "((((", "“", "”", '"', "'", "’s", "#", "@", "\n", "\n\n", "\t", "\u00a0", "\u200f", "-"]
ODD += ["—", ",", ",,", ".", "...", ":", ";", "1,000,000", "2017-12-21", "31/02/2017", "24:00", "%"]
ODD += ["0", "9" * 30, "İstanbul", "ẞ", "Дамаск", "دمشق", "\U0001f600", "\ud7ff", "\x00", "a" * 60]


def report_of(data: atheris.FuzzedDataProvider) -> Report:
    """A report spliced from sentences, words, odd bits and any characters, some of them often."""
    parts: list[str] = []
    for _ in range(data.ConsumeIntInRange(1, 40)):
        kind = data.ConsumeIntInRange(0, 5)
        if kind <= 1:
            parts.append(SENTENCES[data.ConsumeIntInRange(0, len(SENTENCES) - 1)])
        elif kind <= 3:
            parts.append(WORDS[data.ConsumeIntInRange(0, len(WORDS) - 1)])
        elif kind == 4:
            odd = ODD[data.ConsumeIntInRange(0, len(ODD) - 1)]
            parts.append(odd * data.ConsumeIntInRange(1, 40))
        else:
            parts.append(data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(1, 30)))
    glue = data.PickValueInList([" ", "", "\n", ", "])
    published = date(1, 1, 1) + timedelta(days=data.ConsumeIntInRange(0, date.max.toordinal() - 2))
    return Report(
        id="made-up",
        text=glue.join(parts) or "x",
        title=data.PickValueInList([None, SENTENCES[0], "", "“"]),
        outlet=data.PickValueInList([None, "Gazette", "SANA"]),
        published=published if data.ConsumeBool() else None,
        language=data.PickValueInList(list(LANGUAGES)),
    )


def try_one(raw: bytes) -> None:
    report = report_of(atheris.FuzzedDataProvider(raw))
    began = time.process_time()
    reading = read(report, REFERENCE, with_mentions=True)
    took = time.process_time() - began
    allowed = SECONDS_ALLOWED + SECONDS_PER_THOUSAND * len(report.text) / 1000
    assert took < allowed, f"{took:.1f} s for {len(report.text)} characters"
    for words, span, where in quoted([*reading.claims, *reading.mentions]):
        held = (report.title or "") if span is None else report.text[span[0] : span[1]]
        stands = words in held if span is None else words == held
        assert stands, f"{where}: {words!r} is not at {span}"


def quoted(
    found: list[ClaimBase | Mention],
) -> Iterator[tuple[str, tuple[int, int] | None, str]]:
    """Every quote of claims and mentions: its words, its span, and whose it is."""
    for each in found:
        if isinstance(each, Mention):
            yield each.text, each.span, each.kind
            continue
        yield each.quote, each.span, type(each).__name__
        for field, quotes in each.evidence.items():
            for quote in quotes:
                yield quote.quote, quote.span, field


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
