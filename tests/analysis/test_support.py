"""What a register says of support, of money that ends and of where none is recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import support
from analysis.refusal import Refused
from analysis.support import Diversity, Provision
from data_sources.model import Direction, Theme
from data_sources.register.model import Entry, Funding, Place, Tie
from data_sources.register.vocabulary import Group, Kind, Proximity, Sector

DAY = dt.date(2026, 11, 1)
TIES = st.lists(
    st.builds(Tie, to=st.just("a body"), sector=st.sampled_from(Sector), proximity=st.sampled_from(Proximity)),
    min_size=support.FEWEST_TIES,
    max_size=60,
)


def tie(sector: Sector, proximity: Proximity, to: str = "a body") -> Tie:
    """One tie."""
    return Tie(to=to, sector=sector, proximity=proximity)


def entry(number: int, *themes: Theme, district: str = "", months: int | None = None) -> Entry:
    """One entry in Copenhagen."""
    return Entry(
        id=f"entry-{number}",
        name=f"Entry {number}",
        kind=Kind.INITIATIVE,
        place=Place(city="DK001C", district=district),
        themes=themes,
        funding=Funding(months_left=months),
        updated=DAY,
    )


def test_four_kinds_of_ties_in_equal_parts() -> None:
    kinds = [(Sector.PUBLIC, Proximity.CITY), (Sector.CIVIL, Proximity.CITY)]
    kinds += [(Sector.CIVIL, Proximity.NEIGHBOURHOOD), (Sector.PRIVATE, Proximity.NATIONAL)]
    found = support.diversity([tie(*kind) for kind in kinds for _ in range(3)])
    assert isinstance(found, Diversity)
    assert (found.ties, found.cells) == (12, 4)
    assert found.blau == pytest.approx(0.75)
    assert found.shannon == pytest.approx(log(4))
    assert found.most == pytest.approx(1 - 1 / 12)


def test_ties_of_one_kind_have_no_diversity_and_few_ties_are_refused() -> None:
    same = [tie(Sector.INFORMAL, Proximity.CITY)] * 5
    found = support.diversity(same)
    assert isinstance(found, Diversity)
    assert (found.blau, found.shannon) == (0, 0)
    refused = support.diversity(same[:4])
    assert isinstance(refused, Refused)
    assert (refused.have, refused.need) == (4, 5)


@given(TIES)
def test_diversity_lies_between_none_and_the_most_and_knows_no_order(ties: list[Tie]) -> None:
    found, back = support.diversity(ties), support.diversity(ties[::-1])
    assert isinstance(found, Diversity)
    assert isinstance(back, Diversity)
    assert -1e-12 <= found.blau <= found.most + 1e-12 < 1
    assert -1e-12 <= found.shannon <= log(found.cells) + 1e-9
    assert found.blau == pytest.approx(back.blau)


@given(TIES)
def test_the_table_of_ties_holds_each_once(ties: list[Tie]) -> None:
    table = support.by_sector(ties)
    assert table.shape == (4, 5)
    assert int(table.to_numpy().sum()) == len(ties)
    shares = table.to_numpy().ravel() / len(ties)
    found = support.diversity(ties)
    assert isinstance(found, Diversity)
    assert found.blau == pytest.approx(1 - np.square(shares).sum())


def test_entries_whose_ties_are_all_of_one_sector() -> None:
    one = replace(entry(1), ties=(tie(Sector.CIVIL, Proximity.CITY, "a"), tie(Sector.CIVIL, Proximity.NATIONAL, "b")))
    two = replace(entry(2), ties=(tie(Sector.CIVIL, Proximity.CITY, "a"), tie(Sector.PUBLIC, Proximity.CITY, "b")))
    alone = replace(entry(3), ties=(tie(Sector.CIVIL, Proximity.CITY),))
    assert support.of_one_sector([one, two, alone]) == (1, 2)


def test_months_run_down_from_the_day_of_the_entry() -> None:
    one = entry(1, months=6)
    assert support.months_left(one, DAY) == 6
    assert support.months_left(one, dt.date(2027, 1, 15)) == 4
    assert support.months_left(one, dt.date(2030, 1, 1)) == 0
    assert support.months_left(one, dt.date(2020, 1, 1)) == 6
    assert support.months_left(entry(2), DAY) is None


def test_what_ends_soon_comes_soonest_first() -> None:
    entries = [entry(1, months=7), entry(2, months=6), entry(3, months=0), entry(4), entry(5, months=6)]
    assert [one.id for one in support.ending(entries, DAY)] == ["entry-3", "entry-2", "entry-5"]
    assert [one.id for one in support.ending(entries, dt.date(2026, 12, 1))] == [
        "entry-3",
        "entry-2",
        "entry-5",
        "entry-1",
    ]


def test_ending_by_theme_and_district_counts_what_is_stated() -> None:
    entries = [
        entry(1, Theme.LIVING, Theme.ENERGY, district="DK001C_3", months=2),
        entry(2, Theme.LIVING, district="DK001C_3", months=20),
        entry(3, Theme.LIVING, months=None),
    ]
    found = support.ending_by(entries, DAY)
    assert [(one.theme.value, one.district, one.ending, one.stated, one.entries) for one in found] == [
        ("living", "DK001C_3", 1, 2, 2),
        ("energy", "DK001C_3", 1, 1, 1),
        ("living", "DK001C", 0, 0, 1),
    ]
    assert support.ending_by([], DAY) == ()


def test_the_quarter_with_the_worst_figures() -> None:
    figures = {f"P{n}": float(n) for n in range(1, 9)}
    assert support.high_need(figures, Direction.LOWER) == frozenset({"P7", "P8"})
    assert support.high_need(figures, Direction.HIGHER) == frozenset({"P1", "P2"})
    assert isinstance(support.high_need(figures, Direction.NEUTRAL), Refused)
    assert isinstance(support.high_need({**figures, "P8": 1.0}, Direction.LOWER), frozenset)
    assert isinstance(support.high_need(dict(list(figures.items())[:7]), Direction.LOWER), Refused)
    assert isinstance(support.high_need(dict.fromkeys(figures, 1.0), Direction.LOWER), Refused)


@given(st.dictionaries(st.text("ABC", min_size=1, max_size=4), st.floats(-1e6, 1e6), min_size=8, max_size=60))
def test_nobody_outside_the_quarter_is_worse_than_one_inside(figures: dict[str, float]) -> None:
    found = support.high_need(figures, Direction.LOWER)
    if isinstance(found, Refused):
        assert len(set(figures.values())) < 2
        return
    assert found
    outside = [value for place, value in figures.items() if place not in found]
    assert all(value < min(figures[place] for place in found) for value in outside)


def test_a_place_counts_by_the_share_of_its_areas_and_is_left_out_with_fewer_than_three() -> None:
    lies_in = {"a1": "A", "a2": "A", "a3": "A", "a4": "A", "b1": "B", "b2": "B", "c1": "C", "c2": "C", "c3": "C"}
    assert support.shares_of({"a1", "b1", "b2", "elsewhere"}, lies_in) == {"A": 0.25, "C": 0.0}
    assert support.shares_of({"a1"}, {}) == {}


def test_a_gap_is_told_only_where_the_need_is_known_and_high() -> None:
    recorded = support.counted([entry(1, Theme.LIVING), entry(2, Theme.LIVING, Theme.ENERGY)])
    assert recorded == {(Theme.LIVING, "DK001C"): 2, (Theme.ENERGY, "DK001C"): 1}
    needs = {(Theme.LIVING, "DK001C"): True, (Theme.MOBILITY, "DK001C"): True, (Theme.DIGITAL, "DK001C"): False}
    found = support.provision(recorded, needs, ["DK001C", "NL001C"])
    assert found[Theme.LIVING, "DK001C"] is Provision.RECORDED
    assert found[Theme.MOBILITY, "DK001C"] is Provision.GAP
    assert found[Theme.DIGITAL, "DK001C"] is Provision.NONE
    assert found[Theme.MOBILITY, "NL001C"] is Provision.UNKNOWN
    assert all("recorded" in one.value and "exist" not in one.value for one in Provision)


def test_counting_by_district_keeps_the_city_of_those_without_one() -> None:
    entries = [entry(1, Theme.LIVING, district="DK001C_3"), entry(2, Theme.LIVING)]
    assert support.counted(entries, by_district=True) == {
        (Theme.LIVING, "DK001C_3"): 1,
        (Theme.LIVING, "DK001C"): 1,
    }


def test_entries_for_each_ten_thousand_people() -> None:
    assert support.per_10_000(9, 1_139_249) == pytest.approx(0.079, abs=0.001)
    assert isinstance(support.per_10_000(9, 0), Refused)
    assert isinstance(support.per_10_000(9, float("nan")), Refused)


def test_groups_and_languages_are_never_told_of_few() -> None:
    entries = [
        replace(entry(n), target_groups=(Group.EVERYONE, *((Group.WOMEN,) if n == 1 else ())), languages=("en",))
        for n in range(6)
    ]
    assert support.groups_of(entries, "target_groups") == {"everyone": 6, "women": None}
    assert support.groups_of(entries, "languages") == {"en": 6}
    assert isinstance(support.groups_of(entries[:4], "languages"), Refused)
