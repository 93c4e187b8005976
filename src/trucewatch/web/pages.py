"""Every page: its path, its template and its view."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from trucewatch.web.twins import kept_twins, twins
from trucewatch.web.views.actors import actor_view, actors_view
from trucewatch.web.views.agreements import agreement_view, agreements_view
from trucewatch.web.views.board import board_view
from trucewatch.web.views.briefs import brief_view, briefs_view, editor_view, saved_view
from trucewatch.web.views.changes import changes_view
from trucewatch.web.views.counting import monitors_chart, monitors_view, totals_view
from trucewatch.web.views.glossary import glossary_view
from trucewatch.web.views.incidents import incident_view
from trucewatch.web.views.map import map_view
from trucewatch.web.views.reports import report_view, reports_view
from trucewatch.web.views.review import review_view
from trucewatch.web.views.search import search_view
from trucewatch.web.views.sources import source_view, sources_view
from trucewatch.web.views.talks import talks_view
from trucewatch.web.views.trace import trace_view
from trucewatch.web.views.watching import alerts_feed, alerts_view, obligations_view
from trucewatch.web.views.zones import zone_view


def pages() -> list[HTTPRouteHandler]:
    return [
        *kept_twins("/", "board.html.j2", board_view),
        *twins("/changes", "changes.html.j2", changes_view),
        *twins("/zones/{dossier:str}/{zone:str}", "zone.html.j2", zone_view),
        *twins("/incidents/{incident:str}", "incident.html.j2", incident_view),
        *kept_twins("/map", "map.html.j2", map_view),
        *twins("/talks", "talks.html.j2", talks_view),
        *twins("/agreements", "agreements.html.j2", agreements_view),
        *twins("/agreements/{dossier:str}/{agreement:str}", "agreement.html.j2", agreement_view),
        *twins("/obligations", "obligations.html.j2", obligations_view),
        *twins("/alerts", "alerts.html.j2", alerts_view),
        alerts_feed,
        *kept_twins("/totals", "totals.html.j2", totals_view),
        *twins("/monitors", "monitors.html.j2", monitors_view),
        monitors_chart,
        *twins("/actors", "actors.html.j2", actors_view),
        *twins("/actors/{actor:str}", "actor.html.j2", actor_view),
        *twins("/sources", "sources.html.j2", sources_view),
        *twins("/sources/{source:path}", "source.html.j2", source_view),
        *twins("/reports", "reports.html.j2", reports_view),
        *twins("/reports/{report:str}", "report.html.j2", report_view),
        *twins("/brief", "brief_page.html.j2", brief_view),
        *twins("/briefs", "briefs.html.j2", briefs_view),
        *twins("/briefs/{version:str}", "saved_brief.html.j2", saved_view),
        *twins("/briefs/{version:str}/edit", "brief_editor.html.j2", editor_view),
        *twins("/glossary", "glossary.html.j2", glossary_view),
        *kept_twins("/search", "search.html.j2", search_view),
        *twins("/review", "review.html.j2", review_view),
        *twins("/trace/{known_as:path}", "trace.html.j2", trace_view),
    ]
