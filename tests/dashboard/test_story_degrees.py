"""Story 4 says what the snapshot says: every number computed anew here, and another one when the figures change."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.evidence import Spread
from dashboard.language import language
from dashboard.story import degrees_figures, degrees_people
from dashboard.story.model import Bars, Desk, Dots, Grid, Lines, Made, Map
from dashboard.story.stories.degrees import STORY
from dashboard.themes.villages import Degrees, moves_finding
from data_sources import store
from data_sources.catalogue import CATALOGUE
from tests.dashboard.story_desk import changed, desk, desk_with, held, made, only, reversed_ranks

SAY = language("en")
RURAL, CITIES, TOWNS = "arope_du", "arope_cities", "arope_towns"
FEW = ("DE", "FR", "SE", "LU", "RO")


def plain(id: str, level: str = "country") -> pd.DataFrame:
    """Place, period, figure and flag, straight from the snapshot."""
    table = store.load(id).table
    rows = table[(table["level"] == level) & table["obs_value"].notna()]
    found = {"geo": rows["geo"].astype(str), "year": rows["time_period"].astype(str), "value": rows["obs_value"]}
    return pd.DataFrame(found | {"flag": rows["obs_flag"].astype(str)})


def newest(id: str) -> pd.Series:
    rows = plain(id)
    values: pd.Series = rows[rows["year"] == rows["year"].max()].set_index("geo")["value"]
    return values


def gaps() -> pd.Series:
    """Country -> rural areas minus cities, largest first."""
    return (newest(RURAL) - newest(CITIES)).dropna().sort_values(ascending=False)


def step(key: str, at: Desk | None = None) -> Made:
    return made(STORY, f"degrees.{key}", at or desk())


def turned(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(obs_value=-table["obs_value"])


def test_the_map_names_the_highest_the_lowest_and_the_middle_country() -> None:
    values, told = newest(RURAL), step("map")
    for end, code in ((values.min(), values.idxmin()), (values.max(), values.idxmax())):
        assert f"{end:.1f}\u202f% ({SAY.country(str(code))})" in told.takeaway
    assert f"{values.median():.1f}\u202f% in the middle of {len(values)} countries" in told.takeaway
    assert isinstance(told.body, Map)
    other = step("map", desk_with(changed(RURAL, reversed_ranks))).takeaway
    assert f"{values.min():.1f}\u202f% ({SAY.country(str(values.idxmax()))})" in other


def test_cities_towns_and_rural_areas_are_counted_country_by_country() -> None:
    found, told = gaps(), step("three")
    higher, lower = int((found > 0).sum()), int((found < 0).sum())
    assert f"In {higher} of {len(found)} countries poverty risk is higher in rural areas" in told.takeaway
    assert f"in {lower} it is higher in cities ({plain(RURAL)['year'].max()})" in told.takeaway
    assert f"The middle gap is {abs(found.median()):.1f} points, rural areas above cities" in told.takeaway
    assert isinstance(told.body, Dots)
    assert told.body.about_people is False
    first, values = told.body.rows[0]
    code = found.index[0]
    assert first == SAY.country(code)
    assert values == pytest.approx([newest(id)[code] for id in (CITIES, TOWNS, RURAL)])
    assert f"{len(found) - len(told.body.rows)} places between are in the table" in told.caution


def test_with_cities_and_rural_areas_exchanged_the_count_turns_round() -> None:
    found = gaps()
    at = desk_with({RURAL: held(CITIES), CITIES: held(RURAL)})
    told, gap = step("three", at).takeaway, step("gap", at).takeaway
    assert f"In {(found > 0).sum()} of {len(found)} countries poverty risk is higher in cities" in told
    assert gap.startswith(f"{SAY.country(found.index[-1])}: {abs(found.iloc[-1]):.1f} points more in rural areas")


def test_the_gap_names_the_country_at_each_end() -> None:
    found, told = gaps(), step("gap")
    first, last = SAY.country(found.index[0]), SAY.country(found.index[-1])
    assert f"{first}: {found.iloc[0]:.1f} points more in rural areas than in cities" in told.takeaway
    assert f"{last}: {-found.iloc[-1]:.1f} points more in cities than in rural areas" in told.takeaway
    assert isinstance(told.body, Bars)
    ((_, bars),) = told.body.groups
    assert [bar.name for bar in (bars[0], bars[-1])] == [first, last]
    assert bars[-1].value == pytest.approx(found.iloc[-1])
    assert bars[-1].told.startswith("−")


@pytest.mark.parametrize(
    ("rural", "words"),
    [(40.0, "is the risk higher in cities; the gap"), (5.0, "is the risk higher in rural areas; the gap")],
)
def test_a_gap_to_one_side_only_is_said_so(rural: float, words: str) -> None:
    codes = ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR")
    rows = [Degrees(geo=code, city=20.0, town=20.0, rural=rural - number) for number, code in enumerate(codes)]
    assert words in degrees_figures.gap_words(rows, "2025", SAY)


def followed(*, breaks_too: bool = False) -> pd.DataFrame:
    """Countries with a figure in each of the last eleven years and no break after the first of them."""
    rows = plain("arope_rural_gap")
    last = int(rows["year"].max())
    rows = rows[rows["year"].astype(int) >= last - 10]
    broken = rows[rows["flag"].str.contains("b") & (rows["year"] != str(last - 10))]["geo"]
    table = rows.pivot_table(index="geo", columns="year", values="value").dropna()
    return table if breaks_too else table[~table.index.isin(broken)]


def signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _way(table: pd.DataFrame) -> tuple[float, float]:
    """The middle gap of the first and of the last year."""
    return float(table.iloc[:, 0].median()), float(table.iloc[:, -1].median())


def test_the_gap_is_followed_in_the_same_countries_through_all_years() -> None:
    table, told = followed(), step("years")
    first, last = table.columns[0], table.columns[-1]
    narrower = int((table[last].abs() < table[first].abs()).sum())
    wider = int((table[last].abs() > table[first].abs()).sum())
    assert narrower >= wider
    assert f"came closer in {narrower} of {len(table)} countries without a break" in told.takeaway
    assert f"moved apart in {wider};" in told.takeaway
    before, now = _way(table)
    assert f"from {signed(before)} points in {first} to {signed(now)} in {last}" in told.takeaway
    assert isinstance(told.body, Lines)
    assert dict(told.body.lines[0].points) == pytest.approx(table.median().to_dict())


def test_countries_with_a_break_are_told_apart_and_the_union_is_the_source_s_own() -> None:
    table, every, told = followed(), followed(breaks_too=True), step("years")
    (before, now), (own_before, own_now) = _way(every), _way(table)
    assert f"have a break ({len(every)} in all) it went from {signed(before)} to {signed(now)}" in told.takeaway
    same_way = (now - before) * (own_now - own_before) > 0
    assert ("whom one follows decides" in told.takeaway) is not same_way
    assert isinstance(told.body, Lines)
    assert dict(told.body.lines[1].points) == pytest.approx(every.median().to_dict())
    union = store.load("arope_rural_gap").table[lambda rows: rows["geo"] == "EU27_2020"]
    own = dict(zip(union["time_period"].astype(str), union["obs_value"], strict=True))
    assert dict(told.body.lines[2].points) == pytest.approx({year: own[year] for year in table.columns})


def test_with_time_running_backwards_more_countries_moved_apart() -> None:
    def backwards(table: pd.DataFrame) -> pd.DataFrame:
        columns = followed().columns
        mirror = dict(zip(columns, reversed(columns), strict=True))
        kept = table[table["time_period"].isin(columns) & table["geo"].isin(followed().index)].copy()
        kept["time_period"] = kept["time_period"].astype(str).map(mirror)
        return kept.assign(obs_flag="")

    told = step("years", desk_with(changed("arope_rural_gap", backwards))).takeaway
    assert told.startswith("Cities and rural areas moved apart in")
    assert told != step("years").takeaway


def test_small_regions_are_counted_by_the_sign_of_their_net_migration() -> None:
    values = plain("netmig_urt", "nuts3")["value"]
    into, out = int((values > 0).sum()), int((values < 0).sum())
    told = step("moves").takeaway
    n = SAY.number(len(values))
    assert told == f"More people moved in than out in {into} of {n} small regions; in {out} more moved out."
    other = step("moves", desk_with(changed("netmig_urt", turned))).takeaway
    assert other == f"More people moved out than in in {into} of {n} small regions; in {out} more moved in."


def classed() -> pd.DataFrame:
    kinds = plain("urban_rural", "nuts3").set_index("geo")["value"].rename("kind")
    return plain("netmig_urt", "nuts3").set_index("geo")[["value"]].join(kinds, how="inner")


def test_moves_are_counted_by_the_class_of_the_region() -> None:
    rows, told = classed(), step("classes")
    above = (rows["value"] > 0).groupby(rows["kind"]).agg(["sum", "size"])
    (urban, all_urban), _, (rural, all_rural) = above.to_numpy().tolist()
    assert f"in {rural} of {all_rural} rural regions" in told.takeaway
    assert f"in {urban} of {all_urban} urban ones" in told.takeaway
    assert isinstance(told.body, Bars)
    (_, shares), (_, middles) = told.body.groups
    assert [bar.value for bar in shares] == pytest.approx((100 * above["sum"] / above["size"]).tolist())
    assert told.body.about_people
    middle = rows.groupby("kind")["value"].median()
    assert [bar.value for bar in middles] == pytest.approx(middle.tolist())
    rural_first = bool(middle[3] > middle[1])
    assert ("did not gain more" in told.takeaway) is not rural_first
    turned_round = step("classes", desk_with(changed("netmig_urt", turned))).takeaway
    assert ("did not gain more" in turned_round) is rural_first


def test_a_class_with_too_few_regions_has_no_count() -> None:
    few = Spread(n=3, above=2, low=0.0, median=1.0, high=2.0)
    assert "no count is given" in moves_finding({1: few, 3: few}, SAY)


def test_the_list_of_what_is_missing_is_what_is_not_held() -> None:
    lacking = [id for id in degrees_people.WANTED if id not in store.held()]
    told = step("missing")
    assert f"{len(lacking)} of {len(degrees_people.WANTED)} figures" in told.takeaway
    assert CATALOGUE[lacking[0]].title in told.takeaway
    assert isinstance(told.body, Grid)
    marked = [told.body.table.rows[row][0] for row, _ in told.body.marked]
    assert marked == [CATALOGUE[id].title for id in lacking]
    assert told.sources
    assert degrees_people.missing_words([lacking[0]], SAY).startswith(f"1 of {len(degrees_people.WANTED)} figures")
    assert "is not held" in degrees_people.missing_words([lacking[0]], SAY)
    assert degrees_people.missing_words([], SAY).startswith(f"All {len(degrees_people.WANTED)}")


def _regions(table: pd.DataFrame) -> pd.DataFrame:
    return table.head(5)


@pytest.mark.parametrize(
    ("key", "ids", "change"),
    [
        ("map", (RURAL,), only(*FEW)),
        ("three", (RURAL, CITIES, TOWNS), only(*FEW)),
        ("gap", (RURAL, CITIES, TOWNS), only(*FEW)),
        ("years", ("arope_rural_gap",), only(*FEW)),
        ("moves", ("netmig_urt",), _regions),
        ("classes", ("netmig_urt",), _regions),
    ],
)
def test_too_few_places_are_refused(
    key: str, ids: tuple[str, ...], change: Callable[[pd.DataFrame], pd.DataFrame]
) -> None:
    few = {id: held for one in ids for id, held in changed(one, change).items()}
    told = step(key, desk_with(few))
    assert told.refused
    assert told.takeaway
    assert not step(key).refused
