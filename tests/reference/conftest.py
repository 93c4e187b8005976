from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from trucewatch.model.reference import (
    Actor,
    ActorRole,
    Agreement,
    Dossier,
    Place,
    Source,
    Track,
    Zone,
)
from trucewatch.reference.reference import Reference


def person(actor_id: str, name: str, *names: str, roles: tuple[ActorRole, ...] = ()) -> Actor:
    return Actor(id=actor_id, name=name, kind="person", names=names, roles=roles)


def town(place_id: str, name: str, lat: float, lon: float, admin: str) -> Place:
    return Place(
        id=place_id, name=name, lat=lat, lon=lon, precision="town", admin=admin, country="SY"
    )


ENVOYS = (
    person(
        "staffan-de-mistura",
        "Staffan de Mistura",
        roles=(
            ActorRole(
                office="special-envoy",
                title="UN special envoy",
                start=date(2014, 7, 10),
                end=date(2019, 1, 6),
            ),
        ),
    ),
    person(
        "geir-pedersen",
        "Geir Pedersen",
        roles=(
            ActorRole(office="special-envoy", title="UN special envoy", start=date(2019, 1, 7)),
        ),
    ),
)
TURKS = (
    person(
        "sedat-onal",
        "Sedat Önal",
        roles=(ActorRole(office="minister", title="deputy foreign minister"),),
    ),
    person(
        "selcuk-unal",
        "Selçuk Ünal",
        roles=(ActorRole(office="head-of-delegation", title="director for Syria"),),
    ),
)
STATES = (
    Actor(id="turkey", name="Turkey", kind="state", adjectives=("Turkish",), metonyms=("Ankara",)),
    Actor(id="hts", name="Hayat Tahrir al-Sham", kind="group", names=("HTS",)),
)
SQUARE: dict[str, object] = {
    "type": "Polygon",
    "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0], [36.0, 35.0]]],
}


def small_dossier() -> Dossier:
    return Dossier(
        id="syria",
        name="Syria",
        countries=("SY",),
        actors=(
            *ENVOYS,
            *TURKS,
            *STATES,
            person("alexander-lavrentiev", "Alexander Lavrentiev"),
        ),
        places=(
            town("syria:saraqib", "Saraqib", 35.8645, 36.8059, "Idlib"),
            town("syria:khan-sheikhoun", "Khan Sheikhoun", 35.4421, 36.651, "Idlib"),
            town("syria:kafr-nabl", "Kafr Nabl", 35.614, 36.5607, "Idlib"),
            town("syria:on-the-line", "Tal Haddi", 35.5, 37.0, "Aleppo"),
            town("syria:homs-city", "Homs", 34.7268, 36.7234, "Homs"),
            Place(
                id="syria:idlib",
                name="Idlib province",
                lat=35.85,
                lon=36.57,
                precision="province",
                names=("Idlib governorate",),
                admin="Idlib",
                country="SY",
            ),
            town("syria:idlib-city", "Idlib", 35.93, 36.63, "Idlib"),
        ),
        agreements=(
            Agreement(
                id="syria/first",
                name="First truce",
                kind="ceasefire",
                names=("the truce",),
                signed_on=date(2016, 12, 29),
            ),
            Agreement(
                id="syria/second",
                name="Second truce",
                kind="ceasefire",
                names=("the truce",),
                signed_on=date(2017, 5, 4),
            ),
        ),
        zones=(
            Zone(
                id="syria/idlib",
                name="Idlib",
                agreement="syria/second",
                geometry=SQUARE,
                accuracy_m=2000.0,
                timezone="Asia/Damascus",
                names=("Idlib province",),
                valid_from=date(2017, 5, 6),
            ),
        ),
        tracks=(Track(id="syria/astana", name="Astana", names=("Astana talks",)),),
        sources=(
            Source(
                id="sohr",
                name="Syrian Observatory for Human Rights",
                kind="monitor",
                names=("SOHR", "Syrian Observatory"),
            ),
        ),
    )


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference((small_dossier(),))


FILES = {
    "dossier.yaml": "id: demo\nname: Demo\ncountries: [SY]\n",
    "actors.yaml": (
        "- id: government\n  name: The government\n  kind: side\n  source: ours\n"
        "- id: envoy\n  name: An Envoy\n  kind: person\n  side: government\n"
        "  roles:\n"
        "    - office: special-envoy\n      of: government\n      end: 2018-12-31\n"
        "    - office: special-envoy\n      of: government\n      start: 2019-01-01\n"
        "  source: ours\n"
    ),
    "agreements.yaml": (
        "- id: demo/truce\n  name: A truce\n  kind: ceasefire\n  parties: [government]\n"
        "  signed_on: 2017-05-04\n  in_force_from: 2017-05-06\n"
        "  provisions:\n"
        "    - id: demo/truce#1\n      title: No air strikes\n      text: None at all.\n"
        "      bars: [airstrike]\n      owed_by: [government]\n      zones: [demo/north]\n"
        "      source: ours\n  source: ours\n"
    ),
    "places.tsv": (
        "id\tname\tlat\tlon\tprecision\tnames\tadmin\tcountry\tsource\n"
        "demo:mill\tMill\t35.5\t36.5\ttown\tOld Mill|The Mill\tNorth\tSY\tours\n"
    ),
    "zones.geojson": (
        '{"type": "FeatureCollection", "features": [\n'
        '{"type": "Feature", "properties": {"id": "demo/north", "name": "North",\n'
        ' "agreement": "demo/truce", "accuracy_m": 1000, "timezone": "Asia/Damascus",\n'
        ' "source": "ours", "main_places": ["demo:mill"]},\n'
        ' "geometry": {"type": "Polygon", "coordinates":\n'
        "  [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]}}]}\n"
    ),
    "tracks.yaml": "- id: demo/talks\n  name: Talks\n  host: government\n  source: ours\n",
    "sources.yaml": (
        "- id: paper\n  name: A Paper\n  kind: outlet\n  covers: [demo/north]\n"
        "  cadence_days: 1\n  delay_days: 0\n  source: ours\n"
    ),
}

MakeDossier = Callable[..., Path]


@pytest.fixture
def make_dossier(tmp_path: Path) -> MakeDossier:
    """A sound dossier's folder, but for one text changed into another in one file."""

    def make(file: str = "dossier.yaml", old: str = "", new: str = "") -> Path:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        for name, text in FILES.items():
            assert name != file or old in text
            changed = text.replace(old, new, 1) if name == file else text
            (folder / name).write_text(changed, encoding="utf-8")
        return folder

    return make
