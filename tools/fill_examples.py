"""Runs the examples of a documentation page and writes what they print into it.

    python tools/fill_examples.py README.md docs/questions.md
    python tools/fill_examples.py --check README.md      # exit status 1 where a page is not current

An example is a ```console block: a line that begins with "$ " is run by the shell, and the lines
up to the next such line are what it prints. All examples of a page run in order in one folder, in
which `trucewatch demo` has run, with `trucewatch` on the path and a terminal 100 columns wide. A
line "…" alone stands for any lines: where the rest still fits, the example stays as it is.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
NOT_FOUND = 127  # the shell's word for a command that is not there
LEFT_OUT = re.compile(r"[\s│]*…\s*")
ENVIRONMENT = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def filled(page: str, folder: Path) -> str:
    """The page with every example's output as it is now."""
    return BLOCK.sub(lambda block: _filled_block(block[0], folder), page)


def _filled_block(block: str, folder: Path) -> str:
    return "".join(
        f"$ {command}\n{_shown(_printed(command, folder), shown)}"
        for command, shown in _examples(block)
    )


def _examples(block: str) -> Iterator[tuple[str, str]]:
    for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = example.partition("\n")
        yield command, shown


def _printed(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{ENVIRONMENT.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**ENVIRONMENT, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode == NOT_FOUND:
        raise SystemExit(done.stdout)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.strip("\n").splitlines())


def _shown(printed: str, before: str) -> str:
    """What the page shows of it: what it showed before, where that still fits its gaps."""
    lines = before.splitlines()
    if not any(map(LEFT_OUT.fullmatch, lines)):
        return printed
    pattern = "".join(
        r"(?:.*\n)*?" if LEFT_OUT.fullmatch(line) else re.escape(line) + r"\n" for line in lines
    )
    return before if re.fullmatch(pattern, printed) else printed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="change nothing; 1 if anything would")
    asked = parser.parse_args()
    stale = []
    for path in asked.pages:
        before = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            _printed("trucewatch demo", Path(folder))
            after = filled(before, Path(folder))
        if after != before:
            stale.append(path)
            print(f"{path}: the examples print something else now")
            if not asked.check:
                path.write_text(after, encoding="utf-8")
    return int(asked.check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())
