"""Figures of different definitions are told apart, in plain words."""

from __future__ import annotations

import pytest

from dashboard.arrivals.kinds import KINDS
from dashboard.definitions import DEFINITIONS, Nature, counts, difference, same, tag
from dashboard.language import language
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS

SAY = language("en")
SHOWN = sorted({id for kind in KINDS for id in (*kind.series, *kind.flows)} | set(POINTS))


def test_every_id_is_one_that_exists() -> None:
    assert set(DEFINITIONS) <= {*CATALOGUE, *FLOWS, *POINTS}


@pytest.mark.parametrize("id", SHOWN)
def test_whatever_the_page_shows_is_tagged(id: str) -> None:
    assert tag(id, SAY).count(" · ") == 2
    assert counts(id, SAY).count("; ") == 2


STOCKS = [id for id in SHOWN if id in CATALOGUE and DEFINITIONS[id].nature is Nature.STOCK]


@pytest.mark.parametrize("id", STOCKS)
def test_a_stock_says_so_in_the_catalogue_too(id: str) -> None:
    entry = CATALOGUE[id]
    words = " ".join((entry.description, *entry.caveats))
    assert any(part in words for part in ("end of the", "1 January", "31 December", "stock", "residents"))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("asy_all", "asy_first", True),
        ("asy_all", "tp_stock", False),
        ("asy_all", "asylum_pending", False),
        ("imm_rate", "permits", False),
        ("for_ctz", "for_born", False),
        ("asy_all", "recycle", False),
        ("recycle", "recycle", False),
    ],
)
def test_only_the_same_definition_is_the_same(one: str, other: str, alike: bool) -> None:  # noqa: FBT001
    assert same(one, other) is same(other, one) is alike


def test_the_difference_names_both_and_says_never_to_add() -> None:
    said = difference("asy_all", "tp_stock", ("Asylum applicants", "People under temporary protection"), SAY)
    assert "- **Asylum applicants**: acts such as applications" in said
    assert "- **People under temporary protection**: people who are there on one day (a stock" in said
    assert said.endswith("never added up.")
    assert difference("asy_all", "asy_first", ("A", "B"), SAY) == ""
