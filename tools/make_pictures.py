"""Make the README's pictures from the demo's record: the board, and the top of a brief.

    python tools/make_pictures.py

Needs the program chromium, and the PyPI packages playwright and pillow.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright
from rich.console import Console

from trucewatch.cli.demo import DEMO_DAY
from trucewatch.pipeline import answer
from trucewatch.publication.board import board
from trucewatch.publication.board_table import render_board
from trucewatch.reference.dossier import load_reference
from trucewatch.store.record import open_record

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
BOARD_COLUMNS = 110
BRIEF_SIZE = ViewportSize(width=1200, height=900)
# Fewer, and the links lose their blue.
COLOURS = 256
# What rich would have the picture fetch.
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def board_picture(record: Path) -> str:
    """The board as known on the demo's day, as SVG."""
    reference = load_reference()
    with open_record(record) as store:
        made = answer(store, reference, as_of=DEMO_DAY)
    console = Console(
        width=BOARD_COLUMNS,
        file=io.StringIO(),
        record=True,
        highlight=False,
    )
    console.print(render_board(board(made.findings, made.records, reference)))
    picture = console.export_svg(title="trucewatch status", unique_id="trucewatch")
    return FONT.sub("", picture)


def brief_picture(page: Path) -> Image.Image:
    """The top of the page, as a reader with a light screen sees it."""
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is not on the path; the Debian package chromium brings it")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
        opened = browser.new_page(viewport=BRIEF_SIZE, color_scheme="light")
        opened.goto(page.as_uri())
        shot = Image.open(io.BytesIO(opened.screenshot()))
        browser.close()
    return shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        demo = Path(name)
        command = [sys.executable, "-m", "trucewatch", "demo", "--dir", name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (PICTURES / "board.svg").write_text(board_picture(demo / "demo.db"), encoding="utf-8")
        brief_picture(demo / "brief.html").save(PICTURES / "brief.png", optimize=True)


if __name__ == "__main__":
    main()
