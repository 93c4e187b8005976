"""The article in a web page: its text and what the page says of it. No script is run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import htmldate
import trafilatura

# htmldate passes over dates after this; its own default is the day it runs, which would make the
# same page read otherwise on another day.
LAST_DAY = "2200-01-01"


@dataclass(frozen=True)
class Article:
    """`published` is an ISO date, None where the page does not state one."""

    text: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    language: str | None


def article_in(page: str) -> Article | None:
    """The article of an HTML page, None where none is found."""
    tree = trafilatura.load_html(page)
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
    if tree is None or found is None or isinstance(found, dict) or not found.text:
        return None
    return Article(
        text=found.text,
        title=found.title,
        language=tree.get("lang") or None,
        published=_stated_date(tree),
        outlet=found.sitename or found.hostname,
        url=found.url,
    )


def _stated_date(tree: Any) -> str | None:
    """A date from the head, or from the article's first time element. Empties the tree's body.

    The rest of a page is left out: a footer's copyright, or a day that the text tells of, would be
    taken for the day of publication, and a wrong date is worse than none.
    """
    times = tree.xpath("(//article//time[@datetime])[1]")
    for body in tree.xpath("//body"):
        body.clear()
        body.extend(times)
    return htmldate.find_date(tree, extensive_search=False, original_date=True, max_date=LAST_DAY)
