"""How evenly people live over a city: known numbers, withheld counts left out, and sentences that follow them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard import withheld
from dashboard.language import language
from dashboard.palette import Look
from dashboard.profile import near
from dashboard.profile.near import Evenness, evenness, finding, is_group
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.schema import Observations

SAY = language("en")
ENTRY = CATALOGUE["ber_background"]
GROUP, OTHERS = (100, 60, 40, 0), (0, 40, 60, 100)


def held(id: str, values: list[float]) -> Observations:
    table = pd.DataFrame({"geo": [f"DE001C_{n:02}" for n in range(len(values))], "obs_value": values})
    return replace(store.load(id), table=table.assign(time_period="2020"))


def load(group: list[float], everybody: list[float]) -> near.Load:
    tables = {"ber_background_n": held("ber_background_n", group), "ber_residents": held("ber_residents", everybody)}
    return tables.__getitem__


def test_the_indices_are_those_of_the_textbook() -> None:
    group, everybody = [*GROUP] * 3, [one + other for one, other in zip(GROUP, OTHERS, strict=True)] * 3
    (one,) = evenness(ENTRY, load([float(n) for n in group], [float(n) for n in everybody]))
    assert one.dissimilarity == pytest.approx(0.6)
    assert one.isolation == pytest.approx(0.76)
    assert one.share == pytest.approx(0.5)
    assert (one.n, one.left_out) == (12, 0)


def test_withheld_counts_are_left_out_and_too_many_give_no_index() -> None:
    group, everybody = [10.0, 90.0] * 10, [100.0] * 20
    one_less = [float("nan"), *group[1:]]
    (one,) = evenness(ENTRY, load(one_less, everybody))
    assert (one.n, one.left_out) == (19, 1)
    assert evenness(ENTRY, load([float("nan")] * 3 + group[3:], everybody)) == ()
    assert evenness(ENTRY, load(group[:8], everybody[:8])) == ()
    assert evenness(ENTRY, load([0.0] * 20, everybody)) == ()


@pytest.mark.parametrize("id", ["ber_background", "ber_foreigners", "bcn_abroad", "bhm_moved", "gla_minorities"])
def test_the_snapshot_gives_indices_from_guarded_counts(id: str) -> None:
    def guarded(part: str) -> Observations:
        return withheld.guarded(store.load(part), store.load)

    found = evenness(CATALOGUE[id], guarded)
    assert is_group(CATALOGUE[id])
    assert found
    for one in found:
        assert 0 < one.dissimilarity < 1
        assert one.share <= one.isolation < 1, "neighbours are never less often of the group than by chance"


def test_a_figure_of_homes_is_no_group_of_residents() -> None:
    assert not any(is_group(CATALOGUE[id]) for id in ("bhm_crowded", "gla_private", "bcn_price", "ber_residents"))


def at(period: str, value: float) -> Evenness:
    return Evenness(period=period, dissimilarity=value, isolation=0.4, share=0.3, n=12, left_out=0)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((at("2015", 0.25), at("2024", 0.17)), "more evenly since 2015, when the first figure was 25 %"),
        ((at("2015", 0.17), at("2024", 0.25)), "less evenly since 2015, when the first figure was 17 %"),
        ((at("2015", 0.17), at("2024", 0.171)), "In 2015 the first figure was the same, 17 %"),
        ((at("2024", 0.17),), "One period is held"),
        ((), "Too few neighbourhoods"),
    ],
)
def test_the_sentence_follows_the_figures(found: tuple[Evenness, ...], said: str) -> None:
    assert said in finding(found, SAY)
    if found:
        assert f"{found[-1].dissimilarity * 100:.0f} % of this group" in finding(found, SAY)


def test_the_picture_has_a_table_twin_with_the_same_numbers() -> None:
    found = (at("2015", 0.25), at("2024", 0.17))
    drawn, twin = near.picture(found, SAY, Look.LIGHT), near.twin(found, SAY)
    assert list(twin["Dissimilarity"]) == ["0.25", "0.17"]
    assert "Dissimilarity 0.17" in drawn
    assert drawn.count("<polyline") == 2
