"""Bridged counts keep their total, what did not change is untouched, and nothing is made up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.bridging import Change, Mark, Part, Rule, Step, allowed, change, mark, parts_of, recomputed, step
from tests.observed import cells, rows

pytestmark = pytest.mark.slow

CODES = ("AA1", "AA2", "AA3", "AA4")
few = settings(max_examples=25)
"""Tables are slow to make."""


def pieces(*pairs: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["source", "target", "people"])


def plain(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype(dict.fromkeys((name for name in table if name != "obs_value"), object))


def figure(code: str, steps: Sequence[Step], values: dict[str, float], rule: Rule) -> float | None:
    """The one figure of a region, of the figures of all regions of the other version."""
    given_rows = plain(rows(*((name, "2015", value) for name, value in values.items())))
    found = recomputed(given_rows, code, parts_of(code, steps), rule)
    return cells(found)[code, "2015"][0]


@st.composite
def corresponding(draw: st.DrawFn) -> pd.DataFrame:
    """How many people of each of four regions live in each of four others; nobody is nowhere."""
    people = [draw(st.integers(0, 12) | st.integers(0, 1000)) for _ in CODES for _ in CODES]
    pairs = [(f"{a}x", b, float(n)) for (a, b), n in zip(((a, b) for a in CODES for b in CODES), people, strict=True)]
    every = pd.DataFrame(pairs, columns=["source", "target", "people"])
    # every region of the older version has people somewhere
    homes = pieces(*((f"{code}x", code, 1000.0) for code in CODES))
    return pd.concat([every, homes]).groupby(["source", "target"])["people"].sum().reset_index()


@few
@given(corresponding(), st.lists(st.floats(0, 1e6), min_size=4, max_size=4))
def test_a_count_keeps_its_total(overlaps: pd.DataFrame, values: list[float]) -> None:
    held = {f"{code}x": value for code, value in zip(CODES, values, strict=True)}
    made = [figure(code, [step(overlaps)], held, Rule.SUM) or 0.0 for code in step(overlaps)]
    assert sum(made) == pytest.approx(sum(values))


@few
@given(corresponding(), corresponding(), st.lists(st.floats(0, 1e6), min_size=4, max_size=4))
def test_two_steps_keep_the_total_too(first: pd.DataFrame, second: pd.DataFrame, values: list[float]) -> None:
    near = second.assign(source=second["source"].str[:-1], target=second["target"] + "y")
    steps: list[Step] = [step(near), step(first)]
    held = {f"{code}x": value for code, value in zip(CODES, values, strict=True)}
    made = [figure(code, steps, held, Rule.SUM) or 0.0 for code in steps[0]]
    assert sum(made) == pytest.approx(sum(values))


@few
@given(corresponding(), st.lists(st.floats(-100, 100), min_size=4, max_size=4))
def test_a_mean_lies_between_those_it_is_made_of(overlaps: pd.DataFrame, values: list[float]) -> None:
    held = {f"{code}x": value for code, value in zip(CODES, values, strict=True)}
    for code, parts in step(overlaps).items():
        if allowed(parts, Rule.MEAN):
            among = [held[part.code] for part in parts]
            made = figure(code, [step(overlaps)], held, Rule.MEAN)
            assert made is not None
            assert min(among) - 1e-9 <= made <= max(among) + 1e-9


@few
@given(corresponding(), st.sampled_from(CODES), st.sampled_from([Rule.SUM, Rule.MEAN]))
def test_where_a_part_has_no_figure_there_is_none(overlaps: pd.DataFrame, missing: str, rule: Rule) -> None:
    held = {f"{code}x": 5.0 for code in CODES} | {f"{missing}x": float("nan")}
    for code, parts in step(overlaps).items():
        made = figure(code, [step(overlaps)], held, rule)
        assert (made is None) == any(part.code == f"{missing}x" for part in parts)


@few
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5), st.sampled_from(list(Rule)))
def test_a_region_that_did_not_change_is_untouched(values: list[float], rule: Rule) -> None:
    kept = plain(rows(*(("AA1", str(2010 + year), value, "b") for year, value in enumerate(values))))
    parts = parts_of("AA1", [step(pieces(("AA1", "AA1", 1000.0), ("AA1", "AA2", 2.0), ("AA2", "AA2", 1000.0)))])
    found = recomputed(kept, "AA1", parts, rule)
    assert found["obs_value"].tolist() == values
    assert set(found["bridged"]) == {""}
    assert cells(found) == cells(kept)


def test_what_happened_to_a_region() -> None:
    found = step(
        pieces(
            ("A", "A", 1000.0),
            ("A", "B", 5.0),  # a seam of two drawings
            ("B", "B", 1000.0),
            ("C", "X", 500.0),
            ("D", "E", 500.0),
            ("F", "E", 100.0),
            ("G", "H", 300.0),
            ("G", "I", 200.0),
            ("J", "J", 800.0),
            ("J", "K", 200.0),
            ("K", "K", 900.0),
        )
    )
    assert {code: change(code, parts) for code, parts in found.items()} == {
        "A": Change.SAME,
        "B": Change.SAME,
        "X": Change.RENAMED,
        "E": Change.MERGED,
        "H": Change.SPLIT,
        "I": Change.SPLIT,
        "J": Change.SPLIT,
        "K": Change.SHIFTED,
    }
    assert mark("E", found["E"], Rule.SUM) is Mark.MERGED
    assert mark("K", found["K"], Rule.MEAN) is Mark.ESTIMATED


def test_what_a_large_region_loses_a_small_one_gains() -> None:
    """Eight in a thousand people moved: next to nothing of the one, much of the other; the total stays."""
    moved = [step(pieces(("A", "A", 992.0), ("A", "B", 8.0), ("B", "B", 100.0)))]
    assert figure("A", moved, {"A": 1000.0, "B": 100.0}, Rule.SUM) == pytest.approx(992.0)
    assert figure("B", moved, {"A": 1000.0, "B": 100.0}, Rule.SUM) == pytest.approx(108.0)
    assert mark("A", moved[0]["A"], Rule.SUM) is Mark.ESTIMATED
    assert mark("A", moved[0]["A"], Rule.MEAN) is Mark.PUBLISHED


def test_an_average_is_made_of_whole_regions_only() -> None:
    halves = step(pieces(("G", "H", 300.0), ("G", "I", 200.0)))
    whole = step(pieces(("D", "E", 500.0), ("F", "E", 100.0)))
    shifted = step(pieces(("J", "J", 1000.0), ("L", "J", 20.0), ("L", "L", 980.0)))
    assert [allowed(halves["H"], rule) for rule in Rule] == [True, False, False]
    assert [allowed(whole["E"], rule) for rule in Rule] == [True, True, False]
    assert [allowed(shifted["J"], rule) for rule in Rule] == [True, True, False]
    assert not any(allowed((), rule) for rule in Rule)
    assert figure("E", [whole], {"D": 6.0, "F": 12.0}, Rule.MEAN) == pytest.approx(7.0)
    assert figure("E", [whole], {"D": 6.0, "F": 12.0}, Rule.SUM) == pytest.approx(18.0)
    assert figure("H", [halves], {"G": 100.0}, Rule.SUM) == pytest.approx(60.0)


def test_flags_of_all_parts_are_kept_and_the_mark_is_carried() -> None:
    parts = (Part("D", 1.0, 0.8), Part("F", 1.0, 0.2))
    given_rows = rows(("D", "2015", 6.0, "be"), ("F", "2015", 2.0, "p"), ("D", "2016", None, "u@C"), ("F", "2016", 1.0))
    found = recomputed(plain(given_rows), "E", parts, Rule.SUM)
    assert cells(found) == {("E", "2015"): (8.0, "bep", ""), ("E", "2016"): (None, "u", "C")}
    assert set(found["bridged"]) == {Mark.MERGED.value}


def test_a_part_that_the_next_step_does_not_know_leads_nowhere() -> None:
    one = step(pieces(("B", "A", 10.0), ("C", "A", 10.0)))
    assert parts_of("A", [one, step(pieces(("D", "B", 10.0)))]) == ()
    assert parts_of("Z", [one]) == ()
    assert parts_of("A", []) == (Part("A", 1.0, 1.0),)


def test_shares_of_a_source_add_up_after_seams_are_dropped() -> None:
    found = step(pieces(("A", "A", 995.0), ("A", "B", 5.0), ("B", "B", 995.0), ("C", "C", 0.0)))
    assert found["A"] == (Part("A", 1.0, 1.0),)
    assert "C" not in found
    assert np.isclose(sum(part.of_source for parts in found.values() for part in parts), 2.0)
