"""Several dossiers side by side: what they share is one, what they call alike stays apart."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.model.reference import Actor, ActorRole, Agreement, Dossier, Source, Zone
from trucewatch.reference.reference import Reference

GUARANTOR = ActorRole(office="guarantor", of="north", start=date(2017, 5, 4))
ALLY = ActorRole(office="ally", of="east", start=date(2014, 5, 11))


def dossier(name: str, country: str, side: str, role: ActorRole) -> Dossier:
    zone = Zone(
        id=f"{name}/zone",
        name=f"{name} zone",
        agreement=f"{name}/truce",
        geometry={},
        accuracy_m=1000.0,
        timezone="UTC",
    )
    return Dossier(
        id=name,
        name=name,
        countries=(country,),
        actors=(
            Actor(id="russia", name="Russia", kind="state", names=(f"{name} ally",), roles=(role,)),
            Actor(id=side, name=side, kind="side", names=("rebels",)),
        ),
        agreements=(Agreement(id=f"{name}/truce", name="truce", kind="ceasefire"),),
        zones=(zone,),
        sources=(Source(id="wire", name="Wire", kind="agency", covers=("*",)),),
    )


SYRIA = dossier("syria", "SY", "north", GUARANTOR)
UKRAINE = dossier("ukraine", "UA", "east", ALLY)
BOTH = Reference((SYRIA, UKRAINE))


def test_a_state_that_two_dossiers_list_has_the_names_and_roles_of_both() -> None:
    russia = BOTH.actors["russia"]
    assert russia.roles == (GUARANTOR, ALLY)
    assert {"syria ally", "ukraine ally"} <= set(russia.names)


def test_a_role_that_two_dossiers_give_is_held_once() -> None:
    assert Reference((SYRIA, SYRIA)).actors["russia"].roles == (GUARANTOR,)


def test_a_source_for_all_zones_covers_those_of_the_dossiers_that_list_it() -> None:
    assert BOTH.sources["wire"].covers == ("syria/zone", "ukraine/zone")
    assert Reference((UKRAINE,)).sources["wire"].covers == ("ukraine/zone",)


@pytest.mark.parametrize(
    "countries, rebels",
    [
        (("UA", "RU"), ["east"]),
        (("SY",), ["north"]),
        (("UA", "SY"), ["east", "north"]),
        (("LY",), ["north", "east"]),
        ((), ["north", "east"]),
    ],
)
def test_rebels_are_those_of_the_conflict_a_report_speaks_of(
    countries: tuple[str, ...], rebels: list[str]
) -> None:
    named = BOTH.about(countries).actors_named("rebels")
    assert [actor.id for actor in named] == rebels


def test_a_truce_where_no_dossier_reaches_is_no_dossiers_truce() -> None:
    inside, outside = (BOTH.about((country,)) for country in ("SY", "LY"))
    assert inside.agreements.keys() == {"syria/truce"}
    assert inside.agreement_named("truce") and not outside.agreement_named("truce")
