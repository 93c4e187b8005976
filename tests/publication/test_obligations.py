"""What is owed and what was done, as the command and the brief tell it."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.errors import NotFound
from trucewatch.publication.obligations import obligations, render_obligations

UNTIL = date(2017, 12, 21)


def test_what_needs_looking_at_stands_first_with_its_reason(findings, reference, printed):
    made = obligations(findings, reference, until=UNTIL)
    assert [each.state for each in made.owed] == ["met", "unknown"]
    text = printed(render_obligations(made, reference))
    assert "eighth round of the Astana talks  16 to 31 December 2017" in text
    assert "No kind of claim that is read could show it done." in text


def test_a_guarantor_is_asked_for_by_name_with_what_it_did(findings, reference):
    made = obligations(findings, reference, until=UNTIL, party="Russia")
    [russia] = made.guarantors
    assert [deed.kind for deed in russia.done] == ["attended"]
    assert len(made.owed) == 2


def test_one_who_owes_nothing_is_named_with_those_who_do(findings, reference):
    with pytest.raises(NotFound, match="known: Iran, Russia and Turkey"):
        obligations(findings, reference, until=UNTIL, party="Jordan")
