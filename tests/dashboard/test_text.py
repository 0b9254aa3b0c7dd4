"""Sentences hold the figures of the screen, and say what a reader must know before trusting it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard import text
from dashboard.language import language
from dashboard.screen import Screen, screen, series
from dashboard.view import View
from data_sources import store
from tests.dashboard.test_tables import shown

SAY = language("en")


def per_head(period: str) -> Screen:
    """Asylum applicants per 1,000 inhabitants."""
    view = View(indicator="asy_all", period=period, per_head=True)
    found = series(view, store.load("asy_all"), store.load("pop"), view.level)
    return screen(view, found, view.level, SAY)


def test_the_summary_names_both_ends_and_the_gaps() -> None:
    summary = text.summary(shown("asy_all", period="2015"), SAY)
    assert summary.count(".") == 2
    assert "476\u202f620 (Germany)" in summary
    assert "no figure" in summary or "has a figure" in summary


def test_places_that_are_never_covered_are_not_called_gaps() -> None:
    """The legend counts them apart, so the sentence does too."""
    regions = shown("netmig_n2")
    inside = len(regions.missing) - regions.outside
    assert regions.outside > 0, "no figures of Türkiye or the United Kingdom"
    said = text.summary(regions, SAY)
    assert said.endswith(f"{regions.outside} are not part of this data set.")
    assert ("no figure" in said) == (inside > 0)


def test_the_headline_says_the_unit() -> None:
    assert text.finding(shown("recycle", period="2020"), SAY).endswith("%")
    assert text.finding(per_head("2015"), SAY).startswith("2015: Hungary has the highest figure, 18.05 per 1,000")


def test_a_rate_says_which_population_divides_it() -> None:
    assert "Divided by the population of 1 January 2015." in text.notices(per_head("2015"), SAY)
    assert not any("population" in notice for notice in text.notices(shown("asy_all"), SAY))


def test_the_nearest_year_is_said() -> None:
    assert text.notices(shown("asy_first", period="2024"), SAY) == ["No figures for 2024. Shown is the nearest: 2016."]


def test_a_stale_copy_is_said_with_its_day() -> None:
    fresh = shown("asy_all")
    origin = replace(fresh.series.provenance, stale="the service cannot be reached now")
    stale = replace(fresh, series=replace(fresh.series, provenance=origin))
    (notice,) = text.notices(stale, SAY)
    assert "the service cannot be reached now" in notice
    assert SAY.day(origin.retrieved_at.date()) in notice


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_source_line_has_source_data_set_dates_and_both_rights(lang: str) -> None:
    line = text.source_line(shown("recycle"), language(lang))
    for part in ("Eurostat", "sdg_11_60", "2026", "CC BY 4.0", "© EuroGeographics for the administrative boundaries"):
        assert part in line


def test_what_is_held_is_said_and_a_partial_copy_called_so() -> None:
    assert text.held_line(shown("asy_all"), SAY) == "Held here: 2008 to 2024, 27 of 27 members of the EU."
    assert text.held_line(shown("asy_first"), SAY).endswith("This copy is partial.")


def test_cities_without_a_location_are_counted() -> None:
    notices = " ".join(text.notices(shown("c_pop", period="2017"), SAY))
    assert "have no location and are in the ranking and the table only" in notices
    assert "stand at the middle of their region" in notices


def test_flags_are_words() -> None:
    assert text.flag_words("bep", "", SAY) == "break in the series, estimated, provisional"
    assert text.flag_words("", "C", SAY) == "confidential"
    assert text.flag_words("", "", SAY) == ""
