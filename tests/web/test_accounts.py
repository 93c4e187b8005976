"""A team's accounts over real HTTP: who is let in, what each role may, and what is kept of it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx2
import pytest
from click.testing import CliRunner

from trucewatch.cli import commands
from trucewatch.errors import BadInput, NotLetIn, TooManyTries
from trucewatch.reference.reference import Reference
from trucewatch.team.accounts import IDLE, LONGEST, NOTED, TRIES_MAX, open_team, team_beside
from trucewatch.web.app import make_app

PASSWORD = "seven slow herons"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACCOUNTS = {"Rita": "reader", "Viktor": "reviewer", "Amal": "admin"}
SIGNED = {"by": "Somebody Else", "why": "one market"}


@pytest.fixture
def team(witnessed):
    team = open_team(team_beside(witnessed))
    for name, role in ACCOUNTS.items():
        team.add(name, role, PASSWORD, by="test", at=NOON)
    yield team
    team.close()


@pytest.fixture
def visit(served, witnessed, team, send):
    """A client of the team's server, logged in under a name or not at all."""
    pages = served(witnessed, team)

    def visited(name: str | None = None) -> httpx2.Client:
        client = httpx2.Client(base_url=pages.base_url, timeout=60)
        if name:
            came = send(client, "/login", "/session", name=name, password=PASSWORD)
            assert came.status_code == 303
        return client

    return visited


def a_pair(client: httpx2.Client) -> dict[str, str]:
    claims = [
        claim["id"]
        for report in client.get("/api/reports").json()["reports"]
        for claim in client.get(f"/api/reports/{report['ref']}").json()["claims"]
        if claim["kind"] == "incident"
    ]
    return {"one": claims[0], "other": claims[-1], "what": "different"}


def test_nothing_is_shown_to_who_is_not_logged_in(visit, witnessed, team):
    stranger = visit()
    for route in make_app(witnessed, Reference(dossiers=()), team).routes:
        if "GET" in route.methods and not route.path.startswith(("/static", "/login")):
            answer = stranger.get(route.path_format.replace("{", "").replace("}", ""))
            assert answer.status_code in (303, 401), route.path
            assert "Saraqib" not in answer.text


def test_after_logging_in_one_is_where_one_wanted_to_be(visit, send):
    stranger = visit()
    asked = stranger.get("/talks")
    assert asked.headers["location"] == "/login?next=/talks"

    came = send(
        stranger,
        asked.headers["location"],
        "/session",
        name="Rita",
        password=PASSWORD,
        next="/talks",
    )

    assert came.headers["location"] == "/talks"
    assert stranger.get("/talks").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//a.org", "/\\a.org", ""])
def test_logging_in_leads_to_no_other_site(visit, send, elsewhere):
    came = send(visit(), "/login", "/session", name="Rita", password=PASSWORD, next=elsewhere)
    assert came.headers["location"] == "/"


def test_no_script_and_no_other_site_gets_at_a_session(visit, send):
    came = send(visit(), "/login", "/session", name="Rita", password=PASSWORD)
    cookie = came.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(visit, send):
    wrong = send(visit(), "/login", "/session", name="Rita", password="a wrong password")
    unknown = send(visit(), "/login", "/session", name="Nobody", password=PASSWORD)
    assert (wrong.status_code, wrong.text) == (unknown.status_code, unknown.text)
    assert wrong.status_code == 401


def test_guessing_is_stopped(visit, send):
    stranger = visit()
    for _ in range(TRIES_MAX["name and address"]):
        send(stranger, "/login", "/session", name="Rita", password="a wrong password")

    answer = send(stranger, "/login", "/session", name="Rita", password=PASSWORD)

    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


def test_guessing_may_go_on_after_a_while(team):
    for _ in range(TRIES_MAX["name and address"]):
        with pytest.raises(NotLetIn):
            team.login("Rita", "a wrong password", address="192.0.2.1", at=NOON)
    with pytest.raises(TooManyTries):
        team.login("Rita", PASSWORD, address="192.0.2.1", at=NOON)

    assert team.login("Rita", PASSWORD, address="192.0.2.2", at=NOON)
    assert team.login("Rita", PASSWORD, address="192.0.2.1", at=NOON + timedelta(minutes=16))


