"""A team in a browser: logging in, what each role is offered, logging out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from trucewatch.team.accounts import open_team, team_beside

PASSWORD = "seven slow herons"


@pytest.fixture
def server(served, record_of, tmp_path):
    said = "An air strike on Saraqib in Idlib killed four on Tuesday, residents said."
    (tmp_path / "report.txt").write_text(said, encoding="utf-8")
    record = record_of(tmp_path / "team.db", tmp_path / "report.txt")
    team = open_team(team_beside(record))
    for name, role in {"Rita": "reader", "Amal": "admin"}.items():
        team.add(name, role, PASSWORD, by="test", at=datetime(2026, 3, 1, tzinfo=UTC))
    yield str(served(record, team).base_url)
    team.close()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 375])
def test_one_logs_in_reads_and_logs_out(chromium, server, width):
    page = chromium.new_page(base_url=server, viewport={"width": width, "height": 800})
    page.goto("/reports")
    log_in(page, "Rita", "a wrong password")
    expect(page.get_by_text("is not right")).to_be_visible()

    page.goto("/reports")
    log_in(page, "Rita")
    page.locator("main a").first.click()
    expect(page.locator(".text")).to_contain_text("Saraqib")
    expect(page.get_by_role("button", name="Redact")).to_have_count(0)

    page.get_by_role("link", name="Rita").click()
    page.wait_for_load_state()
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Log out").click()
    page.goto("/reports")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.context.close()


def test_an_admin_sees_who_did_what(chromium, server, barriers):
    page = chromium.new_page(base_url=server)
    page.goto("/account")
    expect(page.get_by_role("searchbox")).to_have_count(0)
    assert barriers(page) == []
    log_in(page, "Amal")

    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    expect(page.locator("tr", has_text="logged in")).to_contain_text("Amal")
    assert barriers(page) == []
    page.context.close()
