"""Whether neighbouring places have alike figures: Moran's I for all places, and its local form for each (LISA).

Neighbours share a stretch or a corner of a border (queen contiguity). A place that has none, an island or one among
places without a figure, is attached to the nearest, so that no place stands alone. Places known by a point only have
their nearest places as neighbours.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.refusal import Reason, Refused

Floats = npt.NDArray[np.float64]
Graph = dict[str, set[str]]
"""Code -> codes of its neighbours."""

FEWEST = 30
NEAREST = 6
"""How many neighbours a place has that is known by a point only."""

QUADRANTS = {1: "HH", 2: "LH", 3: "LL", 4: "HL"}
"""esda's number -> own figure and that of the neighbours, high or low against the mean of all."""

_EARTH_KM = 6371.0
_BATCH = 64
_GLOBAL_SEED = Lock()
"""Without numba esda draws from numpy's one global generator: two readers at once would disturb each other's seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Who is whose neighbour among places with a figure; `attached` are those joined to their nearest only."""

    graph: Mapping[str, frozenset[str]]
    attached: tuple[str, ...] = ()
    nearest: int = 0
    """How many nearest places were taken for all, 0 where borders decide."""

    @property
    def mean(self) -> float:
        """Neighbours a place has on average."""
        return sum(map(len, self.graph.values())) / max(len(self.graph), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """How chance is drawn: permutations, seed, level; `adjusted` holds the share of false finds down (FDR).

    `two_sided` counts chance results as extreme in either direction; without it only in the one observed, which is
    how older studies did and finds about twice as much by chance.
    """

    __test__ = False  # no test of pytest

    permutations: int = 9_999
    seed: int = 12_345
    level: float = 0.05
    two_sided: bool = True
    adjusted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moran:
    """Moran's I (1 alike, near 0 by chance, below 0 unlike), what chance expects, and how rarely chance gives as much.

    `z` is after the normal approximation, `p` from the permutations, two-sided.
    """

    i: float
    expected: float
    z: float
    p: float
    n: int


def touching(corners: Mapping[str, Iterable[Hashable]]) -> Graph:
    """Queen contiguity: places whose outlines have a corner in common."""
    at: dict[Hashable, set[str]] = {}
    for code, points in corners.items():
        for point in points:
            at.setdefault(point, set()).add(code)
    graph: Graph = {code: set() for code in corners}
    for met in {frozenset(codes) for codes in at.values() if len(codes) > 1}:
        for one, other in combinations(met, 2):
            graph[one].add(other)
            graph[other].add(one)
    return graph


def neighbours(borders: Graph, points: pd.DataFrame) -> Neighbours:
    """Among the places of `points` (index code, `lon`, `lat`): neighbours by border, the rest attached to the nearest.

    The attachment holds both ways.
    """
    codes = set(points.index)
    graph = {code: borders.get(code, set()) & codes - {code} for code in points.index}
    alone = tuple(code for code, found in graph.items() if not found)
    for code, others in zip(alone, nearest(points, alone, 1), strict=True):
        for other in others:
            graph[code].add(other)
            graph[other].add(code)
    return Neighbours(graph=_frozen(graph), attached=alone)


def nearest_neighbours(points: pd.DataFrame, k: int = NEAREST) -> Neighbours:
    """The `k` nearest of each place of `points` (index code, `lon`, `lat`)."""
    found = nearest(points, points.index, k)
    graph = {code: set(others) for code, others in zip(points.index, found, strict=True)}
    return Neighbours(graph=_frozen(graph), nearest=k)


def _frozen(graph: Graph) -> dict[str, frozenset[str]]:
    return {code: frozenset(found) for code, found in graph.items()}


def nearest(points: pd.DataFrame, of: Collection[str], k: int) -> list[list[str]]:
    """For each code in `of` its `k` nearest places on the globe, nearest first, never itself."""
    codes = np.array(points.index, dtype=object)
    lon, lat = (np.radians(points[name].to_numpy(dtype=np.float64)) for name in ("lon", "lat"))
    found: list[list[str]] = []
    rows = points.index.get_indexer(pd.Index(list(of)))
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        apart = _apart_km(lon[batch, None], lat[batch, None], lon, lat)
        apart[np.arange(len(batch)), batch] = np.inf
        order = np.argsort(apart, axis=1, kind="stable")[:, : min(k, len(codes) - 1)]
        found += [list(codes[line]) for line in order]
    return found


def _apart_km(lon: Floats, lat: Floats, lons: Floats, lats: Floats) -> Floats:
    """Great-circle distances."""
    half = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lons - lon) / 2) ** 2
    apart: Floats = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return apart


