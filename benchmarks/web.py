"""How long pages take under load, beside a plain query of the same file as the floor.

    python benchmarks/web.py [--claims N] [--rate N] [--seconds N] [--record FILE]

A made-up record (see record.py), or the one given, is served by a process of its own on the
loopback. It is asked for the board, the map's data and a search in turn, so many times a second,
each as soon as it is due whether or not those before it are done; the floor is one plain query of
the same words by SQLite alone, in the same run. Answers are taken as they are sent, compressed, as
unpacking them is another machine's work. Times are on the clock, the processor time is the server's
for one answer; memory is that of the server, at the beginning, in the middle and at the end.
"""

from __future__ import annotations

import argparse
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
from record import so_many, written

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.reference.dossier import load_reference
from trucewatch.store.record import open_record

PATIENCE_S = 600
WORKERS = 32
WORDS = ("shelling", "airstrike idlib", "sanaa", "donetsk clash", "killed")
FLOOR = "SELECT id FROM search WHERE search MATCH ? ORDER BY rank LIMIT 100"


def made(path: Path, claims: int) -> None:
    """A derived record with about that many claims."""
    written(path, so_many(claims)[0])
    with open_record(path) as store:
        bring_up_to_date(store, load_reference(), jobs=2)


def served(path: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "trucewatch", "serve", "--record", str(path)]
    return subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answered(client: httpx2.Client, path: str) -> float:
    """Seconds until the first answer, which works out what later ones go by."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_S:
        try:
            client.get(path).raise_for_status()
            return time.monotonic() - began
        except httpx2.ConnectError:
            time.sleep(0.2)
    raise SystemExit(f"{path} has not answered in {PATIENCE_S} s")


def asked(client: httpx2.Client, path: str, due: float) -> float:
    """Milliseconds from when it was due: a queue counts."""
    with client.stream("GET", path) as answer:
        answer.raise_for_status()
        for _ in answer.iter_raw():
            pass
    return (time.monotonic() - due) * 1000


def turns() -> Iterator[tuple[str, str]]:
    number = 0
    while True:
        yield "board", "/"
        yield "map", "/api/map"
        yield "search", f"/search?q={WORDS[number % len(WORDS)]}"
        number += 1


def under_load(
    client: httpx2.Client, rate: int, seconds: int, memory: Callable[[], float]
) -> tuple[dict[str, list[float]], list[float]]:
    times: dict[str, list[float]] = {}
    resident = [memory()]
    waiting = []
    began = time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        for number, (name, path) in zip(range(rate * seconds), turns(), strict=False):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            waiting.append((name, pool.submit(asked, client, path, due)))
            if number == rate * seconds // 2:
                resident.append(memory())
        for name, done in waiting:
            times.setdefault(name, []).append(done.result())
    return times, [*resident, memory()]


def floor(path: Path, times: int = 200) -> list[float]:
    """The search's own query, on a connection of its own each time."""
    found = []
    for number in range(times):
        began = time.monotonic()
        connection = sqlite3.connect(path)
        words = WORDS[number % len(WORDS)].split()
        connection.execute(FLOOR, [" AND ".join(f'"{word}"' for word in words)]).fetchall()
        connection.close()
        found.append((time.monotonic() - began) * 1000)
    return found


def resident_mb(process: subprocess.Popen[bytes]) -> float:
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def processor_s(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, times: list[float]) -> str:
    p50, p95 = (statistics.quantiles(times, n=100)[at] for at in (49, 94))
    return f"  {name:8} {len(times):6,} asked  p50 {p50:8,.1f} ms  p95 {p95:8,.1f} ms"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--rate", type=int, default=50)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--record", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.record or Path(folder) / "record.db"
        if chosen.record is None:
            made(path, chosen.claims)
        measured(path, chosen.rate, chosen.seconds)


def measured(path: Path, rate: int, seconds: int) -> None:
    port = free_port()
    process = served(path, port)
    try:
        # The server closes what is idle for five seconds; what is older is not used again.
        kept = httpx2.Limits(keepalive_expiry=2)
        address = f"http://127.0.0.1:{port}"
        with httpx2.Client(base_url=address, timeout=PATIENCE_S, limits=kept) as client:
            first = answered(client, "/")
            drawn = client.get("/api/map").json()
            shown = len(drawn["incidents"]["id"])
            incidents = shown + drawn["unplaced"] + drawn["not_shown"]
            said = f"{incidents:,} incidents, {shown:,} of them on the map"
            print(f"{said}; first answer after {first:,.1f} s", flush=True)
            before = processor_s(process)
            times, resident = under_load(client, rate, seconds, lambda: resident_mb(process))
            each_ms = (processor_s(process) - before) * 1000 / (rate * seconds)
    finally:
        process.terminate()
        process.wait()
    print(f"{rate} asked a second for {seconds} s; {each_ms:,.1f} ms of processor time each")
    for name, found in times.items():
        print(told(name, found))
    print(told("floor", floor(path)))
    print(f"  memory   {', '.join(f'{each:,.0f}' for each in resident)} MB")


if __name__ == "__main__":
    main()
