"""What holds for every dossier that ships with trucewatch."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from trucewatch.model.reference import Actor, Dossier
from trucewatch.reference.dossier import SHIPPED, check_dossier, load_reference

FOLDERS = sorted(file.parent for file in SHIPPED.glob("*/dossier.yaml"))
DOSSIERS = [load_reference([folder]).dossiers[0] for folder in FOLDERS]
KM_PER_DEGREE = 111.2

every_dossier = pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.id)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_its_check_finds_nothing_to_mend(folder: Path) -> None:
    assert check_dossier(folder) == []


@every_dossier
def test_its_places_are_sorted_by_id(dossier: Dossier) -> None:
    ids = [place.id for place in dossier.places]
    assert ids == sorted(ids)


@every_dossier
def test_each_zone_has_a_ban_of_the_agreement_that_makes_it(dossier: Dossier) -> None:
    barred = {
        (agreement.id, zone_id)
        for agreement in dossier.agreements
        for provision in agreement.provisions
        if provision.bars
        for zone_id in provision.zones
    }
    assert {(zone.agreement, zone.id) for zone in dossier.zones} <= barred


@every_dossier
def test_main_places_lie_in_their_zone_or_on_its_line(dossier: Dossier) -> None:
    places = {place.id: Point(place.lon, place.lat) for place in dossier.places}
    for zone in dossier.zones:
        reach = shape(zone.geometry).buffer(zone.accuracy_m / 1000 / KM_PER_DEGREE)
        assert [each for each in zone.main_places if not reach.covers(places[each])] == []


@every_dossier
def test_those_outside_a_truce_are_not_bound_by_it(dossier: Dossier) -> None:
    side = {actor.id: actor.side or actor.id for actor in dossier.actors}
    for agreement in dossier.agreements:
        assert {side[each] for each in agreement.excluded}.isdisjoint(agreement.bound)


@every_dossier
def test_who_is_bound_owes_the_ban(dossier: Dossier) -> None:
    for agreement in dossier.agreements:
        for provision in agreement.provisions:
            if provision.bars:
                assert set(provision.owed_by) <= {*agreement.bound, *agreement.guarantors}


def test_an_actor_of_several_dossiers_is_the_same_in_each() -> None:
    told: dict[str, list[Actor]] = defaultdict(list)
    for dossier in DOSSIERS:
        for actor in dossier.actors:
            told[actor.id].append(actor)
    for actors in told.values():
        assert len({(each.name, each.kind, each.side, each.country) for each in actors}) == 1
