"""A reading against hand annotations: what counts as found, how it adds up,
and how the command shows it."""

from __future__ import annotations

import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.cli import commands
from trucewatch.scoring.pairing import best_pairs
from trucewatch.scoring.scores import Count, Figure, below, compare, figures, raised
from trucewatch.scoring.slots import agree, elements

STRIKE = "An air strike on the town of Saraqib in Idlib killed at least four civilians on Tuesday."
TEXT = "Shelling killed 4 in Kadugli on Monday."
SHELLING = {
    "type": "shelling",
    "date": "2011-06-13",
    "place": "Kadugli",
    "killed": [4, 4],
    "status": "asserted",
    "quote": "Shelling killed 4",
}
CLASH = {"type": "armed_clash", "place": "Abyei", "quote": "killed 4 in Kadugli"}


def scored(gold, read, kind="incidents"):
    return figures([compare({kind: gold}, {kind: read}, TEXT)], [kind])


def same(how, one, other) -> bool:
    (left,), (right,) = elements(how, one), elements(how, other)
    return agree(left, right)


def test_a_reading_like_the_annotation_is_right_throughout():
    table = scored([SHELLING], [SHELLING])
    assert table["incidents"] == Figure(1.0, 1.0, 1.0, 5)
    assert table["incidents.strict"].f1 == table["quotes_found"].f1 == 1.0


def test_a_wrong_slot_costs_precision_and_recall_and_an_empty_one_only_recall():
    wrong = scored([SHELLING], [{**SHELLING, "killed": [5, 5]}])["incidents.killed"]
    assert (wrong.precision, wrong.recall) == (0.0, 0.0)
    empty = scored([SHELLING], [{**SHELLING, "killed": None}])["incidents"]
    assert (empty.precision, empty.recall) == (1.0, 0.8)


def test_what_was_made_up_costs_precision():
    table = scored([SHELLING], [SHELLING, CLASH])
    assert table["incidents.found"] == Figure(0.5, 1.0, pytest.approx(2 / 3), 1)
    assert table["incidents.type"].precision == 0.5


def test_items_are_paired_so_that_most_slots_agree():
    (pair, other) = compare({"incidents": [CLASH, SHELLING]}, {"incidents": [SHELLING]}, TEXT).pairs
    assert (pair.gold, pair.read) == (CLASH, None)
    assert (other.gold, other.read, other.wrong_slots) == (SHELLING, SHELLING, [])


def test_an_optional_item_costs_nothing_when_left_out_and_counts_when_read():
    optional = {**SHELLING, "optional": True}
    assert scored([optional], [])["incidents"].n == 0
    assert scored([optional], [SHELLING])["incidents"] == Figure(1.0, 1.0, 1.0, 5)


@pytest.mark.parametrize("said", [[4, 4], [5, 5], None])
def test_an_accepted_value_is_as_right_as_the_main_one(said):
    item = {**SHELLING, "accept": {"killed": [[5, 5], None]}}
    assert scored([item], [{**SHELLING, "killed": said}])["incidents"].f1 == 1.0


def test_of_a_delegation_each_thing_said_is_a_slot():
    full = {"party": "Norway", "role": "mediator", "representative": "Erik Solheim"}
    talk = {"name": "talks", "participants": [full], "quote": TEXT}
    read = {"name": "talks", "participants": [{**full, "role": "host"}], "quote": TEXT}
    figure = scored([talk], [read], "talks")["talks.participants"]
    assert (figure.n, figure.recall) == (3, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    "how, one, other, is_same",
    [
        ("name", "Idlib province", "Idlib", True),
        ("name", "the U.N.", "UN", True),
        ("name", "Hossein Jaberi Ansari", "Ansari", True),
        ("name", "Sedat Önal", "Sedat Onal", True),
        ("name", "Eastern Ghouta", "Western Ghouta", False),
        ("name", "the talks", "talks", True),
        ("name", "Киев", "Київ", False),
        ("phrases", "release of prisoners", "the release of all prisoners held", True),
        ("phrases", "release of prisoners", "a seaport", False),
        ("number", 7, [7, 7], True),
        ("number", [7, None], [7, 7], False),
        ("days", "2017-12-20", ["2017-12-20", "2017-12-20"], True),
        ("days", ["2017-12-20", None], ["2017-12-20", "2017-12-21"], False),
        ("exact", "Asserted", "asserted", True),
    ],
)
def test_when_two_values_agree(how, one, other, is_same):
    assert same(how, one, other) is is_same


@pytest.mark.parametrize("how", ["name", "names", "number", "days", "exact", "participants"])
@pytest.mark.parametrize("nothing", [None, [], ""])
def test_an_empty_slot_holds_nothing(how, nothing):
    assert elements(how, nothing) == []


def test_a_quote_that_is_short_or_stands_elsewhere_is_not_found():
    def share(**changed) -> float:
        return scored([], [{**SHELLING, **changed}])["quotes_found"].precision

    assert share() == share(span=[0, 17]) == 1.0
    assert share(quote="killed 4") == share(quote="Shelling killed 5") == share(span=[3, 20]) == 0.0


def test_the_mean_takes_each_kind_alike_and_all_slots_takes_slots():
    talk = {"name": "talks", "place": "Juba", "quote": TEXT}
    reading = {"incidents": [SHELLING], "talks": []}
    compared = compare({"incidents": [SHELLING], "talks": [talk]}, reading, TEXT)
    table = figures([compared], ["incidents", "talks"])
    assert table["mean_of_groups"].recall == 0.5
    assert table["all_slots"].recall == 5 / 7


matrices = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


