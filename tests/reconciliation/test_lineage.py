"""Ten outlets with one wire are one source."""

from __future__ import annotations

import pytest

WIRE = (
    "Warplanes struck the market of Maar Shurin on Wednesday morning and killed 19 people, rescue "
    "workers in the town and two of its doctors told reporters by telephone. Bodies lay between "
    "the stalls, and the wounded were taken to Turkey. Among the dead were seven children."
)
OWN = "Our office has asked the ministry of defence for an answer and has not been given one yet."
OTHER = (
    "Nineteen people died on Wednesday when aircraft bombed Maar Shurin, where farmers had come to "
    "sell their wheat; a teacher who lives nearby counted four explosions before noon."
)


def told(desk, outlet, text, quote=None, **fields):
    """An outlet tells of the strike in its own voice, unless `source` says whose it is."""
    quote = quote or text.partition(".")[0]
    start = text.find(quote)
    report = desk.report(outlet=outlet, text=text)
    return desk.force(report, quote=quote, span=(start, start + len(quote)), killed=19, **fields)


def sources(desk):
    (incident,) = desk.records()
    return incident.sources


def test_half_a_wire_with_a_paragraph_of_ones_own_is_still_the_wire(desk):
    told(desk, "Gazette", WIRE)
    half = WIRE.partition(" Among")[0]
    told(desk, "Courier", f"{half}\n{OWN} {OWN.replace('office', 'desk')}")
    assert sources(desk) == ("Gazette",)


def test_a_wire_in_pieces_is_one_by_what_lies_between(desk):
    first, _, rest = WIRE.partition(" Bodies")
    told(desk, "Courier", f"{first}\n{OWN}")
    told(desk, "Tribune", f"{OWN} Bodies{rest}", f"Bodies{rest}"[:80])
    assert len(sources(desk)) == 2
    told(desk, "Gazette", WIRE)
    assert len(sources(desk)) == 1


def test_two_texts_of_their_own_are_two_sources(desk):
    told(desk, "Gazette", WIRE)
    told(desk, "Courier", OTHER)
    assert sources(desk) == ("Courier", "Gazette")


def test_an_agency_stands_for_its_wire_whoever_printed_it_first(desk):
    told(desk, "Courier", WIRE)
    told(desk, "AFP", WIRE)
    assert sources(desk) == ("Agence France-Presse",)


@pytest.mark.parametrize(
    "credit",
    [
        "AFP reported on Thursday.",
        "The town was quiet by evening, residents told AFP.",
        "This is according to the news agency AFP.",
        "(AFP)",
        "Source: Agence France-Presse",
        "An AFP correspondent saw the bodies.",
    ],
)
def test_an_outlet_that_credits_an_agency_is_its_voice(desk, credit):
    told(desk, "Gazette", f"{OTHER} {credit}")
    told(desk, "AFP", WIRE)
    assert sources(desk) == ("Agence France-Presse",)


def test_a_credit_far_from_the_claim_is_for_its_own_paragraph(desk):
    far = "\n".join([OTHER, OWN * 4, "In Douma nine were hurt, AFP reported.", OWN * 4])
    told(desk, "Gazette", far)
    assert sources(desk) == ("Gazette",)


def test_a_text_that_names_no_agency_is_its_outlets(desk):
    told(desk, "Gazette", f"{OTHER} A mapping firm said so.")
    assert sources(desk) == ("Gazette",)


@pytest.mark.parametrize("source", ["the agency AFP", "an AFP reporter", "AFP"])
def test_an_agency_is_known_under_what_it_is_called_beside_its_name(desk, source):
    told(desk, "Gazette", OTHER, source=source)
    told(desk, "Courier", WIRE, source="Agence France-Presse")
    assert sources(desk) == ("Agence France-Presse",)


def test_an_outlet_that_others_quote_is_no_source_where_it_only_quotes_others(desk):
    told(desk, "Gazette", WIRE, source="SOHR")
    told(desk, "Courier", OTHER, source="Gazette")
    assert sources(desk) == ("Syrian Observatory for Human Rights",)


def test_an_outlet_that_others_quote_is_a_source_for_what_it_says_itself(desk):
    told(desk, "Gazette", WIRE)
    told(desk, "Courier", OTHER, source="Gazette")
    assert sources(desk) == ("Gazette",)


def test_outlets_and_independent_sources_are_both_counted(desk):
    for outlet in ("Gazette", "Courier", "Tribune"):
        told(desk, outlet, WIRE, source="SOHR")
    (incident,) = desk.records()
    assert incident.outlets == ("Courier", "Gazette", "Tribune")
    assert incident.sources == ("Syrian Observatory for Human Rights",)
