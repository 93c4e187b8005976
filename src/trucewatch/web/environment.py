"""What pages are written with: templates, escaped, and the words and paths they may ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from trucewatch.assessment.wording import day_words, days_words, month_words
from trucewatch.publication.footnotes import safe_url
from trucewatch.publication.glance import SYMBOLS, TONES
from trucewatch.publication.glossary import anchor
from trucewatch.publication.lanes import lanes
from trucewatch.publication.names import name_of, zone_short
from trucewatch.publication.obligations import STATES, due_words
from trucewatch.publication.saved import strange_figures, words_of
from trucewatch.publication.sparkline import sparkline
from trucewatch.publication.templating import TEMPLATES
from trucewatch.publication.totals import MEASURE_WORDS
from trucewatch.publication.wording import range_short, span_words, unread_words
from trucewatch.publication.written.html import given
from trucewatch.reference.reference import Reference
from trucewatch.web.asking import asked_query
from trucewatch.web.letting_in import account_at, may
from trucewatch.web.links import Links, evidence

OWN = Path(__file__).parent / "templates"


def environment(
    reference: Reference, is_behind: Callable[[], bool], is_soon: Callable[[], bool]
) -> Environment:
    """`is_behind` is whether pages show the record as it was before the last that came, `is_soon`
    whether the record of any day is worked out in a moment."""
    made = Environment(
        loader=FileSystemLoader([OWN, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    links = Links(reference)
    made.globals |= {
        "account_at": account_at,
        "may": may,
        "is_behind": is_behind,
        "is_soon": is_soon,
        "areas": sorted(zone.name for zone in reference.zones.values()),
        "measures": MEASURE_WORDS,
        "lanes": lanes,
        "sparkline": sparkline,
        "states": STATES,
        "symbols": SYMBOLS,
        "tones": TONES,
    }
    made.filters |= {
        "actor_path": links.actor,
        "agreement_path": links.agreement,
        "anchor": anchor,
        "asked_query": asked_query,
        "brief_words": lambda brief: given(brief, evidence),
        "day": day_words,
        "days": days_words,
        "days_ago": _days_ago,
        "due": due_words,
        "in_words": _in_words,
        "line_words": words_of,
        "linked": links.linked,
        "month": month_words,
        "name": partial(name_of, reference=reference),
        "number": "{:,}".format,
        "page_of": links.page_of,
        "range": range_short,
        "safe_url": safe_url,
        "short": partial(zone_short, reference=reference),
        "source_path": links.source,
        "span": span_words,
        "strange_figures": strange_figures,
        "unread": unread_words,
    }
    return made


# Not a part of an id: "memorandum-2017-05-04" stays as it is.
_ISO = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)(?: (?:–|to) (\d{4}-\d\d-\d\d))?(?![\w-])")


def _in_words(text: str) -> str:
    """Days as a table has them, "2017-12-19 – 2017-12-20", as people write them."""
    return _ISO.sub(lambda found: _days(*found.groups()), text)


def _days(first: str, last: str | None) -> str:
    try:
        return days_words(date.fromisoformat(first), date.fromisoformat(last or first))
    except ValueError:
        return f"{first} – {last}" if last else first


def _days_ago(days: int | None) -> str:
    match days:
        case None:
            return "none known"
        case 0:
            return "that day"
        case _:
            return f"{days:,} day{'' if days == 1 else 's'} ago"
