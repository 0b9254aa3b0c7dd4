"""Points counted, added up or averaged in the regions they lie in, by the reader's choice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources import geography
from data_sources.frames import UNIT_M, Coordinates
from data_sources.geography import VINTAGES
from data_sources.model import NUTS, Kind, Level
from data_sources.schema import COLUMNS
from data_sources.sentences import Told, several, told
from data_sources.upload import grounds
from data_sources.upload.choices import Choices
from data_sources.upload.grounds import Ground, Places
from data_sources.upload.limits import MOST_OF_A_KIND
from data_sources.upload.long import ROWS
from data_sources.upload.ownshapes import OWN, Boundaries
from data_sources.upload.problems import Listed, Problem, Severity

COUNT, SUM, MEAN = "count", "sum", "mean"
WAYS = (COUNT, SUM, MEAN)
"""In `Choices.way`: rows counted, figures added up, figures averaged."""

LEVELS = (Level.COUNTRY, Level.NUTS1, Level.NUTS2, Level.NUTS3)
"""In `Choices.gather`, beside the divisions of cities and the reader's own boundaries."""

_HALF = 0.5
_SAMPLE = 20_000


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The observation table, and for each point the code of its region, empty for none."""

    table: pd.DataFrame
    within: npt.NDArray[np.object_]
    level: str
    vintage: str


def way_of(choices: Choices, kind: Kind, measure: str) -> str:
    """How points are gathered: as the reader says, else counts are added up and all other figures averaged."""
    if choices.way in WAYS:
        return choices.way
    if measure == ROWS:
        return COUNT
    return SUM if kind is Kind.COUNT else MEAN


def kind_of(way: str, kind: Kind) -> Kind:
    """What sort of quantity comes out."""
    if way == COUNT:
        return Kind.COUNT
    return Kind.MEAN if way == MEAN and kind is Kind.COUNT else kind


def name_of(way: str, measure: str) -> Told:
    """What the gathered measure is called."""
    if way == COUNT:
        return told("Number of rows")
    return told("Sum of {measure}", measure=measure) if way == SUM else told("Mean of {measure}", measure=measure)


def divisions(points: pd.DataFrame) -> tuple[str, ...]:
    """The divisions of cities with shapes in which most points lie, roughly."""
    table = geography.districts().dropna(subset=["lon", "lat"])
    found = []
    for division, part in table.groupby("vintage", observed=True):
        near = points["lon"].between(*_ends(part["lon"])) & points["lat"].between(*_ends(part["lat"]))
        if near.mean() > _HALF and geography.boundary_url(Level.DISTRICT, str(division)):
            found.append(str(division))
    return tuple(found)


def _ends(degrees: pd.Series) -> tuple[float, float]:
    margin = 0.1 * float(degrees.max() - degrees.min())
    return float(degrees.min()) - margin, float(degrees.max()) + margin


def gathered(points: pd.DataFrame, choices: Choices, own: Boundaries | None, way: str, listed: Listed) -> Gathered:
    """The points in the regions that were chosen; `points` has `line`. Those in none are listed, and left out."""
    spot, spots = pd.factorize(points["lon"].to_numpy() + 1j * points["lat"].to_numpy())
    degrees = np.column_stack([spots.real, spots.imag])
    ground = _best(degrees[:_SAMPLE], choices, own)
    places, near = ground.places(degrees)
    place, close = places[spot], near[spot]
    _list(points, place, close, ground, listed)
    codes = np.array([*ground.codes, ""], dtype=object)
    return Gathered(
        table=_table(points, place, ground, way), within=codes[place], level=ground.level, vintage=ground.vintage
    )


def _best(degrees: Coordinates, choices: Choices, own: Boundaries | None) -> Ground:
    """The shapes asked for, of NUTS in the version that holds most points, the newest of equals."""
    every = _grounds(choices, own)
    if len(every) == 1:
        return every[0]
    return max(every, key=lambda one: int((one.places(degrees)[0] >= 0).sum()))


def _grounds(choices: Choices, own: Boundaries | None) -> list[Ground]:
    if choices.gather == OWN and own is not None:
        return [grounds.of_boundaries(own)]
    if choices.gather in {level.value for level in NUTS}:
        versions = [choices.vintage] if choices.vintage in VINTAGES else list(reversed(VINTAGES))
        pairs = [(choices.gather, version) for version in versions]
    elif choices.gather == Level.COUNTRY.value:
        pairs = [(choices.gather, VINTAGES[-1])]
    else:
        pairs = [(Level.DISTRICT.value, choices.gather)]
    return [found for pair in pairs if (found := grounds.ground(*pair)) is not None]


def can_gather(choices: Choices, own: Boundaries | None) -> bool:
    """True where the choice names shapes that are held."""
    return bool(choices.gather) and bool(_grounds(choices, own))


def _table(points: pd.DataFrame, place: Places, ground: Ground, way: str) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"geo": np.array([*ground.codes, ""], dtype=object)[place], "time_period": points["time_period"].astype(str),
         "obs_value": points["obs_value"]}
    )[place >= 0]  # fmt: skip
    groups = rows.groupby(["geo", "time_period"], sort=True)["obs_value"]
    found = groups.size() if way == COUNT else groups.sum(min_count=1) if way == SUM else groups.mean()
    table = found.astype("float64").rename("obs_value").reset_index()
    table = table.assign(obs_flag="", conf_status="", level=ground.level, geo_vintage=ground.vintage)
    table = table.dropna(subset="obs_value").sort_values(["time_period", "geo"], ignore_index=True)
    texts = [name for name in COLUMNS if name != "obs_value"]
    return table.astype(dict.fromkeys(texts, "str")).astype(dict.fromkeys(texts, "category"))[list(COLUMNS)]


def _list(points: pd.DataFrame, place: Places, near: np.ndarray, ground: Ground, listed: Listed) -> None:
    """Says how many points lie in how many regions, how many just outside, and each that lies in none."""
    inside, regions = int((place >= 0).sum()), len(set(place[place >= 0].tolist()))
    fix = told(
        "{n} points lie in {regions} regions, {outside} in none", n=inside, regions=regions, outside=len(place) - inside
    )
    listed.add(Problem(kind="gathered", severity=Severity.NOTE, fix=fix, n=inside))
    if near.any():
        metres = round(ground.near / ground.parts * UNIT_M)
        fix = several(
            "{n} point lies outside all regions, less than {metres} m off: counted to the nearest",
            "{n} points lie outside all regions, less than {metres} m off: counted to the nearest",
            int(near.sum()),
            metres=metres,
        )
        listed.add(Problem(kind="near", severity=Severity.NOTE, line=_line(points, near), fix=fix, n=int(near.sum())))
    _list_outside(points, np.flatnonzero(place < 0), listed)


def _list_outside(points: pd.DataFrame, rows: npt.NDArray[np.int64], listed: Listed) -> None:
    """Lists the first points that lie in no region one by one, and counts the others."""
    fix = told("in no region; left out")
    first = points.iloc[rows[:MOST_OF_A_KIND]]
    for place, lon, lat, line in zip(first["place"], first["lon"], first["lat"], first["line"], strict=True):
        read = f"{place} {lon:g}, {lat:g}".strip()
        listed.add(Problem(kind="outside", severity=Severity.LOST, line=int(line), read=read, fix=fix))
    more = len(rows) - len(first)
    if more:
        listed.add(Problem(kind="outside", severity=Severity.LOST, read=" ", fix=fix, n=more))


def _line(points: pd.DataFrame, rows: np.ndarray) -> int:
    return int(points["line"].to_numpy()[np.flatnonzero(rows)[0]])
