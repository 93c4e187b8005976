"""Settings come from one file and the environment, and mistakes are named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trucewatch.errors import BadInput
from trucewatch.settings import LlmSettings, Settings, load_settings


def write(folder: Path, text: str) -> Path:
    (folder / "trucewatch.toml").write_text(text)
    return folder


def test_without_file_and_environment_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path, {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path):
    folder = write(tmp_path, 'record = "desk.db"\nreport_bytes_max = 1000')
    settings = load_settings(folder, {"TRUCEWATCH_RECORD": "other.db"})
    assert settings == Settings(record=Path("other.db"), report_bytes_max=1000)


def test_dossiers_in_the_environment_are_joined_as_paths_are(tmp_path):
    joined = os.pathsep.join(["one", "two"])
    settings = load_settings(tmp_path, {"TRUCEWATCH_DOSSIERS": joined})
    assert settings.dossiers == (Path("one"), Path("two"))


def test_the_models_settings_come_one_by_one_from_either(tmp_path):
    folder = write(tmp_path, '[llm]\nmodel = "small"\nretries = 1')
    settings = load_settings(folder, {"TRUCEWATCH_LLM_MODEL": "large"})
    assert settings.llm == LlmSettings(model="large", retries=1)


def test_an_empty_variable_says_nothing(tmp_path):
    assert load_settings(tmp_path, {"TRUCEWATCH_RECORD": ""}) == Settings()


@pytest.mark.parametrize(
    "text, named",
    [
        ('recrod = "desk.db"', "recrod"),
        ("record = 5", "5 is not a path"),
        ('report_bytes_max = "many"', "report_bytes_max"),
        ("record = \n", "line 1"),
        ("[llm]\nmodle = 'm'", "modle"),
        ("[llm]\ntimeout_s = 0", "timeout_s"),
        ("llm = 'qwen'", "llm"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, text, named):
    with pytest.raises(BadInput, match=named) as raised:
        load_settings(write(tmp_path, text), {})
    assert "trucewatch.toml" in str(raised.value)
