"""Every figure of a brief, read back from its Word file, is the snapshot's."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pytest

from analysis.rates import per_inhabitants
from dashboard.brief import docx
from dashboard.language import language
from dashboard.profile.facts import Relation, relatives
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.codes import EU27_2020
from data_sources.model import Indicator, Kind
from data_sources.schema import Observations
from tests.bench.brief import IDS
from tests.dashboard.briefs import read
from tests.dashboard.test_brief import made

EN = language("en")
load = lru_cache(maxsize=None)(store.load)


def shown_as(row: tuple[str, ...]) -> Indicator:
    """The indicator that a row is about: its title and unit."""
    name, _, _ = row[0].rpartition(" (")
    found = [entry for entry in CATALOGUE.values() if entry.title == name and entry.id in IDS]
    assert len(found) == 1, row[0]
    return found[0]


def observed(entry: Indicator) -> tuple[pd.DataFrame, int]:
    held: Observations = load(entry.id)
    if entry.kind is not Kind.COUNT or not entry.denominator:
        return held.table, entry.decimals
    return per_inhabitants(held.table, load(entry.denominator).table, entry.per).table, 2


def at(entry: Indicator, geo: str, period: str) -> float:
    table, _ = observed(entry)
    return float(table.loc[(table["geo"] == geo) & (table["time_period"] == period), "obs_value"].iloc[0])


def whose(code: str, words_: str) -> str:
    """The code of the place that a row names."""
    ends = {" with its commuting area": Relation.COMMUTING, " as a whole": Relation.COUNTRY}
    meant = next((relation for end, relation in ends.items() if words_.endswith(end)), None)
    _, colon, region = words_.partition(": ")
    for one, relation in relatives(code):
        if (colon and one.name == region) or (not colon and relation is (meant or Relation.OWN)):
            return one.code
    raise AssertionError(words_)


def written(cell: str, row_period: str) -> tuple[str, str]:
    """A cell's figure and its period: that in brackets, else the row's."""
    number, _, period = cell.rstrip("*").partition(" (")
    return number, period.rstrip(")") or row_period


@pytest.mark.slow
@pytest.mark.parametrize("code", ["BE003C", "UK004C", "DED51", "BE"])
def test_every_figure_read_back_from_the_word_file_is_the_snapshots(code: str) -> None:
    heads, *rows = read(docx.document(made(code))).tables[0]
    checked = 0
    for row in rows:
        entry, period = shown_as(row), row[2].split(",")[0]
        geo = code if len(relatives(code)) == 1 else whose(code, row[1] or made(code).title)
        _, decimals = observed(entry)
        assert row[3].rstrip("*") == EN.number(at(entry, geo, period), decimals), row
        cells = dict(zip(heads[4:], row[4:], strict=True))
        checked += 1
        for head, cell in cells.items():
            if cell != "–":
                number, when = written(cell, period)
                assert number == EN.number(beside(head, entry, geo, when), decimals), (row, head)
                checked += 1
    assert checked > 20


def beside(head: str, entry: Indicator, geo: str, period: str) -> float:
    table, _ = observed(entry)
    if head == "EU":
        own = table[(table["geo"] == "EU27_2020") & (table["time_period"] == period)]["obs_value"].dropna()
        members = table[table["geo"].isin(EU27_2020) & (table["time_period"] == period)]["obs_value"].dropna()
        assert len(own) or len(members) == len(EU27_2020)
        return float(own.iloc[0] if len(own) else members.median())
    if head == "Middle":
        level = table.loc[table["geo"] == geo, "level"].iloc[0]
        rows = table[(table["level"] == level) & (table["time_period"] == period)]
        return float(rows.loc[~rows["obs_flag"].astype(str).str.contains("u"), "obs_value"].median())
    return at(entry, geo[:2], period)
