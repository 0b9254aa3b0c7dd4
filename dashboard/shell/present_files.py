"""What can be done with a story: presented, followed, taken along as one HTML file or as PowerPoint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from dashboard import citation
from dashboard.deck import pptx
from dashboard.language import Language
from dashboard.palette import Look
from dashboard.shell import decks, drawing, upload_leaving, uploads
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.story import own, own_steps
from dashboard.story.model import Story
from dashboard.story.slides import told
from data_sources.errors import UploadError

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def take_along(page: Page, story: Story) -> None:
    """The buttons, and how the audience follows; of an uploaded file once its figures may leave."""
    say, story = page.say, named(story, page.say)
    if own_steps.shows_own_file(story):
        _of_a_file(page, story)
        return
    try:
        packed = own.packed(story, say) if story.own else ""
    except UploadError as error:
        st.info(str(error))
        return
    look = drawing.look()
    with st.container(horizontal=True):
        url = address(story, say.code, look, packed)
        st.link_button(say("Present"), url, icon=":material/slideshow:")
        _downloads(
            story,
            partial(_html, story, say.code, look, packed),
            partial(powerpoint, story, say.code, _page() if story.own else url),
            say,
        )
    st.caption(
        say(
            "Your audience can follow on their phones: open a room on the presenter's page, and they scan its code. "
            "They need no account and no app, and nothing about them is kept."
        )
    )


def _of_a_file(page: Page, story: Story) -> None:
    """What can be done with a story that shows an uploaded file: files, and nothing that the server would share."""
    say, look = page.say, drawing.look()
    if uploads.held() and (story.figures is None or not story.figures.from_file):
        upload_leaving.confirmation(say, "story")
    if story.figures is None:
        st.info(_why_not(say))
        return
    may = upload_leaving.of_story(story.figures)
    with st.container(horizontal=True):
        _downloads(
            story,
            partial(upload_leaving.made_of, may, say, partial(_html, story, say.code, look, "")),
            partial(upload_leaving.made_of, may, say, partial(powerpoint, story, say.code, _page())),
            say,
        )
    st.info(
        say(
            "This story shows figures of an uploaded file, which nobody has checked. Present it from the one file: it "
            "opens in any browser, and give that to your audience: a link, or phones that follow, would keep the "
            "figures on the server for others."
        )
    )


def _why_not(say: Language) -> str:
    """Why nothing can be made of the story yet."""
    if not uploads.held():
        return say("The file that this story shows is no longer here. Remove its steps, or upload it again.")
    try:
        upload_leaving.figures(say)
    except UploadError as error:
        return str(error)
    return ""


def _downloads(story: Story, html: Callable[[], bytes], slides: Callable[[], bytes], say: Language) -> None:
    name = f"nexus-atlas_story_{story.id}_{today().isoformat()}"
    st.download_button(
        say("One file (HTML)"),
        html,
        f"{name}.html",
        "text/html",
        icon=":material/draft:",
        help=say("It presents itself from a folder or an e-mail, without this server and without a network."),
        on_click="ignore",
        key="present:html",
    )
    st.download_button(
        say("PowerPoint"),
        slides,
        f"{name}.pptx",
        PPTX,
        icon=":material/co_present:",
        help=say("One slide a step: maps and charts as pictures, your notes below. It takes some seconds."),
        on_click="ignore",
        key="present:pptx",
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
    made = [decks.made_slide(story, n, lang) for n in range(len(story.steps))]
    work = citation.Work(title=told(story.question, desk.say), of=f"story-{story.id}")
    day = today()
    about = pptx.About(
        question=work.title,
        why=told(story.why, desk.say),
        day=day,
        snapshot=citation.snapshot_line(desk.say),
        citation=citation.citation(work, desk.say, link, day),
        link=link,
    )
    return pptx.document(made, about, desk)
