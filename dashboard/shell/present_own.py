"""The visitor's own story on the page of stories: its steps in order, their words, saved and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dashboard.language import Language
from dashboard.shell import drawing, own_story, present, present_files, state, upload_leaving, uploads
from dashboard.shell.frame import Page
from dashboard.story import own, own_steps
from dashboard.story.model import MOST_ANSWERS, Step, Story
from dashboard.story.slides import told
from dashboard.story.stories import STORIES
from data_sources.errors import UploadError

_TROUBLE = "atlas:own-story:trouble"
_OPENED = "atlas:own-story:opened"
_NOTE_PX, _ANSWERS_PX = 110, 110
_ICONS = {"up": ":material/arrow_upward:", "down": ":material/arrow_downward:", "remove": ":material/delete:"}

Change = Callable[[Story, Any], Story]
"""(story, a control's new value) -> the story that has it. Raises `UploadError` with a sentence."""


def editor(page: Page) -> None:
    """The story's question and steps, with what can be done to them; other stories have none of this."""
    if page.view.topic != own.ID:
        return
    say, story = page.say, own_story.kept()
    st.subheader(say("Your own story"), anchor=False)
    st.text_input(
        say("The question your story asks"),
        max_chars=own_steps.LONGEST_QUESTION,
        **_control("question", story.question, _to_question),
    )
    _trouble()
    if not story.steps:
        st.info(
            say(
                "Your story has no steps yet. Open a page that shows what you want to tell, and press “Add to story” "
                "at its end; or take a step of another story below."
            )
        )
    else:
        present_files.take_along(page, story)
    for n, step in enumerate(story.steps):
        _step(page, n, step, last=n == len(story.steps) - 1)
    _from_others(say)
    _keep_it(page, story)


def _to_question(old: Story, words: str) -> Story:
    return replace(old, question=own_steps.plain(words, own_steps.LONGEST_QUESTION))


def _control(name: str, value: object, change: Change) -> dict[str, Any]:
    """Keyword arguments that make a widget the face of one part of the story."""
    key = f"own:{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": _changed, "args": (key, change)}


def _changed(key: str, change: Change) -> None:
    _try(lambda: change(own_story.kept(), st.session_state[key]))


def _try(make: Callable[[], Story]) -> None:
    """Keep the story that is made, or say why there is none."""
    try:
        own_story.keep(make())
    except UploadError as error:
        st.session_state[_TROUBLE] = str(error)


def _trouble() -> None:
    words = st.session_state.pop(_TROUBLE, "")
    if words:
        st.error(words)


def _step(page: Page, n: int, step: Step, *, last: bool) -> None:
    """One step: what it is called and says, and the buttons that move, change and remove it."""
    say = page.say
    with st.container(border=True):
        sentence = _sentence(page, step)
        title = told(step.title, say)
        st.html(f"<style>{present.style()}</style><p class='story-step'><b>{n + 1}. {escape(title)}</b></p>")
        st.html(f"<p class='story-said'>{escape(sentence)}</p>")
        with st.container(horizontal=True):
            _button(say("Up"), f"{step.key}:up", lambda: own_steps.moved(own_story.kept(), n, -1), able=n > 0)
            _button(say("Down"), f"{step.key}:down", lambda: own_steps.moved(own_story.kept(), n, 1), able=not last)
            _button(say("Remove"), f"{step.key}:remove", lambda: own_steps.without(own_story.kept(), n))
        with st.expander(say("Change title, note and question to the room"), key=f"own:{step.key}:edit"):
            _words(n, step, say)


def _sentence(page: Page, step: Step) -> str:
    """What the step says. Of an uploaded file it is computed for this visit alone, once its figures may leave."""
    if not step.view.shows_own_file:
        return present.takeaway(page, _alone(step), 0, own.packed(_alone(step)))
    figures = own_story.kept().figures
    if figures is None:
        return page.say("This step shows your own file, whose figures are not to leave this visit.")
    with uploads.standing_in(upload_leaving.of_story(figures), page.say):
        return present.takeaway(page, _alone(step), 0)


def _alone(step: Step) -> Story:
    """A story of this step without words of its own: its slide is kept however the story changes around it."""
    bare = own_steps.project_step(step.key) or replace(step, title="", note="", ask=None)
    return own_steps.story(steps=(bare,))


def _button(label: str, key: str, make: Callable[[], Story], *, able: bool = True) -> None:
    icon = _ICONS.get(key.rpartition(":")[2])
    st.button(label, key=f"own:{key}", type="tertiary", icon=icon, disabled=not able, on_click=_try, args=(make,))


