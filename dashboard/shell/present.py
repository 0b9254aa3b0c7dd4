"""The page of stories: choose one, see its steps, present it, take it along; the visitor's own is in `present_own`."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.language import Language
from dashboard.palette import surface
from dashboard.shell import decks, drawing, own_story, present_files, state, step_to_story
from dashboard.shell.frame import Page
from dashboard.story import own
from dashboard.story.model import Story
from dashboard.story.slides import told
from dashboard.story.stories import STORIES, story
from dashboard.view import View

_IN_A_ROW = 3


def heading(page: Page) -> None:
    """What the page is for."""
    say = page.say
    st.title(say("Present live"), anchor=False)
    st.markdown(
        say(
            "A story asks one question in a few steps. Each step is a map or a chart with one sentence computed from "
            "the figures held now. Present it full screen with keys or a clicker, or take it along as one file that "
            "needs no network."
        )
    )


def chosen(view: View) -> Story | None:
    """The story on screen: one of the project's, the visitor's own, or none."""
    return own_story.kept() if view.topic == own.ID else story(view.topic)


def stories(page: Page) -> None:
    """Every story as a card, and one for the visitor's own; on a phone folded once one is chosen."""
    folded = state.on_phone() and chosen(page.view) is not None
    with st.expander(page.say("Choose another story")) if folded else nullcontext():
        _cards(page)


def _cards(page: Page) -> None:
    cards = (*STORIES, _own_card(page.say))
    for start in range(0, len(cards), _IN_A_ROW):
        row = cards[start : start + _IN_A_ROW]
        for column, one in zip(st.columns(_IN_A_ROW), row, strict=False):
            with column:
                _card(one, page)


def _own_card(say: Language) -> Story:
    """What the card of the visitor's own story says."""
    return replace(
        own_story.kept(),
        question=say("Your own story"),
        why=say("Put steps together from any page: “Add to story” stands at the end of each."),
    )


def _card(one: Story, page: Page) -> None:
    say, is_chosen = page.say, page.view.topic == one.id
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{one.question if one.own else say(one.question)}**")
        st.caption(one.why if one.own else say(one.why))
        st.caption(_length(one, say))
        st.button(
            say("Shown below") if is_chosen else say("Put it together") if one.own else say("Show its steps"),
            disabled=is_chosen,
            key=f"present:choose:{one.id}",
            on_click=_choose,
            args=(one.id,),
        )


def _length(one: Story, say: Language) -> str:
    if not one.steps:
        return say("No steps yet")
    steps = say.plural("{n} step", "{n} steps", len(one.steps))
    minutes = say.plural("about {n} minute", "about {n} minutes", one.minutes)
    return f"{steps} · {minutes}"


def _choose(id: str) -> None:
    state.show(replace(state.view(), topic=id))


def shown(page: Page) -> None:
    """The chosen story with its steps and what can be done with it; a sentence where none is chosen."""
    say, one = page.say, chosen(page.view)
    if one is None:
        st.info(say("Choose a story to see its steps, to present it or to take it along."))
        return
    if one.own:
        return
    st.subheader(say(one.question), anchor=False)
    st.caption(say(one.why))
    present_files.take_along(page, one)
    _steps(page, one)
    _for_own(one, say)


def _for_own(one: Story, say: Language) -> None:
    """A step of this story for the visitor's own."""
    named = {step.key: told(step.title, say) for step in one.steps}

    @st.fragment(key="present:step")
    def together() -> None:
        label = say("A step for your own story")
        chosen = st.selectbox(label, list(named), format_func=named.__getitem__, key=f"present:step:{one.id}")
        step_to_story.button("present", lambda: next(step for step in one.steps if step.key == chosen), say)

    together()


def _steps(page: Page, one: Story) -> None:
    """The titles at once, and each sentence as soon as it is computed."""
    say, place, found = page.say, st.empty(), dict[int, str]()
    for n in range(-1, len(one.steps)):
        if n >= 0:
            found[n] = takeaway(page, one, n)
        place.html(_listed(one, found, say))


def takeaway(page: Page, one: Story, n: int, packed: str = "") -> str:
    """The computed sentence of a step; the presenter's page finds its slide ready."""
    slide = decks.slide(one, n, page.say.code, drawing.look(), packed)
    return str(slide["takeaway"])


def _listed(one: Story, found: dict[int, str], say: Language) -> str:
    waits = say("This sentence is being computed.")
    rows = (
        f"<li><b>{escape(told(step.title, say))}</b><p>{escape(found.get(n, waits))}</p></li>"
        for n, step in enumerate(one.steps)
    )
    return f"<style>{style()}</style><ol class='story-steps'>{''.join(rows)}</ol>"


def style() -> str:
    """The looks of steps."""
    colours = surface(drawing.look())
    return (
        ".story-steps { padding-left: 1.6rem; margin: .4rem 0; max-width: 60rem; }"
        ".story-steps li { padding: .35rem 0 .35rem .3rem; }"
        f".story-steps p, .story-said {{ margin: .1rem 0 0; color: {colours.muted}; }}"
        ".story-step { margin: 0; } .story-said { max-width: 60rem; }"
    )


def limits(page: Page) -> None:
    """What this page cannot tell."""
    say = page.say
    lines = [
        say("Each sentence says what the figures held now say; with newer figures it may say something else."),
        say("A story chooses a few figures of many. What it leaves out may be as true."),
        say("Answers from a room are those of the people in it who answered; they are no survey."),
        say("Figures of places that go together do not show that one causes the other."),
    ]
    with st.expander(say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in lines))
