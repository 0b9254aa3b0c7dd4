"""The tables and sentences of the page on data and methods, from a small snapshot and from the real one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard import coverage_table, methods, refresh_tables
from dashboard.coverage_table import Choice
from dashboard.language import LANGUAGES, language
from data_sources import holdings, store
from data_sources.catalogue import CATALOGUE
from data_sources.changes import Change, Failure, FlagChange, Refresh, Revision
from data_sources.contact import Outcome, Report, Verdict
from data_sources.coverage import Coverage
from data_sources.errors import SourceUnavailable
from data_sources.holdings import Holding, Shapes, Snapshot, State
from data_sources.model import UNDATED, Level, Note, Theme
from data_sources.obtain import MIRROR

SAY = language("en")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REAL = holdings.snapshot()


def part(level: Level, first: str, last: str, places: int, expected: int = 0) -> Coverage:
    """The coverage of one level."""
    return Coverage(level=level, first=first, last=last, places=places, places_last=places, expected=expected)


ARRIVALS = Holding(
    id="asy_all",
    source="Eurostat",
    dataflow="migr_asyappctza",
    url="https://example.org/asy_all",
    licence="CC BY 4.0",
    retrieved_at=NOON,
    updated_at=date(2025, 4, 30),
    rows=1_500,
    values=1_400,
    coverage=(part(Level.COUNTRY, "2008", "2024", 27, 27),),
    notes=(Note(MIRROR), Note("Months of which a day is missing are left out: {months}.", (("months", "2025-09"),))),
)
AIR = replace(
    ARRIVALS,
    id="pm25",
    source="Mapineq, after Washington University ACAG and Copernicus Urban Atlas",
    dataflow="PM25.csv",
    url="$OPEN_DATA_BASE/PM25.csv",
    updated_at=None,
    rows=20_000,
    values=20_000,
    coverage=(part(Level.COUNTRY, "2000", "2018", 25, 27), part(Level.NUTS3, "2019", "2019", 1_348, 1_500)),
    unplaced=tuple("ABCDEFG"),
    notes=(),
)
SMALL = Snapshot(
    created=date(2026, 11, 22),
    indicators=(ARRIVALS, AIR),
    others=(replace(ARRIVALS, id="asy_first_flows", coverage=(), notes=()),),
    boundaries=(Shapes(licence="© somebody", sets=2, shapes=40),),
)
REFRESH = Refresh(
    started="2026-11-22T10:00:00+00:00",
    finished="2026-11-22T10:30:00+00:00",
    live=False,
    unchanged=240,
    changes=(
        Change(id="asy_all", rows_before=5, rows=5),
        Change(
            id="pm25",
            rows_before=5,
            rows=6,
            new_periods=("2020",),
            revised=2,
            largest=(Revision(place="DE", period="2018", old=10.25, new=None),),
            flags=(FlagChange(old="", new="p", count=3),),
            dropped_places=("AT1", "AT2"),
            dropped_places_count=9,
        ),
        Change(id="asy_first_flows", rows=12, note="new, 12 rows"),
    ),
    failures=(Failure(id="asy_all", source="eurostat", reader=SourceUnavailable.reader, message="x", url="https://x"),),
)


def test_a_source_has_its_licence_rows_and_newest_version() -> None:
    table = coverage_table.sources(SMALL, SAY)
    assert [str(name)[:10] for name in table.index] == ["Mapineq, a", "[Eurostat]"]
    assert "(https://ec.europa.eu/eurostat/api/dissemination)" in table.index[1]
    assert [cell.strip("\u2007\u202f") for cell in table["Rows"]] == ["20\u202f000", "3\u202f000"]
    assert list(table["Newest version"]) == ["not stated", "30 April 2025"]
    assert len({len(cell) for cell in table["Rows"]}) == 1


def test_ages_are_medians_by_level() -> None:
    table = coverage_table.levels(SMALL, date(2026, 1, 1), SAY)
    assert dict(table["Newest figure, median"]) == {
        "Countries": "2018 (8 years old)",
        "Small regions (NUTS 3)": "2019 (7 years old)",
    }
    dates = [part(Level.CITY, "2001", last, 3) for last in ("2020", "2024", "2025-06", UNDATED)]
    assert coverage_table.median_age(dates, date(2026, 1, 1)) == 2
    assert coverage_table.median_age(dates[3:], date(2026, 1, 1)) is None


def test_the_matrix_counts_indicators_by_theme_and_level() -> None:
    table = coverage_table.themes(SMALL, SAY)
    assert list(table.columns) == ["Countries", "Small regions (NUTS 3)"]
    arrivals, environment = "[Arrivals](data?indicator=asy_all)", "[Environment](data?indicator=pm25)"
    assert [str(cell).strip("\u2007") for cell in table.loc[environment]] == ["1", "1"]
    assert [str(cell).strip("\u2007") for cell in table.loc[arrivals]] == ["1", "–"]


def test_coverage_says_years_and_places_and_leads_to_the_map() -> None:
    table = coverage_table.coverage(SMALL.indicators, None, SAY)
    assert table.index[0] == "[Asylum applicants](explore?indicator=asy_all&level=country)"
    assert list(table["Years"]) == ["2008–2024", "2000–2018", "2019"]
    assert list(table["Places"]) == ["27 of 27", "25 of 27", "1\u202f348 of 1\u202f500"]
    assert len(coverage_table.coverage(SMALL.indicators, Level.NUTS3, SAY)) == 1
    assert "&lang=fr" in coverage_table.coverage(SMALL.indicators, None, language("fr")).index[0]


def test_periods_of_other_kinds_are_said_in_words() -> None:
    assert coverage_table.span(part(Level.COUNTRY, "2022-03", "2025-03", 1), SAY) == "March 2022 to March 2025"
    assert "not stated" in coverage_table.span(part(Level.COUNTRY, UNDATED, UNDATED, 1), SAY)


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        (Choice(), ["asy_all", "pm25"]),
        (Choice(theme=Theme.ARRIVALS), ["asy_all"]),
        (Choice(level=Level.NUTS3), ["pm25"]),
        (Choice(search="protection ASYLUM"), ["asy_all"]),
        (Choice(search="PM25.csv"), ["pm25"]),
        (Choice(theme=Theme.ENERGY, search="asylum"), []),
    ],
)
def test_a_choice_narrows_the_list(choice: Choice, ids: list[str]) -> None:
    assert [one.id for one in coverage_table.chosen(SMALL, choice, SAY)] == ids


def test_parts_of_other_indicators_are_not_listed() -> None:
    listed = coverage_table.chosen(REAL, Choice(), SAY)
    assert listed
    assert not any(CATALOGUE[one.id].part for one in listed)


def test_entries_without_figures_are_listed_with_their_evidence() -> None:
    table = coverage_table.unseen(REAL, SAY)
    waiting = [entry for entry in CATALOGUE.values() if entry.id not in store.held()]
    assert len(table) == len(waiting)
    assert all("](https://" in cell or cell == "computed" for cell in table["Data set"])
    assert set(table["Evidence"]) <= {grade for grade, _ in methods.GRADES}


def test_signs_of_markdown_are_no_markdown() -> None:
    assert coverage_table.written("$a_b*[c]") == "\\$a\\_b\\*\\[c\\]"


def test_a_table_for_a_phone_is_a_list_without_gaps() -> None:
    text = coverage_table.listed(coverage_table.themes(SMALL, SAY), SAY)
    assert "- **[Arrivals](data?indicator=asy_all)**  \n  Countries: 1\n" in text


def test_checks_count_what_is_not_whole() -> None:
    damaged = replace(SMALL, indicators=(replace(ARRIVALS, damaged=True), AIR))
    said = methods.checks(damaged, SAY)
    assert "2 of 3" in said[0]
    assert said[1].endswith("200.")
    assert said[3].endswith("1.")
    assert said[4].endswith("1.")


def test_notes_are_named_with_their_tables_and_the_mirror_only_once() -> None:
    table = refresh_tables.notes(SMALL, SAY)
    assert list(table.index) == ["Months of which a day is missing are left out: 2025-09."]
    assert list(table["In"]) == ["Asylum applicants"]
    lost = refresh_tables.unplaced(SMALL, SAY)
    assert list(lost["Which"]) == ["A, B, C, D, E, F …"]


def test_a_refresh_is_told_by_its_changes_and_failures() -> None:
    line = methods.refresh_line(REFRESH, SAY)
    assert line.startswith("Refresh of 22 November 2026: 2 tables changed, 241 did not, 1 could not be fetched.")
    assert "mirror" in line
    table = refresh_tables.changes(REFRESH, SAY)
    air = table.iloc[0]
    assert (air["New periods"], air["Largest revision"]) == ("2020", "DE 2018: 10.2 → –")
    assert air["Places gone"] == "AT1, AT2 …"
    assert table.iloc[1]["New periods"] == "new table, 12 rows"
    assert list(refresh_tables.failures(REFRESH, SAY)["Why"]) == [SourceUnavailable.reader]
    assert methods.refresh_line(None, SAY) == "No refresh is recorded yet."


def test_health_knows_the_failures_of_a_refresh_until_a_success() -> None:
    late = holdings.health(SMALL, NOON, replace(REFRESH, finished="2026-11-22T13:00:00+00:00"))
    assert [one.state for one in late] == [State.FAILING, State.NO_ADDRESS]
    table = refresh_tables.health(late, SAY)
    assert table.loc["Eurostat", "State"] == f"Older copy shown: {SourceUnavailable.reader}"
    assert table.loc["Eurostat", "Last error"] == "22 November 2026, 13:00 UTC"
    early = holdings.health(SMALL, NOON, REFRESH)
    assert early[0].state == State.FRESH
    assert holdings.health(SMALL, datetime(2026, 11, 25, tzinfo=UTC))[0].state == State.DUE


def test_health_knows_the_failures_of_this_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "last_failure", lambda _: (datetime(2026, 11, 22, 14, tzinfo=UTC), store.NOT_WRITTEN))
    found = holdings.health(SMALL, NOON)
    assert {one.reason for one in found} == {store.NOT_WRITTEN}


def test_the_citation_has_version_and_day() -> None:
    assert methods.citation(SMALL, SAY).startswith("The Nexus Atlas contributors (2026). Nexus Atlas, version 0.")
    assert "snapshot of 22 November 2026" in methods.citation(SMALL, SAY)
    assert ", snapshot of" in methods.citation(SMALL, SAY, Path("nowhere"))


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_indicator_has_its_definition(code: str) -> None:
    say = language(code)
    for one in REAL.indicators:
        text = methods.definition(one, say)
        assert text.startswith(f"**{coverage_table.written(say(CATALOGUE[one.id].title))}.**")
        assert text.count("\n- ") == len(CATALOGUE[one.id].caveats)


def test_the_real_snapshot_is_whole() -> None:
    assert {one.id for one in REAL.indicators} == store.held()
    assert not [one.id for one in REAL.every if one.damaged]
    assert "indicators with figures" in methods.held_line(REAL, SAY)


def test_a_report_of_contact_is_dated_and_names_what_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SNAPSHOT", tmp_path / "observations")
    assert holdings.last_contact(live=True) is None
    assert methods.verified_line(None, SAY).startswith("Last verified live: never.")
    good = Verdict(id="asy_all", source="eurostat", outcome=Outcome.OK, rows=5)
    bad = Verdict(id="pm25", source="mapineq", outcome=Outcome.REJECTED, url="https://example.org/pm25")
    report = Report(asked_at=NOON, live=True, verdicts=(good, bad))
    line = methods.verified_line(report, SAY)
    assert line == "Last verified live: 22 November 2026, 1 of 2 entries answered as agreed."
    assert methods.mirror_line(report, SAY).endswith("answered 1 of 2 entries.")
    assert list(refresh_tables.verdicts(report, SAY)["Answer"]) == ["[refused](https://example.org/pm25)"]
