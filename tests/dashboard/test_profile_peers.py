"""Places alike, one to call and comparability as data: contexts of the snapshot, sentences, tables, the picture."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import nan

import pandas as pd
import pytest

from analysis.bridging import Mark
from analysis.comparability import Figure, Ground, Judgement, Reason, Verdict, judged
from analysis.peers import Near, Nearest, Outcome, Why, nearest, scaled, to_call, weighted
from dashboard import screen as screens
from dashboard.histories import Histories, Stop
from dashboard.histories import Why as Stopped
from dashboard.language import language
from dashboard.palette import Look
from dashboard.profile import comparability_figures, comparability_text, peers_charts, peers_tables, peers_text
from dashboard.profile.facts import Place, place
from dashboard.profile.peers_context import DENSITY, INCOME, LEVELS, SIZE, URBAN, Context, Whose, context
from dashboard.profile.peers_figures import Side, side
from dashboard.profile.peers_text import Called
from dashboard.profile.peers_words import cell
from dashboard.screen import Series
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from data_sources.schema import Observations
from tests.observed import rows

SAY = language("en")
GHENT, LEIPZIG = place("BE003C"), place("DE008C")
EVEN = dict.fromkeys((SIZE, DENSITY, INCOME, URBAN), 1.0)


@lru_cache(maxsize=64)
def held(id: str) -> Observations:
    """An indicator of the snapshot."""
    return store.load(id)


@lru_cache(maxsize=8)
def of(level: Level) -> Context:
    """The context of a level in the snapshot."""
    return context(level, held, store.held())


def parts(known: Context) -> pd.DataFrame:
    """The figures of a context: a row a place, a column a part."""
    return known.values  # noqa: PD011 - our own


@lru_cache(maxsize=16)
def shown(id: str, level: Level) -> Series:
    """An indicator of the snapshot as it is shown."""
    return screens.series(View(indicator=id, level=level), held(id), None, level)


def found(own: Place, outcome: str = "", **weights: float) -> Nearest:
    """The places most alike."""
    known = of(own.level)
    counted = weighted(known.variables, EVEN | weights, outcome)
    return nearest(scaled(parts(known), known.variables), own.code, counted)


def called(own: Place, arrivals: Side, outcome: Side) -> Called:
    """The search for a place to call."""
    asked = Outcome(figures=outcome.by_place, direction=outcome.entry.direction)
    calls = to_call(found(own).near, own.code, arrivals.by_place, asked)
    verdicts: tuple[Judgement, ...] = ()
    if calls.found:
        pair = ((one.figure(calls.found[0].code), one.figure(own.code), one.entry) for one in (arrivals, outcome))
        verdicts = tuple(judged(*each) for each in pair)
    return Called(own=own, arrivals=arrivals, outcome=outcome, found=calls, judged=verdicts)


def of_snapshot(own: Place, arrivals: str, outcome: str) -> Called:
    """The same from the snapshot."""
    sides = [side(shown(id, own.level), own.code, of(own.level).versions) for id in (arrivals, outcome)]
    return called(own, sides[0], sides[1])


# The context


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_a_context_without_an_outcome_in_it(level: Level) -> None:
    known = of(level)
    assert {SIZE, DENSITY, INCOME, URBAN} <= set(parts(known).columns)
    assert (parts(known)[SIZE].dropna() >= 0).all()
    assert known.periods.to_numpy()[parts(known).notna().to_numpy()].all()
    for part in known.parts:
        assert part.indicator in part.variable.refuses


def test_a_city_has_its_own_people_and_the_figures_of_its_small_region() -> None:
    known, density = of(Level.CITY), held("density").table
    own = parts(known).loc["BE003C"]
    region = density[(density["geo"] == "BE234") & (density["time_period"] == known.periods.loc["BE003C", DENSITY])]
    assert own[DENSITY] == region["obs_value"].item()
    people = held("c_pop").table
    newest = people[(people["geo"] == "BE003C") & people["obs_value"].notna()].sort_values("time_period").iloc[-1]
    assert own[SIZE] == newest["obs_value"]
    assert [part.whose for part in known.parts[:4]] == [Whose.OWN, Whose.REGION, Whose.REGION, Whose.REGION]


def test_regions_compared_exist_together_and_the_share_of_urban_people_is_one() -> None:
    known = of(Level.NUTS2)
    shares = parts(known)[URBAN].dropna()
    assert shares.between(0, 100).all()
    assert shares["DE30"] == 100
    countries = pd.Series(list(known.versions.values()), index=[code[:2] for code in known.versions])
    assert (countries.groupby(level=0).agg(set).map(len) == 1).all()


# Places alike in words


def test_the_places_most_alike_are_named_with_what_they_were_compared_by() -> None:
    near = found(LEIPZIG)
    said = peers_text.headline(near, LEIPZIG, SAY)
    assert said.startswith("Most like Leipzig: ")
    assert peers_text.name(near.near[0].code, SAY) in said
    by = " ".join(peers_text.compared(near, LEIPZIG, SAY))
    assert f"by number of people, density, income and urban type with {len(near.near)} places" in by
    assert f"{near.left_out} places are left out" in by


def test_other_figures_give_other_names() -> None:
    known = of(Level.CITY)
    turned = parts(known).sample(frac=1, random_state=1).set_axis(parts(known).index)
    turned.loc["DE008C"] = parts(known).loc["DE008C"]
    other = nearest(scaled(turned, known.variables), "DE008C", EVEN)
    assert peers_text.headline(other, LEIPZIG, SAY) != peers_text.headline(found(LEIPZIG), LEIPZIG, SAY)


def test_what_is_not_held_is_said() -> None:
    glasgow = place("UK004C")
    assert "Nothing is held on its income and urban type" in " ".join(peers_text.compared(found(glasgow), glasgow, SAY))
    nobody = found(glasgow, income=3.0, urban=3.0)
    assert "Too little is held of Glasgow" in peers_text.headline(nobody, glasgow, SAY)
    nothing = nearest(parts(of(Level.CITY)), "BE003C", {})
    assert peers_text.headline(nothing, GHENT, SAY).startswith("Nothing that is weighed is held of Gent")
    assert "Too few places" in peers_text.headline(Nearest(used=(SIZE,)), GHENT, SAY)
    assert peers_text.compared(nothing, GHENT, SAY) == []


def test_a_place_without_its_like_is_said_to_be_so() -> None:
    paris = place("FR001C")
    assert peers_text.headline(found(paris), paris, SAY).startswith("No place is much like ")


def test_the_outcome_is_refused_in_words() -> None:
    assert INCOME not in found(place("BE234"), outcome="gdp_n3").used
    assert INCOME in found(place("BE234"), outcome="pm25").used
    said = peers_text.refusal((INCOME,), "GDP", SAY)
    assert said.startswith("Not compared by income: “GDP”")
    assert peers_text.refusal((), "GDP", SAY) == ""


def test_the_words_for_likeness_are_explained_and_the_borderline_named() -> None:
    sure, edge = Near(code="AT002C", distance=0.1), Near(code="AT003C", distance=0.2, borderline=True)
    assert "Borderline: not among the nearest 4" in peers_text.scale((sure, edge), SAY)
    assert "(Linz)" in peers_text.scale((sure, edge), SAY)
    assert "All shown stay among the nearest 2" in peers_text.scale((sure,), SAY)


def test_the_table_has_the_place_first_and_says_where_a_figure_is_missing() -> None:
    near = found(GHENT)
    table = peers_tables.alike(of(Level.CITY), GHENT, near.near[:6], near.used, SAY)
    assert table.index[0] == "Gent (Belgium)"
    assert len(table) == 7
    assert list(table.columns)[:3] == ["How alike", "People", "People per km² (its region)"]
    assert cell(of(Level.CITY), "UK004C", INCOME, SAY) == "none held"
    html = peers_tables.as_html(table.set_axis(["<b>", *table.columns[1:]], axis=1), "A & B")
    assert html.count("<tr>") == 8
    assert "&lt;b&gt;" in html
    assert "A &amp; B" in html
    assert set(table["Urban type (its region)"]) <= {"mainly urban", "in between", "mainly rural"}


# One to call

ARRIVALS, OUTCOME = "netmig_n2", "life_exp_n2"
HOLLAND = place("NL32")


def test_the_sentence_on_whom_to_call_has_the_numbers_of_the_snapshot() -> None:
    one = of_snapshot(HOLLAND, ARRIVALS, OUTCOME)
    assert one.first is not None
    peer, said = one.first.code, peers_text.call(one, SAY)
    assert said.startswith(peers_text.named(peer, SAY))
    assert f"{one.outcome.value(peer) - one.outcome.value('NL32'):.1f} years higher" in said
    details = " ".join(peers_text.details(one, SAY))
    for value in (one.arrivals.value(peer), one.arrivals.value("NL32"), one.outcome.value(peer)):
        assert f"{value:.1f}" in details.replace("\N{MINUS SIGN}", "-")
    assert one.outcome.period("NL32") in details


def test_permuted_figures_name_another_one_to_call_or_nobody() -> None:
    one = of_snapshot(HOLLAND, ARRIVALS, OUTCOME)
    outcome = one.outcome
    mirrored = outcome.rows.assign(obs_value=2 * outcome.value("NL32") - outcome.rows["obs_value"])
    turned = called(HOLLAND, one.arrivals, replace(outcome, rows=mirrored))
    assert peers_text.call(turned, SAY) != peers_text.call(one, SAY)
    assert {near.code for near in turned.found.found}.isdisjoint(near.code for near in one.found.found)
    best = outcome.rows.assign(obs_value=outcome.rows["obs_value"].where(outcome.rows.index != "NL32", 999.0))
    nobody = called(HOLLAND, one.arrivals, replace(outcome, rows=best))
    assert nobody.found.why is Why.NONE_BETTER
    assert f"of the {len(nobody.found.pool)} places most alike" in peers_text.call(nobody, SAY)


def test_a_lower_figure_is_called_lower_where_that_is_better() -> None:
    one = of_snapshot(place("BE234"), "netmig_n3", "pm25")
    assert one.first is not None
    assert " lower (" in peers_text.call(one, SAY)
    assert one.outcome.value(one.first.code) < one.outcome.value("BE234")


@pytest.mark.parametrize("why", list(Why))
def test_every_reason_for_nobody_has_its_sentence(why: Why) -> None:
    one = of_snapshot(HOLLAND, ARRIVALS, OUTCOME)
    nobody = replace(one, found=replace(one.found, found=(), why=why), judged=())
    assert peers_text.call(nobody, SAY).startswith("Nobody to call: ")
    assert peers_text.details(nobody, SAY) == []


def test_the_figures_beside_a_place_are_nearest_to_its_newest_in_time() -> None:
    table = rows(
        ("BE003C", "2015", 1.0),
        ("BE003C", "2018", 2.0),
        ("BE003C", "2020", 9.0, "u"),
        ("AT002C", "2011", 3.0),
        ("AT002C", "2017", 4.0),
        ("AT002C", "2019", 5.0),
        ("AT003C", "2024", 6.0),
        level="city",
        vintage="2021",
    )
    series = replace(shown("c_forborn", Level.CITY), table=table)
    got = side(series, "BE003C", dict.fromkeys(("BE003C", "AT002C", "AT003C"), ""))
    assert got.by_place == {"BE003C": 2.0, "AT002C": 5.0, "AT003C": 6.0}
    assert (got.period("BE003C"), got.period("AT002C")) == ("2018", "2019")
    alone = side(series, "DE008C", dict.fromkeys(("AT002C", "DE008C"), ""))
    assert (dict(alone.by_place), alone.period("AT002C")) == ({"AT002C": 5.0}, "2019")


def test_the_picture_shows_everybody_looked_through_and_the_band() -> None:
    one = of_snapshot(HOLLAND, ARRIVALS, OUTCOME)
    drawn = peers_charts.search(one, SAY, Look.LIGHT)
    assert sum(len(trace["x"]) for trace in drawn["data"]) == len(one.found.pool) + 1
    (band,) = drawn["layout"]["shapes"]
    assert band["x1"] - band["x0"] == pytest.approx(2 * one.found.arrivals_step)
    table = peers_tables.looked_through(one, SAY)
    assert len(table) == len(one.found.pool) + 1
    assert (table["Role"] == "close, and better").sum() == len(one.found.found)


# Comparability in words

CODES = ("BE003C", "AT002C")


@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_reason_has_a_sentence_that_says_whose_it_is(ground: Ground, code: str) -> None:
    say, entry = language(code), CATALOGUE["p_housing"]
    given = {"ground": ground, "period": "2018", "years": 7, "caveat": entry.caveats[0]}
    for first, second in ((True, False), (False, True), (True, True)):
        reason = Reason(verdict=Verdict.NOT, first=first, second=second, **given)  # type: ignore[arg-type]
        for codes in (CODES, ("BE003C", "BE003C")):
            said = comparability_text.reason(reason, codes, say)
            assert said
            assert "{" not in said


def test_a_verdict_is_a_word_with_its_reasons_never_a_colour() -> None:
    one = Figure(code="BE003C", level=Level.CITY, period="2020", value=10.0, flag="e")
    other = replace(one, code="AT002C", value=nan, flag="", period="2014")
    entry = CATALOGUE["c_forborn"]
    missing = judged(one, other, entry)
    said = comparability_text.headline((one, other), missing, entry, SAY)
    assert said.startswith("Not comparable: Gent, 10.0")
    assert "(2020, estimated)" in said
    assert "no value" in said
    assert comparability_text.reasons(missing, CODES, SAY) == ["There is no value: the figure of Graz."]
    care = judged(one, replace(other, value=3.0, period="2020"), entry)
    assert comparability_text.sentence(care, CODES, SAY) == (
        "Comparable with care: Estimated, not counted: the figure of Gent."
    )
    clean = judged(replace(one, flag=""), replace(other, value=3.0, period="2020"), entry)
    assert comparability_text.sentence(clean, CODES, SAY) == "Comparable."
    assert len({comparability_text.meaning(verdict, SAY) for verdict in Verdict}) == 3


def test_what_holds_for_every_figure_is_no_reason_between_two() -> None:
    assert comparability_text.everywhere(CATALOGUE["c_forborn"], SAY)
    assert CATALOGUE["homicide"].caveats[0] not in comparability_text.everywhere(CATALOGUE["homicide"], SAY)


def test_the_figures_of_a_place_keep_flags_breaks_and_what_is_withheld() -> None:
    table = rows(("BE003C", "2015", 1.0), ("BE003C", "2016", 2.0, "b"), ("BE003C", "2017", None, "c"), level="city")
    first, second, third = comparability_figures.figures("BE003C", Level.CITY, table)
    assert (first.period, second.flag, third.conf) == ("2015", "b", "C")
    assert first.breaks == third.breaks == ("2016",)


def test_a_region_has_the_figures_of_its_line_and_knows_what_is_of_other_borders() -> None:
    table = rows(("FI1C", "2010", 1.0), ("FI1C", "2012", 2.0), ("FI1C", "2020", 3.0), level="nuts2")
    line = table[table["time_period"] == "2020"].astype({"time_period": str}).assign(bridged="")
    anew = line.assign(time_period="2011", obs_value=9.0, bridged="merged")
    stop = Stop(place="FI1C", periods=("2010",), found_in="2013", line_in="2024", why=Stopped.NO_MEAN)
    lines = Histories(lines={"FI1C": pd.concat([anew, line])}, stops=(stop,))
    got = {one.period: one for one in comparability_figures.figures("FI1C", Level.NUTS2, table, lines)}
    assert [got[period].lost for period in ("2010", "2011", "2012", "2020")] == [True, False, True, False]
    assert (got["2011"].bridged, got["2011"].value) == (Mark.MERGED, 9.0)
