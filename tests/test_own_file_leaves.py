"""What of a visitor's own file leaves the visit: nothing without a yes, the same figures with one, no more later."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import own_figures, pack
from dashboard.brief import page as brief_page
from dashboard.language import language
from dashboard.own_file import OWN_FILE, UNVERIFIED
from dashboard.palette import Look
from dashboard.shell import decks, places_brief, present_files, upload_held, upload_leaving, upload_map, uploads
from dashboard.story import own, own_steps
from dashboard.story.model import Story
from dashboard.view import Picture, View
from data_sources import roots, upload
from tests.test_own_file import COUNTRIES, FILE, NEXUS, ODD, TITLE, frames_of_the_file, observations, opened
from tests.test_pages import EXPLORE, assert_sound, said

pytestmark = pytest.mark.slow

YOURS, PRESENT, PLACE = "pages/7_your_data.py", "pages/8_present.py", "pages/6_places.py"
SAY, FRENCH = language("en"), language("fr")
BOX = "Put my figures into what I make"
PAIR = View(indicator="asy_first", other=OWN_FILE, picture=Picture.BOTH)


def figures() -> own_figures.Figures:
    return own_figures.of(uploads.kept(observations()).observations, SAY)


def story(*views: View) -> Story:
    made = own_steps.added(own_steps.story("Who has kettles?"), own_steps.of_page("explore", View(), SAY))
    for view in views or (View(indicator=OWN_FILE),):
        made = own_steps.added(made, own_steps.of_page("explore", view, SAY, TITLE), SAY, figures())
    return made


def ticks(app: AppTest) -> list[bool]:
    return [box.value for box in app.checkbox if box.label == BOX]


def tick(app: AppTest, *, yes: bool = True) -> AppTest:
    box = next(one for one in app.checkbox if one.label == BOX)
    return (box.check() if yes else box.uncheck()).run()


def downloads(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.get("download_button")]


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def switched(app: AppTest, page: str, **params: str) -> AppTest:
    """The same visit on another page."""
    app.switch_page(page)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


# --- nothing without a yes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "params"),
    [
        (YOURS, {"indicator": OWN_FILE}),
        (EXPLORE, {"indicator": OWN_FILE}),
        (EXPLORE, {"indicator": "asy_first", "other": OWN_FILE, "picture": "pair"}),
        (NEXUS, {"indicator": OWN_FILE}),
    ],
)
def test_a_page_of_the_file_becomes_a_step_only_after_a_yes(page: str, params: dict[str, str]) -> None:
    app = press(opened(page, observations(), **params), "story:add:page")
    assert_sound(app)
    assert uploads.STORY not in app.session_state
    assert app.button(key="story:add:own").disabled
    app.checkbox(key="upload:leave:step").check().run()
    press(app, "story:add:page")
    assert_sound(app)
    (step,) = app.session_state[uploads.STORY].steps
    assert step.view.shows_own_file
    assert TITLE in step.title
    assert app.session_state[uploads.STORY].figures is None, "the story itself keeps no copy"


def test_other_pages_add_what_they_show_which_is_not_the_file() -> None:
    app = press(opened(PLACE, observations(), indicator=OWN_FILE, places="SE"), "story:add:page")
    assert_sound(app)
    assert not app.session_state[uploads.STORY].steps[0].view.shows_own_file


def test_the_page_of_the_file_offers_its_map_only_after_a_yes_and_no_longer_once_it_is_taken_back() -> None:
    app = opened(YOURS, observations(), indicator=OWN_FILE)
    assert "This map as one file (HTML)" not in downloads(app)
    assert f"“{TITLE}” and in the unit “kettles”" in said(app)
    assert "This map as one file (HTML)" in downloads(tick(app))
    assert "This map as one file (HTML)" not in downloads(tick(app, yes=False))
    assert uploads.LEAVING not in app.session_state


def test_a_yes_is_for_the_figures_that_were_shown_and_for_no_others() -> None:
    app = tick(opened(YOURS, observations(), indicator=OWN_FILE))
    app.session_state[uploads.KEPT] = uploads.kept(observations(title="Others"))
    app.run()
    assert ticks(app) == [False]
    assert "This map as one file (HTML)" not in downloads(app)


def test_the_brief_of_a_pair_waits_for_a_yes() -> None:
    app = opened(NEXUS, observations(), indicator=OWN_FILE)
    keys = [button.key for button in app.button]
    assert "brief:pair:make" not in keys
    assert "brief:pair:make" in [button.key for button in tick(app).button]


def test_the_brief_of_chosen_views_waits_for_a_yes() -> None:
    app = opened(PLACE, observations(), places="SE")
    app.text_area(key="brief:links").set_value("http://x/explore?indicator=own_file").run()
    assert ticks(app) == [False, False]
    assert "brief:views:make" not in [button.key for button in app.button]
    assert "brief:views:make" in [button.key for button in tick(app).button]
    other = opened(PLACE, places="SE")
    other.text_area(key="brief:links").set_value("http://x/explore?indicator=own_file").run()
    assert "None of these addresses names a figure" in said(other) + " ".join(one.value for one in other.info)


def test_a_story_of_the_file_offers_nothing_without_a_yes() -> None:
    app = opened(PRESENT, observations(), topic="own")
    held = story()
    app.session_state[uploads.STORY] = own_steps.of_steps(own_steps.story("?"), held.steps)
    app.run()
    assert_sound_but_info(app, "Your own file stays in this visit")
    assert downloads(app) == []
    assert not app.get("link_button")
    assert str(int(ODD)) not in said(app).replace("\u202f", "")
    tick(app)
    assert downloads(app) == ["One file (HTML)", "PowerPoint", "Save as a file (JSON)"]
    assert not app.get("link_button"), "no link and no phones"
    assert "would keep the figures on the server for others" in " ".join(one.value for one in app.info)
    assert "A link cannot carry the figures" in said(app)
    assert downloads(tick(app, yes=False)) == []


def assert_sound_but_info(app: AppTest, start: str) -> None:
    assert not app.exception
    assert [one.value for one in app.info if one.value.startswith(start)]


def test_a_story_is_drawn_and_sent_without_the_file_unless_it_stands_in() -> None:
    made = decks.slide(story(), 1, "en", Look.LIGHT)
    assert made["refused"]
    assert TITLE not in json.dumps(made["table"])
    assert str(int(ODD)) not in decks.one_file(story(), "en")


# --- the same figures with one ------------------------------------------------------------------------------------


def held_in(html: str) -> Any:
    """The figures inside a single file: address -> content."""
    found = re.search(r'<script type="application/json" id="files">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def values(html: str) -> dict[str, float]:
    """Country -> the figure of 2019 that a single file draws of the upload."""
    (history,) = (one for url, one in held_in(html).items() if "history" in url and OWN_FILE in url)
    frame = history["frames"][history["periods"].index("2019")]
    return {code: value for code, value in zip(codes(history), frame["values"], strict=True) if value is not None}


def codes(history: Any) -> list[str]:
    (places,) = history["sets"]
    found: list[str] = places["ids"]
    return found


EXPECTED = {code: ODD + n * 9 for n, code in enumerate(COUNTRIES)}


@pytest.mark.parametrize("from_file", [False, True])
def test_one_file_draws_the_figures_of_the_upload_with_their_mark(*, from_file: bool) -> None:
    told = own.read(own.written(story()).encode()) if from_file else story()
    with uploads.standing_in(upload_leaving.drawn_from(told.figures or figures()), FRENCH):
        html = decks.one_file(told, "fr")
    assert values(html) == EXPECTED
    assert f"{TITLE} (" in html
    assert FILE not in html
    marked = FRENCH("{title} (uploaded, unverified, from a story file)", title=TITLE)
    assert (marked in html) == from_file


def test_the_map_alone_draws_them_too() -> None:
    kept = uploads.kept(observations())
    may = upload_leaving.Leaving(kept=uploads.kept(own_figures.nameless(kept.observations)), figures=None).kept
    with uploads.standing_in(may, SAY):
        html = upload_map._map_file(View(indicator=OWN_FILE), Look.LIGHT).decode()
    assert values(html) == EXPECTED
    assert UNVERIFIED in html
    assert FILE not in html


def test_the_powerpoint_says_them_with_their_mark() -> None:
    from pptx import Presentation  # noqa: PLC0415

    with uploads.standing_in(upload_leaving.drawn_from(figures()), SAY):
        content = present_files.powerpoint(story(View(indicator=OWN_FILE, period="2019"), PAIR), "en", "http://x")
    texts = [
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any(f"{TITLE} ({UNVERIFIED}), 2019" in one for one in texts)
    assert any("Sweden has the highest figure, 1\u202f360.1 kettles" in one for one in texts)
    assert FILE not in " ".join(texts)


def test_a_brief_of_views_and_of_a_place_has_them_with_their_mark() -> None:
    with uploads.standing_in(upload_leaving.drawn_from(figures()), SAY):
        made = places_brief._of_views((View(indicator=OWN_FILE, places=("SE",)),), "en", "http://x/places")
    assert made.uploaded
    assert any("Sweden: 1\u202f360.1, above the middle" in one for one in made.takeaways)
    html = brief_page.html(made).decode()
    assert "Some figures of this brief were uploaded by its reader" in html
    assert f"Uploaded by a reader, unverified: {TITLE}." in html
    assert FILE not in html
    official = places_brief._of_place("SE", "en", "http://x", 0.0)
    assert places_brief._with_own(official, "SE", own=False, say=SAY) is official


def test_a_saved_story_opens_for_somebody_else_as_a_story_with_uploaded_figures() -> None:
    app = opened(PRESENT, topic="own")
    app.session_state[uploads.STORY] = own.read(own.written(story(View(indicator=OWN_FILE, period="2019"))).encode())
    app.run()
    assert not app.exception
    assert "Sweden has the highest figure, 1\u202f360.1 kettles" in html_of(app)
    assert downloads(app) == ["One file (HTML)", "PowerPoint", "Save as a file (JSON)"]
    assert ticks(app) == [], "these are not this visitor's to take back"
    switched(app, EXPLORE)
    assert OWN_FILE not in json.dumps([box.options for box in app.selectbox])


def html_of(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_a_story_holds_the_figures_of_one_file_only() -> None:
    app = tick(opened(YOURS, observations(), indicator=OWN_FILE))
    app.session_state[uploads.STORY] = own.read(own.written(story()).encode())
    press(app, "story:add:page")
    assert "it can hold those of one file only" in said(app)
    assert len(app.session_state[uploads.STORY].steps) == 2


def test_a_pack_is_made_from_a_story_with_figures(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(own.written(story()), encoding="utf-8")
    told = pack._story(str(file))
    pack._story_files(tmp_path, told)
    assert own.read((tmp_path / roots.STORY).read_bytes()).figures == figures()
    for lang in ("en", "fr"):
        html = (tmp_path / f"story-{lang}.html").read_text(encoding="utf-8")
        assert values(html) == EXPECTED
        assert language(lang)("{title} (uploaded, unverified, from a story file)", title=TITLE) in html


# --- no more afterwards -------------------------------------------------------------------------------------------


CSV = "geo,year,value\n" + "".join(f"{geo},2019,{ODD + n}\n" for n, geo in enumerate(COUNTRIES))


def with_a_file() -> AppTest:
    """A visit that put a file on the map."""
    app = opened(YOURS)
    report = upload.read(FILE, CSV.encode())
    app.session_state["upload:file"] = upload_held.Held(name=FILE, payload=CSV.encode(), report=report)
    return press(app.run(), "your_data:show")


def test_forgetting_takes_yes_steps_and_copies_away() -> None:
    others = len(frames_of_the_file())
    app = press(tick(with_a_file()), "story:add:page")
    switched(app, PRESENT, topic="own")
    assert app.session_state[uploads.OF_STORY]
    assert "has the highest figure, 1\u202f248.06" in html_of(app)
    press(switched(app, YOURS), "your_data:forget")
    for key in (uploads.KEPT, uploads.LEAVING, uploads.OF_STORY):
        assert key not in app.session_state
    assert app.session_state[uploads.STORY].steps == ()
    assert len(frames_of_the_file()) <= others


def test_reading_the_file_otherwise_asks_again_and_keeps_the_step() -> None:
    app = press(tick(with_a_file()), "story:add:page")
    app.text_input(key="your_data:title").set_value("Better kettles").run()
    assert uploads.LEAVING not in app.session_state
    press(app, "your_data:show")
    assert ticks(app) == [False]
    switched(tick(app), PRESENT, topic="own")
    assert own_steps.shows_own_file(app.session_state[uploads.STORY])
    assert "1\u202f248.06" in html_of(app)


def test_making_things_of_the_file_leaves_nothing_in_what_visitors_share() -> None:
    others = len(frames_of_the_file())
    kept = upload_leaving.drawn_from(figures())
    with uploads.standing_in(kept, SAY):
        decks.one_file(story(View(indicator=OWN_FILE), PAIR), "en")
        places_brief._of_views((View(indicator=OWN_FILE),), "en", "http://x/places")
    assert len(frames_of_the_file()) > others
    del kept
    assert len(frames_of_the_file()) <= others


def test_figures_stand_in_only_inside() -> None:
    with uploads.standing_in(upload_leaving.drawn_from(figures()), SAY):
        assert uploads.stands_in()
        assert type(uploads.observations().table) is pd.DataFrame
    assert not uploads.stands_in()
    assert uploads.held() is None
