"""What is opened on the nexus page is in its link, and a link opens it."""

from __future__ import annotations

from tests.test_pages import assert_sound, opened

NEXUS = "pages/4_nexus.py"


def test_a_link_opens_what_was_open() -> None:
    app = opened(NEXUS, open="points")
    assert_sound(app)
    assert [app.toggle(key=f"nexus:{part}").value for part in ("pairs", "points", "methods")] == [False, True, False]


def test_what_is_opened_goes_into_the_link_and_out_again() -> None:
    app = opened(NEXUS)
    before = len(app.table)
    app = app.toggle(key="nexus:pairs").set_value(True).run()
    assert_sound(app)
    assert (app.query_params["open"], len(app.table)) == ("pairs", before + 1)
    app = app.toggle(key="nexus:pairs").set_value(False).run()
    assert "open" not in app.query_params
