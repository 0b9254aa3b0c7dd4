"""Ranks share ties, places without a value come last, and only comparable places are compared."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ranking import changes, ranked
from tests.observed import rows


def listed(table: pd.DataFrame) -> list[tuple[str, int | None]]:
    return [
        (str(geo), None if pd.isna(rank) else int(rank)) for geo, rank in zip(table["geo"], table["rank"], strict=True)
    ]


def test_ties_share_the_best_rank_and_no_value_has_none() -> None:
    table = rows(
        ("SE", "2015", 5.0),
        ("AT", "2015", None, "|C"),
        ("DE", "2015", 9.0),
        ("BE", "2015", 5.0),
        ("FR", "2015", 1.0),
    )
    assert listed(ranked(table)) == [("DE", 1), ("BE", 2), ("SE", 2), ("FR", 4), ("AT", None)]


@settings(max_examples=50)
@given(
    given_rows=st.dictionaries(st.sampled_from("ABCDEFGH"), st.none() | st.integers(-3, 3), min_size=1).flatmap(
        lambda held: st.tuples(st.just(sorted(held.items())), st.permutations(sorted(held.items())))
    )
)
def test_the_order_of_rows_does_not_matter(given_rows: tuple[list[tuple[str, int | None]], ...]) -> None:
    one, other = (ranked(rows(*((geo, "2015", value) for geo, value in part))) for part in given_rows)
    assert listed(one) == listed(other)
    better = {
        geo: sum(1 for _, b in given_rows[0] if b is not None and v is not None and b > v) + 1
        for geo, v in given_rows[0]
    }
    assert all(rank is None or rank == better[geo] for geo, rank in listed(one))


EARLIER = rows(
    ("BE", "2015", 10.0, "b"),
    ("DE", "2015", 0.0),
    ("FR", "2015", None, "p"),
    ("IT", "2015", 4.0),
    ("ES", "2015", -2.0),
)
LATER = rows(
    ("BE", "2016", 5.0, "ep"),
    ("DE", "2016", 3.0),
    ("FR", "2016", 8.0),
    ("ES", "2016", 1.0),
    ("PT", "2016", 1.0),
)


def test_changes_of_places_with_both_values() -> None:
    table = changes(EARLIER, LATER).set_index("geo")
    assert table["change"].to_dict() == {"DE": 3.0, "ES": 3.0, "BE": -5.0}
    both = table.loc["BE", ["before", "after", "change_pc", "obs_flag"]].to_dict()
    assert both == {"before": 10.0, "after": 5.0, "change_pc": -50.0, "obs_flag": "bep"}
    assert table.index[table["change_pc"].isna()].tolist() == ["DE", "ES"]  # a share of nothing says nothing


def test_only_comparable_places_are_compared() -> None:
    assert changes(EARLIER, LATER, {"BE", "FR"})["geo"].tolist() == ["BE"]
    assert changes(EARLIER, LATER, frozenset()).empty
