"""On the page: which snapshot it is, what an old link is told, and that an own one is told nothing."""

from __future__ import annotations

import pytest

from dashboard.shell.frame import PAGES
from data_sources import changes, editions
from data_sources.changes import Change, Refresh, Revision
from tests.test_pages import EXPLORE, assert_sound, opened, said

OLD = "2026-01-01.0f0f0f"
HEAD = "This link was made with the snapshot of 1 January 2026 (0f0f0f)."


@pytest.mark.parametrize("page", [entry.file for entry in PAGES])
def test_every_page_says_which_snapshot_it_is(page: str) -> None:
    app = opened(page, data=editions.held())
    assert_sound(app)
    assert f"· {editions.held()[-6:]}" in said(app)
    assert "This link was made" not in said(app)
    assert [one.key for one in app.button if one.key == "cite:open"] == ["cite:open"]


def test_a_link_of_an_unknown_snapshot_is_told_so_until_the_note_is_hidden() -> None:
    app = opened(EXPLORE, data=OLD)
    assert f"{HEAD} Shown are the figures of" in said(app)
    assert "What changed is no longer recorded." in said(app)
    app.button(key="cite:hide").click().run()
    assert_sound(app)
    assert HEAD not in said(app)
    assert "data" not in app.query_params


def test_a_link_is_told_which_figure_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    revision = Revision(place="DE", period="2015", old=476_000.0, new=476_620.0)
    change = Change(id="asy_all", rows_before=9, rows=9, revised=1, largest=(revision,))
    refresh = Refresh(started="then", live=True, changes=(change,), before=OLD)
    monkeypatch.setattr(changes, "since", lambda _id, _folder: (refresh,))
    told = said(opened(EXPLORE, indicator="asy_all", data=OLD))
    assert "Germany, 2015: 476\u202f000, now 476\u202f620." in told
    assert "Nothing of what this view shows has changed." in said(opened(EXPLORE, indicator="pm25", data=OLD))


def test_the_citation_is_written_once_it_is_asked_for() -> None:
    app = opened(EXPLORE, indicator="asy_all", year="2015")
    assert not [block for block in app.code if "In: Nexus Atlas" in block.value]
    app.button(key="cite:open").click().run()
    assert_sound(app)
    (cited,) = [block.value for block in app.code if "In: Nexus Atlas" in block.value]
    assert cited.startswith("Eurostat: ")
    assert "migr_asyappctza" in str(cited)
    (message,) = [area.value for area in app.text_area]
    assert "Place: Germany (DE)" in str(message)
