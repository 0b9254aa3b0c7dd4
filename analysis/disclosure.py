"""Which small counts are withheld, so that nobody can be singled out, and which more, so that no sum gives them back.

Primary: a count below `Rule.least_count`, or on a base below `Rule.least_base`. Complementary: where a total is known,
one withheld cell of a line follows from the others by subtraction, so that others must go with it. A cell is safe if
it can move up or down while all totals stay: then it lies on a cycle of withheld cells. Rows and columns are the nodes
of that graph; a cell goes up from its row to its column and down the other way, and a count of zero can only go up
(Gusfield 1988, on tables in two dimensions).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Table = npt.NDArray[np.float64]
Cell = tuple[int, int]
"""Row and column of a count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The least count, and the least base of a share or rate, that may be shown."""

    least_count: float = 10
    least_base: float = 1000


DEFAULT = Rule()


def primary(counts: Table, bases: Table | None = None, rule: Rule = DEFAULT) -> Mask:
    """Which counts are too small, or stand on too small a base; what is missing is not."""
    few = counts < rule.least_count
    return few if bases is None else (few | (bases < rule.least_base)) & ~np.isnan(counts)


def complementary(counts: Table, withheld: Mask, *, rows: bool = True, columns: bool = True) -> Mask:
    """`withheld` and the further cells of a table that must go with them; the cheapest cycle is closed each time.

    `rows` and `columns` say whether the totals of rows and of columns are known. A missing count is withheld by its
    source, and may be any. Where no cycle can be closed, every cell of the line goes.
    """
    if not (rows or columns):
        return withheld & ~np.isnan(counts)
    cells = _Cells(counts, withheld | np.isnan(counts), rows=rows, columns=columns)
    safe: set[Cell] = set()
    while left := {(row, column) for row, column in np.argwhere(cells.hidden).tolist()} - safe:
        cell = min(left)
        cells.protect(*cell)
        safe.add(cell)
    return cells.hidden & ~np.isnan(counts)


class _Cells:
    """A table as a graph: rows are the nodes 0 to n, columns those after; lines without a total share one node."""

    def __init__(self, counts: Table, hidden: Mask, *, rows: bool, columns: bool) -> None:
        height, width = counts.shape
        self.counts = np.where(np.isnan(counts), 1.0, counts)
        self.hidden = hidden.copy()
        self.row_node = np.arange(height) if rows else np.zeros(height, dtype=int)
        self.column_node = height + (np.arange(width) if columns else np.zeros(width, dtype=int))

    def protect(self, row: int, column: int) -> None:
        """Withholds as little more as lets this cell move; all of its lines if nothing does."""
        path = self._cheapest(row, column)
        if path is None:
            lines = (self.row_node == self.row_node[row])[:, None] | (self.column_node == self.column_node[column])
            self.hidden |= lines
        for other in path or ():
            self.hidden[other] = True

    def _cheapest(self, row: int, column: int) -> list[Cell] | None:
        """The cells of the cheapest way back from the column to the row, or from row to column if it can go down."""
        start, end = int(self.column_node[column]), int(self.row_node[row])
        up = self._way(start, end, (row, column))
        down = self._way(end, start, (row, column)) if self.counts[row, column] > 0 else None
        found = [way for way in (up, down) if way is not None]
        return min(found)[1] if found else None

    def _way(self, start: int, end: int, without: Cell) -> tuple[float, list[Cell]] | None:
        """(cost, cells) of the cheapest way from node to node that does not use one cell, or None (Dijkstra)."""
        waiting: list[tuple[float, int, list[Cell]]] = [(0.0, start, [])]
        done: set[int] = set()
        while waiting:
            cost, node, cells = heapq.heappop(waiting)
            if node == end:
                return cost, cells
            if node in done:
                continue
            done.add(node)
            for price, cell, following in self._steps(node):
                if cell != without and following not in done:
                    heapq.heappush(waiting, (cost + price, following, [*cells, cell]))
        return None

    def _steps(self, node: int) -> Iterator[tuple[float, Cell, int]]:
        """From a row up by each of its cells to columns; from a column to rows by cells that can go down."""
        for row in np.flatnonzero(self.row_node == node).tolist():
            for column, end in enumerate(self.column_node.tolist()):
                yield self._price(row, column), (row, column), end
        for column in np.flatnonzero(self.column_node == node).tolist():
            for row in np.flatnonzero(self.counts[:, column] > 0).tolist():
                yield self._price(row, column), (row, column), int(self.row_node[row])

    def _price(self, row: int, column: int) -> float:
        """Nothing for what is withheld anyway, else the count: small ones are missed least."""
        return 0.0 if self.hidden[row, column] else 1.0 + self.counts[row, column]


def withheld(counts: pd.DataFrame, rule: Rule = DEFAULT) -> tuple[pd.Series, pd.Series]:
    """Which rows of `count`, `base` (NaN: none) and `total` (a label) are withheld: (as too small, along with those).

    Rows with one label add up to a total that is known, such as the districts of a city in a year.
    """
    small = pd.Series(primary(_table(counts["count"]), _table(counts["base"]), rule)[:, 0], index=counts.index)
    both = small.copy()
    for _, rows in counts[small.groupby(counts["total"]).transform("any")].groupby("total"):
        hidden = complementary(_table(rows["count"]), small.loc[rows.index].to_numpy()[:, None], rows=False)
        both.loc[rows.index] = hidden[:, 0]
    return small, both & ~small


def _table(values: pd.Series) -> Table:
    return values.to_numpy(dtype=np.float64)[:, None]
