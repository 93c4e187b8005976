"""The page on reading names lists and files that exist."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")


def names_in_first_column(heading: str) -> list[str]:
    table = PAGE.split(heading)[1].split("\n\n")[0]
    cells = (line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("name", names_in_first_column("| keys of `en.yaml` | what they are |"))
def test_a_list_that_the_page_explains_is_in_the_lexicon(name, lexicon):
    assert name in lexicon.entries


@pytest.mark.parametrize("name", names_in_first_column("| file | what it holds |"))
def test_a_file_that_the_page_explains_ships_with_the_package(name):
    assert files("trucewatch").joinpath(f"data/lexicon/{name}").is_file()


def test_a_step_that_the_page_names_is_a_file_of_the_reader():
    table = PAGE.split("## The steps")[1].split("### Masks")[0]
    steps = set(re.findall(r"`(\w+\.py)`", table))
    assert len(steps) >= 10
    assert [s for s in steps if not files("trucewatch").joinpath(f"reading/{s}").is_file()] == []
