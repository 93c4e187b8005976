"""Whose word it is: sources, the cues that show them, and what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trucewatch.model.report import Report
from trucewatch.reading.clauses import Cue, Grammar, Words, grammar_of, words_of
from trucewatch.reading.quotations import Quotations, find_quotations
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.lexicon import RUN, Lexicon

Span = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """Source, cue and content of one attribution, in characters of the text.

    `kind` is the cue's: `report` gives somebody's words, the others thoughts, wishes and stands.
    `source` is None where nobody is named ("is believed to").
    """

    index: int
    kind: str
    source: Span | None
    cue: Span
    content: Span


@dataclass(frozen=True)
class _Found:
    """One cue in the words of a sentence: word numbers, half open. `form` is its pattern."""

    form: str
    kind: str
    base: str
    cue: Span
    source: Span | None
    what: Span | None = None


# A sentence beyond this is no sentence; its first characters are read.
_LONGEST = 4000


def find_attributions(document: Document) -> list[Attribution]:
    """Every attribution of the text, in the order of its cues."""
    grammar = grammar_of(document.lexicon)
    quotations = find_quotations(document.text)
    found: list[Attribution] = []
    for index, sentence in enumerate(document.sentences):
        found.extend(_of_sentence(index, sentence, grammar, quotations))
    return found


def _of_sentence(
    index: int, sentence: Sentence, grammar: Grammar, quotations: Quotations
) -> Iterator[Attribution]:
    words = words_of(sentence.without_dates[:_LONGEST], grammar, quotations.marks, sentence.start)
    found = _cues(words, grammar)
    for each in found:
        content = _content(each, found, words, grammar)
        if content is None or content[0] >= content[1]:
            continue
        begin = sentence.start + words.starts[content[0]]
        end = sentence.start + words.ends[content[1] - 1]
        yield Attribution(
            index,
            each.kind,
            _span(each.source, words, sentence) if each.source else None,
            _span(each.cue, words, sentence),
            _whole_quotation((begin, end), sentence, quotations),
        )


def _span(at: Span, words: Words, sentence: Sentence) -> Span:
    return sentence.start + words.starts[at[0]], sentence.start + words.ends[at[1] - 1]


def _whole_quotation(content: Span, sentence: Sentence, quotations: Quotations) -> Span:
    """The content with the whole of a quotation that runs over the sentence's edges."""
    begin, end = content
    first, last = quotations.around(begin), quotations.around(end - 1)
    if first and first[0] < sentence.start:
        begin = first[0]
    if last and last[1] > sentence.end:
        end = last[1]
    return begin, end


_FORMS = (
    "according",
    "inverted",
    "inverted_bare",
    "by",
    "before",
    "passive",
    "owned",
    "unowned",
    "beside",
    "shared",
)


def _cues(words: Words, grammar: Grammar) -> list[_Found]:
    found: list[_Found] = []
    taken: set[int] = set()
    for form in _FORMS:
        for match in grammar.patterns[form].finditer(words.kinds):
            each = _one(form, match, words, grammar)
            if each and taken.isdisjoint(range(*each.cue)):
                found.append(each)
                taken.update(range(*each.cue))
    in_order = sorted(found, key=lambda each: each.cue)
    return [each for each in (_with_source(e, in_order, words) for e in in_order) if each]


def _one(form: str, match: re.Match[str], words: Words, grammar: Grammar) -> _Found | None:
    cue = match.span("cue")
    if form == "by" and match["cue2"]:
        cue = match.span("cue2")
    source = match.span("who") if "who" in match.re.groupindex and match["who"] else None
    what = match.span("what") if "what" in match.re.groupindex and match["what"] else None
    if form == "according":
        return _Found(form, "report", "according", cue, source)
    if form in ("owned", "unowned"):
        return _Found(form, "noun", words.lower[cue[1] - 1], cue, source)
    at = max(words.kinds.rfind(letter, *cue) for letter in "bzkdtoi")
    verb = grammar.cues.get(words.lower[at]) if at >= 0 else None
    if verb is None or not _is_meant(form, verb, at, words):
        return None
    if verb.particles:
        cue = cue[0], at + 2
    return _Found(form, verb.kind, verb.base, cue, source, what)


