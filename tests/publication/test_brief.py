"""The brief: traceable, escaped, the same every time."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from trucewatch.errors import NotFound, UngroundedClaim
from trucewatch.model.claim import IncidentClaim, identified
from trucewatch.model.finding import Findings
from trucewatch.model.record import Figure, Incident, PlannedDate, Round, Toll
from trucewatch.model.report import Report
from trucewatch.model.values import Period, PlaceMention, Range
from trucewatch.publication.brief import brief
from trucewatch.publication.footnotes import marks
from trucewatch.publication.meetings import outcome_words
from trucewatch.publication.names import named
from trucewatch.publication.sentences import Row, Sentence
from trucewatch.publication.talks import talks
from trucewatch.publication.written.html import to_html
from trucewatch.publication.written.markdown import to_markdown
from trucewatch.reference.reference import Reference

START, END = date(2017, 11, 24), date(2017, 12, 21)
DATES = re.compile(r"\b(\d+ (to|and) )?\d* ?(January|June|May|November|December) (\d{4}|and|to)\b")


@pytest.fixture(scope="module")
def made(findings, records, claims, reports, reference):
    return brief(findings, records, claims, reports, reference, start=START, end=END)


def sentences(made, title: str):
    return [
        sentence
        for part in made.parts
        for section in part.sections
        if title in section.title
        for sentence in section.sentences
    ]


def table_of(made, title: str):
    [table] = [s.table for part in made.parts for s in part.sections if s.title == title]
    return table


def everything(made):
    return [*sentences(made, "")]


def shellings(count: int):
    """That many shellings of one village, each with its claim, and their report."""
    text = " ".join(f"Shell {n} killed {n} people in Rastan." for n in range(1, count + 1))
    report = Report(id="many", text=text, outlet="Desk", published=date(2017, 12, 1))
    place = PlaceMention("Rastan")
    claims, incidents = {}, []
    for number, quote in enumerate(re.findall(r"Shell [^.]*\.", text), start=1):
        claim = identified(
            IncidentClaim(report=report.ref, reader="x", quote=quote, type="shelling")
        )
        toll = Toll(claimant="Desk", value=Range(number, number), claim=claim.id)
        claims[claim.id] = claim
        incidents.append(
            Incident(
                id=f"i-{number:012d}",
                type="shelling",
                occurred=Period(date(2017, 12, 1), date(2017, 12, 1)),
                place=place,
                killed=Figure(low=number, best=number, high=number, rule="only", tolls=(toll,)),
                claimants=("Desk",),
                claims=(claim.id,),
                reports=(report.ref,),
            )
        )
    return tuple(incidents), claims, {report.ref: report}


def test_a_sentence_needs_something_to_stand_on():
    with pytest.raises(UngroundedClaim, match="stands behind"):
        Sentence(text="14 people died.")
    with pytest.raises(UngroundedClaim, match="row"):
        Row(cells=("14",), claims=())
    assert Sentence(text="The memorandum is in force.", reference=("agreement:a",))


def test_every_footnote_quotes_its_report_exactly(made, claims, reports):
    noted = [note for note in made.footnotes if note.ref in claims]
    assert noted
    for note in noted:
        report = reports[claims[note.ref].report]
        assert all(quote in report.text for quote in (note.quote, *note.further))


def test_every_figure_of_what_happened_is_in_a_claim_it_is_noted_with(made, claims):
    told = [s for section in made.parts[0].sections for s in section.sentences]
    for sentence in told:
        figures = {int(each) for each in re.findall(r"\d+", DATES.sub("", sentence.text))}
        known = {
            each
            for claim in sentence.claims
            for each in map(int, re.findall(rb"\d+", msgspec.json.encode(claims[claim])))
        }
        slipped = {6} if "date first planned" in sentence.text else set()
        assert figures - slipped <= known, sentence.text


def test_every_sentence_has_a_mark_and_every_mark_a_note(made):
    numbers = {note.ref for note in made.footnotes}
    assert all(marks(sentence) and set(marks(sentence)) <= numbers for sentence in everything(made))


def test_rival_tolls_stay_a_range_with_their_claimants(made):
    (raids,) = [s.text for s in sentences(made, "Idlib") if "air strike" in s.text.casefold()]
    assert "killed between 14 and 19 people, 7 of them children" in raids
    assert "19 (Syrian Observatory), 14 (state television)" in raids
    assert "that the air force did it is denied by state television" in raids.casefold()


def test_a_tally_keeps_its_bound_and_is_not_added_to_incidents(made):
    (tally,) = [s.text for s in sentences(made, "Ghouta") if "civilians were killed" in s.text]
    assert tally.startswith("At least 200 civilians were killed by air strikes")
    assert tally.endswith("according to the Syrian Observatory.")


def test_two_monitors_counts_stay_two(made):
    [counts] = [s for part in made.parts for s in part.sections if s.title == "Monitors' counts"]
    told = " ".join(row.cells[2] for row in counts.table.rows)
    assert sorted(re.findall(r"\d+(?=;|$| )", told)) == ["12", "8"]
    assert all(row.claims for row in counts.table.rows)


def test_monitors_counts_are_drawn_with_what_they_say(made):
    assert '<figure class="monitor-chart"><svg class="monitors" role="img"' in to_html(made)
    assert "the table gives every number" in to_markdown(made)


def test_comment_answers_in_its_heading_and_says_why(made):
    [because, *others] = sentences(made, "Idlib: strained or not holding")
    assert because.text == "One incident with at least 10 civilians killed."
    assert "rule:6" in because.reference
    said = " ".join(sentence.text for sentence in others)
    assert "The trend is worsening against the 28 days before." in said
    assert "one contested violation" in said
    assert "at least 14 killed" in said


def test_standing_is_said_once_for_an_agreement(made):
    [standing] = sentences(made, "The agreements")
    assert "guaranteed by Russia, Iran and Turkey, was in force on 21 December" in standing.text


def test_the_top_of_the_page_answers_for_each_zone(made):
    ghouta, idlib = made.at_a_glance
    assert idlib.row.cells[:2] == ("Idlib", "! strained or not holding")
    assert "at least 200" in ghouta.row.cells
    top = to_markdown(made).partition("## 1 What happened")[0]
    assert "| Idlib | \\! strained or not holding | in force | worsening | 1 |" in top
    assert "Key to the days" in top


def test_what_holds_for_several_zones_is_said_once(made):
    texts = [sentence.text for sentence in everything(made)]
    assert len(texts) == len(set(texts))


def test_a_guarantor_that_backs_hostilities_is_named(made):
    russia, others = (sentence.text for sentence in sentences(made, "The guarantors"))
    assert russia.startswith("Russia guarantees the memorandum on")
    assert "is said to back hostilities in Idlib" in russia
    assert "Iran or Turkey" in others


def test_the_guarantors_stand_zone_by_zone_those_of_whom_nothing_is_said_too(made):
    table = table_of(made, "The guarantors")
    assert [row.cells for row in table.rows] == [
        ("Idlib", "—", "Russia", "Iran and Turkey"),
        ("Eastern Ghouta", "—", "—", "Russia, Iran and Turkey"),
    ]


def test_alerts_of_which_the_same_is_told_stand_together(made):
    [alert] = sentences(made, "What calls for a look")
    assert alert.text.startswith("15 December 2017, gone unobserved, Idlib and Eastern Ghouta: No")


def test_obligations_of_these_days_are_told_with_their_reason(made):
    met, unknown = (each.text for each in sentences(made, "Obligations and deadlines"))
    assert met.endswith("owed by Russia, Iran and Turkey. It was held on 21 December 2017.")
    assert unknown.startswith("Passed, and not known whether it was met: “maps of the zones”")
    [russia, *_] = table_of(made, "Obligations and deadlines").rows
    assert russia.cells == ("Russia", "2", "1", "0", "1", "1 round attended")


def test_ground_gained_is_answered_zone_by_zone_with_what_could_not_be_seen(made):
    title = "Were the zones used to gain ground?"
    idlib, ghouta = (sentence.text for sentence in sentences(made, title))
    assert idlib.startswith("Idlib, since 6 May 2017: yes. One place inside changed hands")
    assert ghouta.startswith("Eastern Ghouta, since 6 May 2017: could not be seen.")
    [row] = table_of(made, title).rows
    assert row.cells[:3] == ("Sinjar", "Idlib, inside", "2017-12-15")
    assert row.cells[3:] == ("Russia", "Turkey (dossier)", "By force", "none named")


@pytest.mark.parametrize(
    ("outcome", "is_told"),
    [("with the zones at the top of the agenda", True), ("no deal", False), ("talk " * 60, False)],
)
def test_an_outcome_that_is_a_scrap_or_a_passage_is_left_out(outcome, is_told, records):
    astana = next(each for each in records if each.id == "k-a57a00000008")
    told = outcome_words(msgspec.structs.replace(astana, outcomes=(outcome,)))
    assert bool(told) == is_told


def test_a_count_for_the_country_is_told_as_countrywide(records, claims, reports, reference):
    syria = PlaceMention("Syria", "geonames:163843", 35.0, 38.0, "country", country="SY")
    [tally] = [each for each in records if each.id == "t-9404a0000001"]
    wide = msgspec.structs.replace(tally, place=syria)
    dossier = msgspec.structs.replace(reference.dossiers[0], countries=("SY",))
    told = brief(Findings(), (wide,), claims, reports, Reference((dossier,)), start=START, end=END)
    [sentence] = sentences(told, "Countrywide")
    assert "killed by air strikes countrywide between 1 November" in sentence.text


def test_unobserved_days_are_not_quiet_days(made):
    html, markdown = to_html(made), to_markdown(made)
    assert "17 days quiet while observed and 10 days unobserved" in html
    assert "`??????????··············V···`" in markdown


def test_many_incidents_go_to_a_table_with_the_deadliest_in_words(reference):
    incidents, claims, reports = shellings(9)
    told = brief(Findings(), incidents, claims, reports, reference, start=START, end=END)
    (section,) = [s for s in told.parts[0].sections if s.table]
    assert len(section.table.rows) == 9
    assert "three more are in the table" in section.sentences[-1].text
    assert "| Day | Place | What |" in to_markdown(told)


def test_without_reports_the_brief_says_so_first(findings, records, claims, reference):
    told = brief(findings, records, claims, {}, reference, start=START, end=END)
    first = told.parts[0].sections[0]
    assert "holds no report published between 24 November and" in first.sentences[0].text
    assert to_markdown(told) and to_html(told)


def test_an_empty_record_still_makes_a_brief():
    told = brief(Findings(), (), {}, {}, Reference(), start=START, end=END)
    assert "holds no report" in to_markdown(told)


def test_a_brief_on_one_zone_leaves_the_others_out(findings, records, claims, reports, reference):
    told = brief(
        findings, records, claims, reports, reference, start=START, end=END, zone="syria/idlib"
    )
    assert "Douma" not in to_markdown(told) and "Idlib Province" in to_markdown(told)
    with pytest.raises(NotFound, match="known: syria/eastern-ghouta, syria/idlib"):
        brief(findings, records, claims, reports, reference, start=START, end=END, zone="nowhere")


def test_the_same_record_gives_the_same_bytes(findings, records, claims, reports, reference, made):
    shuffled = brief(
        findings,
        tuple(reversed(records)),
        dict(reversed(claims.items())),
        dict(reversed(reports.items())),
        reference,
        start=START,
        end=END,
    )
    assert to_html(shuffled) == to_html(made)
    assert to_markdown(shuffled) == to_markdown(made)


HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![i](https://evil.example/a) `b` *c* | d"
)


@pytest.fixture
def hostile(reference):
    url = 'javascript:alert("x")'
    report = Report(id="h", text=f"{HOSTILE} died.", url=url, outlet=HOSTILE, published=END)
    claim = identified(
        IncidentClaim(report=report.ref, reader="x", quote=HOSTILE, source=HOSTILE, type="other")
    )
    incident = Incident(
        id="i-000000000009",
        type="other",
        occurred=Period(END, END),
        place=PlaceMention(HOSTILE),
        claimants=(HOSTILE,),
        claims=(claim.id,),
        reports=(report.ref,),
    )
    reports = {report.ref: report}
    return brief(
        Findings(), (incident,), {claim.id: claim}, reports, reference, start=START, end=END
    )


def test_a_script_in_a_report_is_only_text_in_html(hostile):
    html = to_html(hostile)
    assert "<script" not in html and "&lt;script&gt;" in html
    assert 'href="javascript' not in html and "<img" not in html


def test_a_script_or_link_in_a_report_is_inert_in_markdown(hostile):
    markdown = to_markdown(hostile)
    assert "<script" not in markdown and "&lt;script&gt;" in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown) and "https://" not in markdown
    assert r"\[x\](javascript" in markdown and r"\`b\` \*c\* \| d" in markdown


def test_the_page_fetches_nothing_and_runs_nothing(made):
    html = to_html(made)
    assert "default-src 'none'" in html
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", html)
    assert 'role="img"' in html and "<desc" in html


def test_a_comment_without_a_verdict_says_why(records, claims, reports, reference):
    told = {"start": START, "end": END, "unread": 1, "no_verdict": "No dossier covers it."}
    none = brief(Findings(), records, claims, reports, reference, **told)
    [sentence] = sentences(none, "No verdict")
    assert sentence.text == "No zone has a verdict in these days. No dossier covers it."
    assert "1 report could not be read (language)" in to_markdown(none)


def test_a_zone_without_a_verdict_is_told_by_its_name(records, claims, reports, reference):
    none = brief(
        Findings(), records, claims, reports, reference, start=START, end=END, zone="syria/idlib"
    )
    [sentence] = sentences(none, "No verdict")
    assert sentence.text.startswith("Idlib has no verdict in these days.")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Residents of Omdurman", "residents of Omdurman"),
        ("Witnesses", "witnesses"),
        ("Local Coordination Committees", "Local Coordination Committees"),
        ("Doctors Without Borders", "Doctors Without Borders"),
    ],
)
def test_people_without_a_name_lose_the_capital_of_their_sentence(reference, written, expected):
    assert named(written, reference) == expected


def test_a_slip_from_open_days_is_at_least_that_long(records, claims, reports, reference):
    plan = PlannedDate(
        said_on=date(2017, 7, 14),
        date=Period(date(2017, 12, 1), date(2017, 12, 10), "month"),
        claim="c",
    )
    moved = tuple(
        msgspec.structs.replace(each, planned=(plan,), slipped_days=11)
        if isinstance(each, Round) and each.slipped_days
        else each
        for each in records
    )
    told = brief(Findings(), moved, claims, reports, reference, start=START, end=END)
    said = " ".join(each.text for each in everything(told))
    assert "at least 11 days after the days first planned, 1 to 10 December 2017" in said
    shown = [each for track in talks(Findings(), moved, reference).tracks for each in track.rounds]
    assert [each.planned[0].words for each in shown if each.slip_is_least] == [
        "1 to 10 December 2017"
    ]
