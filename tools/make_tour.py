"""Make the pictures of docs/tour.md from the demo's record: each page on a desktop and a phone.

    python tools/make_tour.py

Needs the program chromium, and the PyPI packages playwright and pillow.
"""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from trucewatch.reference.dossier import load_reference
from trucewatch.web.app import make_app

PICTURES = Path(__file__).parent.parent / "docs" / "pictures" / "tour"
SIZES = {"": ViewportSize(width=1280, height=800), "-phone": ViewportSize(width=375, height=720)}
# The demo's day: the eighth Astana round opens.
DAY = "as_of=2017-12-21"
PAGES = {
    "board": f"/?{DAY}",
    "changes": f"/changes?{DAY}",
    "zone": f"/zones/syria/idlib?{DAY}",
    "map": f"/map?{DAY}",
    "talks": f"/talks?{DAY}",
    "agreement": f"/agreements/syria/memorandum-2017-05-04?{DAY}",
    "obligations": f"/obligations?{DAY}",
    "actor": f"/actors/russia?{DAY}",
    "source": f"/sources/sohr?{DAY}",
    "totals": f"/totals?{DAY}",
    "monitors": "/monitors",
    "alerts": f"/alerts?{DAY}",
    "trace": f"/trace/syria/idlib:killed?{DAY}",
    "brief": f"/brief?{DAY}",
    "reports": f"/reports?{DAY}",
    "search": "/search?q=Khan+Sheikhoun",
    "add": "/add",
    "review": "/review",
}
# Fewer, and the links lose their blue.
COLOURS = 64


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address at which the record's pages are to be had."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(record, load_reference()), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def shoot(page: Page, name: str) -> None:
    shot = Image.open(io.BytesIO(page.screenshot()))
    few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def tour(browser: Browser, address: str) -> None:
    for ending, size in SIZES.items():
        page = browser.new_page(viewport=size, color_scheme="light", base_url=address)
        for name, path in PAGES.items():
            page.goto(path, wait_until="networkidle")
            shoot(page, f"{name}{ending}")
        page.goto(f"/zones/syria/idlib?{DAY}")
        page.locator("table.list a").first.click()
        page.wait_for_load_state("networkidle")
        shoot(page, f"incident{ending}")
        page.locator('.saying a[href^="/reports"]').first.click()
        page.wait_for_load_state("networkidle")
        shoot(page, f"report{ending}")
        page.close()


def main() -> None:
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is not on the path; the Debian package chromium brings it")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        command = [sys.executable, "-m", "trucewatch", "demo", "--dir", name]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with served(Path(name) / "demo.db") as address, sync_playwright() as player:
            browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
            tour(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
