"""What the words mean."""

from __future__ import annotations

from trucewatch.publication.glossary import Glossary, load_glossary
from trucewatch.web.asking import TheAsked


def glossary_view(asked: TheAsked) -> Glossary:
    """The words that the pages use, explained."""
    return load_glossary()
