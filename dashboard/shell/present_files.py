"""What can be done with a story: presented, followed, taken along as one HTML file or as PowerPoint."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard import citation
from dashboard.deck import pptx
from dashboard.language import Language
from dashboard.palette import Look
from dashboard.shell import decks, drawing
from dashboard.shell.frame import Page
from dashboard.story import own, slides
from dashboard.story.model import Story
from data_sources.errors import UploadError

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def take_along(page: Page, story: Story) -> None:
    """The buttons, and how the audience follows."""
    say, story = page.say, named(story, page.say)
    try:
        packed = own.packed(story, say) if story.own else ""
    except UploadError as error:
        st.info(str(error))
        return
    look, name = drawing.look(), f"nexus-atlas_story_{story.id}_{datetime.now(UTC).date().isoformat()}"
    with st.container(horizontal=True):
        url = address(story, say.code, look, packed)
        st.link_button(say("Present"), url, icon=":material/slideshow:")
        st.download_button(
            say("One file (HTML)"),
            partial(_html, story, say.code, look, packed),
            f"{name}.html",
            "text/html",
            icon=":material/draft:",
            help=say("It presents itself from a folder or an e-mail, without this server and without a network."),
            on_click="ignore",
            key="present:html",
        )
        st.download_button(
            say("PowerPoint"),
            partial(powerpoint, story, say.code, _page() if story.own else url),
            f"{name}.pptx",
            PPTX,
            icon=":material/co_present:",
            help=say("One slide a step: maps and charts as pictures, your notes below. It takes some seconds."),
            on_click="ignore",
            key="present:pptx",
        )
    st.caption(
        say(
            "Your audience can follow on their phones: open a room on the presenter's page, and they scan its code. "
            "They need no account and no app, and nothing about them is kept."
        )
    )


def named(story: Story, say: Language) -> Story:
    """The story with a name, where its presenter has not asked its question yet."""
    return story if story.question else replace(story, question=say("My story"))


def address(story: Story, lang: str, look: Look, packed: str) -> str:
    """Where the story is presented."""
    asked = {"lang": lang, "look": look.value} | ({"story": packed} if packed else {})
    return f"{_page()}/{story.id}?{urlencode(asked)}"


def _page() -> str:
    """The address of the page of stories without what follows the question mark."""
    return (st.context.url or "present").partition("?")[0].rstrip("/")


def _html(story: Story, lang: str, look: Look, packed: str) -> bytes:
    return decks.one_file(story, lang, look, packed).encode()


def powerpoint(story: Story, lang: str, link: str) -> bytes:
    """The story as a PowerPoint file."""
    desk = decks.desk(lang)
    made = [decks.drawable(slides.slide(story, n, desk)) for n in range(len(story.steps))]
    work = citation.Work(title=slides.told(story.question, desk.say), of=f"story-{story.id}")
    day = datetime.now(UTC).date()
    about = pptx.About(
        question=work.title,
        why=slides.told(story.why, desk.say),
        day=day,
        snapshot=citation.snapshot_line(desk.say),
        citation=citation.citation(work, desk.say, link, day),
        link=link,
    )
    return pptx.document(made, about, desk)
