"""Present live from app.py without a browser: every story in both languages, the visitor's own, its button."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import LANGUAGES, language
from dashboard.shell import own_story, present_files
from dashboard.shell.add_to_story import IN_STORIES
from dashboard.shell.frame import PAGES
from dashboard.story import own, own_steps, page_makers
from dashboard.story.model import Story
from dashboard.story.slides import told
from dashboard.story.stories import STORIES
from dashboard.view import View
from data_sources.model import Level
from tests.test_pages import assert_sound, opened, said

pytestmark = pytest.mark.slow

PRESENT, EXPLORE = "pages/8_present.py", "pages/1_explore.py"
KEPT = own_story._KEPT
OTHERS = [entry for entry in PAGES if entry.id in IN_STORIES]
AIR = View(indicator="pm25", level=Level.NUTS3, period="2019")
TAGS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def html(app: AppTest) -> str:
    """The words of what the page draws itself."""
    return "\n".join(unescape(TAGS.sub("\n", element.proto.body)) for element in app.get("html"))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str, number: int = 0) -> AppTest:
    return [button for button in app.button if button.label == label][number].click().run()


def two_steps() -> Story:
    made = own_steps.added(
        own_steps.story("Where is the air clean?"), own_steps.of_page("explore", AIR, language("en"))
    )
    return own_steps.added(made, own_steps.of_page("sdg11", View(topic="11.6"), language("en")))


def with_story(story: Story, **params: str) -> AppTest:
    """The page with the visitor's own story."""
    app = opened(PRESENT, topic=own.ID, **params)
    app.session_state[KEPT] = story
    return app.run()


def links(app: AppTest) -> dict[str, str]:
    return {element.proto.label: element.proto.url for element in app.get("link_button")}


def test_a_step_that_was_added_stays_told_until_the_page_shows_something_else_or_it_is_gone() -> None:
    app = press(opened(EXPLORE, indicator="pm25"), "Add to story")
    assert "Added: your story has 1 step." in said(app.run())
    app.session_state[KEPT] = two_steps()
    assert "Added: your story" not in said(app.run())
    assert "Added: your story has 3 steps." in said(press(app, "Add to story").run())
    app.query_params["indicator"] = "density"
    assert "Added: your story" not in said(app.run())


def test_no_slide_is_made_before_a_story_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.shell.decks.slide", None)
    app = opened(PRESENT)
    assert_sound_but_info(app, "Choose a story to see its steps")
    for story in STORIES:
        assert f"**{story.question}**" in said(app)
        assert story.why in said(app)
    assert labels(app).count("Show its steps") == len(STORIES)
    assert not links(app)


def assert_sound_but_info(app: AppTest, start: str) -> None:
    assert_sound(app)
    assert [info.value for info in app.info if info.value.startswith(start)]


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_shows_its_titles_and_sentences_and_its_ways_out(story: Story, lang: str) -> None:
    app = opened(PRESENT, topic=story.id, lang=lang)
    assert_sound(app)
    say, words = language(lang), html(app)
    for step in story.steps:
        assert told(step.title, say) in words
    assert say("This sentence is being computed.") not in words
    there = urlsplit(links(app)[say("Present")])
    assert there.path.endswith(f"/{story.id}")
    assert parse_qs(there.query) == {"lang": [lang], "look": ["light"]}
    assert [element.proto.label for element in app.get("download_button")] == [say("One file (HTML)"), "PowerPoint"]
    assert say("What this page cannot tell you") in [one.label for one in app.expander]


def test_choosing_a_card_changes_the_address() -> None:
    app = press(opened(PRESENT), "Show its steps", 1)
    assert_sound(app)
    assert app.query_params["topic"] == STORIES[1].id
    assert labels(app).count("Shown below") == 1


def test_an_unknown_story_is_none() -> None:
    assert_sound_but_info(opened(PRESENT, topic="atlantis"), "Choose a story")


@pytest.mark.parametrize("entry", OTHERS, ids=lambda entry: entry.id)
def test_every_other_page_can_be_added(entry: object) -> None:
    file, id = (getattr(entry, name) for name in ("file", "id"))
    app = press(opened(file), "Add to story")
    assert_sound(app)
    assert "Added: your story has 1 step." in said(app)
    (step,) = app.session_state[KEPT].steps
    assert step.page == id
    assert step.title
    assert own.read(own.written(app.session_state[KEPT]).encode()).steps == (step,)


def test_the_pages_that_can_be_added_are_those_that_have_a_slide() -> None:
    assert {entry.id for entry in OTHERS} == set(page_makers.MAKERS)


