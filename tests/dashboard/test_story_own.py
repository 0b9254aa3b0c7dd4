"""A presenter's own story: what is written is read again, and whatever else comes in is a story or a sentence."""

from __future__ import annotations

import json
import unicodedata
import zlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.language import language
from dashboard.story import own, own_steps, page_makers
from dashboard.story.model import Ask, Step, Story
from dashboard.story.slides import slide
from dashboard.story.stories import STORIES
from dashboard.view import Picture, View
from data_sources.errors import UploadError
from data_sources.model import Level
from tests.dashboard.story_desk import desk

SAY, FRENCH = language("en"), language("fr")
PM25 = View(indicator="pm25", level=Level.NUTS3, period="2019", places=("BE234",), picture=Picture.YEARS)
ASKED = Ask(question="Which?", answers=("This", "That"))
PLAIN = {"page": "explore", "view": {"indicator": "pm25", "level": "nuts3"}, "title": "Air", "note": ""}
TAKEN = STORIES[0].steps[1]
KINDS = {"Cc", "Cs", "Cn", "Co"}


def told(steps: list[Any], **more: Any) -> dict[str, Any]:
    return {"format": own.FORMAT, "version": own.VERSION, "question": "Why?", "steps": steps} | more


def read(document: object) -> Story:
    return own.read(json.dumps(document).encode())


def three() -> Story:
    made = own_steps.story("Where is the air clean?")
    for page, view in (("explore", PM25), ("sdg11", View(topic="11.6", places=("DE",))), ("places", View())):
        made = own_steps.added(made, own_steps.of_page(page, view, SAY))
    return made


# --- written and read --------------------------------------------------------------------------------------------