def _is_meant(form: str, verb: Cue, at: int, words: Words) -> bool:
    following = words.lower[at + 1] if at + 1 < len(words.lower) else ""
    if verb.particles and following not in verb.particles:
        return False
    if form == "by" and verb.base == "claim":
        return False
    if form == "inverted":
        return verb.kind in ("report", "ask")
    if form == "inverted_bare":
        return verb.base in ("say", "add")
    if form == "passive":
        is_said_to = following == "to" and verb.base in ("say", "report", "allege")
        return verb.kind == "think" or is_said_to
    return True


def _with_source(each: _Found, found: list[_Found], words: Words) -> _Found | None:
    """A cue without a subject of its own has that of the cue before it, or the sentence's."""
    if each.form not in ("shared", "beside"):
        return each
    before = [
        f
        for f in found
        if f.cue[1] <= each.cue[0] and f.source and f.form in ("before", "inverted", "by")
    ]
    if each.form == "beside":
        return replace(each, source=_noun_before(each.cue[0], words.kinds))
    if before:
        return replace(each, source=before[-1].source)
    subject = re.match(r"[A@P,]*?((?:[DHM]?[NnG#]{1,6})|S)", words.kinds)
    if subject and subject.end() <= each.cue[0] and words.kinds[each.cue[0] - 1] not in "&C":
        return replace(each, source=subject.span(1))
    return None


_AFTER = re.compile(r"(?:P?@|A|P[DHNnG#oc]{1,7}){0,4}")
_STOPS = ",.;:–”"


def _content(each: _Found, found: list[_Found], words: Words, grammar: Grammar) -> Span | None:
    kinds = words.kinds
    if each.form == "by" or each.form == "passive":
        what = each.what or _noun_before(each.cue[0], kinds)
        if each.form == "passive" and what:
            return what[0], _end(each, found, words)
        return what
    if each.form == "according" and re.fullmatch(r"[C&,A]*", kinds[: each.cue[0]]):
        after = _source_end(each)
        return after + (kinds[after : after + 1] == ","), _end(each, found, words)
    if each.form == "according" or each.form.startswith("inverted"):
        return _around(each, _source_end(each), kinds)
    after = _after(each, kinds, grammar)
    is_last = after >= len(kinds) or kinds[after] in ".,;–)"
    is_after_words = re.search(r"[,”–.][C&A]*$", kinds[: each.source[0]]) if each.source else None
    if (
        is_last
        and each.kind in ("report", "think", "ask")
        and (is_after_words or after >= len(kinds.rstrip(".")))
    ):
        return _around(each, after, kinds)
    return _start(each, words, grammar), _end(each, found, words)


def _source_end(each: _Found) -> int:
    return each.source[1] if each.source else each.cue[1]


_TOLD = re.compile(r"(?:[DHM]?[NnG#]{1,5}|S|M|D)(?:P[DHM]?[NnG]{1,4})?")


def _after(each: _Found, kinds: str, grammar: Grammar) -> int:
    """The word after the cue, those told, and the day and place of saying."""
    at = each.cue[1]
    told = _TOLD.match(kinds, at) if each.base in grammar.addressed else None
    adjuncts = _AFTER.match(kinds, told.end() if told else at)
    return adjuncts.end() if adjuncts else at


def _noun_before(at: int, kinds: str) -> Span | None:
    match = re.search(r"[DHM]?[NnG#oce]{1,6}$", kinds[:at])
    return match.span() if match else None


def _around(each: _Found, after: int, kinds: str) -> Span | None:
    """What stands before speaker and cue; what follows them too, where the sentence goes on."""
    first = min(each.cue[0], each.source[0] if each.source else each.cue[0])
    end = first
    while end and kinds[end - 1] in ",–&C":
        end -= 1
    if end == 0:
        return None
    rest = kinds[after:]
    if re.match(r"[,–;]*“|[,–](?!A?i)[^“”]{3}", rest):
        end = len(kinds.rstrip("."))
    return 0, end


def _start(each: _Found, words: Words, grammar: Grammar) -> int:
    """Past those told, the place and day of saying, and a colon."""
    kinds, at = words.kinds, each.cue[1]
    if each.form == "owned" or each.form == "unowned":
        return at
    that = re.compile(r"[^T“:.;”X]{0,12}?(?=T|:“?|“)").match(kinds, at)
    if that and each.kind in ("report", "ask") and not re.search("[bzkdS]", that[0]):
        at = that.end()
    return at + (kinds[at : at + 1] in (":", ",") and at < len(kinds))


