"""A dossier's files to entries with their lines: whatever can be read is, the rest is a problem."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import yaml
from msgspec import Struct

from trucewatch.model.reference import Actor, Agreement, Dossier, Place, Source, Track, Zone

T = TypeVar("T", bound=Struct)
Line = dict[str, int]

PLACE_COLUMNS = list(Place.__struct_fields__)
# Problems of one entry that are told at once; more are told when these are mended.
_MOST_PROBLEMS = 20
_AT = re.compile(r" - at `(\$.*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]*)`")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]|\[(\.\.\.)\]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(Struct, Generic[T], frozen=True, kw_only=True):
    """One entry as read, and where. `lines` gives each field's line by its path ("roles.0")."""

    noun: T
    file: Path
    lines: Mapping[str, int]

    def at(self, path: str = "") -> str:
        """ "file:line" of a field, or of what it stands in."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return f"{self.file}:{self.lines.get(path, 1)}"


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """dossier.yaml."""

    id: str
    name: str
    countries: tuple[str, ...] = ()
    note: str | None = None


class Draft(Struct, kw_only=True):
    """A dossier's entries with their lines, and the problems of what could not be read.

    `ids` are all ids the files give, by kind, those of entries that could not be read among them,
    and `unread` the kinds whose file could not be read at all: one mistake is told once.
    """

    folder: Path
    problems: list[str] = []
    ids: dict[str, list[tuple[str, str]]] = {}
    unread: set[str] = set()
    head: Entry[Head] | None = None
    actors: list[Entry[Actor]] = []
    places: list[Entry[Place]] = []
    agreements: list[Entry[Agreement]] = []
    zones: list[Entry[Zone]] = []
    tracks: list[Entry[Track]] = []
    sources: list[Entry[Source]] = []

    @property
    def dossier(self) -> Dossier:
        """What was read. Call it only where there are no problems."""
        head = self.head.noun if self.head else Head(id=self.folder.name, name=self.folder.name)
        return Dossier(
            id=head.id,
            name=head.name,
            countries=head.countries,
            actors=_nouns(self.actors),
            places=_nouns(self.places),
            agreements=_nouns(self.agreements),
            zones=_nouns(self.zones),
            tracks=_nouns(self.tracks),
            sources=_nouns(self.sources),
        )


def _nouns(entries: list[Entry[T]]) -> tuple[T, ...]:
    return tuple(entry.noun for entry in entries)


def read_draft(folder: Path) -> Draft:
    """All files of a dossier's folder; only dossier.yaml must be there."""
    draft = Draft(folder=folder, problems=[])
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        draft.problems.append(f"{folder} {what}; a dossier is a folder with a dossier.yaml in it")
        return draft
    heads = _yaml_entries(draft, folder / "dossier.yaml", Head)
    draft.head = heads[0] if heads else None
    draft.actors = _yaml_entries(draft, folder / "actors.yaml", Actor)
    draft.places = list(_place_entries(draft, folder / "places.tsv"))
    draft.agreements = _yaml_entries(draft, folder / "agreements.yaml", Agreement)
    draft.zones = list(_zone_entries(draft, folder / "zones.geojson"))
    draft.tracks = _yaml_entries(draft, folder / "tracks.yaml", Track)
    draft.sources = _yaml_entries(draft, folder / "sources.yaml", Source)
    return draft


def _read_text(draft: Draft, file: Path, kind: type[Struct]) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        if file.name == "dossier.yaml":
            draft.problems.append(f"{file}:1: no such file; give the dossier an id and a name")
    except UnicodeDecodeError as error:
        draft.problems.append(f"{file}:1: not UTF-8 at byte {error.start}; save it as UTF-8")
        draft.unread.add(kind.__name__)
    except OSError as error:
        draft.problems.append(f"{file}:1: cannot be read ({error.strerror}); see to the file")
        draft.unread.add(kind.__name__)
    return None