def test_a_session_ends_by_itself_and_with_the_role_it_was_opened_in(team):
    token = team.login("Rita", PASSWORD, address="", at=NOON)
    assert team.account_of(token, NOON).role == "reader"
    assert team.account_of(token, NOON + IDLE) is None

    team.give_role("Rita", "reviewer", by="test", at=NOON)
    assert team.account_of(token, NOON) is None


def test_a_session_goes_on_as_long_as_it_is_used(team):
    token = team.login("Rita", PASSWORD, address="", at=NOON)
    assert team.account_of(token, NOON + IDLE - NOTED)
    assert team.account_of(token, NOON + 2 * (IDLE - NOTED))
    assert team.account_of(token, NOON + 3 * IDLE) is None


def test_a_session_ends_at_last_however_often_it_is_used(team):
    token = team.login("Rita", PASSWORD, address="", at=NOON)
    used = [NOON + timedelta(hours=at) for at in range(int(LONGEST / timedelta(hours=1)))]
    assert all(team.account_of(token, at) for at in used)
    assert team.account_of(token, NOON + LONGEST) is None


def test_that_a_session_is_used_is_written_down_now_and_then(team):
    token = team.login("Rita", PASSWORD, address="", at=NOON)

    def ends() -> str:
        with sqlite3.connect(team.path) as plain:
            return plain.execute("SELECT ends FROM session").fetchone()[0]

    before = ends()
    assert team.account_of(token, NOON + NOTED / 2) and ends() == before
    assert team.account_of(token, NOON + NOTED) and ends() > before


def test_a_file_whose_sessions_do_not_say_when_they_were_opened_still_opens(tmp_path):
    open_team(tmp_path / "old.team.db").close()
    with sqlite3.connect(tmp_path / "old.team.db") as plain:
        plain.execute("ALTER TABLE session DROP COLUMN opened")

    with closing(open_team(tmp_path / "old.team.db")) as team:
        team.add("Rita", "reader", PASSWORD, by="test", at=NOON)
        assert team.login("Rita", PASSWORD, address="", at=NOON)


def test_a_session_that_was_left_is_of_no_use_any_more(visit, send):
    rita = visit("Rita")
    token = rita.cookies["session"]
    send(rita, "/account", "/session/end")

    again = visit()
    again.cookies.set("session", token)
    assert again.get("/api/").status_code == 401


def test_the_account_signs_whatever_name_the_form_says(visit, send):
    viktor = visit("Viktor")
    pair = a_pair(viktor)
    assert send(viktor, "/account", "/review/judge", **pair, **SIGNED).status_code == 303
    [decided] = viktor.get("/api/review").json()["decided"]
    assert decided["by"] == "Viktor"


def test_a_reader_reads_and_decides_nothing(visit, send):
    rita = visit("Rita")
    ref = rita.get("/api/reports").json()["reports"][0]["ref"]

    assert rita.get("/review").status_code == 200
    assert rita.get(f"/reports/{ref}/written").status_code == 403
    for path, form in {
        "/review/judge": a_pair(rita),
        f"/reports/{ref}/redact": {"words": "Nabil"},
        f"/reports/{ref}/restrict": {},
    }.items():
        assert send(rita, "/account", path, **form, **SIGNED).status_code == 403
    assert rita.get("/api/review").json()["decided"] == []


def test_every_form_but_those_of_the_account_itself_is_for_reviewers(visit, witnessed, team, send):
    rita = visit("Rita")
    for route in make_app(witnessed, Reference(dossiers=()), team).routes:
        if "POST" in route.methods and not route.path.startswith(("/session", "/account")):
            path = route.path_format.replace("{", "").replace("}", "")
            assert send(rita, "/account", path, **SIGNED).status_code == 403, path


