"""Stories as the browser gets them: made with the cached loaders, kept, and gathered into one file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from dashboard import maps
from dashboard.addresses import texts_url
from dashboard.citation import link
from dashboard.deck import alone, payload
from dashboard.language import language
from dashboard.map_component import assets
from dashboard.maps import Style
from dashboard.own_file import OWN_FILE
from dashboard.palette import Look
from dashboard.release import token
from dashboard.shell import cached, contents, drawing, frame, story_desk, uploads
from dashboard.story import own, slides
from dashboard.story.model import Desk, Map, Slide, Story
from dashboard.story.stories import story as of_the_project
from dashboard.view import View
from data_sources.errors import NoObservations, SourceError
from data_sources.schema import Observations

Json = dict[str, Any]
PARTS = ("time", "map", "legend")
"""What stands around a map on a slide; the slide itself says the rest."""


@lru_cache(maxsize=4)
def desk(lang: str) -> Desk:
    """What slides are made with in this language: the loaders of the app, for what all visitors may see.

    An uploaded file is brought only while something is made of what may leave its visit.
    """
    return Desk(
        say=language(lang),
        screen=lambda view: cached.screen(_may(view)),
        histories=lambda view: cached.histories(_may(view)),
        observations=_observations,
        pages=story_desk.PAGES,
    )


def _may(view: View) -> View:
    """The View. Raises `NoObservations` for that of an uploaded file which may not leave its visit."""
    if view.shows_own_file and not uploads.stands_in():
        raise NoObservations("an uploaded file stays in its visit")
    return view


def _observations(id: str) -> Observations:
    if id == OWN_FILE and not uploads.stands_in():
        raise NoObservations("an uploaded file stays in its visit")
    return cached.observations(id)


def find(id: str, packed: str = "") -> Story | None:
    """The project's story with this id, or the presenter's own from its link. Raises `UploadError` for a bad link."""
    return own.unpacked(packed) if id == own.ID and packed else of_the_project(id)


def version(story: Story) -> str:
    """Ten hex digits that change with the figures a story is told with, and with the program."""
    views = [step.view for step in story.steps if not step.view.shows_own_file]
    pages = {step.page for step in story.steps}
    return token(cached.profile_version() + sum(map(cached.version, views)) + sum(map(story_desk.version, pages)))


def deck(story: Story, lang: str, look: Look, packed: str = "") -> Json:
    """A story without its slides, and where they are."""
    folder = f"deck/{version(story)}/{quote(story.id, safe='')}/{lang}/{look.value}/"
    query = f"?{urlencode({'story': packed})}" if packed else ""
    back = View(lang=lang, topic="" if story.own else story.id).to_params()
    app_url = f"present?{urlencode(back)}" if back else "present"
    return payload.deck(story, language(lang), look, slide_url=f"{folder}{{n}}.json{query}", app_url=app_url)


def slide(story: Story, n: int, lang: str, look: Look, packed: str = "") -> Json:
    """Slide `n` (from 0) with its figures; one that cannot be made now says so.

    Of a presenter's own story without its link, which may show an uploaded file, nothing is kept for others.
    """
    if story.own and not packed:
        return _told(story, n, lang, look)
    return _slide((story.id, packed, n), lang, look.value, version(story))


@st.cache_resource(ttl=3600, max_entries=256, show_spinner=False)
def _slide(which: tuple[str, str, int], lang: str, look: str, version: str) -> Json:  # noqa: ARG001
    id, packed, n = which
    story = find(id, packed)
    if story is None:
        raise NoObservations(f"no story {id!r}")
    return _told(story, n, lang, Look(look))


def _told(story: Story, n: int, lang: str, look: Look) -> Json:
    made = made_slide(story, n, lang)
    return payload.slide(made, language(lang), partial(spec, lang=lang, look=look), _link(made))


def made_slide(story: Story, n: int, lang: str) -> Slide:
    """Slide `n` (from 0) as values, its words alone where its map cannot be drawn."""
    return drawable(slides.slide(story, n, desk(lang)))


def drawable(made: Slide) -> Slide:
    """The slide, or its words alone where its map cannot be drawn."""
    body = made.made.body
    if not isinstance(body, Map):
        return made
    try:
        spec(body.view, made.view.lang, Look.LIGHT)
    except (NoObservations, SourceError):
        empty = slides.nothing(made.made.takeaway)
        return replace(made, made=replace(made.made, body=empty.body, refused=True))
    return made


def spec(view: View, lang: str, look: Look) -> maps.Spec:
    """The map of a View on a slide. Raises `NoObservations` where it has no figures, or they may not leave a visit."""
    view = replace(_may(view), lang=lang)
    drawn = drawing.spec(view, Style(look=look, say=language(view.lang), parts=PARTS, contrast=view.contrast))
    drawn = {name: value for name, value in drawn.items() if name != "files"}  # `files` gathers them for all slides
    return drawn | {"code": "", "texts": texts_url(assets.digest(), view.lang)}


def _link(made: Slide) -> str:
    """The address of the step's View in the app, relative to the app's own."""
    entry = next(page for page in frame.PAGES if page.id == made.page)
    _, _, name = Path(entry.file).stem.partition("_")
    return link(made.view, name)


def files(made: Iterable[Json]) -> dict[str, Json]:
    """Address -> content of all that the maps on these slides would fetch, each once."""
    specs = [one["body"]["spec"] for one in made if one["body"]["kind"] == "map"]
    layers = [layer for one in specs for layer in one["layers"]]
    histories = {layer["history"]: contents.of(layer["history"]) for layer in layers}
    words = {url: contents.of(url) for url in dict.fromkeys(layer["words"] for layer in layers) if url}
    sets = [part for history in histories.values() for part in history["sets"]]
    named = [one[name] for one in specs for name in ("land", "tiles")]
    named += [part.get(name) for part in sets for name in ("shapes", "names", "borders")]
    shapes = {url: _shape(url) for url in dict.fromkeys(named) if url}
    own = uploads.shapes() if uploads.stands_in() else {}
    return histories | words | shapes | own


def _shape(url: str) -> Json:
    path = contents.shape_file(url.rpartition("/")[2])
    found: Json = json.loads(path.read_text(encoding="utf-8")) if path else {}
    return found


def one_file(story: Story, lang: str, look: Look = Look.LIGHT, packed: str = "") -> str:
    """The HTML of a story that presents itself without a server."""
    made = [slide(story, n, lang, look, packed) for n in range(len(story.steps))]
    texts = {texts_url(assets.digest(), lang): assets.said(language(lang))}
    return alone.page(deck(story, lang, look, packed), made, files(made) | texts, lang=lang)
