"""Files to begin with: an empty template for each level, and worked examples with real figures of the snapshot."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pandas as pd

from data_sources import geography, store
from data_sources.geography import URBAN_AUDIT, VINTAGES
from data_sources.model import Level
from data_sources.schema import Observations

TEMPLATES = (Level.COUNTRY, Level.NUTS1, Level.NUTS2, Level.NUTS3, Level.CITY, Level.FUA)
"""The levels that a template is made for; neighbourhoods have one a city, by `district_template`."""

_HEADER = ("geo", "name", "time_period", "obs_value", "obs_flag")
_YEARS = 5


def template(level: Level, year: int) -> bytes:
    """A CSV with every place of a level and no figures yet, in the newest code list."""
    vintage = URBAN_AUDIT if level in {Level.CITY, Level.FUA} else VINTAGES[-1]
    return _template(geography.region_table(level, vintage), year)


def district_template(division: str, year: int) -> bytes:
    """The same for the neighbourhoods of one division of a city, such as `UK002C-wards`."""
    return _template(geography.region_table(Level.DISTRICT, division), year)


def _template(places: pd.DataFrame, year: int) -> bytes:
    rows = [(code, name, year, "", "") for code, name in zip(places.index, places["name"], strict=True)]
    return _csv(_HEADER, rows)


def examples() -> dict[str, Callable[[], bytes]]:
    """File name -> what makes it, of those whose figures are held: tidy by code, wide by name, awkward on purpose."""
    made = {
        "first-time-applicants.csv": ("asy_first", _tidy),
        "housing-deprivation-wide.csv": ("sev_housing", _wide),
        "net-migration-regions.csv": ("netmig_n2", _awkward),
    }
    return {name: _making(make, id) for name, (id, make) in made.items() if id in store.held()}


def _making(make: Callable[[Observations], bytes], id: str) -> Callable[[], bytes]:
    return lambda: make(store.load(id))


def _newest(held: Observations, level: Level, years: int) -> pd.DataFrame:
    """The rows of the newest periods at one level, figures only, by place and period."""
    rows = held.table[(held.table["level"] == level.value) & held.table["obs_value"].notna()]
    last = sorted(rows["time_period"].astype(str).unique())[-years:]
    rows = rows[rows["time_period"].astype(str).isin(last)]
    return rows.astype({"geo": str, "time_period": str, "obs_flag": str}).sort_values(["geo", "time_period"])


def _tidy(held: Observations) -> bytes:
    """One row a country and year, by Eurostat's codes, flags in a column."""
    rows = _newest(held, Level.COUNTRY, _YEARS)
    names = geography.countries()["name"]
    return _csv(
        _HEADER,
        [(geo, names.get(geo, ""), period, _figure(value), flag) for geo, period, value, flag in _cells(rows)],
    )


def _wide(held: Observations) -> bytes:
    """One column a year, by country names, flags behind the figures, `:` for missing."""
    rows = _newest(held, Level.COUNTRY, _YEARS)
    names = geography.countries()["name"]
    texts = {(geo, period): f"{_figure(value)} {flag}".strip() for geo, period, value, flag in _cells(rows)}
    years = sorted({period for _, period in texts})
    places = sorted({geo for geo, _ in texts})
    body = [[names.get(geo, geo), *(texts.get((geo, year), ":") for year in years)] for geo in places]
    return _csv(("country", *years), body)


def _awkward(held: Observations) -> bytes:
    """Semicolons, decimal commas, lines before the table, Windows-1252: as a spreadsheet in many a country saves it."""
    rows = _newest(held, Level.NUTS2, 1)
    vintage = str(rows["geo_vintage"].iloc[0])
    names = geography.region_table(Level.NUTS2, vintage)["name"]
    title = f"{held.indicator.title} ({held.indicator.unit.name})"
    head = [[title], [f"Source: {held.provenance.source}, {held.provenance.dataflow}"], []]
    cells = [(geo, period, _figure(value).replace(".", ",")) for geo, period, value, _ in _cells(rows)]
    body = [[geo, names.get(geo, ""), period, figure] for geo, period, figure in cells]
    text = _text([*head, ["NUTS", "Region", "Year", "Value"], *body], ";")
    return text.encode("cp1252", errors="replace")


def _cells(rows: pd.DataFrame) -> list[tuple[str, str, float, str]]:
    return list(zip(rows["geo"], rows["time_period"], rows["obs_value"], rows["obs_flag"], strict=True))


def _figure(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    return _text([header, *rows], ",").encode("utf-8-sig")


def _text(rows: Sequence[Sequence[object]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()
