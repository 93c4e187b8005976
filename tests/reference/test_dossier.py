from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from trucewatch.errors import BadDossier
from trucewatch.reference.dossier import check_dossier, load_reference

MakeDossier = Callable[..., Path]


def test_a_sound_dossier_has_no_problems_and_loads(make_dossier: MakeDossier) -> None:
    folder = make_dossier()
    assert check_dossier(folder) == []
    reference = load_reference([folder])
    assert reference.agreements["demo/truce"].provisions[0].bars == ("airstrike",)
    assert reference.places["demo:mill"].names == ("Old Mill", "The Mill")


@pytest.mark.parametrize(
    "file, old, new, problem",
    [
        ("actors.yaml", "kind: side", "kidn: side", "actors.yaml:3: kidn is no field of Actor; is"),
        ("actors.yaml", "name: An Envoy\n", "note: x\n", "actors.yaml:5: name is missing; add it"),
        ("actors.yaml", "kind: person", "kind: pirson", "actors.yaml:7: kind: invalid enum value"),
        ("actors.yaml", "2019-01-01", "2019-13-01", "actors.yaml:15: start: "),
        ("actors.yaml", "2019-01-01", "2018-06-01", "actors.yaml:13: role special-envoy of"),
        ("actors.yaml", "side: government", "side: goverment", "actors.yaml:8: no actor has the"),
        ("actors.yaml", "id: envoy", "id: government", "actors.yaml:5: actor government is alr"),
        ("actors.yaml", "name: An Envoy", "name: NO", "actors.yaml:6: name: expected `str`, got"),
        ("actors.yaml", "name: An Envoy", "name: [a", "actors.yaml:7: not YAML, "),
        ("actors.yaml", "  kind: side", "  kind: side\n  kind: side", "yaml:4: kind is given twi"),
        (
            "actors.yaml",
            "office: special-envoy",
            "ofice: x",
            "actors.yaml:10: ofice is no field of",
        ),
        ("agreements.yaml", "2017-05-06", "2017-05-01", "yaml:6: in_force_from 2017-05-01 is bef"),
        ("agreements.yaml", "[airstrike]", "[airstrikes]", "agreements.yaml:11: airstrikes cannot"),
        ("agreements.yaml", "[demo/north]", "[demo/nrth]", "agreements.yaml:13: no zone has the"),
        ("agreements.yaml", "truce#1", "truc#1", "agreements.yaml:8: provision demo/truc#1 is not"),
        ("places.tsv", "\tNorth\tSY", "\tSY", "places.tsv:2: 8 columns, not 9; separate them"),
        ("places.tsv", "35.5", "95.5", "places.tsv:2: demo:mill is at lat 95.5, lon 36.5"),
        ("places.tsv", "35.5", "north", "places.tsv:2: lat: expected `float`, got `str`"),
        ("zones.geojson", '"demo/truce"', '"demo/trce"', "zones.geojson:2: no agreement has the"),
        ("zones.geojson", '"accuracy_m"', '"acuracy_m"', "zones.geojson:2: acuracy_m is no field"),
        ("zones.geojson", '"demo:mill"', '"demo:mil"', "zones.geojson:2: no place has the id de"),
        ("zones.geojson", "[36, 35]]]}}", "[36, 35]]]}", "zones.geojson:6: not JSON, "),
        ("sources.yaml", "[demo/north]", "[north]", "sources.yaml:4: no zone has the id north"),
        (
            "sources.yaml",
            "cadence_days: 1",
            "cadence_days: 0",
            "sources.yaml:5: cadence_days is 0;",
        ),
        ("sources.yaml", "delay_days: 0", "delay_days: -2", "sources.yaml:6: delay_days is -2;"),
        (
            "sources.yaml",
            "delay_days: 0",
            'day_closes: "7:30 pm"',
            "sources.yaml:6: day_closes is '7:30 pm';",
        ),
        ("zones.geojson", "1000", "0", "zones.geojson:2: accuracy_m is 0; write metres, more th"),
        ("dossier.yaml", "id: demo", "idd: demo", "dossier.yaml:1: idd is no field of Head; is id"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    make_dossier: MakeDossier, file: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(BadDossier) as raised:
        load_reference([make_dossier(file, old, new)])
    assert any(problem in line for line in raised.value.problems), raised.value.problems


@pytest.mark.parametrize(
    "old, new, problem",
    [
        ("[37, 35], [37, 36], [36, 36]", "[37, 36], [37, 35], [36, 36]", "Self-intersection"),
        ("[36, 35], [37, 35]", "[36, 35], [237, 35]", "lies outside the map"),
        ("Polygon", "Point", "demo/north is a Point; draw a Polygon or MultiPolygon"),
        ("[[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]", "[[[36, 35]]]", "no readable"),
    ],
)
def test_a_bad_line_is_found_by_the_check(
    make_dossier: MakeDossier, old: str, new: str, problem: str
) -> None:
    problems = check_dossier(make_dossier("zones.geojson", old, new))
    assert any("zones.geojson:2: " in line and problem in line for line in problems), problems


def test_all_mistakes_are_told_at_once(make_dossier: MakeDossier) -> None:
    folder = make_dossier("actors.yaml", "kind: side", "kidn: side\n  sid: government")
    (folder / "tracks.yaml").write_text(
        "- id: demo/talks\n  name: Talks\n  host: nobody\n  source: ours\n"
    )
    problems = check_dossier(folder)
    assert [line.split(": ")[1] for line in problems] == [
        "kidn is no field of Actor; is kind meant?",
        "sid is no field of Actor; is side meant?",
        "kind is missing; add it",
        "no actor has the id nobody; add it to this dossier or correct host",
    ]


def test_a_file_that_cannot_be_read_is_one_problem(make_dossier: MakeDossier) -> None:
    problems = check_dossier(make_dossier("zones.geojson", "[36, 35]]]}}", "[36, 35]]]}"))
    assert len(problems) == 1


@pytest.mark.parametrize(
    "file, old, new, problem",
    [
        ("zones.geojson", "Asia/Damascus", "Asia/Damaskus", "zones.geojson:2: Asia/Damaskus is no"),
        ("dossier.yaml", "id: demo", "id: dmeo", "yaml:1: id dmeo is not the folder's name demo"),
        ("places.tsv", "\tours", "\t", "places.tsv:2: demo:mill names no source"),
        (
            "actors.yaml",
            "source: ours",
            "side: government",
            "actors.yaml:1: government names no so",
        ),
        ("agreements.yaml", "      source: ours\n", "", "yaml:8: demo/truce#1 names no source"),
        ("zones.geojson", ' "source": "ours",', "", "zones.geojson:2: demo/north names no source"),
        ("tracks.yaml", "  source: ours\n", "", "tracks.yaml:1: demo/talks names no source"),
        ("tracks.yaml", "  source", "  rounds: [{city: Astana}]\n  source", "yaml:4: a round of d"),
        ("sources.yaml", "  source: ours\n", "", "sources.yaml:1: paper names no source"),
    ],
)
def test_the_check_looks_closer_than_loading_does(
    make_dossier: MakeDossier, file: str, old: str, new: str, problem: str
) -> None:
    folder = make_dossier(file, old, new)
    assert load_reference([folder]).dossiers
    assert [problem in line for line in check_dossier(folder)] == [True]


def test_swapped_coordinates_are_found_out(make_dossier: MakeDossier) -> None:
    # Aden, in Yemen, and the same point with its coordinates the other way round.
    for coordinates, is_found in (("12.8\t45.0", False), ("45.0\t12.8", True)):
        folder = make_dossier("places.tsv", "35.5\t36.5", coordinates)
        places = folder / "places.tsv"
        places.write_text(places.read_text().replace("\tSY\t", "\tYE\t"))
        said = any("lat and lon look swapped" in line for line in check_dossier(folder))
        assert said == is_found


def test_a_missing_file_is_named_with_what_will_do(make_dossier: MakeDossier) -> None:
    folder = make_dossier()
    (folder / "tracks.yaml").unlink()
    tracks = folder / "tracks.yaml"
    assert check_dossier(folder) == [f"{tracks}: no such file; an empty one will do"]
    tracks.touch()
    assert check_dossier(folder) == []


def test_a_value_of_the_wrong_kind_is_not_missing_too(make_dossier: MakeDossier) -> None:
    problems = check_dossier(make_dossier("actors.yaml", "name: An Envoy", "name: NO"))
    assert len(problems) == 1 and "name: expected `str`" in problems[0]


def test_a_file_is_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Words.")
    (problem,) = check_dossier(tmp_path / "report.txt")
    assert "is a file; a dossier is a folder" in problem


def test_a_folder_without_its_head_is_no_dossier(tmp_path: Path) -> None:
    assert "no such file" in check_dossier(tmp_path)[0]


def test_the_dossiers_shipped_are_sound() -> None:
    assert load_reference().zones
