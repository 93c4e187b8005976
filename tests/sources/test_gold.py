"""Hand annotations from files: what can be used, and what is said of the rest."""

from __future__ import annotations

import json
import re

import pytest

from trucewatch.errors import BadReport
from trucewatch.sources.gold import Gold, read_gold

TEXT = "A mortar shell killed two people in Ndele on Tuesday, the mission said."
SHELL = {"type": "shelling", "killed": [2, 2], "quote": "A mortar shell killed two people"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def put(folder, name="ndele", report=True, **annotation):
    if report:
        written = {"id": name, "published": "2021-06-03", "text": TEXT}
        (folder / f"{name}.json").write_text(json.dumps(written))
    (folder / f"{name}.gold.json").write_text(json.dumps(annotation))


def problem(folder) -> str:
    (bad,) = (each for each in read_gold(folder) if isinstance(each, BadReport))
    return str(bad)


def test_a_report_and_its_annotation_make_a_pair(folder):
    put(folder, incidents=[SHELL])
    (gold,) = read_gold(folder)
    assert gold.report.text == TEXT
    assert gold.items["incidents"] == [SHELL] and gold.items["talks"] == []


def test_an_annotation_may_name_a_report_elsewhere_and_give_its_day(folder):
    (folder / "texts").mkdir()
    (folder / "texts" / "one.txt").write_text(TEXT)
    written = {"report": "texts/one.txt", "report_date": "2021-06-03"}
    (folder / "ndele.gold.json").write_text(json.dumps(written))
    (gold,) = read_gold(folder)
    assert (gold.report.id, str(gold.report.published)) == ("ndele", "2021-06-03")


def test_folders_are_searched_and_those_without_annotations_passed_over(folder):
    (folder / "inner").mkdir()
    (folder / "raw").mkdir()
    (folder / "raw" / "unread.json").write_text(json.dumps({"text": TEXT}))
    put(folder / "inner", incidents=[SHELL])
    assert [gold.report.id for gold in read_gold(folder)] == ["ndele"]


def test_the_rest_goes_on_beside_what_cannot_be_used(folder):
    put(folder, "bad", incidents=[{**SHELL, "killed": "two"}])
    put(folder, "good", incidents=[SHELL])
    assert [type(each) for each in read_gold(folder)] == [BadReport, Gold]


@pytest.mark.parametrize(
    "item, said",
    [
        ({**SHELL, "killed": "two"}, r"incidents\[0\]: Expected .*killed`; write a number as"),
        ({**SHELL, "date": "3 June"}, r"incidents\[0\]: .*date`; write a day as 2017-12-20"),
        ({**SHELL, "date": ["2021-06-01"]}, r"incidents\[0\]: .*write a day as"),
        ({**SHELL, "kiled": [2, 2]}, r"unknown field `kiled`; known are quote, .*killed"),
        ({**SHELL, "type": "mortar"}, r"incidents\[0\]: Invalid enum value 'mortar'"),
        ({**SHELL, "accept": {"place": [7]}}, r"incidents\[0\]: Expected `str \| null`"),
        ({**SHELL, "accept": {"plase": ["Ndele"]}}, r"unknown field `plase`"),
        ({"quote": "A mortar shell"}, r"incidents\[0\]: Object missing required field `type`"),
        (
            {**SHELL, "quote": "Shells killed two"},
            r"incidents\[0\]: its quote is not in the report",
        ),
    ],
)
def test_a_wrong_item_is_named_with_what_to_do(folder, item, said):
    put(folder, incidents=[item])
    assert problem(folder).startswith(f"{folder / 'ndele.gold.json'}: ")
    assert re.search(said, problem(folder))


def test_every_wrong_item_of_a_file_is_named(folder):
    put(folder, incidents=[{**SHELL, "killed": "two"}, SHELL, {**SHELL, "date": "3 June"}])
    first, second = problem(folder).splitlines()
    assert "incidents[0]: " in first and second.startswith("incidents[2]: ")


def test_broken_json_is_named_with_its_line(folder):
    put(folder)
    (folder / "ndele.gold.json").write_text('{"id": "ndele",\n "incidents": [\n}')
    assert problem(folder).startswith(f"{folder / 'ndele.gold.json'}:3: broken JSON")


def test_an_unknown_list_is_named(folder):
    put(folder, incident=[SHELL])
    assert "unknown field `incident`; known are id, report" in problem(folder)


def test_a_report_without_annotation_and_an_annotation_without_report_are_named(folder):
    put(folder, "lonely", report=False)
    put(folder, "pair")
    (folder / "bare.json").write_text(json.dumps({"text": TEXT}))
    said = [str(each) for each in read_gold(folder) if isinstance(each, BadReport)]
    assert "bare.json: no annotation; write bare.gold.json beside it" in said[0]
    assert "lonely.gold.json: no report" in said[1]


def test_an_id_other_than_the_files_is_refused(folder):
    put(folder, id="other")
    assert "its id is 'other'; give it that of its file, 'ndele'" in problem(folder)


def test_a_folder_without_gold_and_one_that_is_not_there_say_so(folder):
    assert "no annotations here; they end in .gold.json" in problem(folder)
    with pytest.raises(BadReport, match="cannot be read: No such file"):
        list(read_gold(folder / "nowhere"))
