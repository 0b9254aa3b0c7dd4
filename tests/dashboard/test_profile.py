"""The profile of a place: whose figures they are, how old, what stands beside them, and sentences that follow them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from dashboard.language import language
from dashboard.palette import Look
from dashboard.profile import cards, gaps, medians, rows, tables, words
from dashboard.profile import facts as profile
from dashboard.profile.book import Book, Sheet, book
from dashboard.profile.facts import FARTHEST_YEARS, Fact, Relation, in_book, place, relatives
from dashboard.profile.rows import Beside
from data_sources import holdings, store
from data_sources.catalogue import CATALOGUE
from data_sources.figures import figures
from data_sources.model import Level, Theme

pytestmark = pytest.mark.slow

SAY, YEAR = language("en"), 2026
IDS = [id for id, one in CATALOGUE.items() if id in store.held() and not one.part and one.levels != (Level.DISTRICT,)]
BOOK = book(figures(IDS))
FOUR = {"UK002C": "Birmingham", "UK004C": "Glasgow", "DK001C": "København", "NL001C": "Amsterdam"}
SHOWN = (*FOUR, "BE003C", "DE008C", "BE234", "BE23", "BE003F", "BE", "UK")
TECHNICAL = re.compile(r"\bNUTS\b|\bFUA\b|Fisher|Jenks|\bnan\b|\bNone\b")


@lru_cache(maxsize=64)
def _of_snapshot(code: str) -> tuple[Fact, ...]:
    return profile.named(in_book(code, BOOK, IDS, year=YEAR), SAY)


def found(code: str, held: Book = BOOK) -> tuple[Fact, ...]:
    if held is BOOK:
        return _of_snapshot(code)
    return profile.named(in_book(code, held, IDS, year=YEAR), SAY)


def headline(code: str, held: Book = BOOK) -> str:
    return words.headline(profile.in_words(place(code), SAY), found(code, held), SAY)


def page(code: str) -> str:
    """Everything the profile writes about a place."""
    one, facts = profile.in_words(place(code), SAY), found(code)
    lacking = gaps.gaps(one, facts, SAY)
    parts = [
        words.headline(one, facts, SAY),
        rows.as_html(facts, Beside(place=one, say=SAY, look=Look.LIGHT)),
        cards.as_html(cards.cards(facts, BOOK), SAY, Look.DARK),
        *(f"{gaps.name(gap, SAY)} {gap.holders}" for gap in lacking),
    ]
    return "\n".join(parts)


class _Words(HTMLParser):
    """The words of a page, with what is said of its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag
        self.said += [value or "" for name, value in attrs if name == "aria-label"]


