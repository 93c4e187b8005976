"""Ids of findings: the same finding has the same id, whenever it is found."""

from __future__ import annotations

import hashlib


def finding_id(letter: str, *key: str) -> str:
    """A letter that says what it is, and a hash of what makes it that one."""
    return f"{letter}-{hashlib.sha256('|'.join(key).encode()).hexdigest()[:16]}"
