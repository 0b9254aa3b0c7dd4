"""What one View shows: every place known, nothing joined to the wrong shape, classes fixed over the years."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.classify import Method
from dashboard.language import language
from dashboard.screen import Screen, change_between, level_of, screen, series
from dashboard.view import Classes, View
from data_sources import geography, store
from data_sources.catalogue import indicator
from data_sources.model import Kind, Level
from data_sources.schema import Observations, check
from tests.data_sources.conftest import OLD
from tests.observed import Row, rows

EN = language("en")


def held(id: str, *given: Row) -> Observations:
    entry = indicator(id)
    table = rows(*given).drop(columns=["level", "geo_vintage"])
    return Observations(table=check(geography.resolve(table), entry), indicator=entry, provenance=OLD)


def shown(view: View, observations: Observations, population: Observations | None = None) -> Screen:
    level = level_of(view, observations)
    return screen(view, series(view, observations, population, level), level, EN)


def by_code(cells: pd.DataFrame) -> pd.DataFrame:
    return cells.set_index("geo")


def test_a_place_with_a_flag_and_no_value_stays_last() -> None:
    result = shown(
        View(indicator="cpi"),
        held("cpi", ("DE", "2020", 80.0), ("FR", "2020", None, "u|C"), ("BE", "2020", 76.0, "b")),
    )
    assert result.cells["geo"].tolist() == ["DE", "BE", "FR"]
    french = by_code(result.cells).loc["FR", ["name", "obs_flag", "conf_status"]].to_dict()
    assert french == {"name": "France", "obs_flag": "u", "conf_status": "C"}
    assert result.missing["geo"].tolist() == ["FR"]
    assert result.flags() == {"b": 1, "u": 1}


def test_regions_the_source_leaves_out_are_there_without_a_value() -> None:
    result = shown(
        View(indicator="unemp_n2", level=Level.NUTS2),
        held("unemp_n2", ("DE11", "2020", 3.0), ("FRY4", "2020", 17.0)),
    )
    everywhere = geography.region_table(Level.NUTS2, result.vintage)
    assert set(result.cells["geo"]) == set(everywhere.index)
    assert result.valued["geo"].tolist() == ["FRY4", "DE11"]
    assert by_code(result.cells)["overseas"].loc[["DE11", "FRY4"]].tolist() == [False, True]


def test_a_code_in_no_code_list_is_listed_but_not_placed() -> None:
    entry = indicator("unemp_n2")
    placed = rows(("DE11", "2020", 3.0), level="nuts2", vintage="2021")
    lost = rows(("FR10", "2020", 7.0), ("UKZ9", "2020", 4.0), level="nuts2", vintage="")
    table = pd.concat([placed, lost], ignore_index=True).astype({"time_period": "category"})
    result = shown(
        View(indicator="unemp_n2", level=Level.NUTS2),
        Observations(table=check(table, entry), indicator=entry, provenance=OLD),
    )
    cells = by_code(result.cells)
    assert cells.loc[["FR10", "UKZ9"], "obs_value"].tolist() == [7.0, 4.0]
    assert cells.loc[["FR10", "UKZ9"], "name"].tolist() == ["FR10", "UKZ9"]
    assert cells.loc[["DE11", "FR10", "UKZ9"], "lon"].notna().tolist() == [True, False, False]


def test_the_nearest_period_is_shown_and_the_asked_one_remembered() -> None:
    result = shown(View(indicator="cpi", period="2018"), held("cpi", ("DE", "2017", 1.0), ("DE", "2020", 2.0)))
    assert (result.asked, result.period) == ("2018", "2017")


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.FISHER_JENKS, Method.EQUAL])
def test_classes_are_the_same_in_every_year(method: Method) -> None:
    observations = store.load("recycle")
    view = View(indicator="recycle", classes=Classes(method=method))
    one, other = (shown(replace(view, period=period), observations) for period in ("2005", "2018"))
    assert one.period != other.period
    assert one.series.classes == other.series.classes
    assert one.series.classes.upper[-1] >= observations.table["obs_value"].max()


def test_own_cut_points_are_used_once_they_are_typed() -> None:
    observations = held("cpi", ("DE", "2020", 80.0), ("FR", "2020", 70.0))
    typed = View(indicator="cpi", classes=Classes(method=Method.OWN, own=(75.0, 90.0)))
    assert shown(typed, observations).series.classes.upper == (75.0, 90.0)
    assert (
        shown(replace(typed, classes=Classes(method=Method.OWN)), observations).series.classes.method
        is Method.QUANTILES
    )


def test_counts_become_rates_with_their_older_population_named() -> None:
    population = held("pop", ("DE", "2014", 1000.0))
    view = View(indicator="asy_all", per_head=True)
    result = shown(view, held("asy_all", ("DE", "2015", 5.0, "p"), ("FR", "2015", 7.0)), population)
    assert result.indicator.kind is Kind.RATE
    assert result.valued[["geo", "obs_value", "obs_flag"]].to_numpy().tolist() == [["DE", 5.0, "p"]]
    assert result.missing["geo"].tolist() == ["FR"]
    assert result.series.base_years == {"2015": 2014}


def test_places_that_a_data_set_never_covers_are_counted_apart() -> None:
    result = shown(
        View(indicator="unemp_n2", level=Level.NUTS2),
        held("unemp_n2", ("DE11", "2020", 3.0), ("FRY4", "2020", None, "@C")),
    )
    covered = result.missing["geo"].str[:2].isin(["DE", "FR"])
    assert result.outside == int((~covered).sum()) > 0
    assert covered.any()


def recoded_regions() -> tuple[str, str]:
    """A NUTS 2 code that means another area in 2016 than in 2024, and one that means the same."""
    same = geography.comparable(Level.NUTS2, "2016", "2024")
    old, new = (set(geography.region_table(Level.NUTS2, vintage).index) for vintage in ("2016", "2024"))
    return min((old & new) - same), "DE11"


def test_changes_leave_out_what_is_not_the_same_area() -> None:
    recoded, same = recoded_regions()
    table = pd.concat(
        [
            rows((recoded, "2015", 1.0), (same, "2015", 2.0), level="nuts2", vintage="2016"),
            rows((recoded, "2023", 3.0), (same, "2023", 5.0), level="nuts2", vintage="2024"),
        ]
    )
    entry = indicator("unemp_n2")
    for name in ("geo", "time_period", "geo_vintage"):
        table[name] = table[name].astype("category")
    observations = Observations(table=check(table, entry), indicator=entry, provenance=OLD)
    view = View(indicator="unemp_n2", level=Level.NUTS2)
    now, before = (shown(replace(view, period=period), observations) for period in ("2023", "2015"))
    assert change_between(now, before)["geo"].tolist() == [same]
