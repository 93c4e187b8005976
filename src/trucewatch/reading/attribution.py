"""Whose word it is: sources, the cues that show them, and what is said."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.reading.clauses import Grammar, grammar_of, words_of
from trucewatch.reading.contents import content_of
from trucewatch.reading.cues import find_cues
from trucewatch.reading.quotations import Quotations, find_quotations
from trucewatch.reading.text import Document, Sentence

Span = tuple[int, int]


class Attribution(Struct, frozen=True):
    """Source, cue and content of one attribution, in characters of the text.

    `kind` is the cue's: `report` gives somebody's words, the others thoughts, wishes and stands.
    `source` is None where nobody is named ("is believed to"); `speaker` is whom it stands for
    ("the agency, which said"), else the same; `cited` is whom the source cites or quotes.
    `index` is the cue's sentence.
    """

    index: int
    kind: str
    source: Span | None
    cue: Span
    content: Span
    speaker: Span | None = None
    cited: Span | None = None


def find_attributions(document: Document, *, only_reports: bool = False) -> list[Attribution]:
    """Every attribution of the text, in the order of its cues, or those of kind `report` alone.

    What is quoted is one speaker's content: nothing inside a quotation is looked at.
    """
    grammar, met_by = grammar_of(document.lexicon), document.lexicon.met_by
    quotations = find_quotations(document.text)
    found: list[Attribution] = []
    for index, sentence in enumerate(document.sentences):
        said: list[Attribution] = []
        if not only_reports or met_by(sentence.text) & grammar.reporting:
            said.extend(_of_sentence(index, sentence, grammar, quotations))
        if quotations.each:
            if not said and found:
                found[-1] = _with_next_quotation(found[-1], sentence, document, quotations)
            said = [_with_whole_quotations(each, quotations) for each in said]
        found += said
    return [each for each in found if each.kind == "report"] if only_reports else found


def _of_sentence(
    index: int, sentence: Sentence, grammar: Grammar, quotations: Quotations
) -> Iterator[Attribution]:
    words = words_of(sentence, grammar, quotations)

    def place(at: Span) -> Span:
        first, last = at[0], at[1] - 1
        end = words.starts[last] + len(words.written[last])
        return sentence.start + words.starts[first], sentence.start + end

    found = find_cues(words, grammar)
    told = 0
    for each in found:
        content = content_of(each, found, words, grammar)
        if content is None or content[0] >= content[1]:
            continue
        if each.kind == "report" and content[0] >= each.cue[1]:
            told = max(told, content[1])
        if each.kind == "report" or each.cue[0] >= told:
            yield Attribution(
                index,
                each.kind,
                place(each.source) if each.source else None,
                place(each.cue),
                place(content),
                place(each.speaker) if each.speaker else None,
                place(each.cited) if each.cited else None,
            )


def _with_whole_quotations(said: Attribution, quotations: Quotations) -> Attribution:
    """A quotation that runs over the sentence's edges is content as a whole."""
    begin, end = said.content
    for quotation in quotations.between(begin, end):
        if quotation.start < begin or quotation.end > end:
            begin, end = min(begin, quotation.start), max(end, quotation.end)
    return said if (begin, end) == said.content else replace(said, content=(begin, end))


def _with_next_quotation(
    said: Attribution, sentence: Sentence, document: Document, quotations: Quotations
) -> Attribution:
    """“A,” she said. “B.”: a quotation that nobody else is given goes on the one before it."""
    last = document.sentences[said.index]
    opening = quotations.between(sentence.start, sentence.start + 1)
    if last.paragraph != sentence.paragraph or not opening or opening[0].start != sentence.start:
        return said
    if not quotations.between(*said.content):
        return said
    return replace(said, content=(said.content[0], max(opening[0].end, said.content[1])))
