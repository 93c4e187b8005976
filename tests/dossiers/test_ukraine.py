"""Facts of the Ukraine dossier that would mislead a verdict if they were wrong."""

from __future__ import annotations

from datetime import date

import pytest

from trucewatch.assessment.standing import ban_days, standing_on
from trucewatch.model.values import PlaceMention
from trucewatch.publication.names import closing_words
from trucewatch.reference.dossier import SHIPPED, load_reference
from trucewatch.reference.lookup import covers
from trucewatch.reference.sides import belongs
from trucewatch.reference.zones import zones_at

UKRAINE = load_reference([SHIPPED / "ukraine"])
PACKAGE = UKRAINE.agreements["ukraine/package-of-measures-2015-02-12"]
LINES = ("ukraine/donetsk", "ukraine/luhansk")
AREAS = ("ukraine/petrivske", "ukraine/stanytsia-luhanska", "ukraine/zolote")


def bans_in(zone_id: str, on: date) -> set[str]:
    """Provisions that bar something in the zone on the day."""
    zone = UKRAINE.zones[zone_id]
    found = set()
    for agreement in UKRAINE.agreements.values():
        for provision in agreement.provisions:
            if provision.bars and zone_id in provision.zones:
                first, last = ban_days(agreement, provision, zone, UKRAINE)
                if first and first <= on and (last is None or on <= last):
                    found.add(provision.id.partition("/")[2])
    return found


def zones_of(place_id: str) -> dict[str, str]:
    place = UKRAINE.places[place_id]
    mention = PlaceMention(
        place.name,
        place_id=place.id,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        country="UA",
        admin=place.admin,
    )
    return {each.zone.id: each.answer for each in zones_at(mention, UKRAINE)}


@pytest.mark.parametrize(
    "on, bans",
    [
        (date(2014, 9, 4), set()),
        (date(2014, 9, 5), {"minsk-protocol-2014-09-05#1"}),
        (
            date(2015, 2, 14),
            {
                "minsk-protocol-2014-09-05#1",
                "minsk-memorandum-2014-09-19#2",
                "minsk-memorandum-2014-09-19#6",
                "minsk-memorandum-2014-09-19#7",
            },
        ),
        (date(2015, 2, 15), {"package-of-measures-2015-02-12#1"}),
        (date(2020, 7, 26), {"package-of-measures-2015-02-12#1"}),
        (
            date(2020, 7, 27),
            {
                "package-of-measures-2015-02-12#1",
                "additional-measures-2020-07-22#1",
                "additional-measures-2020-07-22#2",
            },
        ),
    ],
)
def test_what_is_barred_on_the_contact_line_on_a_day(on: date, bans: set[str]) -> None:
    assert bans_in("ukraine/donetsk", on) == bans_in("ukraine/luhansk", on) == bans


def test_forces_may_not_return_to_a_disengagement_area_from_october_2016() -> None:
    for zone_id in AREAS:
        assert not any("framework" in each for each in bans_in(zone_id, date(2016, 9, 30)))
        assert "framework-decision-2016-09-21#3" in bans_in(zone_id, date(2016, 10, 1))


def test_the_ceasefire_begins_three_days_after_it_was_signed_and_has_no_term() -> None:
    assert (PACKAGE.signed_on, PACKAGE.ban_from) == (date(2015, 2, 12), date(2015, 2, 15))
    assert standing_on(PACKAGE, date(2015, 2, 14), UKRAINE)[0] == "not yet in force"
    assert standing_on(PACKAGE, date(2022, 2, 21), UKRAINE)[0] == "in force"


def test_the_package_sets_deadlines_for_weapons_prisoners_law_and_border() -> None:
    due = {provision.id[-2:].lstrip("#"): provision.due for provision in PACKAGE.provisions}
    assert due["2"] == date(2015, 3, 2)
    assert due["4"] == date(2015, 3, 14)
    assert due["6"] == date(2015, 3, 7)
    assert due["9"] == due["11"] == date(2015, 12, 31)


def test_the_harvest_truce_of_2017_ends_with_august() -> None:
    truce = UKRAINE.agreements["ukraine/harvest-truce-2017-06-24"]
    assert standing_on(truce, date(2017, 8, 31), UKRAINE)[0] == "in force"
    assert standing_on(truce, date(2017, 9, 1), UKRAINE)[0] == "lapsed"


@pytest.mark.parametrize(
    "on, harvest", [(date(2017, 7, 1), "2017-06-24"), (date(2019, 8, 1), "2019-07-21")]
)
def test_the_bread_truce_is_the_latest_one_of_that_name(on: date, harvest: str) -> None:
    truce = UKRAINE.agreement_named("bread truce", on)
    assert truce is not None and truce.id == f"ukraine/harvest-truce-{harvest}"


