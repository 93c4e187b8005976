"""Whose words an outlet runs, where its text says so: "(AFP)", "Reuters reported".

The forms are data (`data/credits.yaml`), the agencies those of the dossiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from trucewatch.model.report import Report

if TYPE_CHECKING:
    from trucewatch.reference.reference import Reference

WITHIN = 300  # characters from either end of a text in which a credit is for all of it


class CreditForms(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file's entries, told of in its comments."""

    forms: tuple[str, ...]
    at_ends: tuple[str, ...]
    agency_words: frozenset[str]


@lru_cache(maxsize=1)
def shipped_forms() -> CreditForms:
    path = files("trucewatch") / "data" / "credits.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=CreditForms)


class Credits:
    """Finds the agency that a text credits. Names are as the text has them."""

    def __init__(self, reference: Reference, forms: CreditForms) -> None:
        self.reference = reference
        self.forms = forms

    def credited(self, report: Report, span: tuple[int, int] | None) -> str | None:
        """The agency credited for all of the text, else for the paragraph around `span`."""
        text = report.text
        found = self._found(self._at_ends, text[:WITHIN] + "\n" + text[-WITHIN:])
        if found is None and span is not None:
            found = self._found(self._anywhere, _paragraph(text, span))
        return found

    def agency_meant(self, words: str) -> str | None:
        """The agency that a source's words name beside saying what it is."""
        if self._names is None or self.forms.agency_words.isdisjoint(words.split()):
            return None
        named = {each[0] for each in self._names.finditer(words)}
        return named.pop() if len(named) == 1 else None

    def _found(self, pattern: re.Pattern[str] | None, text: str) -> str | None:
        found = pattern.search(text) if pattern else None
        return next(filter(None, found.groups())) if found else None

    @cached_property
    def _any_name(self) -> str | None:
        """Every agency's names as one alternative, the longest first."""
        names = {
            name
            for source in self.reference.sources.values()
            if source.kind == "agency"
            for name in (source.name, *source.names)
        }
        return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        return re.compile(rf"\b(?:{self._any_name})\b") if self._any_name else None

    @cached_property
    def _anywhere(self) -> re.Pattern[str] | None:
        return self._pattern(self.forms.forms)

    @cached_property
    def _at_ends(self) -> re.Pattern[str] | None:
        return self._pattern((*self.forms.at_ends, *self.forms.forms))

    def _pattern(self, forms: Iterable[str]) -> re.Pattern[str] | None:
        """All forms as one, tried together at each place, with the agency in one of the groups.

        Forms that begin with the name share one group, so that the names are tried once.
        """
        if not self._any_name:
            return None
        name = rf"({self._any_name})"
        after = [_words(form[len("{agency}") :]) for form in forms if form.startswith("{agency}")]
        before = [form.partition("{agency}") for form in forms if not form.startswith("{agency}")]
        lead = "|".join(sorted({_words(form[0]) for form in before}, key=lambda n: (-len(n), n)))
        return re.compile(rf"\b{name}(?:{'|'.join(after)})\b|(?:{lead}){name}(?!\w)")


def _words(form: str) -> str:
    """A form's words, to be found with any white space between them."""
    return r"\s+".join(re.escape(part) for part in form.split(" "))


def _paragraph(text: str, span: tuple[int, int]) -> str:
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    return text[start : end if end >= 0 else len(text)]