def moran(values: pd.Series, around: Neighbours, test: Test) -> Moran | Refused:
    """Moran's I of `values` (index code, all of them in `around`), rows of weights adding up to one."""
    refused = _too_little(values)
    if refused:
        return refused
    import esda  # noqa: PLC0415  scipy and geopandas: paid when a reader opens this method

    ordered = _ordered(values)
    weights = _weights(ordered, around)
    found = esda.Moran(ordered.to_numpy(), weights, transformation="r", permutations=0)
    drawn = _drawn(ordered.to_numpy(), weights.sparse, test)
    as_far = int((np.abs(drawn - drawn.mean()) >= abs(found.I - drawn.mean())).sum())
    p = (as_far + 1) / (test.permutations + 1)
    return Moran(i=float(found.I), expected=float(found.EI), z=float(found.z_norm), p=p, n=len(ordered))


def _drawn(values: Floats, weights: Any, test: Test) -> Floats:
    """Moran's I of as many permutations; esda's own can't be given a seed without touching everybody's."""
    generator = np.random.default_rng(test.seed)
    z = values - values.mean()
    total = float((z * z).sum())
    drawn = np.empty(test.permutations)
    for start in range(0, test.permutations, _BATCH):
        stop = min(start + _BATCH, test.permutations)
        mixed = generator.permuted(np.tile(z, (stop - start, 1)), axis=1)
        drawn[start:stop] = ((weights @ mixed.T).T * mixed).sum(axis=1) / total
    return drawn


def local_moran(values: pd.Series, around: Neighbours, test: Test) -> pd.DataFrame | Refused:
    """One row a place, in the order of codes: `value`, `i`, `quadrant` (HH, HL, LH, LL), `p`, `significant`."""
    refused = _too_little(values)
    if refused:
        return refused
    import esda  # noqa: PLC0415

    ordered = _ordered(values)
    with _GLOBAL_SEED, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The alternative hypothesis", DeprecationWarning)
        found = esda.Moran_Local(
            ordered.to_numpy(),
            _weights(ordered, around),
            permutations=test.permutations,
            seed=test.seed,
            keep_simulations=False,
        )
    # esda counts in the observed direction; its own two-sided p is twice that
    p = np.minimum(1.0, found.p_sim * (2 if test.two_sided else 1))
    quadrants = [QUADRANTS[int(number)] for number in found.q]
    return marked(pd.DataFrame({"value": ordered, "i": found.Is, "quadrant": quadrants, "p": p}), test)


def marked(local: pd.DataFrame, test: Test) -> pd.DataFrame:
    """The same rows with `significant` after the level of `test` and its correction for many tests."""
    import esda  # noqa: PLC0415

    p = local["p"].to_numpy()
    return local.assign(significant=p < (esda.fdr(p, test.level) if test.adjusted else test.level))


def _too_little(values: pd.Series) -> Refused | None:
    if len(values) < FEWEST:
        return Refused(reason=Reason.PLACES, have=len(values), need=FEWEST)
    return Refused(reason=Reason.SAME) if np.ptp(values.to_numpy()) == 0 else None


def _ordered(values: pd.Series) -> pd.Series:
    """By code: chance must not depend on the order in which rows come."""
    return values.astype("float64").sort_index()


def _weights(values: pd.Series, around: Neighbours) -> Any:
    from libpysal.weights import W  # noqa: PLC0415

    links = {code: sorted(around.graph[code]) for code in values.index}
    weights = W(links, id_order=list(values.index), silence_warnings=True)
    weights.transform = "r"
    return weights