def _words(n: int, step: Step, say: Language) -> None:
    """The fields of a step; an empty question takes the question away."""
    name = step.key
    st.text_input(
        say("Title: a question or what is found"),
        max_chars=own_steps.LONGEST_TITLE,
        **_control(f"{name}:title", told(step.title, say), partial(_to_title, n)),
    )
    st.text_area(
        say("Note for you, not on the screen"),
        max_chars=own_steps.LONGEST_NOTE,
        height=_NOTE_PX,
        **_control(f"{name}:note", told(step.note, say), partial(_to_note, n)),
    )
    asked = step.ask
    st.text_input(
        say("A question to the room"),
        max_chars=own_steps.LONGEST_TITLE,
        key=_first(f"{name}:question", told(asked.question, say) if asked else ""),
    )
    st.text_area(
        say("Its answers, one a line, 2 to {n}", n=MOST_ANSWERS),
        height=_ANSWERS_PX,
        key=_first(f"{name}:answers", "\n".join(told(one, say) for one in asked.answers) if asked else ""),
    )
    st.button(say("Keep this question"), key=f"own:{name}:ask", on_click=_ask, args=(n, name))


def _first(name: str, value: str) -> str:
    """The key of a field whose words count once its button is pressed."""
    key = f"own:{name}"
    st.session_state.setdefault(key, value)
    return key


def _to_title(n: int, old: Story, words: str) -> Story:
    return own_steps.edited(old, n, title=own_steps.plain(words, own_steps.LONGEST_TITLE))


def _to_note(n: int, old: Story, words: str) -> Story:
    return own_steps.edited(old, n, note=own_steps.plain(words, own_steps.LONGEST_NOTE))


def _ask(n: int, name: str) -> None:
    question, answers = (str(st.session_state[f"own:{name}:{part}"]) for part in ("question", "answers"))
    _try(
        lambda: own_steps.edited(
            own_story.kept(), n, ask=own_steps.asking(question, tuple(answers.splitlines()), state.say())
        )
    )


def _from_others(say: Language) -> None:
    """Every step of the project's stories, to be taken over."""
    steps = {step.key: (story, step) for story in STORIES for step in story.steps}
    if not steps:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            say("A step of another story"),
            list(steps),
            index=None,
            format_func=lambda key: f"{say(steps[key][0].question)} · {say(steps[key][1].title)}",
            placeholder=say("Choose a step"),
            key="own:other",
        )
        taken = steps.get(key or "")
        _button(say("Take it over"), "take", partial(_take, taken[1] if taken else None), able=taken is not None)


def _take(step: Step | None) -> Story:
    old = own_story.kept()
    return old if step is None else own_steps.added(old, step, state.say())


def _keep_it(page: Page, story: Story) -> None:
    """Save and open: as a file and as a link. Until then the story is in this visit only."""
    say = page.say
    st.markdown(f"**{say('Keep it, open it again')}**")
    st.caption(say("Your story is in the memory of this visit only, and gone when you close or reload the page."))
    if story.steps:
        _save(story, say)
    number = st.session_state.get(_OPENED, 0)
    st.file_uploader(
        say("Open a story from a file; it takes the place of the one above"),
        type=["json"],
        key=f"own:file:{number}",
        max_upload_size=1,
        on_change=_open_file,
        args=(number,),
    )
    st.text_input(say("Or from a link"), key=_first("pasted", ""), on_change=_open_link)


def _save(story: Story, say: Language) -> None:
    """The file and the link; of an uploaded file whose figures are not to leave there is neither."""
    if own_steps.waits(story):
        return
    st.download_button(
        say("Save as a file (JSON)"),
        partial(own.written, story),  # made when it is asked for: the server keeps no copy of it
        "nexus-atlas_story.json",
        "application/json",
        on_click="ignore",
        key="own:save",
    )
    _link(story, say)


def _link(story: Story, say: Language) -> None:
    """The address that presents the story anywhere this atlas runs; a sentence where it is too long."""
    try:
        packed = own.packed(present_files.named(story, say), say)
        there = present_files.address(story, say.code, drawing.look(), packed)
    except UploadError as error:
        st.caption(str(error))
        return
    with st.expander(say("Link to copy"), key="own:address"):
        st.code(there, language=None, wrap_lines=True)
        st.caption(say("It holds the whole story: whoever has it can present it and open it here."))


def _open_file(number: int) -> None:
    """Take over the story of a file; the field is emptied for the next one."""
    file = st.session_state[f"own:file:{number}"]
    if file is not None:
        _try(lambda: _opened(own.read(file.getvalue(), state.say())))
        st.session_state[_OPENED] = number + 1


def _open_link() -> None:
    words = str(st.session_state["own:pasted"]).strip()
    if words:
        packed = parse_qs(urlsplit(words).query).get("story", [words])[0]
        _try(lambda: _opened(own.unpacked(packed, state.say())))
        st.session_state["own:pasted"] = ""


def _opened(story: Story) -> Story:
    """The story, after the fields of the one before are forgotten."""
    for key in [str(key) for key in st.session_state]:
        if key.startswith("own:") and key.endswith((":question", ":answers")):
            del st.session_state[key]
    return story