def _yaml_entries(draft: Draft, file: Path, kind: type[T]) -> list[Entry[T]]:
    text = _read_text(draft, file, kind)
    if text is None:
        return []
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        draft.problems.append(f"{file}:{line}: not YAML, {error.problem}; mend indent or quotes")
        draft.unread.add(kind.__name__)
        return []
    except yaml.YAMLError as error:
        draft.problems.append(f"{file}:1: not YAML, {error}; take that character out")
        draft.unread.add(kind.__name__)
        return []
    entries = []
    for node in _entry_nodes(draft, file, root, is_one=kind is Head):
        lines: Line = {"": node.start_mark.line + 1}
        entry = _entry(draft, file, kind, _plain(draft, file, node, "", lines), lines)
        entries.extend(entry)
    return entries


def _entry_nodes(
    draft: Draft, file: Path, root: yaml.Node | None, *, is_one: bool
) -> list[yaml.Node]:
    if root is None:
        return []
    if is_one:
        return [root]
    if isinstance(root, yaml.SequenceNode):
        return list(root.value)
    line = root.start_mark.line + 1
    draft.problems.append(f'{file}:{line}: not a list; begin each entry with "- id: "')
    return []


def _plain(draft: Draft, file: Path, node: yaml.Node, path: str, lines: Line) -> Any:
    """The node as a plain value. Dates stay text; the line of each field goes into `lines`."""
    lines[path] = node.start_mark.line + 1
    prefix = f"{path}." if path else ""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(draft, file, n, f"{prefix}{i}", lines) for i, n in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        fields: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in fields:
                line = key.start_mark.line + 1
                draft.problems.append(f"{file}:{line}: {name} is given twice; keep one")
            fields[name] = _plain(draft, file, value, f"{prefix}{name}", lines)
            lines[f"{prefix}{name}"] = key.start_mark.line + 1
        return fields
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() in ("yes", "true", "on")
    if kind in ("int", "float"):
        try:
            return int(node.value) if kind == "int" else float(node.value)
        except ValueError:
            return node.value
    return node.value


def _place_entries(draft: Draft, file: Path) -> Iterator[Entry[Place]]:
    text = _read_text(draft, file, Place)
    if text is None:
        return
    header, *rows = text.split("\n")
    if header.rstrip("\r").split("\t") != PLACE_COLUMNS:
        wanted = " ".join(PLACE_COLUMNS)
        draft.problems.append(f"{file}:1: wrong header; it is, tab-separated: {wanted}")
        draft.unread.add("Place")
        return
    for line, row in enumerate(rows, start=2):
        if not row.strip():
            continue
        cells = row.rstrip("\r").split("\t")
        if len(cells) != len(PLACE_COLUMNS):
            draft.problems.append(
                f"{file}:{line}: {len(cells)} columns, not {len(PLACE_COLUMNS)};"
                " separate them with single tabs, empty ones too"
            )
            continue
        yield from _entry(draft, file, Place, _place_fields(cells), {"": line})


