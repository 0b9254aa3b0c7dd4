"""Ranking, twin, change and download say what the map says: the same figures, flags, source and licence."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from dashboard import tables
from dashboard.language import language
from dashboard.screen import Screen, change_between, level_of, screen, series
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE

SAY = language("en")


def shown(indicator: str, *, period: str = "", places: tuple[str, ...] = ()) -> Screen:
    """The screen of a View on the snapshot, at the indicator's first level."""
    asked = View(indicator=indicator, level=CATALOGUE[indicator].levels[0], period=period, places=places)
    held = store.load(asked.indicator)
    level = level_of(asked, held)
    return screen(asked, series(asked, held, None, level), level, language(asked.lang))


def bare(text: str) -> str:
    """A figure without the blanks that line it up."""
    return text.strip(tables.FIGURE_SPACE).strip()


def test_the_twin_has_the_highest_first() -> None:
    twin = tables.twin(shown("asy_all", period="2015"), SAY)
    assert list(twin["Place"])[:3] == ["Germany", "Hungary", "Sweden"]
    assert bare(twin["People"].iloc[0]) == "476\u202f620"


def test_figures_of_a_column_are_equally_wide() -> None:
    twin = tables.twin(shown("asy_all", period="2015"), SAY)
    assert len({len(figure) for figure in twin["People"]}) == 1


def test_the_twin_has_every_place_of_the_map_and_flags_in_words() -> None:
    on_screen = shown("recycle")
    twin = tables.twin(on_screen, SAY)
    assert list(twin["Code"]) == list(on_screen.cells["geo"])
    assert "estimated, provisional" in set(twin["Flag"])
    missing = twin[on_screen.cells["obs_value"].isna().to_numpy()]
    assert len(missing)
    assert {bare(figure) for figure in missing.iloc[:, 2]} == {"–"}


def test_the_download_carries_what_a_figure_needs_to_be_cited() -> None:
    on_screen = shown("asy_all", period="2015")
    body = tables.download(on_screen, SAY)
    assert body.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(body), keep_default_na=False)
    germany = read[read["geo"] == "DE"].iloc[0]
    assert float(germany["obs_value"]) == 476_620
    origin = on_screen.series.provenance
    assert germany["licence"] == origin.licence
    assert germany["retrieved_at"] == origin.retrieved_at.isoformat()
    assert (germany["source"], germany["dataflow"], germany["unit"]) == ("Eurostat", "migr_asyappctza", "people")
    assert len(read) == len(on_screen.cells)
    assert {"obs_flag", "conf_status", "nuts_version", "time_period", "updated_at"} <= set(read.columns)
    assert tables.file_name(on_screen) == "nexus-atlas_asy_all_country_2015.csv"


def test_change_shows_both_ends_the_sign_and_the_chosen_place() -> None:
    now, before = (shown("asy_all", period=period, places=("SE",)) for period in ("2016", "2015"))
    rows = change_between(now, before)
    table = tables.change(rows, now, SAY, ("SE",))
    assert table.index[0] == "Germany"
    assert table.iloc[0]["Change, people"].strip(tables.FIGURE_SPACE).startswith("+")
    assert "Sweden" in table.index
    assert bare(str(table.loc["Sweden", "Change, people"])).startswith("−")
    assert "Change, %" in table.columns


@pytest.mark.parametrize(("indicator", "unit"), [("recycle", "percentage points"), ("road_deaths", "per 100,000")])
def test_a_change_of_a_share_is_in_percentage_points(indicator: str, unit: str) -> None:
    now, before = (shown(indicator, period=period) for period in ("2018", "2017"))
    table = tables.change(change_between(now, before), now, SAY, ())
    assert any(column.startswith(f"Change, {unit}") for column in table.columns)
    assert "Change, %" not in table.columns
