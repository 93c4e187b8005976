"""What ships: locks without addresses, a licence, data in the wheel, help with examples."""

from __future__ import annotations

import ast
import re
import shlex
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from trucewatch.cli import commands

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-test.lock"]
TEXTS = [
    path
    for folder in (ROOT, ROOT / "docs", ROOT / ".ci")
    for path in sorted(folder.glob("*"))
    if path.is_file()
    and path.suffix in {"", ".md", ".toml", ".lock"}
    and not path.name.startswith(".git")
]
COMMANDS = sorted(commands.commands.items())


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name):
    lock = (ROOT / name).read_text()
    pins = re.findall(r"^[a-zA-Z0-9._-]+==\S+(?: ; .*)? \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[^\s#]", lock, re.MULTILINE))
    assert "://" not in lock and "--find-links" not in lock and "index-url" not in lock


def test_what_runs_is_pinned_alike_for_tests():
    running, testing = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS
    )
    assert running < testing


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_file_names_a_path_of_one_machine(path):
    assert not re.search(r"/(?:home|root|work|Users)/", path.read_text())


def test_the_licence_is_there_and_the_place_names_are_credited():
    assert "Apache License" in (ROOT / "LICENSE").read_text()
    notice = (ROOT / "NOTICE").read_text()
    assert "GeoNames" in notice and "creativecommons.org/licenses/by/4.0" in notice


@pytest.mark.parametrize("name, command", COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example_that_parses(name, command):
    assert command.help
    examples = re.findall(rf"^ +trucewatch {name}([^|>&\n]*)", command.help, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(example)
        command.make_context(name, words)


def test_every_command_that_the_docs_name_exists():
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    named = {
        name
        for page in pages
        if page.exists()
        for name in re.findall(r"\btrucewatch ([a-z]+(?:-[a-z]+)*)\b", code_in(page.read_text()))
    }
    assert named and named <= set(commands.commands)


def code_in(markdown: str) -> str:
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", markdown, re.DOTALL))


def test_the_wheel_carries_the_data(tmp_path, monkeypatch):
    from hatchling.build import build_wheel

    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build_wheel(str(tmp_path))
    carried = {name.removeprefix("trucewatch/") for name in zipfile.ZipFile(wheel).namelist()}
    source = ROOT / "src" / "trucewatch"
    data = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert "data/gazetteer.sqlite" in data and data <= carried


def test_what_is_imported_is_what_is_asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    asked = project["dependencies"] + extras["matching"] + extras["pdf"]
    names = {re.match(r"[\w-]+", each)[0].lower() for each in asked}
    imported = {name for path in (ROOT / "src").rglob("*.py") for name in imported_by(path)}
    others = imported - set(sys.stdlib_module_names) - {"trucewatch"}
    packages = {
        "ahocorasick": "pyahocorasick",
        "argon2": "argon2-cffi",
        "docx": "python-docx",
        "xstatic": "xstatic-leaflet",
        "yaml": "pyyaml",
    }
    assert {packages.get(each, each) for each in others} == names


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
