"""Imports point downwards, and starting stays quick."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import trucewatch

ROOT = Path(trucewatch.__file__).parent
LAYERS = [
    {"trucewatch"},
    {"errors"},
    {"model"},
    {"settings", "reference", "sources", "store", "runners"},
    {"reading", "reconciliation", "assessment", "scoring"},
    {"derivation", "publication", "team"},
    {"pipeline"},
    {"web"},
    {"terminal"},
    {"cli"},
    {"__main__"},
]
LEVEL = {package: level for level, packages in enumerate(LAYERS) for package in packages}
HEAVY = {
    "sqlalchemy",
    "alembic",
    "shapely",
    "pyproj",
    "rich",
    "trafilatura",
    "jinja2",
    "numpy",
    "splink",
    "argon2",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module_name(path): path for path in sorted(ROOT.rglob("*.py"))}


def imported_by(path: Path) -> Iterator[str]:
    """Modules of ours that a file imports, wherever in it: `from a import b` gives a, or a.b
    where b is a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("trucewatch"))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            if node.module and node.module.startswith("trucewatch"):
                for name in node.names:
                    full = f"{node.module}.{name.name}"
                    yield full if full in MODULES else node.module


IMPORTS = sorted(
    {(module, target) for module, path in MODULES.items() for target in imported_by(path)}
)


def package_of(module: str) -> str:
    return [*module.split("."), "trucewatch"][1] if "." in module else module


def test_every_package_has_its_place_in_the_order():
    assert {package_of(module) for module in MODULES} <= set(LEVEL)


def test_imports_point_downwards():
    assert [
        f"{module} imports {target}"
        for module, target in IMPORTS
        if package_of(module) != package_of(target)
        and LEVEL[package_of(module)] <= LEVEL[package_of(target)]
    ] == []


def test_nothing_is_imported_from_a_packages_front_page():
    front_pages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    inner = front_pages - {"trucewatch"}
    assert [f"{module} imports {to}" for module, to in IMPORTS if to in inner] == []


def test_imports_run_in_no_circle():
    left = {module: {to for at, to in IMPORTS if at == module} for module in MODULES}
    while leaves := {module for module, targets in left.items() if not targets & left.keys()}:
        left = {module: targets for module, targets in left.items() if module not in leaves}
    assert left == {}


@pytest.mark.parametrize("module", ["trucewatch.cli", "trucewatch.reading.rules"])
def test_starting_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(*{HEAVY!r} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
