"""Many fragments as one pattern that looks at a text's next letter before it tries any of them.

`re` tries the branches of an alternation one after the other, and where case does not matter it
tries each in full. So branches that begin with one letter are put under that letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.reference.needs import first_letters, has_alternatives

# What a case-blind pattern takes for these letters beside their capitals.
_ODD_CASES = {"i": "İı", "k": "\u212a", "s": "\u017f"}


def alternation(fragments: Iterable[str]) -> str:
    """A non-capturing group that matches any of `fragments`, the longest first."""
    ordered = sorted(set(fragments), key=lambda f: (-len(f), f))
    return f"(?:{'|'.join(_branches(ordered))})"


def _branches(fragments: list[str]) -> Iterator[str]:
    """The fragments under their first letters. Two that may begin alike keep their order."""
    under: dict[str, list[str]] = {}
    for fragment in fragments:
        letter = _plain_letter(fragment)
        begins = {letter.lower()} if letter else first_letters(fragment)
        for other in [each for each in under if begins is None or each.lower() in begins]:
            if other != letter:
                yield _under(other, under.pop(other))
        if letter:
            under.setdefault(letter, []).append(fragment[1:])
        else:
            yield fragment
    yield from (_under(letter, rests) for letter, rests in under.items())


def _plain_letter(fragment: str) -> str:
    """The letter that a fragment begins with, where all of it does and that letter stands once."""
    is_plain = (
        fragment[:1].isascii() and fragment[:1].isalpha() and fragment[1:2] not in tuple("?*+{")
    )
    return fragment[0] if is_plain and not has_alternatives(fragment) else ""


def _under(letter: str, rests: list[str]) -> str:
    """`rests` after the letter, if there are several: first as any case of it, which is quick to
    see, then looked back at in the case that the pattern around it asks for."""
    if len(rests) == 1:
        return letter + rests[0]
    cases = letter.lower() + letter.upper() + _ODD_CASES.get(letter.lower(), "")
    return rf"(?-i:[{cases}])(?<={letter})(?:{'|'.join(rests)})"