def _place_fields(cells: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {k: v for k, v in zip(PLACE_COLUMNS, cells, strict=True) if v}
    if "names" in fields:
        fields["names"] = [name for name in fields["names"].split("|") if name]
    for name in ("lat", "lon"):
        try:
            fields[name] = float(fields[name])
        except (KeyError, ValueError):
            continue
    return fields


def _zone_entries(draft: Draft, file: Path) -> Iterator[Entry[Zone]]:
    text = _read_text(draft, file, Zone)
    if text is None:
        return
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        draft.problems.append(f"{file}:{error.lineno}: not JSON, {error.msg}; mend it there")
        draft.unread.add("Zone")
        return
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        draft.problems.append(f"{file}:1: no features; write a GeoJSON FeatureCollection")
        draft.unread.add("Zone")
        return
    for feature in features:
        fields = _zone_fields(feature)
        lines = {"": _line_of(text, fields.get("id"))}
        unknown = [name for name in fields if name not in Zone.__struct_fields__]
        for name in unknown:
            draft.problems.append(_unknown_field(f"{file}:{lines['']}", name, Zone))
        known = {name: fields[name] for name in fields if name not in unknown}
        yield from _entry(draft, file, Zone, known, lines)


def _zone_fields(feature: Any) -> dict[str, Any]:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return {}
    return {**feature["properties"], "geometry": feature.get("geometry")}


def _line_of(text: str, zone_id: object) -> int:
    """The line a feature's id stands on: JSON is read without marks, for speed."""
    found = re.search(rf'"id"\s*:\s*{re.escape(json.dumps(zone_id))}', text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _entry(draft: Draft, file: Path, kind: type[T], fields: Any, lines: Line) -> list[Entry[T]]:
    """The entry in a list, or nothing and its problems in the draft."""
    if isinstance(fields, dict) and isinstance(fields.get("id"), str):
        place = f"{file}:{lines.get('id', lines[''])}"
        draft.ids.setdefault(kind.__name__, []).append((fields["id"], place))
    told = len(draft.problems)
    removed: set[tuple[str, ...]] = set()
    for _ in range(_MOST_PROBLEMS):
        try:
            noun = msgspec.convert(fields, kind)
        except msgspec.ValidationError as error:
            problem, path, is_missing = _problem(str(error), kind, file, lines)
            # What was taken out for being of the wrong kind is not missing besides.
            if problem not in draft.problems and not (is_missing and tuple(path) in removed):
                draft.problems.append(problem)
            if is_missing or not _remove(fields, path):
                return []
            removed.add(tuple(path))
        else:
            is_whole = len(draft.problems) == told
            return [Entry(noun=noun, file=file, lines=lines)] if is_whole else []
    return []


def _problem(
    error: str, kind: type[Struct], file: Path, lines: Line
) -> tuple[str, list[str], bool]:
    """The problem in words, the path of the field, and whether it is missing there; where it is
    not, it must go before the next problem shows."""
    found = _AT.search(error)
    what = error[: found.start()] if found else error
    path = [a or b or c for a, b, c in _STEP.findall(found[1])] if found else []
    unknown, missing = _UNKNOWN.match(what), _MISSING.match(what)
    if unknown:
        path = [*path, unknown[1]]
        problem = _unknown_field(_where(file, lines, path), unknown[1], _struct_at(kind, path))
        return problem, path, False
    where = _where(file, lines, path)
    if missing:
        return f"{where}: {missing[1]} is missing; add it", [*path, missing[1]], True
    name = path[-1] if path else "the entry"
    return f"{where}: {name}: {what[:1].lower()}{what[1:]}; {_way_out(what)}", path, False


def _where(file: Path, lines: Line, path: list[str]) -> str:
    while ".".join(path) not in lines:
        path = path[:-1]
    return f"{file}:{lines['.'.join(path)]}"


def _way_out(what: str) -> str:
    if "date" in what.lower():
        return "write it as YYYY-MM-DD"
    if "got `bool`" in what or "Expected `str`" in what:
        return "put it in quotes"
    if "Expected `array`" in what:
        return "write a list, [a, b]"
    return "see the field's meaning in the docs"


def _unknown_field(where: str, name: str, kind: type[Struct]) -> str:
    close = difflib.get_close_matches(name, kind.__struct_fields__, n=1)
    way_out = f"is {close[0]} meant?" if close else "take it out"
    return f"{where}: {name} is no field of {kind.__name__}; {way_out}"


def _struct_at(kind: type[Struct], path: list[str]) -> type[Struct]:
    """The struct whose field the path's last step is."""
    for step in path[:-1]:
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        kind = _struct_in(fields.get(step)) or kind
    return kind


def _struct_in(annotation: Any) -> type[Struct] | None:
    if isinstance(annotation, type) and issubclass(annotation, Struct):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for found in map(_struct_in, parts) if found), None)


def _remove(fields: Any, path: list[str]) -> bool:
    """Take the value at the path out of the fields, so that conversion can go on to the next.

    False where that cannot be done.
    """
    # A whole list goes, so that the lines of what is left in it stay right.
    while path and not path[-1].isidentifier():
        path = path[:-1]
    if not path:
        return False
    for step in path[:-1]:
        fields = _inside(fields, step)
    if isinstance(fields, dict) and path[-1] in fields:
        del fields[path[-1]]
        return True
    return False


def _inside(fields: Any, step: str) -> Any:
    if isinstance(fields, dict):
        return fields.get(step)
    if isinstance(fields, list) and step.isdigit() and int(step) < len(fields):
        return fields[int(step)]
    return None