def test_explore_is_added_with_its_year_and_the_nexus_with_its_pair() -> None:
    app = press(opened(EXPLORE, indicator="pm25", level="nuts3"), "Add to story")
    assert app.session_state[KEPT].steps[0].view == View(indicator="pm25", level=Level.NUTS3, period="2022")
    nexus = press(opened("pages/4_nexus.py"), "Add to story")
    view = nexus.session_state[KEPT].steps[0].view
    assert (view.indicator, view.other, view.level) == ("c_forborn", "p_imm_good", Level.CITY)
    again = press(press(opened(EXPLORE), "Add to story"), "Add to story")
    assert "Added: your story has 2 steps." in said(again)
    assert "Add to story" not in labels(opened(PRESENT))


def test_the_own_story_begins_empty_and_says_what_to_do() -> None:
    app = opened(PRESENT, topic=own.ID)
    assert_sound_but_info(app, "Your story has no steps yet.")
    assert not links(app)


def test_the_own_story_is_moved_changed_and_made_smaller() -> None:
    app = with_story(two_steps())
    assert_sound(app)
    assert "2 steps · about 4 minutes" in said(app)
    first, second = (step.title for step in app.session_state[KEPT].steps)
    assert f"1. {first}" in html(app)
    assert f"2. {second}" in html(app)
    app = press(app, "Down")
    assert [step.title for step in app.session_state[KEPT].steps] == [second, first]
    app = app.text_input(key="own:question").set_value("  Is it <b>clean</b>? ").run()
    app = app.text_input(key="own:own.1:title").set_value("My *title* & <i>more</i>").run()
    app = app.text_area(key="own:own.1:note").set_value("Say\nthis.").run()
    story = app.session_state[KEPT]
    assert (story.question, story.steps[1].title, story.steps[1].note) == (
        "Is it <b>clean</b>?",
        "My *title* & <i>more</i>",
        "Say this.",
    )
    assert "2. My *title* & <i>more</i>" in html(app)
    app = press(app, "Remove")
    assert [step.key for step in app.session_state[KEPT].steps] == ["own.1"]
    assert_sound(app)


def test_a_question_to_the_room_is_kept_whole_or_refused_in_words() -> None:
    app = with_story(two_steps())
    app.text_input(key="own:own.1:question").set_value("Which?")
    app.text_area(key="own:own.1:answers").set_value("One")
    app = press(app, "Keep this question")
    assert [error.value for error in app.error] == ["A question needs 2 to 6 different answers."]
    assert app.session_state[KEPT].steps[0].ask is None
    app.text_area(key="own:own.1:answers").set_value("One\nTwo\n")
    app = press(app, "Keep this question")
    assert_sound(app)
    assert app.session_state[KEPT].steps[0].ask.answers == ("One", "Two")


def test_a_step_of_another_story_is_taken_over_once() -> None:
    app = opened(PRESENT, topic=own.ID)
    step = STORIES[0].steps[0]
    app = app.selectbox(key="own:other").select(step.key).run()
    app = press(app, "Take it over")
    assert app.session_state[KEPT].steps == (step,)
    app = press(app, "Take it over")
    assert [error.value for error in app.error] == ["This step is in your story already."]


def test_the_link_holds_the_story_and_opens_it_again() -> None:
    app = with_story(two_steps())
    there = urlsplit(links(app)["Present"])
    assert there.path.endswith(f"/{own.ID}")
    packed = parse_qs(there.query)["story"][0]
    assert own.unpacked(packed) == two_steps()
    (copied,) = [block.value for block in app.code if "story=" in block.value]
    fresh = opened(PRESENT, topic=own.ID).text_input(key="own:pasted").set_value(copied).run()
    assert fresh.session_state[KEPT] == two_steps()
    assert fresh.text_input(key="own:pasted").value == ""
    damaged = fresh.text_input(key="own:pasted").set_value(copied[:-20]).run()
    assert [error.value for error in damaged.error] == [
        "This link holds no story, or only a part of one. Copy it again as a whole."
    ]
    assert damaged.session_state[KEPT] == two_steps()


def test_a_story_without_a_question_is_presented_under_a_name() -> None:
    app = with_story(own_steps.story(steps=two_steps().steps))
    packed = parse_qs(urlsplit(links(app)["Present"]).query)["story"][0]
    assert own.unpacked(packed).question == "My story"


def test_a_story_too_long_for_a_link_says_so_and_can_be_saved() -> None:
    story = two_steps()
    for n in range(2, 18):
        story = own_steps.added(story, own_steps.of_page("explore", AIR, language("en")))
        noise = "".join(sha256(f"{n}.{part}".encode()).hexdigest() for part in range(10))
        story = own_steps.edited(story, n, note=noise[: own_steps.LONGEST_NOTE])
    app = with_story(story)
    assert_sound_but_info(app, "This story is too long for a link.")
    assert not links(app)
    assert [element.proto.label for element in app.get("download_button")] == ["Save as a file (JSON)"]


def test_the_powerpoint_of_the_page_names_the_snapshot_and_the_address() -> None:
    content = present_files.powerpoint(two_steps(), "en", "http://localhost:8501/present")
    assert content.startswith(b"PK")