@given(matrices)
def test_no_other_pairing_has_a_higher_sum(weights):
    pairs = best_pairs(weights)
    rows, columns = len(weights), len(weights[0])
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    long, short = max(rows, columns), min(rows, columns)

    def weight(at, other):
        return weights[at][other] if rows <= columns else weights[other][at]

    best = max(
        sum(weight(at, chosen[at]) for at in range(short)) for chosen in permutations(range(long))
    )
    assert sum(weights[row][column] for row, column in pairs) == best


def test_a_floor_is_held_and_only_rises():
    table = {
        "mean_of_groups": Figure(0, 0, 0.8129, 5),
        "all_slots": Figure(0, 0, 0.7, 9),
        "incidents.strict": Figure(0, 0, 0.5, 9),
        "quotes_found": Figure(1, 1, 1.0, 9),
    }
    floor = {"mean_of_groups": 0.8, "all_slots": 0.75}
    assert below(table, floor) == ["all_slots"]
    assert raised(table, floor) == {
        "mean_of_groups": 0.812,
        "all_slots": 0.75,
        "incidents.strict": 0.5,
        "quotes_found": 1.0,
    }


def test_counts_add_up():
    assert Count(1, 2, 3) + Count(1, 1, 1) == Count(2, 3, 4)
    assert Count().f1 == 0.0


# The command


@pytest.fixture
def gold(tmp_path, monkeypatch) -> str:
    """A folder with one report and its annotation, in an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    strike = {"type": "airstrike", "place": "Saraqib", "killed": [4, None], "quote": STRIKE[:-12]}
    clash = {"type": "armed_clash", "place": "Khan Tuman", "quote": "on Tuesday"}
    report = {"id": "strike", "outlet": "Example News", "published": "2017-12-21", "text": STRIKE}
    Path("gold").mkdir()
    Path("gold/strike.json").write_text(json.dumps(report))
    Path("gold/strike.gold.json").write_text(json.dumps({"incidents": [strike, clash]}))
    return "gold"


def score(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ("score", *arguments), catch_exceptions=False)


def test_scoring_prints_a_row_for_each_slot_and_all_of_them(gold):
    ran = score(gold, "--kind", "incidents")
    assert ran.exit_code == 0
    assert re.search(r"^incidents killed +1\.000 +1\.000 +1\.000 +1$", ran.stdout, re.MULTILINE)
    assert re.search(r"^incidents type +1\.000 +0\.500 +0\.667 +2$", ran.stdout, re.MULTILINE)
    assert ran.stdout.endswith("1 report\n")


def test_a_miss_is_shown_in_its_sentence_with_what_was_expected(gold):
    shown = score(gold, "--misses").stdout
    assert "strike  incidents[1]: annotated, not read" in shown
    assert "killed at least four civilians »on Tuesday«." in " ".join(shown.split())
    assert re.search(r"place +expected Khan Tuman +read nothing", shown)


def test_scores_as_json_hold_figures_and_misses_by_name(gold):
    printed = json.loads(score(gold, "--misses", "--json").stdout)
    assert (printed["schema_version"], printed["reports"]) == (1, 1)
    assert printed["figures"]["incidents.killed"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "n": 1,
    }
    missed = next(miss for miss in printed["misses"] if not miss["read"])
    assert missed["slots"]["place"] == {"expected": "Khan Tuman", "read": None}


def test_a_wrong_annotation_is_named_and_the_rest_is_scored(gold):
    Path("gold/bare.gold.json").write_text("{}")
    ran = score(gold)
    assert ran.exit_code == 1
    assert "gold/bare.gold.json: no report gold/bare.json" in ran.stderr
    assert ran.stdout.endswith("1 report\n")


def test_a_floor_is_made_raised_held_and_never_lowered(gold):
    floor = Path("floor.json")
    assert score(gold, "--floor", "floor.json", "--raise-floor").exit_code == 0
    made = json.loads(floor.read_text())
    assert made["quotes_found"] == 1.0 and 0 < made["all_slots"] < 1
    assert score(gold, "--floor", "floor.json").exit_code == 0
    floor.write_text(json.dumps({**made, "all_slots": 0.999}))
    ran = score(gold, "--floor", "floor.json", "--raise-floor")
    assert ran.exit_code == 1
    assert re.search(r"floor\.json: all_slots is 0\.\d+, below its floor of 0\.999", ran.stderr)
    assert json.loads(floor.read_text())["all_slots"] == 0.999


@pytest.mark.parametrize(
    "held, said", [("[]", "not a floor: "), ('{"all": 0.8}', "no figure is called all")]
)
def test_a_file_that_is_no_floor_is_named(gold, held, said):
    Path("floor.json").write_text(held)
    ran = score(gold, "--floor", "floor.json")
    assert ran.exit_code == 1 and f"floor.json: {said}" in ran.stderr


@pytest.mark.parametrize(
    "options", [("--raise-floor",), ("--floor", "floor.json", "--kind", "talks")]
)
def test_a_floor_needs_its_file_and_all_kinds(options):
    assert score(*options).exit_code == 2


def test_of_a_delegation_that_was_missed_the_party_comes_with_what_was_said_of_it(gold):
    came = {"party": "Norway", "role": "mediator", "representative": "Erik Solheim"}
    talk = {"name": "talks", "participants": [came], "quote": "on Tuesday"}
    Path("gold/strike.gold.json").write_text(json.dumps({"talks": [talk]}))
    shown = " ".join(score(gold, "--misses").stdout.split())
    assert "participants expected Norway (mediator, Erik Solheim) read nothing" in shown


def test_where_no_annotation_can_be_used_no_table_of_noughts_is_printed(tmp_path):
    (tmp_path / "a.json").write_text('{"id": "a", "text": "Shells hit Ariha on Monday."}')
    (tmp_path / "a.gold.json").write_text("{")
    result = CliRunner().invoke(commands, ["score", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.gold.json" in result.stderr and "nothing to score" in result.stderr
