"""Numbers, dates, periods and names of countries in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import LANGUAGES, language
from data_sources.model import UNDATED

EN, FR = language("en"), language("fr")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (476620, 0, "476\u202f620", "476\u202f620"),
        (1234.56, 1, "1\u202f234.6", "1\u202f234,6"),
        (2.5, 2, "2.50", "2,50"),
        (-0.04, 1, "0.0", "0,0"),
    ],
)
def test_numbers(value: float, decimals: int, english: str, french: str) -> None:
    assert (EN.number(value, decimals), FR.number(value, decimals)) == (english, french)


@given(value=st.floats(-1e12, 1e12), decimals=st.integers(0, 3))
def test_numbers_are_babels(value: float, decimals: int) -> None:
    shape = "#,##0" + ("." + "0" * decimals if decimals else "")
    english = format_decimal(round(value, decimals) + 0.0, format=shape, locale="en").replace(",", "\u202f")
    assert EN.number(value, decimals) == english.replace("-", "\u2212")
    assert FR.number(value, decimals) == EN.number(value, decimals).replace(".", ",")


@given(value=st.integers(-(10**12), 10**12))
def test_a_number_reads_back(value: int) -> None:
    for say in (EN, FR):
        assert int(say.number(value).replace("\u202f", "").replace("\u2212", "-")) == value


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("EL", "Greece", "Grèce"),
        ("UK", "United Kingdom", "Royaume-Uni"),
        ("DE", "Germany", "Allemagne"),
        ("XK", "Kosovo", "Kosovo"),
        ("TR", "Türkiye", "Turquie"),
    ],
)
def test_countries_by_their_eurostat_code(code: str, english: str, french: str) -> None:
    assert (EN.country(code), FR.country(code)) == (english, french)


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [("2015", "2015", "2015"), ("2022-03", "March 2022", "mars 2022"), ("2015-Q1", "Q1 2015", "T1 2015")],
)
def test_periods(period: str, english: str, french: str) -> None:
    assert (EN.period(period), FR.period(period)) == (english, french)


@pytest.mark.parametrize("period", ["2015-99", "0000-01", "2015-00"])
def test_a_month_that_is_none_is_shown_as_it_stands(period: str) -> None:
    """A URL may ask for it, and it is then named in the notice of the nearest period."""
    assert EN.period(period) == period


def test_an_undated_average_says_so() -> None:
    assert "not stated" in EN.period(UNDATED)


def test_days() -> None:
    day = date(2026, 11, 21)
    assert (EN.day(day), FR.day(day)) == ("21 November 2026", "21 novembre 2026")


def test_gaps_and_plurals_are_filled() -> None:
    assert EN("Snapshot of {day}", day="today") == "Snapshot of today"
    assert EN.plural("{n} place", "{n} places", 1) == "1 place"
    assert EN.plural("{n} place", "{n} places", 1200) == "1\u202f200 places"


def test_an_unknown_language_is_english() -> None:
    assert language("tlh").code == "en"
    assert set(LANGUAGES) == {"en", "fr"}