WORDS = st.text(max_size=own_steps.LONGEST_TITLE)
PARAMS = st.fixed_dictionaries(
    {},
    optional={
        "indicator": st.sampled_from(["pm25", "asy_all", "c_forborn", "netmig_n2"]),
        "level": st.sampled_from([level.value for level in Level]),
        "year": st.sampled_from(["2019", "2022-03", "2024-Q3"]),
        "places": st.sampled_from(["DE", "BE234,DED51", "UK002C"]),
        "per": st.just("1000"),
        "picture": st.sampled_from([picture.value for picture in Picture]),
        "other": st.sampled_from(["unemp_n2", "p_imm_good"]),
        "topic": st.sampled_from(["11.6", "origins", "mobility"]),
        "lang": st.sampled_from(["en", "fr"]),
    },
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A story as a presenter can make it."""
    made = own_steps.story(own_steps.plain(draw(WORDS), own_steps.LONGEST_QUESTION))
    for page, params in draw(st.lists(st.tuples(st.sampled_from(sorted(page_makers.MAKERS)), PARAMS), max_size=5)):
        made = own_steps.added(made, own_steps.of_page(page, View.from_params(params), SAY))
        note = own_steps.plain(draw(WORDS), own_steps.LONGEST_NOTE)
        asked = draw(st.sampled_from([None, ASKED]))
        made = own_steps.edited(made, -1, note=note, ask=asked)
    for step in draw(st.lists(st.sampled_from(STORIES[0].steps), unique_by=lambda one: one.key, max_size=2)):
        made = own_steps.added(made, step)
    return made


@given(stories())
@settings(max_examples=60)
def test_what_is_written_is_read_again(story: Story) -> None:
    if not story.steps:
        with pytest.raises(UploadError, match="no steps"):
            own.read(own.written(story).encode())
        return
    again = own.read(own.written(story).encode())
    assert meant(again) == meant(story)
    assert own.unpacked(own.packed(story)) == again


def meant(story: Story) -> list[tuple[Any, ...]]:
    """All that a story is, without the keys of its own steps, which only keep them apart."""
    steps = [(one.view, one.page, one.make, one.title, one.note, one.ask) for one in story.steps]
    return [(story.question, story.own, story.id), *steps]


def test_a_step_of_the_project_is_kept_by_its_key_and_speaks_the_readers_language() -> None:
    story = own_steps.added(own_steps.story("?"), TAKEN)
    document = json.loads(own.written(story))
    assert document["steps"] == [{"of": TAKEN.key}]
    again = own.read(own.written(story).encode())
    assert again.steps == (TAKEN,)
    ours, theirs = (slide(one, n, desk("fr")) for one, n in ((again, 0), (STORIES[0], 1)))
    assert (ours.title, ours.note, ours.made) == (theirs.title, theirs.note, theirs.made)


def test_words_of_the_presenter_take_the_place_of_the_projects() -> None:
    story = own_steps.edited(own_steps.added(own_steps.story("?"), TAKEN), 0, title="Mine", ask=ASKED)
    document = json.loads(own.written(story))
    assert document["steps"] == [
        {"of": TAKEN.key, "title": "Mine", "ask": {"question": "Which?", "answers": ["This", "That"]}}
    ]
    made = slide(own.read(own.written(story).encode()), 0, desk("fr"))
    assert (made.title, made.ask) == ("Mine", ASKED)
    assert made.note == FRENCH(TAKEN.note)


def test_a_question_of_the_project_can_be_taken_away() -> None:
    asking = next(step for story in STORIES for step in story.steps if step.ask)
    story = own_steps.edited(own_steps.added(own_steps.story(), asking), 0, ask=None)
    assert own.read(own.written(story).encode()).steps[0].ask is None


def test_a_view_is_kept_without_its_language() -> None:
    story = own_steps.added(own_steps.story(), own_steps.of_page("explore", replace(PM25, lang="fr"), FRENCH))
    assert story.steps[0].view == PM25
    assert slide(story, 0, desk("fr")).view == replace(PM25, lang="fr")


# --- changed -----------------------------------------------------------------------------------------------------


def test_steps_move_and_go_and_keep_their_keys() -> None:
    story = three()
    first, second, third = (step.key for step in story.steps)
    assert [step.key for step in own_steps.moved(story, 0, 1).steps] == [second, first, third]
    assert [step.key for step in own_steps.moved(story, 2, -2).steps] == [third, first, second]
    for n, by in ((0, -1), (2, 1), (7, 1), (-1, 1)):
        assert own_steps.moved(story, n, by) == story
    fewer = own_steps.without(story, 1)
    assert [step.key for step in fewer.steps] == [first, third]
    more = own_steps.added(fewer, own_steps.of_page("explore", PM25, SAY))
    assert len({step.key for step in more.steps}) == 3
    assert more.minutes == 3 * own_steps.MINUTES_A_STEP


def test_a_full_story_takes_no_more_and_no_step_twice() -> None:
    story = own_steps.story()
    for _ in range(own_steps.MOST_STEPS):
        story = own_steps.added(story, own_steps.of_page("explore", PM25, SAY))
    with pytest.raises(UploadError, match="at most 20 steps"):
        own_steps.added(story, own_steps.of_page("explore", PM25, SAY))
    with pytest.raises(UploadError, match="already"):
        own_steps.added(own_steps.added(own_steps.story(), TAKEN), TAKEN)


def test_a_view_of_the_visitors_own_file_becomes_no_step() -> None:
    for view in (View(indicator="own_file"), View(indicator="asy_all", other="own_file", picture=Picture.PAIR)):
        step = Step(key="", title="", note="", view=view, page="explore", make=page_makers.explore)
        with pytest.raises(UploadError, match="Your own file stays in this visit"):
            own_steps.added(own_steps.story(), step)
        with pytest.raises(UploadError, match="Step 1 shows an uploaded file whose figures did not come along"):
            read(told([PLAIN | {"view": view.to_params()}]))


@pytest.mark.parametrize(
    ("question", "answers", "asked"),
    [
        ("", (), None),
        ("  ", ("", " "), None),
        (" Which? ", ("a", "", "b", "a"), Ask(question="Which?", answers=("a", "b"))),
    ],
)
def test_a_question_is_made_of_what_was_typed(question: str, answers: tuple[str, ...], asked: Ask | None) -> None:
    assert own_steps.asking(question, answers, SAY) == asked


@pytest.mark.parametrize(
    ("question", "answers", "why"),
    [("", ("a", "b"), "Write the question"), ("?", ("a",), "2 to 6"), ("?", tuple("abcdefg"), "2 to 6")],
)
def test_half_a_question_is_refused(question: str, answers: tuple[str, ...], why: str) -> None:
    with pytest.raises(UploadError, match=why):
        own_steps.asking(question, answers, SAY)


# --- what comes in -----------------------------------------------------------------------------------------------

BAD: dict[str, tuple[object, str]] = {
    "no story": ({"steps": []}, "no story of the Nexus Atlas"),
    "a list": ([1], "no story of the Nexus Atlas"),
    "version": (told([PLAIN], version=2), "another version"),
    "true is no version": (told([PLAIN], version=True), "another version"),
    "unknown name": (told([PLAIN], colour="red"), "“colour”, which means nothing"),
    "no steps": (told([]), "no steps"),
    "steps are no list": (told({}), "no steps"),  # type: ignore[arg-type]
    "too many": (told([PLAIN] * 21), "21 steps; at most 20"),
    "a step is a number": (told([PLAIN, 3]), "Step 2 cannot be read"),
    "unknown in a step": (told([PLAIN | {"html": "x"}]), "Step 1 has “html”"),
    "no page": (told([{"view": {}}]), "a page that this version"),
    "unknown page": (told([PLAIN | {"page": "admin"}]), "a page that this version"),
    "unknown step": (told([{"of": "who_received.nothing"}]), "does not have"),
    "of and page": (told([{"of": TAKEN.key, "page": "explore"}]), "“page”, which means nothing"),
    "a step twice": (told([{"of": TAKEN.key}] * 2), "already"),
    "unknown indicator": (told([PLAIN | {"view": {"indicator": "gold"}}]), "not known here: indicator"),
    "unknown level": (told([PLAIN | {"view": {"indicator": "pm25", "level": "moon"}}]), "not known here: level"),
    "unknown parameter": (told([PLAIN | {"view": {"size": "9"}}]), "not known here: size"),
    "view of numbers": (told([PLAIN | {"view": {"year": 2019}}]), "names no view"),
    "a long parameter": (told([PLAIN | {"view": {"marks": "x" * 9_000}}]), "not known here: marks"),
    "a long title": (told([PLAIN | {"title": "x" * 161}]), "longer than 160"),
    "a long note": (told([PLAIN | {"note": "x" * 601}]), "longer than 600"),
    "title is no text": (told([PLAIN | {"title": None}]), "a text is expected"),
    "one answer": (told([PLAIN | {"ask": {"question": "?", "answers": ["a"]}}]), "2 to 6"),
    "the same answer": (told([PLAIN | {"ask": {"question": "?", "answers": ["a", "b", "a"]}}]), "cannot be read"),
    "no answers": (told([PLAIN | {"ask": {"question": "?"}}]), "question to the room"),
    "answers of numbers": (told([PLAIN | {"ask": {"question": "?", "answers": [1, 2]}}]), "a text is expected"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_what_is_no_story_is_told_why(name: str) -> None:
    document, why = BAD[name]
    with pytest.raises(UploadError, match=why):
        read(document)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[" * 60_000, b'{"format": NaN', b'{"a":' * 9_000, b"9" * 9_000, b'{"version": 1e999}'],
)
def test_damaged_content_is_no_story(content: bytes) -> None:
    with pytest.raises(UploadError, match="no story of the Nexus Atlas"):
        own.read(content)


def test_a_large_file_is_not_read() -> None:
    with pytest.raises(UploadError, match="at most 512 kB"):
        own.read(own.written(three()).encode() + b" " * own.LONGEST_FILE)


def test_the_usual_may_be_written_out() -> None:
    view = {"indicator": "asy_all", "level": "country", "lang": "fr", "picture": "map", "hatch": "1"}
    assert read(told([PLAIN | {"view": view}])).steps[0].view == View(indicator="asy_all")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "own",
        "a b",
        "%%%",
        "A" * 7_000,
        own.packed(three())[:-9],
        own.packed(three()) + "AAAA",
        urlsafe_b64encode(zlib.compress(b" " * 10_000_000, 9)).decode()[:5_000],
        urlsafe_b64encode(zlib.compress(b" " * 80_000, 9)).decode().rstrip("="),
    ],
)
def test_a_link_that_was_cut_or_swells_is_refused(link: str) -> None:
    with pytest.raises(UploadError, match="holds no story"):
        own.unpacked(link)


def test_a_story_too_long_for_a_link_says_so_and_can_be_saved() -> None:
    story = three()
    letters = (json.dumps(n * n * 7_919) for n in range(10_000))
    for n in range(3, own_steps.MOST_STEPS):
        story = own_steps.added(story, own_steps.of_page("explore", PM25, SAY))
        noise = "".join(next(letters) for _ in range(80))
        story = own_steps.edited(story, n, note=noise[: own_steps.LONGEST_NOTE])
    with pytest.raises(UploadError, match="too long for a link"):
        own.packed(story)
    assert meant(own.read(own.written(story).encode())) == meant(story)


KEYS = st.sampled_from(
    ["format", "version", "steps", "of", "page", "view", "title", "note", "ask", "question", "answers"]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from([own.FORMAT, 1, "explore", "places", TAKEN.key, "pm25", "nuts3"]),
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(KEYS, st.text(max_size=8)), inner, max_size=5),
        st.builds(told, st.lists(inner, max_size=3)),
        st.builds(lambda more: PLAIN | more, st.dictionaries(KEYS, inner, max_size=2)),
    ),
    max_leaves=20,
)


@given(JSON)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_a_bounded_story_or_a_sentence(document: object) -> None:
    came = outcome(document)
    if isinstance(came, Story):
        bounded(came)
    else:
        assert came.endswith(".")


def outcome(document: object) -> Story | str:
    """The story, or the sentence that says why there is none."""
    try:
        return read(document)
    except UploadError as error:
        return str(error)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "ignore"))))
def test_any_bytes_are_no_story(content: bytes) -> None:
    with pytest.raises(UploadError):
        own.read(content)


@given(st.text(max_size=400))
def test_any_link_is_no_story(link: str) -> None:
    with pytest.raises(UploadError):
        own.unpacked(link)


@given(st.text(), st.text(), st.lists(st.text(max_size=80), max_size=6))
def test_any_words_become_words_that_can_be_shown(title: str, note: str, answers: list[str]) -> None:
    step = PLAIN | {"title": title[:160], "note": note[:600]}
    try:
        story = read(told([step | {"ask": {"question": "?", "answers": answers}}]))
    except UploadError:
        story = read(told([step]))
    bounded(story)


def bounded(story: Story) -> None:
    """Nothing in it is longer than agreed or cannot be shown."""
    assert 0 < len(story.steps) <= own_steps.MOST_STEPS
    texts = [(story.question, own_steps.LONGEST_QUESTION)]
    for step in story.steps:
        texts += [(step.title, own_steps.LONGEST_TITLE), (step.note, own_steps.LONGEST_NOTE)]
        texts += [(answer, own_steps.LONGEST_ANSWER) for answer in (step.ask.answers if step.ask else ())]
        assert not step.view.shows_own_file
    for text, longest in texts:
        assert len(text) <= longest
        assert not [letter for letter in text if unicodedata.category(letter) in KINDS]
    assert meant(own.read(own.written(story).encode())) == meant(story)
