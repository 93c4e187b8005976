from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from trucewatch.model.reference import Actor
from trucewatch.reference.reference import Reference


def ids(actors: Iterable[Actor]) -> list[str]:
    return [actor.id for actor in actors]


@pytest.mark.parametrize(
    "name, actor_id",
    [("Turkey", "turkey"), ("Turkish", "turkey"), ("Ankara", "turkey"), ("HTS", "hts")],
)
def test_actors_are_found_by_name_adjective_and_metonym(
    reference: Reference, name: str, actor_id: str
) -> None:
    assert ids(reference.actors_named(name)) == [actor_id]


def test_an_actor_is_found_under_another_spelling(reference: Reference) -> None:
    assert ids(reference.actors_named("Hay’at Tahrir ash-Sham")) == ["hts"]


def test_a_title_names_whoever_holds_it_that_day(reference: Reference) -> None:
    before = reference.actors_named("UN special envoy", date(2017, 12, 21))
    after = reference.actors_named("UN special envoy", date(2021, 2, 16))
    assert (ids(before), ids(after)) == (["staffan-de-mistura"], ["geir-pedersen"])


def test_first_name_and_office_decide_before_the_surname_does(reference: Reference) -> None:
    sana = reference.person_named("Sidat Unal", title="deputy foreign minister")
    assert ids(sana) == ["sedat-onal"]
    assert ids(reference.person_named("Selcuk Unal")) == ["selcuk-unal"]
    assert ids(reference.person_named("Unal", title="deputy foreign minister")) == ["sedat-onal"]


def test_a_surname_that_two_share_names_both_and_the_exact_one_first(
    reference: Reference,
) -> None:
    assert ids(reference.person_named("Unal")) == ["selcuk-unal", "sedat-onal"]


@pytest.mark.parametrize("name", ["Lavrentiev", "Lavrentyev", "A. Lavrentiev", "Mr Lavrentiev"])
def test_a_surname_that_one_has_names_them(reference: Reference, name: str) -> None:
    assert ids(reference.person_named(name)) == ["alexander-lavrentiev"]


def test_another_first_name_is_another_person(reference: Reference) -> None:
    assert reference.person_named("Ahmed Lavrentiev") == ()


def test_a_surname_of_two_words_may_lose_its_first(reference: Reference) -> None:
    for name in ("De Mistura", "Mistura", "Staffan de Mistura"):
        assert ids(reference.person_named(name)) == ["staffan-de-mistura"]


def test_sources_tracks_and_zones_are_found_as_reports_call_them(reference: Reference) -> None:
    source = reference.source_named("the Syrian Observatory")
    track = reference.track_named("the Astana process")
    zone = reference.zone_named("Idlib de-escalation zone")
    assert source is not None and source.id == "sohr"
    assert track is not None and track.id == "syria/astana"
    assert zone is not None and zone.id == "syria/idlib"


def test_what_nobody_lists_is_not_found(reference: Reference) -> None:
    assert reference.source_named("The Daily Nobody") is None
    assert reference.track_named("talks") is None
    assert reference.zone_named("Atlantis zone") is None
    assert reference.actors_named("Ruritania") == ()


def test_of_agreements_called_alike_the_latest_signed_by_the_day_is_meant(
    reference: Reference,
) -> None:
    early = reference.agreement_named("the truce", date(2017, 1, 15))
    late = reference.agreement_named("the truce", date(2017, 12, 21))
    assert early is not None and early.id == "syria/first"
    assert late is not None and late.id == "syria/second"
    assert reference.agreement_named("the truce") is None
    assert reference.agreement_named("the truce", date(2016, 1, 1)) is None