@pytest.mark.parametrize(
    "office, of, on, who",
    [
        ("chief-monitor", "osce-smm", date(2014, 4, 1), []),
        ("chief-monitor", "osce-smm", date(2019, 5, 31), ["ertugrul-apakan"]),
        ("chief-monitor", "osce-smm", date(2019, 6, 1), ["yasar-halit-cevik"]),
        ("special-representative", "osce", date(2014, 9, 5), ["heidi-tagliavini"]),
        ("special-representative", "osce", date(2016, 9, 21), ["martin-sajdik"]),
        ("special-representative", "osce", date(2020, 7, 22), ["heidi-grau"]),
        ("special-representative", "osce", date(2021, 8, 1), ["mikko-kinnunen"]),
        ("head-of-delegation", "ukraine", date(2015, 2, 12), ["leonid-kuchma"]),
        ("head-of-delegation", "ukraine", date(2018, 11, 1), []),
        ("head-of-delegation", "ukraine", date(2019, 1, 1), ["yevhen-marchuk"]),
        ("head-of-delegation", "ukraine", date(2019, 7, 17), ["leonid-kuchma"]),
        ("head-of-delegation", "ukraine", date(2020, 8, 18), ["leonid-kravchuk"]),
        ("head-of-delegation", "russia", date(2015, 2, 12), ["mikhail-zurabov"]),
        ("head-of-delegation", "russia", date(2016, 1, 1), ["boris-gryzlov"]),
        ("president", "ukraine", date(2019, 5, 19), ["petro-poroshenko"]),
        ("president", "ukraine", date(2019, 5, 20), ["volodymyr-zelensky"]),
        ("leader", "dpr", date(2018, 8, 31), ["alexander-zakharchenko"]),
        ("leader", "dpr", date(2018, 9, 7), ["denis-pushilin"]),
        ("leader", "lpr", date(2017, 11, 24), ["igor-plotnitsky"]),
        ("leader", "lpr", date(2017, 11, 25), ["leonid-pasechnik"]),
    ],
)
def test_who_held_an_office_on_a_day(office: str, of: str, on: date, who: list[str]) -> None:
    holding = [
        actor.id
        for actor in UKRAINE.actors.values()
        for role in actor.roles
        if (role.office, role.of) == (office, of) and covers(role, on)
    ]
    assert holding == who


@pytest.mark.parametrize(
    "place_id, zone_id",
    [
        ("ukraine:zolote-4", "ukraine/zolote"),
        ("ukraine:katerynivka", "ukraine/zolote"),
        ("ukraine:petrivske", "ukraine/petrivske"),
        ("ukraine:bohdanivka", "ukraine/petrivske"),
        ("ukraine:stanytsia-luhanska-bridge", "ukraine/stanytsia-luhanska"),
        ("ukraine:debaltseve", "ukraine/debaltseve"),
        ("ukraine:shumy", "ukraine/donetsk"),
        ("ukraine:mariupol", "ukraine/donetsk"),
        ("ukraine:volnovakha", "ukraine/donetsk"),
        ("ukraine:novotoshkivske", "ukraine/luhansk"),
        ("ukraine:popasna", "ukraine/luhansk"),
    ],
)
def test_a_village_lies_in_the_zone_that_reports_put_it_in(place_id: str, zone_id: str) -> None:
    assert zones_of(place_id)[zone_id] == "yes"


def test_the_towns_beside_a_disengagement_area_may_or_may_not_be_in_it() -> None:
    assert zones_of("ukraine:zolote")["ukraine/zolote"] == "cannot tell"
    assert zones_of("ukraine:stanytsia-luhanska")["ukraine/stanytsia-luhanska"] == "cannot tell"


def test_the_two_stretches_of_the_line_share_no_listed_place() -> None:
    for place in UKRAINE.places.values():
        if place.admin is not None and place.precision in ("town", "exact"):
            inside = {zone for zone, answer in zones_of(place.id).items() if answer == "yes"}
            assert inside & {*LINES} == {f"ukraine/{place.admin.lower()}"}, place.id


@pytest.mark.parametrize(
    "name",
    [
        "DNR",
        "militants",
        "pro-Russian rebels",
        "armed formations of the Russian Federation",
        "Russian hybrid forces",
        "self-proclaimed Lugansk People's Republic",
    ],
)
def test_either_sides_words_for_the_armed_formations_name_one_side(name: str) -> None:
    actor = UKRAINE.actors_named(name, date(2017, 6, 1))[0]
    assert belongs(actor.id, ["donbas-armed-formations"], UKRAINE, date(2017, 6, 1))


@pytest.mark.parametrize("name", ["punitive forces", "ATO headquarters", "AFU", "Kiev"])
def test_either_sides_words_for_the_government_name_ukraine(name: str) -> None:
    actor = UKRAINE.actors_named(name, date(2017, 6, 1))[0]
    assert belongs(actor.id, ["ukraine"], UKRAINE, date(2017, 6, 1))


def test_debaltseve_changed_hands_three_days_into_the_ceasefire() -> None:
    held = UKRAINE.zones["ukraine/debaltseve"].holders
    assert [(each.side, each.start) for each in held][-1] == (
        "donbas-armed-formations",
        date(2015, 2, 18),
    )


@pytest.mark.parametrize(
    "spelling", ["Stanitsa Luganskaya", "Zolotoye", "Petrovskoye", "Debaltsevo", "Gorlovka"]
)
def test_russian_spellings_name_the_same_place(spelling: str) -> None:
    place = UKRAINE.resolve_place(spelling, countries=("UA",))
    assert place is not None and str(place.place_id).startswith("ukraine:")


def test_the_mission_counts_to_half_past_seven_in_the_evening() -> None:
    assert UKRAINE.sources["osce-smm"].day_closes == "19:30"
    words = closing_words("OSCE Special Monitoring Mission to Ukraine", UKRAINE)
    assert words == " (its day closes at 19:30)"
