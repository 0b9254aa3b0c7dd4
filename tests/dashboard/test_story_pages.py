"""A slide of any page says what the figures say: computed anew here, another when they change, refused for too few."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from scipy import stats

from dashboard.language import LANGUAGES, language
from dashboard.story import own_steps, page_makers, page_makers_policy
from dashboard.story.model import Bars, Cards, Grid, Lines, Made, Map
from dashboard.story.slides import slide
from dashboard.view import Picture, View
from data_sources import flows, store
from data_sources.model import Level
from tests.dashboard.story_desk import changed, desk, desk_with, only, reversed_ranks

pytestmark = pytest.mark.slow

SAY = language("en")
RATES = View(indicator="imm_rate")
CHANGE = View(indicator="recycle", picture=Picture.CHANGE, since="2015", until="2020")
PAIR = View(indicator="c_forborn", level=Level.CITY, other="p_imm_good", period="2023")
VIEWS = {
    "overview": View(indicator="asy_all", per_head=True),
    "explore": View(indicator="pm25", level=Level.NUTS3, places=("BE234",)),
    "explore-change": CHANGE,
    "explore-both": replace(PAIR, picture=Picture.BOTH),
    "explore-flows": View(picture=Picture.FLOWS, places=("DE",)),
    "explore-years": View(indicator="unemp_n2", level=Level.NUTS2, picture=Picture.YEARS),
    "arrivals": View(topic="asylum"),
    "arrivals-origins": View(topic="origins.frontex_flows.cmed"),
    "arrivals-sea": View(topic="sea"),
    "sdg11": View(topic="11.6", places=("DE",)),
    "sdg11-all": View(),
    "nexus": PAIR,
    "themes": View(indicator="p_imm_good", level=Level.CITY, topic="participation"),
    "places": View(places=("BE003C",)),
    "places-none": View(),
    "your_data": View(),
    "data": View(),
    "privacy": View(),
}


def made(page: str, view: View, lang: str = "en") -> Made:
    return page_makers.MAKERS[page](desk(lang), replace(view, lang=lang))


def column(id: str, level: str, period: str) -> pd.Series:
    """Place -> figure, straight from the snapshot."""
    table = store.load(id).table
    rows = table[(table["level"] == level) & (table["time_period"] == period) & table["obs_value"].notna()]
    return rows.set_index(rows["geo"].astype(str))["obs_value"].astype(float)


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("name", list(VIEWS))
def test_every_page_makes_a_slide_with_a_sentence_a_source_and_a_table(name: str, lang: str) -> None:
    page = name.partition("-")[0]
    story = own_steps.added(own_steps.story(), own_steps.of_page(page, VIEWS[name], language(lang)))
    shown = slide(story, 0, desk(lang))
    assert not shown.made.refused
    assert shown.title
    assert any(letter.isdigit() for letter in shown.made.takeaway)
    assert shown.made.alt
    assert shown.made.sources
    assert shown.made.table is not None
    assert shown.made.table.rows
    assert {len(row) for row in shown.made.table.rows} == {len(shown.made.table.columns)}


def test_every_page_of_the_menu_has_a_maker_and_no_title_holds_a_figure() -> None:
    pages = {name.partition("-")[0] for name in VIEWS}
    assert pages == set(page_makers.MAKERS) - set(page_makers_policy.MAKERS)  # these are in test_story_handed
    for name, view in VIEWS.items():
        title = page_makers.title(name.partition("-")[0], view, SAY)
        assert title
        assert not any(
            letter.isdigit() for letter in title.replace("SDG 11.6", "").replace("SDG 11", "").replace("2.5", "")
        )


def test_a_chosen_place_stands_against_the_middle() -> None:
    found = made("explore", VIEWS["explore"])
    newest = column("pm25", "nuts3", "2022")
    assert f"{newest['BE234']:.1f}\u202fµg/m³" in found.takeaway
    assert f"({newest.median():.1f}\u202fµg/m³)" in found.takeaway
    assert ("above" if newest["BE234"] > newest.median() else "below") in found.takeaway
    assert isinstance(found.body, Map)


def test_a_change_counts_who_rose_and_names_the_ends() -> None:
    found = made("explore", CHANGE)
    both = pd.concat(
        [column("recycle", "country", year) for year in ("2015", "2020")], axis=1, keys=["a", "b"]
    ).dropna()
    change = both["b"] - both["a"]
    rose, fell = int((change > 0).sum()), int((change < 0).sum())
    assert f"Of {len(change)} places with a figure in both, {rose} rose and {fell} fell." in found.takeaway
    for code in (str(change.idxmax()), str(change.idxmin())):
        sign = "+" if change[code] > 0 else "−"
        assert f"{SAY.country(code)} ({sign}{abs(change[code]):.1f} percentage points)" in found.takeaway


def test_a_change_without_ends_takes_the_newest_and_some_years_before() -> None:
    found = made("explore", replace(CHANGE, since="", until=""))
    assert isinstance(found.body, Map)
    periods = store.load("recycle").table["time_period"].astype(str)
    assert found.body.view.until == periods.max()
    assert found.body.view.since == str(int(periods.max()) - 5)


def test_a_pair_has_its_rank_correlation() -> None:
    both = pd.concat([column(id, "city", "2023") for id in ("c_forborn", "p_imm_good")], axis=1).dropna()
    value = stats.spearmanr(*both.to_numpy().T).statistic
    for page, picture in (("nexus", Picture.BOTH), ("explore", Picture.PAIR)):
        found = made(page, replace(PAIR, picture=picture))
        assert f"Across {len(both)} cities" in found.takeaway
        assert f"{value:+.2f}" in found.takeaway
        assert isinstance(found.body, Map)
        assert found.body.view.picture is picture


def test_a_second_figure_of_another_level_is_left_out() -> None:
    alone = View(indicator="asy_all", other="c_forborn", picture=Picture.BOTH)
    for page in ("explore", "nexus", "themes"):
        found = made(page, alone)
        assert isinstance(found.body, Map)
        assert (found.body.view.picture, found.body.view.other) == (Picture.MAP, "")


def test_arrivals_say_who_had_most_and_who_led_per_inhabitant() -> None:
    found = made("arrivals", View(topic="asylum", period="2019"))
    counts, people = column("asy_all", "country", "2019"), column("pop", "country", "2019")
    rates = (1000 * counts / people).dropna()
    assert SAY.country(str(counts.idxmax())) in found.takeaway
    assert SAY.number(counts.max()) in found.takeaway
    assert f"{SAY.country(str(rates.idxmax()))} led ({rates.max():.2f})" in found.takeaway


def test_origins_are_counted_from_the_flow_table() -> None:
    found = made("arrivals", View(topic="origins.refugees_flows", places=("IT",)))
    table = flows.load("refugees_flows").table
    year = table["time_period"].astype(str).max()
    rows = table[(table["destination"] == "IT") & (table["time_period"] == year) & (table["origin_kind"] == "country")]
    most = rows.groupby(rows["origin"].astype(str))["obs_value"].sum().sort_values(ascending=False)
    assert isinstance(found.body, Bars)
    (_, bars), *_ = found.body.groups
    assert [bar.value for bar in bars] == most.head(len(bars)).tolist()
    assert bars[0].name == SAY.country(str(most.index[0]))
    assert bars[0].name in found.takeaway


def test_a_target_counts_its_verdicts_and_all_targets_add_up() -> None:
    one, every = made("sdg11", VIEWS["sdg11"]), made("sdg11", View(places=("DE",)))
    assert isinstance(one.body, Grid)
    assert isinstance(every.body, Grid)
    judged = [row for row in one.body.table.rows if row[2][0] in "✓↑↗→↘↓"]
    away = sum(row[2][0] in "↘↓" for row in judged)
    assert f"{len(judged) - away} of {len(judged)} indicators of target 11.6" in one.takeaway
    towards, gone = (sum(int(row[n]) for row in every.body.table.rows) for n in (1, 2))
    assert f"{towards} of {towards + gone} indicators of SDG 11" in every.takeaway


def test_a_place_has_cards_with_the_newest_figures() -> None:
    found = made("places", VIEWS["places"])
    assert isinstance(found.body, Cards)
    rows = {name: (told, when) for card in found.body.cards for name, told, when in card.rows}
    table = store.load("c_cars").table
    own = table[(table["geo"] == "BE003C") & table["obs_value"].notna()].sort_values("time_period")
    newest = own.iloc[-1]
    told, when = rows["Cars in the city"]
    assert told.startswith(f"{newest['obs_value']:.0f}")
    assert when == str(newest["time_period"])


def test_lines_by_sea_hold_the_months() -> None:
    found = made("arrivals", VIEWS["arrivals-sea"])
    assert isinstance(found.body, Lines)
    table = store.load("sea_arrivals").table
    last = table[(table["geo"] == "IT") & table["obs_value"].notna()].sort_values("time_period").iloc[-1]
    italy = next(line for line in found.body.lines if line.name == "Italy")
    assert italy.points[-1] == (str(last["time_period"]), float(last["obs_value"]))


@pytest.mark.parametrize(
    ("page", "view", "id"),
    [
        ("explore", RATES, "imm_rate"),
        ("explore", CHANGE, "recycle"),
        ("arrivals", View(topic="asylum"), "asy_all"),
        ("nexus", PAIR, "p_imm_good"),
        ("places", VIEWS["places"], "c_forborn"),
    ],
)
def test_other_figures_say_something_else(page: str, view: View, id: str) -> None:
    make = page_makers.MAKERS[page]
    before, after = make(desk(), view), make(desk_with(changed(id, reversed_ranks)), view)
    assert before.takeaway != after.takeaway
    assert before.table != after.table


def test_a_pair_of_few_places_is_refused() -> None:
    few = page_makers.nexus(desk_with(changed("p_imm_good", only("BE001C", "DE008C", "NL001C"))), PAIR)
    assert few.refused
    assert "Too few places (3 cities)" in few.takeaway


def test_a_step_without_figures_says_so() -> None:
    undated = View(indicator="netmig_urt", level=Level.NUTS3, picture=Picture.CHANGE)
    story = own_steps.added(own_steps.story(), own_steps.of_page("explore", undated, SAY))
    assert slide(story, 0, desk()).made.refused