def in_words(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    return " ".join(reader.said)


@pytest.mark.parametrize("code", list(FOUR))
def test_each_of_the_four_cities_has_at_least_twelve_figures_with_their_year(code: str) -> None:
    facts = [one for one in found(code) if one.relation is not Relation.COUNTRY and one.age_years is not None]
    by_relation = {relation.value: sum(one.relation is relation for one in facts) for relation in Relation}
    print(f"{FOUR[code]}: {len(facts)} figures {by_relation}")
    assert place(code).name == FOUR[code]
    assert len(facts) >= 12
    assert len({one.indicator for one in facts}) == len(facts)
    assert by_relation["own"] >= 12, "of the city itself"


def test_the_cities_of_the_survey_have_more_than_those_outside_it() -> None:
    survey = {code: sum(one.indicator.startswith("p_") for one in found(code)) for code in FOUR}
    assert survey.pop("UK002C") == 0
    assert min(survey.values()) >= 30


def test_a_city_lies_in_its_commuting_area_regions_and_country() -> None:
    known = [(one.code, relation) for one, relation in relatives("BE003C")]
    assert known == [
        ("BE003C", Relation.OWN),
        ("BE003F", Relation.COMMUTING),
        ("BE234", Relation.REGION),
        ("BE23", Relation.REGION),
        ("BE", Relation.COUNTRY),
    ]
    assert relatives("BE")[0][0].level is Level.COUNTRY
    assert len(relatives("BE")) == 1


def test_a_neighbourhood_is_part_of_its_city() -> None:
    assert profile.city_of("DE001C_03") == "DE001C"
    assert relatives("DE001C_03") == relatives("DE001C")


@pytest.mark.parametrize("code", SHOWN)
def test_no_figure_stands_for_another_place_unsaid(code: str) -> None:
    around = dict(relatives(code))
    for one in in_book(code, BOOK, IDS, year=YEAR):
        assert around[one.place] is one.relation
        assert one.place.level in CATALOGUE[one.indicator].levels
        assert bool(words.whose(one, SAY)) is (one.relation is not Relation.OWN)


@pytest.mark.parametrize("code", SHOWN)
def test_every_fact_is_the_newest_of_the_snapshot(code: str) -> None:
    for one in found(code)[::7]:
        table = store.load(one.indicator).table
        own = table[(table["geo"] == one.place.code) & table["obs_value"].notna()]
        own = own[~own["obs_flag"].astype(str).str.contains("u")]
        newest = own.sort_values("time_period", key=lambda column: column.astype(str)).iloc[-1]
        if not one.per_head:
            assert (one.value, one.period) == (newest["obs_value"], str(newest["time_period"]))


def test_a_count_is_divided_by_the_people_of_its_place_and_year() -> None:
    fact = next(one for one in found("BE") if one.indicator == "asy_all")
    people = {one.period: one.value for one in BOOK["pop"].history("BE")}
    count = {one.period: one.value for one in replace(BOOK["asy_all"], people=None).history("BE")}
    assert fact.per_head
    assert fact.value == pytest.approx(1000 * count[fact.period] / people[fact.period])


def test_a_count_newer_than_the_population_held_stays_a_count() -> None:
    fact = next(one for one in found("UK004C") if one.indicator == "uk_asylum_support")
    rates = BOOK["uk_asylum_support"].history("UK004C")
    assert not fact.per_head
    assert fact.period > rates[-1].period
    assert fact.median is None


def test_what_stands_beside_is_not_far_in_time() -> None:
    facts = [one for code in SHOWN for one in found(code)]
    for one in facts:
        for other in (one.country_period, one.union_period):
            assert not other or abs(int(other[:4]) - int(one.period[:4])) <= FARTHEST_YEARS
    assert any(one.country is not None and one.country_period != one.period for one in facts)


def test_a_rank_counts_from_the_highest_of_all_places_in_that_year() -> None:
    fact = next(one for one in found("BE003C") if one.indicator == "c_forborn")
    table = store.load("c_forborn").table
    rows_of = table[(table["time_period"] == fact.period) & (table["level"] == "city")]
    values = rows_of.loc[~rows_of["obs_flag"].astype(str).str.contains("u"), "obs_value"].dropna()
    assert fact.n == len(values)
    assert fact.rank == int((values > fact.value).sum()) + 1
    assert fact.median == pytest.approx(values.median())


@pytest.mark.parametrize(
    ("period", "years", "said"),
    [("2018", 8, "2018, 8 years old"), ("2025", 1, "2025, 1 year old"), ("2026", 0, "2026, of this year")],
)
def test_an_age_is_in_words(period: str, years: int, said: str) -> None:
    fact = replace(found("BE003C")[0], period=period, age_years=years)
    assert words.age(fact, SAY) == said


def turned(held: Book) -> Book:
    """Every figure mirrored, so that the highest is the lowest, and shifted, so that no number stays."""

    def mirrored(sheet: Sheet) -> Sheet:
        values = sheet.values  # noqa: PD011 - an array of ours, no frame
        low, high = values.min(), values.max()
        return replace(sheet, values=low + high - values + 0.37 * (high - low))

    return Book(sheets={id: mirrored(sheet) for id, sheet in held.sheets.items()})


def exchanged(held: Book) -> Book:
    """The figures of every indicator dealt anew among its places."""
    order = np.random.default_rng(6)
    return Book(
        sheets={id: replace(sheet, values=order.permutation(sheet.values)) for id, sheet in held.sheets.items()}
    )


@pytest.mark.parametrize("code", [*FOUR, "BE003C", "BE234", "BE"])
def test_other_figures_make_other_sentences(code: str) -> None:
    own, other = headline(code), headline(code, turned(BOOK))
    assert own != other
    assert numbers(own) != numbers(other)
    if "above the middle" in own.partition(". ")[0]:
        assert "below the middle" in other.partition(". ")[0]
    assert headline(code, exchanged(BOOK)) not in {own, other}


def test_the_headline_names_another_figure_when_figures_are_exchanged() -> None:
    texts = [headline(code, held) for code in FOUR for held in (BOOK, turned(BOOK))]
    ends = [re.search(r"near the (top|bottom) in ([^(]+) \(", text) for text in texts]
    assert {one[1] for one in ends if one} == {"top", "bottom"}
    assert len({one[2] for one in ends if one}) >= 3


def test_a_figure_that_many_places_share_stands_out_in_nothing() -> None:
    shared = replace(FACT, indicator="p_trust", value=3.0, others=(1.0, *[3.0] * 40), n=41, rank=1)
    alone = replace(shared, others=(*[1.0] * 40, 3.0))
    assert "near the" not in words.headline(place("BE003C"), [shared], SAY)
    assert "near the top" in words.headline(place("BE003C"), [alone], SAY)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d\u202f.]*", text)


FACT = next(one for one in found("BE003C") if one.indicator == "c_forborn")


@pytest.mark.parametrize(
    ("value", "said"), [(90.0, "above Belgium"), (1.0, "below Belgium"), (FACT.country, "as in Belgium")]
)
def test_the_first_sentence_compares_with_the_country(value: float, said: str) -> None:
    text = words.headline(place("BE003C"), [replace(FACT, value=value)], SAY)
    assert said in text
    assert "Too few of its figures have a better side" in text


def test_without_figures_the_headline_says_so() -> None:
    assert "No figure of Gent itself is held" in words.headline(place("BE003C"), [], SAY)
    wider = replace(FACT, relation=Relation.COUNTRY)
    assert "No figure of Gent itself is held" in words.headline(place("BE003C"), [wider], SAY)
    other = replace(FACT, indicator="c_cars")
    assert "No figure on arrivals of Gent itself is held." in words.headline(place("BE003C"), [other], SAY)


