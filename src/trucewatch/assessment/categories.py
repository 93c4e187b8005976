"""Categories of people counted: what lies within what, and what excludes what."""

from __future__ import annotations

from functools import lru_cache

from trucewatch.reference.lexicon import known_languages, lexicon_of

PEOPLE = "people"
CATEGORIES = (PEOPLE, "civilians", "combatants", "women", "children")
# Kinds of victims as the lexicons list them, those of the narrowest words first.
_KINDS = {
    "children": "children",
    "women": "women",
    "combatant": "combatants",
    "civilian": "civilians",
}
# A woman may bear arms, and whom one claimant counts as a woman another counts as a child.
_APART = (frozenset({"combatants", "civilians"}), frozenset({"combatants", "children"}))
_WITHIN = {("children", "civilians")}


def are_apart(one: str, other: str) -> bool:
    """Whether no one can be of both categories. Words that name none exclude nothing."""
    return frozenset({one, other}) in _APART


def is_within(inner: str, outer: str) -> bool:
    """Whether everyone of one category is of the other; children are taken for civilians."""
    return outer in (PEOPLE, inner) or (inner, outer) in _WITHIN


@lru_cache(maxsize=1024)
def category_of(words: str | None) -> str:
    """The category that a tally's words name; the words themselves where they name none."""
    if words is None or words.casefold() == PEOPLE:
        return PEOPLE
    for language in known_languages():
        lexicon = lexicon_of(language)
        for kind, category in _KINDS.items():
            if lexicon.anywhere("victims", kind).fullmatch(words):
                return category
    return words.casefold()
