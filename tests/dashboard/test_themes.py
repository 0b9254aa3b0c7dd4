"""The page on themes: its matrix, questions, tools and sentences, from the snapshot and from small tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from analysis.evidence import Comparison, Spread, Standing
from dashboard.language import LANGUAGES, language
from dashboard.palette import Look
from dashboard.text import plain
from dashboard.themes import beside, cell, matrix, villages
from dashboard.themes.beside import Context, Figure, Row
from dashboard.themes.matrix import COLUMNS, Chosen, chosen
from dashboard.themes.practices import PRACTICES, READ_ON
from dashboard.themes.words import FILLERS, NAMES, QUESTIONS, QUESTIONS_OF_A_TOOL, TARGETS, TO_DISCUSS
from data_sources import holdings
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme

SAY = language("en")
HELD = holdings.snapshot()
FOUND = matrix.evidence(HELD)
PRAISE = re.compile(r"\b(best|successful|innovative|leading|effective)\b", re.IGNORECASE)
CONTEXT = Context(name="Ghent", level=Level.CITY, year=2026, say=SAY, look=Look.LIGHT)


def test_nine_themes_ask_a_question_each() -> None:
    assert len(QUESTIONS) == 9
    assert set(QUESTIONS) == set(Theme) - {Theme.ARRIVALS, Theme.POPULATION}
    assert all(asked.endswith("?") for asked in (*QUESTIONS.values(), *TO_DISCUSS.values(), *QUESTIONS_OF_A_TOOL))


def test_every_target_of_sdg_11_and_the_one_on_migration_is_a_column_with_what_would_fill_it() -> None:
    assert list(TARGETS) == [*(f"11.{part}" for part in "1234567abc"), "10.7"]
    assert set(FILLERS) == set(TARGETS)
    assert {target for _, target in TO_DISCUSS} <= set(TARGETS)


def test_the_matrix_counts_what_the_snapshot_holds() -> None:
    offered = [one for one in HELD.indicators if CATALOGUE[one.id].theme in QUESTIONS and not CATALOGUE[one.id].part]
    assert sum(len(found.held) for found in FOUND.values()) == len(offered)
    transport = FOUND[Theme.MOBILITY, "11.2"]
    assert "road_deaths" in {piece.id for piece in transport.held}
    assert transport.count >= 5
    assert transport.places > 100


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_cell_says_something_and_asks_one_question(code: str) -> None:
    say = language(code)
    for found in FOUND.values():
        assert matrix.summary(found, say)
        assert matrix.question(found, say).count("?") == 1
        assert cell.as_html(found, HELD, say).count("<li>") == len(found.held)


def test_an_empty_cell_is_a_gap_in_words_with_what_would_fill_it() -> None:
    gap = FOUND[Theme.VILLAGES, "11.1"]
    assert not gap.held
    said = matrix.summary(gap, SAY)
    assert "evidence gap" in said
    assert f"Live only, not yet seen: {CATALOGUE['overcrowd_du'].title}" in said
    assert FILLERS["11.1"] in said


def test_the_headline_agrees_with_the_cells() -> None:
    counts = [int(number) for number in re.findall(r"\d+", matrix.headline(FOUND, SAY))]
    empty = [one for (_, target), one in FOUND.items() if target in TARGETS and not one.held]
    assert counts == [len(empty), 99, sum(bool(one.unseen) for one in empty)]


def test_a_thin_theme_says_so_and_no_other_does() -> None:
    said = {theme: matrix.thin(FOUND, theme, SAY) for theme in QUESTIONS}
    assert {theme for theme, text in said.items() if text} == {Theme.ENERGY, Theme.VILLAGES}
    assert said[Theme.ENERGY].startswith("This theme has 1 indicator ")


def test_the_table_has_a_button_for_every_theme_and_cell() -> None:
    html = matrix.as_html(FOUND, SAY, Chosen())
    codes = re.findall(r'data-topic="([^"]+)"', html)
    assert len(codes) == len(set(codes)) == len(QUESTIONS) * (len(COLUMNS) + 1)
    assert {chosen(code).code for code in codes} == set(codes)
    assert "detail" not in html
    opened = matrix.as_html(FOUND, SAY, chosen("mobility.11.2"), "<p>below</p>")
    assert opened.index("<p>below</p>") < opened.index('data-topic="economy"')


@pytest.mark.parametrize(
    ("topic", "theme", "target"),
    [
        ("", None, ""),
        ("mobility", Theme.MOBILITY, ""),
        ("mobility.11.2", Theme.MOBILITY, "11.2"),
        ("mobility.12.9", Theme.MOBILITY, ""),
        ("11.2", None, ""),
        ("arrivals", None, ""),
        ("nonsense.11.2", None, ""),
    ],
)
def test_a_topic_is_read_leniently(topic: str, theme: Theme | None, target: str) -> None:
    assert chosen(topic) == Chosen(theme=theme, target=target)


def test_every_tool_has_a_source_a_status_and_no_praise() -> None:
    assert len({one.name for one in PRACTICES}) == len(PRACTICES) >= 5
    assert READ_ON.year == 2026
    for one in PRACTICES:
        assert one.does.endswith(".")
        assert one.where
        assert one.status
        assert one.sources
        assert all(name and url.startswith("https://") for name, url in one.sources)
        assert not PRAISE.search(f"{one.does} {one.where} {one.status}")


def test_back_tests_are_not_told_as_a_trial() -> None:
    geomatch = next(one for one in PRACTICES if one.name == "GeoMatch")
    assert "back-tests, not a trial" in geomatch.evidence


def figure(id: str, value: float, *others: float, period: str = "2021") -> Figure:
    here = Standing(period=period, value=value, flag="", others=tuple(sorted((value, *others))))
    return Figure(entry=CATALOGUE[id], here=here)


def both(value: float, arrivals: float) -> list[Row]:
    return [Row(place=figure("p_pt", value, 10, 20), arrivals=figure("c_forborn", arrivals, 10, 20))]


def test_the_finding_follows_the_figures() -> None:
    assert "1 lies above" in beside.finding(both(30, 30), CONTEXT).replace(";", "")
    assert "Its arrivals figure lies above the middle" in beside.finding(both(30, 30), CONTEXT)
    assert "0 lies above" in beside.finding(both(5, 5), CONTEXT)
    assert "does not lie above the middle" in beside.finding(both(5, 5), CONTEXT)
    assert "No figure of this theme is held for Ghent" in beside.finding([], CONTEXT)
    alone = [Row(place=figure("p_pt", 30, 10), arrivals=None)]
    assert "No arrivals figure is held" in beside.finding(alone, CONTEXT)


def test_a_row_has_the_figure_its_age_the_middle_and_both_colours() -> None:
    html = beside.as_html(both(30, 5), CONTEXT)
    assert "30\u202f%" in html.replace("30.0", "30")
    assert "2021, 5 years old" in html
    assert "median of 3 cities" in html
    assert "#2f6d67" in html
    assert "#63438b" in html
    assert html.count('role="img" aria-label="') == 2


def dots(svg: str) -> Iterator[float]:
    yield from (float(x) for x in re.findall(r'cx="([\d.]+)"', svg))


def test_the_strip_runs_from_the_lowest_to_the_highest() -> None:
    low = next(dots(beside.strip(figure("p_pt", 1, 2, 3), CONTEXT, about_people=False)))
    high = next(dots(beside.strip(figure("p_pt", 3, 1, 2), CONTEXT, about_people=False)))
    alone = next(dots(beside.strip(figure("p_pt", 3), CONTEXT, about_people=False)))
    assert low < high
    assert alone == low


def test_the_twin_has_the_numbers_of_the_rows() -> None:
    table = beside.twin(both(30, 5), CONTEXT)
    assert list(table["Ghent"]) == [plain(30, CATALOGUE["p_pt"], SAY)]
    assert list(table["Arrivals, year"]) == ["2021"]


def comparison(higher: int, n: int, gap: float = 1.0) -> Comparison:
    return Comparison(n=n, higher=higher, equal=0, median_gap=gap)


def test_the_rural_sentence_turns_with_the_count_and_refuses_below_ten() -> None:
    assert villages.degrees_finding(comparison(18, 29), "2025", SAY).startswith(
        "In 18 of 29 countries poverty risk is higher in rural areas than in cities; in 11"
    )
    turned = villages.degrees_finding(comparison(5, 29, -2.0), "2025", SAY)
    assert turned.startswith("In 24 of 29 countries poverty risk is higher in cities than in rural areas; in 5")
    assert "cities above rural areas" in turned
    assert "no count is given" in villages.degrees_finding(comparison(5, 9), "2025", SAY)


def spread(n: int, above: int, median: float) -> Spread:
    return Spread(n=n, above=above, low=median - 1, median=median, high=median + 1)


def test_the_sentence_on_moves_follows_the_classes_and_refuses_few() -> None:
    said = villages.moves_finding({1: spread(20, 15, 5.0), 3: spread(30, 10, 1.0)}, SAY)
    assert "10 of 30 rural regions and in 15 of 20 urban ones" in said
    assert "did not gain more" in said
    assert "gained more" in villages.moves_finding({1: spread(20, 15, 1.0), 3: spread(30, 10, 5.0)}, SAY)
    assert "Too few" in villages.moves_finding({1: spread(20, 15, 1.0), 3: spread(3, 1, 5.0)}, SAY)
    assert "Too few" in villages.moves_finding({}, SAY)


def test_countries_stand_by_their_gap_and_one_without_both_figures_is_left_out() -> None:
    rows = villages.degrees({"BE": 20.0, "RO": 10.0, "DE": 5.0}, {"BE": 15.0}, {"BE": 10.0, "RO": 40.0})
    assert [(row.geo, row.gap) for row in rows] == [("RO", 30.0), ("BE", -10.0)]
    html = villages.degrees_html(rows, SAY, Look.LIGHT)
    assert html.index("Romania") < html.index("Belgium")
    assert "−10.0" in html
    assert "From 0 to 40.0 %" in html
    assert list(villages.degrees_twin(rows, SAY)["Towns, %"]) == ["–", "15.0"]


def test_names_on_the_page_cover_all_themes() -> None:
    assert set(NAMES) == set(Theme)