def _end(each: _Found, found: list[_Found], words: Words) -> int:
    kinds = words.kinds
    end = len(kinds.rstrip(".;"))
    for other in found:
        if other.cue[0] <= each.cue[0]:
            continue
        if other.form in ("shared",) and other.source == each.source:
            return min(end, _before(other.cue[0], kinds))
        if each.source and kinds[each.source[0]] == "R":
            break
    if each.source and kinds[each.source[0]] == "R":
        comma = kinds.find(",", each.cue[1])
        end = comma if comma > 0 else end
    return end


def _before(at: int, kinds: str) -> int:
    while at and kinds[at - 1] in ",–&CA":
        at -= 1
    return at


@dataclass(frozen=True)
class Spoken:
    """A speaker's name as written, and who passed it on ("told SANA")."""

    name: str
    relay: str | None = None


@dataclass(frozen=True)
class Voices:
    """Who speaks in each sentence of a document, by its place in `Document.sentences`.

    `default` speaks where nobody else does: the person whose statement it is, or an outlet that
    speaks in its own name.
    """

    spoken: dict[int, Spoken]
    names: dict[int, str]
    default: str | None

    def source(self, index: int) -> str | None:
        return self.names.get(index, self.default)


def find_voices(document: Document, report: Report, lexicon: Lexicon) -> Voices:
    spoken: dict[int, Spoken] = {}
    known: list[str] = []
    for each in find_attributions(document):
        said = _spoken(each, document, lexicon)
        if said is None:
            continue
        if _is_named(said.name, lexicon):
            known.append(said.name)
        spoken.setdefault(each.index, said)
    last: str | None = None
    names: dict[int, str] = {}
    for index in range(len(document.sentences)):
        if index in spoken:
            last = _named(spoken[index].name, known, last, lexicon) or last
            if last:
                names[index] = last
    return Voices(spoken, names, _own_voice(document, report, lexicon))


def _can_speak(name: str, lexicon: Lexicon) -> bool:
    """A pronoun, a name, or a noun for those who speak, before any preposition."""
    if lexicon.match("no_speaker", any_case=True).match(name) or len(name) > 120:
        return False
    after = lexicon.match("after_head").search(name)
    head = name[: after.start()] if after else name
    return bool(
        lexicon.match("pronoun", any_case=True).match(name)
        or lexicon.match("speaker_noun", any_case=True).search(head)
        or lexicon.match("name_in_head").search(head)
    )


def _spoken(each: Attribution, document: Document, lexicon: Lexicon) -> Spoken | None:
    if each.kind != "report" or each.source is None:
        return None
    who = document.text[slice(*each.source)]
    head, comma, aside = who.partition(",")
    if comma and re.match(r" (?:an? |the |its |his |her |who )", aside):
        who = head
    name = lexicon.match("speaker_lead").sub("", who).strip(" ,")
    if not _can_speak(name, lexicon):
        return None
    relay = None
    if document.text[slice(*each.cue)].endswith("told"):
        relay = re.match(rf" (?:the )?({RUN})", document.text[each.cue[1] : each.cue[1] + 200])
    return Spoken(name, relay[1] if relay else None)


def _is_named(name: str, lexicon: Lexicon) -> bool:
    has_capital = re.search(r"(?:^|\s)(?:[A-Z][\w’'.-]+|[A-Z]{2,})(?:\s|$)", name)
    return has_capital is not None and not lexicon.match("not_a_name").match(name)


def _named(name: str, known: list[str], last: str | None, lexicon: Lexicon) -> str:
    """A pronoun or repeated noun takes the last speaker; a generic one its name elsewhere."""
    if lexicon.match("pronoun", any_case=True).match(name):
        return last or ""
    is_repeat = name.lower() in _repeats(lexicon)
    if _is_named(name, lexicon) and not is_repeat:
        return name
    kinds = lexicon["speaker_kinds"].get(name.split()[-1].lower(), ())
    named = (full for full in known if any(re.search(rf"\b{kind}", full.lower()) for kind in kinds))
    return next(named, last if last and is_repeat else name)


def _repeats(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(noun.removeprefix("the ") for noun in lexicon.fragments("pronoun_speakers"))


def _own_voice(document: Document, report: Report, lexicon: Lexicon) -> str | None:
    statement = lexicon.match("statement_by").match(document.text)
    if statement:
        return str(statement["who"]).strip(" ,")
    if not report.outlet:
        return None
    speaks = rf"(?<!\w){re.escape(report.outlet)}(?!\w){lexicon.pattern('own_voice')}"
    return report.outlet if re.search(speaks, document.text) else None
