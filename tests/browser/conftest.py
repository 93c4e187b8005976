"""What every page is held to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The rules of axe that stand for WCAG up to 2.2, levels A and AA.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[tuple[str, str]]]:
    """What axe finds in a page that keeps people out: the rule, and the first element."""

    def found(page: Page) -> list[tuple[str, str]]:
        # After a click the new page's words may be there before its styles are.
        page.wait_for_load_state("load")
        said = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        return [(each["id"], each["nodes"][0]["html"]) for each in said.response["violations"]]

    return found
