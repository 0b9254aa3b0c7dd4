"""Pieces that makers put together: ranked bars, scatters and lines of Screens, their tables and source lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.bridging import Mark
from analysis.slices import segments
from dashboard import tables, text
from dashboard.language import Language
from dashboard.nexus import joined
from dashboard.nexus import text as pair_text
from dashboard.own_file import entry
from dashboard.provenance import source_line
from dashboard.screen import Screen
from dashboard.story.model import Bar, Bars, Desk, Line, Lines, Scatter, Table
from data_sources.model import Provenance, Theme

MOST_BARS = 12
"""As many as can be read from the back of a room."""

MOST_ROWS = 120
"""A longer table is cut in its middle; all of it is in the app."""

MOST_NAMED = 6


def sources(origins: Iterable[Provenance], say: Language) -> tuple[str, ...]:
    """A line for each source and data set, each once."""
    return tuple(dict.fromkeys(source_line(one, say) for one in origins))


def sources_of(desk: Desk, *shown: Screen) -> tuple[str, ...]:
    """The source lines of Screens; of a rate that is computed here, those of the inhabitants too."""
    bases = [entry(one.view.indicator).denominator for one in shown if one.view.per_head]
    people = [desk.observations(id).provenance for id in bases if id]
    return sources([*(one.series.provenance for one in shown), *people], desk.say)


def about_people(shown: Screen) -> bool:
    """True for figures of arrivals, which are purple."""
    return shown.indicator.theme is Theme.ARRIVALS


def subtitle(shown: Screen, say: Language) -> str:
    """Indicator, year, unit, level and number of places."""
    return f"{text.title(shown, say)} · {text.subtitle(shown, say)}"


def table(frame: pd.DataFrame, *, named_by_index: bool = False) -> Table:
    """A table of texts; the first column names the row, be it the index."""
    shown = frame.reset_index() if named_by_index else frame
    rows = [tuple(str(cell) for cell in row) for row in shown.itertuples(index=False, name=None)]
    return Table(columns=tuple(map(str, shown.columns)), rows=tuple(rows))


def cut_short(whole: Table, say: Language, most: int = MOST_ROWS) -> Table:
    """The first and the last rows of a long table, and one row that counts those between."""
    left_out = len(whole.rows) - most
    if left_out <= 0:
        return whole
    told = say.plural("… {n} more place between", "… {n} more places between", left_out)
    gap = (told, *[""] * (len(whole.columns) - 1))
    half = most // 2
    return Table(columns=whole.columns, rows=(*whole.rows[:half], gap, *whole.rows[-half:]))


def twin(shown: Screen, say: Language) -> Table:
    """Place, rank, figure and flag of every place of a Screen."""
    frame = tables.twin(shown, say).reset_index()
    place, rank, _, figure, flag = (frame.columns[position] for position in (1, 0, 2, 3, 4))
    return cut_short(table(frame[[place, rank, figure, flag]]), say)


def ranking(shown: Screen, say: Language, chosen: Sequence[str] = (), most: int = MOST_BARS) -> tuple[Bar, ...]:
    """The highest places as bars; the chosen stand among them wherever they rank, and are pointed out.

    Below the first place that is left out each name has its rank.
    """
    valued = shown.valued
    picked = valued["geo"].isin(chosen)
    others = valued.index.isin(valued[~picked].head(max(most - int(picked.sum()), 0)).index)
    cells = valued.loc[picked | others, ["geo", "name", "obs_value", "rank"]].itertuples(index=False, name=None)
    return tuple(
        Bar(
            name=name if valued.iloc[number]["geo"] == geo else say("{place}, rank {rank}", place=name, rank=rank),
            value=value,
            told=text.figure(value, shown.indicator, say),
            chosen=geo in chosen,
        )
        for number, (geo, name, value, rank) in enumerate(cells)
    )


def bars(shown: Screen, say: Language, chosen: Sequence[str] = (), most: int = MOST_BARS) -> Bars:
    """The ranking of one Screen as a body, under its title and unit."""
    group = (pair_text.axis(shown, say), ranking(shown, say, chosen, most))
    return Bars(groups=(group,), about_people=about_people(shown))


def both(first: Screen, second: Screen) -> pd.DataFrame:
    """Code -> `name`, `country`, `one`, `other`, `flags` of the places with both figures; see `joined.together`."""
    return joined.together(first, second, None)


def extremes(pair: pd.DataFrame, most: int = MOST_NAMED) -> tuple[str, ...]:
    """Names worth writing in a scatter: the highest in either figure, those whose ranks differ most."""
    ranks = pair[["one", "other"]].rank()
    apart = (ranks["one"] - ranks["other"]).abs()
    orders = (pair["one"], pair["other"], apart)
    codes = dict.fromkeys(
        code for order in orders for code in order.sort_values(ascending=False, kind="stable").index[:2]
    )
    return tuple(str(pair.loc[code, "name"]) for code in list(codes)[:most])


def scatter(first: Screen, second: Screen, say: Language, named: Sequence[str] = ()) -> Scatter:
    """Two Screens against each other; `named` are codes, the outermost places where none is given."""
    pair = both(first, second)
    names = tuple(str(pair.loc[code, "name"]) for code in named if code in pair.index) or extremes(pair)
    points = zip(pair["name"], pair["one"], pair["other"], strict=True)
    return Scatter(
        points=tuple((str(name), float(x), float(y)) for name, x, y in points),
        x_title=pair_text.axis(first, say),
        y_title=pair_text.axis(second, say),
        named=names,
        about_people=True if about_people(first) and about_people(second) else None,
    )


def pair_table(first: Screen, second: Screen, say: Language) -> Table:
    """Place and both figures, highest of the first on top."""
    pair = both(first, second).sort_values("one", ascending=False, kind="stable")
    heads = {"one": first, "other": second}
    columns = {say("Place"): [str(name) for name in pair["name"]]}
    for name, shown in heads.items():
        figures = [text.plain(value, shown.indicator, say) for value in pair[name]]
        columns[pair_text.axis(shown, say)] = tables.aligned(figures)
    return cut_short(table(pd.DataFrame(columns)), say)


def lines(histories: Mapping[str, pd.DataFrame], shown: Screen, say: Language) -> Lines:
    """One line a place; a break in the series or a gap cuts it."""
    names = shown.names_of(histories)
    drawn = [Line(name=names[code], points=points(rows)) for code, rows in histories.items()]
    axis = say(shown.indicator.unit.name).capitalize()
    return Lines(lines=tuple(line for line in drawn if line.points), axis=axis, about_people=about_people(shown))


def points(rows: pd.DataFrame, since: str = "") -> tuple[tuple[str, float], ...]:
    """(period, value) of a history in order, with a NaN at the head of each new stretch."""
    found: list[tuple[str, float]] = []
    for part in segments(rows[rows["time_period"].astype(str) >= since]):
        stretch = zip(part["time_period"].astype(str), part["obs_value"].astype(float), strict=True)
        periods = list(stretch)
        found += [(periods[0][0], float("nan")), *periods] if found else periods
    return tuple(found)


def lines_table(histories: Mapping[str, pd.DataFrame], shown: Screen, say: Language) -> Table:
    """A row a period, newest first, a column a place; flags in words behind the figure."""
    names = shown.names_of(histories)
    columns = {names[code]: _told(rows, shown, say) for code, rows in histories.items()}
    periods = sorted({period for column in columns.values() for period in column}, reverse=True)
    rows = [(say.period(one), *(column.get(one, "–") for column in columns.values())) for one in periods]
    return cut_short(Table(columns=(say("Period"), *columns), rows=tuple(rows)), say)


def _told(rows: pd.DataFrame, shown: Screen, say: Language) -> dict[str, str]:
    kept = rows[rows["obs_value"].notna()]
    columns = zip(kept["time_period"].astype(str), kept["obs_value"], kept["obs_flag"], strict=True)
    found = {}
    for period, value, flag in columns:
        words = text.flag_words(str(flag), "", say)
        found[period] = text.plain(value, shown.indicator, say) + (f" ({words})" if words else "")
    return found


def computed_anew(histories: Mapping[str, pd.DataFrame], say: Language) -> str:
    """A sentence where figures were computed for other boundaries than they were published for; else ""."""
    anew = (Mark.MERGED, Mark.ESTIMATED)
    if not any(rows["bridged"].isin(anew).any() for rows in histories.values() if "bridged" in rows):
        return ""
    return say("Some figures were published for older boundaries and are computed anew for those of today.")
