"""Small counts of neighbourhoods are withheld before anything is shown: in maps, tables, exports and shares alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import add, or_
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import disclosure
from analysis.disclosure import DEFAULT, Rule
from data_sources import parquet, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Indicator, Kind, Level, Note, Operation
from data_sources.schema import KEY, Observations

WITHHELD = (
    "{n} figures of neighbourhoods are withheld here: {small} because they count fewer than {count} people or "
    "households or are shares of fewer than {base}, and {more} because they would give the others away."
)
_CONFIDENTIAL = "C"
_COUNTED = frozenset({"PER", "HH"})
"""Codes of the units that count people or households: only those single anybody out."""

Load = Callable[[str], Observations]

Sum = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of the counts added up, and of those that their base is the sum of."""


def guarded(held: Observations, load: Load, rule: Rule = DEFAULT) -> Observations:
    """The observations without the small figures of neighbourhoods, which become confidential, and a note of them.

    `load` brings the counts that a share is computed from, the base of a count, and what both are parts of.
    """
    tested = [disclosure.withheld(counts, rule) for counts in _counts(held, load)]
    if not tested:
        return held
    small = reduce(or_, (few for few, _ in tested))
    hidden = small | reduce(or_, (more for _, more in tested))
    rows = _keys(held).isin(hidden.index[hidden])
    if not rows.any():
        return held
    table = held.table.assign(
        obs_value=held.table["obs_value"].mask(rows),
        conf_status=held.table["conf_status"].astype(str).mask(rows, _CONFIDENTIAL).astype("category"),
    )
    origin = held.provenance
    note = _note(int(small.sum()), int((hidden & ~small).sum()), rule)
    return replace(held, table=table, provenance=replace(origin, notes=(*origin.notes, note)))


def rewrite(root: Path) -> None:
    """Puts guarded tables in place of those of neighbourhoods below a folder that is given away."""
    for id, entry in CATALOGUE.items():
        path = store.path_of(id, root)
        if Level.DISTRICT in entry.levels and path.is_file():
            table, origin = parquet.read(path)
            held = Observations(table=table, indicator=entry, provenance=origin)
            shown = guarded(held, store.load)
            if shown is not held:
                parquet.write(path, shown.table, shown.provenance)


def _counts(held: Observations, load: Load) -> list[pd.DataFrame]:
    """`count`, `base` and `total` by place and period of all that must not be small; none where nobody is counted."""
    known: dict[str, pd.Series] = {held.indicator.id: values(held)}

    def added(ids: tuple[str, ...]) -> pd.Series:
        """The values of some indicators added up; missing where one is."""
        for id in ids:
            if id not in known:
                known[id] = values(load(id))
        return reduce(add, (known[id] for id in ids))

    places = _keys(held)
    return [_tested(places, added(parts), added(base) if base else None) for parts, base in _sums(held.indicator)]


def _tested(places: pd.MultiIndex, count: pd.Series, base: pd.Series | None) -> pd.DataFrame:
    bases = np.nan if base is None else base.reindex(places)
    totals = places.get_level_values("geo").str.partition("_").get_level_values(0)
    labels = totals + " " + places.get_level_values("time_period")
    return pd.DataFrame({"count": count.reindex(places), "base": bases, "total": labels}, index=places)


def _sums(entry: Indicator) -> tuple[Sum, ...]:
    """What is tested for the figures of an indicator, itself first.

    A part of a share goes where the share goes, and where another part does: the sum is known from the share.
    """
    if Level.DISTRICT not in entry.levels:
        return ()
    if _is_share(entry):
        return ((entry.formula.left, entry.formula.right),)
    if not _counts_people(entry):
        return ()
    shares = [one.formula for one in CATALOGUE.values() if _is_share(one) and entry.id in one.formula.left]
    base = (entry.denominator,) if entry.denominator else next((one.right for one in shares), ())
    parts = [((part,), one.right) for one in shares for part in one.left if part != entry.id]
    return tuple(dict.fromkeys((((entry.id,), base), *((one.left, one.right) for one in shares), *parts)))


def _is_share(entry: Indicator) -> bool:
    """Whether it is computed from counts of neighbourhoods."""
    of_two = entry.formula.of_indicators and entry.formula.operation is Operation.RATIO
    return Level.DISTRICT in entry.levels and of_two


def _counts_people(entry: Indicator) -> bool:
    return entry.kind is Kind.COUNT and entry.unit.code in _COUNTED


def values(held: Observations) -> pd.Series:
    """The figures by KEY, as text."""
    return pd.Series(held.table["obs_value"].to_numpy(), index=_keys(held))


def _keys(held: Observations) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(held.table[list(KEY)].astype(str))


def _note(small: int, more: int, rule: Rule) -> Note:
    numbers = {"n": small + more, "small": small, "more": more}
    limits = {"count": rule.least_count, "base": rule.least_base}
    return Note(WITHHELD, tuple((name, f"{value:.0f}") for name, value in (numbers | limits).items()))
