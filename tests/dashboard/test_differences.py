"""What a View made with an older snapshot is told, from what the refreshes since wrote down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.differences import differs, of_view
from dashboard.language import language
from dashboard.view import Picture, View
from data_sources import changes, editions, store
from data_sources.changes import Change, FlagChange, Refresh, Revision

SAY = language("en")
OLD = "2026-01-01.aaaaaa"
MIDDLE = "2026-02-01.bbbbbb"
NAMES = {"DE": "Germany", "FR": "France", "XK": "Kosovo"}
VIEW = View(indicator="asy_all", data=OLD)


def revised(place: str, old: float | None, new: float | None, period: str = "2020") -> Revision:
    return Revision(place=place, period=period, old=old, new=new)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A snapshot of March 2026 whose refreshes are not recorded."""
    manifest = {"created": "2026-03-01", "indicators": [], "flows": [], "points": [], "boundaries": []}
    (tmp_path / editions.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(store, "SNAPSHOT", tmp_path / "observations")
    return tmp_path


def refreshed(folder: Path, before: str, *found: Change) -> None:
    changes.write(Refresh(started=before, live=True, finished="then", changes=found, before=before), folder)


def told(view: View = VIEW, *, more: bool = False) -> tuple[str, ...]:
    return differs(view, SAY, NAMES.__getitem__, more=more)


def test_nothing_is_told_without_a_snapshot_or_of_the_same_one(folder: Path) -> None:
    held = editions.held(folder)
    assert told(View(indicator="asy_all")) == ()
    assert told(View(indicator="asy_all", data=held)) == ()
    assert told(View(indicator="asy_all", data=f"2026-02-11.{held[-6:]}")) == ()


def test_what_is_not_recorded_is_said_to_be_so(folder: Path) -> None:
    assert editions.held(folder).startswith("2026-03-01.")
    assert told() == ("What changed is no longer recorded.",)
    assert told(View(data="2031-01-01.ffffff")) == ("It is newer than the one held here.",)


def test_one_figure_that_changed_is_named(folder: Path) -> None:
    refreshed(folder, OLD, Change(id="asy_all", rows_before=9, rows=9, revised=1, largest=(revised("DE", 80.0, 81.0),)))
    (line,) = told()
    assert line.endswith("1 revision of a figure. The largest: Germany, 2020: 80, now 81.")


def test_everything_else_that_changed_is_said(folder: Path) -> None:
    change = Change(
        id="asy_all",
        rows_before=9,
        rows=10,
        new_periods=("2025",),
        dropped_places=("XK",),
        dropped_places_count=1,
        revised=2,
        largest=(revised("FR", 20_000.0, 17_000.0), revised("DE", None, 4.0)),
        flags=(FlagChange(old="p", new="", count=2), FlagChange(old="", new="b", count=1)),
    )
    refreshed(folder, OLD, change)
    (line,) = told()
    for part in (
        "New periods: 2025.",
        "2 revisions of figures. The largest: France, 2020: 20\u202f000, now 17\u202f000; Germany, ",
        "; Germany, 2020: no figure, now 4.",
        "The flags of 3 figures changed.",
        "1 place is no longer there: Kosovo.",
    ):
        assert part in line


def test_several_refreshes_are_told_from_the_first_figure_to_the_last(folder: Path) -> None:
    first = Change(id="asy_all", revised=2, largest=(revised("DE", 10.0, 90.0), revised("FR", 5.0, 6.0)))
    second = Change(id="asy_all", revised=2, largest=(revised("DE", 90.0, 10.0), revised("FR", 6.0, 9.0)))
    refreshed(folder, OLD, first)
    refreshed(folder, MIDDLE, second)
    (line,) = told()
    assert "4 revisions of figures. The largest: France, 2020: 5, now 9." in line
    (later,) = told(View(indicator="asy_all", data=MIDDLE))
    assert "2 revisions of figures. The largest: Germany, 2020: 90, now 10; France, 2020: 6, now 9." in later


def test_other_tables_are_counted_where_the_page_may_show_them(folder: Path) -> None:
    refreshed(folder, OLD, Change(id="pm25", revised=1, largest=(revised("DE", 1.0, 2.0),)))
    nothing = "Nothing of what this view shows has changed."
    assert told() == (nothing,)
    assert told(more=True) == (nothing, "1 other table changed too; the page may show figures of it.")


def test_a_table_made_anew_cannot_be_compared(folder: Path) -> None:
    refreshed(folder, OLD, Change(id="asy_all", rows=9, note="new, 9 rows"))
    assert told()[0].endswith("the table was made anew, so that its changes are not known.")


def test_a_view_draws_on_its_bases_too() -> None:
    assert of_view(View(indicator="asy_all", other="density")) == ("asy_all",)
    assert of_view(View(indicator="asy_all", per_head=True)) == ("asy_all", "pop")
    assert of_view(View(indicator="pm25", other="asy_all", picture=Picture.BOTH)) == ("pm25", "asy_all", "pop")
