"""The words of a text, in small letters, found once for all who ask for them."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=512)
def words_in(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
