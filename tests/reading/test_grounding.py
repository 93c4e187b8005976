"""The gate: a claim whose words are not in the report is refused, and the refusal is kept."""

from __future__ import annotations

import msgspec
import pytest

from trucewatch.errors import UngroundedClaim
from trucewatch.model.claim import IncidentClaim
from trucewatch.model.report import Report
from trucewatch.model.values import Quote
from trucewatch.reading.grounding import check, gate

TEXT = "Shells killed four people in Rastan, the Civil Defence said. They fell at noon."
REPORT = Report(id="a", text=TEXT, title="Shells kill four in Rastan", outlet="Courier")
SOUND = IncidentClaim(
    report=REPORT.ref,
    reader="hand/1",
    quote="Shells killed four people",
    span=(0, 25),
    type="shelling",
    source="Civil Defence",
)


def changed(**fields: object) -> IncidentClaim:
    return msgspec.structs.replace(SOUND, **fields)


def test_a_sound_claim_passes_and_gets_its_id():
    (kept,), refused = gate([SOUND], REPORT)
    assert refused == []
    assert kept.id.startswith("c-") and msgspec.structs.replace(kept, id="") == SOUND


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (changed(quote="Shells killed five people"), "does not stand"),
        (changed(span=(1, 26)), "does not stand"),
        (changed(span=(0, 9000)), "does not stand"),
        (changed(quote="", span=(5, 5)), "fewer than 3 words"),
        (changed(quote="Shells killed", span=(0, 13)), "fewer than 3 words"),
        (changed(quote="Shells killed four people", span=None), "not in the title"),
        (changed(source="Syrian Observatory"), "not named in the report"),
        (changed(evidence={"date": (Quote("at dusk", (70, 77)),)}), "does not stand"),
        (changed(evidence={"weather": (Quote("at noon", (71, 78)),)}), "does not have"),
    ],
)
def test_a_claim_the_words_do_not_bear_out_is_refused_with_the_reason(claim, why):
    kept, (refusal,) = gate([claim], REPORT)
    assert kept == []
    assert why in refusal.why and refusal.reader == "hand/1"


def test_one_bad_claim_does_not_take_the_others_with_it():
    kept, refused = gate([changed(span=(1, 26)), SOUND], REPORT)
    assert (len(kept), len(refused)) == (1, 1)


def test_a_claim_made_twice_is_kept_once():
    kept, refused = gate([SOUND, SOUND], REPORT)
    assert (len(kept), refused) == (1, [])


@pytest.mark.parametrize(
    "claim",
    [
        changed(quote="Shells kill four in Rastan", span=None),
        changed(evidence={"date": (Quote("at noon", (71, 78)),)}),
        changed(source="Courier"),
        changed(source=None),
    ],
)
def test_title_evidence_outlet_and_own_voice_are_ground_enough(claim):
    check(claim, REPORT)


def test_a_refusal_is_an_error_of_the_tree():
    with pytest.raises(UngroundedClaim, match="characters 1 to 26"):
        check(changed(span=(1, 26)), REPORT)


def test_a_refusal_quotes_no_more_than_it_must():
    _, (refusal,) = gate([changed(quote="word " * 500)], REPORT)
    assert len(refusal.quote) <= 200