def test_a_figure_is_better_on_the_side_that_its_indicator_says() -> None:
    high = replace(FACT, value=9.0, median=5.0, n=50)
    assert words.better(replace(high, indicator="p_trust")) is True
    assert words.better(replace(high, indicator="c_unemployed")) is False
    assert words.better(replace(high, indicator="c_forborn")) is None, "arrivals are neither good nor bad"
    assert words.better(replace(high, indicator="p_trust", n=3)) is None


@pytest.mark.parametrize("code", SHOWN)
def test_the_page_uses_no_technical_word_unexplained(code: str) -> None:
    said = in_words(page(code))
    assert TECHNICAL.findall(said) == []
    assert len(said) > 1000


def test_a_row_says_whose_figure_it_is_its_year_and_its_age() -> None:
    html = rows.as_html(found("BE003C"), Beside(place=place("BE003C"), say=SAY, look=Look.LIGHT))
    assert '<span class="whose">Gent with its commuting area</span>' in html
    assert '<span class="whose">small region: Arr. Gent</span>' in html
    assert "2024, 2 years old" in html
    assert html.count('class="strip"') > 50
    folded = html.partition("figures held only for Belgium as a whole</summary>")[2].partition("</details>")[0]
    assert "Asylum applicants" in folded


def test_a_link_leads_to_the_figure_on_the_map() -> None:
    address = rows.address(FACT, SAY)
    assert address == "explore?indicator=c_forborn&year=2024&places=BE003C"


def test_peers_have_their_middle_and_are_not_measured_by_what_they_were_chosen_by() -> None:
    codes = ["DE008C", "NL001C", "AT001C", "BE002C", "BE001C"]
    found_here = medians.medians(found("BE003C"), codes, BOOK, lambda id: id == "c_cars")
    assert "c_cars" not in found_here
    middle = found_here["c_forborn"]
    known = [{one.period for one in BOOK["c_forborn"].history(code)} for code in codes]
    assert middle.n == sum(any(abs(int(period) - 2024) <= FARTHEST_YEARS for period in one) for one in known)
    assert 2024 - FARTHEST_YEARS <= int(middle.first) <= int(middle.last) <= 2024
    assert found("BE003C")[1].others[0] < middle.value < found("BE003C")[1].others[-1]
    context = Beside(place=place("BE003C"), say=SAY, look=Look.LIGHT, peers=found_here)
    assert f"middle of {middle.n}" in rows.as_html(found("BE003C"), context)
    assert medians.medians(found("BE003C"), codes[:2], BOOK, lambda _: False) == {}


def test_gaps_say_who_holds_them() -> None:
    lacking = gaps.gaps(place("UK002C"), found("UK002C"), SAY)
    by_theme = {gap.theme: gap.holders for gap in lacking if gap.theme}
    assert by_theme[Theme.DIGITAL] == "held for United Kingdom only"
    assert by_theme[Theme.PARTICIPATION].startswith("held for other places of its kind")
    assert {gap.target for gap in lacking} >= {"11.4", "11.5"}
    assert all(gap.holders for gap in lacking)
    everything = gaps.gaps(place("BE003C"), found("DE008C"), SAY)
    assert len(everything) < len(lacking)


def test_a_small_chart_is_cut_where_years_are_missing_and_starts_at_zero() -> None:
    card = cards.Card(fact=FACT, own={2010.0: 5.0, 2011.0: 6.0, 2015.0: 9.0, 2016.0: 9.0}, country={})
    drawn = cards.picture(card, SAY, Look.LIGHT)
    line = re.findall(r'<path d="(M[^"]+)" fill="none"', drawn)[-1]
    assert line.count("M") == 2
    zero = float(re.findall(r'd="M0 ([\d.]+)H', drawn)[0])
    heights = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", line)]
    assert (zero - heights[0]) / (zero - heights[-1]) == pytest.approx(5 / 9, abs=0.01)


def test_the_charts_are_about_the_closest_place_that_has_a_figure() -> None:
    shown = cards.cards(found("BE003C"), BOOK)
    assert [one.fact.indicator for one in shown] == ["c_forborn", "c_foreigners", "netmig_n3", "asy_all"]
    assert all(len(one.own) > 1 for one in shown)
    assert cards.cards((), BOOK) == ()


def test_the_download_carries_numbers_years_and_sources() -> None:
    facts = found("BE003C")
    table = tables.twin(facts, holdings.snapshot(), SAY)
    assert len(table) == len(facts)
    assert list(table["obs_value"]) == [one.value for one in facts]
    assert set(table["whose"]) == {"own", "commuting", "region", "country"}
    assert table["source"].str.len().min() > 10
    assert isinstance(table, pd.DataFrame)
    line = tables.source_line(facts, holdings.snapshot(), SAY)
    assert line.startswith("Sources: Eurostat, ")
    assert any("urb_cpop1" in one for one in tables.data_sets(facts, holdings.snapshot()))
