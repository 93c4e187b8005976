"""Expressions compiled by one run are taken from the shelf by the next."""

from __future__ import annotations

import re
import sys

import pytest

from trucewatch.reference.lexicon import lexicon_of
from trucewatch.reference.shelf import Shelf

TEXT = "On Wednesday at least 19 people, seven of them children, were killed near Ariha, SANA said."


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept" / "patterns.pyc"


def shelf_with(file, *patterns):
    shelf = Shelf(file)
    for pattern in patterns:
        shelf.compiled(pattern, 0)
    shelf.keep()
    return Shelf(file)


@pytest.mark.parametrize("any_case", [False, True])
def test_an_expression_from_the_shelf_finds_what_a_new_one_finds(file, any_case):
    lexicon, flags = lexicon_of("en"), re.IGNORECASE if any_case else 0
    sources = [lexicon.pattern(name) for name in lexicon.patterns]
    first = Shelf(file)
    for source in sources:
        first.compiled(source, int(flags))
    first.keep()
    kept = Shelf(file)
    for source in sources:
        ours, plain = kept.compiled(source, int(flags)), re.compile(source, flags)
        assert (ours.flags, ours.groups, ours.groupindex) == (
            plain.flags,
            plain.groups,
            plain.groupindex,
        )
        spans = [[m.span(), m.lastgroup] for m in plain.finditer(TEXT)]
        assert [[m.span(), m.lastgroup] for m in ours.finditer(TEXT)] == spans


def test_what_was_kept_is_not_compiled_again(file):
    assert not shelf_with(file, "a(?P<b>c+)")._is_new
    kept = shelf_with(file, "a(?P<b>c+)")
    assert kept.compiled("a(?P<b>c+)", 0).search("xacc")["b"] == "cc"
    assert not kept._is_new


@pytest.mark.parametrize("content", [b"", b"not marshal", b"\xe9\x01\x00\x00\x00"])
def test_a_damaged_shelf_is_an_empty_one(file, content):
    file.parent.mkdir()
    file.write_bytes(content)
    assert Shelf(file).compiled("a+", 0).search("caat")[0] == "aa"


def test_a_shelf_that_cannot_be_written_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").write_text("")
    assert shelf_with(tmp_path / "file" / "patterns.pyc", "a+").compiled("a+", 0).match("a")


def test_nothing_is_written_where_python_writes_no_compiled_modules(file, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf_with(file, "a+")
    assert not file.exists()


def test_a_wrong_expression_is_the_error_it_always_was(file):
    with pytest.raises(re.error):
        Shelf(file).compiled("(a", 0)


def test_a_fact_is_made_once_and_kept(file):
    made = []
    first = Shelf(file)
    first.remembered("needs 1", lambda: made.append(1) or [frozenset({"truce"})])
    first.keep()
    assert Shelf(file).remembered("needs 1", lambda: made.append(2)) == [frozenset({"truce"})]
    assert made == [1]
