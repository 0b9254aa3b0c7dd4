"""All stories of the project from the first slide to the last, in every language, with nothing missing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest

from dashboard.deck import drawn
from dashboard.language import LANGUAGES, language
from dashboard.own_file import entry
from dashboard.story import makers, pieces
from dashboard.story.model import Ask, Cards, Desk, Grid, Made, Make, Map, Slide, Step, Story
from dashboard.story.slides import nothing, slide
from dashboard.story.stories import STORIES
from dashboard.view import View
from data_sources.errors import NoObservations
from data_sources.model import Level
from tests.dashboard.story_desk import changed, desk, desk_with, only

pytestmark = pytest.mark.slow


@lru_cache(maxsize=2 * len(STORIES))
def slides(id: str, lang: str = "en") -> tuple[Slide, ...]:
    """All slides of a story, made once for every test."""
    story = next(one for one in STORIES if one.id == id)
    return tuple(slide(story, n, desk(lang)) for n in range(len(story.steps)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.id)
def test_a_story_runs_from_end_to_end(story: Story, lang: str) -> None:
    for one in slides(story.id, lang):
        assert one.title, one.key
        assert one.made.takeaway, one.key
        assert one.made.alt, one.key
        assert not one.made.refused, one.key
        assert all((one.made.subtitle, one.made.sources, one.made.table)), one.key
        assert "{" not in " ".join(words(one)), one.key
        assert "nan" not in " ".join(words(one)).split(), one.key
        assert one.view.lang == lang


def words(one: Slide) -> list[str]:
    made = one.made
    cells = [cell for row in made.table.rows for cell in row] if made.table else []
    return [one.title, one.note, made.subtitle, made.takeaway, made.alt, made.caution, *made.sources, *cells]


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.id)
def test_a_story_has_steps_notes_and_a_question_to_the_room(story: Story) -> None:
    assert 5 <= len(story.steps) <= 7
    assert any(step.ask for step in story.steps)
    assert story.question.endswith("?")
    assert story.why
    for step in story.steps:
        assert step.key.startswith(f"{story.id}."), step.key
        assert 2 <= len(re.findall(r"[.?!](?:\s|$)", step.note)) <= 5, step.key
        entry(step.view.indicator)


def test_ids_and_keys_are_there_once() -> None:
    ids = [story.id for story in STORIES]
    keys = [step.key for story in STORIES for step in story.steps]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.id)
def test_every_chart_can_be_drawn_and_every_table_has_its_columns(story: Story) -> None:
    for made in (one.made for one in slides(story.id)):
        if not isinstance(made.body, Map | Cards | Grid):
            assert drawn.svg(made.body, language("en"), narrow=False).startswith("<svg")
        for table in (made.table, made.body.table if isinstance(made.body, Grid) else None):
            assert table is None or all(len(row) == len(table.columns) for row in table.rows), made.subtitle


def _story(step: Step, *, own: bool) -> Story:
    return Story(id="a", question="Where?", why="", steps=(step,), own=own)


def _step(make: Make) -> Step:
    ask = Ask(question="Privacy", answers=("Countries", "Data and methods"))
    return Step(
        key="a.b",
        title="Privacy",
        note="Countries",
        view=View(),
        page="explore",
        make=make,
        ask=ask,
    )


def test_the_projects_words_are_translated_and_a_presenters_are_not() -> None:
    said = language("fr")
    step = _step(makers.mapped())
    mine = replace(step, title="Our {street}", note="", ask=Ask(question="Und Sie?", answers=("Ja", "Nein")))
    one, own = (slide(_story(each, own=each is mine), 0, desk("fr")) for each in (step, mine))
    assert said("Privacy") != "Privacy"
    assert (one.title, one.note) == (said("Privacy"), said("Countries"))
    assert one.ask is not None
    assert one.ask.answers == (said("Countries"), said("Data and methods"))
    assert (own.title, own.note, own.ask) == ("Our {street}", "", mine.ask)


def test_a_step_without_figures_is_a_slide_that_says_so() -> None:
    def fails(_: Desk, __: View) -> Made:
        raise NoObservations("none")

    one = slide(_story(_step(fails), own=False), 0, desk())
    assert one.made.refused
    assert one.made == nothing(one.made.takeaway)
    assert "No figures are held" in one.made.takeaway


def test_two_to_six_answers() -> None:
    for n in (1, 7):
        with pytest.raises(ValueError, match="answers"):
            Ask(question="Which?", answers=tuple("abcdefg"[:n]))


def test_a_scatter_of_fewer_than_ten_places_is_refused() -> None:
    view = View(indicator="asy_first", period="2015", per_head=True, other="for_ctz")
    whole = makers.scattered()(desk(), view)
    assert not whole.refused
    assert "rank correlation" in whole.takeaway
    few = makers.scattered()(desk_with(changed("for_ctz", only("DE", "FR"))), view)
    assert few.refused
    assert "Too few places (2 countries)" in few.takeaway


def test_a_long_table_keeps_both_ends() -> None:
    shown = desk().screen(View(indicator="pop_n3", level=Level.NUTS3))
    found = pieces.twin(shown, language("en"))
    assert len(found.rows) == pieces.MOST_ROWS + 1
    assert found.rows[0][0] == shown.cells.iloc[0]["name"]
    assert f"{len(shown.cells) - pieces.MOST_ROWS}" in found.rows[pieces.MOST_ROWS // 2][0].replace("\u202f", "")


def test_chosen_places_stand_in_a_ranking_with_their_rank() -> None:
    shown = desk().screen(View(indicator="asy_first", period="2015"))
    found = pieces.ranking(shown, language("en"), ("LU", "HU"))
    assert len(found) == pieces.MOST_BARS
    assert next(bar.name for bar in found if bar.chosen) == "Hungary"
    ranks = dict(zip(shown.valued["geo"], shown.valued["rank"].tolist(), strict=True))
    assert found[-1].name == f"Luxembourg, rank {ranks['LU']}"


def test_a_break_parts_a_line() -> None:
    rows = desk().histories(View(indicator="tp_stock", places=("DE",))).lines["DE"]
    points = pieces.points(rows)
    assert any(value != value for _, value in points)  # noqa: PLR0124  a NaN
    assert [period for period, _ in points] == sorted(period for period, _ in points)
