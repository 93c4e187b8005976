"""Dossiers: read from their folders and checked, with every problem named by file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trucewatch.errors import BadDossier
from trucewatch.reference.checking import careful_problems, cross_problems
from trucewatch.reference.entries import Draft, read_draft
from trucewatch.reference.reference import Reference

SHIPPED = Path(__file__).parents[1] / "dossiers"


def load_reference(folders: Sequence[Path] | None = None) -> Reference:
    """The dossiers of the folders; None: those shipped with trucewatch.

    Raises BadDossier with every problem found in all of them, except those that only
    `check_dossier` looks for.
    """
    if folders is None:
        folders = sorted(each.parent for each in SHIPPED.glob("*/dossier.yaml"))
    drafts = [read_draft(folder) for folder in folders]
    problems = [line for draft in drafts for line in _cheap_problems(draft)]
    if problems:
        raise BadDossier(problems)
    return Reference(tuple(draft.dossier for draft in drafts))


def check_dossier(folder: Path) -> list[str]:
    """Every problem of one dossier, "file:line: what; what to do". Empty when it is sound."""
    draft = read_draft(folder)
    return [*_cheap_problems(draft), *careful_problems(draft)]


def _cheap_problems(draft: Draft) -> list[str]:
    return [*draft.problems, *cross_problems(draft)]
