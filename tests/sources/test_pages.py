"""A web page gives its article, and only the date that it states."""

from __future__ import annotations

import pytest

from trucewatch.sources.files import read_reports
from trucewatch.sources.pieces import ReportDefaults

HEAD = '<meta property="og:site_name" content="Field Notes"><title>Talks resume</title>'
BODY = (
    "<nav><a href='/'>Home</a></nav><article><h1>Talks resume</h1>"
    "<p>Delegations met in Astana on Thursday, and the envoy is expected on Friday.</p>"
    "<script>document.write('Nothing happened.')</script>"
    "<p>Residents of Ariha said on 3 March 2016 that two shells had fallen on the market.</p>"
    "</article><footer>Copyright 2024-02-02 Field Notes</footer>"
)


def report_of(tmp_path, head="", body=BODY, **terms):
    path = tmp_path / "page.html"
    path.write_text(f"<html lang='en'><head>{HEAD}{head}</head><body>{body}</body></html>")
    [item] = read_reports([str(path)], **terms)
    return item.report


def test_a_page_gives_its_article_title_and_outlet_without_scripts_and_menus(tmp_path):
    report = report_of(tmp_path)
    assert (report.title, report.outlet, report.language) == ("Talks resume", "Field Notes", "en")
    assert "Residents of Ariha said" in report.text
    for left_out in ("Nothing happened", "Home", "Copyright"):
        assert left_out not in report.text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2017-12-21T10:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"datePublished": "2017-12-21T08:00:00Z"}</script>',
    ],
)
def test_a_page_gives_the_date_that_it_states(tmp_path, head):
    assert str(report_of(tmp_path, head).published) == "2017-12-21"


def test_a_time_in_the_article_states_its_date(tmp_path):
    body = BODY.replace("<h1>", "<time datetime='2017-12-21T09:00'>today</time><h1>")
    assert str(report_of(tmp_path, body=body).published) == "2017-12-21"


def test_neither_a_footers_date_nor_one_told_of_is_the_day_of_publication(tmp_path):
    assert report_of(tmp_path).published is None
    said = ReportDefaults(outlet="Other Notes", url="https://example.org/1")
    report = report_of(tmp_path, defaults=said)
    assert (report.outlet, report.url) == ("Field Notes", "https://example.org/1")


def test_a_page_nested_without_end_is_refused_or_read_but_never_stops_the_rest(tmp_path):
    path, next_path = tmp_path / "deep.html", tmp_path / "next.txt"
    path.write_text("<html><body>" + "<div>" * 200_000 + "Shelling.")
    next_path.write_text("Quiet.")
    *_, last = read_reports([str(path), str(next_path)])
    assert last.report.text == "Quiet."
