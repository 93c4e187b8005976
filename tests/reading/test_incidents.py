"""One thing that happened at a place and time: kind, day, place, toll, doer, status, event."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture(scope="session")
def incidents_in(read_text):
    return lambda text, **fields: read_text(text, **fields)["incidents"]


def values(item, *fields):
    return tuple(item[field] for field in fields)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Jets bombed the town of Ariha on Monday and killed four of the people.", "airstrike"),
        ("Barrel bombs fell on the town of Ariha on Monday, and four were killed.", "airstrike"),
        ("Nine were killed in Ariha on Monday by bombs from helicopters.", "airstrike"),
        ("Nine were killed in Ariha on Monday by missiles from army jets.", "airstrike"),
        ("A drone strike killed a commander near the town of Saraqib on Monday.", "drone_strike"),
        ("An unmanned aircraft struck a car in Saraqib on Monday, killing two.", "drone_strike"),
        ("The shelling of Rastan on Monday killed four of the people there.", "shelling"),
        ("Rockets fell on the town of Rastan on Monday and killed four.", "shelling"),
        ("Rebels opened fire with 120-mm mortars on the town of Rastan on Monday.", "shelling"),
        ("Clashes near the town of Talbiseh on Sunday killed two soldiers.", "armed_clash"),
        ("A car bomb killed nine people in the town of Hadar on Friday.", "bombing_ied"),
        ("A suicide attack in the city of Idlib on Monday killed three.", "bombing_ied"),
        ("A bomb in the city of Idlib on Monday left three people dead.", "bombing_ied"),
        ("A claymore attack near the town of Galle on Monday killed three.", "bombing_ied"),
        ("Two farmers were killed in Poonch on Monday when a bomb hit a bus.", "bombing_ied"),
        ("Unprovoked firing in Poonch on Monday killed two farmers.", "sniper_or_small_arms"),
        ("An attack by rebels on a checkpoint in Hadar on Monday killed two.", "armed_clash"),
        (
            "The army beat back an attack by rebels in Hadar on Monday and killed two.",
            "armed_clash",
        ),
        (
            "A sniper shot dead a farmer near the town of Beit Jinn on Tuesday.",
            "sniper_or_small_arms",
        ),
        ("Chlorine gas injured 21 of the people in Douma on Monday.", "chemical_attack"),
        ("Gunmen abducted five of the aid workers near the town of Afrin on Tuesday.", "abduction"),
        ("The army arrested 12 men in the town of Qudsaya on Tuesday.", "arrest"),
        ("Gunmen of ISIL looted the houses in the village of Hadar on Sunday.", "looting_property"),
        ("People protested in the town of Maarat al-Numan on Friday, it was said.", "protest"),
        ("A convoy of tanks came to the town of Darat Izza on Sunday.", "troop_movement"),
    ],
)
def test_an_incident_is_of_the_contracts_kinds(sentence, kind, incidents_in):
    assert [incident["type"] for incident in incidents_in(sentence)] == [kind]


def test_the_plainer_word_decides_the_kind(incidents_in):
    (incident,) = incidents_in("The attack on Ariha, an air strike on its market, killed four.")
    assert incident["type"] == "airstrike"


def test_day_place_province_and_country_are_resolved_and_their_words_kept(incidents_in):
    (incident,) = incidents_in("Jets bombed the town of Ariha on Wednesday and killed 19 people.")
    assert values(incident, "date", "date_text") == ("2017-12-20", "on Wednesday")
    assert values(incident, "place", "place_id") == ("Ariha", "syria:ariha")
    assert values(incident, "admin", "country") == ("Idlib", "SY")


def test_the_day_of_the_saying_is_not_the_day_of_the_event(incidents_in):
    (incident,) = incidents_in(
        "The Observatory said on Wednesday that jets had bombed Ariha on Monday and killed nine."
    )
    assert incident["date"] == "2017-12-18"


def test_an_event_with_no_day_of_its_own_has_none(incidents_in):
    (incident,) = incidents_in(
        "The Observatory said on Wednesday that jets had bombed the town of Ariha and killed nine."
    )
    assert incident["date"] is None


def test_without_a_day_of_publication_the_words_stay_and_the_date_is_open(incidents_in):
    (incident,) = incidents_in(
        "The army shelled the town of Rastan on Monday and killed four.", published=None
    )
    assert values(incident, "date", "date_text") == (None, "on Monday")


def test_overnight_spans_two_days_by_the_hour(incidents_in):
    (incident,) = incidents_in("Shells fell on the town of Rastan overnight and killed four.")
    assert incident["date"] == ["2017-12-20", "2017-12-21"]
    assert incident["date_precision"] == "hours"


def test_one_toll_over_listed_places_names_them_all(incidents_in):
    (incident,) = incidents_in(
        "Air strikes on Arbin, Saqba and Hamouriyah killed 23 of the civilians there on Monday."
    )
    assert incident["places"] == ["Arbin", "Saqba", "Hamouriyah"]
    assert values(incident, "place", "killed") == ("Arbin", [23, 23])


def test_tolls_of_two_places_in_one_sentence_are_two_incidents(incidents_in):
    found = incidents_in("Air strikes killed six people in Arbin and two in Harasta on Monday.")
    assert [values(i, "place", "killed") for i in found] == [
        ("Arbin", [6, 6]),
        ("Harasta", [2, 2]),
    ]


def test_a_place_named_in_the_next_sentence_belongs_to_the_event(incidents_in):
    (incident,) = incidents_in(
        "An air strike in Idlib killed 20 people on Monday. The strike hit the town of Ariha."
    )
    assert values(incident, "place", "killed") == ("Ariha", [20, 20])
    assert incident["evidence"]["place"][0]["quote"] == "The strike hit the town of Ariha."


def test_wounded_told_of_later_join_the_dead_of_the_event(incidents_in):
    (incident,) = incidents_in(
        "The Observatory said that shells had hit Rastan on Monday and killed four people."
        " It added that the shelling had wounded eleven."
    )
    assert values(incident, "killed", "injured") == ([4, 4], [11, 11])


def test_another_strike_is_another_incident(incidents_in):
    found = incidents_in(
        "An air strike on Ariha killed 20 people on Monday."
        " Another air strike on Saraqib killed three people on Tuesday."
    )
    assert [values(i, "place", "date", "killed", "event") for i in found] == [
        ("Ariha", "2017-12-18", [20, 20], None),
        ("Saraqib", "2017-12-19", [3, 3], None),
    ]


def test_rival_tolls_of_one_event_stay_two_claims_under_one_mark(incidents_in):
    one, other = incidents_in(
        "An air strike on Armanaz on Friday killed 28 people, the Syrian Observatory for Human"
        " Rights said. The White Helmets put the toll at 34."
    )
    assert values(one, "killed", "source") == ([28, 28], "Syrian Observatory for Human Rights")
    assert values(other, "killed", "source") == ([34, 34], "White Helmets")
    assert one["event"] == other["event"] is not None
    assert values(other, "place", "date") == ("Armanaz", "2017-12-15")


def test_the_same_toll_told_twice_is_one_claim(incidents_in):
    (incident,) = incidents_in(
        "Jets bombed Ariha on Monday and killed 20 people.\n\n"
        "The 20 people were killed when the jets bombed the market of Ariha on Monday."
    )
    assert values(incident, "killed", "event") == ([20, 20], None)


@pytest.mark.parametrize(
    ("sentence", "doer", "actor_id"),
    [
        (
            "Russian jets bombed the town of Ariha on Monday.",
            "Russian jets",
            "russian-aerospace-forces",
        ),
        ("The shelling of Rastan by regime forces on Monday killed four.", "regime forces", None),
        ("ISIL fighters attacked a base in the town of Hadar on Monday.", "ISIL fighters", None),
        (
            "Syrian government air strikes on the town of Saqba on Monday killed four.",
            "Syrian government",
            "syria-government",
        ),
    ],
)
def test_the_author_is_named_as_written(sentence, doer, actor_id, incidents_in):
    (incident,) = incidents_in(sentence)
    assert incident["perpetrators"] == [doer]
    if actor_id:
        assert incident["actor_ids"]["perpetrators"][0][0] == actor_id


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not clear whose aircraft hit the market in Atarib on Monday, killing 61 people.",
        "It is not known who fired the shells that killed four in the town of Rastan on Monday.",
        "A car bomb killed nine in the town of Hadar on Friday, and there was no claim for it.",
    ],
)
def test_an_author_who_is_not_known_is_left_out(sentence, incidents_in):
    (incident,) = incidents_in(sentence)
    assert incident["perpetrators"] == []
    assert incident["killed"] is not None


def test_a_claim_of_responsibility_makes_author_and_claimant(incidents_in):
    (incident,) = incidents_in(
        "ISIL claimed responsibility for a car bomb that killed nine people in Hadar on Friday."
    )
    assert incident["claimed_by"] == incident["perpetrators"] == ["ISIL"]


def test_a_backer_is_not_the_author(incidents_in):
    (incident,) = incidents_in(
        "Government forces, backed by Russia, shelled the town of Abu al-Duhur on Tuesday."
    )
    assert incident["perpetrators"] == ["Government forces"]
    assert incident["supported_by"] == ["Russia"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The army shelled the town of Rastan on Monday and killed four.", "asserted"),
        ("The army reportedly shelled the town of Rastan on Monday and killed four.", "alleged"),
        (
            "Rebels accused the army of the shelling of Rastan on Monday that killed four.",
            "alleged",
        ),
        ("Russia denied the air strikes on the town of Ariha on Wednesday.", "denied"),
        ("The army denied that it had shelled the town of Rastan on Monday.", "denied"),
        ("The army will shell the town of Rastan on Friday, it was said.", "planned"),
    ],
)
def test_status_is_asserted_alleged_denied_or_planned(sentence, status, incidents_in):
    (incident,) = incidents_in(sentence)
    assert incident["status"] == incident["claim_status"] == status


def test_a_denial_stands_beside_the_assertion_it_denies(incidents_in):
    asserted, denied = incidents_in(
        "The Observatory said that Russian jets had bombed Armanaz on Friday and killed 28 people."
        " The Russian Defence Ministry denied that its jets had bombed the town of Armanaz."
    )
    assert values(asserted, "status", "source") == ("asserted", "Observatory")
    assert values(denied, "status", "source") == ("denied", "Russian Defence Ministry")


@pytest.mark.parametrize(
    "sentence",
    [
        "If air strikes hit the zone, the guarantors are to meet.",
        "The envoy called for an end to the shelling of Rastan by the army.",
        "The memorandum bans air strikes on the towns of the zone.",
        "The shelling of the town must stop, the envoy said in Geneva.",
        "The talks in Astana dealt with the clashes and the air strikes of the war.",
    ],
)
def test_force_that_is_wished_away_feared_or_forbidden_is_no_incident(sentence, incidents_in):
    assert incidents_in(sentence) == []


def test_no_casualties_is_a_toll_of_none_and_no_word_is_no_toll(incidents_in):
    (none,) = incidents_in("No casualties were reported when shells hit Daraa on Sunday.")
    (unsaid,) = incidents_in(
        "Shells hit the town of Daraa on Sunday. There were no immediate reports of casualties."
    )
    assert none["killed"] == none["injured"] == [0, 0]
    assert unsaid["killed"] is unsaid["injured"] is None


def test_killed_or_wounded_together_gives_no_toll_of_either(incidents_in):
    (incident,) = incidents_in(
        "About 40 people were killed or wounded when the army shelled the town of Arbin on Monday."
    )
    assert incident["killed"] is incident["injured"] is None


def test_children_among_the_dead_are_named(incidents_in):
    (incident,) = incidents_in(
        "An air strike on the town of Ariha on Wednesday killed 19 people, seven of them children."
    )
    assert values(incident, "killed", "killed_children") == ([19, 19], [7, 7])


def test_the_dead_of_an_attack_since_which_none_was_worse_are_its_own(incidents_in):
    _, earlier = incidents_in(
        "A car bomb in the town of Ariha killed four people on Wednesday. It was the worst attack "
        "since the explosion in Idlib on 6 June, which killed at least 38 people."
    )
    assert values(earlier, "place", "date", "killed") == ("Idlib", "2017-06-06", [38, None])


def test_a_denial_without_a_place_is_of_the_event_told_before(incidents_in):
    told, denied = incidents_in(
        "Eight people died in a blast in the town of Zwara on Monday. The Taliban denied any part."
    )
    assert values(denied, "status", "place", "source") == ("denied", "Zwara", "Taliban")
    assert denied["event"] == told["event"] and denied["killed"] is None


@pytest.mark.parametrize(
    ("figure", "killed", "source"),
    [
        ("Medics spoke of 53.", [53, 53], "Medics"),
        ("The military counts three.", [3, 3], "military"),
    ],
)
def test_another_figure_for_a_toll_just_told_is_a_rival_account(
    figure, killed, source, incidents_in
):
    told, rival = incidents_in(f"Shells killed 29 people in the town of Zwara on Monday. {figure}")
    assert values(rival, "killed", "source", "place") == (killed, source, "Zwara")
    assert rival["event"] == told["event"]


def test_a_figure_after_no_toll_is_no_event(incidents_in):
    assert incidents_in("The envoy came to the town of Zwara. He spoke of 20 on Monday.") == []


def test_the_area_a_village_lies_in_is_no_second_place_hit(incidents_in):
    text = "Jets struck Saraqib in the Harim pocket on Monday, killing a farmer."
    assert [values(each, "place", "killed") for each in incidents_in(text)] == [("Saraqib", [1, 1])]


def test_another_so_many_wounded_are_of_the_event_just_told(incidents_in):
    text = (
        "Shelling killed two people in Rastan on Monday. Another 12 people were taken to hospital."
    )
    assert [values(each, "killed", "injured") for each in incidents_in(text)] == [
        ([2, 2], [12, 12])
    ]


def test_another_so_many_killed_elsewhere_are_another_event(incidents_in):
    text = "Shelling killed two people in Rastan on Monday. Another three were killed in Talbiseh."
    assert [each["killed"] for each in incidents_in(text)] == [[2, 2], [3, 3]]


def test_a_death_told_before_its_day_is_not_dated_by_the_saying(incidents_in):
    text = "Rescuers said ten people died on Sunday when warplanes dropped bombs on Ariha."
    (one,) = incidents_in(text, published=date(2017, 12, 21))
    assert one["date"] == "2017-12-17"


def test_a_village_hit_in_the_next_paragraph_is_no_rival_account(incidents_in):
    text = (
        "A car bomb killed six people in the town of Saraqib on Monday.\n\n"
        "A car bomb in the east of Idlib province on Monday left four people dead."
    )
    assert [each["event"] for each in incidents_in(text)] == [None, None]


def test_the_town_and_not_the_area_it_lies_in_is_where_people_died(incidents_in):
    text = "In Saraqib, in the Harim pocket, 23 people were killed on Monday by bombs from jets."
    assert [each["place"] for each in incidents_in(text)] == ["Saraqib"]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        (
            "Three were killed in an army raid in Idlib province on Monday, and there was fresh "
            "fighting in the city of Homs.",
            "Idlib province",
        ),
        ("Shells killed 20 people in Hama on Monday, while two died in Aleppo.", "Hama"),
        ("Shells hit several towns on Monday, including Rastan, and killed nine.", "Rastan"),
        ("Shells killed nine near the town of Rastan in Homs province on Monday.", "Rastan"),
        ("Shells killed nine in the Qaboun district near Damascus.", "Qaboun district"),
        (
            "Troops fired shells across the Line of Control on Monday and killed two farmers.",
            "Line of Control",
        ),
        ("Shells along the Line of Control killed two farmers in Kotli on Monday.", "Kotli"),
    ],
)
def test_the_place_is_the_one_its_own_clause_tells(incidents_in, sentence, place):
    assert incidents_in(sentence)[0]["place"] == place


def test_bodies_found_and_shelling_told_next_are_two_events(incidents_in):
    found, shelled = incidents_in(
        "Activists said 37 bodies were found in a mass grave in Deir Balaa.\n\n"
        "At least 60 people were killed as the army shelled a number of towns on Tuesday."
    )
    assert (found["event"], shelled["event"]) == (None, None)
    assert shelled["type"] == "shelling"


def test_who_gives_the_toll_is_its_source(incidents_in):
    (incident,) = incidents_in(
        "Violence goes on in Syria, the envoy said. Activists said three people were killed in "
        "an army raid in Idlib province on Monday."
    )
    assert incident["source"] == "Activists"
