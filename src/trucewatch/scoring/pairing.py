"""Which item read stands for which item annotated."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """(row, column) pairs, no row or column twice, whose weights have the highest sum.

    The Hungarian method with potentials, cubic in the longer side (Kuhn 1955, Munkres 1957). Rows
    and columns are counted from 1 inside; 0 stands for none.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    size = max(rows, columns)
    cost = [[0] * (size + 1) for _ in range(size + 1)]
    for row, line in enumerate(weights, start=1):
        cost[row][1 : columns + 1] = [-weight for weight in line]
    row_of = _assigned(cost, size)
    return [
        (row_of[column] - 1, column - 1)
        for column in range(1, columns + 1)
        if row_of[column] <= rows
    ]


def _assigned(cost: Sequence[Sequence[int]], size: int) -> list[int]:
    """The row of each column in a cheapest assignment, one row after the other put in."""
    of_row, of_column = [0] * (size + 1), [0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        slack = [float("inf")] * (size + 1)
        came_from, is_seen = [0] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            is_seen[column] = True
            unseen = [each for each in range(1, size + 1) if not is_seen[each]]
            for each in unseen:
                at = row_of[column]
                left = cost[at][each] - of_row[at] - of_column[each]
                if left < slack[each]:
                    slack[each], came_from[each] = left, column
            nearest = min(unseen, key=lambda each: slack[each])
            step = int(slack[nearest])
            for each in range(size + 1):
                if is_seen[each]:
                    of_row[row_of[each]] += step
                    of_column[each] -= step
                else:
                    slack[each] -= step
            column = nearest
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return row_of