def test_a_reviewer_reads_what_is_withheld_and_it_is_noted(visit, send):
    viktor, rita, amal = visit("Viktor"), visit("Rita"), visit("Amal")
    ref = next(
        r["ref"] for r in viktor.get("/api/reports").json()["reports"] if r["title"] == "Astana"
    )
    send(viktor, f"/reports/{ref}", f"/reports/{ref}/restrict", why="in confidence")

    assert "Nabil" in viktor.get(f"/reports/{ref}/written").text
    assert "Nabil" not in rita.get(f"/reports/{ref}").text
    done = [(each["who"], each["did"]) for each in amal.get("/api/account").json()["deeds"]]
    assert ("Viktor", "read as it was written") in done
    assert ("Viktor", "restricted a report") in done


def test_only_an_admin_sees_the_log(visit):
    assert visit("Viktor").get("/api/account").json()["deeds"] == []
    log = visit("Amal").get("/api/account").json()["deeds"]
    assert ("Viktor", "logged in") in [(each["who"], each["did"]) for each in log]


def test_a_person_changes_their_own_password_and_is_asked_for_the_old_one(visit, send):
    rita, new = visit("Rita"), "nine quick otters"
    wrong = {"old": "a wrong password", "new": new, "again": new}
    assert send(rita, "/account", "/account/password", **wrong).status_code == 401
    assert (
        send(rita, "/account", "/account/password", **(wrong | {"old": PASSWORD})).status_code
        == 303
    )

    assert rita.get("/").status_code == 303
    assert send(rita, "/login", "/session", name="Rita", password=new).status_code == 303


def test_without_a_team_no_other_name_of_this_machine_is_answered(served, witnessed):
    answer = served(witnessed).get("/api/", headers={"host": "rebound.example.org"})
    assert answer.status_code == 400


def test_a_form_from_another_site_logs_nobody_in(visit):
    answer = visit().post("/session", data={"name": "Rita", "password": PASSWORD})
    assert answer.status_code == 403


def test_the_log_cannot_be_rewritten_and_holds_no_password(team):
    with pytest.raises(NotLetIn):
        team.login("Rita", "my secret of secrets", address="", at=NOON)
    with sqlite3.connect(team.path) as plain, pytest.raises(sqlite3.IntegrityError):
        plain.execute("DELETE FROM deed")
    kept = team.path.read_bytes()
    assert b"my secret" not in kept and PASSWORD.encode() not in kept


def test_the_last_admin_stays(team):
    for change in (
        lambda: team.remove("Amal", by="test", at=NOON),
        lambda: team.give_role("Amal", "reader", by="test", at=NOON),
    ):
        with pytest.raises(BadInput, match="last admin"):
            change()


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaa", "xx Rita's own password"])
def test_an_easy_password_is_refused(team, password):
    with pytest.raises(BadInput):
        team.reset("Rita", password, by="test", at=NOON)


def run(*arguments: str, given: str = "") -> str:
    done = CliRunner().invoke(commands, arguments, input=given, catch_exceptions=False)
    return done.output


def test_accounts_are_made_and_changed_on_the_command_line(witnessed):
    record = ("--record", str(witnessed))
    assert "no account yet" in run("account", "list", *record)
    run("account", "add", "Amal", "--role", "admin", *record, given=f"{PASSWORD}\n")
    run("account", "add", "Rita", *record, given=f"{PASSWORD}\n")
    run("account", "role", "Rita", "reviewer", *record)
    run("account", "reset", "Rita", *record, given="nine quick otters\n")
    assert run("account", "list", *record).splitlines() == ["admin     Amal", "reviewer  Rita"]
    run("account", "remove", "Rita", *record)

    assert run("account", "list", *record).splitlines() == ["admin     Amal"]
    assert "removed an account Rita" in run("account", "log", *record)
    assert team_beside(witnessed).stat().st_mode & 0o077 == 0


def test_no_hash_is_in_the_record_that_is_given_away(witnessed, team):
    hashes = re.findall(rb"\$argon2id\$", team.path.read_bytes())
    assert hashes and b"$argon2id$" not in witnessed.read_bytes()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_only_a_team_is_served_to_other_machines(witnessed, host):
    said = run("serve", "--host", host, "--record", str(witnessed))
    assert "--team" in said


def test_a_team_without_an_admin_is_told_to_make_one(witnessed):
    said = run("serve", "--team", "--record", str(witnessed))
    assert "trucewatch account add" in said
