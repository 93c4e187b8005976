"""The brief's page as a browser shows it: wide and narrow, light and dark, printed, hostile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from trucewatch.cli import commands

WIDTHS = [1200, 390]
CONTRAST_AT_LEAST = 4.5  # WCAG 2.2, criterion 1.4.3, level AA


@dataclass
class Visit:
    """An open page, the addresses it asked for, and what the browser complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def visit(chromium) -> Iterator[Callable[..., Visit]]:
    """Opens a file in a window of that width."""
    pages = []

    def opened(path: Path, *, width: int = 1200, scheme: str = "light") -> Visit:
        size = {"width": width, "height": 900}
        pages.append(page := chromium.new_page(viewport=size, color_scheme=scheme))
        made = Visit(page)
        page.on("request", lambda request: made.asked.append(request.url))
        page.on("console", lambda said: made.complaints.append(said.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.goto(path.as_uri())
        return made

    yield opened
    for page in pages:
        page.close()


def run(*arguments: str) -> None:
    result = CliRunner().invoke(commands, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """The demo's folder, with its brief of 28 days."""
    folder = tmp_path_factory.mktemp("demo")
    run("demo", "--dir", str(folder))
    return folder


@pytest.fixture(scope="module")
def brief(demo) -> Path:
    return demo / "brief.html"


@pytest.fixture(scope="module")
def year(demo) -> Path:
    """A brief on a year of the demo's record, long enough to have wide tables."""
    page = demo / "year.html"
    days = ("--from", "2017-05-01", "--to", "2018-04-30")
    run("brief", "--record", str(demo / "demo.db"), *days, "-o", str(page))
    return page


# Room


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_overflows_sideways(visit, brief, year, width):
    for path in (brief, year):
        page = visit(path, width=width).page
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, path.name


def test_a_wide_table_scrolls_inside_its_own_box(visit, year):
    boxes = visit(year, width=390).page.locator(".table")
    sizes = boxes.evaluate_all("all => all.map(each => [each.scrollWidth, each.clientWidth])")
    assert any(needed > room for needed, room in sizes)


# Notes

LINKS = """links => links.map(link => {
  const target = document.getElementById(link.hash.slice(1));
  const note = target?.closest(".notes li");
  return {
    says: link.textContent,
    is_note: target !== null && target === note,
    number: note ? [...note.parentElement.children].indexOf(note) + 1 : null,
    leads_to: target?.hash?.slice(1) ?? null,
    stands_in: link.closest("li")?.id ?? null,
  };
})"""


def test_every_mark_leads_to_the_note_of_its_number(visit, brief, year):
    for path in (brief, year):
        marks = visit(path).page.locator("a[href^='#note-']").evaluate_all(LINKS)
        assert marks
        assert all(each["is_note"] and str(each["number"]) == each["says"] for each in marks)


def test_every_note_leads_back_to_a_mark_of_its_own(visit, brief, year):
    for path in (brief, year):
        page = visit(path).page
        backs = page.locator(".notes a.back").evaluate_all(LINKS)
        assert len(backs) == page.locator(".notes li").count() > 0
        assert all(each["leads_to"] == each["stands_in"] for each in backs)


def test_a_click_on_a_mark_shows_its_note_and_one_on_the_note_the_mark(visit, brief):
    page = visit(brief).page
    for mark in page.locator("sup a[id]").all()[::8]:
        mark.click()
        note = page.locator(f"li{mark.get_attribute('href')}")
        expect(note).to_be_in_viewport()
        background = note.evaluate("note => getComputedStyle(note).backgroundColor")
        assert background != "rgba(0, 0, 0, 0)"
        note.get_by_role("link", name="back to where").click()
        expect(mark).to_be_in_viewport()


# What a reader who does not see the page hears


def test_headings_go_down_one_level_at_a_time(visit, brief, year):
    for path in (brief, year):
        headings = visit(path).page.locator("h1, h2, h3, h4, h5, h6")
        levels = headings.evaluate_all("all => all.map(each => Number(each.tagName[1]))")
        assert levels[0] == 1 and levels.count(1) == 1 and 3 in levels
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_picture_has_a_name_and_every_day_a_title(visit, brief):
    page = visit(brief).page
    pictures = page.locator("svg, img").all()
    assert pictures
    for each in pictures:
        expect(each).to_have_role("img")
        expect(each).to_have_accessible_name(re.compile(r"\w+ .*\w+"))
    titles = page.locator("svg g > title").all_text_contents()
    assert len(titles) == page.locator("svg g").count() and all(titles)


# Light and dark

PAINTED = """() => {
  const behind = element => {
    if (element.tagName === "text") {
      const under = element.previousElementSibling;
      const fill = under ? getComputedStyle(under).fill : "none";
      const [above, below] = [element, under || element].map(each => each.getBoundingClientRect());
      const middle = [(above.left + above.right) / 2, (above.top + above.bottom) / 2];
      const isUnder = middle[0] >= below.left && middle[0] <= below.right
        && middle[1] >= below.top && middle[1] <= below.bottom;
      return fill !== "none" && isUnder ? fill : behind(element.ownerSVGElement.parentElement);
    }
    const paper = getComputedStyle(element).backgroundColor;
    return paper.endsWith(", 0)") ? behind(element.parentElement) : paper;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const ink = element.tagName === "text" ? style.fill : style.color;
    seen.push([ink, behind(element), element.tagName]);
  }
  return seen;
}"""


def luminance(colour: str) -> float:
    """Relative luminance of an opaque "rgb(…)", as WCAG 2.2 defines it."""
    assert colour.startswith("rgb("), colour
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(visit, brief, year, scheme):
    for path in (brief, year):
        painted = visit(path, scheme=scheme).page.evaluate(PAINTED)
        pairs = {(ink, paper, tag): contrast(ink, paper) for ink, paper, tag in painted}
        assert {"P", "LI", "H1", "TH", "text"} <= {tag for *_, tag in pairs}
        assert {pair: ratio for pair, ratio in pairs.items() if ratio < CONTRAST_AT_LEAST} == {}


def test_dark_is_dark(visit, brief):
    papers = [
        visit(brief, scheme=scheme).page.evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("dark", "light")
    ]
    assert luminance(papers[0]) < 0.05 < 0.8 < luminance(papers[1])


# Paper


def test_the_page_prints(visit, brief):
    printed = visit(brief).page.pdf(format="A4")
    assert printed.startswith(b"%PDF-") and printed.count(b"/Type /Page\n") > 1


# Trust

RUNS = "document.title = 'it ran'"
HOSTILE = f'<script>{RUNS}</script><img src=https://example.org/a.png onerror="{RUNS}">'


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit, brief):
    made = visit(brief)
    made.page.wait_for_load_state("networkidle")
    assert made.asked == [brief.as_uri()]
    assert made.complaints == []


@pytest.fixture
def hostile(tmp_path) -> Path:
    """A brief on one report that has markup wherever a report has words."""
    report = {
        "id": HOSTILE,
        "outlet": f"Example {HOSTILE} News",
        "title": HOSTILE,
        "published": "2017-12-21",
        "text": f"An air strike on Saraqib {HOSTILE} in Idlib killed four civilians on Tuesday.",
    }
    given, record = tmp_path / "report.json", str(tmp_path / "hostile.db")
    given.write_text(json.dumps(report))
    run("add", "--record", record, str(given))
    run("brief", "--record", record, "-o", str(tmp_path / "hostile.html"))
    return tmp_path / "hostile.html"


def test_markup_in_a_report_is_shown_and_not_run(visit, hostile):
    made = visit(hostile)
    made.page.wait_for_load_state("networkidle")
    for where in (".notes q", ".notes .ref"):
        shown = " ".join(made.page.locator(where).all_inner_texts())
        assert "<script>" in shown and "onerror" in shown
    assert made.page.locator("script, img").count() == 0
    assert made.page.title().startswith("Ceasefire brief")
    assert made.asked == [hostile.as_uri()] and made.complaints == []
