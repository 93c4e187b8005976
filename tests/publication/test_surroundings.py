from __future__ import annotations

import pytest

from trucewatch.publication.surroundings import after, before

TEXT = "The monitor said on Friday that nineteen people were killed in the strike."


def test_surroundings_are_cut_between_words():
    start = TEXT.index("nineteen")

    assert before(TEXT, start, 15) == "…on Friday that "
    assert before(TEXT, start, 14) == before(TEXT, start, 13) == "…Friday that "
    assert after(TEXT, start + len("nineteen"), 15) == " people were…"


def test_what_is_all_there_has_no_mark():
    assert before(TEXT, 4, 50) == "The "
    assert after(TEXT, len(TEXT) - 7, 50) == "strike."


@pytest.mark.parametrize("room", range(1, 12))
def test_a_script_without_spaces_is_cut_where_it_must_be(room):
    text = "停火协议在周五生效停火协议在周五生效"
    assert before(text, 9, room) == (f"…{text[9 - room : 9]}" if room < 9 else text[:9])
