"""Any name of a place leads to a figure; neighbourhoods are found too, with their city."""

from __future__ import annotations

import pytest

from dashboard import finding
from dashboard.language import language
from data_sources import geography, store
from data_sources.model import Level

SAY = language("en")
PLACES = finding.findable(geography.places(), geography.districts())
LABELS = finding.labels(PLACES, SAY)
EVERY_DIVISION = sorted(set(PLACES.loc[PLACES["level"] == "district", "vintage"].astype(str)))


def test_every_place_is_there_once_and_has_a_label() -> None:
    assert PLACES.index.is_unique
    assert set(LABELS) == set(PLACES.index)
    assert set(geography.places()["code"]) <= set(LABELS)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("DE001C_03", "Pankow · neighbourhood, Berlin, Germany"),
        ("BE", "Belgium · country (Belgique/België, Belgique)"),
        ("DE21", "Oberbayern · region, Germany"),
    ],
)
def test_a_label_says_what_and_where(code: str, label: str) -> None:
    assert LABELS[code] == label


def test_neighbourhoods_that_have_only_a_number_are_left_out() -> None:
    assert {"el Raval", "Acocks Green", "Indre By", "Darnley East"} <= set(PLACES["name"])
    assert not PLACES["name"].str.contains("Birmingham 0").any()
    assert len(PLACES) < 1.1 * len(geography.places()), "the names weigh on the first page"


@pytest.mark.parametrize("division", EVERY_DIVISION)
def test_every_neighbourhood_has_a_figure_to_show(division: str) -> None:
    codes = list(PLACES.index[PLACES["vintage"].astype(str) == division])
    held = [store.load(id) for id in finding.candidates(Level.DISTRICT, division) if id in store.held()]
    found = {code for code in codes for one in held if finding.view_of_place(code, Level.DISTRICT, one, "en")}
    assert len(found) >= 0.9 * len(codes)


def test_the_figure_of_a_neighbourhood_is_of_its_own_level() -> None:
    (id, *_) = finding.candidates(Level.DISTRICT, "DE001C-districts")
    view = finding.view_of_place("DE001C_03", Level.DISTRICT, store.load(id), "en")
    assert view is not None
    assert (view.level, view.places, view.indicator) == (Level.DISTRICT, ("DE001C_03",), id)
    assert not finding.candidates(Level.DISTRICT)
