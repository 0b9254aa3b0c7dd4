"""What was read, brought together: tables in canonical columns, guesses, warnings, the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_sources.model import Level
from data_sources.schema import CATEGORIES, COLUMNS, POINT_COLUMNS
from data_sources.sentences import told
from data_sources.upload import cells, doubles, gathering, guesses, headers, small
from data_sources.upload.choices import Choices
from data_sources.upload.long import Long
from data_sources.upload.matches import Match, Status
from data_sources.upload.observed import Observed
from data_sources.upload.ownshapes import OWN, Boundaries
from data_sources.upload.places import Placed
from data_sources.upload.problems import Listed, Problem, Severity
from data_sources.upload.report import Report

_HALF = 0.5


class Settler:
    """What was read, on its way to tables and the report."""

    def __init__(  # noqa: PLR0913, PLR0917  each is one step's result
        self,
        name: str,
        choices: Choices,
        listed: Listed,
        shown: Long,
        seen: Observed,
        place: Placed,
        boundaries: Boundaries | None,
    ) -> None:
        self._name, self._choices, self._listed = name, choices, listed
        self._shown, self._seen, self._place, self._boundaries = shown, seen, place, boundaries

    def report(self) -> Report:
        """The whole report."""
        shown, roles, sheet = self._shown, self._shown.roles, self._shown.sheet
        long = self._long()
        kind = guesses.kind_of(self._words(), long["obs_value"].to_numpy())
        points = self._points(long)
        table = self._table(long) if points.empty else _empty(COLUMNS)
        way, gathered = gathering.way_of(self._choices, kind, shown.measure), None
        if len(points) and gathering.can_gather(self._choices, self._boundaries):
            gathered = gathering.gathered(points, self._choices, self._boundaries, way, self._listed)
            table, points, kind = gathered.table, _placed_in(points, gathered), gathering.kind_of(way, kind)
        few = small.warn(self._small_table(table, long), kind, self._choices, self._listed, shown.measure.strip())
        level = "point" if len(points) else _main_level(self._place.matches)
        return Report(
            name=self._name,
            choices=self._choices,
            sheet=sheet,
            form=sheet.form,
            layout="points" if len(points) else roles.layout,
            columns=sheet.header,
            decimal=self._seen.style.decimal,
            level=gathered.level if gathered else level,
            vintage=gathered.vintage if gathered else self._vintage(level),
            scheme=self._place.scheme,
            matches=self._place.matches,
            measure=gathering.name_of(way, self._called()) if gathered else self._called(),
            chosen=shown.measure.strip(),
            measures=tuple(one.strip() for one in shown.measures),
            pins=shown.pins,
            dimensions=shown.dimensions,
            problems=tuple(self._listed),
            table=table.drop(columns=["line", "base"], errors="ignore"),
            points=points.drop(columns="line"),
            long=long,
            kind=kind,
            direction=guesses.direction_of(self._words()),
            decimals=guesses.decimals_of((table if gathered else long)["obs_value"].to_numpy()),
            small=few,
            way=way if gathered else "",
            boundaries=self._boundaries,
        )

    def _called(self) -> str:
        """The measure's name; of exports with one, what their preamble says."""
        shown = self._shown
        said = [line.partition(" ")[2] for line in shown.sheet.preamble if line.upper().startswith("INDIC")]
        if shown.measure == "value" and said:
            return said[0]
        if shown.measure.casefold() not in {"value", "obs_value"}:
            return shown.sheet.labels.get(_column_of(shown), {}).get(shown.measure, shown.measure).strip()
        pinned = [shown.sheet.labels.get(name, {}).get(value, value).strip() for name, value in shown.pins]
        telling = [one for one in pinned if one and not headers.is_total(one)]
        return ", ".join(telling) or self._name.rsplit(".", 1)[0]

    def _words(self) -> str:
        labels = [self._shown.sheet.labels.get(name, {}).get(value, value) for name, value in self._shown.pins]
        return " ".join((self._called(), *labels, *self._shown.sheet.preamble[:1], self._name.replace("_", " ")))

    def _long(self) -> pd.DataFrame:
        """One row a figure as read, with its place's code and level, empty where it has none."""
        matches = self._place.matches
        codes = [one.code for one in matches] or [""]
        # shapes of the reader's own are one more division of neighbourhoods to the rest of the atlas
        levels = [Level.DISTRICT.value if one.level == OWN else one.level for one in matches] or [""]
        return pd.DataFrame(
            {
                "line": self._shown.sheet.lines[self._shown.where],
                "geo": _spread(codes, self._place.of_row),
                "time_period": self._seen.period,
                "obs_value": self._seen.value,
                "obs_flag": self._seen.flag,
                "conf_status": self._seen.conf,
                "level": _spread(levels, self._place.of_row),
            },
            copy=False,
        )

    def _table(self, long: pd.DataFrame) -> pd.DataFrame:
        """The observation table in canonical columns, with `line` and, where one is chosen, `base`."""
        says = long["obs_value"].notna() | (long["obs_flag"] != "") | (long["conf_status"] != "")
        keep = says & (long["geo"] != "") & (long["time_period"] != "")
        rows = long[keep] if not keep.all() else long
        rows = self._with_base(rows, keep.to_numpy())
        rows = doubles.settled(rows, self._choices, self._listed, self._shown.roles.place)
        if rows.empty:
            return _empty(COLUMNS)
        rows = self._vintaged(rows)
        rows = rows.assign(**{name: _used(rows[name].array) for name in CATEGORIES})
        order = [*COLUMNS, "line", *(["base"] if "base" in rows else [])]
        return rows[order].iloc[_order(rows)].reset_index(drop=True)

    def _vintaged(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with the code list of each place: that of its match."""
        if self._boundaries is not None:
            return rows.assign(geo_vintage=_spread([OWN], np.zeros(len(rows), dtype=np.int64)))
        of_code = {one.code: one.vintage for one in self._place.matches if one.code}
        categories = [of_code.get(str(code), "") for code in rows["geo"].cat.categories]
        return rows.assign(geo_vintage=_spread(categories, rows["geo"].cat.codes.to_numpy().astype(np.int64)))

    def _with_base(self, rows: pd.DataFrame, keep: np.ndarray) -> pd.DataFrame:
        """The rows with the denominators that stand in the chosen column beside them."""
        if not self._choices.base:
            return rows
        column = self._shown.sheet.column(self._choices.base)
        read = cells.figures(column.distinct, cells.style_of(column.distinct, self._shown.sheet.delimiter))
        return rows.assign(base=read.value[column.codes][self._shown.where][keep])

    @staticmethod
    def _small_table(table: pd.DataFrame, long: pd.DataFrame) -> pd.DataFrame:
        if "line" in table or table.empty:
            return table if len(table) else long
        return table.assign(line=0)

    def _points(self, long: pd.DataFrame) -> pd.DataFrame:
        """The rows at longitude and latitude in the columns of points; none where the places themselves are known."""
        roles = self._shown.roles
        known = sum(one.status is Status.MATCHED for one in self._place.matches)
        if not roles.lon or (known > _HALF * len(self._place.matches) and not roles.scattered):
            return _empty((*POINT_COLUMNS, "line"))
        lon, lat = self._coordinate(roles.lon, 180.0), self._coordinate(roles.lat, 90.0)
        names = [one.text for one in self._place.matches] or [""]
        table = long.assign(
            place=_spread(names, self._place.of_row),
            within=_spread([""], np.zeros(len(self._shown.where), dtype=np.int64)),
            lon=lon,
            lat=lat,
        )
        held = ~(np.isnan(lon) | np.isnan(lat)) & (table["time_period"] != "").to_numpy()
        points: pd.DataFrame = table.loc[held, [*POINT_COLUMNS, "line"]].reset_index(drop=True)
        return points

    def _coordinate(self, header: str, most: float) -> np.ndarray:
        """The degrees of a column, missing where it has none; what lies outside the world is listed."""
        column = self._shown.sheet.column(header)
        read = cells.figures(column.distinct, cells.style_of(column.distinct, self._shown.sheet.delimiter))
        found = read.value[column.codes[self._shown.where]]
        outside = np.abs(found) > most
        if outside.any():
            row = int(np.flatnonzero(outside)[0])
            line = int(self._shown.sheet.lines[self._shown.where[row]])
            fix = told("no degrees; left out. Are the coordinates projected?")
            self._listed.add(
                Problem(
                    kind="point", severity=Severity.LOST, line=line, column=header, read=f"{found[row]:g}", fix=fix,
                    n=int(outside.sum()),
                )
            )  # fmt: skip
        return np.where(outside, np.nan, found)

    def _vintage(self, level: str) -> str:
        """The code list of the places of the main level."""
        vintages = Counter(one.vintage for one in self._place.matches if one.level == level)
        found = vintages.most_common(1)
        if level in {Level.NUTS1.value, Level.NUTS2.value, Level.NUTS3.value}:
            return self._place.vintage
        return found[0][0] if found else ""


def _placed_in(points: pd.DataFrame, found: gathering.Gathered) -> pd.DataFrame:
    """The points with the code of the region that each is counted in."""
    return points.assign(within=pd.Categorical(found.within))


def _column_of(shown: Long) -> str:
    """The column whose value is the measure, or empty."""
    return next((name for name, value in shown.pins if value == shown.measure), "")


def _spread(texts: Sequence[str], codes: np.ndarray) -> pd.Categorical:
    """Rows of texts by their positions."""
    names = sorted(set(texts))
    at = {name: number for number, name in enumerate(names)}
    place = np.array([at[text] for text in texts], dtype=np.int32)
    return pd.Categorical.from_codes(place[codes], pd.Index(names, dtype="str"), validate=False)


def _used(held: pd.Categorical) -> pd.Categorical:
    """The categorical without the categories that no row has."""
    found = np.zeros(len(held.categories), dtype=bool)
    found[held.codes] = True
    place = (np.cumsum(found) - 1).astype(np.int32)
    return pd.Categorical.from_codes(place[held.codes], held.categories[found], validate=False)


def _order(rows: pd.DataFrame) -> np.ndarray:
    """The positions of the rows by level, period and place, as the observation table has them."""
    key = np.zeros(len(rows), dtype=np.int64)
    for name in ("level", "time_period", "geo"):
        key = key * len(rows[name].cat.categories) + rows[name].cat.codes.to_numpy()
    return np.argsort(key, kind="stable")


def _main_level(matches: Sequence[Match]) -> str:
    """The level of most places found."""
    levels = Counter(one.level for one in matches if one.status is Status.MATCHED)
    return levels.most_common(1)[0][0] if levels else ""


def _empty(columns: Sequence[str]) -> pd.DataFrame:
    """A table without rows, its columns of the right kind."""
    table = pd.DataFrame({name: pd.Categorical([], categories=pd.Index([], dtype="str")) for name in columns})
    numbers = [name for name in ("obs_value", "lon", "lat") if name in table]
    return table.assign(**{name: pd.Series([], dtype="float64") for name in numbers})
