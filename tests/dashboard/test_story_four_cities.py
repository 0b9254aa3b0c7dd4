"""The story of four cities: figures of the snapshot computed anew, made-up entries that say so, and no rest unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

import pandas as pd
import pytest

from analysis import support
from dashboard import marks
from dashboard.language import language
from dashboard.story import cities_gaps, cities_money, cities_profile, cities_register
from dashboard.story.model import Bars, Cards, Desk, Grid, Made, Map
from dashboard.story.stories.four_cities import STORY
from data_sources import geography, store
from data_sources.register import demonstration
from data_sources.register.model import Entry, Tie
from data_sources.register.vocabulary import Consent, Origin, Proximity, Sector
from tests.dashboard.story_desk import changed, desk, desk_with, made, only

pytestmark = pytest.mark.slow

SAY = language("en")
FOUR = {"UK002C": "Birmingham", "UK004C": "Glasgow", "DK001C": "København", "NL001C": "Amsterdam"}
SURVEY_2023 = ("p_pt_near", "p_pt_reliable", "p_pt_afford")


def step(key: str, at: Desk | None = None) -> Made:
    return made(STORY, f"four_cities.{key}", at or desk())


def newest(id: str) -> dict[str, tuple[str, float]]:
    """City -> (year, figure) of its newest, straight from the snapshot."""
    rows = store.load(id).table
    rows = rows[(rows["level"] == "city") & rows["obs_value"].notna()].sort_values("time_period")
    years = rows["time_period"].astype(str)
    return {
        str(geo): (year, float(value)) for geo, year, value in zip(rows["geo"], years, rows["obs_value"], strict=True)
    }


WHOLE = demonstration.entries()


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """A register that a test may fill: what it puts in is what the story shows."""
    entries: list[Entry] = []
    monkeypatch.setattr(demonstration, "entries", lambda: tuple(entries))
    return entries


def test_the_four_are_the_cities_of_the_research_and_not_alkmaar() -> None:
    table = geography.region_table("city", "2021")
    assert {code: str(table.loc[code, "name"]) for code in demonstration.CITIES} == FOUR


def test_profiles_carry_the_years_of_the_snapshot() -> None:
    told = step("profiles")
    assert isinstance(told.body, Cards)
    population, born = newest("c_pop"), newest("c_forborn")
    for card, (code, name) in zip(told.body.cards, FOUR.items(), strict=True):
        assert card.title == name
        if code in population:
            year, people = population[code]
            assert card.rows[0][1:] == (SAY.number(people), year)
        else:
            assert card.rows[0][1:] == ("–", "none held")
    for code in ("UK002C", "UK004C", "NL001C"):
        assert f"{FOUR[code]} {max(born[code][0], population[code][0])}" in told.takeaway
    assert "København 2012" in told.takeaway
    assert "United Kingdom end about 2020" in told.caution
    assert "shown in 2018" in told.caution


def test_with_one_year_for_all_another_sentence_is_said() -> None:
    assert "of all 2 cities are of 2018" in cities_profile.years_words({"UK002C": "2018", "UK004C": "2018"}, SAY)
    assert "No city statistics" in cities_profile.years_words({"UK002C": "", "UK004C": ""}, SAY)

    def until_2018(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["time_period"].astype(str) <= "2018"].reset_index(drop=True)

    older = [changed(id, until_2018) for id in ("c_pop", "c_forborn", "c_unemployed")]
    told = step("profiles", desk_with({id: found for one in older for id, found in one.items()}))
    assert "Amsterdam 2023" in step("profiles").takeaway
    assert "Amsterdam 2016" in told.takeaway
    assert "6 years apart" in told.takeaway


def test_peers_say_whether_the_four_are_alike() -> None:
    told = step("peers")
    assert isinstance(told.body, Grid)
    columns = list(zip(*told.body.table.rows, strict=True))[1:]
    shown = [name for column in columns for name in column]
    assert not any(name.partition(" (")[0] in FOUR.values() for name in shown)
    several = {name for name, times in Counter(shown).items() if times > 1}
    assert f"{len(several)} cities are near to more than one of them" in told.takeaway
    marked = {told.body.table.rows[row][column] for row, column in told.body.marked}
    assert marked == several


def test_peers_have_a_sentence_for_each_case() -> None:
    assert "Glasgow for Birmingham" in cities_profile.shared_words({"UK002C": ["UK004C"], "UK004C": ["DE001C"]}, SAY)
    assert "its own peers" in cities_profile.shared_words({"UK002C": ["DE001C"], "UK004C": ["DE002C"]}, SAY)
    assert "Too little" in cities_profile.shared_words({}, SAY)


def test_every_register_step_says_that_it_is_made_up() -> None:
    for key in ("register", "ties", "money", "gaps", "brief"):
        told = step(key)
        assert told.subtitle.startswith("Demonstration entries: fictional"), key
        assert "fictional" in told.sources[0], key


def test_the_map_carries_its_note_and_a_label_for_each_entry_of_the_city() -> None:
    told = step("register")
    assert isinstance(told.body, Map)
    assert told.body.note.startswith("Demonstration entries")
    placed = [one for one in demonstration.entries() if one.place.district.startswith("UK002C_")]
    labels = [mark.split(".", 2)[2] for mark in told.body.view.marks.split("~")]
    assert [f"{unquote(label)} (fictional)" for label in labels] == [one.name for one in placed]
    assert marks.checked(told.body.view.marks) == told.body.view.marks
    wards = {one.place.district for one in placed}
    n = int((geography.districts()["vintage"] == "UK002C-wards").sum())
    assert f"In {n - len(wards)} of {n} neighbourhoods of Birmingham none is recorded" in told.takeaway
    counts = Counter(one.place.city for one in demonstration.entries())
    assert all(f"{name} {counts[code]}" in told.takeaway for code, name in FOUR.items())
    assert "exist" not in told.takeaway


def test_labels_lie_where_their_wards_lie() -> None:
    placed = [one for one in demonstration.entries() if one.place.district.startswith("UK002C_")]
    table = geography.districts_of("UK002C")
    middle = dict(zip(table.index.astype(str), table["lon"].astype(float), strict=True))
    spots = {one.id: mark.split(".")[:2] for one in placed for mark in [cities_register.marked([one])]}
    east = sorted(placed, key=lambda one: int(spots[one.id][0][1:]))
    lon = [middle[one.place.district] for one in east]
    assert lon[0] == min(lon)
    assert lon[-1] == max(lon)


def test_an_empty_register_is_refused_in_every_step(register: list[Entry]) -> None:
    assert register == []
    for key in ("register", "ties", "money", "gaps", "brief"):
        told = step(key)
        assert told.refused, key
    assert "None recorded in Birmingham" in step("register").takeaway
    assert "None recorded" in step("gaps").takeaway


def test_what_is_not_consented_is_not_shown(register: list[Entry]) -> None:
    open_to_all = replace(WHOLE[0].consent, status=Consent.NOT_RECORDED)
    hidden = replace(WHOLE[0], name="Without consent", provenance=Origin.FORM, consent=open_to_all)
    register += [hidden, *WHOLE[1:]]
    assert cities_register.recorded() == WHOLE[1:]
    table = step("register").table
    assert table
    assert "Without consent" not in {row[0] for row in table.rows}


def blau(ties: Sequence[Tie]) -> float:
    """1 minus the sum of squared shares, written out here once more."""
    shares = pd.Series([f"{tie.sector}-{tie.proximity}" for tie in ties]).value_counts(normalize=True)
    return float(1 - (shares**2).sum())


def test_the_most_and_the_least_mixed_ties_are_those_of_the_register() -> None:
    entries, told = demonstration.entries(), step("ties")
    found = {code: blau([tie for one in entries if one.place.city == code for tie in one.ties]) for code in FOUR}
    first, last = max(found, key=lambda code: found[code]), min(found, key=lambda code: found[code])
    alone = sum(len(one.ties) > 1 and len({tie.sector for tie in one.ties}) == 1 for one in entries)
    assert told.takeaway == (
        f"Recorded ties are most mixed in {FOUR[first]} ({found[first]:.2f}) and most alike in {FOUR[last]} "
        f"({found[last]:.2f}). {alone} entries have all their ties in one sector."
    )
    assert isinstance(told.body, Bars)
    ((_, bars),) = told.body.groups
    assert [bar.value for bar in bars] == pytest.approx(sorted(found.values(), reverse=True))


def test_with_the_same_ties_everywhere_nobody_is_called_most_mixed(register: list[Entry]) -> None:
    kinds = [Tie(to="a body", sector=sector, proximity=proximity) for sector in Sector for proximity in Proximity]
    register += [replace(one, ties=tuple(kinds)) for one in WHOLE]
    assert "about as mixed everywhere" in step("ties").takeaway
    register[:] = [replace(one, ties=()) for one in WHOLE]
    assert step("ties").refused
    assert "Fewer than two cities" in step("ties").takeaway


def test_money_that_ends_is_counted_anew() -> None:
    entries, told = demonstration.entries(), step("money")
    stated = [one for one in entries if one.funding.months_left is not None]
    soon = [one for one in stated if (one.funding.months_left or 0) <= 6]
    themes = Counter(theme for one in soon for theme in one.themes)
    theme, most = themes.most_common(1)[0]
    assert f"For {len(soon)} of {len(stated)} entries with a stated end" in told.takeaway
    assert f"({most})" in told.takeaway
    assert theme.value.capitalize() in told.takeaway
    assert isinstance(told.body, Grid)
    assert "none recorded" in {cell for row in told.body.table.rows for cell in row}


def test_money_has_a_sentence_where_nothing_ends() -> None:
    entries = demonstration.entries()
    day = entries[0].updated
    lasting = [replace(one, funding=replace(one.funding, months_left=30)) for one in entries]
    assert "None of 33 entries" in cities_money.money_words(lasting, day, SAY)
    unsaid = [replace(one, funding=replace(one.funding, months_left=None)) for one in entries]
    assert "No entry states" in cities_money.money_words(unsaid, day, SAY)


def worst_quarter(id: str, code: str, *, lower_is_better: bool) -> bool:
    """Whether a city of the survey is among the worst quarter, by its rank."""
    values = {city: value for city, (_, value) in newest(id).items()}
    worst = sorted(values, key=lambda city: values[city], reverse=lower_is_better)
    return code in worst[: -(-len(values) // 4)]


def test_gaps_are_themes_with_a_high_need_and_none_recorded() -> None:
    entries, told = demonstration.entries(), step("gaps")
    assert isinstance(told.body, Grid)
    heads = told.body.table.columns
    gaps = {(told.body.table.rows[row][0], heads[column]) for row, column in told.body.marked}
    mobility = {one.place.city for one in entries if any(theme.value == "mobility" for theme in one.themes)}
    for code in ("UK004C", "DK001C", "NL001C"):
        high = any(worst_quarter(id, code, lower_is_better=False) for id in SURVEY_2023)
        assert (("Mobility", FOUR[code]) in gaps) == (high and code not in mobility)
    assert ("Mobility", "Glasgow") in gaps
    for code, name in FOUR.items():
        filed = {theme for one in entries if one.place.city == code for theme in one.themes}
        n = sum(gap[1] == name for gap in gaps)
        assert f"{name} {len(filed)} and {n}" in told.takeaway
    assert "This reflects what was registered." in told.takeaway
    assert "no figure on the need is held: Birmingham" in told.takeaway


def test_with_better_figures_there_is_no_gap() -> None:
    def raised(table: pd.DataFrame) -> pd.DataFrame:
        chosen = table["geo"].astype(str) == "UK004C"
        return table.assign(obs_value=table["obs_value"].where(~chosen, 99.0))

    at = desk_with(
        {id: found for one in cities_gaps.NEEDS.values() for id in one for found in changed(id, raised).values()}
    )
    assert "Glasgow 7 and 0" in step("gaps", at).takeaway


def test_a_figure_of_few_cities_is_no_need() -> None:
    few = tuple(FOUR)
    at = desk_with(
        {id: found for one in cities_gaps.NEEDS.values() for id in one for found in changed(id, only(*few)).values()}
    )
    assert cities_gaps.needs(at) == {}
    assert step("gaps", at).refused


def test_the_brief_is_one_page_on_its_city() -> None:
    told = step("brief")
    own = [one for one in demonstration.entries() if one.place.city == "UK004C"]
    _, people = newest("c_pop")["UK004C"]
    assert told.takeaway.startswith("Glasgow: 7 themes with entries, 1 high-need theme with none recorded.")
    assert isinstance(told.body, Cards)
    rows = {row[0]: row[1] for card in told.body.cards for row in card.rows}
    assert rows["Entries"] == str(len(own))
    assert rows["Entries for each 10,000 people"] == f"{10_000 * len(own) / people:.2f}"
    assert rows["Money ends within six months"].startswith(f"{len(support.ending(own, own[0].updated))} of ")
    assert rows["How mixed its ties are (0 to 1)"] == f"{blau([tie for one in own for tie in one.ties]):.2f}"
    other = made(
        replace(STORY, steps=(replace(STORY.steps[-1], view=replace(STORY.steps[-1].view, places=("NL001C",))),)),
        "four_cities.brief",
        desk(),
    )
    assert other.takeaway.startswith("Amsterdam: ")


def test_groups_and_languages_are_shown_nowhere_beside_a_place() -> None:
    for key in ("register", "ties", "money", "gaps", "brief"):
        told = step(key)
        texts = " ".join(cell for row in (told.table.rows if told.table else ()) for cell in row)
        assert "newcomers" not in texts
        assert "refugees" not in texts


def test_every_step_says_what_it_shows_in_both_languages() -> None:
    for lang in ("en", "fr"):
        for one in STORY.steps:
            told = made(STORY, one.key, desk(lang))
            assert not told.refused, one.key
            assert told.table
            assert told.sources
            assert told.alt
            assert told.subtitle
    assert 5 <= len(STORY.steps) <= 7
    assert sum(one.ask is not None for one in STORY.steps) == 1
