"""Tables of a screen: the twin of the map, the change, and the file to download."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite

import pandas as pd

from dashboard import citation
from dashboard.language import THIN_SPACE, Language
from dashboard.screen import Screen
from dashboard.text import change_unit, flag_words, plain
from data_sources.model import Kind

FIGURE_SPACE = "\u2007"


def twin(screen: Screen, say: Language) -> pd.DataFrame:
    """Every place of the screen as the map has it, flags in words; all text, indexed by rank."""
    cells = screen.cells
    flags = zip(cells["obs_flag"], cells["conf_status"], strict=True)
    columns = {
        say("Place"): list(cells["name"]),
        say("Code"): list(cells["geo"]),
        _unit(screen, say): _figures(cells["obs_value"], screen, say),
        say("Flag"): [flag_words(flag, conf, say) for flag, conf in flags],
    }
    return pd.DataFrame(columns, index=_ranks(cells, say))


def _unit(screen: Screen, say: Language) -> str:
    return say(screen.indicator.unit.name).capitalize()


def _figures(values: pd.Series, screen: Screen, say: Language) -> list[str]:
    return aligned([plain(value, screen.indicator, say) for value in values])


def _ranks(cells: pd.DataFrame, say: Language) -> pd.Index:
    return pd.Index(["–" if pd.isna(rank) else str(rank) for rank in cells["rank"]], name=say("Rank"))


def change(rows: pd.DataFrame, screen: Screen, say: Language, chosen: Collection[str], most: int = 5) -> pd.DataFrame:
    """The largest rises and falls and the chosen places: before, after, change with its sign; all text."""
    ends = pd.concat([rows.head(most), rows.tail(most), rows[rows["geo"].isin(chosen)]])
    shown = ends.drop_duplicates("geo").sort_values("change", ascending=False)
    entry = screen.indicator
    columns = {
        say("Before"): _figures(shown["before"], screen, say),
        say("After"): _figures(shown["after"], screen, say),
        say("Change, {unit}", unit=change_unit(entry, say)): aligned(
            [_signed(value, entry.decimals, say) for value in shown["change"]]
        ),
    }
    if entry.kind is Kind.COUNT:
        columns[say("Change, %")] = [_signed(value, 0, say) for value in shown["change_pc"]]
    columns[say("Flag")] = list(shown["obs_flag"])
    return pd.DataFrame(columns, index=pd.Index(shown["geo"].map(screen.names), name=say("Place")))


def aligned(figures: list[str]) -> list[str]:
    """The figures with blanks as wide as digits before them, so that they line up in a column of text."""
    longest = max(figures, key=len, default="")
    blank = "".join(character if character == THIN_SPACE else FIGURE_SPACE for character in longest)
    return [blank[: len(longest) - len(figure)] + figure for figure in figures]


def _signed(value: float, decimals: int, say: Language) -> str:
    if not isfinite(value):
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + say.number(abs(value), decimals)


def download(screen: Screen, say: Language, link: str = "") -> bytes:
    """The screen as CSV for a spreadsheet: one row a place, each with unit, flag, source, licence, dates and link."""
    origin, entry = screen.series.provenance, screen.indicator
    cells = screen.cells
    table = pd.DataFrame({"geo": cells["geo"], "name": cells["name"], "level": screen.level.value})
    table["nuts_version"] = cells["geo_vintage"]
    table["time_period"] = screen.period
    table["indicator"] = entry.id
    table["title"] = say(entry.title)
    for name in ("obs_value", "obs_flag", "conf_status"):
        table[name] = cells[name]
    table["unit"] = entry.unit.name
    table["source"] = origin.source
    table["dataflow"] = origin.dataflow
    table["updated_at"] = origin.updated_at.isoformat() if origin.updated_at else ""
    table["retrieved_at"] = origin.retrieved_at.isoformat()
    table["licence"] = origin.licence
    table["request_url"] = origin.request_url
    # The mark at the start makes spreadsheets read the file as UTF-8.
    return citation.stamped(table, link).to_csv(index=False).encode("utf-8-sig")


def file_stem(screen: Screen) -> str:
    """Such as `nexus-atlas_pm25_nuts3`."""
    return f"nexus-atlas_{screen.indicator.id}_{screen.level.value}"


def file_name(screen: Screen) -> str:
    """Such as `nexus-atlas_pm25_nuts3_2019.csv`."""
    return f"{file_stem(screen)}_{screen.period}.csv"
