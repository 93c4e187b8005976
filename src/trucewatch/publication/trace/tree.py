"""The way back drawn as a tree, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from trucewatch.publication.trace.known import TraceNode
from trucewatch.publication.wording import clean


def render_trace(node: TraceNode) -> Tree:
    tree = Tree(_label(node), guide_style="dim")
    _grow(tree, node.children)
    return tree


def _grow(tree: Tree, children: Iterable[TraceNode]) -> None:
    for child in children:
        _grow(tree.add(_label(child)), child.children)


def _label(node: TraceNode) -> Text:
    label = Text.assemble((f"{node.kind} ", "bold"), clean(node.says))
    return label.append(f"  {node.id}", style="dim") if node.id else label
