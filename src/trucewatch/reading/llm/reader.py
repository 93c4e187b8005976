"""The second reader: a model on an OpenAI-compatible server, its answers held to the words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import msgspec

from trucewatch.errors import UnusableAnswer
from trucewatch.model.claim import Claim, Reading, Refusal
from trucewatch.model.report import Report
from trucewatch.reading.grounding import gate
from trucewatch.reading.language import lexicon_for, why_unread
from trucewatch.reading.llm.answer import Answer
from trucewatch.reading.llm.claims import Ground, claims_of
from trucewatch.reading.llm.endpoint import Endpoint, Usage
from trucewatch.reading.llm.exchanges import Exchange, Exchanges
from trucewatch.reading.llm.prompt import messages, prompt_sha256, response_format
from trucewatch.reading.llm.slots import Span
from trucewatch.reading.readers import Spent
from trucewatch.reading.text import Document, split
from trucewatch.reading.theatre import theatre_of
from trucewatch.reference.reference import Reference
from trucewatch.settings import LlmSettings

# Moves when the prompt or what is made of an answer changes, so that a later reading wins.
VERSION = 1


@dataclass
class LlmReader:
    """Reads reports by asking a model, and counts what it asked."""

    endpoint: Endpoint
    reference: Reference
    _replayed: int = field(default=0, init=False)
    _tokens: list[Usage] = field(default_factory=list, init=False)
    dataset: ClassVar[None] = None

    @property
    def settings(self) -> LlmSettings:
        return self.endpoint.settings

    @property
    def exchanges(self) -> Exchanges:
        return Exchanges(self.settings.exchanges)

    @property
    def name(self) -> str:
        return f"llm:{self.settings.model}@{VERSION}"

    def read(self, report: Report) -> Reading:
        """Every claim of the model's that the report bears out; the rest are refusals.

        Raises `UnusableAnswer` where a piece of the report got none, `BadEndpoint` where no report
        would fare better.
        """
        lexicon = lexicon_for(report)
        if lexicon is None:
            return Reading(report=report.ref, reader=self.name, unread=why_unread(report))
        document = split(report.text, lexicon, report.published, report.title)
        theatre = theatre_of(report, self.reference, lexicon)
        claims: list[Claim] = []
        refused: list[Refusal] = []
        for piece in pieces(document, self.settings.piece_chars_max):
            ground = Ground(report.ref, self.name, document, theatre, piece)
            found, left = claims_of(self._answer(report, piece), ground)
            claims += found
            refused += left
        kept, ungrounded = gate(claims, report)
        return Reading(
            report=report.ref,
            reader=self.name,
            claims=tuple(kept),
            refusals=(*refused, *ungrounded),
        )

    def spent(self) -> Spent:
        tokens_in = sum(usage.prompt_tokens for usage in self._tokens)
        tokens_out = sum(usage.completion_tokens for usage in self._tokens)
        prices = (self.settings.price_in, self.settings.price_out)
        cost = (tokens_in * prices[0] + tokens_out * prices[1]) / 1e6 if any(prices) else None
        return Spent(
            requests=self.endpoint.requests,
            replayed=self._replayed,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost=cost,
        )

    def _answer(self, report: Report, piece: Span) -> Answer:
        """The answer kept, or a new one, kept once it can be read. A model that breaks the schema
        is asked once more, and told how it did."""
        text = report.text[slice(*piece)]
        about = (report.title or "", str(report.published), text)
        text_sha256 = hashlib.sha256("\n".join(about).encode()).hexdigest()
        prompt = prompt_sha256()
        if kept := self.exchanges.find(prompt, self.settings.model, text_sha256):
            self._replayed += 1
            return kept.answer
        asked = messages(text, report.published, report.title)
        answer, usage = self._asked(asked)
        self.exchanges.keep(
            Exchange(
                prompt_sha256=prompt,
                model=self.settings.model,
                text_sha256=text_sha256,
                answer=answer,
                tokens_in=usage.prompt_tokens,
                tokens_out=usage.completion_tokens,
            )
        )
        return answer

    def _asked(self, asked: list[dict[str, str]]) -> tuple[Answer, Usage]:
        why = ""
        for again in (False, True):
            told = {"role": "user", "content": f"That answer breaks the schema: {why}. Again."}
            words, usage = self.endpoint.ask([*asked, told] if again else asked, response_format())
            self._tokens.append(usage)
            try:
                return msgspec.json.decode(_bare(words), type=Answer), usage
            except msgspec.MsgspecError as error:
                why = str(error)
        raise UnusableAnswer(f"{self.settings.model}'s answer breaks the schema: {why}")


def _bare(words: str) -> str:
    """The answer without the code fence that some models put round it."""
    return words.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()


def pieces(document: Document, chars_max: int) -> Iterator[Span]:
    """The text in pieces of at most `chars_max` characters, cut between sentences.

    A sentence that is longer on its own is a piece on its own, cut short.
    """
    start = end = 0
    for sentence in document.sentences:
        if end > start and sentence.end - start > chars_max:
            yield start, end
            start = sentence.start
        end = min(sentence.end, max(start, sentence.start) + chars_max)
    if end > start:
        yield start, end
