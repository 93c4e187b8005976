"""Where an expression matches next, told by PCRE2, which makes machine code of it.

`re` walks an expression step by step, and most of what a reader does is to find that nothing
matches. PCRE2 reads the same syntax and finds the same first match many times sooner. It only
says where; the match itself is taken there by `re`, so that everything else about it is one
thing. Where the two could differ, or PCRE2 cannot tell, `re` alone is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

import pcre2
from pcre2 import _cy as _pcre2

# From a text, a start and an end to where the next match begins, or None.
Seek: TypeAlias = Callable[[str, int, int], int | None]

# What the two engines agree on: ASCII but for the separators that only `re` takes for blanks,
# letters of Latin script that have one other case at most, and the signs of printed text.
_AGREED = re.compile(r"[\t\n -~\xa0-\u012f\u0132-\u0148\u014a-\u017e\u0219\u021b‐-’“-”…€№＠]*")

_CONTEXT = _pcre2.create_match_context()


def is_agreed(text: str) -> bool:
    """Whether both engines take every character of the text for the same."""
    return _AGREED.fullmatch(text) is not None


def seeker(pattern: str, flags: int) -> Seek:
    """What seeks the expression, and gives its start back where PCRE2 cannot tell."""
    try:
        compiled = pcre2.compile(pattern, pcre2.IGNORECASE if flags & re.IGNORECASE else 0)
    except pcre2.LibraryError:
        # Too large for it, for example.
        return lambda text, start, end: start
    return partial(_seek, compiled._pcre2_code)


def _seek(code: Any, text: str, start: int, end: int) -> int | None:
    try:
        found, _, _ = _pcre2.match(code, text, min(end, len(text)), start, _CONTEXT)
    except pcre2.LibraryError:
        # It took more room or more steps than PCRE2 allows.
        return start
    return None if found is None else _pcre2.match_substring_span_bynumber(found, text, 0)[0]
