"""A record that names a witness, and the forms of the desk filled in as a browser would."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

WITNESS = "Nabil Qasim"
TOLD = (
    "An air strike on the town of Saraqib in Idlib killed four civilians on Tuesday, "
    f"{WITNESS}, a baker, said. Qasim said that a Russian aircraft had bombed the market. "
    "Another 12 people were injured. The Syrian Observatory for Human Rights said four were killed."
)
TALKS = (
    "The eighth round of the Astana talks opened in Astana on Thursday. The opposition delegation "
    f"was headed by {WITNESS}. The talks ended with an agreement on detainees, Qasim said."
)


@pytest.fixture
def witnessed(tmp_path, record_of) -> Path:
    """A record of a strike and a round of talks, both of which name one man."""
    reports = (
        ("strike", f"{WITNESS} tells of a strike", TOLD),
        ("talks", "Astana", TALKS),
        ("other", "A strike", "Shelling killed two civilians in Ariha in Idlib on Wednesday."),
    )
    lines = (
        {"id": id, "outlet": f"Wire {id}", "published": "2017-12-21", "title": title, "text": text}
        | {"url": f"https://example.org/{title.lower().replace(' ', '-')}"}
        for id, title, text in reports
    )
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return record_of(tmp_path / "witnessed.db", tmp_path / "reports.jsonl")


@pytest.fixture
def send() -> Callable[..., httpx2.Response]:
    """Sends a form with the token that the page it stands on has."""

    def sent(client: httpx2.Client, page: str, path: str, **fields: str) -> httpx2.Response:
        token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get(page).text)
        assert token, f"{page} has no form"
        return client.post(path, data={"_csrf_token": token[1], **fields})

    return sent


PAPER, HANDED = "Zephyr Bulletin", "zephyr-0417"
# What an outlet says in its own voice, and in its own name.
GIVEN = (
    "An air strike on Saraqib in Idlib killed four civilians on Tuesday. "
    "At least 200 civilians have been killed in Idlib since November. "
    "Government forces captured the village of Abu Duhur on Wednesday. "
    "The Zephyr Bulletin counted 17 violations in Idlib on Wednesday."
)


@pytest.fixture
def confided(tmp_path, record_of) -> Path:
    """A record of a report that was given in confidence, of its correction, and of one that tells
    of the same strike."""
    own = {"outlet": PAPER, "title": "Strike in Saraqib", "url": "https://zephyr.example/0417"}
    told = {"published": "2017-12-21", "text": GIVEN}
    later = "An air strike on Ariha in Idlib killed two civilians on Wednesday."
    lines = (
        {"id": HANDED, "corrects": "zephyr-0416", **own, **told},
        {"id": "zephyr-0416", **own, "published": "2017-12-20", "text": later},
        {"id": "other", "outlet": "Wire", "published": "2017-12-21", "text": TOLD},
    )
    (tmp_path / "handed.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return record_of(tmp_path / "confided.db", tmp_path / "handed.jsonl")
