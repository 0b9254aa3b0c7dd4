"""A citation names what is on screen, its link restores it, a report is filled in from the figures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
from hypothesis import given

from dashboard import citation, tables, text
from dashboard.citation import Work
from dashboard.language import language
from dashboard.view import View
from data_sources import editions
from tests.dashboard.test_tables import shown
from tests.dashboard.test_view import views

SAY = language("en")
DAY = date(2026, 11, 23)
LINK = "https://atlas.example/explore?year=2015&data=2026-11-22.3fa9c1"


def test_the_id_is_that_of_the_snapshot() -> None:
    assert citation.snapshot_id() == editions.held()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\.[0-9a-f]{6}", citation.snapshot_id())
    assert citation.snapshot_line(SAY).endswith(citation.snapshot_id()[-6:])


@given(view=views())
def test_the_link_restores_the_view(view: View) -> None:
    found = View.from_params(dict(parse_qsl(urlsplit(citation.link(view, "http://a/explore")).query)))
    assert found == replace(view, data=citation.snapshot_id())


def test_the_citation_says_what_whose_when_and_where() -> None:
    screen = shown("asy_all", period="2015")
    said = citation.citation(citation.work([screen], SAY), SAY, LINK, DAY)
    assert said.startswith("Eurostat: ")
    assert text.title(screen, SAY) in said
    assert screen.series.provenance.dataflow in said
    assert screen.series.provenance.licence in said
    assert citation.snapshot_id() in said
    assert "23 November 2026" in said
    assert said.endswith(LINK)


def test_two_indicators_have_both_sources() -> None:
    pair = [shown("asy_all", period="2015"), shown("density")]
    said = citation.citation(citation.work(pair, SAY), SAY, LINK, DAY)
    assert all(one.series.provenance.dataflow in said for one in pair)
    assert said.count("Eurostat:") == 1


def test_figures_fetched_after_the_snapshot_are_said_to_be() -> None:
    origin = shown("asy_all").series.provenance
    newer = replace(origin, retrieved_at=datetime(2099, 1, 1, tzinfo=UTC))
    assert "after the snapshot" in citation.citation(Work(title="a", sources=(newer,)), SAY, LINK, DAY)
    assert "after the snapshot" not in citation.citation(Work(title="a", sources=(origin,)), SAY, LINK, DAY)


def test_bibtex_is_balanced_and_escaped() -> None:
    origin = replace(shown("asy_all").series.provenance, source="A & B_C 50 %")
    entry = citation.bibtex(Work(title="Share, % {2015}", sources=(origin,), of="c/a b-2015"), SAY, LINK, DAY)
    assert entry.startswith("@misc{nexus-atlas-c-a-b-2015-")
    assert r"{A \& B\_C 50 \%}" in entry
    assert r"Share, \% \{2015\}" in entry
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert f"url = {{{LINK}}}" in entry
    assert "urldate = {2026-11-23}" in entry


def test_a_page_of_many_figures_is_cited_by_its_name() -> None:
    said = citation.citation(Work(title="SDG 11"), SAY, LINK, DAY)
    assert said.startswith("Nexus Atlas: SDG 11. Sources: as named under each figure.")
    assert "author = {{Nexus Atlas}}" in citation.bibtex(Work(title="SDG 11"), SAY, LINK, DAY)


def test_a_report_has_the_figures_of_the_chosen_places() -> None:
    screen = shown("recycle")
    flagged = screen.cells[screen.cells["obs_flag"] != ""].iloc[0]
    said = citation.report([screen], (flagged["geo"],), SAY, LINK, "Explore the map")
    assert f"Place: {flagged['name']} ({flagged['geo']})" in said
    assert f"Year: {screen.period}" in said
    assert f"Value: {text.spoken(flagged['obs_value'], screen.indicator, SAY)}" in said
    assert f"Flag: {text.flag_words(flagged['obs_flag'], flagged['conf_status'], SAY)}" in said
    for part in (screen.series.provenance.dataflow, citation.snapshot_id(), LINK, "Explore the map"):
        assert part in said
    assert said.count("Place: ") == 1


def test_a_report_without_a_choice_is_of_the_first_place() -> None:
    screen = shown("asy_all", period="2015")
    assert "Place: Germany (DE)" in citation.report([screen], ("XX",), SAY, LINK, "a")
    missing = screen.missing.iloc[0]
    assert "Value: no figure" in citation.report([screen], (missing["geo"],), SAY, LINK, "a")
    assert "Place: " not in citation.report([], ("DE",), SAY, LINK, "a")


def test_downloads_carry_the_id_and_the_link() -> None:
    table = citation.stamped(pd.DataFrame({"a": [1, 2]}), LINK)
    assert list(table["snapshot"]) == [citation.snapshot_id()] * 2
    assert list(table["link"]) == [LINK] * 2
    assert "link" not in citation.stamped(pd.DataFrame({"a": [1]}))
    assert f"{citation.snapshot_id()},{LINK}" in tables.download(shown("asy_all"), SAY, LINK).decode("utf-8-sig")
