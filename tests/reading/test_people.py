"""Persons at a meeting take a seat for the side that the words give them."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.claim import TalkClaim
from trucewatch.model.report import Report
from trucewatch.reading.rules import read


@pytest.fixture(scope="module")
def seats_in(reference):
    """(party, role, person, attendance) of every seat of the first meeting of a text."""

    def seats(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
        report = Report(id="any", text=text, published=date(2020, 10, 23), language="en")
        claims = read(report, reference).claims
        talk = next(claim for claim in claims if isinstance(claim, TalkClaim))
        return [(p.party.text, p.role, p.representative, p.attendance) for p in talk.participants]

    return seats


@pytest.mark.parametrize(
    "text, seat",
    [
        (
            "The Libyan military talks opened in Geneva on Monday. "
            "Major General Ahmed Abushahma signed for the Tripoli side.",
            ("Tripoli side", "party", "Ahmed Abushahma", "attending"),
        ),
        (
            "French President Nicolas Sarkozy held talks with the rebels in Paris on Monday.",
            ("France", None, "Nicolas Sarkozy", "attending"),
        ),
        (
            "Humberto de la Calle for the government and Ivan Marquez for the rebels met in "
            "Havana on Wednesday.",
            ("rebels", "party", "Ivan Marquez", "attending"),
        ),
        (
            "Egypt's intelligence chief Abbas Kamel hosted Hamas leader Ismail Haniyeh in Cairo "
            "on Tuesday for talks on a truce.",
            ("Egypt", "host", "Abbas Kamel", "attending"),
        ),
        (
            "Egypt's intelligence chief Abbas Kamel hosted Hamas leader Ismail Haniyeh in Cairo "
            "on Tuesday for talks on a truce.",
            ("Hamas", None, "Ismail Haniyeh", "attending"),
        ),
        (
            "Foreign ministers Ararat Mirzoyan of Armenia and Jeyhun Bayramov of Azerbaijan met "
            "in Washington on Monday.",
            ("Azerbaijan", None, "Jeyhun Bayramov", "attending"),
        ),
        (
            "Talks between the government and the rebels ended in Addis Ababa on Thursday. "
            "They were chaired by Stephanie Williams, the acting U.N. special representative.",
            ("rebels", "party", None, "attending"),
        ),
        (
            "Talks between the government and the rebels ended in Accra on Thursday. "
            "Amina Sow and Karl Dada signed for the government and the rebels.",
            ("rebels", "party", "Karl Dada", "attending"),
        ),
        (
            "The foreign ministers of Chad and Niger, Amina Sow and Karl Dada, met in Accra on "
            "Thursday.",
            ("Niger", None, "Karl Dada", "attending"),
        ),
        (
            "Talks on Mali ended in Accra on Thursday. Amina Sow, the African Union's envoy, led "
            "the mediation together with Niger's Karl Dada.",
            ("Niger", "mediator", "Karl Dada", "attending"),
        ),
        (
            "Amina Sow, the rebels' chief negotiator, spoke first. In Accra on Thursday Sow met "
            "ministers for talks that ended at noon.",
            ("rebels", "party", "Amina Sow", "attending"),
        ),
        (
            "Talks on Mali ended in Accra on Thursday. Niger, whose troops fight there, was not "
            "at the table.",
            ("Niger", None, None, "absent"),
        ),
        (
            "Talks on Mali ended in Accra on Thursday. Observers of the African Union and Chad "
            "were present at the talks.",
            ("Chad", "observer", None, "attending"),
        ),
        (
            "Talks on Mali ended in Accra on Thursday. Chad's Amina Sow and Karl Dada of Niger "
            "came as observers.",
            ("Niger", "observer", "Karl Dada", "attending"),
        ),
        (
            "Talks on Mali ended in Accra on Thursday. Amina Sow, the acting U.N. special "
            "representative, chaired them.",
            ("U.N.", "mediator", "Amina Sow", "attending"),
        ),
        (
            "The Greek Cypriot president, Amina Sow, and the Turkish Cypriot leader, Karl Dada, "
            "held talks in Accra on Thursday.",
            ("Turkish Cypriot", None, "Karl Dada", "attending"),
        ),
    ],
)
def test_a_person_sits_for_the_side_named_with_them(seats_in, text, seat):
    assert seat in seats_in(text)


@pytest.mark.parametrize(
    "text, seat",
    [
        (
            "The government and the rebels resumed peace talks in Havana on Monday, with Cuba "
            "and Norway as guarantors and Chile as observer.",
            ("Norway", "guarantor", None, "attending"),
        ),
        (
            "The talks in Jeddah, mediated by Saudi Arabia and the United States, ended on Monday.",
            ("Saudi Arabia", "mediator", None, "attending"),
        ),
        (
            "The trilateral contact group, made up of Ukraine, Russia and the OSCE, met in Minsk "
            "on Tuesday.",
            ("OSCE", None, None, "attending"),
        ),
        (
            "Talks in Jeddah were suspended on Monday. The army had pulled out of the talks.",
            ("army", "party", None, "absent"),
        ),
    ],
)
def test_a_list_takes_the_role_that_its_words_give(seats_in, text, seat):
    assert seat in seats_in(text)


@pytest.mark.parametrize(
    "text, name",
    [
        (
            "Talks opened in Geneva on Monday. Turkish President Recep Tayyip Erdogan doubted "
            "that the truce signed at the talks would last.",
            "Recep Tayyip Erdogan",
        ),
        (
            "Talks opened in Geneva on Monday, attended by Russian President Vladimir Putin's "
            "special envoy Alexander Lavrentiev.",
            "Vladimir Putin",
        ),
    ],
)
def test_who_only_speaks_or_is_part_of_a_title_takes_no_seat(seats_in, text, name):
    assert name not in {person for _, _, person, _ in seats_in(text)}
