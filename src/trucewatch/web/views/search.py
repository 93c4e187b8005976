"""Search over reports, records and what the dossiers name."""

from __future__ import annotations

from typing import Annotated

from litestar.params import QueryParameter

from trucewatch.publication.search import Found, found
from trucewatch.web.asking import TheAsked, TheDesk

QUERY_LENGTH_MAX = 200

Query = Annotated[
    str, QueryParameter(description="Words, all of which must fit.", max_length=QUERY_LENGTH_MAX)
]


def search_view(desk: TheDesk, asked: TheAsked, q: Query = "") -> Found:
    """Names, records and reports that have all the words, the best first."""
    made = desk.answer(asked)
    records, reports = desk.search(q)
    return found(q, records, reports, made.by_id, made.reports, desk.reference)
