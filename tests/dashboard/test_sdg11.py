"""The page SDG 11 as data: standings from the figures held, sentences, rows, charts and tables of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from math import isfinite

import pytest

from analysis.members import Origin
from analysis.status import Quadrant
from analysis.trend import Verdict
from dashboard.language import language
from dashboard.palette import Look
from dashboard.sdg11 import charts, position, tables, text
from dashboard.sdg11.figures import UNION, Figures, comparable, figures, leading, of_target, places
from dashboard.sdg11.rows import Block, picture, spark_svg
from dashboard.sdg11.sources import source_line
from dashboard.sdg11.standing import NEVER, Standing, goal_points, points, standing
from dashboard.sdg11.targets import CODES, target, targets
from data_sources import store
from data_sources.model import Direction, Kind
from data_sources.schema import Observations
from tests.observed import Row, rows

SAY = language("en")


@lru_cache(maxsize=64)
def held(id: str) -> Figures:
    """An indicator of the snapshot."""
    return figures(store.load(id))


def of(id: str, place: str = UNION, until: int = NEVER) -> Standing:
    """How a place stands in an indicator of the snapshot."""
    return standing(held(id), place, until)


def made(*given: Row, id: str = "recycle") -> Figures:
    """The same indicator with other figures."""
    origin = store.load(id)
    return figures(Observations(table=rows(*given), indicator=origin.indicator, provenance=origin.provenance))


def test_the_vintage_held_gives_the_same_verdict_as_the_older_one() -> None:
    one = of("recycle", until=2023)
    assert (one.value, one.short.since) == (47.9, 2018)
    assert one.short.ratio_pc == pytest.approx(8.5, abs=0.05)
    assert one.short.verdict is Verdict.INSUFFICIENT
    said = text.story(one, SAY)
    assert (
        "moved +0.2 % a year from 2018 to 2023, 8.5 % of the pace needed for 60.0\u202f% by 2030: insufficient" in said
    )
    assert "Judged without the target it would be: moderate." in said
    assert "Starting one year earlier (2017 to 2022)" in said


def test_every_held_indicator_of_every_target_can_be_said_for_any_place() -> None:
    for code in CODES:
        for entry in comparable(of_target(code, store.held())):
            for place in (UNION, "DE", "CH", "MT"):
                one = of(entry.id, place)
                for sentence in (text.story(one, SAY), text.long_story(one, SAY), position.position(one, SAY)):
                    assert sentence
                    assert "nan" not in sentence
                assert one.year is None or isfinite(one.value)
                assert (one.rank is None) or one.rank.rank <= one.rank.n


def test_a_year_with_a_gap_before_it_has_no_verdict_and_the_newest_figure_still_shows() -> None:
    one = of("noise")
    assert (one.year, one.short.verdict, one.short_before) == (2023, None, None)
    assert "no verdict, fewer than 3 figures in a row" in text.story(one, SAY)
    assert of("noise", until=2020).short.verdict is not None


def test_the_union_is_the_sources_own_or_the_median_said_so() -> None:
    assert held("recycle").origin is Origin.SOURCE
    assert held("pm25").origin is Origin.MEDIAN
    assert "median of its 27 members" in " ".join(position.notes(of("pm25"), SAY))
    nothing = of("disaster_deaths")
    assert (nothing.year, nothing.distance) == (None, None)
    assert position.position(nothing, SAY).startswith("No figure for the European Union is held; 24 countries")


def test_a_total_has_neither_rank_nor_distance() -> None:
    one = of("pm25_emitted", "DE")
    assert one.entry.kind is Kind.COUNT
    assert (one.rank, one.distance) == (None, None)
    assert "depends on the size of a country" in position.position(one, SAY)
    assert points(held("pm25_emitted")) == {}


def test_ties_are_said_as_ties() -> None:
    found = made(("BE", "2020", 5.0), ("DE", "2020", 5.0), ("FR", "2020", 4.0))
    assert "rank 1 of 3 countries (1 is the best), shared with 1 more" in position.position(standing(found, "DE"), SAY)


def test_unreliable_figures_are_left_out_unless_asked_for() -> None:
    origin = store.load("recycle")
    table = rows(("BE", "2020", 5.0, "u"), ("DE", "2020", 6.0))
    doubtful = Observations(table=table, indicator=origin.indicator, provenance=origin.provenance)
    assert figures(doubtful).countries(2020) == {"DE": 6.0}
    assert figures(doubtful, unreliable=True).countries(2020) == {"BE": 5.0, "DE": 6.0}


def test_a_distance_says_where_its_target_comes_from() -> None:
    assert "60.0\u202f% (an agreement)" in position.distance(of("recycle"), SAY)
    assert "the 2030 Agenda, as we read it" in position.distance(of("sev_housing"), SAY)
    assert "the level of the best tenth of" in position.distance(of("waste"), SAY)
    assert position.distance(of("recycle", "DE"), SAY).endswith("is reached.")


def test_the_headline_counts_and_refuses() -> None:
    entries = leading(one for code in CODES for one in comparable(of_target(code, store.held())))
    every = [of(one.id) for one in entries]
    judged = [one for one in every if one.short.verdict]
    towards = sum(one.short.verdict.towards for one in judged if one.short.verdict)
    said = text.headline(every, UNION, "", SAY)
    assert said.startswith(f"{towards} of {len(judged)} indicators of SDG 11 move towards the better")
    assert text.headline([of("disaster_deaths")], "DE", "11.5", SAY).startswith("No indicator here has enough figures")
    assert "indicators of target 11.6" in text.headline([of("recycle")], UNION, "11.6", SAY)


def test_neutral_indicators_and_variants_are_not_judged_in_the_overview() -> None:
    found = comparable(of_target("11.3", store.held()))
    assert all(one.direction is not Direction.NEUTRAL for one in found)
    assert "pm25_wb" not in {one.id for one in leading(comparable(of_target("11.6", store.held())))}


class _Cells(HTMLParser):
    """Counts the cells of each row, and what is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []
        self.alts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a cell or a picture."""
        found = dict(attrs)
        if tag == "tr":
            self.widths.append(0)
        if tag in {"td", "th"}:
            self.widths[-1] += int(found.get("colspan") or 1)
        if tag == "img":
            self.alts.append(found.get("alt") or "")


@pytest.mark.parametrize("place", [UNION, "BE"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_row_of_the_overview_has_all_its_cells(place: str, lang: str) -> None:
    say = language(lang)
    shown = tuple(of(one.id, place) for one in comparable(of_target("11.6", store.held())))
    gap = Block(target=target("11.c", say), standings=(), note="<none>")
    drawn = picture([Block(target=target("11.6", say), standings=shown, note=""), gap], place, say, Look.LIGHT)
    cells = _Cells()
    cells.feed(drawn)
    assert set(cells.widths) == {6 if place == UNION else 7}
    assert len(cells.widths) == 1 + 2 + len(shown)
    assert all(cells.alts)
    assert "&lt;none&gt;" in drawn


def test_a_gap_cuts_the_small_line() -> None:
    assert spark_svg({2018: 1.0, 2019: 2.0, 2023: 3.0}, "#000").count("<polyline") == 2


def test_the_strip_has_every_country_once_and_names_the_place_the_union_and_the_target() -> None:
    one = of("recycle", "BE")
    drawn = charts.strip(one, SAY, Look.LIGHT)
    n = sum(len(part["x"]) for part in drawn["data"])
    assert n == len(one.figures.countries(one.year or 0)) == len(tables.strip(one, SAY)) - 1
    names = {note["text"] for note in drawn["layout"]["annotations"]}
    assert names == {"Belgium", "EU", "target"}


def test_the_course_is_cut_by_a_break_and_leads_to_the_target() -> None:
    found = made(*((("BE", str(year), 40.0 + year - 2015, "b" if year == 2018 else "")) for year in range(2015, 2021)))
    drawn = charts.course(standing(found, "BE"), SAY, Look.DARK)
    assert None in drawn["data"][0]["x"]
    path = drawn["data"][-1]
    assert (path["x"][-1], path["y"][-1]) == (2030, pytest.approx(60.0))
    assert path["y"][0] == 40.0
    assert "changes its definition in 2018" in " ".join(position.notes(standing(found, "BE"), SAY))


def test_the_quadrants_hold_every_country_and_their_sentence_counts_them() -> None:
    found, n = goal_points([held(id) for id in ("recycle", "road_deaths", "sev_housing", "waste")])
    assert n == 4
    assert len(found) > 20
    drawn = charts.quadrant(found, "BE", SAY, Look.LIGHT)
    assert sum(len(part["x"]) for part in drawn["data"]) == len(found) == len(tables.quadrant(found, SAY))
    said = position.quadrant_counts([one.quadrant for one in found.values()], SAY)
    counts = [int(part.strip(" .;")) for part in said.replace(";", ":").split(":")[1::2] if part.strip(" .;").isdigit()]
    assert sum(counts) == len(found)
    assert len({position.quadrant_name(one, SAY) for one in Quadrant}) == 4


def test_the_file_has_a_row_an_indicator_and_the_figures_of_the_page() -> None:
    written = tables.download([of("recycle", "BE"), of("noise", "BE")], SAY).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(written))
    assert (first["indicator"], first["long_verdict"], first["target"]) == ("recycle", "insufficient", "60.0")
    assert (second["short_verdict"], second["short_refusal"]) == ("", "too few")


def test_all_ten_targets_have_words_of_their_own_and_a_quotation() -> None:
    found = targets(SAY)
    assert tuple(one.code for one in found) == CODES
    for one in found:
        assert one.title.startswith("“")
        assert one.plain.endswith(".")
        assert one.title.strip("“”") not in one.plain
        assert one.holders


def test_the_source_line_names_each_source_once() -> None:
    line = source_line([held(id).provenance for id in ("recycle", "waste", "pm25")], SAY)
    assert line.count("Eurostat") == line.count("Eurostat (sdg_11_60, env_wasmun)") + line.count(
        "Eurostat reuse policy"
    )
    assert "fetched" in line
    assert source_line([], SAY).startswith("No figures")


def test_places_are_countries_of_europe() -> None:
    found = places([held("recycle"), held("pm25_wb")])
    assert UNION not in found
    assert {"DE", "EL", "UK", "CH"} <= found
    assert all(len(code) == 2 for code in found)


def test_a_jump_is_called_a_jump() -> None:
    found = made(*(("BE", str(year), 1.0) for year in range(2015, 2020)), ("BE", "2020", 40.0))
    assert any("is that of a jump" in note for note in position.notes(standing(found, "BE"), SAY))
    assert not any("is that of a jump" in note for note in position.notes(of("recycle"), SAY))


def test_unchanged_is_called_so() -> None:
    flat = replace(of("recycle").bare, cagr_pc=0.0, verdict=Verdict.MODERATE)
    assert text.verdict(flat, SAY) == "unchanged"
