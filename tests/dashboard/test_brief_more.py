"""The brief of a neighbourhood and of a pair: their sentences follow the figures, and refuse where there are few."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd
import pytest

from analysis.association import association
from analysis.pairs import Pair
from dashboard import withheld
from dashboard.brief import Both, Brief, neighbourhood, of_pair, pdf
from dashboard.brief.blocks import Heading, blocks
from dashboard.brief.neighbourhood import Own, own, takeaways
from dashboard.brief.pair import takeaways as of_both
from dashboard.language import language
from dashboard.nexus.joined import together
from dashboard.profile.facts import place
from dashboard.screen import Screen
from dashboard.view import View
from data_sources import store
from data_sources.model import Level
from tests.bench.brief import desk
from tests.dashboard.briefs import said
from tests.dashboard.test_brief import PAGES

EN = language("en")
WARD = "UK002C_E05011119"
BIRMINGHAM = ("bhm_crowded", "bhm_deprived", "bhm_english", "bhm_claimant_share", "bhm_children")
OLD, NEW = "c_forborn", "p_housing"


@lru_cache(maxsize=8)
def shown(id: str, level: Level) -> Screen:
    return desk().screen(View(indicator=id, level=level))


def need(value: float | None, *others: float, id: str = "bhm_crowded") -> Own:
    """A share of which less is better."""
    return Own(screen=shown(id, Level.DISTRICT), value=value, flag="", conf="", others=pd.Series(others, dtype=float))


def told(*found: Own) -> str:
    return said(takeaways(place(WARD), "Birmingham", found, EN)).replace("\u202f", " ")


def test_a_need_is_counted_named_and_refused() -> None:
    more, less = need(9.0, *range(1, 10)), need(1.0, *range(1, 10))
    assert "Of 1 figure with a better side, Allens Cross is on the worse side" in told(more)
    assert "in 1. Overcrowded homes" in told(more)
    assert "9.0 %, against 5.0 % in the middle; 0 of 9 neighbourhoods have more" in told(more)
    assert "of Birmingham in 0." in told(less)
    assert "0 of 9 neighbourhoods have less" in told(less)
    assert "1 of 9 neighbourhoods has more" in told(need(8.0, *range(1, 10)))
    assert "Too few figures of Allens Cross are held" in told(need(9.0, 1.0, 9.0))
    assert "Too few figures of Allens Cross are held" in told(need(None, *range(1, 10)))
    assert "no need is named" in told(need(9.0, *range(1, 10), id="bhm_english"))


def test_a_withheld_figure_stays_withheld() -> None:
    guarded = withheld.guarded(store.load("bhm_deprived"), store.load)
    hidden = guarded.table[(guarded.table["conf_status"] == "C") & (guarded.table["level"] == "district")]
    one = shown("bhm_deprived", Level.DISTRICT)
    cells = one.cells.assign(
        obs_value=one.cells["obs_value"].where(one.cells["geo"] != WARD),
        conf_status=one.cells["conf_status"].where(one.cells["geo"] != WARD, "C"),
    )
    value = float(one.cells.loc[one.cells["geo"] == WARD, "obs_value"].iloc[0])
    brief = neighbourhood(place(WARD), "Birmingham", [replace(one, cells=cells)], desk())
    assert hidden["obs_value"].isna().all()
    assert "1 figure is withheld" in said(brief.flags)
    assert EN.number(value, 1) not in said([*brief.takeaways, *(cell for row in brief.tables[0].rows for cell in row)])
    assert brief.tables[0].rows[0][2:4] == ("confidential", "–")
    assert not brief.pictures


@pytest.mark.slow
def test_a_neighbourhood_has_one_page_with_its_own_figures() -> None:
    screens = [shown(id, Level.DISTRICT) for id in BIRMINGHAM]
    brief = neighbourhood(place(WARD), "Birmingham", screens, desk())
    assert len(PAGES.findall(pdf.pdf(brief))) == 1
    found = own(WARD, screens)
    assert len(brief.tables[0].rows) == len(found) >= 3
    for one, row in zip(found, brief.tables[0].rows, strict=True):
        held = store.load(one.screen.indicator.id).table
        cell = held[(held["geo"] == WARD) & (held["time_period"] == one.screen.period)]["obs_value"]
        assert row[3] == EN.number(float(cell.iloc[0]), one.screen.indicator.decimals)


def both(turned: bool = False) -> Both:  # noqa: FBT001, FBT002  a switch of the test's own
    first, second = shown(OLD, Level.CITY), shown(NEW, Level.CITY)
    places = together(first, second, None)
    if turned:
        places = places.assign(one=-places["one"])
    found = association(places)
    pair = Pair(
        arrivals=OLD, place=NEW, level=Level.CITY, period=first.period, other_period=second.period, n=len(places)
    )
    return Both(first=first, second=second, places=places, found=found, pair=pair, chosen=("BE003C",))


def pair_brief(lang: str = "en") -> Brief:
    """The brief of one pair of figures of cities."""
    return of_pair(both(), desk(lang))


def test_a_pair_turned_round_says_the_opposite() -> None:
    straight, turned = of_both(both(), EN), of_both(both(turned=True), EN)
    assert "goes with lower" in straight[0] or "no clear relation" in straight[0]
    assert straight[0] != turned[0]
    assert not {straight[0], straight[-2]} & {turned[0], turned[-2]}


def test_a_pair_of_few_places_is_refused() -> None:
    few = both()
    few = replace(few, places=few.places.head(5), found=None)
    text = said(of_both(few, EN))
    assert "Too few places (5 cities)" in text
    assert "none is named as highest" in text
    assert "no measure is computed" in text


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_pair_has_two_pages(lang: str) -> None:
    brief = pair_brief(lang)
    assert len(PAGES.findall(pdf.pdf(brief))) == 2
    turned = [one.text for one in blocks(brief) if isinstance(one, Heading) and one.on_new_page]
    assert turned == [brief.pictures[1].title]


def test_a_pair_has_the_figures_of_its_places() -> None:
    one, brief = both(), pair_brief()
    by_name = one.places.drop_duplicates("name").set_index("name")
    for row in brief.tables[-1].rows:
        assert row[3] == EN.number(float(by_name["one"][row[0]]), one.first.indicator.decimals)
        assert row[4] == EN.number(float(by_name["other"][row[0]]), one.second.indicator.decimals)
