"""The desk as people use it: words withheld, decisions made, by clicks and keys."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

WITNESSED = "An air strike on Saraqib in Idlib killed four on Tuesday, Nabil Qasim, a baker, said."


@pytest.fixture
def desk(chromium, served, record_of, tmp_path):
    """A page of a record with one report that names a witness; complaints end the test."""
    (tmp_path / "report.txt").write_text(f"Reported 2017-12-21\n{WITNESSED}", encoding="utf-8")
    pages = served(record_of(tmp_path / "desk.db", tmp_path / "report.txt"))
    page = chromium.new_page(base_url=str(pages.base_url))
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/reports")
    yield page
    page.close()
    assert complaints == []


def select(page: Page, words: str) -> None:
    """Selects words in the report's text, as a mouse does."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".text"), 4);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
        }""",
        words,
    )


def test_a_name_selected_in_a_report_is_redacted_and_the_redaction_undone(desk):
    desk.locator("table.list a, main a").first.click()
    desk.wait_for_url("**/reports/r-*", wait_until="load")
    select(desk, "Nabil Qasim")
    expect(desk.get_by_label("Words to hide")).to_have_value("Nabil Qasim")

    form = desk.locator("form", has=desk.get_by_label("Words to hide"))
    form.get_by_label("Your name").fill("Amal Haddad")
    form.get_by_label("Reason").fill("a witness")
    form.get_by_role("button", name="Redact these words").click()
    expect(desk.locator(".text")).not_to_contain_text("Nabil")
    expect(desk.locator(".text")).to_contain_text("█████ █████, a baker")

    desk.get_by_role("link", name="review desk").click()
    entry = desk.locator("article", has_text="redacts words").locator("form")
    entry.get_by_label("Reason").fill("a public figure")
    entry.get_by_role("button", name="Undo").click()
    desk.get_by_role("link", name="Reports").click()
    desk.locator("main a").first.click()
    expect(desk.locator(".text")).to_contain_text("Nabil Qasim")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_pasted_text_is_added_and_what_was_read_in_it_shown(desk, width):
    desk.set_viewport_size({"width": width, "height": 800})
    if width == 375:
        desk.locator(".more summary").click()
    desk.get_by_role("link", name="Add", exact=True).click()
    desk.wait_for_load_state()
    assert desk.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    desk.get_by_label("Text").fill("Shelling of Ariha in Idlib killed seven people on Monday.")
    desk.get_by_label("published on").fill("2017-12-19")
    desk.get_by_role("button", name="Read and add").click()

    expect(desk.locator(".text mark").first).to_contain_text("Ariha")
    expect(desk.locator(".read").first).to_contain_text("7 killed")


@pytest.fixture
def review(chromium, served, record_of, tmp_path):
    """Opens the desk of one record in a browser of its own, once for each person."""
    reports = tmp_path / "report.jsonl"
    report = {"published": "2017-12-21", "text": WITNESSED}
    reports.write_text(json.dumps(report), encoding="utf-8")
    pages = served(record_of(tmp_path / "review.db", reports))
    opened = []

    def visit(name: str) -> Page:
        context = chromium.new_context(base_url=str(pages.base_url))
        context.add_cookies([{"name": "signed_by", "value": name, "url": str(pages.base_url)}])
        opened.append(context)
        page = context.new_page()
        page.goto("/review", wait_until="networkidle")
        return page

    yield visit
    for context in opened:
        context.close()


def test_a_claim_is_corrected_by_keys_alone_and_the_correction_undone(review):
    page = review("Amal")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.type("killed (")
    page.keyboard.press("Tab")
    page.keyboard.type("6")
    page.locator("#claim-1").get_by_label("Reason").fill("counted six")
    page.keyboard.press("Enter")
    expect(page.get_by_text("corrects killed")).to_be_visible()

    # The words are there before the script that listens for keys.
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.keyboard.type("counted wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_text("undone by").first).to_be_visible()


def test_of_two_reviewers_at_once_neither_loses_their_work(review):
    amal, basel = review("Amal"), review("Basel")
    for page, grade, why in ((amal, "fair", "two outlets"), (basel, "contested", "denied since")):
        item = page.locator("#claim-1")
        item.get_by_label("Grade").select_option(grade)
        item.get_by_label("Reason").fill(why)
        item.get_by_role("button", name="Set it").click()

    expect(basel.get_by_role("heading", name="Decided meanwhile")).to_be_visible()
    expect(basel.get_by_text("two outlets")).to_be_visible()
    expect(basel.get_by_text("denied since")).to_be_visible()
    basel.get_by_role("button", name="Decide it all the same").click()
    expect(basel.locator(".decided")).to_have_count(2)
