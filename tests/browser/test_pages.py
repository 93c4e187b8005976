"""The pages as people use them: clicks, keys, a phone, no script, a hostile report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

DESKTOP, PHONE = 1280, 375
SAMPLES = Path(__file__).parents[2] / "src" / "trucewatch" / "data" / "samples" / "syria"
PAGES = [
    *("/", "/changes", "/map", "/review", "/talks", "/reports", "/brief", "/briefs"),
    *("/zones/syria/idlib", "/trace/syria/idlib:killed", "/agreements", "/obligations"),
    *("/agreements/syria/memorandum-2017-05-04", "/actors", "/actors/russia", "/sources"),
    *("/sources/sohr", "/totals", "/monitors", "/alerts", "/search?q=idlib"),
    *("/add", "/glossary"),
]
AS_KNOWN = "as_of=2017-12-21"


@pytest.fixture
def browse(chromium, pages) -> Iterator:
    """Opens a page of the served record, and remembers what it asked for and complained of."""
    opened = []

    def visit(
        path: str, *, width: int = DESKTOP, scripts: bool = True, scheme: str = "light"
    ) -> Page:
        context = chromium.new_context(
            base_url=str(pages.base_url),
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,
        )
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        opened.append(context)
        page.goto(path, wait_until="networkidle")
        return page

    yield visit
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_and_asks_nobody_but_its_own_server(browse, pages, path, width):
    page = browse(path, width=width)

    assert page.complaints == []
    assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(str(pages.base_url)).netloc}
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_by_wcag_2_2_aa(browse, barriers, path, scheme):
    page = browse(f"{path}{'&' if '?' in path else '?'}{AS_KNOWN}", scheme=scheme)

    assert barriers(page) == []


def test_an_incident_and_its_report_are_accessible(browse, barriers):
    page = browse(f"/zones/syria/idlib?{AS_KNOWN}")
    page.locator("table.list a").first.click()
    expect(page.get_by_role("heading", name="Who says so, in their words")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="In its report").first.click()
    expect(page.locator(".text mark").first).to_be_visible()
    assert barriers(page) == []


def test_on_a_phone_a_row_is_a_card_whose_cells_are_named(browse):
    page = browse(f"/alerts?{AS_KNOWN}", width=PHONE)

    cell = page.locator("table.list tbody tr").first.locator("td").nth(2)
    shown = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert shown == '"What: "'


def test_days_are_written_as_people_write_them(browse):
    page = browse(f"/zones/syria/idlib?{AS_KNOWN}")

    expect(page.locator("table.list td").first).to_have_text("20 December 2017")


def test_a_word_of_the_zone_page_leads_to_what_it_means(browse):
    page = browse(f"/zones/syria/idlib?{AS_KNOWN}")

    page.get_by_role("link", name="Coverage", exact=True).click()
    expect(page.locator(":target")).to_have_text("coverage")


def test_from_the_board_a_click_leads_to_the_zone_and_its_incident(browse):
    page = browse(f"/?{AS_KNOWN}")

    page.get_by_role("link", name="Idlib", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Idlib")
    page.locator("table.list a").first.click()
    expect(page.get_by_role("heading", name="Who says so, in their words")).to_be_visible()
    expect(page.locator(".saying mark").first).not_to_be_empty()


def test_the_board_tells_what_changed_since_the_day_before(browse):
    page = browse(f"/?{AS_KNOWN}")

    since = page.locator("[data-filled]")
    expect(since).to_contain_text("From 20 to 21 December 2017")
    since.get_by_role("link", name="changes, and why").click()
    assert page.locator(".changes > li").count() > 4


def test_a_total_is_asked_for_and_leads_to_what_it_stands_on(browse):
    page = browse("/totals")

    page.get_by_label("where").fill("Eastern Ghouta")
    page.get_by_label("whom").select_option("civilians")
    page.get_by_role("button", name="Count").click()
    expect(page.locator(".big")).to_contain_text("civilians killed documented in Eastern Ghouta")
    page.locator("h2:text('It stands on') + div a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Where it comes from")


def test_from_a_zone_a_reader_gets_to_its_agreement_its_guarantor_and_a_source(browse):
    page = browse(f"/zones/syria/idlib?{AS_KNOWN}")

    page.get_by_role("link", name="Memorandum on the creation").first.click()
    expect(page.get_by_role("heading", name="Fighting stops inside the zones")).to_be_visible()
    page.get_by_role("link", name="Russia").first.click()
    expect(page.get_by_role("heading", name="What it is said to have done")).to_be_visible()
    page.locator("table a[href^='/sources/']").first.click()
    expect(page.locator(".saying").first).to_be_visible()


def test_a_slash_a_word_and_enter_find_a_report(browse):
    page = browse("/talks")

    page.keyboard.press("/")
    page.keyboard.type("shurin")
    page.keyboard.press("Enter")
    expect(page.locator(".hit mark").first).to_have_text("Shurin")
    page.locator(".hit a").first.click()
    expect(page.get_by_role("heading", name="What was read in it")).to_be_visible()


def test_asking_for_a_day_shows_the_board_of_that_day(browse):
    page = browse("/")
    latest = page.locator(".head .soft").first.inner_text()

    page.get_by_label("as known on").fill("2017-12-21")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".note")).to_contain_text("21 December 2017")
    assert page.locator(".head .soft").first.inner_text() != latest


def test_the_map_has_its_zones_its_incidents_and_its_reaches(browse, pages):
    known = pages.get("/api/map").json()
    page = browse("/map")

    drawn = page.locator("#map[data-ready=yes]")
    expect(drawn).to_have_attribute("data-zones", str(len(known["zones"])))
    expect(drawn).to_have_attribute("data-shown", str(len(known["incidents"]["id"])))
    assert int(drawn.get_attribute("data-reaches")) > 0


def test_the_timeline_narrows_the_map(browse):
    page = browse("/map")
    drawn = page.locator("#map[data-ready=yes]")
    before = int(drawn.get_attribute("data-shown"))

    first = page.locator("#first")
    first.focus()
    page.keyboard.press("End")

    expect(drawn).not_to_have_attribute("data-shown", str(before))
    assert int(drawn.get_attribute("data-shown")) < before


def test_what_the_map_shows_is_what_the_timeline_is_dark_for(browse):
    page = browse("/map")
    drawn = page.locator("#map[data-ready=yes]")
    before = int(drawn.get_attribute("data-seen"))

    page.evaluate("map.setZoom(map.getZoom() + 4, { animate: false })")

    assert int(drawn.get_attribute("data-seen")) < before


def test_a_filter_takes_others_off_the_map(browse, pages):
    incidents = pages.get("/api/map").json()["incidents"]
    strikes = [incidents["words"][each] for each in incidents["what"]].count("an air strike")
    page = browse("/map")

    page.locator("#by-what").select_option(label="an air strike")
    expect(page.locator("#map")).to_have_attribute("data-shown", str(strikes))


def test_a_click_on_the_map_tells_of_overlapping_zones(browse):
    page = browse("/map")
    page.evaluate("tell({ latlng: { lat: 32.8, lng: 36.1 }, containerPoint: { x: -9, y: -9 } })")

    expect(page.get_by_role("heading", name="Zones here, which overlap")).to_be_visible()
    assert page.locator("#here li").count() >= 2


def test_sliding_to_an_earlier_day_takes_what_was_not_known_off_the_map(browse):
    page = browse("/map")
    drawn = page.locator("#map[data-ready=yes]")
    before = int(drawn.get_attribute("data-shown"))

    page.locator("#known").focus()
    with page.expect_response("**/api/map?as_of=*"):
        page.keyboard.press("Home")

    page.wait_for_function(f"document.getElementById('map').dataset.shown < {before}")


def test_a_quote_in_a_report_leads_to_what_was_read_from_it(browse, pages):
    ref = next(r["ref"] for r in pages.get("/api/reports").json()["reports"] if r["claims"])
    page = browse(f"/reports/{ref}")

    page.locator("mark").first.click()

    assert page.evaluate("document.activeElement.classList.contains('read')")


def test_without_scripts_every_zone_is_still_read(browse):
    page = browse("/", scripts=False)

    page.get_by_role("link", name="Idlib", exact=True).click()
    expect(page.get_by_role("heading", name="Violations")).to_be_visible()


def test_markup_in_a_report_is_not_run(browse, chromium, served, record_of, tmp_path):
    hostile = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
    report = {"title": hostile, "outlet": hostile, "published": "2017-12-20"}
    report["text"] = f"An air strike killed 19 people in Ariha on Tuesday. {hostile}"
    (tmp_path / "hostile.json").write_text(json.dumps(report), encoding="utf-8")
    pages = served(record_of(tmp_path / "hostile.db", tmp_path / "hostile.json"))
    ref = pages.get("/api/reports").json()["reports"][0]["ref"]

    page = chromium.new_page(base_url=str(pages.base_url))
    for path in ("/", "/map", "/reports", f"/reports/{ref}"):
        page.goto(path, wait_until="networkidle")
        assert page.title() != "run"
    page.close()


def waiting(pages) -> list[tuple[str, str]]:
    """The pairs of claims at the desk that nobody has decided, by their ids."""
    pairs = pages.get("/api/review").json()["pairs"]
    return [(each["left"]["claim"]["id"], each["right"]["claim"]["id"]) for each in pairs]


def test_two_claims_are_judged_and_the_judgement_undone(chromium, served, record_of, tmp_path):
    pages = served(record_of(tmp_path / "desk.db", SAMPLES))
    page = chromium.new_page(base_url=str(pages.base_url))
    page.goto("/review")
    before = waiting(pages)

    page.locator("#pair-1").focus()
    page.keyboard.press("d")
    page.keyboard.type("Amal Haddad")
    page.keyboard.press("Tab")
    page.keyboard.type("two markets")
    page.keyboard.press("Enter")
    expect(page.get_by_text("two markets")).to_be_visible()
    assert before[0] not in waiting(pages)

    undo = page.locator("article", has_text="two markets").locator("form")
    undo.get_by_label("Reason").fill("a map shows one")
    undo.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("a map shows one").first).to_be_visible()
    assert waiting(pages) == before
    page.close()


def test_a_decision_from_another_site_is_refused(pages):
    claim = pages.get("/api/review").json()["pairs"][0]
    sides = {"one": claim["left"]["claim"]["id"], "other": claim["right"]["claim"]["id"]}

    signed = {"what": "same", "by": "Eve", "why": "because"}

    answer = pages.post("/review/judge", data={**sides, **signed})

    assert answer.status_code == 403


def test_a_brief_is_saved_worded_anew_and_shown_with_the_record_beside(
    chromium, served, record_of, barriers, tmp_path
):
    pages = served(record_of(tmp_path / "briefs.db", SAMPLES))
    page = chromium.new_page(base_url=str(pages.base_url))
    page.goto(f"/brief?{AS_KNOWN}")

    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Save and edit").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("textbox", name="sentence 1").first.fill("In our words.")
    page.get_by_role("button", name="Save as the next version").click()

    expect(page.locator(".brief")).to_contain_text("In our words.")
    expect(page.get_by_role("heading", name="The record says otherwise today")).to_be_visible()
    assert barriers(page) == []
    page.close()
