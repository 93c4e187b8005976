"""Work on several processes comes back in order, and what ends one of them is named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from itertools import count, islice

from trucewatch.runners import PART, PARTS_UNDER_WAY, Crash, run

# Each task is an expression, and its result is what the expression comes to.
EVALUATES = partial(partial, eval)


def results(tasks, jobs=2):
    return list(run(EVALUATES, ((task, task) for task in tasks), jobs=jobs))


def test_results_come_in_the_order_of_the_items_however_long_each_takes():
    slow_first = [f"__import__('time').sleep({0.3 if n == 0 else 0}) or {n}" for n in range(40)]
    assert [result for _, result in results(slow_first)] == list(range(40))


def test_an_item_without_a_task_keeps_its_place():
    tasks = [("a", "1"), ("nothing to do", None), ("b", "2")]
    assert list(run(EVALUATES, tasks, jobs=2)) == [("a", 1), ("nothing to do", None), ("b", 2)]
    assert list(run(EVALUATES, [], jobs=2)) == []


def test_an_item_that_ends_its_process_is_named_and_the_rest_goes_on():
    tasks = [str(n) for n in range(20)]
    tasks[5] = "__import__('os')._exit(9)"
    done = results(tasks)
    assert done[5] == (tasks[5], Crash("its process ended with code 9"))
    assert [n for n, (_, result) in enumerate(done) if result == n] == [*range(5), *range(6, 20)]


def test_an_item_that_raises_is_named_and_the_rest_goes_on():
    assert results(["1", "1 / 0", "3"]) == [
        ("1", 1),
        ("1 / 0", Crash("ZeroDivisionError: division by zero")),
        ("3", 3),
    ]


def test_only_so_many_items_are_taken_in_ahead():
    taken = []
    endless = ((n, str(n)) for n in count() if not taken.append(n))
    done = run(EVALUATES, endless, jobs=2)
    assert [item for item, _ in islice(done, 200)] == list(range(200))
    assert len(taken) <= 200 + 2 * PART * (PARTS_UNDER_WAY + 1)
    done.close()


def test_reading_with_several_processes_prints_the_same_in_the_same_order(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(
            f"Air strikes killed {n + 2} people in Ariha on Monday."
        )
    (folder / "05.txt").write_text("")
    one, three = (trucewatch("read", "--jobs", jobs, str(folder)) for jobs in ("1", "3"))
    assert one.stdout == three.stdout and one.stdout.count(b"\n") == 11
    assert one.stderr == three.stderr and b"05.txt" in one.stderr
    assert one.returncode == three.returncode == 1


def test_adding_with_several_processes_makes_the_same_record(tmp_path):
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"Shelling killed {n + 2} people in Ariha on Monday.")
    (tmp_path / "again.txt").write_text((tmp_path / "0.txt").read_text())
    files = sorted(map(str, tmp_path.glob("*.txt")))
    said = [
        trucewatch("add", "--json", "--jobs", jobs, "--record", f"{tmp_path}/{jobs}.db", *files)
        for jobs in ("1", "2")
    ]
    assert said[0].stdout == said[1].stdout and b'"added": 4' in said[0].stdout


def test_ctrl_c_ends_every_process_at_once(tmp_path):
    report = '{"text": "Air strikes killed 19 people in Ariha on Monday."}\n'
    (tmp_path / "many.jsonl").write_text(report * 20_000)
    asked = [sys.executable, "-m", "trucewatch", "read", "--jobs", "2", f"{tmp_path}/many.jsonl"]
    reading = subprocess.Popen(
        asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert reading.stdout.readline().startswith(b"{")
    os.killpg(reading.pid, signal.SIGINT)
    # This ends when no process has standard error open any more.
    _, complaint = reading.communicate(timeout=30)
    assert reading.returncode == 130 and b"Traceback" not in complaint


def trucewatch(*asked):
    return subprocess.run([sys.executable, "-m", "trucewatch", *asked], capture_output=True)
