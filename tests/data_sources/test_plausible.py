"""A stock of residents that doubles and halves again is not believed; anything else is."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_sources.catalogue import indicator
from data_sources.plausible import believable
from tests.observed import cells, rows

STEADY = replace(indicator("c_pop"), steady=True)
YEARS = ("2018", "2019", "2020", "2021")


def stocks(**values: tuple[float, ...]) -> pd.DataFrame:
    return rows(*((geo, year, value) for geo, held in values.items() for year, value in zip(YEARS, held, strict=True)))


def test_a_jump_loses_its_value_and_is_counted() -> None:
    table, notes = believable(stocks(DE001C=(100.0, 101.0, 10.0, 102.0), FR001C=(50.0, 51.0, 52.0, 53.0)), STEADY)
    assert {key for key, (value, _, _) in cells(table).items() if value is None} == {("DE001C", "2020")}
    assert [str(note) for note in notes] == [
        "1 figures contradict the years next to them and are left out: DE 2020 (1)."
    ]


def test_growth_is_believed_and_so_is_what_has_no_neighbours() -> None:
    given = pd.concat([stocks(DE001C=(100.0, 140.0, 180.0, 220.0)), rows(("FR001C", "1990", 5.0))])
    table, notes = believable(given, STEADY)
    assert cells(table) == cells(given)
    assert notes == ()


def test_where_many_places_of_a_country_jump_none_of_that_period_is_believed() -> None:
    table, _ = believable(
        stocks(
            DE001C=(100.0, 101.0, 40.0, 102.0),
            DE002C=(100.0, 101.0, 102.0, 103.0),
            DE003C=(100.0, 101.0, 102.0, 103.0),
            DE004C=(100.0, 101.0, 102.0, 103.0),
            FR001C=(100.0, 101.0, 102.0, 103.0),
        ),
        STEADY,
    )
    lost = {key for key, (value, _, _) in cells(table).items() if value is None}
    assert lost == {(f"DE00{n}C", "2020") for n in range(1, 5)}


def test_only_stocks_are_doubted() -> None:
    given = stocks(DE001C=(100.0, 101.0, 10.0, 102.0))
    assert believable(given, replace(STEADY, steady=False)) == (given, ())
