"""A verdict on two figures and all its reasons: flags, years, borders, definitions, samples."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.bridging import Mark
from analysis.comparability import (
    BETWEEN_COUNTRIES,
    BETWEEN_PLACES,
    BETWEEN_YEARS,
    FAR_YEARS,
    Figure,
    Ground,
    Judgement,
    Verdict,
    is_sample,
    judged,
    margin_of_difference_pp,
)
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue import caveats as note
from data_sources.model import UNDATED, Indicator, Kind, Level

PLAIN = replace(CATALOGUE["density"], caveats=())
GHENT = Figure(code="BE003C", level=Level.CITY, period="2020", value=10.0)
GRAZ = replace(GHENT, code="AT002C", value=12.0)
EARLIER = replace(GHENT, period="2015")


def grounds(one: Figure, other: Figure, entry: Indicator = PLAIN) -> dict[Ground, Verdict]:
    """What is said of two figures, and how much it weighs."""
    return {reason.ground: reason.verdict for reason in judged(one, other, entry).reasons}


def test_two_places_in_one_year_without_a_flag_are_comparable() -> None:
    assert judged(GHENT, GRAZ, PLAIN) == Judgement(reasons=())
    assert judged(GHENT, GRAZ, PLAIN).verdict is Verdict.COMPARABLE


@pytest.mark.parametrize(
    ("flag", "ground", "verdict"),
    [
        ("b", Ground.BREAK_AT, Verdict.WITH_CARE),
        ("d", Ground.DEFINITION, Verdict.NOT),
        ("e", Ground.ESTIMATED, Verdict.WITH_CARE),
        ("f", Ground.ESTIMATED, Verdict.WITH_CARE),
        ("i", Ground.ESTIMATED, Verdict.WITH_CARE),
        ("p", Ground.PROVISIONAL, Verdict.WITH_CARE),
        ("u", Ground.UNRELIABLE, Verdict.WITH_CARE),
        ("n", Ground.UNRELIABLE, Verdict.WITH_CARE),
    ],
)
def test_each_flag_is_a_reason_of_its_own_figure(flag: str, ground: Ground, verdict: Verdict) -> None:
    (reason,) = judged(GHENT, replace(GRAZ, flag=flag), PLAIN).reasons
    assert (reason.ground, reason.verdict, reason.first, reason.second) == (ground, verdict, False, True)


def test_a_revised_figure_is_as_good_as_any() -> None:
    assert grounds(GHENT, replace(GRAZ, flag="r")) == {}


def test_where_both_definitions_differ_it_is_said_and_weighs_less() -> None:
    both = grounds(replace(GHENT, flag="d"), replace(GRAZ, flag="d"))
    assert both == {Ground.DEFINITION_BOTH: Verdict.WITH_CARE}


def test_a_missing_or_withheld_figure_ends_the_matter() -> None:
    gone = replace(GRAZ, value=float("nan"), flag="bd")
    assert grounds(GHENT, gone) == {Ground.NO_FIGURE: Verdict.NOT}
    assert grounds(GHENT, replace(gone, conf="C")) == {Ground.WITHHELD: Verdict.NOT}
    assert grounds(replace(gone, conf="C"), replace(gone, code="BE003C")) == {
        Ground.NO_FIGURE: Verdict.NOT,
        Ground.WITHHELD: Verdict.NOT,
    }


def test_a_break_between_two_years_parts_a_place_from_its_past() -> None:
    broken = replace(GHENT, breaks=("2018",))
    assert grounds(broken, replace(EARLIER, breaks=("2018",))) == {Ground.BREAK_BETWEEN: Verdict.NOT}
    for outside in (("2015",), ("2021",)):
        assert grounds(replace(GHENT, breaks=outside), replace(EARLIER, breaks=outside)) == {}
    two = judged(broken, replace(GRAZ, period="2017"), PLAIN).reasons
    assert {reason.ground: reason.verdict for reason in two}[Ground.BREAK_BETWEEN] is Verdict.WITH_CARE
    assert two[0].period == "2018"


@pytest.mark.parametrize(("years", "verdict"), [(1, Verdict.WITH_CARE), (FAR_YEARS, Verdict.NOT)])
def test_years_between_two_places_weigh_by_their_number(years: int, verdict: Verdict) -> None:
    assert grounds(GHENT, replace(GRAZ, period=str(2020 - years))) == {Ground.YEARS: verdict}


def test_years_of_one_place_are_what_one_wants_to_compare() -> None:
    assert grounds(GHENT, EARLIER) == {}


def test_a_month_is_no_year_and_an_average_has_none() -> None:
    assert grounds(GHENT, replace(GHENT, period="2020-03"))[Ground.PERIODS] is Verdict.NOT
    assert grounds(GHENT, replace(GRAZ, period=UNDATED)) == {Ground.UNDATED: Verdict.WITH_CARE}


def test_borders_matter_between_years_of_one_region_only() -> None:
    region = Figure(code="BE234", level=Level.NUTS3, period="2020", value=1.0, vintage="2021")
    before = replace(region, period="2015", vintage="2016")
    assert grounds(region, replace(before, lost=True)) == {Ground.BORDERS: Verdict.NOT}
    assert grounds(region, replace(before, bridged=Mark.ESTIMATED)) == {Ground.COMPUTED_ANEW: Verdict.WITH_CARE}
    assert grounds(region, replace(before, bridged=Mark.RENAMED)) == {Ground.RENAMED: Verdict.COMPARABLE}
    assert grounds(region, replace(before, code="AT221", period="2020", lost=True)) == {}


def test_a_city_beside_its_country_is_compared_with_care() -> None:
    assert grounds(GHENT, replace(GHENT, code="BE", level=Level.COUNTRY)) == {Ground.LEVELS: Verdict.WITH_CARE}


def test_numbers_of_people_say_as_much_of_the_size() -> None:
    count = replace(PLAIN, kind=Kind.COUNT)
    assert grounds(GHENT, GRAZ, count) == {Ground.NUMBERS: Verdict.WITH_CARE}
    assert grounds(GHENT, EARLIER, count) == {}


def test_a_caveat_is_a_reason_where_it_parts_the_two() -> None:
    police = replace(PLAIN, caveats=(note.POLICE,))
    assert grounds(GHENT, GRAZ, police) == {Ground.CAVEAT: Verdict.WITH_CARE}
    assert grounds(GHENT, replace(GRAZ, code="BE001C"), police) == {}
    assert grounds(GHENT, EARLIER, police) == {}
    euro = replace(PLAIN, caveats=(note.EURO,))
    assert grounds(GHENT, EARLIER, euro) == grounds(GHENT, GRAZ, euro) == {Ground.CAVEAT: Verdict.WITH_CARE}
    commuters = replace(PLAIN, caveats=(note.COMMUTERS,))
    assert grounds(GHENT, replace(GRAZ, code="BE001C"), commuters) == {Ground.CAVEAT: Verdict.WITH_CARE}
    work = replace(PLAIN, caveats=(note.LFS,))
    assert grounds(replace(GHENT, period="2021"), EARLIER, work) == {Ground.CAVEAT: Verdict.WITH_CARE}
    assert grounds(GHENT, EARLIER, work) == grounds(GHENT, GRAZ, work) == {}


def test_every_caveat_that_parts_is_one_of_the_catalogue() -> None:
    said = {caveat for entry in CATALOGUE.values() for caveat in entry.caveats}
    assert said >= BETWEEN_COUNTRIES | BETWEEN_PLACES | BETWEEN_YEARS


def test_a_survey_is_judged_by_its_margin() -> None:
    survey = CATALOGUE["p_housing"]
    assert is_sample(survey)
    assert not is_sample(PLAIN)
    near, far = replace(GHENT, value=50.0), replace(GHENT, value=60.0)
    assert grounds(near, replace(GRAZ, value=52.0), survey) == {Ground.MARGIN: Verdict.WITH_CARE}
    assert grounds(far, replace(GRAZ, value=50.0), survey) == {Ground.BEYOND_MARGIN: Verdict.COMPARABLE}
    assert margin_of_difference_pp(50, 50) == pytest.approx(4.78, abs=0.01)


FIGURES = st.builds(
    Figure,
    code=st.sampled_from(["BE003C", "AT002C", "BE001C"]),
    level=st.just(Level.CITY),
    period=st.sampled_from(["2010", "2015", "2020", "2020-03", UNDATED]),
    value=st.one_of(st.just(float("nan")), st.integers(1, 99).map(float)),
    flag=st.sampled_from(["", "b", "d", "e", "bep", "u"]),
    conf=st.sampled_from(["", "C"]),
    breaks=st.sampled_from([(), ("2012",), ("2015", "2020")]),
    lost=st.booleans(),
)


@given(FIGURES, FIGURES, st.sampled_from(["p_housing", "c_forborn_n", "gdp_n3", "homicide"]))
def test_the_verdict_is_the_same_from_either_side_and_the_worst_of_its_reasons(
    one: Figure, other: Figure, id: str
) -> None:
    there, back = judged(one, other, CATALOGUE[id]), judged(other, one, CATALOGUE[id])
    assert there.verdict is back.verdict
    assert sorted(reason.ground for reason in there.reasons) == sorted(reason.ground for reason in back.reasons)
    weights = [reason.verdict for reason in there.reasons]
    assert weights == sorted(weights, reverse=True)
    assert there.verdict == max(weights, default=Verdict.COMPARABLE)
